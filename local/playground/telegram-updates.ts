/**
 * Delivers updates to the bot as Telegram's own server does (tdlib/telegram-bot-api, WebhookActor.cpp):
 * one in flight per queue, any 2xx is success, otherwise again at once, then after 2, 4, 8, 16, 32 …
 * seconds, until the update has expired. Without a webhook updates wait for getUpdates.
 */
import type { Update } from "@grammyjs/types";
import type { Ground } from "./ground.ts";
import type { Delivery, UpdateContent, UpdateKind, Waiting, WebhookSettings } from "./telegram-delivery.ts";
import { createPosting, given } from "./telegram-posting.ts";

const HOUR = 3_600_000;
/** Milliseconds. Telegram drops a press after this. */
const CALLBACK_LIFE = 150_000;
const MESSAGE_LIFE = 24 * HOUR;
/** The updates that are left out when `allowed_updates` is not given. */
const NOT_BY_DEFAULT = ["chat_member", "message_reaction", "message_reaction_count"];

export type Deliveries = ReturnType<typeof createDeliveries>;

/** @param answerInWebhook runs a method that the bot wrote in its response to a webhook */
export function createDeliveries(
  ground: Ground,
  answerInWebhook: (body: Record<string, unknown>) => Promise<void>,
) {
  const queues = new Map<string, Waiting[]>();
  const busy = new Set<string>();
  const pollers = new Set<() => void>();
  const hook: WebhookSettings = { secret: ground.settings.telegramSecret };
  const { insist } = createPosting(ground, hook, answerInWebhook);
  let nextId = 100_001;
  let generation = 0;

  /** Queues an update. @param words what happened, in plain words */
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
      given(ground, waiting);
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
    /** Starts delivering what was waiting for a webhook. */
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

/** The queue in which an update waits: messages wait for each other, presses for presses. */
function queueOf(kind: UpdateKind, chat: number): string {
  if (kind === "callback_query") return `presses of ${chat}`;
  return kind === "my_chat_member" ? `membership of ${chat}` : `messages of ${chat}`;
}
