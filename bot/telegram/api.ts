import { Api } from "grammy";
import type { BotCommand, LanguageCode } from "grammy/types";
import { type Language, say } from "../core/model/message.ts";
import type { Municipality } from "../core/model/municipality.ts";
import type { Words } from "../text/words.ts";
import { commandNames, menu } from "./commands.ts";
import { ask } from "./errors.ts";
import { fetchFor, overWire, straight, type TelegramFetch } from "./wire.ts";

/** Our limit on one call, in seconds: a resident is waiting for it, and Telegram is waiting for the webhook. */
const CALL_SECONDS = 4;

/**
 * Creates the client for Telegram's Bot API.
 * @param options.apiRoot another server, such as the playground's, without the bot's path
 * @param options.fetch a test's own; otherwise `bot/runtime/http-client.ts`
 * @param options.seconds time limit on one call; only long polling needs more than the usual 4
 */
export function createApi(options: {
  token: string;
  apiRoot?: string | undefined;
  fetch?: TelegramFetch;
  seconds?: number;
}): Api {
  const { token, apiRoot = "https://api.telegram.org", seconds = CALL_SECONDS } = options;
  const at = { token, apiRoot: apiRoot.replace(/\/+$/, "") };
  const send = options.fetch ?? overWire(at.apiRoot, seconds);
  const api = new Api(token, { apiRoot: at.apiRoot, timeoutSeconds: seconds, fetch: fetchFor(at, send) });
  api.config.use(straight(at, send));
  return api;
}

/** One thing Telegram shows about the bot. Without `language_code` it applies to all other languages. */
export type Registration =
  | {
      readonly method: "setMyCommands";
      readonly payload: { readonly commands: readonly BotCommand[]; readonly language_code?: LanguageCode };
    }
  | {
      readonly method: "setMyDescription";
      readonly payload: { readonly description: string; readonly language_code?: LanguageCode };
    }
  | {
      readonly method: "setMyShortDescription";
      readonly payload: { readonly short_description: string; readonly language_code?: LanguageCode };
    };

/** Telegram's limits, in characters: a command's description, the text in an empty chat, and the bot's profile. */
const limits = { command: 256, long: 512, short: 120 } as const;

/**
 * What the bot says about itself: for everybody in the town's first language, then for each that Telegram supports (two
 * letters, so not "ckb").
 * @throws Error naming the text if one exceeds Telegram's limit
 */
export function registration(
  words: Pick<Words, "render">,
  { name, bot, languages }: Pick<Municipality, "name" | "bot" | "languages">,
): readonly Registration[] {
  const [townLanguage = "nl"] = languages;
  const about = { municipality: name, bot };
  const inLanguage = (language: Language, code?: LanguageCode): readonly Registration[] => {
    const text = (key: string, limit: number) => {
      const rendered = words.render(say(key, about), language);
      if (rendered.length > limit)
        throw new Error(`${key} (${language}) has ${rendered.length} characters; Telegram allows ${limit}.`);
      return rendered;
    };
    const names = commandNames(language);
    const of = code ? { language_code: code } : {};
    const listed = menu.map((name) => ({
      command: names[name],
      description: text(`common:command.${name}`, limits.command),
    }));
    return [
      { method: "setMyCommands", payload: { commands: listed, ...of } },
      { method: "setMyDescription", payload: { description: text("common:about.long", limits.long), ...of } },
      {
        method: "setMyShortDescription",
        payload: { short_description: text("common:about.short", limits.short), ...of },
      },
    ];
  };
  const perLanguage = languages.flatMap((language) =>
    isLanguageCode(language) ? inLanguage(language, language) : [],
  );
  return [...inLanguage(townLanguage), ...perLanguage];
}

function isLanguageCode(language: Language): language is LanguageCode {
  return /^[a-z]{2}$/.test(language);
}

/** The parameters of `setWebhook`. */
export interface WebhookSettings {
  readonly url: string;
  readonly secret_token: string;
  readonly allowed_updates: readonly ("message" | "edited_message" | "callback_query" | "my_chat_member")[];
  readonly max_connections: number;
}

/**
 * @param secret 1–256 of A–Z, a–z, 0–9, _ and - (Telegram's rule); sent back with every call
 * @throws Error when the secret does not match that rule: without one, anybody could act as a resident
 */
export function webhookSettings(url: string, secret: string): WebhookSettings {
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(secret))
    throw new Error("The webhook's secret needs 1 to 256 of A-Z, a-z, 0-9, _ and -.");
  return {
    url,
    secret_token: secret,
    allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
    // Telegram's own default. It also equals how many of our functions can run at once for residents.
    max_connections: 40,
  };
}

/** Registers all of it with Telegram. Repeating this changes nothing. @throws Wait when Telegram is too busy */
export async function register(
  api: Api,
  calls: readonly Registration[],
  webhook?: WebhookSettings,
): Promise<void> {
  for (const call of calls) await ask(api.token, () => perform(api, call));
  if (webhook) await ask(api.token, () => api.raw.setWebhook(webhook));
}

function perform(api: Api, call: Registration): Promise<true> {
  switch (call.method) {
    case "setMyCommands":
      return api.raw.setMyCommands(call.payload);
    case "setMyDescription":
      return api.raw.setMyDescription(call.payload);
    case "setMyShortDescription":
      return api.raw.setMyShortDescription(call.payload);
  }
}
