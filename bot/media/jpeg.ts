import { byte, type Format, joined, latin, number, part, UnreadableFile, written } from "./bytes.ts";
import { cleanProfile } from "./colour-profile.ts";

/** JPEG: ITU-T T.81 annex B, with JFIF 1.02 and EXIF 2.3. The orientation is kept. */
export const jpeg: Format = {
  kind: "photo",
  type: "image/jpeg",
  extension: "jpg",
  starts: (bytes) => latin(bytes, 0, 3) === "\xff\xd8\xff",
  clean: cleanJpeg,
};

/** Marker codes of T.81 table B.1, without the 0xFF in front. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DNL = 0xdc;
const DRI = 0xdd;
const DHT = 0xc4;
const DAC = 0xcc;
const TEM = 0x01;
const COM = 0xfe;
const [APP0, APP1, APP2, APP14, APP15] = [0xe0, 0xe1, 0xe2, 0xee, 0xef];
/** Baseline, extended and progressive with Huffman codes, and the last two with arithmetic ones: what viewers show. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2, 0xc9, 0xca];

/** How a segment with part of a colour profile begins; two bytes follow: the part's number, and how many there are. */
const PROFILE = "ICC_PROFILE\0";

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

function cleanJpeg(bytes: Uint8Array): Uint8Array {
  let jfif: Uint8Array | undefined;
  let orientation: number | undefined;
  let frames = 0;
  let scans = 0;
  const profile: Uint8Array[] = [];
  const kept: Uint8Array[] = [];
  for (let at = 2; ; ) {
    if (byte(bytes, at) !== 0xff) throw new UnreadableFile(`This JPEG has no marker at byte ${at}.`);
    // Any number of fill bytes may precede a marker (B.1.1.2).
    while (byte(bytes, at) === 0xff) at++;
    const marker = byte(bytes, at++);
    if (marker === EOI) break;
    if (marker === TEM || isRestart(marker)) continue;
    const length = number(bytes, at, 2);
    const content = part(bytes, at + 2, length - 2);
    at += length;
    if (marker === COM || (marker >= APP0 && marker <= APP15)) {
      if (scans > 0) continue;
      if (marker === APP0) jfif ??= jfifWithoutThumbnail(content);
      if (marker === APP1) orientation ??= orientationIn(content);
      if (marker === APP2 && latin(content, 0, 12) === PROFILE) profile.push(content.subarray(14));
      if (marker === APP14 && latin(content, 0, 5) === "Adobe")
        kept.push(segment(marker, part(content, 0, 12)));
      continue;
    }
    if (!fillsItsSegment(marker, content)) {
      throw new UnreadableFile(`This JPEG has a segment that cannot be read: ${marker.toString(16)}.`);
    }
    kept.push(segment(marker, content));
    if (FRAMES.includes(marker) && ++frames > 1) throw new UnreadableFile("This JPEG has two frames.");
    if (marker !== SOS) continue;
    if (frames === 0) throw new UnreadableFile("This JPEG has a scan before its frame.");
    scans++;
    const end = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (scans === 0) throw new UnreadableFile("This JPEG has no picture.");
  const colours = profile.length > 0 ? cleanProfile(joined(profile)) : undefined;
  const upright = orientation === undefined || orientation === 1;
  return joined([
    Uint8Array.of(0xff, SOI),
    ...(jfif ? [segment(APP0, jfif)] : []),
    ...(upright ? [] : [segment(APP1, exifWith(orientation ?? 1))]),
    ...(colours ? [segment(APP2, joined([written(PROFILE), Uint8Array.of(1, 1), colours]))] : []),
    ...kept,
    Uint8Array.of(0xff, EOI),
  ]);
}

/** Where the coded data ends: at the first marker that is neither a stuffed zero nor a restart (B.1.1.5). */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; ; ) {
    const start = bytes.indexOf(0xff, at);
    if (start < 0) throw new UnreadableFile("This JPEG stops in the middle of its picture.");
    at = start;
    while (byte(bytes, at) === 0xff) at++;
    const marker = byte(bytes, at++);
    if (marker !== 0 && !isRestart(marker)) return start;
  }
}

/**
 * Whether a segment that viewers need contains exactly what B.2.2–B.2.5 define, with no room for anything else.
 * Decoders refuse the others too. No viewer shows a marker for which there is no rule.
 */
function fillsItsSegment(marker: number, content: Uint8Array): boolean {
  if (FRAMES.includes(marker)) return content.length === 6 + 3 * byte(content, 5);
  switch (marker) {
    case SOS:
      return content.length === 4 + 2 * byte(content, 0);
    case DRI:
    case DNL:
      return content.length === 2;
    case DAC:
      return content.length % 2 === 0;
    case DQT:
      return fillsWith(content, (at) => (byte(content, at) >> 4 === 0 ? 65 : 129));
    case DHT:
      return fillsWith(content, (at) => part(content, at + 1, 16).reduce((sum, codes) => sum + codes, 17));
    default:
      return false;
  }
}

/** Whether tables of the given sizes follow each other up to the very end. */
function fillsWith(content: Uint8Array, sizeAt: (at: number) => number): boolean {
  let at = 0;
  while (at < content.length) at += sizeAt(at);
  return at === content.length;
}

/** JFIF 1.02: version, units and density, and a thumbnail of 0 × 0. The extension "JFXX" is a thumbnail only. */
function jfifWithoutThumbnail(content: Uint8Array): Uint8Array | undefined {
  if (latin(content, 0, 5) !== "JFIF\0" || content.length < 14) return undefined;
  return joined([content.subarray(0, 12), Uint8Array.of(0, 0)]);
}

const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * The orientation, 1–8: the tag 0x0112 of the first directory (EXIF 2.3 § 4.6.2 and § 4.6.4). Undefined when it cannot
 * be found: EXIF is dropped anyway, so a broken one is no reason to refuse the photo.
 */
function orientationIn(content: Uint8Array): number | undefined {
  if (latin(content, 0, 5) !== "Exif\0") return undefined;
  const tiff = content.subarray(6);
  const order = latin(tiff, 0, 2);
  if ((order !== "II" && order !== "MM") || tiff.length < 8) return undefined;
  const little = order === "II";
  const directory = number(tiff, 4, 4, little);
  if (directory + 2 > tiff.length) return undefined;
  const count = number(tiff, directory, 2, little);
  for (let n = 0; n < count; n++) {
    const entry = directory + 2 + 12 * n;
    if (entry + 12 > tiff.length) return undefined;
    if (number(tiff, entry, 2, little) !== ORIENTATION || number(tiff, entry + 2, 2, little) !== SHORT)
      continue;
    const value = number(tiff, entry + 8, 2, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** The smallest EXIF that turns a photo: one directory with one tag. */
function exifWith(orientation: number): Uint8Array {
  return joined([
    written("Exif\0\0MM\0*"),
    Uint8Array.of(0, 0, 0, 8, 0, 1),
    Uint8Array.of(ORIENTATION >> 8, ORIENTATION & 0xff, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0),
    Uint8Array.of(0, 0, 0, 0),
  ]);
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  if (length > 0xffff) throw new UnreadableFile("This JPEG has a segment that is too long.");
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content]);
}
