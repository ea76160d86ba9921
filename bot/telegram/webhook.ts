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
 * Where Telegram knocks. 401 for whoever lacks the secret, 400 for what is no update; 503 when trying again
 * can help, and 429 when Telegram itself asked to wait, because it repeats after either; 200 for everything else. A mistake of ours is never answered with
 * 5xx: Telegram would repeat it for a day and hold up everybody's messages behind it.
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
      // Nobody but Telegram knows the address, so whoever comes without the secret is heard of too.
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
      // Telegram was asked too much, and comes again when it said itself that it can: nobody has to look at that.
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
      // Not even that could be written: then only a repetition keeps the words.
      log.error("not_set_aside", second, { alarm: true });
      return tryAgain();
    }
  }
}

/** Errors that go by themselves: the database or Telegram could not be reached. */
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
