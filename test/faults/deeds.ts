import type { Contribution, Entry } from "../../bot/core/model/contribution.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import type { Deed } from "./officials.ts";
import type { Said } from "./record.ts";

/** What became of the words that officials typed, and of the order of the messages below their cards. */

export interface DeedsFound {
  /** Sent by an official and read by the resident, to the letter. */
  readonly read: number;
  /** The report had ended before, or its resident is no longer there. */
  readonly over: number;
  /** In the history, but its resident read it nowhere; or not even there. */
  readonly lost: readonly string[];
  /** Read by somebody else. */
  readonly strangers: readonly string[];
}

/**
 * Compares every word that an official typed with what the one resident read whose report it is about.
 * @param chatOf the chat of a resident as rows name her
 * @param gone chats that have blocked the bot or were erased
 */
export function findDeeds(
  deeds: readonly Deed[],
  rows: readonly Row[],
  said: readonly Pick<Said, "chat" | "what">[],
  chatOf: (resident: string) => string | undefined,
  gone: ReadonlySet<string>,
): DeedsFound {
  const reports = new Map(
    rows.flatMap((row) => (row.row === "contribution" ? [[row.id, row] as const] : [])),
  );
  const entries = rows.flatMap((row) => (row.row === "entry" ? [row] : []));
  const read = said.map(({ chat, what }) => ({ chat, text: unescaped(what) }));
  const found = { read: 0, over: 0 };
  const [lost, strangers]: [string[], string[]] = [[], []];
  for (const { about, act, words } of deeds) {
    const report = reports.get(about);
    const chat = report?.by === undefined ? undefined : chatOf(report.by);
    const readers = new Set(read.filter(({ text }) => text.includes(words)).map((one) => one.chat));
    for (const one of readers)
      if (chat !== undefined && one !== chat) strangers.push(`${act} ${about} was read by ${one}`);
    if (chat === undefined || gone.has(chat)) found.over += 1;
    else if (readers.has(chat)) found.read += 1;
    else if (report && isOver(act, words, report, entries)) found.over += 1;
    else lost.push(`${act} ${about} of ${chat}, ${historyOf(about, entries)}: ${words}`);
  }
  return { ...found, lost, strangers };
}

/** As it is read: Telegram's HTML escapes four characters. */
function unescaped(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/**
 * A form that closes because the report is over tells the official so: nothing was sent then. And a question is not
 * asked any more if something else happened first: the resident said something, or was answered.
 */
function isOver(act: Deed["act"], words: string, report: Contribution, entries: readonly Entry[]): boolean {
  const history = entries.filter((one) => one.contribution === report.id);
  const sent = history.find((one) => stringsIn(one).some((text) => text.includes(words)));
  if (!sent) return !report.open;
  return act === "ask" && history.some((one) => one.n > sent.n);
}

/** For the log: what happened to it, in order. */
function historyOf(about: string, entries: readonly Entry[]): string {
  const events = entries.filter((one) => one.contribution === about).map(({ event, at }) => `${event} ${at}`);
  return events.join(", ");
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** A resident's or official's word that occurs nowhere else. */
const WORD = /\b(?:w\d+x\d+|o\d+)q\b/g;

/**
 * The messages below a card, in the order in which they happened: the first occurrence of each word. A death can repeat
 * a line, but cannot change the order.
 * @returns for each card that is out of order, its number and its messages
 */
export function findDisorder(messages: readonly SlackMessage[], rows: readonly Row[]): readonly string[] {
  const turns = new Map<string, { readonly about: string; readonly n: number }>();
  for (const row of rows) {
    if (row.row !== "entry") continue;
    for (const word of JSON.stringify(row).match(WORD) ?? [])
      if (!turns.has(word)) turns.set(word, { about: row.contribution, n: row.n });
  }
  const threads = Map.groupBy(
    messages.filter((one) => one.thread_ts),
    (one) => `${one.channel} ${one.thread_ts}`,
  );
  return [...threads].flatMap(([card, lines]) => {
    const words = new Set(
      lines.flatMap((line) => JSON.stringify([line.text, line.blocks]).match(WORD) ?? []),
    );
    const order = [...words].flatMap((word) => turns.get(word)?.n ?? []);
    return order.every((n, at) => at === 0 || n >= (order[at - 1] ?? 0))
      ? []
      : [`${card}: ${order.join(", ")}`];
  });
}
