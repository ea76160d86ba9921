import { DeleteItemCommand, GetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { instantAt } from "../bot/core/calendar/time.ts";
import type { DeadLetter } from "../bot/ports/rows.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { readRow } from "../bot/store/item-codec.ts";
import { DEAD, FAILED, type Key } from "../bot/store/keys.ts";
import { withoutKey } from "../bot/store/sealing.ts";
import { tableShape } from "../bot/store/table-shape.ts";
import type { Outputs, Outside } from "./installation.ts";
import type { Keys } from "./keys.ts";

/**
 * Residents' updates that failed, stored sealed. They are opened in memory, posted to the same webhook that Telegram
 * uses, and removed once accepted. A resident's words are never shown.
 */

/** Milliseconds: the webhook answers within half a minute, whatever happens (our limit). */
const WITHIN = 35_000;

/** A failed update, and where it is stored. */
export interface Failed {
  readonly row: DeadLetter;
  readonly key: Key;
}

/** Oldest first. */
export async function failedUpdates(table: string, world: Outside): Promise<readonly Failed[]> {
  const { index, partitionKey, sortKey } = tableShape;
  const found: Failed[] = [];
  // Those of an earlier version share one partition; all others are found through the index.
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
  const row = readRow(Item, withoutKey, instantAt(now()));
  return row?.row === "dead" ? { row, key } : undefined;
}

const inTable = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } });

/**
 * The webhook answers 200 even when it fails once more: it then sets the update aside again, with the same id and a
 * later moment. So what counts is whether such a row appeared. An update that was handled meanwhile (a person keeps
 * the ids of her last acts) changes nothing and is accepted.
 */
export async function postAgain(
  outputs: Outputs,
  { row: failed, key }: Failed,
  keys: Keys,
  world: Outside,
): Promise<{ readonly taken: boolean; readonly says: string }> {
  // Her words must not be said after she has erased herself.
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
