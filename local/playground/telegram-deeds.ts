import type { Message, Update } from "@grammyjs/types";
import { type Ground, Problem } from "./ground.ts";
import type { Delivery } from "./telegram-delivery.ts";
import {
  type Account,
  accountOf,
  addMessage,
  asApi,
  type StoredMessage,
  type TelegramState,
} from "./telegram-state.ts";
import type { Deliveries } from "./telegram-updates.ts";

/** The result of an action: the messages it created at once, and how its updates finally arrived. */
export interface Deed {
  messages: StoredMessage[];
  delivered: Promise<Delivery[]>;
}

export type Actor = ReturnType<typeof createActor>;

export function createActor(ground: Ground, state: TelegramState, deliveries: Deliveries) {
  /** @throws Problem when this resident cannot do anything in the chat */
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

  return { acting, send, push: deliveries.push };
}

/** How all of an action's updates arrived. */
export function all(deliveries: Promise<Delivery>[]): Promise<Delivery[]> {
  return Promise.all(deliveries);
}

/** Combines several actions into one. */
export function together(deeds: Deed[]): Deed {
  return {
    messages: deeds.flatMap((deed) => deed.messages),
    delivered: Promise.all(deeds.map((deed) => deed.delivered)).then((lists) => lists.flat()),
  };
}
