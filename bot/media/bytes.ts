/** These bytes cannot be cleaned, so they must not be kept or passed on. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

/** One file format that may be passed on. */
export interface Format {
  /** What it may be sent as. */
  readonly kind: "photo" | "voice";
  /** The MIME type it is stored and shown with. */
  readonly type: string;
  /** The file extension, without a dot. */
  readonly extension: string;
  /** Whether the first bytes are of this format, whatever the sender calls it. */
  readonly starts: (bytes: Uint8Array) => boolean;
  /**
   * The same picture or sound without anything else. Cleaning is idempotent.
   * @throws UnreadableFile when it cannot be read to its end
   */
  readonly clean: (bytes: Uint8Array) => Uint8Array;
}

export function part(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (at < 0 || length < 0 || at + length > bytes.length)
    throw new UnreadableFile("This file is not whole: it stops too early.");
  return bytes.subarray(at, at + length);
}

export function byte(bytes: Uint8Array, at: number): number {
  return part(bytes, at, 1)[0] ?? 0;
}

/** Reads an unsigned number of `size` bytes. */
export function number(bytes: Uint8Array, at: number, size: 2 | 4, little = false): number {
  const { buffer, byteOffset } = part(bytes, at, size);
  const view = new DataView(buffer, byteOffset, size);
  return size === 2 ? view.getUint16(0, little) : view.getUint32(0, little);
}

/** Up to `length` bytes as Latin-1, fewer at the end. */
export const latin = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

export const written = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** An unsigned number as 4 bytes, big-endian unless `little`. */
export function four(value: number, little = false): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, little);
  return new Uint8Array(view.buffer);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}
