import { randomUUID } from "node:crypto";
import type { QueryCommandInput, TransactWriteItem, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { AwsRefusal } from "../aws/client.ts";
import type { Instant } from "../core/calendar/time.ts";
import { Conflict } from "../ports/errors.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Store } from "../ports/store.ts";
import { clockIndexOf, indexWith } from "./clock-index.ts";
import type { Dynamo } from "./dynamo-client.ts";
import { actionOf, adding } from "./dynamo-steps.ts";
import { type Image, readTried, readTries, readWaiting, toImage } from "./item-codec.ts";
import type { ItemTable } from "./item-table.ts";
import { type Key, WAKE } from "./keys.ts";
import { createStore } from "./store.ts";
import { tableShape } from "./table-shape.ts";

/** DynamoDB's limit on items in one BatchGetItem. */
const MAX_BATCH = 100;

/** Milliseconds a count waits after each conflict with another write, before it gives up. */
const COUNT_WAITS = [20, 60, 180, 500, 1500];

/**
 * The store's table on DynamoDB. Reading a lane is one GetItem and a commit is one call, because a resident waits for
 * both.
 * @param seals encrypts and decrypts sealed rows
 * @param now the clock, so that expired items are absent even before DynamoDB deletes them
 */
export function dynamoTable(options: {
  readonly client: Dynamo;
  readonly table: string;
  readonly now: () => Instant;
  readonly seals: Seals;
}): Store {
  return createStore(dynamoItems(options), options.now, options.seals);
}

/** The table in DynamoDB, and the clock that decides what has expired. */
interface At {
  readonly client: Dynamo;
  readonly table: string;
  readonly now: () => Instant;
}

function dynamoItems(at: At): ItemTable {
  return { ...reads(at), ...moves(at), ...writes(at) };
}

/** Reads items with strong consistency; waiting items are read from the index, which lags slightly. */
function reads({ client, table }: At): Pick<ItemTable, "get" | "getMany" | "list" | "waiting"> {
  const { partitionKey, sortKey } = tableShape;

  async function* pages(input: Omit<QueryCommandInput, "TableName">): AsyncGenerator<readonly Image[]> {
    let from: Image | undefined = input.ExclusiveStartKey;
    do {
      const page = await client("Query", { TableName: table, ...input, ExclusiveStartKey: from });
      yield page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  return {
    async get(key) {
      const { Item } = await client("GetItem", { TableName: table, Key: toImage(key), ConsistentRead: true });
      return Item;
    },
    async getMany(keys) {
      const found: Image[] = [];
      const left = keys.map(({ pk, sk }) => toImage({ pk, sk }));
      while (left.length > 0) {
        const Keys = left.splice(0, MAX_BATCH);
        const { Responses, UnprocessedKeys } = await client("BatchGetItem", {
          RequestItems: { [table]: { Keys, ConsistentRead: true } },
        });
        found.push(...(Responses?.[table] ?? []));
        left.push(...(UnprocessedKeys?.[table]?.Keys ?? []));
      }
      return found;
    },
    list(pk, prefix, order) {
      return pages({
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
    async *waiting(dueFor, limit, until, order) {
      const index = indexWith(dueFor);
      const found = pages({
        IndexName: index.name,
        KeyConditionExpression: until === undefined ? "#for = :for" : "#for = :for AND #at <= :until",
        ExpressionAttributeNames: {
          "#for": index.partitionKey,
          ...(until !== undefined && { "#at": index.sortKey }),
        },
        ExpressionAttributeValues: toImage({
          ":for": dueFor,
          ...(until !== undefined && { ":until": until }),
        }),
        ...(order?.newestFirst && { ScanIndexForward: false }),
        Limit: limit,
      });
      for await (const images of found) yield images.map((image) => readWaiting(image, index));
    },
  };
}

/** Reschedules waiting items without reading their rows. */
function moves({ client, table }: At): Pick<ItemTable, "putOff" | "tries"> {
  const { index } = tableShape;

  /** @returns the updated item; undefined when it is no longer waiting as expected */
  async function moved(
    key: Key,
    { values, ...update }: Omit<UpdateItemCommandInput, "TableName" | "Key"> & { readonly values: object },
  ): Promise<Image | undefined> {
    try {
      const { Attributes } = await client("UpdateItem", {
        TableName: table,
        Key: toImage(key),
        ...update,
        ExpressionAttributeValues: toImage(values),
        ReturnValues: "UPDATED_NEW",
      });
      return Attributes ?? {};
    } catch (error) {
      if (isConflict(error)) return undefined;
      throw error;
    }
  }

  return {
    async putOff(key, { since, until, tries }) {
      const counts = tries === "one more" ? ", #tries = if_not_exists(#tries, :none) + :one" : "";
      const found = await moved(key, {
        UpdateExpression: `SET #at = :until${counts}${tries === "none" ? " REMOVE #tries" : ""}`,
        ConditionExpression: "#at = :since",
        ExpressionAttributeNames: {
          "#at": clockIndexOf(key).sortKey,
          ...(tries !== "as they are" && { "#tries": tableShape.tries }),
        },
        values: { ":since": since, ":until": until, ...(tries === "one more" && { ":none": 0, ":one": 1 }) },
      });
      return found && readTries(found);
    },
    async tries(key, { until, begins }) {
      const counts =
        ", #unended = if_not_exists(#unended, :none) + :one, #since = if_not_exists(#since, :begins)";
      const found = await moved(key, {
        UpdateExpression: `SET #at = :until${begins === undefined ? " REMOVE #unended" : counts}`,
        ConditionExpression: "#for = :wake",
        ExpressionAttributeNames: {
          "#at": index.sortKey,
          "#for": index.partitionKey,
          "#unended": tableShape.unended,
          ...(begins !== undefined && { "#since": tableShape.failingSince }),
        },
        values: {
          ":until": until,
          ":wake": WAKE,
          ...(begins !== undefined && { ":none": 0, ":one": 1, ":begins": begins }),
        },
      });
      return found && readTried(found);
    },
  };
}

/** Writes in transactions, and adds to counts. */
function writes(at: At): Pick<ItemTable, "write" | "tally"> {
  const { client, table } = at;

  return {
    async write(steps) {
      const [first, ...more] = steps.map((step) => actionOf(step, at));
      try {
        if (more.length === 0 && first?.Put) await client("PutItem", first.Put);
        else if (more.length === 0 && first?.Delete) await client("DeleteItem", first.Delete);
        else if (more.length === 0 && first?.Update) await client("UpdateItem", first.Update);
        // The token is the same for all attempts of this call, so that an attempt that succeeded but whose response was
        // lost is not mistaken for somebody else's write.
        else
          await client("TransactWriteItems", {
            TransactItems: steps.map((step) => actionOf(step, at)),
            ClientRequestToken: randomUUID(),
          });
      } catch (error) {
        if (isConflict(error)) throw new Conflict("somebody else changed it first", { cause: error });
        throw error;
      }
    },
    async tally({ counted, n, adds }) {
      const TransactItems: TransactWriteItem[] = [
        {
          Update: {
            TableName: table,
            Key: toImage(counted),
            UpdateExpression: "SET upTo = :n",
            ConditionExpression: "attribute_not_exists(upTo) OR upTo < :n",
            ExpressionAttributeValues: toImage({ ":n": n }),
          },
        },
        ...adds.map(
          ({ to, numbers }): TransactWriteItem => ({
            Update: { TableName: table, Key: toImage(to), ...adding(numbers) },
          }),
        ),
      ];
      for (const wait of [...COUNT_WAITS, undefined]) {
        try {
          await client("TransactWriteItems", { TransactItems });
          return;
        } catch (error) {
          if (reasons(error).includes("ConditionalCheckFailed")) return; // counted before
          if (wait === undefined || !reasons(error).includes("TransactionConflict")) throw error;
          await new Promise((resolve) => setTimeout(resolve, wait));
        }
      }
    },
  };
}

/** DynamoDB's reasons for cancelling a transaction; empty for any other error. */
function reasons(error: unknown): readonly string[] {
  return error instanceof AwsRefusal ? error.reasons : [];
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof AwsRefusal)) return false;
  if (error.name === "ConditionalCheckFailedException" || error.name === "TransactionConflictException")
    return true;
  return error.reasons.some(
    (reason) => reason === "ConditionalCheckFailed" || reason === "TransactionConflict",
  );
}
