import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";

/**
 * Turns a row's body into bytes: deflated (RFC 1951), because DynamoDB charges by the kilobyte, and for some kinds of
 * rows encrypted, so that nobody with a copy of the table can link one row to another.
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

/** Deflates a text. */
export function packed(text: string): Uint8Array {
  return deflateRawSync(text, SMALL);
}

export function unpacked(bytes: Uint8Array): string {
  return inflateRawSync(bytes, { windowBits: SMALL.windowBits }).toString("utf8");
}

/**
 * Deflates, pads and encrypts a text. The length reveals only how often it had to be doubled to hold the body, which
 * for most is never: neither how many answers she gave nor how often she changed one.
 */
export function hidden(text: string, seals: Seals, filling: Filling): Uint8Array {
  const body = packed(text);
  let units = 1;
  while (units * UNIT - BESIDE < body.length + LENGTH)
    units = filling === "whole" || units >= MOST_UNITS ? units + 1 : Math.min(2 * units, MOST_UNITS);
  const filled = Buffer.alloc(units * UNIT - BESIDE);
  filled.writeUInt32BE(body.length);
  filled.set(body, LENGTH);
  return seals.sealBytes(filled);
}

export function revealed(bytes: Uint8Array, seals: Seals): string {
  const filled = Buffer.from(seals.openBytes(bytes));
  return unpacked(filled.subarray(LENGTH, LENGTH + filled.readUInt32BE()));
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
