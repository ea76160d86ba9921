import { Api, Bot, GrammyError, HttpError, InlineKeyboard, InputFile, Keyboard } from "grammy";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseTelegramHtml } from "../../../local/playground/telegram-html.ts";
import { NOOR, raiseTown, SAM, type Town } from "./town.ts";

const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let town: Town;
let api: Api;

beforeEach(async () => {
  town = await raiseTown();
  api = new Api("1234567:playground", { apiRoot: town.telegramApiRoot });
});
afterEach(() => town.stop());

const photoId = (message?: object) =>
  (message as { photo: { file_id: string }[] }).photo.at(-1)?.file_id ?? "";

const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof GrammyError ? `${error.error_code} ${error.description}` : String(error);
};

test("a text reaches the webhook with the secret and a command entity", async () => {
  await town.playground.telegram.says(NOOR, "/start abc");
  const [received] = town.telegramHook.received;
  expect(received?.headers["x-telegram-bot-api-secret-token"]).toBe("hush");
  expect(received?.headers["content-type"]).toBe("application/json");
  expect(town.telegramHook.updates[0]).toMatchObject({
    update_id: expect.any(Number),
    message: {
      text: "/start abc",
      from: { id: NOOR, language_code: "nl", first_name: "Noor" },
      chat: { id: NOOR, type: "private" },
      entities: [{ type: "bot_command", offset: 0, length: 6 }],
    },
  });
});

test("half a character is refused, in a text and on a button, as Telegram does", async () => {
  await town.playground.telegram.says(NOOR, "hoi");
  const half = "lamp \uD83D";
  expect(await refused(api.sendMessage(NOOR, half))).toBe(
    "400 Bad Request: strings must be encoded in UTF-8",
  );
  const keyboard = new InlineKeyboard().text(half, "x");
  expect(await refused(api.sendMessage(NOOR, "lamp", { reply_markup: keyboard }))).toBe(
    "400 Bad Request: strings must be encoded in UTF-8",
  );
});

test("the bot's HTML arrives as text with entities, offsets in UTF-16 units", async () => {
  await town.playground.telegram.says(NOOR, "hoi");
  const message = await api.sendMessage(
    NOOR,
    '👋 <b>Dag &amp; <i>welkom</i></b> <a href="https://example.org/a">hier</a>',
    {
      parse_mode: "HTML",
    },
  );
  expect(message.text).toBe("👋 Dag & welkom hier");
  expect(message.entities).toEqual([
    { type: "bold", offset: 3, length: 12 },
    { type: "italic", offset: 9, length: 6 },
    { type: "text_link", offset: 16, length: 4, url: "https://example.org/a" },
  ]);
  expect(town.playground.telegram.resident(NOOR)?.messages.at(-1)).toMatchObject({
    from_bot: true,
    text: message.text,
  });
});

test.each([
  ["<p>x</p>", 'Unsupported start tag "p" at byte offset 0'],
  ["é <b>x", 'Can\'t find end tag corresponding to start tag "b"'],
  ["é <b>x</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'],
  ["x</b>", "Unexpected end tag at byte offset 1"],
  ["5 < 6", 'Unsupported start tag "" at byte offset 2'],
])("%s is refused as Telegram refuses it", (html, error) => {
  expect(() => parseTelegramHtml(html)).toThrow(error);
});

test("code in pre, spoilers and quotes keep their kind", () => {
  expect(
    parseTelegramHtml("<tg-spoiler>a</tg-spoiler><pre>b</pre><blockquote>c</blockquote>&lt;&eacute;").text,
  ).toBe("abc<&eacute;");
});

test("limits are Telegram's", async () => {
  await town.playground.telegram.says(NOOR, "hoi");
  const wide = new InlineKeyboard().text("x", "é".repeat(33));
  expect(await refused(api.sendMessage(NOOR, "x".repeat(4097)))).toBe("400 Bad Request: message is too long");
  expect(await refused(api.sendMessage(NOOR, "<b> </b>", { parse_mode: "HTML" }))).toBe(
    "400 Bad Request: message text is empty",
  );
  expect(await refused(api.sendMessage(NOOR, "x", { reply_markup: wide }))).toBe(
    "400 Bad Request: BUTTON_DATA_INVALID",
  );
  expect(await refused(api.sendMessage(NOOR, "<p>x</p>", { parse_mode: "HTML" }))).toMatch(
    "400 Bad Request: can't parse entities: Unsupported",
  );
  expect(await refused(api.sendMessage(4, "x"))).toBe("400 Bad Request: chat not found");
  expect(await refused(new Api("1:wrong", { apiRoot: town.telegramApiRoot }).getMe())).toBe(
    "401 Unauthorized",
  );
  expect((await fetch(`${town.telegramApiRoot}/bot1234567:playground/sendPigeon`)).status).toBe(404);
  expect(await api.sendMessage(NOOR, `<b>${"&amp;".repeat(4096)}</b>`, { parse_mode: "HTML" })).toMatchObject(
    { text: "&".repeat(4096) },
  );
});

test("a message changes in place, and Telegram minds when nothing changed", async () => {
  await town.playground.telegram.says(NOOR, "hoi");
  const own = await town.playground.telegram.says(NOOR, "mine");
  const keyboard = new InlineKeyboard().text("Ja", "yes");
  const { message_id } = await api.sendMessage(NOOR, "Klopt dit?", { reply_markup: keyboard });
  expect(
    await refused(api.editMessageText(NOOR, message_id, "Klopt dit?", { reply_markup: keyboard })),
  ).toMatch("message is not modified");
  await api.editMessageText(NOOR, message_id, "Dank je.");
  expect(town.playground.telegram.resident(NOOR)?.messages.at(-1)).toMatchObject({
    text: "Dank je.",
    edited: true,
  });
  expect(town.playground.telegram.resident(NOOR)?.messages.at(-1)?.reply_markup).toBeUndefined();
  expect(await refused(api.editMessageText(NOOR, own.message_id, "x"))).toBe(
    "400 Bad Request: message can't be edited",
  );
  expect(await refused(api.editMessageText(NOOR, 9999, "x"))).toBe(
    "400 Bad Request: message to edit not found",
  );
  await api.deleteMessage(NOOR, message_id);
  expect(await refused(api.deleteMessage(NOOR, message_id))).toBe(
    "400 Bad Request: message to delete not found",
  );
});

test("a press carries the message that it was on, and what that answered", async () => {
  const asked = await town.playground.telegram.says(NOOR, "vraag");
  const { message_id } = await api.sendMessage(NOOR, "Ja?", {
    reply_markup: new InlineKeyboard().text("Ja", "yes"),
    reply_parameters: { message_id: asked.message_id },
  });
  await town.playground.telegram.presses(NOOR, message_id, "yes");
  const query = town.telegramHook.updates.at(-1)?.callback_query as unknown as { id: string };
  expect(query).toMatchObject({
    data: "yes",
    message: {
      message_id,
      reply_to_message: { message_id: asked.message_id },
      reply_markup: { inline_keyboard: [[{ text: "Ja" }]] },
    },
  });
  expect(await refused(api.answerCallbackQuery(query.id, { text: "x".repeat(201) }))).toMatch("400");
  await api.answerCallbackQuery(query.id, { text: "Dank je" });
  expect(town.playground.telegram.resident(NOOR)?.toast?.text).toBe("Dank je");
  expect(await refused(api.answerCallbackQuery(query.id))).toMatch(
    "query is too old and response timeout expired or query ID is invalid",
  );
});

test("a reply keyboard stays until it is taken away", async () => {
  await town.playground.telegram.says(NOOR, "hoi");
  const place = new Keyboard().requestLocation("Deel je plek").row().text("Sla over");
  const { message_id } = await api.sendMessage(NOOR, "Waar?", { reply_markup: place });
  expect(town.playground.telegram.resident(NOOR)?.keyboard).toEqual([
    [{ text: "Deel je plek", request_location: true }],
    [{ text: "Sla over" }],
  ]);
  expect(await refused(api.editMessageText(NOOR, message_id, "Waar dan?"))).toMatch("can't be edited");
  await town.playground.telegram.shares(NOOR, 52.1, 4.9);
  expect(town.telegramHook.updates.at(-1)).toMatchObject({ message: { location: { latitude: 52.1 } } });
  await api.sendMessage(NOOR, "Dank je", { reply_markup: { remove_keyboard: true } });
  expect(town.playground.telegram.resident(NOOR)?.keyboard).toBeUndefined();
});

test("an album comes as separate updates with the caption on the first", async () => {
  await town.playground.telegram.sendsPhotos(NOOR, [PIXEL, PIXEL, PIXEL], { caption: "Kuilen" });
  const messages = town.telegramHook.updates.map(
    (update) =>
      update.message as unknown as { media_group_id: string; caption?: string; photo: { file_id: string }[] },
  );
  expect(messages).toHaveLength(3);
  expect(new Set(messages.map((message) => message.media_group_id)).size).toBe(1);
  expect(messages.map((message) => message.caption)).toEqual(["Kuilen", undefined, undefined]);
  const file = await api.getFile(messages[0]?.photo.at(-1)?.file_id ?? "");
  const bytes = await (
    await fetch(`${town.telegramApiRoot}/file/bot1234567:playground/${file.file_path}`)
  ).arrayBuffer();
  expect(Buffer.from(bytes).toString("base64")).toBe(PIXEL.split(",")[1]);
});

test("a photo sent by the bot, from bytes or by id, and an album of both", async () => {
  await town.playground.telegram.says(NOOR, "hoi");
  const first = await api.sendPhoto(NOOR, new InputFile(Buffer.from("one"), "één.jpg"), {
    caption: "<b>Nieuw</b>",
    parse_mode: "HTML",
  });
  expect(first).toMatchObject({ caption: "Nieuw", caption_entities: [{ type: "bold" }] });
  const id = first.photo.at(-1)?.file_id ?? "";
  expect((await api.sendPhoto(NOOR, id)).photo.at(-1)?.file_id).toBe(id);
  const album = await api.sendMediaGroup(NOOR, [
    { type: "photo", media: id },
    { type: "photo", media: new InputFile(Buffer.from("two")) },
  ]);
  expect(album).toHaveLength(2);
  expect(Buffer.from(town.playground.ground.files.get(photoId(album[1]))?.bytes ?? []).toString()).toBe(
    "two",
  );
  expect(await refused(api.sendPhoto(NOOR, "photo_nothing"))).toMatch("wrong file identifier");
  expect(await refused(api.sendVoice(NOOR, id))).toMatch("can't use file of type Photo as Voice");
});

test("a file over 20 MB cannot be fetched", async () => {
  const large = `data:image/png;base64,${Buffer.alloc((20 << 20) + 1).toString("base64")}`;
  await town.playground.telegram.sendsPhotos(NOOR, [large], { asFile: true });
  const update = town.telegramHook.updates[0] as unknown as { message: { document: { file_id: string } } };
  expect(await refused(api.getFile(update.message.document.file_id))).toBe(
    "400 Bad Request: file is too big",
  );
});

test("voice, venue, sticker and an edited text have Telegram's shapes", async () => {
  const { telegram } = town.playground;
  const said = await telegram.says(NOOR, "fout");
  await telegram.edits(NOOR, said.message_id, "goed");
  await telegram.records(NOOR, `data:audio/ogg;base64,${Buffer.from("x").toString("base64")}`, 7);
  await telegram.shares(NOOR, 52, 5, { title: "Station", address: "Plein 1" });
  await telegram.sticks(NOOR, "👍");
  expect(town.telegramHook.updates.slice(1)).toMatchObject([
    { edited_message: { message_id: said.message_id, text: "goed", edit_date: expect.any(Number) } },
    { message: { voice: { duration: 7, mime_type: "audio/ogg" } } },
    { message: { venue: { title: "Station" }, location: { latitude: 52 } } },
    { message: { sticker: { emoji: "👍" } } },
  ]);
});

test("a resident who blocks the bot cannot be reached, until she unblocks it", async () => {
  await town.playground.telegram.says(NOOR, "hoi");
  await town.playground.telegram.blocks(NOOR);
  expect(town.telegramHook.updates.at(-1)).toMatchObject({
    my_chat_member: { old_chat_member: { status: "member" }, new_chat_member: { status: "kicked" } },
  });
  expect(await refused(api.sendMessage(NOOR, "x"))).toBe("403 Forbidden: bot was blocked by the user");
  await town.playground.telegram.blocks(NOOR, false);
  await api.sendMessage(NOOR, "x");
});

test("commands show in the language of the app, the narrowest scope first", async () => {
  await api.setMyCommands([{ command: "help", description: "Help" }]);
  await api.setMyCommands([{ command: "hulp", description: "Hulp" }], { language_code: "nl" });
  await api.setMyCommands([{ command: "stop", description: "Stop" }], {
    scope: { type: "all_private_chats" },
    language_code: "nl",
  });
  expect(town.playground.telegram.resident(NOOR)?.commands).toEqual([
    { command: "stop", description: "Stop" },
  ]);
  expect(town.playground.telegram.resident(SAM)?.commands).toEqual([
    { command: "help", description: "Help" },
  ]);
  expect(await refused(api.setMyCommands([{ command: "Hulp", description: "x" }]))).toBe(
    "400 Bad Request: BOT_COMMAND_INVALID",
  );
  expect(await refused(api.setMyShortDescription("x".repeat(121)))).toMatch("400");
  await api.setMyDescription("Over", { language_code: "nl" });
  expect(town.playground.world().bot.about).toEqual({ nl: "Over" });
});

test("faults: too busy, a lost answer, and dying after the commit", async () => {
  let deaths = 0;
  await town.stop();
  town = await raiseTown({
    onDie: () => {
      deaths += 1;
    },
  });
  api = new Api("1234567:playground", { apiRoot: town.telegramApiRoot });
  const { playground } = town;
  await playground.telegram.says(NOOR, "hoi");
  playground.setFaults({ telegramBusy: 1 });
  const busy = await api.sendMessage(NOOR, "1").catch((error: GrammyError) => error);
  expect(busy).toMatchObject({ error_code: 429, parameters: { retry_after: 2 } });
  playground.setFaults({ telegramLostAnswer: 1 });
  expect(await refused(api.sendMessage(NOOR, "2"))).toMatch("500");
  expect(playground.telegram.resident(NOOR)?.messages.at(-1)?.text).toBe("2");
  playground.setFaults({ dieAfterCommit: 1 });
  await expect(api.sendMessage(NOOR, "3")).rejects.toBeInstanceOf(HttpError);
  expect(deaths).toBe(1);
  await api.sendMessage(NOOR, "4");
  expect(playground.telegram.resident(NOOR)?.messages.map((message) => message.text)).toEqual([
    "hoi",
    "2",
    "4",
  ]);
  expect(playground.world().tally).toMatchObject({ kills: 1, refusedSends: 1, messagesToResidents: 2 });
});

test("a bot may poll instead, and the real grammY bot runs on it", async () => {
  town.playground.webhooks.telegram = undefined;
  const bot = new Bot("1234567:playground", { client: { apiRoot: town.telegramApiRoot } });
  bot.on("message:text", (context) => context.reply(`Gehoord: ${context.message.text}`));
  const running = bot.start({ timeout: 1 });
  await town.playground.telegram.says(NOOR, "langs de lijn");
  await expect
    .poll(() => town.playground.telegram.resident(NOOR)?.messages.at(-1)?.text)
    .toBe("Gehoord: langs de lijn");
  await bot.stop();
  await running;
  town.playground.webhooks.telegram = "http://127.0.0.1:1/";
  expect(await refused(api.getUpdates())).toMatch("409 Conflict");
});
