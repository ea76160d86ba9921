/** What the bot does to a chat, whichever method it calls: recipients, sending, editing in place. */
import type { Message } from "@grammyjs/types";
import type { Ground } from "./ground.ts";
import { asNumber, asRecord, type Fields, isTrue, unfold } from "./request-body.ts";
import { badRequest, TelegramError } from "./telegram-error.ts";
import { MAX_CAPTION } from "./telegram-limits.ts";
import { type Markup, readMarkup, readText } from "./telegram-markup.ts";
import {
  type Account,
  addMessage,
  asApi,
  findMessage,
  quoted,
  type StoredMessage,
  seconds,
  type TelegramState,
} from "./telegram-state.ts";

type Values = Fields["values"];

/** @throws TelegramError when the bot cannot write to this chat */
export function reach(state: TelegramState, values: Values): Account {
  const account = state.accounts.get(asNumber(values.chat_id) ?? Number.NaN);
  if (!account?.started)
    throw badRequest(values.chat_id === undefined ? "chat_id is empty" : "chat not found");
  if (account.blocked) throw new TelegramError(403, "Forbidden: bot was blocked by the user");
  return account;
}

/** Gives the account a message's keyboard, or removes it. @returns the part that belongs to the message */
function show(account: Account, markup: Markup): Partial<Message> {
  if (markup.kind === "keyboard") {
    account.keyboard = markup.rows;
    account.keyboardOnce = markup.once;
  } else if (markup.kind === "remove") {
    account.keyboard = undefined;
    account.keyboardOnce = undefined;
  }
  return markup.kind === "inline" ? { reply_markup: markup.inline } : {};
}

/** The message that this one answers. @throws TelegramError when it is gone */
export function replying(account: Account, values: Values): Partial<Message> {
  const parameters = asRecord(unfold(values.reply_parameters));
  const id = asNumber(parameters.message_id ?? values.reply_to_message_id);
  if (id === undefined) return {};
  const message = findMessage(account, id);
  if (message) return { reply_to_message: quoted(message) };
  if (isTrue(parameters.allow_sending_without_reply ?? values.allow_sending_without_reply)) return {};
  throw badRequest("message to be replied not found");
}

/** The words under a file. */
export function caption(values: Values): Partial<Message> {
  const { text, entities } = readText(values, "caption", MAX_CAPTION);
  return { ...(text ? { caption: text } : {}), ...(entities.length ? { caption_entities: entities } : {}) };
}

export type ChatWriter = ReturnType<typeof createChatWriter>;

export function createChatWriter(ground: Ground, state: TelegramState) {
  /** Messages that came with a reply keyboard and so can no longer be edited. */
  const fixed = new WeakSet<StoredMessage>();

  function sent(account: Account, content: Partial<Message>, markup: Markup, words: string): StoredMessage {
    const message = addMessage(ground, state, account, true, { ...content, ...show(account, markup) });
    // The page has to know that a message came with a reply keyboard: Telegram never lets it be edited.
    if (markup.kind === "keyboard" || markup.kind === "remove") fixed.add(message);
    account.typingUntil = 0;
    ground.tally.messagesToResidents += 1;
    const { reply_to_message: _quoted, ...said } = content;
    ground.books.writes(account.id, [said, markup]);
    ground.addStep({ lane: "telegram-out", text: `To ${account.name}: ${words}`, detail: asApi(message) });
    return message;
  }

  function editable({ values }: Fields): { account: Account; message: StoredMessage } {
    const account = reach(state, values);
    const message = findMessage(account, asNumber(values.message_id) ?? Number.NaN);
    if (!message) throw badRequest("message to edit not found");
    if (!message.from_bot || fixed.has(message)) throw badRequest("message can't be edited");
    return { account, message };
  }

  function change(
    account: Account,
    message: StoredMessage,
    next: Partial<Message>,
    values: Values,
    words: string,
  ): Message {
    const markup = readMarkup(values.reply_markup);
    if (markup.kind === "keyboard" || markup.kind === "remove") throw badRequest("inline keyboard expected");
    const changed = { ...next, reply_markup: markup.kind === "inline" ? markup.inline : undefined };
    const before = Object.fromEntries(
      Object.keys(changed).map((key) => [key, message[key as keyof StoredMessage]]),
    );
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(changed))) {
      throw badRequest(
        "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
      );
    }
    Object.assign(message, changed);
    if (changed.reply_markup === undefined) delete message.reply_markup;
    if (Object.keys(next).length > 0) {
      message.edit_date = seconds(ground);
      message.edited = true;
    }
    ground.books.reacts(account.id);
    ground.addStep({
      lane: "telegram-out",
      text: `To ${account.name}, changed in place: ${words}`,
      detail: asApi(message),
    });
    return asApi(message);
  }

  return { sent, editable, change };
}

/** Sorts keys and drops absent ones, so that two messages can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
