/** What Telegram stores: its users, their messages, and what the bot said about itself. */
import type { BotCommand, CallbackQuery, Chat, Message, User } from "@grammyjs/types";
import type { Resident } from "./api.ts";
import { type Ground, Problem } from "./ground.ts";

export type StoredMessage = Resident["messages"][number];

/** A user with a chat, as Telegram knows them. */
export interface Account {
  id: number;
  name: string;
  language: string;
  blocked: boolean;
  started: boolean;
  typingUntil: number;
  messages: StoredMessage[];
  keyboard?: Resident["keyboard"];
  keyboardOnce?: boolean;
  toast?: Resident["toast"];
}

export interface CommandList {
  commands: BotCommand[];
  /** Key of the scope: "default", "all_private_chats" or "chat:5". */
  scope: string;
  language: string;
}

export interface TelegramState {
  accounts: Map<number, Account>;
  commandLists: CommandList[];
  names: Map<string, string>;
  about: Map<string, string>;
  shortAbout: Map<string, string>;
  presses: Map<string, { query: CallbackQuery; at: number }>;
  lastMessageId: number;
  botId: number;
}

export function createTelegramState(ground: Ground): TelegramState {
  return {
    accounts: new Map(
      ground.settings.residents.map(({ id, name, language }) => [
        id,
        { id, name, language, blocked: false, started: false, typingUntil: 0, messages: [] },
      ]),
    ),
    commandLists: [],
    names: new Map(),
    about: new Map(),
    shortAbout: new Map(),
    presses: new Map(),
    lastMessageId: 1,
    botId: Number.parseInt(ground.settings.telegramToken, 10) || 1_234_567,
  };
}

/** @throws Problem when nobody has this number */
export function accountOf(state: TelegramState, id: number): Account {
  const account = state.accounts.get(id);
  if (!account) throw new Problem(`There is no resident with number ${id}.`);
  return account;
}

export function userOf(account: Account): User {
  return { id: account.id, is_bot: false, first_name: account.name, language_code: account.language };
}

export function botUser(ground: Ground, state: TelegramState): User {
  return {
    id: state.botId,
    is_bot: true,
    first_name: state.names.get("") ?? ground.settings.bot.name,
    username: ground.settings.bot.username,
  };
}

export function chatOf(account: Account): Chat.PrivateChat {
  return { id: account.id, type: "private", first_name: account.name };
}

export function seconds(ground: Ground): number {
  return Math.floor(ground.now() / 1000);
}

/** A person reads before she writes again. */
function writtenAt(ground: Ground, { messages }: Account): number {
  const before = messages.findLast((one) => !one.from_bot)?.date ?? 0;
  return ground.readingMs === 0
    ? seconds(ground)
    : Math.max(seconds(ground), before + Math.ceil(ground.readingMs / 1000));
}

/** Adds a message to a chat and assigns it the next number. */
export function addMessage(
  ground: Ground,
  state: TelegramState,
  account: Account,
  fromBot: boolean,
  content: Partial<Message>,
): StoredMessage {
  state.lastMessageId += 1;
  const message: StoredMessage = {
    message_id: state.lastMessageId,
    from: fromBot ? botUser(ground, state) : userOf(account),
    chat: chatOf(account),
    date: fromBot ? seconds(ground) : writtenAt(ground, account),
    ...content,
    from_bot: fromBot,
  };
  account.messages.push(message);
  ground.changed();
  return message;
}

/** The message as the Bot API shows it: without what only the page needs. */
export function asApi(message: StoredMessage): Message {
  const { from_bot: _fromBot, edited: _edited, ...rest } = message;
  return rest;
}

/** The message that another one answers, without its own `reply_to_message`. */
export function quoted(message: StoredMessage): NonNullable<Message["reply_to_message"]> {
  const { reply_to_message: _nested, ...rest } = asApi(message);
  return rest as NonNullable<Message["reply_to_message"]>;
}

export function findMessage(account: Account, id: number): StoredMessage | undefined {
  return account.messages.find((message) => message.message_id === id);
}

/** The commands in this user's menu: the narrowest scope wins, then the language. */
function commandsFor(state: TelegramState, account: Account): BotCommand[] {
  const language = account.language.split("-")[0] ?? "";
  for (const scope of [`chat:${account.id}`, "all_private_chats", "default"]) {
    for (const tag of [language, ""]) {
      const list = state.commandLists.find((one) => one.scope === scope && one.language === tag);
      if (list) return list.commands;
    }
  }
  return [];
}

export function residentView(ground: Ground, state: TelegramState, account: Account): Resident {
  const { id, name, language, blocked, messages, keyboard, toast } = account;
  return {
    id,
    name,
    language,
    blocked,
    typing: account.typingUntil > Date.now(),
    messages,
    ...(keyboard ? { keyboard } : {}),
    commands: commandsFor(state, account),
    ...(toast && ground.now() - Date.parse(toast.at) < 10_000 ? { toast } : {}),
  };
}
