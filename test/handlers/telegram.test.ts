import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Lane } from "../../bot/core/model/lane.ts";
import { Unavailable } from "../../bot/ports/errors.ts";
import { largestBody } from "../../bot/runtime/http-request.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { toImage } from "../../bot/store/item-codec.ts";
import { laneKey } from "../../bot/store/keys.ts";
import { letIn, REFUSED } from "../../infra/door-lines.ts";
import { deploy, fromTelegram, NOOR, pressed, said, TOKEN, WEBHOOK_SECRET } from "./deployed.ts";

const town = await deploy();
afterAll(() => town.stop());

const real = { ...town.store };
const secrecy = createSecrecy(process.env.SAMENSPEL_SECRET ?? "");
let chat = 800_000;
beforeEach(() => {
  Object.assign(town.store, real);
  town.lines.length = 0;
  town.playground.setFaults({ telegramBusy: 0 });
  chat++;
});

const table = () => JSON.stringify(town.store.images());
const dead = () =>
  town.store.images().flatMap((image) => (image.pk?.S?.startsWith("DEAD") ? [JSON.stringify(image)] : []));
const laneOf = (who: number) => real.lane(secrecy.laneKey("telegram", String(who)));

/** A resident of the playground, so that the bot can answer her. */
async function joins(): Promise<void> {
  for (const update of [
    said("/start", NOOR),
    pressed("core|1|language|nl", NOOR),
    pressed("core|1|privacy|join", NOOR),
    pressed("core|1|area|skip", NOOR),
    pressed("core|1|allow|done", NOOR),
  ])
    expect(await town.telegram(fromTelegram(update))).toMatchObject({ statusCode: 200 });
}
const told = () => town.playground.telegram.resident(NOOR)?.messages.filter((one) => one.from_bot) ?? [];

describe("who may knock", () => {
  test.each([
    ["a wrong secret", "wrong"],
    ["a secret that only begins right", `${WEBHOOK_SECRET}x`],
    ["no secret", null],
    ["an empty secret", ""],
  ])("with %s: 401, and not a trace", async (_, secret) => {
    const before = table();
    const answer = await town.telegram(fromTelegram(said("geheim", chat), { secret }));
    expect(answer.statusCode).toBe(401);
    expect(table()).toBe(before);
    expect(town.lines.join("\n")).not.toContain("geheim");
  });

  test.each([
    ["no JSON", "{not json"],
    ["nothing", ""],
    ["a list", "[]"],
    ["a number", "5"],
    ["null", "null"],
    ["JSON without an update number", '{"message":{"text":"hoi"}}'],
  ])("with %s: 400, and not a trace", async (_, body) => {
    const before = table();
    expect((await town.telegram(fromTelegram(body))).statusCode).toBe(400);
    expect(table()).toBe(before);
  });

  test.each([true, false])(
    "with more than Telegram can send, in base64 %s: 413, and one line about it",
    async (base64) => {
      const before = table();
      const body = "x".repeat(largestBody.telegram + 3);
      expect((await town.telegram(fromTelegram(body, { base64 }))).statusCode).toBe(413);
      expect(table()).toBe(before);
      expect(town.lines.map((line) => JSON.parse(line).event)).toEqual(["too_large"]);
    },
  );

  test("the largest message that Telegram can send is let in", async () => {
    const escaped = "\\ud83d\\udd73".repeat(2048);
    const entities = Array.from({ length: 100 }, (_, offset) => ({
      offset,
      length: 1,
      type: "custom_emoji",
      custom_emoji_id: "5".repeat(20),
    }));
    const text = (id: number) =>
      JSON.stringify(said("x", chat, id).message)
        .replace('"x"', `"${escaped}"`)
        .replace(/}$/, `,"entities":${JSON.stringify(entities)}}`);
    const buttons = JSON.stringify({
      inline_keyboard: Array.from({ length: 100 }, () => [
        { text: "é".repeat(64), callback_data: "x".repeat(64) },
      ]),
    });
    const body = `{"update_id":7,"message":${text(7).slice(0, -1)},"reply_to_message":${text(6).slice(0, -1)},"reply_markup":${buttons}}}}`;
    expect(JSON.parse(body).message.text).toHaveLength(4096);
    expect((await town.telegram(fromTelegram(body))).statusCode).toBe(200);
  });

  test("the log tells that somebody was refused, and whether she had another secret", async () => {
    await town.telegram(fromTelegram(said("hoi", chat), { secret: "wrong" }));
    await town.telegram(fromTelegram(said("hoi", chat), { secret: null }));
    expect(town.lines.map((line) => JSON.parse(line))).toEqual([
      { level: "info", event: "refused", why: "wrong" },
      { level: "info", event: "refused", why: "unsigned" },
    ]);
  });

  test("without any headers: 401", async () => {
    const event = fromTelegram(said("hoi", chat));
    expect((await town.telegram({ ...event, headers: {} })).statusCode).toBe(401);
    expect(
      (await town.telegram(JSON.parse(JSON.stringify({ ...event, headers: undefined })))).statusCode,
    ).toBe(401);
  });
});

const TEXTS = {
  Ukrainian: "Дві великі вибоїни біля школи, їжачок ґанок",
  Arabic: "مصباح الشارع مكسور منذ شهر",
  Dutch: "De stoep is oneffen, één tegel ligt los; €5 schade",
  emoji: "🕳️👩‍👩‍👧‍👦🏳️‍🌈 gat in de weg",
};

describe.each([true, false])("a body in base64: %s", (base64) => {
  test.each(Object.entries(TEXTS))("words in %s arrive as they were typed", async (_, text) => {
    await joins();
    await town.telegram(fromTelegram(said("/stop", NOOR)));
    expect((await town.telegram(fromTelegram(said(text, NOOR), { base64 }))).statusCode).toBe(200);
    const lane = await laneOf(NOOR);
    expect(JSON.stringify(lane?.dialogue ?? lane?.held)).toContain(text);
    await town.telegram(fromTelegram(said("/wis", NOOR)));
    await town.telegram(fromTelegram(pressed("core|1|erase|yes", NOOR)));
    expect(await laneOf(NOOR)).toBeUndefined();
  });
});

describe("what cannot be handled", () => {
  test("a real update that cannot be read is kept, sealed, and not sent again", async () => {
    const update = {
      update_id: 5,
      message: { message_id: "seven", chat: { id: NOOR }, text: "mijn geheim" },
    };
    const answer = await town.telegram(fromTelegram(update));
    expect(answer.statusCode).toBe(200);
    const [letter = ""] = dead();
    expect(letter).not.toContain("geheim");
    expect(secrecy.open(JSON.parse(letter).body.M.sealed.S)).toContain("mijn geheim");
    expect(JSON.parse(letter).expiresAt).toBeDefined();
  });

  test("an update that trips over a mistake of ours: kept, alarmed without a word of it, and she is told", async () => {
    await joins();
    const lane = await laneOf(NOOR);
    // As an earlier version wrote it: what today's version writes is not read anew.
    const body = { ...lane, stage: "nonsense" };
    real.plant([toImage({ ...laneKey(lane?.key ?? ""), version: lane?.version, body })]);
    town.lines.length = 0;
    const before = { dead: dead().length, told: told().length };
    const answer = await town.telegram(fromTelegram(said("mijn diepste geheim", NOOR)));
    expect(answer.statusCode).toBe(200);
    expect(dead()).toHaveLength(before.dead + 1);
    expect(dead().join("\n")).not.toContain("diepste");
    const alarm = town.lines.find((line) => line.includes('"alarm":true'));
    expect(JSON.parse(alarm ?? "{}")).toMatchObject({ level: "error", event: "dead_letter" });
    expect(town.lines.join("\n")).not.toMatch(/diepste|geheim|700001/);
    expect(told()).toHaveLength(before.told + 1);
    expect(told().at(-1)?.text).toContain("dat ligt aan ons");
    await real.commit([{ remove: lane as Lane }]);
  });

  test("a button with bytes of a changed app explains itself", async () => {
    await joins();
    for (const data of [
      "x",
      "core|1|allow",
      "issue|1|own|helps|00000000",
      "\u0000|1|a|b",
      "core|99|x|y",
      "core|1|erase|",
    ]) {
      expect((await town.telegram(fromTelegram(pressed(data, NOOR)))).statusCode, data).toBe(200);
    }
    expect(town.lines.join("\n")).not.toContain('"level":"error"');
  });
});

describe("what passes by itself", () => {
  test("the table cannot be reached: 503, nothing half-done, and it works the next time", async () => {
    const update = said("/start", NOOR);
    await town.telegram(fromTelegram(said("/wis", NOOR)));
    await town.telegram(fromTelegram(pressed("core|1|erase|yes", NOOR)));
    const before = table();
    const heard = told().length;
    for (const method of ["lane", "commit"] as const) {
      Object.assign(town.store, { [method]: () => Promise.reject(new Unavailable("stumbled")) });
      const answer = await town.telegram(fromTelegram(update));
      expect(answer.statusCode).toBe(503);
      expect(answer.headers).toMatchObject({ "retry-after": "2" });
      expect(table()).toBe(before);
      expect(told()).toHaveLength(heard);
      Object.assign(town.store, real);
    }
    expect((await town.telegram(fromTelegram(update))).statusCode).toBe(200);
    expect(told()).toHaveLength(heard + 1);
    // And once more changes nothing.
    expect((await town.telegram(fromTelegram(update))).statusCode).toBe(200);
    expect(told()).toHaveLength(heard + 1);
  });

  test("Telegram is too busy for somebody of whom nothing is kept: it comes again when it said, and nobody is called", async () => {
    await town.telegram(fromTelegram(pressed("core|1|erase|yes", NOOR)));
    town.playground.setFaults({ telegramBusy: 1 });
    const answer = await town.telegram(fromTelegram(said("/wis", NOOR)));
    // No 5xx: those ring an alarm.
    expect(answer).toMatchObject({ statusCode: 429, headers: { "retry-after": "2" } });
    const lines = town.lines.map((line) => JSON.parse(line));
    expect(lines).toContainEqual({ level: "info", event: "try_again", seconds: 2 });
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});

test.each([
  ["a group", { message: { message_id: 1, chat: { id: -5, type: "group" }, text: "hoi" } }],
  ["a channel", { channel_post: { message_id: 1, chat: { id: -5, type: "channel" }, text: "hoi" } }],
  ["a poll", { poll_answer: { poll_id: "1", option_ids: [0] } }],
  ["something of tomorrow", { brand_new_thing: { text: "hoi" } }],
])("an update from %s is taken and leaves no trace", async (_, content) => {
  const before = table();
  expect((await town.telegram(fromTelegram({ update_id: 9, ...content }))).statusCode).toBe(200);
  expect(table()).toBe(before);
});

test("the log never tells who wrote, what, or with which keys", async () => {
  await joins();
  await town.telegram(fromTelegram(said("Een woord dat niemand anders schrijft", NOOR)));
  const log = town.lines.join("\n");
  expect(log).toContain('"event":"received"');
  for (const secret of ["niemand anders", String(NOOR), TOKEN, "playground-", WEBHOOK_SECRET, "Noor"])
    expect(log).not.toContain(secret);
});

test("a caller who is let in leaves a line that the alarm for refusals knows", async () => {
  town.lines.length = 0;
  await joins();
  const known: readonly string[] = [...letIn.telegram, REFUSED];
  const events = town.lines.map((line) => JSON.parse(line).event);
  expect(events).toContain(letIn.telegram[0]);
  expect(events.filter((event) => known.includes(event))).not.toContain(REFUSED);
});
