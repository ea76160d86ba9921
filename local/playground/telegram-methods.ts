import type { Ground } from "./ground.ts";
import { asNumber, asText, type Fields, isTrue } from "./request-body.ts";
import { short } from "./short.ts";
import { createChatWriter } from "./telegram-chat.ts";
import { createEditMethods } from "./telegram-editing.ts";
import { badRequest } from "./telegram-error.ts";
import { filePath, kindOf } from "./telegram-files.ts";
import { createSendMethods } from "./telegram-sending.ts";
import { botUser, chatOf, type TelegramState } from "./telegram-state.ts";

const MAX_DOWNLOAD_BYTES = 20 << 20;
/** Milliseconds. After this the app no longer waits for an answer to a press. */
const PRESS_LIFE = 150_000;

export function createMethods(ground: Ground, state: TelegramState) {
  const chat = createChatWriter(ground, state);
  return {
    ...createSendMethods(ground, state, chat),
    ...createEditMethods(ground, state, chat),
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
