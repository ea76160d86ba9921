/**
 * Telegram's HTML, read the way its server reads it: which tags it knows, which errors it gives, and
 * offsets counted in UTF-16 units. Source: parse_html in tdlib's MessageEntity.cpp.
 */
import type { MessageEntity } from "@grammyjs/types";

/** The text is not what Telegram accepts; the message is the end of its "can't parse entities: …". */
export class HtmlError extends Error {}

interface OpenTag {
  name: string;
  start: number;
  byte: number;
  attribute: string;
}

const KNOWN = new Set([
  "a",
  "b",
  "strong",
  "i",
  "em",
  "s",
  "strike",
  "del",
  "u",
  "ins",
  "tg-spoiler",
  "tg-emoji",
  "span",
  "pre",
  "code",
  "blockquote",
]);

/** @throws HtmlError on anything but balanced tags that Telegram knows */
export function parseTelegramHtml(html: string): { text: string; entities: MessageEntity[] } {
  let text = "";
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  const byteAt = (index: number) => Buffer.byteLength(html.slice(0, index), "utf8");
  let at = 0;
  while (at < html.length) {
    const sign = html[at];
    if (sign === "&") {
      const [character, length] = decodeEntity(html, at);
      text += character;
      at += length;
    } else if (sign !== "<") {
      text += sign;
      at += 1;
    } else {
      const close = html.indexOf(">", at);
      if (html[at + 1] === "/") {
        if (open.length === 0) throw new HtmlError(`Unexpected end tag at byte offset ${byteAt(at)}`);
        const name = html
          .slice(at + 2, close < 0 ? undefined : close)
          .trim()
          .toLowerCase();
        const tag = open.pop();
        if (close < 0 || (name !== "" && name !== tag?.name)) {
          throw new HtmlError(
            `Unmatched end tag at byte offset ${byteAt(at)}, expected "</${tag?.name}>", found "</${name}>"`,
          );
        }
        if (tag) closeTag(tag, text, entities);
        at = close + 1;
      } else {
        const tag = readStartTag(html, at, close, byteAt);
        open.push({ ...tag, start: text.length });
        at = close + 1;
      }
    }
  }
  const left = open.pop();
  if (left) throw new HtmlError(`Can't find end tag corresponding to start tag "${left.name}"`);
  entities.sort((one, other) => one.offset - other.offset || other.length - one.length);
  return { text, entities };
}

function readStartTag(
  html: string,
  at: number,
  close: number,
  byteAt: (index: number) => number,
): Omit<OpenTag, "start"> {
  const byte = byteAt(at);
  const name = (/^[^\s>/]*/.exec(html.slice(at + 1))?.[0] ?? "").toLowerCase();
  if (!KNOWN.has(name)) throw new HtmlError(`Unsupported start tag "${name}" at byte offset ${byte}`);
  if (close < 0) throw new HtmlError(`Unclosed start tag at byte offset ${byte}`);
  const attributes = html.slice(at + 1 + name.length, close);
  const value = (key: string) => {
    const match = new RegExp(`\\s${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
    return match ? decodeAll(match[1] ?? match[2] ?? match[3] ?? "") : "";
  };
  if (name === "span" && value("class") !== "tg-spoiler") {
    throw new HtmlError(`Tag "span" must have class "tg-spoiler" at byte offset ${byte}`);
  }
  if (name === "a") return { name, byte, attribute: value("href") };
  if (name === "code") return { name, byte, attribute: value("class") };
  if (name === "tg-emoji") return { name, byte, attribute: value("emoji-id") };
  if (name === "blockquote")
    return { name, byte, attribute: /\sexpandable\b/i.test(attributes) ? "expandable" : "" };
  return { name, byte, attribute: "" };
}

function closeTag(tag: OpenTag, text: string, entities: MessageEntity[]): void {
  const span = { offset: tag.start, length: text.length - tag.start };
  if (span.length === 0) return;
  const add = (entity: MessageEntity) => entities.push(entity);
  switch (tag.name) {
    case "b":
    case "strong":
      return void add({ type: "bold", ...span });
    case "i":
    case "em":
      return void add({ type: "italic", ...span });
    case "u":
    case "ins":
      return void add({ type: "underline", ...span });
    case "s":
    case "strike":
    case "del":
      return void add({ type: "strikethrough", ...span });
    case "span":
    case "tg-spoiler":
      return void add({ type: "spoiler", ...span });
    case "pre": {
      const inner = entities.findIndex(
        (entity) => entity.type === "code" && entity.offset === span.offset && entity.length === span.length,
      );
      if (inner >= 0) entities.splice(inner, 1);
      return void add({ type: "pre", ...span });
    }
    case "code":
      return void add({ type: "code", ...span });
    case "blockquote":
      return void add({ type: tag.attribute ? "expandable_blockquote" : "blockquote", ...span });
    case "tg-emoji":
      return void add({ type: "custom_emoji", custom_emoji_id: tag.attribute, ...span });
    default: {
      const url = tag.attribute || text.slice(tag.start);
      if (
        /^(https?:\/\/|tg:\/\/|mailto:|tel:)?[^\s/]+(\.|:\d|localhost)[^\s]*$|^tg:\/\/|^(mailto|tel):/i.test(
          url,
        )
      ) {
        add({ type: "text_link", url, ...span });
      }
    }
  }
}

const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

function decodeEntity(html: string, at: number): [string, number] {
  const match = /^&(?:#(\d+)|#x([\da-f]+)|([a-z]+));?/i.exec(html.slice(at, at + 12));
  if (!match) return ["&", 1];
  const [whole, decimal, hex, name] = match;
  if (name !== undefined) {
    const character = NAMED[name];
    return character === undefined ? ["&", 1] : [character, whole.length];
  }
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16);
  return code > 0 && code < 0x10ffff ? [String.fromCodePoint(code), whole.length] : ["&", 1];
}

function decodeAll(text: string): string {
  return text.replace(/&(#\d+|#x[\da-f]+|[a-z]+);?/gi, (whole) => decodeEntity(whole, 0)[0]);
}

/** What Telegram detects by itself: commands, links, addresses and hashtags outside code. */
export function detectEntities(text: string, entities: readonly MessageEntity[] = []): MessageEntity[] {
  const found: MessageEntity[] = [...entities];
  const free = (offset: number, length: number) =>
    !found.some(
      (entity) =>
        ["code", "pre", "text_link", "url", "email", "bot_command"].includes(entity.type) &&
        entity.offset < offset + length &&
        offset < entity.offset + entity.length,
    );
  const look = (pattern: RegExp, type: "bot_command" | "url" | "email" | "hashtag") => {
    for (const match of text.matchAll(pattern)) {
      const word = match[1] ?? match[0];
      const offset = match.index + match[0].length - word.length;
      if (free(offset, word.length)) found.push({ type, offset, length: word.length });
    }
  };
  look(/https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi, "url");
  look(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "email");
  look(/(?:^|[\s([{])(\/[a-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])/gi, "bot_command");
  look(/(?:^|[\s([{])(#[\p{L}\d_]{2,})/gu, "hashtag");
  return found.sort((one, other) => one.offset - other.offset || other.length - one.length);
}

/** Trims white space on both sides, as Telegram does, and shifts the entities accordingly. */
export function trimText(
  text: string,
  entities: readonly MessageEntity[],
): { text: string; entities: MessageEntity[] } {
  const trimmed = text.trim();
  const shift = text.length - text.trimStart().length;
  const kept = entities.flatMap((entity) => {
    const start = Math.max(0, entity.offset - shift);
    const end = Math.min(trimmed.length, entity.offset + entity.length - shift);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text: trimmed, entities: kept };
}
