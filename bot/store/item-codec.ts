import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { broadcastSchema } from "../core/broadcasts/broadcast.ts";
import { chunkSchema, progressSchema } from "../core/broadcasts/progress.ts";
import { epochSeconds, type Instant, instantSchema } from "../core/calendar/time.ts";
import { ballotSchema } from "../core/counting/ballot.ts";
import { responseSchema } from "../core/counting/response.ts";
import { listenerSchema, participantSchema } from "../core/model/audience.ts";
import { contributionSchema, entrySchema } from "../core/model/contribution.ts";
import { type Lane, laneSchema } from "../core/model/lane.ts";
import type { Language } from "../core/model/message.ts";
import { noticeSchema, postedSchema } from "../core/model/notice.ts";
import { processSchema } from "../core/model/process.ts";
import { officeSchema, staffSchema } from "../core/model/staff.ts";
import { markSchema } from "../core/residents/erasure-mark.ts";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Tried } from "../ports/store.ts";
import { type Key, placeOf, pointerKey } from "./keys.ts";
import { asAttribute, bytesOf, fillingOf, hidden, packed, revealed, unpacked } from "./sealing.ts";
import { tableShape } from "./table-shape.ts";

/**
 * Encodes rows as items and decodes them. A whole row is in the attribute `body`, or in `sealed` when someone with only
 * the table must not be able to read it; next to it are just the attributes the table itself uses (key, index, version,
 * expiry).
 */

/** An item as DynamoDB stores it and the stream shows it. */
export type Image = Record<string, AttributeValue>;

const deadSchema = z.object({
  row: z.literal("dead"),
  id: z.string(),
  at: instantSchema,
  who: z.optional(z.string()),
  sealed: z.string(),
  error: z.string(),
});

const rowSchema = z.discriminatedUnion("row", [
  laneSchema,
  contributionSchema,
  entrySchema,
  staffSchema,
  officeSchema,
  noticeSchema,
  postedSchema,
  broadcastSchema,
  chunkSchema,
  progressSchema,
  listenerSchema,
  participantSchema,
  processSchema,
  markSchema,
  ballotSchema,
  responseSchema,
  deadSchema,
]);

const itemSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  expiresAt: z.optional(z.number()),
});
const waitingSchema = z.object({ pk: z.string(), sk: z.string(), dueAt: instantSchema });
const pointerSchema = z.object({ lane: z.string(), expiresAt: z.optional(z.number()) });
const linkSchema = z.object({ contribution: z.string() });

/** Builds an item from plain attributes. Absent values are left out. */
export function toImage(attributes: object): Image {
  return marshall(attributes, { removeUndefinedValues: true });
}

/**
 * Bodies of at least this many characters are compressed. DynamoDB charges by the kilobyte, and a contribution with its
 * list of handled inputs compresses to a quarter.
 */
const PACKED_FROM = 800;

/** Encodes a row as an item of the table. */
export function rowImage(row: Row, seals: Seals): Image {
  const beside = toImage({ ...placeOf(row), ...("version" in row && { version: row.version }) });
  const text = JSON.stringify(row);
  const filling = fillingOf(row);
  if (filling) return { ...beside, sealed: asAttribute(hidden(text, seals, filling)) };
  if (text.length < PACKED_FROM) return { ...beside, ...toImage({ body: row }) };
  return { ...beside, body: asAttribute(packed(text)) };
}

/** The same item with its body uncompressed and decrypted. */
export function unsealed(image: Image, seals: Seals): Image {
  const { sealed: _sealed, ...rest } = image;
  const body = bodyOf(image, seals);
  return body === undefined ? image : { ...rest, ...toImage({ body }) };
}

/**
 * Reads the body of an item. Rows written before sealing was introduced keep theirs in `body` until their next write,
 * and are read too.
 */
function bodyOf({ body, sealed }: Image, seals: Seals): unknown {
  const closed = sealed && bytesOf(sealed);
  if (closed) return JSON.parse(revealed(closed, seals));
  if (body === undefined) return undefined;
  const deflated = bytesOf(body);
  return deflated ? JSON.parse(unpacked(deflated)) : unmarshall({ body }).body;
}

/**
 * Decodes the row in an item. `at` is now: an expired row counts as absent, however long DynamoDB takes to delete it.
 * Leave `at` out to read a change that happened in the past.
 * @returns undefined when there is no item, it has expired, or it holds no row (a pointer, a link, a figure)
 * @throws Error naming the key, never the content, when the row does not match the model or cannot be decrypted
 */
export function readRow(image: Image | undefined, seals: Seals, at?: Instant): Row | undefined {
  if (image === undefined) return undefined;
  const { body: _body, sealed: _sealed, ...beside } = image;
  const item = itemSchema.parse(unmarshall(beside));
  if (at !== undefined && expired(item.expiresAt, at)) return undefined;
  const body = bodyOf(image, seals);
  if (body === undefined) return undefined;
  const row = rowSchema.safeParse(body);
  if (!row.success)
    throw new Error(`the item ${item.pk} ${item.sk} is not as the model says`, { cause: row.error });
  return row.data;
}

/** Decodes the row in an item if it is of this kind; otherwise as `readRow`. */
export function readAs<Kind extends Row["row"]>(
  kind: Kind,
  image: Image | undefined,
  seals: Seals,
  at: Instant,
): Extract<Row, { row: Kind }> | undefined {
  const row = readRow(image, seals, at);
  return row !== undefined && isOf(kind, row) ? row : undefined;
}

function isOf<Kind extends Row["row"]>(kind: Kind, row: Row): row is Extract<Row, { row: Kind }> {
  return row.row === kind;
}

/** Whether an item kept until `expiresAt` (epoch seconds) counts as gone. */
export function expired(expiresAt: number | undefined, at: Instant): boolean {
  return expiresAt !== undefined && expiresAt <= epochSeconds(at);
}

export function readKey(image: Image): Key {
  const { pk, sk } = image;
  return itemSchema.parse({ pk: pk?.S, sk: sk?.S });
}

/** Decodes an entry of the index: the key of a waiting item, and since when it has been due. */
export function readWaiting(image: Image): Key & { dueAt: Instant } {
  const { pk, sk, dueAt } = image;
  return waitingSchema.parse({ pk: pk?.S, sk: sk?.S, dueAt: dueAt?.S });
}

/** How often an item was rescheduled; 0 when that was not counted. */
export function readTries(image: Image | undefined): number {
  return Number(image?.[tableShape.tries]?.N ?? 0);
}

/** What is recorded about the tries of a notice. */
export function readTried(image: Image | undefined): Tried {
  const { unended, failingSince } = tableShape;
  // Only `countBegun` writes it, and always a moment.
  const since = image?.[failingSince]?.S as Instant | undefined;
  return { since, unended: Number(image?.[unended]?.N ?? 0) };
}

/** The key of the lane a pointer refers to. */
export function readPointer({ reads: _reads, ...image }: Image): string {
  return pointerSchema.parse(unmarshall(image)).lane;
}

/** Characters of a sealed language: all are equally long. */
const TAG = 8;

/** A pointer to a lane, with the language of its resident: whoever writes to her need not read the lane for that. */
export function pointerImage({ resident, key: lane, expires, language }: Lane, seals: Seals): Image {
  const expiresAt = expires === undefined ? undefined : epochSeconds(expires);
  const reads = seals.sealBytes(Buffer.from(language.padEnd(TAG)));
  return { ...toImage({ ...pointerKey(resident), lane, expiresAt }), reads: asAttribute(reads) };
}

/**
 * The language in a pointer; undefined when it was written by an earlier version, which put none there.
 * @returns null when its lane has expired
 */
export function readLanguage(image: Image, seals: Seals, at: Instant): Language | null | undefined {
  const { reads, ...rest } = image;
  if (expired(pointerSchema.parse(unmarshall(rest)).expiresAt, at)) return null;
  const sealed = reads && bytesOf(reads);
  return sealed && Buffer.from(seals.openBytes(sealed)).toString().trimEnd();
}

/** The id of the contribution a link or an alarm refers to. */
export function readLink(image: Image): string {
  return linkSchema.parse(unmarshall(image)).contribution;
}
