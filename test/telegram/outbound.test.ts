import { beforeEach, expect, test } from "vitest";
import { say } from "../../bot/core/model/message.ts";
import type { Choice, Screen } from "../../bot/core/model/screen.ts";
import type { Channel } from "../../bot/ports/channel.ts";
import { telegramChannel } from "../../bot/telegram/outbound.ts";
import { fakeTelegram, words } from "./fake-telegram.ts";

const OKSANA = "5550101";
const send: Choice = {
  label: say("issue:send"),
  press: { instrument: "issue", version: 3, step: "send", option: "yes", ref: "k7" },
};
const later: Choice = { label: say("issue:later"), link: "https://waterkant.example/later" };
const asks: Screen = { lines: [say("issue:what")] };
const pressed = { message: 42, callback: "2384762938" };

let telegram: ReturnType<typeof fakeTelegram>;
let channel: Channel;
beforeEach(() => {
  telegram = fakeTelegram();
  channel = telegramChannel({ api: telegram.api, words, fetch: telegram.fetch });
});

const heard = (text: string): Screen => ({ lines: [say("issue:heard", { words: text })] });
const texts = () =>
  telegram.calls.filter((call) => call.method === "sendMessage").map((call) => call.payload.text);

test("paragraphs are one message with a blank line between them, and no link previews", async () => {
  await channel.reply(OKSANA, [{ lines: [say("issue:what"), say("issue:where")] }], "nl");
  expect(telegram.calls).toEqual([
    {
      method: "sendMessage",
      payload: {
        chat_id: OKSANA,
        text: "Wat wil je melden?\n\nWaar is het?",
        link_preview_options: { is_disabled: true },
      },
    },
  ]);
});

test("markup in a resident's words is shown, never interpreted", async () => {
  await channel.reply(OKSANA, [heard(`</b><a href="tg://user?id=1">klik</a> & 'nu'`)], "nl");
  expect(texts()).toEqual([`Je schreef: </b><a href="tg://user?id=1">klik</a> & 'nu'`]);
  for (const { payload } of telegram.calls) {
    expect(payload).not.toHaveProperty("parse_mode");
    expect(payload).not.toHaveProperty("entities");
  }
});

test("signs that mean something to the texts themselves are only signs in a resident's words", async () => {
  await channel.reply(OKSANA, [heard("$t(issue:what) {{words}} $& $1")], "nl");
  expect(texts()).toEqual(["Je schreef: $t(issue:what) {{words}} $& $1"]);
});

test("Oksana reads Ukrainian, and Yusuf's right-to-left sentence keeps a street's own direction", async () => {
  await channel.reply(OKSANA, [heard("дві ями 🕳️")], "uk");
  await channel.reply("5550102", [heard("Kerkstraat 12")], "ar");
  expect(texts()).toEqual(["Ви написали: дві ями 🕳️", "كتبت: \u2068Kerkstraat 12\u2069"]);
});

test("choices are buttons, labels as they are", async () => {
  await channel.reply(OKSANA, [{ ...asks, choices: [[send], [later]] }], "nl");
  expect(telegram.calls[0]?.payload.reply_markup).toEqual({
    inline_keyboard: [
      [{ text: "Versturen & klaar", callback_data: "issue|3|send|yes|k7" }],
      [{ text: "Later", url: "https://waterkant.example/later" }],
    ],
  });
});

test("a very long answer comes in several messages, and the buttons are under the last", async () => {
  const [message] = await channel.reply(
    OKSANA,
    [
      {
        lines: [say("issue:plain", { words: "De gemeente doet iets. ".repeat(400) }), say("issue:where")],
        choices: [[send]],
      },
    ],
    "nl",
  );
  const markups = telegram.calls.map((call) => call.payload.reply_markup !== undefined);
  expect(markups).toEqual([false, false, true]);
  expect(texts().every((text) => String(text).length <= 4096)).toBe(true);
  expect(texts().at(-1)).toMatch(/Waar is het\?$/);
  expect(message).toBe(903);
});

test("the place is asked with a keyboard that shares it or passes", async () => {
  await channel.reply(
    OKSANA,
    [{ lines: [say("issue:where")], asksPlace: { share: say("issue:share"), skip: say("issue:skip") } }],
    "nl",
  );
  expect(telegram.calls[0]?.payload.reply_markup).toEqual({
    keyboard: [[{ text: "Deel mijn plek", request_location: true }], [{ text: "Overslaan" }]],
    resize_keyboard: true,
    one_time_keyboard: true,
  });
});

test("the keyboard goes away again", async () => {
  await channel.reply(OKSANA, [{ ...asks, closesKeyboard: true }], "nl");
  expect(telegram.calls[0]?.payload.reply_markup).toEqual({ remove_keyboard: true });
});

test("when the keyboard goes and buttons come, the first line takes the keyboard away", async () => {
  await channel.reply(
    OKSANA,
    [{ lines: [say("issue:what"), say("issue:where")], closesKeyboard: true, choices: [[later]] }],
    "nl",
  );
  expect(
    telegram.calls.map(({ payload }) => [payload.text, Object.keys(Object(payload.reply_markup))]),
  ).toEqual([
    ["Wat wil je melden?", ["remove_keyboard"]],
    ["Waar is het?", ["inline_keyboard"]],
  ]);
});

test("a single line keeps its buttons and the keyboard gets a word of its own", async () => {
  await channel.reply(OKSANA, [{ ...asks, closesKeyboard: true, choices: [[later]] }], "nl");
  expect(texts()).toEqual(["Goed.", "Wat wil je melden?"]);
});

test("an answer shows the message that it is about, also when that one was deleted", async () => {
  await channel.reply(OKSANA, [{ ...asks, quotes: 41 }], "nl");
  expect(telegram.calls[0]?.payload.reply_parameters).toEqual({
    message_id: 41,
    allow_sending_without_reply: true,
  });
});

test("the quote is on the message with the buttons, because it comes back with the press", async () => {
  await channel.reply(
    OKSANA,
    [{ lines: [say("issue:what"), say("issue:where")], closesKeyboard: true, choices: [[send]], quotes: 41 }],
    "nl",
  );
  expect(telegram.calls.map((call) => call.payload.reply_parameters !== undefined)).toEqual([false, true]);
});

test("a pressed message changes in place and the button stops waiting", async () => {
  const ids = await channel.reply(OKSANA, [{ ...asks, replaces: true, choices: [[send]] }], "nl", pressed);
  expect(ids).toEqual([42]);
  expect(telegram.calls).toContainEqual({
    method: "answerCallbackQuery",
    payload: { callback_query_id: "2384762938" },
  });
  expect(telegram.said()).toMatchObject([
    { method: "editMessageText", payload: { chat_id: OKSANA, message_id: 42, text: "Wat wil je melden?" } },
  ]);
});

test("of two screens after one press only the first takes the message's place", async () => {
  await channel.reply(
    OKSANA,
    [
      { ...asks, replaces: true },
      { ...asks, replaces: true },
    ],
    "nl",
    pressed,
  );
  expect(telegram.said().map((call) => call.method)).toEqual(["editMessageText", "sendMessage"]);
});

test("a screen that takes the place keyboard away is a new message", async () => {
  await channel.reply(OKSANA, [{ ...asks, replaces: true, closesKeyboard: true }], "nl", pressed);
  expect(telegram.said().map((call) => call.method)).toEqual(["sendMessage"]);
});

test("a repeated press changes nothing and is no trouble", async () => {
  telegram.refuses(
    "editMessageText",
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
  );
  expect(await channel.reply(OKSANA, [{ ...asks, replaces: true }], "nl", pressed)).toEqual([42]);
  expect(telegram.said()).toHaveLength(1);
});

test.each([
  "Bad Request: message can't be edited",
  "Bad Request: message to edit not found",
  "Bad Request: there is no text in the message to edit",
])("when Telegram says %j the answer comes as a new message", async (description) => {
  telegram.refuses("editMessageText", 400, description);
  expect(await channel.reply(OKSANA, [{ ...asks, replaces: true }], "nl", pressed)).toEqual([901]);
  expect(texts()).toEqual(["Wat wil je melden?"]);
});

test.each([
  [400, "Bad Request: query is too old and response timeout expired or query ID is invalid"],
  [500, "Internal Server Error"],
])("an answer is not held up by a button that can't be stopped any more (%i)", async (code, description) => {
  telegram.refuses("answerCallbackQuery", code, description);
  expect(await channel.reply(OKSANA, [asks], "nl", pressed)).toEqual([901]);
});

test("a button stops waiting even when there is nothing to say", async () => {
  expect(await channel.reply(OKSANA, [], "nl", pressed)).toEqual([]);
  expect(telegram.calls.map((call) => call.method)).toEqual(["answerCallbackQuery"]);
});

test("a preview shows the photos and the recording before the question", async () => {
  const media = [
    { kind: "photo", source: "P1" },
    { kind: "photo", source: "P2" },
    { kind: "voice", source: "V" },
    { kind: "photo", stored: "box/3" },
  ] as const;
  await channel.reply(OKSANA, [{ ...asks, media, choices: [[send]] }], "nl");
  expect(
    telegram.calls.map(({ method, payload }) => [method, payload.photo ?? payload.voice ?? payload.text]),
  ).toEqual([
    ["sendPhoto", "P1"],
    ["sendPhoto", "P2"],
    ["sendVoice", "V"],
    ["sendMessage", "Wat wil je melden?"],
  ]);
});

test("a picture that was sent as a file is shown as a file", async () => {
  telegram.refuses("sendPhoto", 400, "Bad Request: can't use file of type Document as Photo");
  await channel.reply(OKSANA, [{ ...asks, media: [{ kind: "photo", source: "D" }] }], "nl");
  expect(telegram.calls.map((call) => call.method)).toEqual(["sendPhoto", "sendDocument", "sendMessage"]);
});

test("a photo that Telegram has lost does not take the words with it", async () => {
  telegram.refuses("sendPhoto", 400, "Bad Request: wrong file identifier/HTTP URL specified");
  telegram.refuses("sendDocument", 400, "Bad Request: wrong file identifier/HTTP URL specified");
  await channel.reply(OKSANA, [{ ...asks, media: [{ kind: "photo", source: "gone" }] }], "nl");
  expect(texts()).toEqual(["Wat wil je melden?"]);
});

test("a notice is sent, and never over an older message", async () => {
  expect(await channel.send(OKSANA, { ...asks, replaces: true }, "nl")).toBe(901);
  expect(telegram.calls.map((call) => call.method)).toEqual(["sendMessage"]);
});

test("a screen without a word is a mistake that is heard", async () => {
  await expect(channel.send(OKSANA, { lines: [] }, "nl")).rejects.toThrow("without words");
});
