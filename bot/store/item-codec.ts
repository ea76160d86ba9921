import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { epochSeconds, type Instant } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Language } from "../core/model/message.ts";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Tried } from "../ports/store.ts";
import { type Key, nameOf, placeOf, pointerKey } from "./keys.ts";
import { schemaFor } from "./row-schemas.ts";
import { rowShapes } from "./row-shapes.ts";
import { asAttribute, bytesOf, fillingOf, hidden, packed, revealed, unpacked } from "./sealing.ts";
import { tableShape } from "./table-shape.ts";

/**
 * Encodes rows as items and decodes them. A whole row is in the attribute `body`, or in `sealed` when someone with only
 * the table must not be able to read it; next to it are just the attributes the table itself uses (key, index, version,
 * expiry) and the shape of the row (`row-shapes.ts`). That of a sealed row is sealed with it, because it tells when the
 * row was last written.
 */

/** An item as DynamoDB stores it and the stream shows it. */
export type Image = Record<string, AttributeValue>;

/** Builds an item from plain attributes. Absent values are left out. */
export function toImage(attributes: object): Image {
  const image: Image = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "string") image[name] = { S: value };
    else if (typeof value === "number") image[name] = { N: String(value) };
    // Maps and lists: results that are released, and rows of before.
    else if (value !== undefined)
      Object.assign(image, marshall({ [name]: value }, { removeUndefinedValues: true }));
  }
  return image;
}

/** The plain attributes of an item. */
export function fromImage(image: Image): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(image)) {
    if (value.S !== undefined) attributes[name] = value.S;
    else if (value.N !== undefined) attributes[name] = Number(value.N);
    else Object.assign(attributes, unmarshall({ [name]: value }));
  }
  return attributes;
}

/** Encodes a row as an item of the table. */
export function rowImage(row: Row, seals: Seals): Image {
  const image = toImage({ ...placeOf(row), ...("version" in row && { version: row.version }) });
  const text = JSON.stringify(row);
  const shape = rowShapes[row.row];
  const filling = fillingOf(row);
  if (filling) image.sealed = asAttribute(hidden(text, shape, seals, filling));
  else {
    image.body = asAttribute(packed(text));
    image[tableShape.shape] = { S: shape };
  }
  return image;
}

/** The same item with its body uncompressed and decrypted. */
export function unsealed(image: Image, seals: Seals): Image {
  const { sealed: _sealed, [tableShape.shape]: _shape, ...rest } = image;
  const found = bodyOf(image, seals);
  return found === undefined ? image : { ...rest, ...toImage({ body: found.body }) };
}

/** What lies in an item, and the shape that it says it has; undefined when that was not noted yet. */
interface Body {
  readonly body: unknown;
  readonly shape: string | undefined;
}

/**
 * Reads the body of an item. Rows written before sealing was introduced keep theirs in `body` until their next write,
 * and short ones of before as a map; both are read too.
 */
function bodyOf(image: Image, seals: Seals): Body | undefined {
  const { body, sealed, [tableShape.shape]: shape } = image;
  const closed = sealed && bytesOf(sealed);
  if (closed) {
    const { text, shape } = revealed(closed, seals);
    return { body: JSON.parse(text), shape };
  }
  if (body === undefined) return undefined;
  const bytes = bytesOf(body);
  return { body: bytes ? JSON.parse(unpacked(bytes)) : unmarshall({ body }).body, shape: shape?.S };
}

/** Whether a body was written as this version writes its kind. */
function isOfThisShape({ body, shape }: Body): boolean {
  if (shape === undefined) return false;
  const { row } = body as Partial<Row>;
  return row !== undefined && rowShapes[row] === shape;
}

/**
 * Decodes the row in an item. `at` is now: an expired row counts as absent, however long DynamoDB takes to delete it.
 * Leave `at` out to read a change that happened in the past.
 * @returns undefined when there is no item, it has expired, or it holds no row (a pointer, a link, a figure)
 * @throws Error naming the key, never the content, when the row does not match the model or cannot be decrypted
 */
export function readRow(image: Image | undefined, seals: Seals, at?: Instant): Row | undefined {
  if (image === undefined) return undefined;
  if (at !== undefined && expired(expiryOf(image), at)) return undefined;
  const found = bodyOf(image, seals);
  if (found === undefined) return undefined;
  // Written by this very schema: it need not be looked at again. Tests hold every row that is written to that.
  if (isOfThisShape(found)) return found.body as Row;
  const row = schemaFor(found.body).safeParse(found.body);
  if (!row.success)
    throw new Error(`the item ${nameOf(readKey(image))} is not as the model says`, { cause: row.error });
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

/** Until when an item is kept, in epoch seconds; undefined when it stays. */
function expiryOf(image: Image): number | undefined {
  const expires = image[tableShape.timeToLive]?.N;
  return expires === undefined ? undefined : Number(expires);
}

export function readKey({ pk, sk }: Image): Key {
  return { pk: textOf(pk), sk: textOf(sk) };
}

/** Decodes an entry of the index: the key of a waiting item, and since when it has been due. */
export function readWaiting(
  image: Image,
  { sortKey }: { readonly sortKey: string },
): Key & { dueAt: Instant } {
  // Only `placeOf`, commits and the clock write it, and always a moment.
  return { ...readKey(image), dueAt: textOf(image[sortKey]) as Instant };
}

/** @throws TypeError when the attribute is no text: the table holds none without */
function textOf(attribute: AttributeValue | undefined): string {
  if (attribute?.S === undefined) throw new TypeError("an item lacks a text that each one has");
  return attribute.S;
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
export function readPointer(image: Image): string {
  return textOf(image.lane);
}

/** Characters of a sealed language: all are equally long. */
const TAG = 8;

/** A pointer to a lane, with the language of its resident: whoever writes to her need not read the lane for that. */
export function pointerImage({ resident, key: lane, pointed, language }: Lane, seals: Seals): Image {
  const expiresAt = pointed === undefined ? undefined : epochSeconds(pointed);
  const reads = seals.sealBytes(Buffer.from(language.padEnd(TAG)));
  return { ...toImage({ ...pointerKey(resident), lane, expiresAt }), reads: asAttribute(reads) };
}

/**
 * The language in a pointer; undefined when it was written by an earlier version, which put none there.
 * @returns null when its lane has expired
 */
export function readLanguage(image: Image, seals: Seals, at: Instant): Language | null | undefined {
  if (expired(expiryOf(image), at)) return null;
  const sealed = image.reads && bytesOf(image.reads);
  return sealed && Buffer.from(seals.openBytes(sealed)).toString().trimEnd();
}

/** The id of the contribution a link or an alarm refers to. */
export function readLink(image: Image): string {
  return textOf(image.contribution);
}
