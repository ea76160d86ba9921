import type { Message, Update } from "@grammyjs/types";
import { type Ground, Problem } from "./ground.ts";
import { short } from "./short.ts";
import { type Actor, all, type Deed, together } from "./telegram-deeds.ts";
import { detectEntities, trimText } from "./telegram-html.ts";
import { MAX_CAPTION, MAX_TEXT } from "./telegram-limits.ts";
import { type Account, asApi, findMessage, quoted, seconds } from "./telegram-state.ts";

export function createWriting(ground: Ground, { acting, send, push }: Actor) {
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
        delivered: all([push("edited_message", account.id, update, words)]),
      };
    },
  };
}

function replying(account: Account, to?: number): Partial<Message> {
  if (to === undefined) return {};
  const target = findMessage(account, to);
  if (!target) throw new Problem("The message to reply to is gone.");
  return { reply_to_message: quoted(target) };
}
