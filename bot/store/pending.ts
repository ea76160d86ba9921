import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { after, type Instant } from "../core/calendar/time.ts";
import type { Contribution } from "../core/model/contribution.ts";
import type { Companion, Write } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import { sizeOf } from "./bounds.ts";
import { type Image, rowImage } from "./item-codec.ts";
import { LOST_AFTER, MEND, placeOf } from "./keys.ts";
import { asAttribute, bytesOf } from "./sealing.ts";
import type { Step } from "./steps.ts";
import { tableShape } from "./table-shape.ts";

/**
 * What belongs to a commit of a contribution and need not be a row of its own at once: entries of its history, and
 * notices. It goes along with the contribution's item, sealed as a notice is, and the function that follows the stream
 * writes it out. So somebody waits for, and the town pays for, one item instead of four.
 *
 * While something is pending the item's version is half a step further than the row's. So whoever does not know of it
 * cannot write over it: a remnant of an earlier version during a deployment, or a commit that leaves nothing behind.
 */

/** How far the version of an item with something pending is ahead of its row's. */
const UNSETTLED = 0.5;

/** Our limit, in bytes: a contribution that would be larger with it is written with separate rows, as before. */
const MOST = 4 * 1024;

/** DynamoDB's write unit, in bytes. */
const UNIT = 1024;

/** Bytes left free in the last unit, because DynamoDB's own count of an item is documented only approximately. */
const SPARE = 8;

/** Bytes that sealing adds (nonce and tag), and that say how long the text is. */
const SEAL = 28;
const LENGTH = 4;

/** The first byte of what is sealed: how it is packed. */
const FORM = 1;

/** What these rows have in common: with it, what is pending takes half the room. Goes with `FORM`. */
const USUAL = Buffer.from(
  '"screen":{"lines":[{"key":"issues:params":{"number":"text":"isReply":true,"question":"settles":"silent":true' +
    '{"put":{"row":"notice","id":"2026-01-01T10:00:00.000Z#0123456789#000","group":"desk:{"put":{"row":"notice","id":"' +
    '"group":"member:","what":{"kind":"member","member":"U0","message":{"key":"officials:' +
    '"group":"resident:","what":{"kind":"resident","resident":"' +
    '"counts":{"desk":"month":"2026-0","event":"confirmed"closed"reopened"answered"received","days":1,"inTime":true}' +
    '[{"put":{"row":"entry","contribution":"1234567890","n":1,"at":"2026-01-01T10:00:00.000Z","actor":"official",' +
    '"official":"U0","actor":"clock","actor":"resident","event":"answer"ask"reply"close"received","from":"to":"words":"why":"' +
    '}},{"put":{"row":"notice","id":"2026-01-01T10:00:00.000Z#000","group":"card:","created":"2026-01-01T10:00:00.000Z",' +
    '"what":{"kind":"card","contribution":"',
);

const SETTINGS = { windowBits: 13, dictionary: USUAL };

/** A contribution that a commit writes, and what goes along with it. */
export interface Carrying {
  readonly put: Contribution;
  readonly expect: number | "new";
  readonly companions: readonly Companion[];
}

/**
 * Splits a commit: contributions with what goes along with each, and everything else. An entry goes along with the
 * contribution that it is about, notices with the first.
 */
export function carried(writes: readonly Write[]): {
  readonly carrying: readonly Carrying[];
  readonly others: readonly Write[];
} {
  const carriers = writes.flatMap((one) =>
    "put" in one && one.put.row === "contribution" && one.expect !== undefined
      ? [{ write: one, put: one.put, expect: one.expect, companions: [] as Companion[] }]
      : [],
  );
  const others = writes.filter((one) => {
    if (!("put" in one) || !one.later) return true;
    const { put } = one;
    if (put.row !== "entry" && put.row !== "notice") return true;
    const carrier =
      put.row === "entry" ? carriers.find(({ put: { id } }) => id === put.contribution) : carriers[0];
    carrier?.companions.push({ put });
    return carrier === undefined;
  });
  const carrying = carriers.filter(({ companions }) => companions.length > 0);
  return { carrying, others: others.filter((one) => !carrying.some(({ write }) => write === one)) };
}

/** The one step that writes a contribution with its companions; undefined when that would make it too large. */
export function carryingStep(
  { put, expect, companions }: Carrying,
  seals: Seals,
  now: Instant,
): Step | undefined {
  const lost = after(now, LOST_AFTER);
  const image: Image = {
    ...rowImage(put, seals),
    [tableShape.version]: { N: String(unsettled(put.version)) },
    [tableShape.wake.partitionKey]: { S: MEND },
    [tableShape.wake.sortKey]: { S: put.wakeAt !== undefined && put.wakeAt < lost ? put.wakeAt : lost },
  };
  const whole = { ...image, [tableShape.pending]: { L: [sealed(companions, sizeOf(image), seals)] } };
  if (sizeOf(whole) > MOST) return undefined;
  const { pk, sk } = placeOf(put);
  return {
    do: "put",
    key: { pk, sk },
    image: whole,
    expect,
    ...(expect !== "new" && { adds: true as const }),
  };
}

/** The version of an item of which something is pending. */
export const unsettled = (version: number): number => version + UNSETTLED;

/**
 * Packs and seals, filled up to a whole number of units with what is beside it: as with a notice of its own, its length
 * tells nothing that the bill does not.
 */
function sealed(companions: readonly Companion[], beside: number, seals: Seals): AttributeValue {
  const body = deflateRawSync(JSON.stringify(companions), SETTINGS);
  const least = beside + SPARE + tableShape.pending.length + 4 + SEAL + 1 + LENGTH + body.length;
  const filled = Buffer.alloc(1 + LENGTH + body.length + Math.ceil(least / UNIT) * UNIT - least);
  filled.writeUInt8(FORM);
  filled.writeUInt32BE(body.length, 1);
  filled.set(body, 1 + LENGTH);
  return asAttribute(seals.sealBytes(filled));
}

export function isPending(image: Image | undefined): boolean {
  return image?.[tableShape.pending] !== undefined;
}

/** What is pending in an item, in the order of the commits. @throws Error when it cannot be opened */
export function readPending(image: Image, seals: Seals): readonly Companion[] {
  return (image[tableShape.pending]?.L ?? []).flatMap((one) => {
    const bytes = bytesOf(one);
    if (bytes === undefined) throw new TypeError("what is pending is not sealed");
    const filled = Buffer.from(seals.openBytes(bytes));
    if (filled.readUInt8() !== FORM) throw new TypeError("what is pending is packed in another way");
    const body = filled.subarray(1 + LENGTH, 1 + LENGTH + filled.readUInt32BE(1));
    // Sealed by a commit, at most hours ago, of rows that were valid then.
    return JSON.parse(inflateRawSync(body, SETTINGS).toString("utf8")) as Companion[];
  });
}
