import type { TelegramMessage, TelegramUpdate } from "./update-schema.ts";

/**
 * What nearly every update is, a few words or a button, read by hand: somebody waits for it, and a schema would first
 * have to be made. It checks what the schema checks (`test/telegram/plain-update.test.ts` holds the two together), and
 * leaves everything else to it: other kinds of updates, media, and whatever is not as it should be.
 */

type Fields = Readonly<Record<string, unknown>>;
type User = NonNullable<TelegramMessage["from"]>;

/** Read by the schema in a way that is not repeated here. */
const LEFT_TO_THE_SCHEMA = [
  "caption",
  "media_group_id",
  "photo",
  "voice",
  "audio",
  "document",
  "via_bot",
  "sender_business_bot",
  "is_from_offline",
  "forward_origin",
  "reply_to_message",
  "location",
  "venue",
  "__proto__",
] as const;

/** Epoch seconds: the year 2100, as in the schema. */
const LATEST = 4_102_444_800;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const isOptional = (value: unknown, type: "string" | "boolean"): boolean =>
  value === undefined || typeof value === type;

function user(value: unknown): User | undefined {
  if (!isFields(value)) return undefined;
  const { id, is_bot, language_code } = value;
  if (typeof id !== "number" || !Number.isFinite(id)) return undefined;
  if (!isOptional(is_bot, "boolean") || !isOptional(language_code, "string")) return undefined;
  return {
    id,
    ...(typeof is_bot === "boolean" && { is_bot }),
    ...(typeof language_code === "string" && { language_code }),
  };
}

function message(value: unknown): TelegramMessage | undefined {
  if (!isFields(value) || LEFT_TO_THE_SCHEMA.some((name) => Object.hasOwn(value, name))) return undefined;
  const { message_id, from, text, chat, date, ...others } = value;
  const sender = user(from);
  if (!isFields(chat) || typeof chat.id !== "number" || !Number.isFinite(chat.id)) return undefined;
  if (typeof chat.type !== "string" || !isOptional(text, "string") || !sender) return undefined;
  if (typeof message_id !== "number" || !Number.isSafeInteger(message_id)) return undefined;
  if (typeof date !== "number" || !Number.isInteger(date) || date < 0 || date > LATEST) return undefined;
  return {
    message_id,
    from: sender,
    ...(typeof text === "string" && { text }),
    chat: { id: chat.id, type: chat.type },
    date,
    ...others,
  };
}

/** @returns what the schema would return, or undefined: then the schema is to be asked */
export function plainUpdate(body: unknown): TelegramUpdate | undefined {
  if (!isFields(body)) return undefined;
  const { update_id, message: said, callback_query: pressed, edited_message, my_chat_member } = body;
  if (typeof update_id !== "number" || !Number.isSafeInteger(update_id)) return undefined;
  if (edited_message !== undefined || my_chat_member !== undefined) return undefined;
  if (pressed === undefined) {
    const read = message(said);
    return read && { update_id, message: read };
  }
  if (said !== undefined || !isFields(pressed)) return undefined;
  const { id, from, message: under, data } = pressed;
  const read = message(under);
  const presser = user(from);
  if (typeof id !== "string" || typeof data !== "string" || !read || !presser) return undefined;
  return { update_id, callback_query: { id, from: presser, message: read, data } };
}
