import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import { type Image, readRow } from "./item-codec.ts";

/** One change in the table. */
export interface Change {
  /** The row as it became; undefined when it was taken away. */
  readonly row: Row | undefined;
  /** The row as it was; undefined when it was not there. */
  readonly before?: Row | undefined;
  /** The row was not there before. */
  readonly isNew: boolean;
}

/**
 * What a record of the table's stream says happened, e.g. that a notice was written and has to be delivered.
 * The row is as it became then; whoever acts on it later loads it again.
 * @returns undefined for items that hold no row: pointers, links, alarms, figures
 * @throws Error naming the key when the row is not as the model says
 */
export function readChange(record: DynamoDBRecord, seals: Seals): Change | undefined {
  const { NewImage, OldImage } = record.dynamodb ?? {};
  if (NewImage === undefined)
    return OldImage?.body === undefined && OldImage?.sealed === undefined
      ? undefined
      : { row: undefined, isNew: false };
  const row = readRow(toImage(NewImage), seals);
  if (row === undefined) return undefined;
  // Only a count needs to know what was there: the others would pay for reading it.
  const before =
    (row.row === "ballot" || row.row === "response") && OldImage
      ? readRow(toImage(OldImage), seals)
      : undefined;
  return { row, before, isNew: record.eventName === "INSERT" };
}

/**
 * The Lambda event's types and the SDK's describe the same values in two ways. The only difference in
 * the data is binary (base64 text here), which the table does not hold.
 */
function toImage(image: NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>): Image {
  return image as Record<string, AttributeValue>;
}
