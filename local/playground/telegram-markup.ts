/** Texts and keyboards as a bot sends them, checked as Telegram checks them. */
import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from "@grammyjs/types";
import type { Resident } from "./api.ts";
import { asRecord, asText, isTrue, unfold } from "./request-body.ts";
import { badRequest } from "./telegram-error.ts";
import { detectEntities, HtmlError, parseTelegramHtml, trimText } from "./telegram-html.ts";

const MAX_BUTTONS = 100;
const MAX_CALLBACK_BYTES = 64;

export type Markup =
  | { kind: "inline"; inline: InlineKeyboardMarkup }
  | { kind: "keyboard"; rows: NonNullable<Resident["keyboard"]>; once: boolean }
  | { kind: "remove" }
  | { kind: "none" };

/** Reads `text` (or `caption`) with its `parse_mode` or entities. @throws TelegramError */
export function readText(
  values: Record<string, unknown>,
  name: "text" | "caption",
  limit: number,
): { text: string; entities: MessageEntity[] } {
  const raw = asText(values[name]) ?? "";
  const mode = asText(values.parse_mode)?.toLowerCase();
  whole(raw);
  let text = raw;
  let entities = (unfold(values[name === "text" ? "entities" : "caption_entities"]) ?? []) as MessageEntity[];
  if (mode === "html") {
    try {
      ({ text, entities } = parseTelegramHtml(raw));
    } catch (error) {
      if (error instanceof HtmlError) throw badRequest(`can't parse entities: ${error.message}`);
      throw error;
    }
  } else if (mode !== undefined && mode !== "") {
    // The bot speaks HTML only, so the playground does not read the two kinds of Markdown.
    throw badRequest("unsupported parse_mode");
  }
  const clean = trimText(text, entities);
  if (name === "text" && clean.text === "") throw badRequest("message text is empty");
  if (clean.text.length > limit)
    throw badRequest(name === "text" ? "message is too long" : "message caption is too long");
  return { text: clean.text, entities: detectEntities(clean.text, clean.entities) };
}

/** Telegram refuses half a character, wherever it is. */
function whole(text: string): string {
  if (!text.isWellFormed()) throw badRequest("strings must be encoded in UTF-8");
  return text;
}

/** @throws TelegramError on a keyboard that Telegram refuses */
export function readMarkup(value: unknown): Markup {
  const parsed = unfold(value);
  if (parsed === undefined || parsed === null || parsed === "") return { kind: "none" };
  if (typeof parsed !== "object") throw badRequest("object expected as reply markup");
  const markup = asRecord(parsed);
  if (Array.isArray(markup.inline_keyboard)) return readInline(markup.inline_keyboard);
  if (Array.isArray(markup.keyboard)) {
    const rows = markup.keyboard
      .map((row: unknown) => rowOf(row).map(readReplyButton))
      .filter((row) => row.length > 0);
    if (rows.length === 0) return { kind: "none" };
    return { kind: "keyboard", rows, once: isTrue(markup.one_time_keyboard) };
  }
  if (isTrue(markup.remove_keyboard)) return { kind: "remove" };
  if ("force_reply" in markup || Object.keys(markup).length === 0) return { kind: "none" };
  throw badRequest("object expected as reply markup");
}

function rowOf(row: unknown): unknown[] {
  if (!Array.isArray(row))
    throw badRequest("can't parse reply keyboard markup JSON object: an Array of KeyboardButton expected");
  return row;
}

function readReplyButton(button: unknown): { text: string; request_location?: boolean } {
  const fields = typeof button === "string" ? { text: button } : asRecord(button);
  const text = whole(asText(fields.text) ?? "").trim();
  if (!text) throw badRequest('can\'t parse keyboard button: Field "text" must be non-empty');
  return isTrue("request_location" in fields && fields.request_location)
    ? { text, request_location: true }
    : { text };
}

function readInline(rows: unknown[]): Markup {
  const keyboard = rows.map((row) => rowOf(row).map(readInlineButton)).filter((row) => row.length > 0);
  if (keyboard.flat().length > MAX_BUTTONS) throw badRequest("reply markup is too long");
  return keyboard.length === 0 ? { kind: "none" } : { kind: "inline", inline: { inline_keyboard: keyboard } };
}

function readInlineButton(button: unknown): InlineKeyboardButton {
  const fields = asRecord(button);
  const text = whole(asText(fields.text) ?? "").trim();
  if (!text) throw badRequest('can\'t parse inline keyboard button: Field "text" must be non-empty');
  const data = asText(fields.callback_data);
  if (data !== undefined) {
    const bytes = Buffer.byteLength(data, "utf8");
    if (bytes < 1 || bytes > MAX_CALLBACK_BYTES) throw badRequest("BUTTON_DATA_INVALID");
    return { text, callback_data: data };
  }
  const url = asText(fields.url);
  if (url !== undefined) {
    // Telegram refuses http://localhost; the playground allows it, because its own pages are there.
    if (!URL.canParse(url) || !/^(https?|tg):/i.test(url)) {
      throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    }
    return { text, url };
  }
  const known = [
    "web_app",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "login_url",
  ];
  if (known.some((name) => name in fields)) return fields as unknown as InlineKeyboardButton;
  throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}
