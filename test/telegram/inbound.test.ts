import fc from "fast-check";
import { expect, test } from "vitest";
import { BadUpdate, readUpdate } from "../../bot/telegram/inbound.ts";

const NOW = "2026-05-04T09:00:00.000Z";
const oksana = {
  id: 5550101,
  is_bot: false,
  first_name: "Oksana",
  last_name: "Verzonnen",
  language_code: "uk",
};
const chat = { id: 5550101, first_name: "Oksana", last_name: "Verzonnen", type: "private" };
const bot = { id: 700100200, is_bot: true, first_name: "Waterkant", username: "WaterkantBot" };

const message = (content: object) => ({
  update_id: 81230001,
  message: { message_id: 41, from: oksana, chat, date: 1777885200, ...content },
});
const edited = (content: object) => ({
  update_id: 81230002,
  edited_message: { message_id: 41, from: oksana, chat, date: 1777885200, edit_date: 1777885260, ...content },
});
const pressed = (query: object, on: object = {}) => ({
  update_id: 81230003,
  callback_query: {
    id: "2384762938",
    from: oksana,
    chat_instance: "-77",
    message: { message_id: 42, from: bot, chat, date: 1777885200, text: "Klopt dit?", ...on },
    ...query,
  },
});
const member = (status: string, change: object = {}) => ({
  update_id: 81230004,
  my_chat_member: {
    chat,
    from: oksana,
    date: 1777885200,
    old_chat_member: { user: bot, status: "x" },
    new_chat_member: { user: bot, status, until_date: 0 },
    ...change,
  },
});

/** What was understood, or why there is no answer. */
function heard(body: unknown) {
  const reading = readUpdate(body, NOW);
  return "ignored" in reading ? reading : reading.input;
}
const jpeg = (file_id: string, side: number, file_size = side * 100) => ({
  file_id,
  file_unique_id: `u${file_id}`,
  width: side,
  height: side,
  file_size,
});

test("Oksana writes in Ukrainian and her words arrive letter for letter", () => {
  const text = "На вулиці Дорпсстрат дві ями 🕳️ & <темно>";
  expect(readUpdate(message({ text }), NOW)).toEqual({
    input: {
      type: "said",
      id: "tg:81230001",
      at: NOW,
      appLanguage: "uk",
      message: 41,
      sent: "2026-05-04T09:00:00.000Z",
      text,
    },
    channel: "telegram",
    chat: "5550101",
    updateId: 81230001,
  });
});

test("Yusuf's right-to-left words arrive letter for letter", () => {
  expect(heard(message({ text: "الإنارة معطلة في شارع Kerkstraat 12" }))).toMatchObject({
    type: "said",
    text: "الإنارة معطلة في شارع Kerkstraat 12",
  });
});

test("someone who answers a message says which one", () => {
  expect(
    heard(
      message({
        text: "Ja, dat klopt",
        reply_to_message: { message_id: 30, from: bot, chat, date: 1, text: "Helpt dit?" },
      }),
    ),
  ).toMatchObject({ repliesTo: 30 });
});

test("a correction is recognised as one", () => {
  expect(heard(edited({ text: "Kerkstraat 21, niet 12" }))).toMatchObject({
    type: "said",
    message: 41,
    edited: true,
  });
  expect(heard(edited({ photo: [jpeg("A", 800)], caption: "Kerkstraat 21" }))).toMatchObject({
    type: "shared",
    caption: "Kerkstraat 21",
    edited: true,
  });
});

test.each([
  ["/start", { type: "started" }],
  ["/start poster_dorpshuis-3", { type: "started", campaign: "poster_dorpshuis-3" }],
  ["/start@WaterkantBot markt", { type: "started", campaign: "markt" }],
])("%s opens the conversation", (text, expected) => expect(heard(message({ text }))).toMatchObject(expected));

test.each(["/start <script>", "/start twee woorden", `/start ${"x".repeat(65)}`, "/start плакат"])(
  "%s opens the conversation and names no campaign",
  (text) => {
    expect(heard(message({ text }))).not.toHaveProperty("campaign");
    expect(heard(message({ text }))).toMatchObject({ type: "started" });
  },
);

test.each([
  ["/melden", "melden", ""],
  ["/Report", "melden", ""],
  ["/MINE@WaterkantBot", "mijn", ""],
  ["/language", "taal", ""],
  ["/mydata", "mijngegevens", ""],
  ["/erase", "wis", ""],
  ["/stop", "stop", ""],
  ["/melden Lamp kapot\nbij nummer 3", "melden", "Lamp kapot\nbij nummer 3"],
  ["/constructor", "constructor", ""],
])("%j means %s", (text, command, rest) =>
  expect(heard(message({ text }))).toMatchObject({ type: "commanded", command, rest }),
);

test.each(["/", "/2 lampen zijn stuk", "/etc/passwd", "ik wil /stop zeggen"])(
  "%j is not a command but words",
  (text) => {
    expect(heard(message({ text }))).toMatchObject({ type: "said", text });
  },
);

test("of a photo the largest size is kept, with what is written under it", () => {
  const photo = [jpeg("small", 90), jpeg("large", 1280), jpeg("middle", 320)];
  expect(heard(message({ photo, caption: "Losse tegel" }))).toMatchObject({
    type: "shared",
    media: { kind: "photo", source: "large" },
    caption: "Losse tegel",
  });
});

test("photos sent together stay together, and only the first has words", () => {
  const first = heard(message({ photo: [jpeg("A", 800)], media_group_id: "13900", caption: "Twee kuilen" }));
  const second = heard(message({ photo: [jpeg("B", 800)], media_group_id: "13900" }));
  expect(first).toMatchObject({ media: { source: "A", album: "13900" }, caption: "Twee kuilen" });
  expect(second).toMatchObject({ media: { source: "B", album: "13900" } });
  expect(second).not.toHaveProperty("caption");
});

test.each([
  [
    "spoken in the app",
    { voice: { file_id: "V", file_unique_id: "u", duration: 17, mime_type: "audio/ogg", file_size: 60_000 } },
  ],
  [
    "sent as a recording",
    { audio: { file_id: "V", file_unique_id: "u", duration: 17, mime_type: "audio/ogg", title: "memo" } },
  ],
])("a voice message %s arrives with its length", (_, content) => {
  expect(heard(message(content))).toMatchObject({
    type: "shared",
    media: { kind: "voice", source: "V", seconds: 17 },
  });
});

test.each([
  [
    "a recording that cannot be cleaned",
    { audio: { file_id: "A", mime_type: "audio/x-msdownload" } },
    "file_type",
  ],
  ["a video", { video: { file_id: "V" } }, "video"],
  ["a PDF", { document: { file_id: "D", mime_type: "application/pdf" } }, "file_type"],
  ["a moving picture", { animation: { file_id: "G" }, document: { file_id: "G" } }, "video"],
  ["a HEIC", { document: { file_id: "H", mime_type: "image/heic" } }, "file_type"],
  ["a recording of over 20 MB", { audio: { file_id: "A", file_size: 21 * 1024 * 1024 } }, "too_large"],
])("words under %s are kept, and the file is refused", (_, file, reason) => {
  expect(heard(message({ ...file, caption: "Het lawaai" }))).toMatchObject({
    type: "unreadable",
    reason,
    caption: "Het lawaai",
  });
});

test.each(["image/jpeg", "image/png", "image/webp"])(
  "a picture sent as a file (%s) is a photo",
  (mime_type) => {
    expect(heard(message({ document: { file_id: "D", file_unique_id: "u", mime_type } }))).toMatchObject({
      type: "shared",
      media: { kind: "photo", source: "D" },
    });
  },
);

const big = 20 * 1024 * 1024 + 1;
test.each([
  ["a sticker", { sticker: { file_id: "S", emoji: "👍" } }, "sticker"],
  ["a HEIC picture", { document: { file_id: "D", mime_type: "image/heic" } }, "file_type"],
  [
    "a recording that cannot be cleaned",
    { audio: { file_id: "A", mime_type: "audio/x-msdownload" } },
    "file_type",
  ],
  ["a PDF", { document: { file_id: "D", mime_type: "application/pdf" } }, "file_type"],
  ["a file of no stated kind", { document: { file_id: "D" } }, "file_type"],
  ["a video", { video: { file_id: "F", duration: 3 } }, "video"],
  ["a round video", { video_note: { file_id: "F", duration: 3 } }, "video"],
  [
    "a moving picture",
    { animation: { file_id: "G" }, document: { file_id: "G", mime_type: "video/mp4" } },
    "video",
  ],
  [
    "a picture of over 20 MB",
    { document: { file_id: "D", mime_type: "image/png", file_size: big } },
    "too_large",
  ],
  ["a recording of over 20 MB", { audio: { file_id: "A", duration: 9000, file_size: big } }, "too_large"],
  ["a contact", { contact: { phone_number: "000", first_name: "Jan" } }, "other"],
  ["a poll", { poll: { id: "1", question: "?" } }, "other"],
  ["a die", { dice: { emoji: "🎲", value: 4 } }, "other"],
  ["something invented next year", { hologram: {} }, "other"],
])("%s is answered with why it can't be read", (_, content, reason) => {
  expect(heard(message(content))).toMatchObject({ type: "unreadable", reason });
});

test("a picture of exactly 20 MB is still fetched", () => {
  expect(
    heard(message({ document: { file_id: "D", mime_type: "image/png", file_size: big - 1 } })),
  ).toMatchObject({ type: "shared" });
});

test("a shared place is a point, and a venue has its name and street too", () => {
  const location = { latitude: 52.3731, longitude: 4.8926 };
  expect(heard(message({ location }))).toMatchObject({ type: "placed", place: location });
  const venue = { location, title: "Buurthuis De Boei", address: "Kade 1" };
  expect(heard(message({ location, venue }))).toMatchObject({
    place: { ...location, words: "Buurthuis De Boei, Kade 1" },
  });
});

test("each next point of a live location is not a new answer", () => {
  expect(heard(edited({ location: { latitude: 52.3, longitude: 4.8, live_period: 900 } }))).toEqual({
    ignored: "edit",
  });
});

test("a pressed button says what it was for and which message it was under", () => {
  expect(readUpdate(pressed({ data: "issue|3|send|yes|k7" }), NOW)).toEqual({
    input: {
      type: "chose",
      id: "tg:81230003",
      at: NOW,
      appLanguage: "uk",
      press: { instrument: "issue", version: 3, step: "send", option: "yes", ref: "k7" },
    },
    channel: "telegram",
    chat: "5550101",
    updateId: 81230003,
    pressed: { message: 42, callback: "2384762938" },
  });
});

test.each([
  [{ text: "Er ligt glas" }, { type: "said", text: "Er ligt glas" }],
  [{ text: "/melden Er ligt glas" }, { type: "commanded", command: "melden", rest: "Er ligt glas" }],
  [
    { caption: "Er ligt glas", photo: [{ file_id: "P", width: 90, height: 60 }] },
    { type: "shared", media: { kind: "photo", source: "P" }, caption: "Er ligt glas" },
  ],
])("what the resident herself sent, and the question quotes, comes along: %j", (own, quoted) => {
  const on = { reply_to_message: { message_id: 40, from: oksana, chat, date: 1, ...own } };
  expect(heard(pressed({ data: "core|1|new|yes" }, on))).toMatchObject({ quoted });
});

test("what the bot itself wrote is never taken for the resident's words", () => {
  const on = { reply_to_message: { message_id: 40, from: bot, chat, date: 1, text: "Van de gemeente" } };
  expect(heard(pressed({ data: "core|1|new|yes" }, on))).not.toHaveProperty("quoted");
});

test.each([{ data: "menu:42" }, { data: "" }, {}, { game_short_name: "chess" }])(
  "a button that can't be read (%j) is still answered",
  (query) => {
    expect(readUpdate(pressed(query), NOW)).toMatchObject({
      input: { type: "chose_unknown" },
      pressed: { message: 42 },
    });
  },
);

test("a button under a message that is too old to look into still works", () => {
  const update = pressed({ data: "issue|3|send|yes", message: { message_id: 42, chat, date: 0 } });
  expect(heard(update)).toMatchObject({ type: "chose" });
});

test("someone who blocks the bot has left, and returns when she lets it in", () => {
  expect(heard(member("kicked"))).toMatchObject({ type: "left" });
  expect(heard(member("member"))).toMatchObject({ type: "returned" });
  expect(heard(member("restricted"))).toEqual({ ignored: "member_status" });
});

const group = { id: -100200, title: "Buurtapp", type: "supergroup" };
test.each([
  ["words in a group", message({ text: "hallo", chat: group }), "not_private"],
  ["a button in a group", pressed({ data: "issue|3|send|yes" }, { chat: group }), "not_private"],
  ["being added to a group", member("member", { chat: group }), "not_private"],
  ["another bot", message({ text: "hallo", from: bot }), "bot"],
  ["a pinned message", message({ pinned_message: { message_id: 1, chat, date: 0 } }), "service"],
  [
    "a timer that was set",
    message({ message_auto_delete_timer_changed: { message_auto_delete_time: 86400 } }),
    "service",
  ],
  [
    "a button of an inline message",
    { update_id: 1, callback_query: { id: "1", from: oksana, data: "x", inline_message_id: "a" } },
    "no_message",
  ],
  [
    "a channel post",
    { update_id: 1, channel_post: { message_id: 1, chat: group, date: 1, text: "x" } },
    "kind",
  ],
])("%s gets no answer", (_, body, ignored) => expect(heard(body)).toEqual({ ignored }));

test("an odd language of the app is no proposal", () => {
  expect(heard(message({ text: "hoi", from: { ...oksana, language_code: "<b>" } }))).not.toHaveProperty(
    "appLanguage",
  );
});

test.each([
  null,
  undefined,
  "",
  "x",
  7,
  [],
  {},
  { update_id: "7" },
  { message: {} },
  { update_id: 1, message: { text: "geheim" } },
])("%j is not an update", (body) => {
  expect(() => readUpdate(body, NOW)).toThrow(BadUpdate);
});

test("the complaint about a bad update does not repeat what was in it", () => {
  expect(() =>
    readUpdate({ update_id: "Oksana woont op Kade 1", message: { message_id: "geheim" } }, NOW),
  ).toThrow(/^not an update: update_id, message\.message_id/);
});

test("whatever arrives is read, ignored or refused, and nothing else happens", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (content, chosen) => {
      for (const body of [content, message(Object(content)), pressed({ data: chosen })]) {
        try {
          expect(readUpdate(body, NOW)).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(BadUpdate);
        }
      }
    }),
  );
});
