import type { Ground } from "./ground.ts";
import { asNumber, asRecord, asText, type Fields, unfold } from "./request-body.ts";
import { short } from "./short.ts";
import { type ChatWriter, caption, reach, replying } from "./telegram-chat.ts";
import { badRequest } from "./telegram-error.ts";
import { MAX_TEXT } from "./telegram-limits.ts";
import { readMarkup, readText } from "./telegram-markup.ts";
import { createMediaReader } from "./telegram-media.ts";
import { asApi, type TelegramState } from "./telegram-state.ts";

const TYPING_LASTS = 5000;

export function createSendMethods(ground: Ground, state: TelegramState, { sent }: ChatWriter) {
  const media = createMediaReader(ground);

  function sendFile(kind: "photo" | "voice" | "document") {
    return (fields: Fields) => {
      const account = reach(state, fields.values);
      const content = {
        ...media(fields, fields.values, kind, kind),
        ...caption(fields.values),
        ...replying(account, fields.values),
      };
      return asApi(sent(account, content, readMarkup(fields.values.reply_markup), `a ${kind}`));
    };
  }

  return {
    sendMessage({ values }: Fields) {
      const account = reach(state, values);
      const { text, entities } = readText(values, "text", MAX_TEXT);
      const content = { text, ...(entities.length ? { entities } : {}), ...replying(account, values) };
      return asApi(sent(account, content, readMarkup(values.reply_markup), `“${short(text)}”`));
    },
    sendPhoto: sendFile("photo"),
    sendVoice: sendFile("voice"),
    sendDocument: sendFile("document"),
    sendMediaGroup(fields: Fields) {
      const account = reach(state, fields.values);
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
      const account = reach(state, values);
      const latitude = asNumber(values.latitude);
      const longitude = asNumber(values.longitude);
      if (latitude === undefined || longitude === undefined) throw badRequest("latitude is empty");
      const content = { location: { latitude, longitude }, ...replying(account, values) };
      return asApi(sent(account, content, readMarkup(values.reply_markup), "a place"));
    },
    sendChatAction({ values }: Fields) {
      const account = reach(state, values);
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
  };
}
