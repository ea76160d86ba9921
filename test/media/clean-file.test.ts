import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanFile, UnreadableFile } from "../../bot/media/clean-file.ts";
import { cleanProfile } from "../../bot/media/colour-profile.ts";
import { oggFile, packedProfile, profile } from "../support/files.ts";

const withoutMetadata = (sent: Uint8Array) => cleanFile("photo", sent).bytes;

// ---- Pictures, byte by byte -------------------------------------------------------------------------------

const text = (words: string) => Buffer.from(words, "latin1");
const bytes = (...all: number[]) => Buffer.from(all);
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

const SOI = bytes(0xff, 0xd8);
const EOI = bytes(0xff, 0xd9);
const segment = (marker: number, content: Uint8Array) =>
  join(bytes(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff), content);

const jfif = segment(0xe0, join(text("JFIF\0"), bytes(1, 2, 0, 0, 1, 0, 1, 0, 0)));
const quantization = segment(0xdb, join(bytes(0), new Uint8Array(64).fill(1)));
/** One code, "0": no change of brightness, or no detail. */
const huffman = (table: number) => segment(0xc4, join(bytes(table, 1), new Uint8Array(15), bytes(0)));
const tables = join(quantization, huffman(0x00), huffman(0x10));
const grey = (frame: number, width: number) => segment(frame, bytes(8, 0, 8, 0, width, 1, 1, 0x11, 0));
const scan = (from: number, to: number, data: Uint8Array) =>
  join(segment(0xda, bytes(1, 1, 0, from, to, 0)), data);

/** 16 × 8 grey pixels, with a restart marker between the two blocks. */
const picture = join(
  tables,
  grey(0xc0, 16),
  segment(0xdd, bytes(0, 1)),
  scan(0, 63, bytes(0x3f, 0xff, 0xd0, 0x3f)),
);
const photo = join(SOI, jfif, picture, EOI);
/** 8 × 8 grey pixels in two scans, as for slow connections. */
const progressive = join(
  SOI,
  tables,
  grey(0xc2, 8),
  scan(0, 0, bytes(0x7f)),
  segment(0xfe, text("between the scans: GPS")),
  scan(1, 63, bytes(0x7f)),
  EOI,
);

/** EXIF as a phone writes it: a maker, the orientation, and a GPS directory with the street. */
function exif(order: "II" | "MM", orientation: number): Buffer {
  const little = order === "II";
  const u16 = (value: number) => (little ? bytes(value & 255, value >> 8) : bytes(value >> 8, value & 255));
  const u32 = (value: number) =>
    little ? Buffer.concat([u16(value), bytes(0, 0)]) : Buffer.concat([bytes(0, 0), u16(value)]);
  const tag = (id: number, type: number, count: number, value: Uint8Array) =>
    join(u16(id), u16(type), u32(count), value);
  const place = text("GPS 52.0907N 5.1214E\0");
  const maker = text("Telephone of Jan GPS\0");
  return Buffer.concat([
    text(`Exif\0\0${order}`),
    u16(42),
    u32(8),
    u16(3),
    tag(0x010f, 2, maker.length, u32(68)),
    tag(0x0112, 3, 1, join(u16(orientation), u16(0))),
    tag(0x8825, 4, 1, u32(50)),
    u32(0),
    u16(1),
    tag(0x001b, 2, place.length, u32(68 + maker.length)),
    u32(0),
    maker,
    place,
  ]);
}

/** The EXIF that is left: only the orientation. */
const onlyOrientation = (orientation: number) =>
  segment(
    0xe1,
    join(
      text("Exif\0\0MM\0*"),
      bytes(0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0),
    ),
  );

const chunk = (name: string, content: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([text(name), content])));
  return join(length, text(name), content, sum);
};
const signature = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const header = chunk("IHDR", bytes(0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0));
const pixels = chunk("IDAT", deflateSync(bytes(0, 40, 200)));
const end = chunk("IEND", bytes());
const drawing = join(signature, header, pixels, end);

const riff = (name: string, content: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return join(text(name), length, content, bytes(...(content.length % 2 ? [0] : [])));
};
const webp = (...chunks: Uint8Array[]) => riff("RIFF", join(text("WEBP"), ...chunks));
/** The smallest lossy and lossless pictures: one pixel each. */
const sticker = new Uint8Array(
  Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64"),
);
const lossless = new Uint8Array(Buffer.from("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "base64"));
const lossy = sticker.subarray(12);
const extended = (flags: number) => riff("VP8X", bytes(flags, 0, 0, 0, 0, 0, 0, 0, 0, 0));

/** A colour profile with nothing but numbers. */
const colours = cleanProfile(profile()) ?? bytes();

const tells = (image: Uint8Array) => Buffer.from(image).includes("GPS");

// ---- What people may rely on ------------------------------------------------------------------------------

describe("a resident who sends a photo of a broken lamp", () => {
  test.each(["II", "MM"] as const)(
    "does not tell where she lives (%s), and her photo stays upright",
    (order) => {
      const sent = join(SOI, jfif, segment(0xe1, exif(order, 6)), picture, EOI);
      expect(tells(sent)).toBe(true);
      expect(withoutMetadata(sent)).toEqual(join(SOI, jfif, onlyOrientation(6), picture, EOI));
    },
  );

  test.each([2, 3, 4, 5, 6, 7, 8])("keeps the side that is up: %i", (side) => {
    const sent = join(SOI, segment(0xe1, exif("II", side)), picture, EOI);
    expect(withoutMetadata(sent)).toEqual(join(SOI, onlyOrientation(side), picture, EOI));
  });

  test.each([0, 1, 9, 65_535])("gets no EXIF at all when it says nothing: side %i", (side) => {
    const sent = join(SOI, segment(0xe1, exif("MM", side)), picture, EOI);
    expect(withoutMetadata(sent)).toEqual(join(SOI, picture, EOI));
  });

  test("may have a camera that writes broken EXIF", () => {
    const whole = exif("II", 6);
    for (let length = 0; length < whole.length; length++) {
      const cleaned = withoutMetadata(join(SOI, segment(0xe1, whole.subarray(0, length)), picture, EOI));
      expect([join(SOI, picture, EOI), join(SOI, onlyOrientation(6), picture, EOI)]).toContainEqual(cleaned);
    }
  });

  test("does not pass on what her editor, her newspaper's system or she herself wrote into it", () => {
    const secrets = [
      segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS</x:xmpmeta>")),
      segment(0xe2, text("MPF\0GPS of a second picture")),
      segment(0xed, text("Photoshop 3.0\x008BIM GPS")),
      segment(0xee, text("not by A. GPS")),
      segment(0xef, text("GPS")),
      segment(0xfe, text("my garden, GPS")),
    ];
    expect(withoutMetadata(join(SOI, jfif, ...secrets, picture, EOI))).toEqual(photo);
  });

  test("does not show in a thumbnail what she cut off", () => {
    const thumbnail = segment(0xe0, join(text("JFIF\0"), bytes(1, 2, 0, 0, 1, 0, 1, 1, 1), text("GPS")));
    const another = segment(0xe0, text("JFXX\0\x13GPS"));
    expect(withoutMetadata(join(SOI, thumbnail, another, picture, EOI))).toEqual(photo);
  });

  test("does not pass on what stands behind its end, such as the film of a moving photo or a former photo", () => {
    expect(withoutMetadata(join(photo, text("ftypmp42 GPS"), photo))).toEqual(photo);
  });

  test("sees the same colours as before", () => {
    const kept = join(
      segment(0xe2, join(text("ICC_PROFILE\0\x01\x01"), colours)),
      segment(0xee, join(text("Adobe"), bytes(0, 100, 0, 0, 0, 0, 1))),
    );
    const sent = join(SOI, jfif, kept, picture, EOI);
    expect(withoutMetadata(sent)).toEqual(sent);
  });

  test("passes on no words that stand in the description of her colours, in however many parts it comes", () => {
    const told = profile("GPS of Jan");
    const half = told.length >> 1;
    const sent = join(
      SOI,
      jfif,
      segment(0xe2, join(text("ICC_PROFILE\0\x01\x02"), told.subarray(0, half))),
      segment(0xe2, join(text("ICC_PROFILE\0\x02\x02"), told.subarray(half))),
      picture,
      EOI,
    );
    const clean = withoutMetadata(sent);
    expect(clean).toEqual(
      join(SOI, jfif, segment(0xe2, join(text("ICC_PROFILE\0\x01\x01"), colours)), picture, EOI),
    );
    expect(tells(clean)).toBe(false);
    const broken = join(SOI, segment(0xe2, text("ICC_PROFILE\0\x01\x01 GPS")), jfif, picture, EOI);
    expect(withoutMetadata(broken)).toEqual(photo);
  });

  test("may send one that comes in several scans, with restarts and with fill bytes before its markers", () => {
    const fill = bytes(0xff, 0xff, 0xff);
    const cleaned = withoutMetadata(progressive);
    expect(tells(cleaned)).toBe(false);
    expect(cleaned).toEqual(
      join(SOI, tables, grey(0xc2, 8), scan(0, 0, bytes(0x7f)), scan(1, 63, bytes(0x7f)), EOI),
    );
    expect(withoutMetadata(join(SOI, fill, jfif, fill, picture, fill, EOI))).toEqual(photo);
  });

  test("may send one whose coded data has the value 255", () => {
    const sent = join(SOI, tables, grey(0xc0, 8), scan(0, 63, bytes(0xff, 0x00, 0x3f, 0xff, 0x00)), EOI);
    expect(withoutMetadata(sent)).toEqual(sent);
  });
});

describe("a resident who sends a screenshot", () => {
  test("sees the same colours as before, and passes on no words that describe them", () => {
    const sent = join(signature, header, packedProfile("GPS", profile("GPS of Jan")), pixels, end);
    const kept = join(signature, header, packedProfile("profile", colours), pixels, end);
    expect(withoutMetadata(sent)).toEqual(kept);
    expect(withoutMetadata(kept)).toEqual(kept);
    const broken = [text("GPS"), text("GPS\0\0GPS"), join(text("GPS\0\0"), deflateSync(text("GPS")))];
    for (const one of broken)
      expect(withoutMetadata(join(signature, header, chunk("iCCP", one), pixels, end))).toEqual(drawing);
  });

  test("passes on nothing but the picture", () => {
    const secrets = [
      chunk("eXIf", exif("MM", 6).subarray(6)),
      chunk("tEXt", text("Author\0Jan GPS")),
      chunk("zTXt", text("Comment\0\0GPS")),
      chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0GPS")),
      chunk("tIME", bytes(7, 234, 5, 1, 12, 0, 0)),
      chunk("sPLT", text("GPS\0")),
      chunk("prVt", text("GPS")),
      chunk("gAMA", text("longer than a number: GPS")),
    ];
    const sent = join(signature, header, ...secrets, pixels, ...secrets, end, text("GPS"), drawing);
    expect(withoutMetadata(sent)).toEqual(drawing);
  });

  test("sees the same colours, the same shape and the same movement as before", () => {
    const looks = [
      chunk("gAMA", bytes(0, 0, 177, 143)),
      chunk("sRGB", bytes(0)),
      chunk("pHYs", bytes(0, 0, 0, 1, 0, 0, 0, 2, 0)),
      chunk("tRNS", bytes(0, 40)),
      chunk("acTL", bytes(0, 0, 0, 1, 0, 0, 0, 0)),
    ];
    const sent = join(signature, header, ...looks, pixels, end);
    expect(withoutMetadata(sent)).toEqual(sent);
  });
});

describe("a resident who sends a WebP picture", () => {
  test.each([
    ["lossy", sticker],
    ["lossless", lossless],
  ])("gets a clean one back as it was: %s", (_, sent) => {
    expect(withoutMetadata(sent)).toEqual(sent);
  });

  test("passes on nothing but the picture, which no longer promises EXIF or XMP", () => {
    const sent = webp(
      extended(0xff),
      riff("ICCP", profile("GPS of Jan")),
      lossy,
      riff("EXIF", exif("II", 6)),
      riff("XMP ", text("<x:xmpmeta>GPS</x:xmpmeta>")),
      riff("NOTE", text("GPS")),
    );
    const cleaned = withoutMetadata(join(sent, text("GPS behind the end")));
    expect(cleaned).toEqual(webp(extended(0x32), riff("ICCP", colours), lossy));
  });

  test("hides nothing inside an animation, nor in the byte that makes a chunk even", () => {
    const place = new Uint8Array(16);
    const animation = riff("ANIM", bytes(0, 0, 0, 0, 0, 0));
    const sent = webp(
      extended(0x02),
      animation,
      riff("ANMF", join(place, lossy, riff("EXIF", text("GPS!")))),
    );
    expect(withoutMetadata(sent)).toEqual(webp(extended(0x02), animation, riff("ANMF", join(place, lossy))));
    const odd = riff("ALPH", text("odd"));
    odd[odd.length - 1] = 0x47;
    expect(withoutMetadata(webp(extended(0x10), odd, lossy))).toEqual(
      webp(extended(0x10), riff("ALPH", text("odd")), lossy),
    );
  });
});

describe("nobody's data leaves in a file that could not be cleaned", () => {
  test.each<[string, Uint8Array]>([
    ["nothing", bytes()],
    ["a GIF", text("GIF89a GPS")],
    ["a photo of an iPhone as it is (HEIC)", text("\0\0\0\x18ftypheic GPS")],
    ["a PDF", text("%PDF-1.7 GPS")],
    ["a sound in a RIFF", join(text("RIFF"), bytes(4, 0, 0, 0), text("WAVEfmt "))],
    ["a JPEG with no picture", join(SOI, jfif, EOI)],
    ["a JPEG with a scan but no frame", join(SOI, tables, scan(0, 63, bytes(0x3f)), EOI)],
    ["a JPEG with two frames", join(SOI, tables, grey(0xc0, 8), picture, EOI)],
    ["a JPEG with words between its segments", join(SOI, jfif, text("GPS"), picture, EOI)],
    ["a JPEG with words in a table", join(SOI, segment(0xdb, text("\0GPS")), picture, EOI)],
    ["a JPEG with a segment nobody knows", join(SOI, segment(0xf0, text("GPS")), picture, EOI)],
    ["a JPEG with a segment shorter than its own length", join(SOI, bytes(0xff, 0xe0, 0, 1), picture, EOI)],
    ["a PNG with a header of the wrong size", join(signature, chunk("IHDR", text("GPS")), pixels, end)],
    ["a PNG with two headers", join(signature, header, header, pixels, end)],
    [
      "a PNG that begins with something else",
      join(signature, chunk("tEXt", text("GPS")), header, pixels, end),
    ],
    ["a PNG with no picture", join(signature, header, end)],
    [
      "a PNG with an unknown chunk that it needs",
      join(signature, header, chunk("GPSX", text("GPS")), pixels, end),
    ],
    ["a PNG with no name for a chunk", join(signature, header, chunk("1234", text("GPS")), pixels, end)],
    ["a PNG with a wrong sum", join(signature, header, pixels.subarray(0, -1), bytes(1), end)],
    ["a WebP with no picture", webp(extended(0x08), riff("EXIF", text("GPS")))],
    ["a WebP whose header comes late", webp(lossy, extended(0))],
  ])("%s is refused", (_, sent) => {
    expect(() => withoutMetadata(sent)).toThrow(UnreadableFile);
  });

  test.each<[string, Uint8Array]>([
    ["JPEG", photo],
    ["progressive JPEG", progressive],
    ["PNG", drawing],
    ["WebP", sticker],
  ])("a %s that was cut off anywhere is refused", (_, sent) => {
    for (let length = 0; length < sent.length; length++) {
      expect(() => withoutMetadata(sent.subarray(0, length))).toThrow(UnreadableFile);
    }
  });

  test("the reason can be read by anybody who looks into the log", () => {
    expect(() => withoutMetadata(text("GIF89a"))).toThrow("This is not a JPEG, PNG or WebP picture.");
    expect(() => withoutMetadata(photo.subarray(0, -2))).toThrow("stops in the middle");
  });
});

describe("whatever anybody sends", () => {
  const images = fc.constantFrom(photo, progressive, drawing, sticker, lossless);
  const noise = fc.uint8Array({ maxLength: 200 });
  const started = fc
    .tuple(
      fc.constantFrom(
        SOI,
        join(SOI, bytes(0xff)),
        signature,
        join(signature, header),
        sticker.subarray(0, 15),
      ),
      noise,
    )
    .map(([start, rest]) => join(start, rest));
  const damaged = fc
    .tuple(images, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), noise)
    .map(([image, changes, rest]) => {
      const copy = join(image, rest);
      for (const [at, value] of changes) copy[at % copy.length] = value;
      return copy;
    });

  test("it is cleaned or refused, and what was cleaned stays as it is", () => {
    fc.assert(
      fc.property(fc.oneof(noise, started, damaged), (sent) => {
        let cleaned: Uint8Array;
        try {
          cleaned = withoutMetadata(sent);
        } catch (problem) {
          expect(problem).toBeInstanceOf(UnreadableFile);
          return;
        }
        expect(cleanFile("photo", cleaned).type).toBe(cleanFile("photo", sent).type);
        expect(withoutMetadata(cleaned)).toEqual(cleaned);
      }),
      { numRuns: 5000 },
    );
  });

  test("no words hidden anywhere come out, and the picture stays the same", () => {
    const secret = fc.uint8Array({ maxLength: 60 }).map((rest) => join(text("GPS"), rest, text("GPS")));
    const inJpeg = fc
      .array(fc.tuple(fc.constantFrom(0xe0, 0xe1, 0xe2, 0xe3, 0xe9, 0xec, 0xed, 0xee, 0xef, 0xfe), secret))
      .map((all) => join(...all.map(([marker, words]) => segment(marker, words))));
    const inPng = fc
      .array(
        fc.tuple(fc.constantFrom("eXIf", "tEXt", "zTXt", "iTXt", "tIME", "dSIG", "vpAg", "gAMA"), secret),
      )
      .map((all) => join(...all.map(([name, words]) => chunk(name, words))));
    const inWebp = fc
      .array(fc.tuple(fc.constantFrom("EXIF", "XMP ", "JUNK", "exif"), secret))
      .map((all) => join(...all.map(([name, words]) => riff(name, words))));

    fc.assert(
      fc.property(inJpeg, inJpeg, secret, (first, second, last) => {
        expect(withoutMetadata(join(SOI, first, jfif, second, picture, first, EOI, last))).toEqual(photo);
      }),
    );
    fc.assert(
      fc.property(inPng, inPng, secret, (first, second, last) => {
        expect(withoutMetadata(join(signature, header, first, pixels, second, end, last))).toEqual(drawing);
      }),
    );
    fc.assert(
      fc.property(inWebp, secret, (hidden, last) => {
        expect(withoutMetadata(join(webp(lossy, hidden), last))).toEqual(sticker);
      }),
    );
    expect([photo, drawing, sticker].filter((image) => tells(image))).toEqual([]);
  });

  test("the file that came in is not changed, even when it is a part of something larger", () => {
    const sent = join(SOI, jfif, segment(0xe1, exif("II", 6)), picture, EOI);
    const larger = Buffer.concat([text("12345"), sent, text("GPS")]);
    const before = Buffer.from(larger);
    expect(withoutMetadata(larger.subarray(5, -3))).toEqual(withoutMetadata(sent));
    expect(larger).toEqual(before);
  });
});

describe("an official who opens a photo", () => {
  test.each<[string, string, Uint8Array]>([
    ["image/jpeg", "jpg", photo],
    ["image/png", "png", drawing],
    ["image/webp", "webp", sticker],
  ])("gets what it is by its bytes, not by its name: %s", (type, extension, sent) => {
    expect(cleanFile("photo", sent)).toMatchObject({ type, extension });
  });

  test.each<[string, Uint8Array]>([
    ["a moving picture", text("GIF89a")],
    ["a recording", oggFile()],
    ["a page", text("<!doctype html><script>alert(1)</script>")],
    ["a program", text("MZ\x90\0")],
    ["a photo of a kind that Slack cannot show", text("\0\0\0\x18ftypheic")],
    ["nothing", bytes()],
  ])("does not get %s under the name of a photo", (_, sent) => {
    expect(() => withoutMetadata(sent)).toThrow(UnreadableFile);
  });
});
