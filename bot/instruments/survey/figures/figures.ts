import { ALL, type Results, readGivenNumber } from "../../../core/counting/response.ts";
import { amongShown, LEAST_SHOWN, mayBeShown, type ShownCount } from "../../../core/disclosure/disclosure.ts";
import { type Cell, inCell, readInCell } from "../../../core/model/groups.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Question } from "../questions/definition.ts";
import { optionsOf, rangeOf, type Shown } from "../questions/options.ts";

/** The counts, question by question. The caller decides which of them may be shown. */

/**
 * Ids of answers outside a question's options: something else typed where that is allowed, and anything else typed,
 * spoken or photographed. No option's id contains an asterisk.
 */
export const OWN = "*own";
export const TEXT = "*text";

/** Ids of figures about the numbers given: how many people gave one, and the mean and median. */
export const NUMBERS = { count: "*numbers", mean: "*mean", median: "*median" } as const;

export interface Bar {
  readonly id: string;
  readonly label: Message;
  readonly count: number;
  /** Whole percentage of those who answered the question; meaningless for points. */
  readonly share: number;
  /** The options of a ranking have points, which do not reveal how many people they came from. */
  readonly unit: "people" | "points";
}

/** How many people started and how many finished. */
export function response(results: Results, cell?: Cell): { begun: number; done: number } {
  const of = (what: string) => countOf({ id: ALL }, what, results, cell);
  return { begun: of("begun"), done: of("done") };
}

/** How many people answered a question and how many skipped it. */
export function answeredTo(
  question: Pick<Question, "id">,
  results: Results,
  cell?: Cell,
): { answered: number; skipped: number } {
  const of = (what: string) => countOf(question, what, results, cell);
  return { answered: of("answered"), skipped: of("skipped") };
}

/**
 * Every option with its count, in the order of the question, followed by answers outside the options. Shares are of
 * those who answered, so where several can be chosen they add up to more than 100. Empty for a question without
 * options.
 */
export function barsOf(question: Question, results: Results, cell?: Cell): Bar[] {
  const { answered } = answeredTo(question, results, cell);
  const [prefix, unit] =
    question.kind === "ranking" ? (["p.", "points"] as const) : (["o.", "people"] as const);
  const options = optionsOf(question).map((option: Shown): Bar => {
    const count = countOf(question, `${prefix}${option.id}`, results, cell);
    return { ...option, count, share: shareOf(count, answered), unit };
  });
  return options.length === 0 ? [] : [...options, ...besideOptions(question, results, cell)];
}

/** Answers outside a question's options or numbers, if there are any. */
export function besideOptions(question: Question, results: Results, cell?: Cell): Bar[] {
  const { answered } = answeredTo(question, results, cell);
  return [
    { id: OWN, what: "own", label: say("survey:results.own") },
    { id: TEXT, what: "text", label: say("survey:results.text") },
  ].flatMap(({ id, what, label }): Bar[] => {
    const count = countOf(question, what, results, cell);
    return count === 0 ? [] : [{ id, label, count, share: shareOf(count, answered), unit: "people" }];
  });
}

/** What groups chose together: the number of people per option, even where individuals rank them. */
export function groupCounts(question: Question, results: Results, cell: Cell) {
  return optionsOf(question).map((option) => ({
    ...option,
    count: countOf(question, `o.${option.id}`, results, cell),
  }));
}

/** The numbers given, smallest first, each with its count. */
function numbersGiven(
  { id }: Pick<Question, "id">,
  results: Results,
  cell?: Cell,
): (readonly [value: number, count: number])[] {
  return Object.entries(results[id] ?? {})
    .flatMap(([name, count]): [number, number][] => {
      const read = readInCell(name);
      const value = read?.cell === cell ? readGivenNumber(read?.what ?? name) : undefined;
      return value !== undefined && count > 0 ? [[value, count]] : [];
    })
    .toSorted(([a], [b]) => a - b);
}

/**
 * Groups the numbers given into rows of at least ten people: a number that fewer gave is merged with its neighbours, as
 * “18..24”. Such a row starts where the previous one ends; the first and the last extend to the limits of the question,
 * because the lowest and highest number given are one person's answer. The last row takes in the remainder.
 *
 * @returns an empty list when fewer than ten gave a number
 */
export function numbersTogether(
  question: Pick<Question, "id" | "from" | "to">,
  results: Results,
  cell?: Cell,
): (readonly [values: string, count: number])[] {
  const range = rangeOf(question);
  interface Open {
    readonly from: number;
    readonly to: number;
    readonly count: number;
  }
  const rows: Open[] = [];
  let open: Open | undefined;
  for (const [value, count] of numbersGiven(question, results, cell)) {
    const last = rows.at(-1);
    open = {
      // A number given by ten people gets a row of its own.
      from: open?.from ?? (count >= LEAST_SHOWN ? value : last === undefined ? range.from : last.to + 1),
      to: value,
      count: (open?.count ?? 0) + count,
    };
    if (open.count < LEAST_SHOWN) continue;
    rows.push(open);
    open = undefined;
  }
  const last = rows.at(-1);
  if (last && (open || last.from !== last.to))
    rows.splice(-1, 1, { from: last.from, to: range.to, count: last.count + (open?.count ?? 0) });
  return rows.map(({ from, to, count }) => [from === to ? String(from) : `${from}..${to}`, count]);
}

/**
 * The mean, to one decimal, and median of numbers; the lower median, so that it is an answer somebody gave.
 *
 * @returns undefined for fewer numbers than `LEAST_SHOWN`, however many people answered in words
 */
export function numbersOf(
  question: Pick<Question, "id">,
  results: Results,
  cell?: Cell,
): { count: ShownCount; mean: ShownCount; median: ShownCount } | undefined {
  const given = numbersGiven(question, results, cell);
  const count = given.reduce((sum, [, n]) => sum + n, 0);
  if (!mayBeShown(count)) return undefined;
  const mean = given.reduce((sum, [value, n]) => sum + value * n, 0) / count;
  let passed = 0;
  for (const [value, n] of given) {
    passed += n;
    if (passed * 2 >= count)
      return {
        count,
        mean: amongShown(Math.round(mean * 10) / 10, count),
        median: amongShown(value, count),
      };
  }
  return undefined;
}

function countOf({ id }: Pick<Question, "id">, what: string, results: Results, cell?: Cell): number {
  return results[id]?.[cell ? inCell(cell, what) : what] ?? 0;
}

/** A share as a whole percentage. */
export function shareOf(count: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * count) / whole);
}
