import { DeleteItemCommand, GetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { DeadLetter } from "../bot/ports/rows.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { readRow } from "../bot/store/item-codec.ts";
import { DEAD, FAILED, type Key } from "../bot/store/keys.ts";
import { withoutKey } from "../bot/store/sealing.ts";
import { tableShape } from "../bot/store/table-shape.ts";
import type { Outputs, Outside } from "./installation.ts";
import type { Keys } from "./keys.ts";

/**
 * Updates of residents that failed, kept sealed. They are opened in memory, posted to the same door that Telegram
 * uses, and removed when they were taken. What a resident wrote is never shown.
 */

/** Milliseconds: the door answers within half a minute, whatever happens. */
const WITHIN = 35_000;

/** A failed update, and where it lies. */
export interface Failed {
  readonly row: DeadLetter;
  readonly key: Key;
}

/** Oldest first. */
export async function failedUpdates(table: string, world: Outside): Promise<readonly Failed[]> {
  const { index, partitionKey, sortKey } = tableShape;
  const found: Failed[] = [];
  // Those of an earlier version lie together in one partition; all others are found through the index.
  for (const [name, value, where] of [
    [partitionKey, DEAD, {}],
    [index.partitionKey, FAILED, { IndexName: index.name }],
  ] as const) {
    const pages = paginateQuery(
      { client: world.dynamo },
      {
        TableName: table,
        ...where,
        KeyConditionExpression: "#of = :of",
        ExpressionAttributeNames: { "#of": name },
        ExpressionAttributeValues: { ":of": { S: value } },
      },
    );
    for await (const { Items = [] } of pages)
      for (const { [partitionKey]: pk, [sortKey]: sk } of Items) {
        const one = pk?.S && sk?.S ? await stillThere(table, { pk: pk.S, sk: sk.S }, world) : undefined;
        if (one) found.push(one);
      }
  }
  return found.toSorted((a, b) => (a.row.at < b.row.at ? -1 : 1));
}

async function stillThere(table: string, key: Key, { dynamo, now }: Outside): Promise<Failed | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: table, Key: inTable(key), ConsistentRead: true }),
  );
  const row = readRow(Item, withoutKey, new Date(now()).toISOString());
  return row?.row === "dead" ? { row, key } : undefined;
}

const inTable = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } });

/**
 * The door answers 200 also when it fails once more: it then sets the update aside again, under the same id and
 * a later moment. So what counts is whether such a row came. An update that was handled meanwhile (a person keeps
 * the ids of her last acts) changes nothing and is taken.
 */
export async function postAgain(
  outputs: Outputs,
  { row: failed, key }: Failed,
  keys: Keys,
  world: Outside,
): Promise<{ readonly taken: boolean; readonly says: string }> {
  // What she wrote must not be said after she had herself erased.
  if (!(await stillThere(outputs.TableName, key, world)))
    return {
      taken: true,
      says: "It is gone: whoever sent it had herself erased, or it was handed over before.",
    };
  const body = opened(failed.sealed, keys);
  if (body === undefined)
    return {
      taken: false,
      says: "It cannot be opened: SAMENSPEL_SECRET is another one than when it was sealed.",
    };
  const status = await fetch(outputs.TelegramWebhook, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-telegram-bot-api-secret-token": keys.TELEGRAM_WEBHOOK_SECRET ?? "",
    },
    body,
    signal: AbortSignal.timeout(WITHIN),
  }).then(
    (answer) => answer.status,
    () => undefined,
  );
  if (status !== 200)
    return {
      taken: false,
      says:
        status === undefined
          ? "The bot could not be reached."
          : `The bot answered ${status}${status === 401 ? ": the webhook's secret is another one, run npm run connect" : ""}.`,
    };
  const again = await failedUpdates(outputs.TableName, world);
  await world.dynamo.send(new DeleteItemCommand({ TableName: outputs.TableName, Key: inTable(key) }));
  return again.some(({ row }) => row.id === failed.id && row.at > failed.at)
    ? { taken: false, says: "It failed again, and is set aside again. Mend the mistake first." }
    : { taken: true, says: "Taken." };
}

function opened(sealed: string, keys: Keys): string | undefined {
  try {
    return createSecrecy(keys.SAMENSPEL_SECRET ?? "").open(sealed);
  } catch {
    return undefined;
  }
}
