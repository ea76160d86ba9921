/** Posts one update to the bot's webhook, repeatedly until the bot takes it or the update expires. */
import { type Ground, pause } from "./ground.ts";
import type { Waiting, WebhookSettings } from "./telegram-delivery.ts";

const LONGEST_WAIT_SECONDS = 60;
/** Milliseconds. Telegram gives a webhook this long. */
const WEBHOOK_TIMEOUT = 60_000;

/** Records that the bot is now handling this. Only a message requires a reply. */
export function given(ground: Ground, { update, kind, chat }: Waiting): void {
  const album = update.message?.media_group_id;
  ground.books.begins(chat, update.update_id, {
    needsReply: kind === "message",
    ...(album ? { album: `${chat} ${album}` } : {}),
  });
}

/** @param answerInWebhook runs a method that the bot wrote in its response to a webhook */
export function createPosting(
  ground: Ground,
  hook: WebhookSettings,
  answerInWebhook: (body: Record<string, unknown>) => Promise<void>,
) {
  /** @returns attempts until success, negative when the update expired instead */
  async function insist(waiting: Waiting, current: () => boolean): Promise<number | "withdrawn"> {
    for (let attempt = 1; ; attempt += 1) {
      const url = ground.webhooks.telegram;
      if (url === undefined || !current()) return "withdrawn";
      const outcome = await post(url, waiting, attempt > 1 ? `again (attempt ${attempt})` : undefined);
      if (!current()) return "withdrawn";
      if (outcome.ok) {
        if (ground.strikes("updateTwice")) {
          ground.addStep({ lane: "fault", text: "Telegram repeats the update although it was received" });
          await post(url, waiting, "a second time");
        }
        return attempt;
      }
      const seconds =
        outcome.retryAfter ?? (attempt === 1 ? 0 : Math.min(2 ** (attempt - 1), LONGEST_WAIT_SECONDS));
      await pause(seconds * ground.settings.retryUnitMs);
      if (ground.now() > waiting.expires) {
        ground.addStep({
          lane: "telegram-in",
          text: `Telegram gives up: ${waiting.words}`,
          detail: waiting.update,
        });
        return -attempt;
      }
    }
  }

  async function post(
    url: string,
    waiting: Waiting,
    again?: string,
  ): Promise<{ ok: boolean; retryAfter?: number }> {
    given(ground, waiting);
    if (again) ground.tally.updatesRepeated += 1;
    else ground.tally.updatesSent += 1;
    ground.addStep({
      lane: "telegram-in",
      text: again ? `${waiting.words}, ${again}` : waiting.words,
      detail: waiting.update,
    });
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(hook.secret ? { "x-telegram-bot-api-secret-token": hook.secret } : {}),
        },
        body: JSON.stringify(waiting.update),
        signal: AbortSignal.timeout(WEBHOOK_TIMEOUT),
      });
      const body = await response.text();
      if (response.ok) {
        await runAnswer(body);
        return { ok: true };
      }
      fail(
        `The bot answered ${response.status}`,
        `Wrong response from the webhook: ${response.status} ${response.statusText}`,
      );
      const after = Number(response.headers.get("retry-after") ?? Number.NaN);
      return { ok: false, ...(after >= 0 && after <= 3600 ? { retryAfter: after } : {}) };
    } catch (error) {
      const slow = error instanceof Error && error.name === "TimeoutError";
      fail(
        slow ? "The bot took longer than a minute" : "The bot could not be reached",
        slow ? "Read timeout expired" : "Connection refused",
      );
      return { ok: false };
    }
  }

  function fail(words: string, description: string): void {
    hook.lastError = { at: ground.now(), text: description };
    ground.addStep({ lane: "telegram-in", text: `${words}: Telegram will try again` });
  }

  async function runAnswer(body: string): Promise<void> {
    if (!body.trimStart().startsWith("{")) return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      return;
    }
    if (typeof parsed === "object" && parsed !== null && "method" in parsed) {
      await answerInWebhook(parsed as Record<string, unknown>);
    }
  }

  return { insist };
}
