import { four, joined, latin, number, part, written } from "./bytes.ts";

/** The chunks of a RIFF file, the container of WebP (RFC 9649 § 2.3) and WAV. */
export function* riffChunks(
  bytes: Uint8Array,
  from: number,
): Generator<{ name: string; content: Uint8Array }> {
  for (let at = from; at < bytes.length; ) {
    const length = number(bytes, at + 4, 4, true);
    yield { name: latin(bytes, at, 4), content: part(bytes, at + 8, length) };
    // Chunks start at even offsets.
    at += 8 + length + (length % 2);
  }
}

/** The file up to its declared length: anything after that is not part of it. */
export function riffFile(bytes: Uint8Array): Uint8Array {
  return part(bytes, 0, 8 + number(bytes, 4, 4, true));
}

export function riffChunk(name: string, content: Uint8Array): Uint8Array {
  return joined([written(name), four(content.length, true), content, new Uint8Array(content.length % 2)]);
}
