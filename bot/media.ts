/**
 * Photos without the personal data that cameras and phones hide in them: place, time, owner, thumbnails.
 * Nothing is encoded again. Every format has a list of what is kept, and all else goes; what cannot be read
 * to its end is refused. Where the specs are named: JPEG is ITU-T T.81 (with JFIF 1.02 and EXIF 2.3), PNG is
 * the W3C recommendation (third edition), WebP is RFC 9649.
 *
 * The pixels themselves are kept as they are, and so is a colour profile (ICC), which describes a kind of
 * screen or camera.
 */

/** The bytes are no photo that could be cleaned, so they must not be kept or passed on. */
export class UnreadableImage extends Error {
  override name = "UnreadableImage";
}

export type ImageType = "image/jpeg" | "image/png" | "image/webp";

/** The kind of picture by its first bytes, as in WHATWG MIME Sniffing § 6.1, whatever the sender calls it. */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  if (latin(bytes, 0, 3) === "\xff\xd8\xff") return "image/jpeg";
  if (latin(bytes, 0, 8) === PNG_SIGNATURE) return "image/png";
  if (latin(bytes, 0, 4) === "RIFF" && latin(bytes, 8, 6) === "WEBPVP") return "image/webp";
  return undefined;
}

/**
 * The same picture without EXIF, GPS, thumbnails, XMP, IPTC, comments, maker notes and whatever follows its end.
 * A JPEG keeps which side is up. @throws UnreadableImage for anything but a whole JPEG, PNG or WebP
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  switch (imageType(bytes)) {
    case "image/jpeg":
      return cleanJpeg(bytes);
    case "image/png":
      return cleanPng(bytes);
    case "image/webp":
      return cleanWebp(bytes);
    default:
      throw new UnreadableImage("This is not a JPEG, PNG or WebP picture.");
  }
}

// ---- JPEG: ITU-T T.81 annex B -----------------------------------------------------------------------------

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

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

function cleanJpeg(bytes: Uint8Array): Uint8Array {
  let jfif: Uint8Array | undefined;
  let orientation: number | undefined;
  let frames = 0;
  let scans = 0;
  const kept: Uint8Array[] = [];
  for (let at = 2; ; ) {
    if (byte(bytes, at) !== 0xff) throw new UnreadableImage(`This JPEG has no marker at byte ${at}.`);
    // Any number of fill bytes may stand before a marker (B.1.1.2).
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
      if (marker === APP2 && latin(content, 0, 12) === "ICC_PROFILE\0") kept.push(segment(marker, content));
      if (marker === APP14 && latin(content, 0, 5) === "Adobe")
        kept.push(segment(marker, part(content, 0, 12)));
      continue;
    }
    if (!fillsItsSegment(marker, content)) {
      throw new UnreadableImage(`This JPEG has a segment that cannot be read: ${marker.toString(16)}.`);
    }
    kept.push(segment(marker, content));
    if (FRAMES.includes(marker) && ++frames > 1) throw new UnreadableImage("This JPEG has two frames.");
    if (marker !== SOS) continue;
    if (frames === 0) throw new UnreadableImage("This JPEG has a scan before its frame.");
    scans++;
    const end = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (scans === 0) throw new UnreadableImage("This JPEG has no picture.");
  const upright = orientation === undefined || orientation === 1;
  return joined([
    Uint8Array.of(0xff, SOI),
    ...(jfif ? [segment(APP0, jfif)] : []),
    ...(upright ? [] : [segment(APP1, exifWith(orientation ?? 1))]),
    ...kept,
    Uint8Array.of(0xff, EOI),
  ]);
}

/** Where the coded data ends: at the first marker that is neither a stuffed zero nor a restart (B.1.1.5). */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; ; ) {
    const start = bytes.indexOf(0xff, at);
    if (start < 0) throw new UnreadableImage("This JPEG stops in the middle of its picture.");
    at = start;
    while (byte(bytes, at) === 0xff) at++;
    const marker = byte(bytes, at++);
    if (marker !== 0 && !isRestart(marker)) return start;
  }
}

/**
 * Whether a segment that viewers need holds exactly what B.2.2–B.2.5 put there, with no room for anything
 * else. Decoders refuse the others too. Markers for which there is no rule are not shown by any viewer.
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
 * Which side is up, 1–8: the tag 0x0112 of the first directory (EXIF 2.3 § 4.6.2 and § 4.6.4). Undefined when
 * it cannot be found: EXIF is dropped anyway, so a broken one is no reason to refuse the photo.
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
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content]);
}

// ---- PNG: W3C PNG § 5 and § 11 ----------------------------------------------------------------------------

const PNG_SIGNATURE = "\x89PNG\r\n\x1a\n";

/**
 * What it takes to show a PNG, with the fewest and the most bytes that each chunk may have: the pixels, colours,
 * transparency, the shape of a pixel, and movement. Not here, so dropped: eXIf, tEXt, zTXt, iTXt, tIME, and
 * every chunk that a program made up.
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
    if (!/^[A-Za-z]{4}$/.test(name)) throw new UnreadableImage(`This PNG has no chunk at byte ${at}.`);
    at += whole.length;
    if ((name === "IHDR") !== (kept.length === 1))
      throw new UnreadableImage("This PNG does not begin with its header.");
    const sizes = PNG_KEPT.get(name);
    if (!sizes || length < sizes[0] || length > sizes[1]) {
      // A capital first letter: nobody can show the picture without it (§ 5.4).
      if (/^[A-Z]/.test(name))
        throw new UnreadableImage(`This PNG has a chunk that cannot be read: ${name}.`);
      continue;
    }
    if (crc32(whole.subarray(4, length + 8)) !== number(whole, length + 8, 4)) {
      throw new UnreadableImage(`This PNG is damaged in ${name}.`);
    }
    kept.push(whole);
    if (name === "IDAT") pixels = true;
    if (name === "IEND") break;
  }
  if (!pixels) throw new UnreadableImage("This PNG has no picture.");
  return joined(kept);
}

/** What eight bits do to a sum: the table of annex D, polynomial 0xEDB88320. */
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

// ---- WebP: RFC 9649 § 2 -----------------------------------------------------------------------------------

/** Colour profile, alpha and animation. The flags for EXIF and XMP, and the reserved ones, go (§ 2.7). */
const WEBP_FLAGS_KEPT = 0b0011_0010;

function cleanWebp(bytes: Uint8Array): Uint8Array {
  const file = part(bytes, 0, 8 + number(bytes, 4, 4, true));
  const kept: Uint8Array[] = [];
  let pixels = false;
  for (const { name, content } of riffChunks(file, 12)) {
    switch (name) {
      case "VP8X":
        if (kept.length > 0) throw new UnreadableImage("This WebP does not begin with its header.");
        kept.push(
          riffChunk(
            name,
            joined([Uint8Array.of(byte(content, 0) & WEBP_FLAGS_KEPT, 0, 0, 0), part(content, 4, 6)]),
          ),
        );
        break;
      case "ANIM":
        kept.push(riffChunk(name, part(content, 0, 6)));
        break;
      case "ANMF":
        kept.push(riffChunk(name, cleanFrame(content)));
        pixels = true;
        break;
      case "VP8 ":
      case "VP8L":
        kept.push(riffChunk(name, content));
        pixels = true;
        break;
      case "ALPH":
      case "ICCP":
        kept.push(riffChunk(name, content));
        break;
      default: // EXIF, XMP, and chunks that a program made up.
    }
  }
  if (!pixels) throw new UnreadableImage("This WebP has no picture.");
  return riffChunk("RIFF", joined([written("WEBP"), ...kept]));
}

/** One picture of an animation: 16 bytes about its place and time, then chunks of its own (§ 2.7.1.1). */
function cleanFrame(content: Uint8Array): Uint8Array {
  const kept = [part(content, 0, 16)];
  for (const { name, content: inner } of riffChunks(content, 16)) {
    if (name === "ALPH" || name === "VP8 " || name === "VP8L") kept.push(riffChunk(name, inner));
  }
  return joined(kept);
}

function* riffChunks(bytes: Uint8Array, from: number): Generator<{ name: string; content: Uint8Array }> {
  for (let at = from; at < bytes.length; ) {
    const length = number(bytes, at + 4, 4, true);
    yield { name: latin(bytes, at, 4), content: part(bytes, at + 8, length) };
    // Chunks start at even places (§ 2.3).
    at += 8 + length + (length % 2);
  }
}

function riffChunk(name: string, content: Uint8Array): Uint8Array {
  const size = new DataView(new ArrayBuffer(4));
  size.setUint32(0, content.length, true);
  return joined([written(name), new Uint8Array(size.buffer), content, new Uint8Array(content.length % 2)]);
}

// ---- Bytes ------------------------------------------------------------------------------------------------

const STOPS = "This picture is not whole: it stops too early.";

function part(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (length < 0 || at + length > bytes.length) throw new UnreadableImage(STOPS);
  return bytes.subarray(at, at + length);
}

function byte(bytes: Uint8Array, at: number): number {
  const one = bytes[at];
  if (one === undefined) throw new UnreadableImage(STOPS);
  return one;
}

/** An unsigned number of `size` bytes. */
function number(bytes: Uint8Array, at: number, size: 2 | 4, little = false): number {
  const { buffer, byteOffset } = part(bytes, at, size);
  const view = new DataView(buffer, byteOffset, size);
  return size === 2 ? view.getUint16(0, little) : view.getUint32(0, little);
}

/** Up to `length` bytes as Latin-1, fewer at the end. */
const latin = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

const written = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}
