import { byte, type Format, four, joined, latin, number, part, UnreadableFile, written } from "./bytes.ts";

/** A Telegram voice message: Opus (RFC 7845) in Ogg (RFC 3533). Vorbis and others are not recognised. */
export const ogg: Format = {
  kind: "voice",
  type: "audio/ogg",
  extension: "ogg",
  starts: (bytes) => latin(bytes, 0, 4) === "OggS" && latin(bytes, 27 + (bytes[26] ?? 0), 8) === "OpusHead",
  clean: cleanOgg,
};

/** Flags of a page: it continues the previous page's packet, it is the first, it is the last. */
const CONTINUES = 1;
const FIRST = 2;
const LAST = 4;
/** Every stream gets this number: there is only one per file, and a random one would identify the recording. */
const STREAM = 1;

interface Page {
  readonly flags: number;
  /** The playback position at its end; 8 bytes, which we do not interpret. */
  readonly position: Uint8Array;
  /** Lengths of the segments of its packets; one under 255 ends a packet. */
  readonly lengths: Uint8Array;
  readonly content: Uint8Array;
}

/** An empty tag: no program name, and no comments, pictures or places (RFC 7845 § 5.2). */
const TAGS = joined([written("OpusTags"), new Uint8Array(8)]);

function cleanOgg(bytes: Uint8Array): Uint8Array {
  const [first, ...rest] = pagesOf(bytes);
  if (!first || !(first.flags & FIRST)) throw new UnreadableFile("This recording has no beginning.");
  const sound = rest.slice(commentPages(rest)).filter((page) => page.lengths.length > 0);
  const [begins] = sound;
  if (!begins || begins.flags & CONTINUES) throw new UnreadableFile("This recording has no sound.");
  const start = new Uint8Array(8);
  const headers: readonly Page[] = [
    { flags: FIRST, position: start, ...alone(headOf(first)) },
    { flags: 0, position: start, ...alone(TAGS) },
  ];
  const kept = sound.map((page, n) => ({
    ...page,
    flags: (page.flags & CONTINUES) | (n === sound.length - 1 ? LAST : 0),
  }));
  return joined([...headers, ...kept].map(pageBytes));
}

/** Up to the end of the first stream. Half a page at the end loses no more than a breath. */
function pagesOf(bytes: Uint8Array): readonly Page[] {
  const pages: Page[] = [];
  const stream = number(bytes, 14, 4, true);
  for (let at = 0; latin(bytes, at, 4) === "OggS"; ) {
    const count = bytes[at + 26] ?? 0;
    const lengths = bytes.subarray(at + 27, at + 27 + count);
    const start = at + 27 + count;
    const end = start + lengths.reduce((sum, one) => sum + one, 0);
    if (end > bytes.length || lengths.length < count) break;
    if (byte(bytes, at + 4) !== 0 || number(bytes, at + 14, 4, true) !== stream)
      throw new UnreadableFile("This recording is more than one stream.");
    if (checksum(bytes.subarray(at, end)) !== number(bytes, at + 22, 4, true))
      throw new UnreadableFile("This recording is damaged.");
    const flags = byte(bytes, at + 5);
    pages.push({
      flags,
      position: part(bytes, at + 6, 8),
      lengths,
      content: bytes.subarray(start, end),
    });
    if (flags & LAST) break;
    at = end;
  }
  return pages;
}

/** The first packet, at its mandatory length (RFC 7845 § 5.1). */
function headOf({ content }: Page): Uint8Array {
  const channels = byte(content, 9);
  const length = byte(content, 18) === 0 ? 19 : 21 + channels;
  if (content.length !== length || channels === 0)
    throw new UnreadableFile("This recording has a header that cannot be read.");
  return content;
}

/** How many pages the comments take: the sound begins on a page of its own (RFC 7845 § 3). */
function commentPages(pages: readonly Page[]): number {
  for (const [n, { lengths, content }] of pages.entries()) {
    if (n === 0 && latin(content, 0, 8) !== "OpusTags")
      throw new UnreadableFile("This recording has no place for its comments.");
    const end = lengths.findIndex((length) => length < 255);
    if (end < 0) continue;
    if (end !== lengths.length - 1) throw new UnreadableFile("This recording mixes comments and sound.");
    return n + 1;
  }
  throw new UnreadableFile("This recording has no sound.");
}

/** A packet with a page to itself. Ours are shorter than 255 bytes or end in a shorter segment. */
function alone(content: Uint8Array): Pick<Page, "lengths" | "content"> {
  const whole = Math.floor(content.length / 255);
  return { lengths: Uint8Array.of(...Array(whole).fill(255), content.length % 255), content };
}

function pageBytes(page: Page, n: number): Uint8Array {
  const bytes = joined([
    written("OggS\0"),
    Uint8Array.of(page.flags),
    page.position,
    four(STREAM, true),
    four(n, true),
    new Uint8Array(4),
    Uint8Array.of(page.lengths.length),
    page.lengths,
    page.content,
  ]);
  bytes.set(four(checksum(bytes), true), 22);
  return bytes;
}

/** The contribution of eight bits to a checksum: polynomial 0x04C11DB7, highest bit first (RFC 3533 § 6). */
const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let sum = value << 24;
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum >>> 0;
});

/** Over the whole page, with zeros in place of the checksum itself. */
function checksum(page: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < page.length; at++) {
    const value = at >= 22 && at < 26 ? 0 : (page[at] ?? 0);
    sum = (sum << 8) ^ (TABLE[((sum >>> 24) ^ value) & 0xff] ?? 0);
  }
  return sum >>> 0;
}
