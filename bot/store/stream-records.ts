import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import { type Image, readRow } from "./item-codec.ts";

/** One change in the table. */
export interface Change {
  /** The row after the change; undefined when it was deleted. */
  readonly row: Row | undefined;
  /** The row before the change; undefined when there was none. */
  readonly before?: Row | undefined;
  /** Whether the row is new. */
  readonly isNew: boolean;
}

/**
 * Reads the change from a record of the table's stream, e.g. that a notice was written and has to be delivered. The row
 * is as it was after that change; reload it before acting on it later.
 * @returns undefined for items that hold no row: pointers, links, alarms, figures
 * @throws Error naming the key when the row does not match the model
 */
export function readChange(record: DynamoDBRecord, seals: Seals): Change | undefined {
  const { NewImage, OldImage } = record.dynamodb ?? {};
  if (NewImage === undefined)
    return OldImage?.body === undefined && OldImage?.sealed === undefined
      ? undefined
      : { row: undefined, isNew: false };
  const row = readRow(toImage(NewImage), seals);
  if (row === undefined) return undefined;
  // Only counts need the previous row; others would pay for decoding it in vain.
  const before =
    (row.row === "ballot" || row.row === "response") && OldImage
      ? readRow(toImage(OldImage), seals)
      : undefined;
  return { row, before, isNew: record.eventName === "INSERT" };
}

/**
 * Converts an image from the Lambda event's types to the SDK's. The only difference in the data is binary (base64 text
 * here), which the table does not hold.
 */
function toImage(image: NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>): Image {
  return image as Record<string, AttributeValue>;
}
