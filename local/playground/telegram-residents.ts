/** What residents do in Telegram, each turned into the updates that Telegram would send. */

import { randomBytes } from "node:crypto";
import type { CallbackQuery, Message, Update } from "@grammyjs/types";
import { shortened } from "../../bot/core/model/characters.ts";
import { type Ground, Problem, readDataUrl } from "./ground.ts";
import { documentOf, keepFile, photoSizes, voiceOf, withoutExif } from "./telegram-files.ts";
import { detectEntities, trimText } from "./telegram-html.ts";
import {
  type Account,
  accountOf,
  addMessage,
  asApi,
  botUser,
  chatOf,
  findMessage,
  quoted,
  type StoredMessage,
  seconds,
  type TelegramState,
  userOf,
} from "./telegram-state.ts";
import type { Deliveries, Delivery } from "./telegram-updates.ts";

/** What came of an action: the messages it made at once, and how its updates arrived in the end. */
export interface Deed {
  messages: StoredMessage[];
  delivered: Promise<Delivery[]>;
}

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_ALBUM = 10;
const MAX_CALLBACK_BYTES = 64;

/** Every action throws a Problem, in a plain sentence, when a person could not do that either. */
export function createResidents(ground: Ground, state: TelegramState, deliveries: Deliveries) {
  function acting(id: number): Account {
    const account = accountOf(state, id);
    if (account.blocked) throw new Problem(`${account.name} has blocked the bot. Unblock it first.`);
    return account;
  }

  function send(account: Account, content: Partial<Message>, words: string): Deed {
    account.started = true;
    if (account.keyboardOnce) {
      account.keyboard = undefined;
      account.keyboardOnce = undefined;
    }
    const message = addMessage(ground, state, account, false, content);
    const update = { message: asApi(message) } as Omit<Update, "update_id">;
    return { messages: [message], delivered: all([deliveries.push("message", account.id, update, words)]) };
  }

  function replying(account: Account, to?: number): Partial<Message> {
    if (to === undefined) return {};
    const target = findMessage(account, to);
    if (!target) throw new Problem("The message to reply to is gone.");
    return { reply_to_message: quoted(target) };
  }

  return {
    text(resident: number, text: string, replyTo?: number): Deed {
      const account = acting(resident);
      const clean = text.trim();
      if (clean === "") throw new Problem("There is nothing to send yet.");
      const answer = replying(account, replyTo);
      // Telegram's apps cut a long text into several messages.
      const parts = clean.match(new RegExp(`[^]{1,${MAX_TEXT}}`, "g")) ?? [];
      const deeds = parts.map((part) => {
        const entities = detectEntities(part);
        return send(
          account,
          { text: part, ...(entities.length ? { entities } : {}), ...answer },
          `${account.name} writes “${short(part)}”`,
        );
      });
      return together(deeds);
    },

    edit(resident: number, id: number, text: string): Deed {
      const account = acting(resident);
      const message = findMessage(account, id);
      if (!message || message.from_bot) throw new Problem("Only somebody's own message can be changed.");
      const clean = trimText(text, []).text;
      if (clean === "") throw new Problem("A message cannot become empty.");
      if (message.text === undefined && message.caption === undefined)
        throw new Problem("There are no words in this message to change.");
      if (clean.length > (message.text === undefined ? MAX_CAPTION : MAX_TEXT))
        throw new Problem("That is too long for one message.");
      const entities = detectEntities(clean);
      if (message.text === undefined) Object.assign(message, { caption: clean, caption_entities: entities });
      else Object.assign(message, { text: clean, entities });
      message.edit_date = seconds(ground);
      message.edited = true;
      ground.changed();
      const update = { edited_message: asApi(message) } as Omit<Update, "update_id">;
      const words = `${account.name} changes a message to “${short(clean)}”`;
      return {
        messages: [message],
        delivered: all([deliveries.push("edited_message", account.id, update, words)]),
      };
    },

    photo(resident: number, images: string[], options: { caption?: string; asFile?: boolean } = {}): Deed {
      const account = acting(resident);
      if (images.length === 0) throw new Problem("Choose a photo first.");
      if (images.length > MAX_ALBUM) throw new Problem(`An album holds at most ${MAX_ALBUM} photos.`);
      if ((options.caption?.length ?? 0) > MAX_CAPTION)
        throw new Problem("That text is too long to go with a photo.");
      const read = images.map(readDataUrl);
      const album = images.length > 1 ? { media_group_id: randomBytes(8).readBigUInt64BE().toString() } : {};
      const deeds = read.map(({ type, bytes }, index) => {
        const caption = index === 0 && options.caption?.trim() ? { caption: options.caption.trim() } : {};
        const entities = caption.caption ? detectEntities(caption.caption) : [];
        const words = { ...caption, ...(entities.length ? { caption_entities: entities } : {}), ...album };
        if (options.asFile) {
          const name = `IMG_${index + 1}.${type.split("/")[1] ?? "bin"}`;
          const file = keepFile(ground, "document", bytes, type, name);
          return send(
            account,
            { document: documentOf(ground, file), ...words },
            `${account.name} sends a file`,
          );
        }
        const file = keepFile(ground, "photo", withoutExif(bytes), type);
        const text = album.media_group_id
          ? `${account.name} sends photo ${index + 1} of ${images.length}`
          : `${account.name} sends a photo`;
        return send(account, { photo: photoSizes(ground, file), ...words }, text);
      });
      return together(deeds);
    },

    voice(resident: number, audio: string, duration: number): Deed {
      const account = acting(resident);
      const { bytes, type } = readDataUrl(audio);
      // Telegram's apps record Opus in Ogg; a browser may give WAV, which only the label tells apart here.
      const file = keepFile(ground, "voice", bytes, type.split(";")[0] ?? "audio/ogg");
      const length = Math.max(1, Math.round(duration));
      return send(
        account,
        { voice: voiceOf(ground, file, length) },
        `${account.name} records ${length} seconds`,
      );
    },

    place(
      resident: number,
      latitude: number,
      longitude: number,
      venue: { title?: string; address?: string } = {},
    ): Deed {
      const account = acting(resident);
      if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180))
        throw new Problem("That is not a place on earth.");
      const location = { latitude, longitude };
      const { title, address } = venue;
      if (!title) return send(account, { location }, `${account.name} shares a place`);
      const content = { location, venue: { location, title, address: address ?? "" } };
      return send(account, content, `${account.name} shares the place “${title}”`);
    },

    sticker(resident: number, emoji: string): Deed {
      const account = acting(resident);
      const file = keepFile(ground, "sticker", new Uint8Array(), "image/webp");
      const sticker: Message["sticker"] = {
        file_id: file,
        file_unique_id: `u${file.slice(-14)}`,
        type: "regular",
        width: 512,
        height: 512,
        is_animated: false,
        is_video: false,
        emoji,
      };
      return send(account, { sticker }, `${account.name} sends the sticker ${emoji}`);
    },

    /** The data may be anything that fits: a changed app can send what it likes. */
    press(resident: number, id: number, data: string): Deed {
      const account = acting(resident);
      const message = findMessage(account, id);
      if (!message?.from_bot) throw new Problem("That message is gone.");
      const bytes = Buffer.byteLength(data, "utf8");
      if (bytes < 1 || bytes > MAX_CALLBACK_BYTES) throw new Problem("A button carries 1 to 64 bytes.");
      const label = message.reply_markup?.inline_keyboard
        .flat()
        .find((button) => "callback_data" in button && button.callback_data === data)?.text;
      const query: CallbackQuery = {
        id: randomBytes(8).readBigUInt64BE().toString(),
        from: userOf(account),
        message: asApi(message),
        chat_instance: String(account.id * 7919),
        data,
      };
      state.presses.set(query.id, { query, at: ground.now() });
      const words = `${account.name} presses “${label ?? data}”`;
      return {
        messages: [],
        delivered: all([deliveries.push("callback_query", account.id, { callback_query: query }, words)]),
      };
    },

    block(resident: number, blocked: boolean): Deed {
      const account = accountOf(state, resident);
      if (account.blocked === blocked) return { messages: [], delivered: all([]) };
      account.blocked = blocked;
      account.started = true;
      ground.changed();
      const user = botUser(ground, state);
      const member = { status: "member" as const, user };
      const kicked = { status: "kicked" as const, user, until_date: 0 };
      const update: Omit<Update, "update_id"> = {
        my_chat_member: {
          chat: chatOf(account),
          from: userOf(account),
          date: seconds(ground),
          old_chat_member: blocked ? member : kicked,
          new_chat_member: blocked ? kicked : member,
        },
      };
      const words = `${account.name} ${blocked ? "blocks" : "unblocks"} the bot`;
      return { messages: [], delivered: all([deliveries.push("my_chat_member", account.id, update, words)]) };
    },

    /** Telegram tells no one; the next update carries it. */
    language(resident: number, language: string): Deed {
      const account = accountOf(state, resident);
      if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language))
        throw new Problem(`“${language}” is not a language of the app.`);
      account.language = language;
      ground.changed();
      return { messages: [], delivered: all([]) };
    },
  };
}

function all(deliveries: Promise<Delivery>[]): Promise<Delivery[]> {
  return Promise.all(deliveries);
}

function together(deeds: Deed[]): Deed {
  return {
    messages: deeds.flatMap((deed) => deed.messages),
    delivered: Promise.all(deeds.map((deed) => deed.delivered)).then((lists) => lists.flat()),
  };
}

/** The beginning of a text, for a line in the trace. */
export function short(text: string, length = 60): string {
  const line = text.replace(/\s+/g, " ").trim();
  return shortened(line, length);
}
