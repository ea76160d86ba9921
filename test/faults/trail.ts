import type { Row } from "../../bot/ports/rows.ts";
import type { Moment, Record_ } from "./record.ts";

/** What happened to one resident in a run: so that a broken promise can be explained from its log alone. */

/** Characters of one line. */
const LINE = 240;
/** Characters of a row as it stands in the table. */
const STANDS = 4000;

/** The parts of a record that a trail is made of. */
export type Trodden = Pick<Record_, "moments" | "deaths" | "chatOf">;

/**
 * Everything that is known about a chat: what came, when it was taken, what was promised and said, the deaths in
 * between, and what stands in the table in the end. One line each, with seconds since the beginning of the run.
 * @param dead updates that could not be handled, opened
 */
export function trailOf(
  chat: string,
  { moments, deaths, chatOf }: Trodden,
  rows: readonly Row[],
  dead: readonly string[] = [],
): readonly string[] {
  const hers = moments.filter((one) => one.chat === chat);
  const [first, last] = [hers[0], hers.at(-1)];
  if (!first || !last) return [`nothing is known about ${chat}`];
  const died = deaths
    .filter((at) => at >= first.at && at <= last.at)
    .map((at): Moment => ({ at, chat, what: "a process dies" }));
  const standing = rows.filter((row) => {
    if (row.row === "lane") return chatOf(row.resident) === chat;
    return row.row === "contribution" && row.by !== undefined && chatOf(row.by) === chat;
  });
  const numbers = new Set(standing.flatMap((row) => (row.row === "contribution" ? [row.id] : [])));
  const history = rows.filter((row) => row.row === "entry" && numbers.has(row.contribution));
  return [
    ...[...hers, ...died]
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, what }) => `${(at / 1000).toFixed(2).padStart(8)} ${inOneLine(what, LINE)}`),
    ...[...standing, ...history].map((row) => `in the table: ${inOneLine(JSON.stringify(row), STANDS)}`),
    ...dead.filter((body) => body.includes(chat)).map((body) => `set aside: ${inOneLine(body, STANDS)}`),
  ];
}

/** The chats that these sentences are about: named themselves, by a word that was told there, or by a report. */
export function chatsIn(
  sentences: readonly string[],
  { moments, chatOf }: Pick<Trodden, "moments" | "chatOf">,
  rows: readonly Row[],
): readonly string[] {
  const known = new Set(moments.map(({ chat }) => chat));
  const makers = new Map(
    rows.flatMap((row) =>
      row.row === "contribution" && row.by !== undefined ? [[row.id, chatOf(row.by)] as const] : [],
    ),
  );
  const named = sentences
    .flatMap((one) => one.replaceAll(/(\d{4})-(\d{4})/g, "$1$2").match(/\d{6,8}/g) ?? [])
    .flatMap((number) => (known.has(number) ? [number] : (makers.get(number) ?? [])));
  return [...new Set(named)];
}

function inOneLine(text: string, most: number): string {
  const line = text.replaceAll(/\s*\n\s*/g, " ⏎ ");
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
