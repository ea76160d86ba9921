import { HttpError } from "grammy";
import type { Instant } from "../core/calendar/time.ts";
import type { App, FromChat } from "../ports/app.ts";
import { Conflict, Unavailable, Wait } from "../ports/errors.ts";
import type { Log } from "../ports/log.ts";
import { answer, notNow, parseJson, type Request, type Response, tryAgain } from "../runtime/http-request.ts";
import { BadUpdate, readUpdate } from "./inbound.ts";
import { chatIn } from "./update-schema.ts";
import { refusalOf } from "./verify.ts";

/**
 * Handles Telegram's webhook. Responds with 401 when the secret is missing or wrong and 400 when the body is not an
 * update; with 503 when a retry can help and 429 when Telegram itself asked us to wait, because it redelivers after
 * either; and with 200 in all other cases. A bug of ours never gets a 5xx: Telegram would redeliver for a day and hold
 * up everybody's messages behind it.
 */
export function telegramWebhook(parts: {
  app: Pick<App, "resident" | "setAside">;
  secret: string;
  log: Log;
  now: () => Instant;
}): (request: Request) => Promise<Response> {
  const { app, log } = parts;
  return async (request) => {
    const token = request.header("x-telegram-bot-api-secret-token");
    const refused = refusalOf(token, parts.secret);
    if (refused !== undefined) {
      // Only Telegram knows the address, so a call without the secret is logged too.
      log.info("refused", { why: refused });
      return answer(401);
    }
    const parsed = parseJson(request.body);
    if (!parsed) return answer(400, "not JSON");
    return handleUpdate(parsed.value, request.body);
  };

  async function handleUpdate(update: unknown, body: string): Promise<Response> {
    let from: FromChat | undefined;
    try {
      const reading = readUpdate(update, parts.now());
      if ("ignored" in reading) {
        log.info("ignored", { reason: reading.ignored });
        return answer(200);
      }
      from = reading;
      await app.resident(from);
      return answer(200);
    } catch (error) {
      if (error instanceof BadUpdate && !hasUpdateId(update)) return answer(400, "not an update");
      return failed(error, body, from, from ? undefined : chatIn(update));
    }
  }

  async function failed(
    error: unknown,
    body: string,
    from: FromChat | undefined,
    chat: string | undefined,
  ): Promise<Response> {
    if (error instanceof Wait) {
      // We hit Telegram's rate limit, and it redelivers after the time it gave itself: nobody needs to look at that.
      log.info("try_again", { seconds: error.seconds });
      return notNow(error.seconds);
    }
    if (passes(error)) {
      log.error("try_again", error);
      return tryAgain();
    }
    try {
      await app.setAside(body, error, from, chat);
      return answer(200);
    } catch (second) {
      // Not even that could be written, so only a redelivery preserves her words.
      log.error("not_set_aside", second, { alarm: true });
      return tryAgain();
    }
  }
}

/** Whether an error is transient: the database or Telegram could not be reached. */
function passes(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof Conflict || error instanceof HttpError;
}

function hasUpdateId(update: unknown): boolean {
  return (
    typeof update === "object" &&
    update !== null &&
    "update_id" in update &&
    typeof update.update_id === "number"
  );
}
