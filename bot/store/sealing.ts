import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";

/**
 * What lies in a row as bytes: deflated (RFC 1951), because DynamoDB counts by the kilobyte, and for some kinds of rows
 * sealed, so that whoever has a copy of the table cannot hold one against the other.
 */

/**
 * How what is sealed is filled up. `doubled`: to one write unit, or two, four and so on, so that its length tells next
 * to nothing. `whole`: to whole units, which cost the same as what is in them.
 */
type Filling = "doubled" | "whole";

/**
 * These are sealed. A lane knows a person, a ballot and answers know what somebody thinks, and a process what was
 * counted of small groups: in plain sight, how far one is in her conversation would tell which answers are hers. A
 * notice can hold a reply that the channel was too busy for, beside whom it is for: a vote, or the code of a receipt.
 */
const sealedKinds = {
  lane: "doubled",
  mark: "doubled",
  ballot: "doubled",
  response: "doubled",
  process: "doubled",
  notice: "whole",
} as const satisfies Partial<Record<Row["row"], Filling>>;

/** How a row of this kind is filled up before it is sealed; undefined when it lies in plain sight. */
export function fillingOf({ row }: Pick<Row, "row">): Filling | undefined {
  return Object.hasOwn(sealedKinds, row) ? fillings[row] : undefined;
}
const fillings: Partial<Record<Row["row"], Filling>> = sealedKinds;

/** A body is a few kilobytes: a small window packs it as well, in a third of the time and without much memory. */
const SMALL = { level: 3, windowBits: 13, memLevel: 5, chunkSize: 4096 };

/**
 * Bytes of an item beside its body (keys, index, version, expiry, names of attributes, nonce and tag), at most; so that
 * an item of one step costs one unit, of two steps two.
 */
const BESIDE = 208;
const UNIT = 1024;
/** A row holds 400 KB. What would be doubled past that is filled up to here. */
const MOST_UNITS = 390;
/** Says how long the body itself is, in front of it. */
const LENGTH = 4;

/** Deflated. */
export function packed(text: string): Uint8Array {
  return deflateRawSync(text, SMALL);
}

export function unpacked(bytes: Uint8Array): string {
  return inflateRawSync(bytes, { windowBits: SMALL.windowBits }).toString("utf8");
}

/**
 * Deflated, filled up and sealed. How long it is tells no more than how often it had to be doubled to hold the body,
 * which most never are: neither how many answers she gave nor how often she changed one.
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

/** As DynamoDB's JSON carries bytes: base64. The SDK's type wants them as bytes. */
export function asAttribute(bytes: Uint8Array): AttributeValue {
  return { B: Buffer.from(bytes).toString("base64") } as unknown as AttributeValue;
}

/** An item as Amazon's SDK takes it: bytes as bytes. */
export function forSdk(image: Record<string, AttributeValue>): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(image).map(([name, value]) => {
      const bytes = bytesOf(value);
      return [name, bytes ? { B: bytes } : value];
    }),
  );
}

/** For who has no key: what lies sealed cannot be read, and says so. */
export const withoutKey: Seals = {
  sealBytes: () => {
    throw new Error("nothing can be sealed without the town's key");
  },
  openBytes: () => {
    throw new Error("this row is sealed, and the town's key is not at hand");
  },
};

/** As text from DynamoDB itself and from the stream, as bytes from Amazon's SDK. */
export function bytesOf({ B }: AttributeValue): Uint8Array | undefined {
  const bytes: unknown = B;
  if (bytes === undefined) return undefined;
  return bytes instanceof Uint8Array ? bytes : Buffer.from(String(bytes), "base64");
}
