import { Api, InlineKeyboard } from "grammy";
import { afterEach, beforeEach, expect, test } from "vitest";
import { counter, Listener, NOOR, raiseTown, SAM, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await raiseTown();
});
afterEach(() => town.stop());

const texts = () =>
  town.telegramHook.updates.map((update) => (update.message as unknown as { text: string })?.text);

test("a failed update is repeated, at once and then ever later, with the same number", async () => {
  const tries = counter();
  town.telegramHook.reaction = () => ({ status: tries() < 4 ? 500 : 204 });
  await town.playground.telegram.says(NOOR, "hoi");
  const times = town.telegramHook.received.map(({ at }) => at);
  expect(new Set(town.telegramHook.updates.map((update) => update.update_id)).size).toBe(1);
  expect(times).toHaveLength(4);
  expect((times[3] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(25);
  expect(town.playground.world().tally).toMatchObject({ updatesSent: 1, updatesRepeated: 3 });
});

test("Retry-After replaces the schedule", async () => {
  const tries = counter();
  town.telegramHook.reaction = () => (tries() === 1 ? { status: 503, headers: { "retry-after": "10" } } : {});
  await town.playground.telegram.says(NOOR, "hoi");
  const [first, second] = town.telegramHook.received;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(45);
});

test("messages of one chat come one at a time and in order, other chats do not wait", async () => {
  let atOnce = 0;
  let most = 0;
  let blocked = true;
  town.telegramHook.reaction = async ({ body }) => {
    if (body.includes('"Noor"')) {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
      if (blocked) return { status: 500 };
    }
    return {};
  };
  const { telegram } = town.playground;
  const line = ["1", "2", "3"].map((text) => telegram.says(NOOR, text));
  await telegram.says(SAM, "niet wachten");
  blocked = false;
  await Promise.all(line);
  await town.playground.settled();
  expect(most).toBe(1);
  expect([...new Set(texts())]).toEqual(expect.arrayContaining(["niet wachten"]));
  expect([...new Set(texts().filter((text) => text !== "niet wachten"))]).toEqual(["1", "2", "3"]);
});

test("a press passes a message that hangs: it has a queue of its own", async () => {
  const api = new Api("1234567:playground", { apiRoot: town.telegramApiRoot });
  await town.playground.telegram.says(NOOR, "hoi");
  const { message_id } = await api.sendMessage(NOOR, "?", {
    reply_markup: new InlineKeyboard().text("Ja", "y"),
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  town.telegramHook.reaction = async ({ body }) => {
    if (body.includes("hangt")) await held;
    return {};
  };
  const hanging = town.playground.telegram.says(NOOR, "hangt");
  await town.playground.telegram.presses(NOOR, message_id, "y");
  release();
  await hanging;
});

test("a press is dropped after 150 seconds, a message only after a day", async () => {
  const api = new Api("1234567:playground", { apiRoot: town.telegramApiRoot });
  await town.playground.telegram.says(NOOR, "hoi");
  const { message_id } = await api.sendMessage(NOOR, "?", {
    reply_markup: new InlineKeyboard().text("Ja", "y"),
  });
  town.telegramHook.reaction = () => ({ status: 500 });
  const press = town.playground.telegram.presses(NOOR, message_id, "y");
  const message = town.playground.telegram.says(NOOR, "blijft");
  town.playground.jump(151_000);
  await expect(press).rejects.toThrow("never reached the bot");
  town.telegramHook.reaction = () => ({});
  await message;
});

test("a fault delivers every update twice", async () => {
  town.playground.setFaults({ updateTwice: 1 });
  await town.playground.telegram.says(NOOR, "een");
  await town.playground.telegram.says(NOOR, "twee");
  expect(texts()).toEqual(["een", "een", "twee"]);
});

test("an unreachable bot gets its updates when it is back, in order", async () => {
  const later = new Listener();
  const url = await later.listen();
  await later.close();
  town.playground.webhooks.telegram = url;
  const both = [town.playground.telegram.says(NOOR, "een"), town.playground.telegram.says(NOOR, "twee")];
  await new Promise((resolve) => setTimeout(resolve, 20));
  const back = new Listener();
  await back.listen(Number(new URL(url).port));
  await Promise.all(both);
  expect(back.updates.map((update) => (update.message as unknown as { text: string }).text)).toEqual([
    "een",
    "twee",
  ]);
  await back.close();
});

test("the page's actions answer problems in plain sentences, and events stream whole worlds", async () => {
  const send = async (action: unknown) =>
    (
      await fetch(`${town.url}/playground/do`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(action),
      })
    ).json();
  expect(await send({ do: "text", resident: NOOR, text: "hoi" })).toEqual({ ok: true });
  expect(await send({ do: "text", resident: 1, text: "hoi" })).toEqual({
    ok: false,
    problem: "There is no resident with number 1.",
  });
  expect(await send({ do: "fly" })).toEqual({
    ok: false,
    problem: "The playground does not know that action.",
  });
  expect(await send({ do: "faults", faults: { telegramBusy: 2 } })).toEqual({ ok: true });
  expect(await send({ do: "photo", resident: NOOR })).toMatchObject({ ok: false });
  const stream = (await fetch(`${town.url}/playground/events`)).body?.getReader();
  const text = new TextDecoder().decode((await stream?.read())?.value);
  expect(text).toMatch(/^data: \{"now":/);
  await stream?.cancel();
  expect(await send({ do: "reset" })).toEqual({ ok: true });
  const world = (await (await fetch(`${town.url}/playground/world`)).json()) as {
    residents: { messages: unknown[] }[];
    faults: { telegramBusy: number };
  };
  expect(world.residents[0]?.messages).toEqual([]);
  expect(world.faults.telegramBusy).toBe(0);
});
