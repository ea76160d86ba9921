import { type Format, four, joined, latin, number, part, UnreadableFile, written } from "./bytes.ts";
import { packedProfile } from "./colour-profile.ts";

/** PNG: the W3C recommendation (third edition), § 5 and § 11. */
export const png: Format = {
  kind: "photo",
  type: "image/png",
  extension: "png",
  starts: (bytes) => latin(bytes, 0, 8) === PNG_SIGNATURE,
  clean: cleanPng,
};

const PNG_SIGNATURE = "\x89PNG\r\n\x1a\n";

/**
 * The chunks needed to show a PNG, with the minimum and maximum size in bytes of each: the pixels, colours,
 * transparency, pixel shape, and animation. Not listed, so dropped: eXIf, tEXt, zTXt, iTXt, tIME, and any chunk that a
 * program invented.
 */
const PNG_KEPT = new Map<string, readonly [number, number]>([
  ["IHDR", [13, 13]],
  ["PLTE", [3, 768]],
  ["IDAT", [0, Number.POSITIVE_INFINITY]],
  ["IEND", [0, 0]],
  ["tRNS", [1, 256]],
  ["gAMA", [4, 4]],
  ["cHRM", [32, 32]],
  ["sRGB", [1, 1]],
  ["iCCP", [1, Number.POSITIVE_INFINITY]],
  ["cICP", [4, 4]],
  ["mDCV", [24, 24]],
  ["cLLI", [8, 8]],
  ["sBIT", [1, 4]],
  ["bKGD", [1, 6]],
  ["pHYs", [9, 9]],
  ["acTL", [8, 8]],
  ["fcTL", [26, 26]],
  ["fdAT", [4, Number.POSITIVE_INFINITY]],
]);

function cleanPng(bytes: Uint8Array): Uint8Array {
  const kept = [bytes.subarray(0, PNG_SIGNATURE.length)];
  let pixels = false;
  for (let at = PNG_SIGNATURE.length; ; ) {
    const length = number(bytes, at, 4);
    const whole = part(bytes, at, length + 12);
    const name = latin(whole, 4, 4);
    if (!/^[A-Za-z]{4}$/.test(name)) throw new UnreadableFile(`This PNG has no chunk at byte ${at}.`);
    at += whole.length;
    if ((name === "IHDR") !== (kept.length === 1))
      throw new UnreadableFile("This PNG does not begin with its header.");
    const sizes = PNG_KEPT.get(name);
    if (!sizes || length < sizes[0] || length > sizes[1]) {
      // An upper-case first letter: the picture cannot be shown without it (§ 5.4).
      if (/^[A-Z]/.test(name)) throw new UnreadableFile(`This PNG has a chunk that cannot be read: ${name}.`);
      continue;
    }
    const content = whole.subarray(8, length + 8);
    if (crc32(whole.subarray(4, length + 8)) !== number(whole, length + 8, 4)) {
      throw new UnreadableFile(`This PNG is damaged in ${name}.`);
    }
    const cleaned = name === "iCCP" ? profileChunk(content) : whole;
    if (cleaned) kept.push(cleaned);
    if (name === "IDAT") pixels = true;
    if (name === "IEND") break;
  }
  if (!pixels) throw new UnreadableFile("This PNG has no picture.");
  return joined(kept);
}

/** A colour profile starts with a name, then a zero and its compression method (§ 11.3.2.3). */
function profileChunk(content: Uint8Array): Uint8Array | undefined {
  const end = content.indexOf(0);
  const profile = end < 0 ? undefined : packedProfile(content.subarray(end + 2));
  return profile && chunk("iCCP", joined([written("profile\0\0"), profile]));
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = joined([written(name), content]);
  return joined([four(content.length), named, four(crc32(named))]);
}

/** The contribution of eight bits to a checksum: the table of annex D, polynomial 0xEDB88320. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let sum = value;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const one of bytes) sum = (CRC_TABLE[(sum ^ one) & 0xff] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}
