import type { Language, Message, Param, Params } from "../core/model/message.ts";
import { firstPiece, split as splitText } from "../text/split.ts";
import type { Words } from "../text/words.ts";

/**
 * How words become text in Slack. Words of people are shown, never interpreted: as plain text wherever
 * Slack allows it, and escaped where it does not.
 */

/**
 * Slack reads three characters as markup: `<!channel>`, `<@U…>`, `<https://…>` and `&amp;` all begin with
 * one of them. Its documentation asks to replace exactly these.
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Length in the strictest way of counting: Slack may count `&` as the five characters it is stored as. */
export function weight(text: string): number {
  return escapeMrkdwn(text).length;
}

/** At most `max` long; what was cut off is marked by an ellipsis. */
export function cut(text: string, max: number): string {
  return weight(text) <= max ? text : `${firstPiece(text, max - 1, weight).trimEnd()}…`;
}

/** The text in pieces of at most `max`, broken between paragraphs, sentences or words where possible. */
export function split(text: string, max: number): readonly string[] {
  return splitText(text, max, weight);
}

/** Characters of no language, kept out of people's words, that stand around a member's id until escaping is done. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const marked = new RegExp(`${OPEN}([UW][A-Z0-9]+)${CLOSE}`, "g");

/**
 * A message rendered, with its mentions marked. Only a parameter that is called `member` or `members` and
 * holds a Slack member id becomes a mention: which name a parameter has is up to our own code, so nothing
 * that a resident writes can call anybody.
 */
export interface Rendered {
  /** For plain_text: members are shown by id. */
  readonly plain: string;
  /** With marks, to be split and then put through `mrkdwn`. */
  readonly marked: string;
  readonly mentions: boolean;
}

export function rendered(words: Words, message: Message, language: Language): Rendered {
  const text = words.render(markMembers(message), language);
  return { plain: text.replaceAll(marked, "@$1"), marked: text, mentions: text.search(marked) >= 0 };
}

/** A message as plain text. */
export function plain(words: Words, message: Message, language: Language): string {
  return rendered(words, message, language).plain;
}

/** Marked text as Slack's markup: everything escaped, the marks made mentions. */
export function mrkdwn(text: string): string {
  return escapeMrkdwn(text).replaceAll(marked, "<@$1>");
}

/** A single value: a fact on a card. */
export function value(words: Words, param: Param, language: Language): Rendered {
  return rendered(words, { key: "officials:value", params: { value: param } }, language);
}

function markMembers(message: Message): Message {
  if (!message.params) return message;
  const params: Record<string, Param> = {};
  for (const [name, param] of Object.entries(message.params)) {
    params[name] = name === "member" || name === "members" ? member(param) : cleaned(param);
  }
  return { key: message.key, params: params satisfies Params };
}

function member(param: Param): Param {
  if (typeof param === "string")
    return /^[UW][A-Z0-9]{2,}$/.test(param) ? OPEN + param + CLOSE : cleaned(param);
  if (typeof param === "object" && "list" in param) return { list: param.list.map(member) };
  return cleaned(param);
}

function cleaned(param: Param): Param {
  if (typeof param === "string") return param.replaceAll(/[\uE000\uE001]/g, "");
  if (typeof param === "number") return param;
  if ("key" in param) return markMembers(param);
  if ("list" in param) return { list: param.list.map(cleaned) };
  return param;
}
