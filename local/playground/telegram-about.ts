/** What a bot says about itself: commands, name and descriptions, per scope and language. */
import type { BotCommand } from "@grammyjs/types";
import type { Ground } from "./ground.ts";
import { asRecord, asText, unfold } from "./request-body.ts";
import { badRequest } from "./telegram-error.ts";
import type { TelegramState } from "./telegram-state.ts";

type Values = Record<string, unknown>;

const MAX_COMMANDS = 100;

export function createAbout(ground: Ground, state: TelegramState) {
  function describe(store: Map<string, string>, field: string, limit: number) {
    return (values: Values) => {
      const text = asText(values[field]) ?? "";
      if (text.length > limit) throw badRequest(`${field.replaceAll("_", " ")} is too long`);
      const language = readLanguage(values);
      if (text === "") store.delete(language);
      else store.set(language, text);
      ground.changed();
      return true;
    };
  }
  const read =
    (store: Map<string, string>, field: string, usual = "") =>
    (values: Values) => ({
      [field]: store.get(readLanguage(values)) ?? store.get("") ?? usual,
    });
  return {
    setMyCommands(values: Values) {
      const scope = readScope(values);
      const language = readLanguage(values);
      const commands = readCommands(values.commands);
      state.commandLists = state.commandLists.filter(
        (list) => list.scope !== scope || list.language !== language,
      );
      if (commands.length > 0) state.commandLists.push({ scope, language, commands });
      ground.addStep({
        lane: "telegram-out",
        text: `The bot sets ${commands.length} commands${language ? ` in ${language}` : ""}`,
        detail: commands,
      });
      return true;
    },
    getMyCommands(values: Values) {
      const scope = readScope(values);
      const language = readLanguage(values);
      return (
        state.commandLists.find((list) => list.scope === scope && list.language === language)?.commands ?? []
      );
    },
    deleteMyCommands(values: Values) {
      const scope = readScope(values);
      const language = readLanguage(values);
      state.commandLists = state.commandLists.filter(
        (list) => list.scope !== scope || list.language !== language,
      );
      ground.changed();
      return true;
    },
    setMyName: describe(state.names, "name", 64),
    getMyName: read(state.names, "name", ground.settings.bot.name),
    setMyDescription: describe(state.about, "description", 512),
    getMyDescription: read(state.about, "description"),
    setMyShortDescription: describe(state.shortAbout, "short_description", 120),
    getMyShortDescription: read(state.shortAbout, "short_description"),
  };
}

function readScope(values: Values): string {
  const scope = asRecord(unfold(values.scope));
  const type = asText(scope.type) ?? "default";
  if (type === "chat") return `chat:${asText(scope.chat_id) ?? ""}`;
  const known = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"];
  if (!known.includes(type)) throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  return type;
}

/** A two-letter code, or nothing for everybody else. */
function readLanguage(values: Values): string {
  const language = asText(values.language_code) ?? "";
  if (language !== "" && !/^[a-z]{2}$/.test(language)) throw badRequest("invalid language_code specified");
  return language;
}

function readCommands(value: unknown): BotCommand[] {
  const list = unfold(value);
  if (!Array.isArray(list)) throw badRequest("can't parse commands JSON array");
  if (list.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
  return list.map((one: unknown) => {
    const fields = asRecord(one);
    const command = (asText(fields.command) ?? "").replace(/^\//, "");
    const description = asText(fields.description) ?? "";
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
    if (description === "" || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
    return { command, description };
  });
}
