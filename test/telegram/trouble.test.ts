import { inspect } from "node:util";
import { Api, GrammyError, HttpError } from "grammy";
import { beforeEach, expect, test } from "vitest";
import { say } from "../../bot/core/model/message.ts";
import type { Channel } from "../../bot/ports/channel.ts";
import { Undeliverable, Unpaid, Wait } from "../../bot/ports/errors.ts";
import { createApi } from "../../bot/telegram/api.ts";
import { telegramChannel } from "../../bot/telegram/outbound.ts";
import { fakeTelegram, TOKEN, words } from "./fake-telegram.ts";

const OKSANA = "5550101";
const SECRET = TOKEN.split(":")[1] ?? "";
const screen = { lines: [say("issue:plain", { words: "Er wordt ingebroken bij Kade 1" })] };

let telegram: ReturnType<typeof fakeTelegram>;
let channel: Channel;
beforeEach(() => {
  telegram = fakeTelegram();
  channel = telegramChannel({ api: telegram.api, words, fetch: telegram.fetch });
});

async function trouble(going: Promise<unknown>): Promise<unknown> {
  return going.then(
    () => undefined,
    (error: unknown) => error,
  );
}
/** Everything a careless log could write down. */
const spilled = (error: unknown) => inspect(error, { depth: 12, showHidden: true }) + JSON.stringify(error);

test.each([
  [403, "Forbidden: bot was blocked by the user", "blocked"],
  [403, "Forbidden: user is deactivated", "deactivated"],
  [403, "Forbidden: bot can't initiate conversation with a user", "forbidden"],
  [400, "Bad Request: chat not found", "not found"],
  [400, "Bad Request: user is deactivated", "deactivated"],
])("%i %j means that this person can't be reached", async (code, description, reason) => {
  telegram.refuses("sendMessage", code, description);
  const error = await trouble(channel.send(OKSANA, screen, "nl"));
  expect(error).toBeInstanceOf(Undeliverable);
  expect(error).toMatchObject({ message: reason, cause: expect.any(GrammyError) });
});

test("a message is paid for only where that was asked, and a payment that is not taken is told apart", async () => {
  await channel.send(OKSANA, screen, "nl");
  await channel.send(OKSANA, screen, "nl", { paid: true });
  expect(telegram.calls.map(({ payload }) => payload.allow_paid_broadcast)).toEqual([undefined, true]);
  telegram.refuses("sendMessage", 400, "Bad Request: BALANCE_TOO_LOW");
  expect(await trouble(channel.send(OKSANA, screen, "nl", { paid: true }))).toBeInstanceOf(Unpaid);
});

test("Telegram says how long to wait", async () => {
  telegram.refuses("sendMessage", 429, "Too Many Requests: retry after 17", { retry_after: 17 });
  expect(await trouble(channel.send(OKSANA, screen, "nl"))).toMatchObject({ name: "Wait", seconds: 17 });
});

test("when Telegram itself is in trouble it is tried again soon", async () => {
  telegram.refuses("sendMessage", 502, "Bad Gateway");
  expect(await trouble(channel.send(OKSANA, screen, "nl"))).toMatchObject({ name: "Wait", seconds: 2 });
});

test("a page of HTML from a proxy is Telegram in trouble too", async () => {
  telegram.next("sendMessage", () => new Response("<html>502 Bad Gateway</html>", { status: 502 }));
  expect(await trouble(channel.send(OKSANA, screen, "nl"))).toBeInstanceOf(Wait);
});

test("waiting also holds for changing a message and for showing a photo", async () => {
  telegram.refuses("editMessageText", 429, "Too Many Requests", { retry_after: 3 });
  expect(
    await trouble(
      channel.reply(OKSANA, [{ ...screen, replaces: true }], "nl", { message: 42, callback: "1" }),
    ),
  ).toMatchObject({ seconds: 3 });
  telegram.refuses("sendPhoto", 429, "Too Many Requests", { retry_after: 4 });
  expect(
    await trouble(channel.send(OKSANA, { ...screen, media: [{ kind: "photo", source: "P" }] }, "nl")),
  ).toMatchObject({ seconds: 4 });
});

test("a long text that was refused halfway says how much of it has arrived, and goes on from there", async () => {
  const long = {
    lines: Array.from({ length: 3 }, (_, n) => say("issue:plain", { words: `${n}`.repeat(4000) })),
  };
  const turns: number[] = [];
  const turn = async () => {
    turns.push(telegram.calls.length);
    // The first message has gone; the second meets a limit.
    if (turns.length === 1) telegram.refuses("sendMessage", 429, "Too Many Requests", { retry_after: 5 });
  };
  const error = await trouble(channel.send(OKSANA, long, "nl", { turn }));
  expect(error).toMatchObject({ name: "Wait", seconds: 5, refused: true, arrived: 1 });
  const before = telegram.calls.length;
  await channel.send(OKSANA, long, "nl", { from: 1, turn });
  const texts = telegram.calls.slice(before).map((call) => String(call.payload.text).slice(0, 1));
  expect(texts).toEqual(["1", "2"]);
});

test("a refusal that is our own mistake stays what it is, without the resident's words", async () => {
  telegram.refuses("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID");
  const error = await trouble(channel.send(OKSANA, screen, "nl"));
  expect(error).toBeInstanceOf(GrammyError);
  expect(error).toMatchObject({
    error_code: 400,
    method: "sendMessage",
    description: "Bad Request: BUTTON_DATA_INVALID",
  });
  expect(spilled(error)).not.toMatch(/Kade|5550101/);
});

test("no refusal carries the resident's words along as its cause", async () => {
  telegram.refuses("sendMessage", 403, "Forbidden: bot was blocked by the user");
  expect(spilled(await trouble(channel.send(OKSANA, screen, "nl")))).not.toMatch(/Kade|5550101/);
});

/** As node-fetch and undici word it: with the whole address in it. */
const unreachable = async (input: unknown): Promise<Response> => {
  const cause = Object.assign(new Error(`getaddrinfo for ${String(input)}`), { code: "ENOTFOUND" });
  throw new TypeError(`request to ${String(input)} failed, reason: getaddrinfo ENOTFOUND`, { cause });
};

test.each([
  ["our own api", createApi({ token: TOKEN, fetch: unreachable })],
  ["an api that was made elsewhere", new Api(TOKEN, { fetch: unreachable, sensitiveLogs: true })],
])("when Telegram is never reached, %s says so without the token", async (_, api) => {
  const lost = telegramChannel({ api, words, fetch: unreachable });
  const error = await trouble(lost.send(OKSANA, screen, "nl"));
  expect(error).toBeInstanceOf(HttpError);
  expect(spilled(error)).toContain("ENOTFOUND");
  expect(spilled(error)).not.toContain(SECRET);
  expect(spilled(error)).not.toContain("Kade");
});

test("an address that is no address does not give the token away", async () => {
  const error = await trouble(createApi({ token: TOKEN, apiRoot: "geen adres" }).getMe());
  expect(error).toBeInstanceOf(HttpError);
  expect(spilled(error)).not.toContain(SECRET);
});

test("a call that hangs is given up", async () => {
  const hangs: typeof globalThis.fetch = (_, init) =>
    new Promise((_resolve, reject) =>
      init?.signal?.addEventListener("abort", () => reject(new Error(`aborted /bot${TOKEN}/getMe`))),
    );
  const error = await trouble(createApi({ token: TOKEN, fetch: hangs, seconds: 0.02 }).getMe());
  expect(error).toBeInstanceOf(HttpError);
  expect(spilled(error)).not.toContain(SECRET);
});

test("a photo is fetched with its bytes, whatever its name says", async () => {
  telegram.next("getFile", () => ({ file_id: "P", file_path: "photos/file_7.exe", file_size: 3 }));
  telegram.files.set("photos/file_7.exe", () => new Response(new Uint8Array([255, 216, 255])));
  expect([...(await channel.fetch({ kind: "photo", source: "P" }))]).toEqual([255, 216, 255]);
});

test("a file over 20 MB is not fetched, whether Telegram says so before, in the listing, or not at all", async () => {
  const media = { kind: "photo", source: "P" } as const;
  telegram.refuses("getFile", 400, "Bad Request: file is too big");
  telegram.next("getFile", () => ({ file_path: "a.png", file_size: 21 * 1024 * 1024 }));
  telegram.next("getFile", () => ({ file_path: "b.png" }));
  telegram.files.set("b.png", () => new Response(new Uint8Array(20 * 1024 * 1024 + 1)));
  for (const _ of ["before", "in the listing", "not at all"]) {
    const error = await trouble(channel.fetch(media));
    expect(error).toBeInstanceOf(Undeliverable);
    expect(error).toMatchObject({ message: "too large" });
  }
});

test("what Telegram no longer has is gone", async () => {
  telegram.refuses("getFile", 400, "Bad Request: wrong file_id or the file is temporarily unavailable");
  telegram.next("getFile", () => ({ file_path: "weg.jpg" }));
  telegram.next("getFile", () => ({ file_id: "P" }));
  const media = { kind: "photo", source: "P" } as const;
  expect(await trouble(channel.fetch({ kind: "photo", stored: "box/1" }))).toBeInstanceOf(Undeliverable);
  expect(await trouble(channel.fetch(media))).toMatchObject({ name: "Undeliverable", message: "gone" });
  expect(await trouble(channel.fetch(media))).toMatchObject({ name: "Undeliverable", message: "gone" });
  expect(await trouble(channel.fetch(media))).toMatchObject({ name: "Undeliverable", message: "gone" });
});

test("a download that is refused for now is tried again, and one that breaks off hides the token", async () => {
  const media = { kind: "photo", source: "P" } as const;
  telegram.next("getFile", () => ({ file_path: "druk.jpg" }));
  telegram.files.set(
    "druk.jpg",
    () => new Response("busy", { status: 503, headers: { "retry-after": "9" } }),
  );
  expect(await trouble(channel.fetch(media))).toMatchObject({ name: "Wait", seconds: 9 });
  telegram.next("getFile", () => ({ file_path: "druk.jpg" }));
  const breaks = telegramChannel({ api: telegram.api, words, fetch: unreachable });
  const error = await trouble(breaks.fetch(media));
  expect(error).toBeInstanceOf(HttpError);
  expect(spilled(error)).not.toContain(SECRET);
});
