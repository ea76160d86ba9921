import { DeleteItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { DeadLetter } from "../bot/ports.ts";
import { createSecrecy } from "../bot/secrecy.ts";
import { readRow } from "../bot/store/items.ts";
import { deadKey } from "../bot/store/keys.ts";
import { withoutKey } from "../bot/store/sealing.ts";
import type { Outputs, Outside } from "./installation.ts";
import type { Keys } from "./keys.ts";

/**
 * Updates of residents that failed, kept sealed. They are opened in memory, posted to the same door that Telegram
 * uses, and removed when they were taken. What a resident wrote is never shown.
 */

/** Milliseconds: the door answers within half a minute, whatever happens. */
const WITHIN = 35_000;

/** Oldest first. */
export async function failedUpdates(table: string, { dynamo, now }: Outside): Promise<readonly DeadLetter[]> {
  const found: DeadLetter[] = [];
  const pages = paginateQuery(
    { client: dynamo },
    {
      TableName: table,
      KeyConditionExpression: "pk = :dead",
      ExpressionAttributeValues: { ":dead": { S: deadKey("", "").pk } },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const row = readRow(item, withoutKey, new Date(now()).toISOString());
      if (row?.row === "dead") found.push(row);
    }
  return found;
}

/**
 * The door answers 200 also when it fails once more: it then sets the update aside again, under the same id and
 * a later moment. So what counts is whether such a row came. An update that was handled meanwhile (a person keeps
 * the ids of her last acts) changes nothing and is taken.
 */
export async function postAgain(
  outputs: Outputs,
  failed: DeadLetter,
  keys: Keys,
  world: Outside,
): Promise<{ readonly taken: boolean; readonly says: string }> {
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
  await world.dynamo.send(new DeleteItemCommand({ TableName: outputs.TableName, Key: keyOf(failed) }));
  return again.some((one) => one.id === failed.id && one.at > failed.at)
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

function keyOf({ at, id }: DeadLetter) {
  const { pk, sk } = deadKey(at, id);
  return { pk: { S: pk }, sk: { S: sk } };
}
