import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from "@aws-sdk/client-dynamodb";
import type { Notice } from "../bot/core/model/notice.ts";
import type { Seals } from "../bot/ports/secrecy.ts";
import { readRow, rowImage } from "../bot/store/item-codec.ts";
import { PARKED } from "../bot/store/keys.ts";
import { forSdk } from "../bot/store/sealing.ts";
import { tableShape } from "../bot/store/table-shape.ts";
import type { Outside } from "./installation.ts";

/** Parked notices: those that could not be delivered, such as a card for a channel that no longer exists. */

export type ParkedNotice = Notice & { readonly parked: NonNullable<Notice["parked"]> };

/**
 * Oldest first.
 * @param seals opens them: each can contain an answer to somebody
 * @throws Error when one cannot be opened
 */
export async function parkedNotices(
  table: string,
  seals: Seals,
  { dynamo }: Outside,
): Promise<readonly ParkedNotice[]> {
  const { index, partitionKey, sortKey } = tableShape;
  const found: ParkedNotice[] = [];
  const pages = paginateQuery(
    { client: dynamo },
    {
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: "#for = :parked",
      ExpressionAttributeNames: { "#for": index.partitionKey },
      ExpressionAttributeValues: { ":parked": { S: PARKED } },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const { [partitionKey]: pk, [sortKey]: sk } = item;
      if (!pk || !sk) continue;
      // The index contains only keys.
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: table,
          Key: { [partitionKey]: pk, [sortKey]: sk },
          ConsistentRead: true,
        }),
      );
      const row = readRow(Item, seals);
      if (row?.row === "notice" && row.parked !== undefined) found.push({ ...row, parked: row.parked });
    }
  return found;
}

/**
 * Removes the parked mark. The clock then finds the notice and hands it over.
 * @returns false when somebody else changed it meanwhile
 */
export async function unpark(
  table: string,
  { parked: _parked, ...notice }: ParkedNotice,
  seals: Seals,
  { dynamo }: Outside,
): Promise<boolean> {
  const image = forSdk(rowImage(notice, seals));
  try {
    await dynamo.send(
      new PutItemCommand({
        TableName: table,
        Item: image,
        ConditionExpression: "#for = :parked",
        ExpressionAttributeNames: { "#for": tableShape.index.partitionKey },
        ExpressionAttributeValues: { ":parked": { S: PARKED } },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
