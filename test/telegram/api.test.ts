import { expect, test } from "vitest";
import { say } from "../../bot/core/model/message.ts";
import { createApi, register, registration, webhookSettings } from "../../bot/telegram/api.ts";
import { commandAliases, commandNames, commands } from "../../bot/telegram/commands.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import { textsOf } from "../support/texts.ts";
import { fakeTelegram, TOKEN, words } from "./fake-telegram.ts";

const town = { name: "Waterkant", bot: "Klaartje" };

test("somebody who learned a command in one language can use it in another", () => {
  expect(commandAliases.get("report")).toBe("melden");
  expect(commandAliases.get("melden")).toBe("melden");
  for (const language of ["nl", "en", "en-GB", "uk"]) {
    for (const command of commands) expect(commandAliases.get(commandNames(language)[command])).toBe(command);
  }
});

test("every command name is one that Telegram accepts", () => {
  for (const name of commandAliases.keys()) expect(name).toMatch(/^[a-z0-9_]{1,32}$/);
});

test("Telegram shows the commands and the town's introduction, first for everybody and then for each language", async () => {
  const telegram = fakeTelegram();
  await register(
    telegram.api,
    registration(words, { ...town, languages: ["nl", "uk"] }),
    webhookSettings("https://waterkant.example/t", "klaproos-7"),
  );
  const asked = telegram.calls.map((call) =>
    `${call.method} ${String(call.payload.language_code ?? "")}`.trim(),
  );
  expect(asked.slice(0, 6)).toEqual([
    "setMyCommands",
    "setMyDescription",
    "setMyShortDescription",
    "setMyCommands nl",
    "setMyDescription nl",
    "setMyShortDescription nl",
  ]);
  expect(asked.at(-1)).toBe("setWebhook");
  expect(telegram.calls[0]?.payload.commands).toContainEqual({ command: "mijn", description: "Uitleg mijn" });
  expect(telegram.calls[1]?.payload).toEqual({ description: "Klaartje van Waterkant" });
});

test("whoever has another language reads the town's first one, and no language that it does not offer", () => {
  const bilingual = createWords(locales);
  const calls = registration(bilingual, { ...town, languages: ["en"] });
  expect(calls.map(({ payload }) => payload.language_code)).not.toContain("nl");
  const everybody = calls.find(
    ({ method, payload }) => method === "setMyShortDescription" && payload.language_code === undefined,
  );
  expect(everybody?.payload).toEqual({
    short_description: bilingual.render(say("common:about.short", { municipality: "Waterkant" }), "en"),
  });
});

test("a language that Telegram keeps no list for is left out", () => {
  const sorani = createWords(textsOf({ nl: {}, ckb: {} }));
  expect(
    registration(sorani, { ...town, languages: ["nl", "ckb"] }).map((call) => call.payload.language_code),
  ).not.toContain("ckb");
});

test("an introduction that is too long is refused before it is sent", () => {
  const talkative = createWords(
    textsOf({
      nl: { common: { about: { long: "Praat mee. ".repeat(60), short: "x" } } },
    }),
  );
  expect(() => registration(talkative, { ...town, languages: ["nl"] })).toThrow(
    "common:about.long (nl) has 660 characters; Telegram allows 512",
  );
});

test("the webhook asks only for what is read, and never without a secret", () => {
  expect(webhookSettings("https://waterkant.example/t", "klaproos-7")).toMatchObject({
    url: "https://waterkant.example/t",
    secret_token: "klaproos-7",
    allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
  });
  expect(() => webhookSettings("https://waterkant.example/t", "")).toThrow(/secret/);
  expect(() => webhookSettings("https://waterkant.example/t", "met spatie")).toThrow(/secret/);
});

test("another server can play Telegram, with or without a slash behind its name", async () => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(String(input));
    return Response.json({ ok: true, result: {} });
  };
  await createApi({ token: TOKEN, apiRoot: "http://localhost:8081/", fetch }).getMe();
  expect(asked).toEqual([`http://localhost:8081/bot${TOKEN}/getMe`]);
});
