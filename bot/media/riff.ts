import { four, joined, latin, number, part, written } from "./bytes.ts";

/** The chunks of a RIFF file, which WebP (RFC 9649 § 2.3) and WAV are. */
export function* riffChunks(
  bytes: Uint8Array,
  from: number,
): Generator<{ name: string; content: Uint8Array }> {
  for (let at = from; at < bytes.length; ) {
    const length = number(bytes, at + 4, 4, true);
    yield { name: latin(bytes, at, 4), content: part(bytes, at + 8, length) };
    // Chunks start at even places.
    at += 8 + length + (length % 2);
  }
}

/** The file up to the length that it names itself: what stands behind it is no part of it. */
export function riffFile(bytes: Uint8Array): Uint8Array {
  return part(bytes, 0, 8 + number(bytes, 4, 4, true));
}

export function riffChunk(name: string, content: Uint8Array): Uint8Array {
  return joined([written(name), four(content.length, true), content, new Uint8Array(content.length % 2)]);
}
