import { fromEpoch, type Instant } from "../core/calendar/time.ts";
import { upTo } from "../core/model/characters.ts";
import { numberIn } from "../core/model/contribution.ts";
import type { Quoted, ResidentInput } from "../core/model/input.ts";
import type { Place } from "../core/model/place.ts";
import type { FromChat } from "../ports/app.ts";
import { decodePress } from "./callback-data.ts";
import { commandAliases } from "./commands.ts";
import { plainUpdate } from "./plain-update.ts";
import {
  isServiceMessage,
  parseUpdate,
  type TelegramContent,
  type TelegramFile,
  type TelegramMessage,
  type TelegramUpdate,
} from "./update-schema.ts";

export { BadUpdate } from "./update-schema.ts";

/** Telegram's limit on a bot's downloads, in bytes (Bot API, getFile). */
export const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

/**
 * The declared types of pictures and recordings that can be cleaned. They only serve to say immediately that another
 * type cannot be opened; the real type is detected from the bytes once the file is downloaded.
 */
const readableImages = new Set(["image/jpeg", "image/png", "image/webp"]);
const readableSound = /^audio\/(ogg|opus|mpeg|mp3|mp4|m4a|x-m4a|aac|wav|wave|x-wav|vnd\.wave)$/;

/** Why an update gets no reply. */
export type IgnoredReason =
  /** A kind of update we do not handle. */
  | "kind"
  /** A group or channel: what is said there is not addressed to the municipality. */
  | "not_private"
  | "bot"
  /** Telegram's service messages: pinned, timer changed. */
  | "service"
  /** An edit that needs no reply, such as the next point of a live location. */
  | "edit"
  | "member_status"
  /** A button under a message Telegram no longer knows. */
  | "no_message";

/** The input for `App.resident`, with the update's number; or why there is none. */
export type Reading = (FromChat & { readonly updateId: number }) | { readonly ignored: IgnoredReason };

/** The content of a message, without its sender and time. */
type Saying = DistributiveOmit<
  ResidentInput,
  "id" | "at" | "appLanguage" | "message" | "sent" | "repliesTo" | "repliesAbout" | "byMachine"
>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * Reads what somebody did from one Telegram update (Bot API 10.3).
 * @param body the update, already parsed from JSON
 * @param now when it arrived
 * @throws BadUpdate when it is not an update
 */
export function readUpdate(body: unknown, now: Instant): Reading {
  const update = plainUpdate(body) ?? parseUpdate(body);
  if (update.message) return readMessage(update, update.message, false, now);
  if (update.edited_message) return readMessage(update, update.edited_message, true, now);
  if (update.callback_query) return readCallbackQuery(update, update.callback_query, now);
  if (update.my_chat_member) return readMembership(update, update.my_chat_member, now);
  return { ignored: "kind" };
}

function readMessage(
  update: TelegramUpdate,
  message: TelegramMessage,
  edited: boolean,
  now: Instant,
): Reading {
  if (message.chat.type !== "private") return { ignored: "not_private" };
  if (message.from?.is_bot) return { ignored: "bot" };
  if (isServiceMessage(message)) return { ignored: "service" };
  const saying = edited ? editOf(message) : sayingOf(message);
  if (!saying) return { ignored: "edit" };
  const original = message.reply_to_message;
  // Our messages about a report name its number, and Telegram returns the original with a reply: nothing needs to be
  // stored.
  const about = original?.from?.is_bot ? numberIn(original.text ?? original.caption ?? "") : undefined;
  return {
    input: {
      ...origin(update, message.from?.language_code, now),
      message: message.message_id,
      ...(message.date !== undefined && !edited && { sent: fromEpoch(message.date) }),
      ...(original && { repliesTo: original.message_id }),
      ...(about !== undefined && { repliesAbout: about }),
      ...(isByMachine(message) && { byMachine: true as const }),
      ...saying,
    },
    channel: "telegram",
    chat: String(message.chat.id),
    updateId: update.update_id,
  };
}

/** Whether nobody typed the message: an away message, a bot answering for somebody, or another bot's text. */
function isByMachine(message: TelegramMessage): boolean {
  return (
    message.via_bot !== undefined ||
    message.sender_business_bot !== undefined ||
    message.is_from_offline === true ||
    message.forward_origin?.sender_user?.is_bot === true
  );
}

function readCallbackQuery(
  update: TelegramUpdate,
  query: NonNullable<TelegramUpdate["callback_query"]>,
  now: Instant,
): Reading {
  const { message } = query;
  if (!message) return { ignored: "no_message" };
  if (message.chat.type !== "private") return { ignored: "not_private" };
  const press = query.data === undefined ? undefined : decodePress(query.data);
  const original = message.reply_to_message;
  // Only her own words count as hers: quoting one of the bot's messages is no consent to anything.
  const quoted = original && original.from?.id === query.from.id ? quotedIn(original) : undefined;
  const from = origin(update, query.from.language_code, now);
  return {
    input: press
      ? { ...from, type: "chose", press, ...(quoted && { quoted }) }
      : { ...from, type: "chose_unknown" },
    channel: "telegram",
    chat: String(message.chat.id),
    updateId: update.update_id,
    pressed: { message: message.message_id, callback: query.id },
  };
}

/** What she said in the quoted message; undefined when it cannot be submitted again. */
function quotedIn(original: TelegramContent): Quoted | undefined {
  const saying = original.text === undefined ? shared(original) : textOf(original.text);
  if (saying?.type === "said" || saying?.type === "shared" || saying?.type === "commanded") return saying;
  return original.caption === undefined ? undefined : { type: "said", text: original.caption };
}

function readMembership(
  update: TelegramUpdate,
  change: NonNullable<TelegramUpdate["my_chat_member"]>,
  now: Instant,
): Reading {
  if (change.chat.type !== "private") return { ignored: "not_private" };
  const { status } = change.new_chat_member;
  if (status !== "kicked" && status !== "member") return { ignored: "member_status" };
  return {
    input: {
      ...origin(update, change.from.language_code, now),
      type: status === "kicked" ? "left" : "returned",
    },
    channel: "telegram",
    chat: String(change.chat.id),
    updateId: update.update_id,
  };
}

/** The origin of an input. The update's number identifies redeliveries. */
function origin(update: TelegramUpdate, language: string | undefined, now: Instant) {
  const known = language !== undefined && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/.test(language);
  return { id: `tg:${update.update_id}`, at: now, ...(known && { appLanguage: language }) };
}

function sayingOf(message: TelegramMessage): Saying {
  if (message.text !== undefined) return textOf(message.text);
  return shared(message) ?? placed(message) ?? unreadable(message, unreadableReason(message));
}

function textOf(text: string): Saying {
  return commandIn(text) ?? { type: "said", text };
}

/** An unreadable file: it is refused, but its caption is not. */
function unreadable({ caption }: TelegramContent, reason: UnreadableReason): Saying {
  return { type: "unreadable", reason, ...(caption !== undefined && { caption }) };
}

/** Reads an edit of a text, or of a photo or recording with its caption. A command cannot be edited. */
function editOf(message: TelegramMessage): Saying | undefined {
  if (message.text !== undefined) return { type: "said", text: message.text, edited: true };
  const now = shared(message);
  return now?.type === "shared" ? { ...now, edited: true } : undefined;
}

/**
 * A campaign code. Telegram's deep links carry at most 64 of these characters; anything else was typed and is not a
 * campaign.
 */
const CAMPAIGN = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * A command: `/name`, or `/name@TheBot` as apps write it when several bots could be meant, followed by its argument.
 */
const COMMAND = /^\/([A-Za-z][A-Za-z0-9_]{0,31})(?:@[A-Za-z0-9_]+)?(?:\s+([\s\S]*))?$/;

function commandIn(text: string): Saying | undefined {
  const [, typed, following] = COMMAND.exec(text.trim()) ?? [];
  if (typed === undefined) return undefined;
  const name = typed.toLowerCase();
  const command = commandAliases.get(name) ?? name;
  const rest = following ?? "";
  if (command !== "start") return { type: "commanded", command, rest };
  return { type: "started", ...(CAMPAIGN.test(rest) && { campaign: rest }) };
}

function shared(message: TelegramContent): Saying | undefined {
  const found = mediaOf(message);
  if (!found) return undefined;
  const { kind, file, seconds } = found;
  if ((file.file_size ?? 0) > MAX_DOWNLOAD_BYTES) return unreadable(message, "too_large");
  return {
    type: "shared",
    media: {
      kind,
      source: file.file_id,
      ...(seconds !== undefined && { seconds }),
      ...(message.media_group_id !== undefined && { album: message.media_group_id }),
    },
    ...(message.caption !== undefined && { caption: message.caption }),
  };
}

function mediaOf(
  message: TelegramContent,
): { kind: "photo" | "voice"; file: TelegramFile; seconds?: number } | undefined {
  // Telegram offers every photo in several sizes; only the largest shows a loose paving stone.
  const photo = message.photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  if (photo) return { kind: "photo", file: photo };
  const recording = message.voice ?? soundOf(message);
  if (recording)
    return {
      kind: "voice",
      file: recording,
      ...(recording.duration !== undefined && { seconds: recording.duration }),
    };
  const { document } = message;
  // An animation has `document` set too, and is not a photo.
  if (
    document &&
    message.animation === undefined &&
    readableImages.has(document.mime_type?.toLowerCase() ?? "")
  ) {
    return { kind: "photo", file: document };
  }
  return undefined;
}

function soundOf({ audio }: TelegramContent): TelegramContent["audio"] {
  const called = audio?.mime_type?.toLowerCase();
  return called === undefined || readableSound.test(called) ? audio : undefined;
}

/** Our limit on a venue's name and address, in characters. */
const LONGEST_PLACE = 300;

function placed(message: TelegramMessage): Saying | undefined {
  // A venue has `location` set too, for older bots.
  const at = message.venue?.location ?? message.location;
  if (!at) return undefined;
  const words = message.venue
    ? upTo(
        [message.venue.title, message.venue.address].filter((part) => part.trim() !== "").join(", "),
        LONGEST_PLACE,
      )
    : "";
  const place: Place = { latitude: at.latitude, longitude: at.longitude, ...(words && { words }) };
  return { type: "placed", place };
}

type UnreadableReason = Extract<ResidentInput, { type: "unreadable" }>["reason"];

function unreadableReason(message: TelegramMessage): UnreadableReason {
  if (message.sticker !== undefined) return "sticker";
  if (message.video !== undefined || message.video_note !== undefined || message.animation !== undefined)
    return "video";
  if (message.document !== undefined || message.audio !== undefined) return "file_type";
  return "other";
}
