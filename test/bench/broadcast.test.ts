import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMIT, measureBroadcast } from "../../bench/broadcast.ts";
import { type Chats, startChats } from "../../bench/stage.ts";

/**
 * The Telegram that a broadcast is measured against enforces Telegram's limit; otherwise “no floods” proves nothing.
 */
let chats: Chats;
beforeAll(async () => {
  chats = await startChats(LIMIT);
}, 30_000);
afterAll(() => chats?.stop());

async function sends(chat: number): Promise<{ status: number; wait: unknown }> {
  const response = await fetch(`http://127.0.0.1:${chats.port}/bot1:bench/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ chat_id: chat, text: "Nieuws" }),
  });
  const { parameters }: { parameters?: { retry_after: number } } = JSON.parse(await response.text());
  return { status: response.status, wait: parameters?.retry_after };
}

test("the thirty-first message within a second is refused, and counted", async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, chat) => sends(chat)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
  expect(answers.filter(({ status, wait }) => status === 429 && wait === 1)).toHaveLength(10);
  expect(await chats.seen()).toMatchObject({ taken: 30, floods: 10, busiest: 30 });
  await setTimeout(1_050);
  expect((await sends(99)).status).toBe(200);
});

test("a sender that keeps its pace is measured, and has no floods", async () => {
  await setTimeout(1_050);
  const figures = await measureBroadcast(20, chats, async () => {
    for (let chat = 0; chat < 20; chat++) {
      await sends(chat);
      await setTimeout(50);
    }
  });
  const of = (id: string) => figures.find((one) => one.id === id);
  expect(of("broadcast.floods")).toMatchObject({ ours: { median: 0 }, met: true });
  // Some 20 a second, where 30 would be allowed.
  expect(of("broadcast.limit")?.ratio).toBeGreaterThan(1.4);
  expect(of("broadcast.limit")?.met).toBe(false);
});

test("a broadcast that writes to somebody twice has no time to speak of", async () => {
  await setTimeout(1_050);
  await expect(
    measureBroadcast(2, chats, async () => {
      await sends(1);
      await sends(1);
    }),
  ).rejects.toThrow("more than once");
});
