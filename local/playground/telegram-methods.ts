/** The methods of the Bot API that change a chat. Each gives its result or throws what Telegram would say. */
import type { Message } from "@grammyjs/types";
import type { Ground } from "./ground.ts";
import { asNumber, asRecord, asText, type Fields, isTrue, unfold } from "./request-body.ts";
import { badRequest, TelegramError } from "./telegram-error.ts";
import { filePath, kindOf } from "./telegram-files.ts";
import { type Markup, readMarkup, readText } from "./telegram-markup.ts";
import { createMediaReader } from "./telegram-media.ts";
import { short } from "./telegram-residents.ts";
import {
  type Account,
  addMessage,
  asApi,
  botUser,
  chatOf,
  findMessage,
  quoted,
  type StoredMessage,
  seconds,
  type TelegramState,
} from "./telegram-state.ts";

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_DOWNLOAD_BYTES = 20 << 20;
const DELETE_WITHIN_SECONDS = 48 * 3600;
/** After this the app has stopped waiting for an answer to a press. */
const PRESS_LIFE = 150_000;
const TYPING_LASTS = 5000;

type Values = Record<string, unknown>;

export function createMethods(ground: Ground, state: TelegramState) {
  const media = createMediaReader(ground);
  /** @throws TelegramError when the bot cannot write to this chat */
  function reach(values: Values): Account {
    const account = state.accounts.get(asNumber(values.chat_id) ?? Number.NaN);
    if (!account?.started)
      throw badRequest(values.chat_id === undefined ? "chat_id is empty" : "chat not found");
    if (account.blocked) throw new TelegramError(403, "Forbidden: bot was blocked by the user");
    return account;
  }

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

  function replying(account: Account, values: Values): Partial<Message> {
    const parameters = asRecord(unfold(values.reply_parameters));
    const id = asNumber(parameters.message_id ?? values.reply_to_message_id);
    if (id === undefined) return {};
    const message = findMessage(account, id);
    if (message) return { reply_to_message: quoted(message) };
    if (isTrue(parameters.allow_sending_without_reply ?? values.allow_sending_without_reply)) return {};
    throw badRequest("message to be replied not found");
  }

  function sent(account: Account, content: Partial<Message>, markup: Markup, words: string): StoredMessage {
    const message = addMessage(ground, state, account, true, { ...content, ...show(account, markup) });
    // The page has to know that a message brought a reply keyboard: Telegram never lets it be changed.
    if (markup.kind === "keyboard" || markup.kind === "remove") fixed.add(message);
    account.typingUntil = 0;
    ground.tally.messagesToResidents += 1;
    const { reply_to_message: _quoted, ...said } = content;
    ground.books.writes(account.id, [said, markup]);
    ground.addStep({ lane: "telegram-out", text: `To ${account.name}: ${words}`, detail: asApi(message) });
    return message;
  }
  /** Messages that came with a reply keyboard and so can no longer be changed. */
  const fixed = new WeakSet<StoredMessage>();

  function caption(values: Values): Partial<Message> {
    const { text, entities } = readText(values, "caption", MAX_CAPTION);
    return { ...(text ? { caption: text } : {}), ...(entities.length ? { caption_entities: entities } : {}) };
  }

  function sendFile(kind: "photo" | "voice" | "document") {
    return (fields: Fields) => {
      const account = reach(fields.values);
      const content = {
        ...media(fields, fields.values, kind, kind),
        ...caption(fields.values),
        ...replying(account, fields.values),
      };
      return asApi(sent(account, content, readMarkup(fields.values.reply_markup), `a ${kind}`));
    };
  }

  function editable({ values }: Fields): { account: Account; message: StoredMessage } {
    const account = reach(values);
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

  return {
    sendMessage({ values }: Fields) {
      const account = reach(values);
      const { text, entities } = readText(values, "text", MAX_TEXT);
      const content = { text, ...(entities.length ? { entities } : {}), ...replying(account, values) };
      return asApi(sent(account, content, readMarkup(values.reply_markup), `“${short(text)}”`));
    },
    sendPhoto: sendFile("photo"),
    sendVoice: sendFile("voice"),
    sendDocument: sendFile("document"),
    sendMediaGroup(fields: Fields) {
      const account = reach(fields.values);
      const list = unfold(fields.values.media);
      if (!Array.isArray(list) || list.length < 2 || list.length > 10) {
        throw badRequest("wrong number of messages to send as an album: expected 2-10");
      }
      const album = { media_group_id: String(state.lastMessageId * 1_000_003) };
      const answer = replying(account, fields.values);
      const contents = list.map((item: unknown) => {
        const one = asRecord(item);
        const kind = asText(one.type);
        if (kind !== "photo" && kind !== "document")
          throw badRequest("can't parse InputMedia: unsupported type");
        return {
          ...media(fields, { ...one, [kind]: one.media }, kind, kind),
          ...caption(one),
          ...album,
          ...answer,
        };
      });
      return contents.map((content, index) =>
        asApi(sent(account, content, { kind: "none" }, `photo ${index + 1} of ${contents.length}`)),
      );
    },
    sendLocation({ values }: Fields) {
      const account = reach(values);
      const latitude = asNumber(values.latitude);
      const longitude = asNumber(values.longitude);
      if (latitude === undefined || longitude === undefined) throw badRequest("latitude is empty");
      const content = { location: { latitude, longitude }, ...replying(account, values) };
      return asApi(sent(account, content, readMarkup(values.reply_markup), "a place"));
    },
    sendChatAction({ values }: Fields) {
      const account = reach(values);
      if (
        !/^(typing|upload_(photo|document|voice|video)|record_(voice|video)|find_location|choose_sticker)$/.test(
          asText(values.action) ?? "",
        )
      ) {
        throw badRequest("wrong parameter action in request");
      }
      account.typingUntil = Date.now() + TYPING_LASTS;
      ground.changed();
      setTimeout(ground.changed, TYPING_LASTS + 50).unref();
      return true;
    },
    editMessageText(fields: Fields) {
      const { account, message } = editable(fields);
      if (message.text === undefined) throw badRequest("there is no text in the message to edit");
      const { text, entities } = readText(fields.values, "text", MAX_TEXT);
      return change(
        account,
        message,
        { text, entities: entities.length ? entities : undefined } as Partial<Message>,
        fields.values,
        `“${short(text)}”`,
      );
    },
    editMessageCaption(fields: Fields) {
      const { account, message } = editable(fields);
      if (message.text !== undefined) throw badRequest("there is no caption in the message to edit");
      const next = { caption: undefined, caption_entities: undefined, ...caption(fields.values) };
      return change(account, message, next as Partial<Message>, fields.values, "words with a photo");
    },
    editMessageReplyMarkup(fields: Fields) {
      const { account, message } = editable(fields);
      return change(account, message, {}, fields.values, "the buttons");
    },
    deleteMessage({ values }: Fields) {
      const account = reach(values);
      const message = findMessage(account, asNumber(values.message_id) ?? Number.NaN);
      if (!message) throw badRequest("message to delete not found");
      if (seconds(ground) - message.date > DELETE_WITHIN_SECONDS)
        throw badRequest("message can't be deleted for everyone");
      account.messages.splice(account.messages.indexOf(message), 1);
      ground.addStep({
        lane: "telegram-out",
        text: `A message to ${account.name} is taken away`,
        detail: asApi(message),
      });
      return true;
    },
    answerCallbackQuery({ values }: Fields) {
      const id = asText(values.callback_query_id) ?? "";
      const press = state.presses.get(id);
      const text = asText(values.text) ?? "";
      if (text.length > 200) throw badRequest("MESSAGE_TOO_LONG");
      if (!press || ground.now() - press.at > PRESS_LIFE) {
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      }
      state.presses.delete(id);
      const account = state.accounts.get(press.query.from.id);
      if (account && text) {
        account.toast = { text, alert: isTrue(values.show_alert), at: new Date(ground.now()).toISOString() };
        ground.addStep({ lane: "telegram-out", text: `${account.name} sees for a moment: “${short(text)}”` });
      }
      ground.changed();
      return true;
    },
    getFile({ values }: Fields) {
      const file = ground.files.get(asText(values.file_id) ?? "");
      if (!file || !kindOf(file.id)) throw badRequest("wrong file_id or the file is temporarily unavailable");
      if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest("file is too big");
      const unique = `u${file.id.slice(-14)}`;
      return {
        file_id: file.id,
        file_unique_id: unique,
        file_size: file.bytes.length,
        file_path: filePath(ground, file.id),
      };
    },
    getChat({ values }: Fields) {
      const account = state.accounts.get(asNumber(values.chat_id) ?? Number.NaN);
      if (!account?.started) throw badRequest("chat not found");
      return { ...chatOf(account), accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: {} };
    },
    getMe: () => ({
      ...botUser(ground, state),
      can_join_groups: false,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
    }),
  };
}

/** Keys in order and absent ones left out, so that two messages can be compared. */
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
