import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";

/**
 * Turns a row's body into bytes: a deflate stream (RFC 1951), because DynamoDB charges by the kilobyte, and for some
 * kinds of rows encrypted, so that nobody with a copy of the table can link one row to another.
 */

/**
 * How a sealed body is padded. `doubled`: to one write unit, or two, four and so on, so that its length reveals next to
 * nothing. `whole`: to whole units, which costs nothing extra.
 */
type Filling = "doubled" | "whole";

/**
 * The kinds of rows that are sealed. A lane identifies a person, ballots and answers hold what somebody thinks, and a
 * process holds counts of small groups; unencrypted, her progress in a conversation would reveal which answers are
 * hers. A notice can hold a reply the channel was too busy for, next to its recipient: a vote, or the code of a
 * receipt.
 */
const sealedKinds = {
  lane: "doubled",
  mark: "doubled",
  ballot: "doubled",
  response: "doubled",
  process: "doubled",
  notice: "whole",
} as const satisfies Partial<Record<Row["row"], Filling>>;

/** How a row of this kind is padded before it is sealed; undefined when it is stored unencrypted. */
export function fillingOf({ row }: Pick<Row, "row">): Filling | undefined {
  return Object.hasOwn(sealedKinds, row) ? fillings[row] : undefined;
}
const fillings: Partial<Record<Row["row"], Filling>> = sealedKinds;

/**
 * Deflate settings. A body is a few kilobytes: a small window compresses it equally well, in a third of the time and
 * with little memory.
 */
const SMALL = { level: 3, windowBits: 13, memLevel: 5, chunkSize: 4096 };

/**
 * The most bytes an item has besides its body (keys, index, version, expiry, attribute names, nonce and tag), so that
 * an item padded to one unit really costs one, and to two units two.
 */
const BESIDE = 208;
/** DynamoDB's write unit, in bytes. */
const UNIT = 1024;
/** Write units. DynamoDB's limit on an item is 400 KB; a body whose doubling would exceed that is padded to here. */
const MOST_UNITS = 390;
/** Bytes of the prefix that holds the length of the actual body. */
const LENGTH = 4;
/** Bytes at the very end that hold the shape; zeros when that was not noted. */
const SHAPE = 8;
/** Text of this many bytes fits into one unit as it is, sealed or not. */
const ONE_UNIT = UNIT - BESIDE - LENGTH - SHAPE;

/** The first byte of a deflate stream that is one stored block: its text follows as it is (RFC 1951, 3.2.4). */
const STORED = 1;
/** Bytes before the text of a stored block: that byte, the length, and the length with all bits turned over. */
const STORED_HEAD = 5;

/**
 * A text as a deflate stream. One that fits into a write unit as it is gets stored: deflating would save nothing, and
 * costs more time than everything else around a row.
 */
export function packed(text: string): Uint8Array {
  const length = Buffer.byteLength(text);
  if (STORED_HEAD + length > ONE_UNIT) return deflateRawSync(text, SMALL);
  const bytes = Buffer.allocUnsafe(STORED_HEAD + length);
  bytes[0] = STORED;
  bytes.writeUInt16LE(length, 1);
  bytes.writeUInt16LE(~length & 0xffff, 3);
  bytes.write(text, STORED_HEAD);
  return bytes;
}

export function unpacked(bytes: Uint8Array): string {
  if (bytes[0] !== STORED) return inflateRawSync(bytes, { windowBits: SMALL.windowBits }).toString("utf8");
  const stored = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return stored.toString("utf8", STORED_HEAD, STORED_HEAD + stored.readUInt16LE(1));
}

/**
 * Packs, pads and encrypts a text with its shape. The length reveals only how often it had to be doubled to hold the
 * body, which for most is never: neither how many answers she gave nor how often she changed one.
 * @param shape at most eight characters
 */
export function hidden(text: string, shape: string, seals: Seals, filling: Filling): Uint8Array {
  const body = packed(text);
  let units = 1;
  while (units * UNIT - BESIDE < LENGTH + body.length + SHAPE)
    units = filling === "whole" || units >= MOST_UNITS ? units + 1 : Math.min(2 * units, MOST_UNITS);
  const filled = Buffer.alloc(units * UNIT - BESIDE);
  filled.writeUInt32BE(body.length);
  filled.set(body, LENGTH);
  filled.write(shape, filled.length - SHAPE, "latin1");
  return seals.sealBytes(filled);
}

/** What was hidden; no shape when it was hidden without. */
export function revealed(bytes: Uint8Array, seals: Seals): { text: string; shape: string | undefined } {
  const filled = Buffer.from(seals.openBytes(bytes));
  const end = LENGTH + filled.readUInt32BE();
  const text = unpacked(filled.subarray(LENGTH, end));
  const at = filled.length - SHAPE;
  // A body of before may reach to the very end.
  return { text, shape: at < end || filled[at] === 0 ? undefined : filled.toString("latin1", at) };
}

/** Bytes as an attribute. DynamoDB's JSON carries them as base64, while the SDK's type asks for bytes. */
export function asAttribute(bytes: Uint8Array): AttributeValue {
  return { B: Buffer.from(bytes).toString("base64") } as unknown as AttributeValue;
}

/** An item as Amazon's SDK expects it, with bytes as bytes. */
export function forSdk(image: Record<string, AttributeValue>): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(image).map(([name, value]) => {
      const bytes = bytesOf(value);
      return [name, bytes ? { B: bytes } : value];
    }),
  );
}

/** Seals for someone without a key: reading a sealed row fails with a clear error. */
export const withoutKey: Seals = {
  sealBytes: () => {
    throw new Error("nothing can be sealed without the town's key");
  },
  openBytes: () => {
    throw new Error("this row is sealed, and the town's key is not at hand");
  },
};

/** The bytes of an attribute, which are text from DynamoDB itself and the stream, and bytes from Amazon's SDK. */
export function bytesOf({ B }: AttributeValue): Uint8Array | undefined {
  const bytes: unknown = B;
  if (bytes === undefined) return undefined;
  return bytes instanceof Uint8Array ? bytes : Buffer.from(String(bytes), "base64");
}
