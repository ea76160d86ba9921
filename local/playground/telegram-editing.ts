/** The Bot API methods that edit or delete a message. */
import type { Message } from "@grammyjs/types";
import type { Ground } from "./ground.ts";
import { asNumber, type Fields } from "./request-body.ts";
import { short } from "./short.ts";
import { type ChatWriter, caption, reach } from "./telegram-chat.ts";
import { badRequest } from "./telegram-error.ts";
import { MAX_TEXT } from "./telegram-limits.ts";
import { readText } from "./telegram-markup.ts";
import { asApi, findMessage, seconds, type TelegramState } from "./telegram-state.ts";

const DELETE_WITHIN_SECONDS = 48 * 3600;

export function createEditMethods(ground: Ground, state: TelegramState, { editable, change }: ChatWriter) {
  return {
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
      const account = reach(state, values);
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
  };
}
