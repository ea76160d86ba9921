import { byte, four, joined, latin, number, part, UnreadableFile, written } from "./bytes.ts";

/** How the sound of an M4A is encoded: one entry "mp4a" with its descriptor (ISO/IEC 14496-1 § 7.2.6). */

const UNREADABLE = "This recording is coded in a way that cannot be read.";
/** Bytes of an entry before its descriptor. */
const ENTRY = 28;
/** The tags of descriptors. */
const [STREAM, CONFIGURATION, SPECIFIC, LAYER] = [3, 4, 5, 6];
const AAC = 0x40;
/** Bytes. AAC's configuration needs no more; anything longer is a comment. */
const MOST_SPECIFIC = 8;

/** @returns the entry rebuilt, as box "mp4a". @throws UnreadableFile for another codec */
export function descriptorOf(table: Uint8Array): Uint8Array {
  const size = number(table, 8, 4);
  if (number(table, 4, 4) !== 1 || latin(table, 12, 4) !== "mp4a") throw new UnreadableFile(UNREADABLE);
  const entry = part(table, 16, size - 8);
  // Version 0: the others are QuickTime's.
  if (number(entry, 8, 2) !== 0) throw new UnreadableFile(UNREADABLE);
  const descriptor = configurationIn(entry);
  const shape = joined([
    new Uint8Array(6),
    Uint8Array.of(0, 1),
    new Uint8Array(8),
    part(entry, 16, 4),
    new Uint8Array(4),
    part(entry, 24, 4),
  ]);
  const esds = boxed("esds", joined([new Uint8Array(4), descriptor]));
  return boxed("mp4a", joined([shape, esds]));
}

const boxed = (name: string, content: Uint8Array) =>
  joined([four(content.length + 8), written(name), content]);

function configurationIn(entry: Uint8Array): Uint8Array {
  if (latin(entry, ENTRY + 4, 4) !== "esds") throw new UnreadableFile(UNREADABLE);
  const stream = descriptor(part(entry, ENTRY + 12, number(entry, ENTRY, 4) - 12), STREAM);
  const flags = byte(stream, 2);
  const configuration = descriptor(
    stream.subarray(3 + (flags & 0x80 ? 2 : 0) + (flags & 0x20 ? 2 : 0)),
    CONFIGURATION,
  );
  const specific = descriptor(configuration.subarray(13), SPECIFIC);
  if (flags & 0x40 || byte(configuration, 0) !== AAC || specific.length > MOST_SPECIFIC)
    throw new UnreadableFile(UNREADABLE);
  return made(
    STREAM,
    joined([
      Uint8Array.of(0, 0, 0),
      made(CONFIGURATION, joined([part(configuration, 0, 13), made(SPECIFIC, specific)])),
      made(LAYER, Uint8Array.of(2)),
    ]),
  );
}

/** The content of the descriptor that begins here. Its length is in at most four bytes, seven bits in each. */
function descriptor(bytes: Uint8Array, tag: number): Uint8Array {
  if (byte(bytes, 0) !== tag) throw new UnreadableFile(UNREADABLE);
  let length = 0;
  for (let at = 1; at <= 4; at++) {
    const one = byte(bytes, at);
    length = (length << 7) | (one & 127);
    if (one < 128) return part(bytes, at + 1, length);
  }
  throw new UnreadableFile(UNREADABLE);
}

/** Ours are shorter than 128 bytes. */
const made = (tag: number, content: Uint8Array) => joined([Uint8Array.of(tag, content.length), content]);
