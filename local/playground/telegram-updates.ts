/**
 * Brings updates to the bot as Telegram's own server does (tdlib/telegram-bot-api, WebhookActor.cpp):
 * one in flight per queue, any 2xx is success, otherwise again at once, then after 2, 4, 8, 16, 32 …
 * seconds, until the update has expired. Without a webhook updates wait for getUpdates.
 */
import type { Update } from "@grammyjs/types";
import { type Ground, pause } from "./ground.ts";

const HOUR = 3_600_000;
/** A press is worth nothing after this: Telegram drops it. */
const CALLBACK_LIFE = 150_000;
const MESSAGE_LIFE = 24 * HOUR;
const LONGEST_WAIT_SECONDS = 60;
/** Telegram lets a webhook take this long. */
const WEBHOOK_TIMEOUT = 60_000;
/** What `allowed_updates` leaves out when it is not given. */
const NOT_BY_DEFAULT = ["chat_member", "message_reaction", "message_reaction_count"];

export type UpdateKind = "message" | "edited_message" | "callback_query" | "my_chat_member";
export type UpdateContent = Omit<Update, "update_id">;

/** How it ended: with the bot (after so many attempts), or dropped by Telegram. */
export interface Delivery {
  delivered: boolean;
  attempts: number;
}

interface Waiting {
  update: Update;
  kind: UpdateKind;
  chat: number;
  words: string;
  expires: number;
  settle: (delivery: Delivery) => void;
}

export interface WebhookSettings {
  secret?: string;
  allowed?: string[];
  lastError?: { at: number; text: string };
}

export type Deliveries = ReturnType<typeof createDeliveries>;

/** @param answerInWebhook runs a method that the bot wrote in its answer to a webhook */
export function createDeliveries(
  ground: Ground,
  answerInWebhook: (body: Record<string, unknown>) => Promise<void>,
) {
  const queues = new Map<string, Waiting[]>();
  const busy = new Set<string>();
  const pollers = new Set<() => void>();
  const hook: WebhookSettings = { secret: ground.settings.telegramSecret };
  let nextId = 100_001;
  let generation = 0;

  function queueOf(kind: UpdateKind, chat: number): string {
    if (kind === "callback_query") return `presses of ${chat}`;
    return kind === "my_chat_member" ? `membership of ${chat}` : `messages of ${chat}`;
  }

  /** Puts an update in line. @param words what happened, in plain words */
  function push(kind: UpdateKind, chat: number, content: UpdateContent, words: string): Promise<Delivery> {
    const allowed = hook.allowed?.length ? hook.allowed.includes(kind) : !NOT_BY_DEFAULT.includes(kind);
    if (!allowed) return Promise.resolve({ delivered: false, attempts: 0 });
    const update: Update = { update_id: nextId++, ...content };
    ground.books.somethingHappened();
    const expires = ground.now() + (kind === "callback_query" ? CALLBACK_LIFE : MESSAGE_LIFE);
    const queue = queueOf(kind, chat);
    return new Promise((settle) => {
      const line = queues.get(queue) ?? [];
      line.push({ update, kind, chat, words, expires, settle });
      queues.set(queue, line);
      for (const wake of pollers) wake();
      run(queue);
    });
  }

  function run(queue: string): void {
    if (busy.has(queue) || ground.webhooks.telegram === undefined) return;
    busy.add(queue);
    const started = generation;
    void ground.during(empty(queue, () => started === generation)).finally(() => {
      if (started !== generation) return;
      busy.delete(queue);
      if (queues.get(queue)?.length) run(queue);
    });
  }

  async function empty(queue: string, current: () => boolean): Promise<void> {
    for (let head = queues.get(queue)?.[0]; head && current(); head = queues.get(queue)?.[0]) {
      const attempts = await insist(head, current);
      if (attempts === "withdrawn") return;
      queues.get(queue)?.shift();
      ground.books.ends(head.chat, head.update.update_id, attempts > 0);
      head.settle({ delivered: attempts > 0, attempts: Math.abs(attempts) });
    }
  }

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
    given(waiting);
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

  /** The books know from now on what the bot has in hands. Only a message asks for a reply. */
  function given({ update, kind, chat }: Waiting): void {
    const album = update.message?.media_group_id;
    ground.books.begins(chat, update.update_id, {
      needsReply: kind === "message",
      ...(album ? { album: `${chat} ${album}` } : {}),
    });
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

  function pending(): Waiting[] {
    return [...queues.values()].flat().sort((one, other) => one.update.update_id - other.update.update_id);
  }

  /** getUpdates: confirms everything below `offset`, then waits at most `seconds` for news. */
  async function poll(offset: number, limit: number, seconds: number): Promise<Update[]> {
    for (const line of queues.values()) {
      while (line[0] && line[0].update.update_id < offset) {
        const taken = line.shift();
        if (!taken) break;
        ground.books.ends(taken.chat, taken.update.update_id, true);
        taken.settle({ delivered: true, attempts: 1 });
      }
    }
    const until = Date.now() + seconds * 1000;
    while (pending().length === 0 && Date.now() < until) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          pollers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, until - Date.now());
        pollers.add(wake);
      });
    }
    const batch = pending().slice(0, limit);
    for (const waiting of batch) {
      given(waiting);
      ground.tally.updatesSent += 1;
      ground.addStep({ lane: "telegram-in", text: waiting.words, detail: waiting.update });
    }
    return batch.map((waiting) => waiting.update);
  }

  return {
    hook,
    push,
    poll,
    pendingCount: () => pending().length,
    /** Starts delivering what waited for a webhook. */
    resume: () => {
      for (const queue of queues.keys()) run(queue);
    },
    drop: () => {
      for (const waiting of pending()) waiting.settle({ delivered: false, attempts: 0 });
      generation += 1;
      queues.clear();
      busy.clear();
      for (const wake of pollers) wake();
    },
  };
}
