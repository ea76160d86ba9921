import type { Language, Message, Param, Params } from "../core/model/message.ts";
import { firstPiece, split as splitText } from "../text/split.ts";
import type { Words } from "../text/words.ts";

/**
 * Turns words into Slack text. People's words are shown, never interpreted: as plain text wherever Slack allows it, and
 * escaped where it does not.
 */

/**
 * Escapes text for Slack's markup. Slack treats three characters as markup: `<!channel>`, `<@U…>`, `<https://…>` and
 * `&amp;` all involve one of them. Its documentation says to replace exactly these.
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The length of a text by the strictest count: Slack may count `&` as the five characters it is stored as. */
export function weight(text: string): number {
  return escapeMrkdwn(text).length;
}

/** Truncates a text to `max`, marking the cut with an ellipsis. */
export function cut(text: string, max: number): string {
  return weight(text) <= max ? text : `${firstPiece(text, max - 1, weight).trimEnd()}…`;
}

/** Splits a text into pieces of at most `max`, between paragraphs, sentences or words where possible. */
export function split(text: string, max: number): readonly string[] {
  return splitText(text, max, weight);
}

/** Private-use characters, kept out of people's words, that enclose a member's id until escaping is done. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const marked = new RegExp(`${OPEN}([UW][A-Z0-9]+)${CLOSE}`, "g");

/**
 * A rendered message, with its mentions marked. Only a parameter named `member` or `members` that holds a Slack member
 * id becomes a mention: our own code names the parameters, so nothing a resident writes can mention anybody.
 */
export interface Rendered {
  /** For plain_text, where members are shown by id. */
  readonly plain: string;
  /** With marks, to be split and then passed through `mrkdwn`. */
  readonly marked: string;
  readonly mentions: boolean;
}

export function rendered(words: Words, message: Message, language: Language): Rendered {
  const text = words.render(markMembers(message), language);
  return { plain: text.replaceAll(marked, "@$1"), marked: text, mentions: text.search(marked) >= 0 };
}

/** Renders a message as plain text. */
export function plain(words: Words, message: Message, language: Language): string {
  return rendered(words, message, language).plain;
}

/** Converts marked text to Slack's markup: everything is escaped, and the marks become mentions. */
export function mrkdwn(text: string): string {
  return escapeMrkdwn(text).replaceAll(marked, "<@$1>");
}

/** Renders a single value, such as a fact on a card. */
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
