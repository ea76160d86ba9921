import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { Companion, Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import { type Image, readRow } from "./item-codec.ts";
import { isPending, readPending } from "./pending.ts";
import { tableShape } from "./table-shape.ts";

/** One change in the table. */
export interface Change {
  /** The row after the change; undefined when it was deleted. */
  readonly row: Row | undefined;
  /** The row before the change; undefined when there was none. */
  readonly before?: Row | undefined;
  /** Whether the row is new. */
  readonly isNew: boolean;
  /** What a commit of a contribution left to the stream. */
  readonly pending?: readonly Companion[];
}

/**
 * Reads the change from a record of the table's stream, e.g. that a notice was written and has to be delivered. The row
 * is as it was after that change; reload it before acting on it later.
 * @returns undefined for items that hold no row (pointers, links, alarms, figures), and for rows that were written by
 * whoever followed the stream
 * @throws Error naming the key when the row does not match the model
 */
export function readChange(record: DynamoDBRecord, seals: Seals): Change | undefined {
  const { NewImage, OldImage } = record.dynamodb ?? {};
  if (NewImage === undefined)
    return OldImage?.body === undefined && OldImage?.sealed === undefined
      ? undefined
      : { row: undefined, isNew: false };
  const image = toImage(NewImage);
  // Whoever followed the stream wrote it, and did what follows from it.
  if (image[tableShape.followed] !== undefined && OldImage === undefined) return undefined;
  const row = readRow(image, seals);
  if (row === undefined) return undefined;
  // Only counts need the previous row; others would pay for decoding it in vain.
  const before =
    (row.row === "ballot" || row.row === "response") && OldImage
      ? readRow(toImage(OldImage), seals)
      : undefined;
  const pending = isPending(image) ? { pending: readPending(image, seals) } : {};
  return { row, before, isNew: record.eventName === "INSERT", ...pending };
}

/**
 * Converts an image from the Lambda event's types to the SDK's. The only difference in the data is binary (base64 text
 * here), which the table does not hold.
 */
function toImage(image: NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>): Image {
  return image as Record<string, AttributeValue>;
}
