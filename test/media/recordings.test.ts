import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanFile, UnreadableFile } from "../../bot/media/clean-file.ts";
import {
  boxAt,
  bytes,
  join,
  m4aFile,
  m4aSamples,
  m4aSound,
  mp3File,
  mp3Frame,
  mp3Frames,
  oggFile,
  oggPackets,
  oggPage,
  opusHead,
  packets,
  riff,
  text,
  wavFile,
  wavSound,
} from "../support/files.ts";

const SECRET = "+52.0907+005.1214 Vlinderpad of Jan";
/** As it came, and in the two-byte letters that some tags are written in. */
const hidden = [text(SECRET), Buffer.from(SECRET, "utf16le"), text(SECRET.slice(0, 8))];
const tells = (file: Uint8Array) => hidden.some((one) => Buffer.from(file).includes(one));
const clean = (sent: Uint8Array) => cleanFile("voice", sent);

describe("a resident who sends a recording", () => {
  test.each<[string, string, string, Uint8Array, Uint8Array]>([
    ["a voice message", "audio/ogg", "ogg", oggFile(SECRET), oggFile()],
    ["an MP3", "audio/mpeg", "mp3", mp3File(SECRET), mp3File()],
    ["a memo recorded on her phone", "audio/mp4", "m4a", m4aFile(SECRET), m4aFile()],
    ["a memo with long addresses", "audio/mp4", "m4a", m4aFile(SECRET, { wide: true }), m4aFile()],
    ["a WAV", "audio/wav", "wav", wavFile(SECRET), wavFile()],
  ])("does not tell with %s where she lives or who she is", (_, type, extension, sent, without) => {
    expect(tells(sent)).toBe(true);
    const passed = clean(sent);
    expect(tells(passed.bytes)).toBe(false);
    expect(passed).toEqual({ ...clean(without), type, extension });
    expect(clean(passed.bytes)).toEqual(passed);
  });

  test("is heard as she spoke: the sound is the same, packet by packet", () => {
    const [head, tags, ...sound] = oggPackets(clean(oggFile(SECRET)).bytes);
    expect(head).toEqual(new Uint8Array(opusHead));
    expect(tags).toEqual(join(text("OpusTags"), new Uint8Array(8)));
    expect(sound).toEqual(oggPackets(oggFile()).slice(2));
    expect(clean(mp3File(SECRET)).bytes).toEqual(join(...mp3Frames));
    expect(m4aSound(clean(m4aFile(SECRET)).bytes).map((one) => Buffer.from(one))).toEqual(m4aSamples);
    expect(Buffer.from(clean(wavFile(SECRET)).bytes).subarray(-wavSound.length)).toEqual(wavSound);
  });

  test("does not tell at which second she recorded it, or with which app", () => {
    const { bytes: memo } = clean(m4aFile(SECRET));
    expect(boxAt(memo, "moov", "mvhd").readUInt32BE(4)).toBe(0);
    expect(boxAt(memo, "moov", "trak", "tkhd").readUInt32BE(4)).toBe(0);
    expect(boxAt(memo, "moov", "trak", "mdia", "mdhd").readUInt32BE(4)).toBe(0);
    expect(boxAt(memo, "moov", "trak", "mdia", "mdhd").readUInt32BE(12)).toBe(44_100);
    expect(Buffer.from(clean(oggFile()).bytes).includes("libopus")).toBe(false);
  });

  test("may have been cut off: what is whole is heard", () => {
    const whole = oggFile();
    const passed = clean(whole.subarray(0, whole.length - 2));
    expect(oggPackets(passed.bytes)).toHaveLength(4);
  });
});

describe("what is no recording that can be cleaned is refused:", () => {
  const flac = join(text("fLaC"), bytes(0, 0, 0, 34));
  const speech = text("#!AMR\n");
  const vorbis = oggPage(2, 0, packets(text("\x01vorbis")));
  const noSound = join(oggPage(2, 0, packets(opusHead)), oggPage(4, 1, packets(text("OpusTags"))));
  const mixed = join(
    oggPage(2, 0, packets(opusHead)),
    oggPage(0, 1, packets(text("OpusTags"), text("sound"))),
    oggPage(4, 2, packets(text("sound"))),
  );
  const two = join(
    oggPage(2, 0, packets(opusHead)),
    oggPage(2, 0, packets(opusHead), { stream: 7 }),
    oggPage(0, 1, packets(text("OpusTags"))),
  );
  const damaged = oggFile();
  damaged[damaged.length - 1] = 0x77;
  test.each<[string, Uint8Array]>([
    ["nothing", bytes()],
    ["a page", text("<!doctype html><script>alert(1)</script>")],
    ["a program", text("MZ\x90\0")],
    ["a picture", text("\x89PNG\r\n\x1a\n")],
    ["FLAC", flac],
    ["AMR", speech],
    ["Vorbis", vorbis],
    ["Opus without sound", noSound],
    ["Opus with its comments and sound on one page", mixed],
    ["two streams in one", two],
    ["a damaged page", damaged],
    ["two frames of MP3", join(mp3Frame(0), mp3Frame(1))],
    ["tags without MP3", join(mp3File(SECRET).subarray(0, 300))],
    ["a film in pieces", join(m4aFile().subarray(0, 20), text("\0\0\0\x08moof"))],
    ["an M4A of which only the beginning came", m4aFile().subarray(0, 200)],
    ["a WAV without sound", riff("RIFF", text("WAVE"))],
    [
      "a WAV in a coding of its own",
      riff("RIFF", join(text("WAVE"), riff("fmt ", bytes(0x55, 0)), riff("data", text("x")))),
    ],
  ])("%s", (_, sent) => {
    expect(() => clean(sent)).toThrow(UnreadableFile);
  });

  test("a photo that is called a recording", () => {
    expect(() => clean(text("\xff\xd8\xff"))).toThrow("This is not an Opus, MP3, M4A or WAV recording.");
  });

  test("more than 20 MB", () => {
    expect(() => clean(new Uint8Array(20 * 1024 * 1024 + 1))).toThrow("too large");
  });
});

test("whatever anybody sends as a recording, it is cleaned or refused, and what was cleaned stays as it is", () => {
  const sounds = fc.constantFrom(
    oggFile("GPS").filter((_, at) => at < 60 || at > 70_000),
    oggFile(),
    mp3File("GPS"),
    mp3File(),
    m4aFile("GPS"),
    m4aFile(),
    wavFile("GPS"),
    wavFile(),
  );
  const noise = fc.uint8Array({ maxLength: 200 });
  const damaged = fc
    .tuple(
      sounds,
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.nat(400),
      noise,
    )
    .map(([sound, changes, less, rest]) => {
      const copy = join(sound.subarray(0, Math.max(8, sound.length - (less > 200 ? 0 : less))), rest);
      for (const [at, value] of changes) copy[at % copy.length] = value;
      return copy;
    });
  fc.assert(
    fc.property(fc.oneof(noise, damaged), (sent) => {
      let passed: ReturnType<typeof clean>;
      try {
        passed = clean(sent);
      } catch (problem) {
        expect(problem).toBeInstanceOf(UnreadableFile);
        return;
      }
      expect(clean(passed.bytes)).toEqual(passed);
    }),
    { numRuns: 5000 },
  );
});
