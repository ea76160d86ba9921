import { describe, expect, test } from "vitest";
import { MINUTE } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { say } from "../../bot/core/model/message.ts";
import type { Screen } from "../../bot/core/model/screen.ts";
import { createReplies } from "../../bot/engine/replies.ts";
import { createLoop } from "../../bot/engine/turn-context.ts";
import type { FromChat } from "../../bot/ports/app.ts";
import { telegramChannel } from "../../bot/telegram/outbound.ts";
import { createQueue } from "../support/queue.ts";
import { createTestTown } from "../support/town.ts";
import { words } from "../support/words.ts";
import { fakeTelegram } from "./fake-telegram.ts";

/** Telegram is too busy in the middle of a long message: what was said is not repeated, and the rest follows. */

/** Two Telegram messages, and a bit. */
const STORY = Array.from({ length: 900 }, (_, n) => `woord${n}`).join(" ");

/** What goes wrong at the second message: Telegram says that it is too busy, or cannot be reached. */
const troubles = [
  ["too busy", (telegram: ReturnType<typeof fakeTelegram>) => busyAtSecond(telegram, 2)],
  ["not reached", (telegram: ReturnType<typeof fakeTelegram>) => cutAtSecond(telegram)],
] as const;

function firstPasses(telegram: ReturnType<typeof fakeTelegram>): void {
  telegram.next("sendMessage", () => ({ message_id: 700 }));
}
function busyAtSecond(telegram: ReturnType<typeof fakeTelegram>, seconds: number): void {
  firstPasses(telegram);
  telegram.refuses("sendMessage", 429, "Too Many Requests", { retry_after: seconds });
}
function cutAtSecond(telegram: ReturnType<typeof fakeTelegram>): void {
  firstPasses(telegram);
  telegram.next("sendMessage", () => {
    throw new TypeError("fetch failed");
  });
}

function scene() {
  const telegram = fakeTelegram();
  const town = createTestTown({
    ports: (ports) => {
      const real = telegramChannel({ api: telegram.api, words, fetch: telegram.fetch });
      return {
        ...ports,
        channel: {
          ...ports.channel,
          // The town hears too, so that buttons can be pressed by their words.
          async reply(chat, screens, language, pressed, how) {
            const sent = await real.reply(chat, screens, language, pressed, how);
            await ports.channel.reply(chat, screens, language);
            return sent;
          },
          async send(chat, screen, language, how) {
            const sent = await real.send(chat, screen, language, how);
            await ports.channel.send(chat, screen, language, how);
            return sent;
          },
        },
      };
    },
  });
  return { town, telegram, queue: createQueue(town) };
}

/** Texts that Telegram accepted, in order. */
function taken(telegram: ReturnType<typeof fakeTelegram>, from: number): string[] {
  return telegram.calls
    .slice(from)
    .flatMap(({ method, payload, refused }) =>
      method === "sendMessage" && !refused ? [String(payload.text)] : [],
    );
}

const copies = (list: readonly string[], word: string) =>
  list.filter((text) => new RegExp(`\\b${word}\\b`).test(text)).length;

describe.each(troubles)("%s in the middle of it", (_how, goesWrong) => {
  test("a reply in two messages, one of which takes a keyboard away, is said once", async () => {
    const { town, telegram, queue } = scene();
    const noor = await town.resident("noor").joins();
    await noor.says("De lamp is kapot");
    const from = telegram.calls.length;
    goesWrong(telegram);
    // Telegram sends the same again for anybody who was not reached.
    const said = { type: "said", text: "Vlinderpad" } as const;
    await noor.gives(said, 999).catch(() => noor.gives(said, 999));
    await queue.now();
    await queue.runs(MINUTE);
    const texts = taken(telegram, from);
    expect(texts).toHaveLength(2);
    expect(new Set(texts).size).toBe(2);
  });

  test("a reply in two messages that belong together is said once, each part of it", async () => {
    const { town, telegram, queue } = scene();
    const noor = await town.resident("noor").joins();
    const lane = await noor.lane;
    const replies = createReplies(town.ports, (input, attempt) => ({
      ...createLoop(town.ports).contextFor(input, attempt),
    }));
    const input = { type: "started", id: "tg:999", at: town.now } as const;
    const told: FromChat = { input, channel: "telegram", chat: noor.chat };
    const screen: Screen = { lines: [say("common:quote", { text: STORY })] };
    const from = telegram.calls.length;
    goesWrong(telegram);
    await replies
      .answer(told, lane, [screen], "nl")
      // It comes again, to the same process, which knows what is left to say.
      .catch(() => replies.answer(told, lane, replies.unsaid(told) ?? [], "nl"));
    await town.follows();
    await queue.now();
    await queue.runs(MINUTE);
    const texts = taken(telegram, from);
    for (const word of ["woord1", "woord899"]) expect(copies(texts, word), word).toBe(1);
  });

  test("a message that comes by itself is said once, each part of it", async () => {
    const { town, telegram, queue } = scene();
    const noor = await town.resident("noor").joins();
    const resident = (await noor.lane)?.resident ?? residentId("");
    const screen = { lines: [say("common:quote", { text: STORY })] };
    const what = { kind: "resident" as const, resident, screen };
    const from = telegram.calls.length;
    goesWrong(telegram);
    await town.store.commit([
      {
        put: {
          row: "notice",
          id: `${town.now}#a#000`,
          group: `resident:${resident}`,
          created: town.now,
          what,
        },
      },
    ]);
    await queue.now();
    await queue.runs(MINUTE);
    const texts = taken(telegram, from);
    for (const word of ["woord1", "woord899"]) expect(copies(texts, word), word).toBe(1);
    expect(town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE#"))).toEqual([]);
  });
});
