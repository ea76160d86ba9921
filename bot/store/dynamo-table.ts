import { randomUUID } from "node:crypto";
import type { TransactWriteItem, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { AwsRefusal } from "../aws/client.ts";
import type { Instant } from "../core/calendar/time.ts";
import { Conflict } from "../ports/errors.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Store } from "../ports/store.ts";
import { bounds } from "./bounds.ts";
import { clockIndexOf } from "./clock-index.ts";
import type { Dynamo } from "./dynamo-client.ts";
import { type At, reads } from "./dynamo-reads.ts";
import { actionOf, adding } from "./dynamo-steps.ts";
import { type Image, readTried, readTries, toImage } from "./item-codec.ts";
import type { ItemTable } from "./item-table.ts";
import { type Key, WAKE } from "./keys.ts";
import { createPlaces } from "./lane-places.ts";
import { createStore } from "./store.ts";
import { type LanePhase, tableShape } from "./table-shape.ts";

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
  /** The main table; that of lanes is named after it. */
  readonly table: string;
  readonly now: () => Instant;
  readonly seals: Seals;
  /** Whether lanes may still lie in the main table. They do not, unless said. */
  readonly lanes?: LanePhase;
}): Store {
  const { client, table, now, seals, lanes = "apart" } = options;
  const items = dynamoItems({ client, now, places: createPlaces(table, lanes) });
  // A lane that moves is two items of a commit.
  return createStore(items, now, seals, lanes === "apart" ? bounds.items : bounds.items - 1);
}

function dynamoItems(at: At): ItemTable {
  return { ...reads(at), ...moves(at), ...writes(at) };
}

/** Reschedules waiting items without reading their rows. */
function moves({ client, places }: At): Pick<ItemTable, "putOff" | "tries"> {
  const { index } = tableShape;

  /** @returns the updated item; undefined when it is no longer waiting as expected */
  async function moved(
    key: Key,
    { values, ...update }: Omit<UpdateItemCommandInput, "TableName" | "Key"> & { readonly values: object },
  ): Promise<Image | undefined> {
    try {
      const { Attributes } = await client("UpdateItem", {
        TableName: places.tableOf(key),
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
      if (until === undefined) {
        const found = await moved(key, {
          UpdateExpression: "REMOVE #for, #at, #tries",
          ConditionExpression: "#at = :since",
          ExpressionAttributeNames: {
            "#for": index.partitionKey,
            "#at": index.sortKey,
            "#tries": tableShape.tries,
          },
          values: { ":since": since },
        });
        return found && 0;
      }
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
  const { client, places } = at;
  const table = places.main;

  return {
    async write(steps) {
      const actions = places.placed(steps).map(({ table, step }) => actionOf(step, { table, now: at.now }));
      const [first, ...more] = actions;
      try {
        if (more.length === 0 && first?.Put) await client("PutItem", first.Put);
        else if (more.length === 0 && first?.Delete) await client("DeleteItem", first.Delete);
        else if (more.length === 0 && first?.Update) await client("UpdateItem", first.Update);
        // The token is the same for all attempts of this call, so that an attempt that succeeded but whose response was
        // lost is not mistaken for somebody else's write.
        else
          await client("TransactWriteItems", {
            TransactItems: actions,
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
