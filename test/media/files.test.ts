import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Media } from "../../bot/core/model/screen.ts";
import {
  bytes,
  join,
  m4aFile,
  mp3File,
  oggFile,
  packedProfile,
  pngChunk,
  profile,
  riff,
  text,
  wavFile,
} from "../support/files.ts";
import { DOT } from "../support/played-telegram.ts";
import { createTestTown, type TownOptions } from "../support/town.ts";

const SECRET = "+52.0907+005.1214 Vlinderpad of Jan";

const segment = (marker: number, content: Uint8Array) =>
  join(bytes(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content);
const app = (n: number, words: string) => segment(0xe0 + n, text(words));

const jpeg = join(
  DOT.subarray(0, 2),
  segment(0xe1, text(`Exif\0\0MM\0*\0\0\0\x08\0\0${SECRET}`)),
  app(1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`),
  segment(0xe2, join(text("ICC_PROFILE\0\x01\x01"), profile(SECRET))),
  app(2, `MPF\0${SECRET}`),
  app(13, `Photoshop 3.0\0${SECRET}`),
  segment(0xfe, text(SECRET)),
  DOT.subarray(2),
  DOT,
  text(SECRET),
);
const png = join(
  text("\x89PNG\r\n\x1a\n"),
  pngChunk("IHDR", bytes(0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
  packedProfile(SECRET, profile(SECRET)),
  ...["eXIf", "tEXt", "iTXt", "zTXt", "tIME", "caBX"].map((name) => pngChunk(name, text(SECRET))),
  pngChunk("IDAT", deflateSync(bytes(0, 40, 200))),
  pngChunk("IEND", bytes()),
  text(SECRET),
);
const webp = join(
  riff(
    "RIFF",
    join(
      text("WEBP"),
      riff("VP8X", bytes(0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
      riff("ICCP", profile(SECRET)),
      riff("VP8 ", Buffer.from("MAEAnQEqAQABAA7A/iWkAANwAAAAAA==", "base64")),
      riff("EXIF", text(SECRET)),
      riff("XMP ", text(SECRET)),
    ),
  ),
  text(SECRET),
);

const sent: readonly (readonly [Media["kind"], string, string, Uint8Array])[] = [
  ["photo", "photo-1.jpg", "image/jpeg", jpeg],
  ["photo", "photo-1.png", "image/png", png],
  ["photo", "photo-1.webp", "image/webp", webp],
  ["voice", "voice-1.ogg", "audio/ogg", oggFile(SECRET)],
  ["voice", "voice-1.mp3", "audio/mpeg", mp3File(SECRET)],
  ["voice", "voice-1.m4a", "audio/mp4", m4aFile(SECRET)],
  ["voice", "voice-1.wav", "audio/wav", wavFile(SECRET)],
];

/** A report to which a file was added that Telegram has under the name "file". */
async function reported(kind: Media["kind"], file: Uint8Array, options: TownOptions = {}) {
  const town = createTestTown(options);
  town.files.set("file", file);
  const sam = town.resident("sam");
  await sam.raises("De lamp is kapot");
  const repliesTo = sam.heard.at(-1)?.message;
  await sam.does({ type: "shared", media: { kind, source: "file" }, caption: "Kijk maar", repliesTo });
  const [card] = town.posted;
  if (!card) throw new Error("there is no card");
  return { town, card };
}

const tells = (file: Uint8Array) =>
  [text(SECRET), Buffer.from(SECRET, "utf16le"), text(SECRET.slice(0, 8))].some((one) =>
    Buffer.from(file).includes(one),
  );

describe("a file that a resident sends", () => {
  test.each(sent)(
    "%s %s reaches the desk as %s, without where and whose it is",
    async (kind, name, type, file) => {
      expect(tells(file)).toBe(true);
      const { town, card } = await reported(kind, file);
      expect(card.files.map((one) => [one.name, one.type, tells(one.bytes)])).toEqual([[name, type, false]]);
      expect([...town.bucket.values()].map((one) => [one.type, tells(one.bytes)])).toEqual([[type, false]]);
      expect(card.card.media).toMatchObject([{ kind, type }]);
    },
  );

  test.each<[string, Media["kind"], Uint8Array]>([
    ["a program called a recording", "voice", text(`MZ\x90\0 ${SECRET}`)],
    ["a page called a photo", "photo", text(`<!doctype html>${SECRET}`)],
    ["a photo called a recording", "voice", jpeg],
    ["a recording called a photo", "photo", oggFile(SECRET)],
    ["half a photo", "photo", jpeg.subarray(0, jpeg.length >> 1)],
  ])("%s goes nowhere; the desk hears it, and gets the words that came with it", async (_, kind, file) => {
    const { town, card } = await reported(kind, file);
    expect(card.files).toEqual([]);
    expect(town.bucket.size).toBe(0);
    expect(card.thread).toContainEqual({ key: "officials:media.refused", params: { n: 1 } });
    expect(JSON.stringify(card.thread)).toContain("Kijk maar");
    expect(JSON.stringify(town.logged)).not.toContain("Jan");
  });

  test("and that an earlier version kept as it came, is cleaned before it goes on", async () => {
    const { card } = await reported("voice", oggFile(), {
      ports: (ports) => ({ ...ports, media: { ...ports.media, get: async () => oggFile(SECRET) } }),
    });
    expect(card.files.map((one) => [one.name, tells(one.bytes)])).toEqual([["voice-1.ogg", false]]);
  });
});
