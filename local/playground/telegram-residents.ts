/** Residents' actions in Telegram, each turned into the updates that Telegram would send. */
import { randomBytes } from "node:crypto";
import type { CallbackQuery, Update } from "@grammyjs/types";
import { type Ground, Problem } from "./ground.ts";
import { all, createActor, type Deed } from "./telegram-deeds.ts";
import { createSharing } from "./telegram-sharing.ts";
import {
  accountOf,
  asApi,
  botUser,
  chatOf,
  findMessage,
  seconds,
  type TelegramState,
  userOf,
} from "./telegram-state.ts";
import type { Deliveries } from "./telegram-updates.ts";
import { createWriting } from "./telegram-writing.ts";

const MAX_CALLBACK_BYTES = 64;

export type Residents = ReturnType<typeof createResidents>;

/** Every action throws a Problem, in a plain sentence, when a person could not do it either. */
export function createResidents(ground: Ground, state: TelegramState, deliveries: Deliveries) {
  const actor = createActor(ground, state, deliveries);
  return {
    ...createWriting(ground, actor),
    ...createSharing(ground, actor),

    /** The data may be anything that fits: a modified app can send whatever it likes. */
    press(resident: number, id: number, data: string): Deed {
      const account = actor.acting(resident);
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
        delivered: all([actor.push("callback_query", account.id, { callback_query: query }, words)]),
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
      return { messages: [], delivered: all([actor.push("my_chat_member", account.id, update, words)]) };
    },

    /** Telegram announces it to nobody; the next update carries it. */
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
