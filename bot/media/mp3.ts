import { type Format, joined, latin, UnreadableFile } from "./bytes.ts";

/**
 * MP3: frames of sound (ISO/IEC 11172-3 and 13818-3, layer III), and nothing else. ID3, APE and Lyrics3 tags before,
 * after and between them go, and so does the silent frame in which encoders describe themselves.
 */
export const mp3: Format = {
  kind: "voice",
  type: "audio/mpeg",
  extension: "mp3",
  starts: (bytes) => latin(bytes, 0, 3) === "ID3" || frameAt(bytes, 0) !== undefined,
  clean: cleanMp3,
};

/** Consecutive frames. Fewer are a coincidence (our limit). */
const FEWEST = 3;
/** In kbit/s, by index; for MPEG 1 and for the two later ones. */
const BITRATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
/** In Hz, for MPEG 1. MPEG 2 has half of it, MPEG 2.5 a quarter. */
const RATES = [44_100, 48_000, 32_000];

interface Frame {
  readonly length: number;
  /** All frames of one recording have this in common. */
  readonly kind: string;
  /** Where an encoder's description of itself would begin. */
  readonly words: number;
}

/** The header of a frame (ISO/IEC 11172-3 § 2.4.2.3). */
function frameAt(bytes: Uint8Array, at: number): Frame | undefined {
  const [sync = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  // 0: MPEG 2.5, 1: nothing, 2: MPEG 2, 3: MPEG 1.
  if (version === 1 || layer !== 1) return undefined;
  const bitrate = BITRATES[version === 3 ? 0 : 1][third >> 4];
  const base = RATES[(third >> 2) & 3];
  if (!bitrate || !base) return undefined;
  const rate = version === 3 ? base : version === 2 ? base / 2 : base / 4;
  const samples = version === 3 ? 144 : 72;
  const alone = fourth >> 6 === 3;
  const side = version === 3 ? (alone ? 17 : 32) : alone ? 9 : 17;
  return {
    length: Math.floor((samples * 1000 * bitrate) / rate) + ((third >> 1) & 1),
    kind: `${version} ${rate} ${alone}`,
    words: at + 4 + side,
  };
}

function cleanMp3(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  let kind: string | undefined;
  for (let at = 0; at < bytes.length; ) {
    const frame = frameAt(bytes, at);
    const end = at + (frame?.length ?? 0);
    if (!frame || frame.kind !== (kind ?? frame.kind) || !goesOn(bytes, end, frame.kind)) {
      at = behindTag(bytes, at);
      continue;
    }
    kind = frame.kind;
    if (!isAboutItself(bytes, at, frame)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (kept.length < FEWEST) throw new UnreadableFile("This recording has no sound.");
  return joined(kept);
}

/** Something is a frame when another follows, or a tag, or the end. */
function goesOn(bytes: Uint8Array, end: number, kind: string): boolean {
  return (
    end === bytes.length ||
    (end < bytes.length &&
      (frameAt(bytes, end)?.kind === kind || /^(ID3|TAG|APETAGEX|LYRICSBE)/.test(latin(bytes, end, 8))))
  );
}

/** Where the next frame may be. ID3v2 gives its length, in seven bits per byte; for others we only look for the end. */
function behindTag(bytes: Uint8Array, at: number): number {
  if (latin(bytes, at, 3) === "ID3") {
    const [flags = 0, a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 5, at + 10);
    const size = ((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127);
    return at + 10 + size + (flags & 0x10 ? 10 : 0);
  }
  const next = bytes.indexOf(0xff, at + 1);
  return next < 0 ? bytes.length : next;
}

/** "Xing" and "Info" follow the side information, two bytes later if frames have a checksum; "VBRI" is at 36. */
function isAboutItself(bytes: Uint8Array, at: number, { words }: Frame): boolean {
  return (
    /^(Xing|Info)/.test(latin(bytes, words, 4)) ||
    /^(Xing|Info)/.test(latin(bytes, words + 2, 4)) ||
    latin(bytes, at + 36, 4) === "VBRI"
  );
}
