import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../core/calendar/time.ts";
import { indexWith } from "./clock-index.ts";
import type { Dynamo } from "./dynamo-client.ts";
import { type Image, readKey, readWaiting, toImage } from "./item-codec.ts";
import type { ItemTable } from "./item-table.ts";
import { type Key, nameOf, WAKE } from "./keys.ts";
import type { Places } from "./lane-places.ts";
import { mergedPages } from "./merged-pages.ts";
import { tableShape } from "./table-shape.ts";

/** DynamoDB's limit on items in one BatchGetItem. */
const MAX_BATCH = 100;

/** The tables in DynamoDB, and the clock that decides what has expired. */
export interface At {
  readonly client: Dynamo;
  readonly places: Places;
  readonly now: () => Instant;
}

/** Reads items with strong consistency; waiting items are read from the index, which lags slightly. */
export function reads({ client, places }: At): Pick<ItemTable, "get" | "getMany" | "list" | "waiting"> {
  const { partitionKey, sortKey } = tableShape;

  async function* pages(input: QueryCommandInput): AsyncGenerator<readonly Image[]> {
    let from: Image | undefined = input.ExclusiveStartKey;
    do {
      const page = await client("Query", { ...input, ExclusiveStartKey: from });
      yield page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  async function getMany(keys: readonly Key[]): Promise<readonly Image[]> {
    const found = new Map<string, Map<string, Image>>();
    let left = keys.flatMap((key) =>
      places.tablesOf(key).map((table) => ({ table, Key: toImage({ pk: key.pk, sk: key.sk }) })),
    );
    while (left.length > 0) {
      const RequestItems: Record<string, { Keys: Image[]; ConsistentRead: true }> = {};
      for (const { table, Key } of left.splice(0, MAX_BATCH)) {
        RequestItems[table] ??= { Keys: [], ConsistentRead: true };
        RequestItems[table].Keys.push(Key);
      }
      const { Responses, UnprocessedKeys } = await client("BatchGetItem", { RequestItems });
      for (const [table, images] of Object.entries(Responses ?? {})) {
        const here = found.get(table) ?? new Map<string, Image>();
        for (const image of images) here.set(nameOf(readKey(image)), image);
        found.set(table, here);
      }
      for (const [table, { Keys = [] }] of Object.entries(UnprocessedKeys ?? {}))
        left = [...left, ...Keys.map((Key) => ({ table, Key }))];
    }
    return places.chosen(keys, found);
  }

  async function* waitingIn(
    TableName: string,
    ...[dueFor, limit, until, order]: Parameters<ItemTable["waiting"]>
  ): ReturnType<ItemTable["waiting"]> {
    const index = indexWith(dueFor);
    const found = pages({
      TableName,
      IndexName: index.name,
      KeyConditionExpression: until === undefined ? "#for = :for" : "#for = :for AND #at <= :until",
      ExpressionAttributeNames: {
        "#for": index.partitionKey,
        ...(until !== undefined && { "#at": index.sortKey }),
      },
      ExpressionAttributeValues: toImage({ ":for": dueFor, ":until": until }),
      ...(order?.newestFirst && { ScanIndexForward: false }),
      Limit: limit,
    });
    for await (const images of found) yield images.map((image) => readWaiting(image, index));
  }

  return {
    async get(key) {
      const [TableName, ...more] = places.tablesOf(key);
      if (more.length > 0) return (await getMany([key]))[0];
      const { Item } = await client("GetItem", { TableName, Key: toImage(key), ConsistentRead: true });
      return Item;
    },
    getMany,
    list(pk, prefix, order) {
      return pages({
        TableName: places.tablesOf({ pk })[0],
        // DynamoDB rejects an empty prefix.
        KeyConditionExpression: prefix === "" ? "#pk = :pk" : "#pk = :pk AND begins_with(#sk, :prefix)",
        ExpressionAttributeNames: { "#pk": partitionKey, ...(prefix !== "" && { "#sk": sortKey }) },
        ExpressionAttributeValues: toImage({ ":pk": pk, ...(prefix !== "" && { ":prefix": prefix }) }),
        ConsistentRead: true,
        ...(order?.newestFirst && { ScanIndexForward: false }),
        ...(order?.limit !== undefined && { Limit: order.limit }),
        ...(order?.after !== undefined && { ExclusiveStartKey: toImage({ pk, sk: order.after }) }),
      });
    },
    waiting(dueFor, limit, until, order) {
      if (dueFor !== WAKE) return waitingIn(places.main, dueFor, limit, until, order);
      return mergedPages(
        places.waking.map((table) => waitingIn(table, dueFor, limit, until)),
        ({ dueAt }) => dueAt,
      );
    },
  };
}
