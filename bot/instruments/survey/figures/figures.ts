import { ALL, type Results, readGivenNumber } from "../../../core/counting/response.ts";
import { amongShown, LEAST_SHOWN, mayBeShown, type ShownCount } from "../../../core/disclosure/disclosure.ts";
import { type Cell, inCell, readInCell } from "../../../core/model/groups.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Question } from "../questions/definition.ts";
import { optionsOf, rangeOf, type Shown } from "../questions/options.ts";

/** What was counted, question by question. The caller decides what of it may be shown. */

/**
 * What stands beside the options of a question: something else that she typed where that is asked for, and whatever
 * else was typed, said or photographed. An asterisk is in no id of an option.
 */
export const OWN = "*own";
export const TEXT = "*text";

/** Beside the numbers that were given: how many gave one, and what they come to. */
export const NUMBERS = { count: "*numbers", mean: "*mean", median: "*median" } as const;

export interface Bar {
  readonly id: string;
  readonly label: Message;
  readonly count: number;
  /** Whole percents of those who answered the question; of points it says nothing. */
  readonly share: number;
  /** Of a ranking its options have points: how many people they are of does not follow from them. */
  readonly unit: "people" | "points";
}

/** How often somebody began, and came to the end. */
export function response(results: Results, cell?: Cell): { begun: number; done: number } {
  const of = (what: string) => countOf({ id: ALL }, what, results, cell);
  return { begun: of("begun"), done: of("done") };
}

/** How many answered and how many passed a question. */
export function answeredTo(
  question: Pick<Question, "id">,
  results: Results,
  cell?: Cell,
): { answered: number; skipped: number } {
  const of = (what: string) => countOf(question, what, results, cell);
  return { answered: of("answered"), skipped: of("skipped") };
}

/**
 * Every option with how often it was chosen, in the order of the question, and then what was answered beside them.
 * Shares are of those who answered it, so where several can be chosen they add up to more than 100. Nothing for a
 * question without options.
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

/** What was answered beside the options of a question, or beside its numbers; only what there is. */
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

/** What groups chose together: how many people each option, also where others put them in order. */
export function groupCounts(question: Question, results: Results, cell: Cell) {
  return optionsOf(question).map((option) => ({
    ...option,
    count: countOf(question, `o.${option.id}`, results, cell),
  }));
}

/** Numbers that were given, the smallest first, each with how often. */
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
 * Numbers that were given, so that each row is of ten people or more: a number that fewer gave stands with those beside
 * it, as “18..24”. Such a row begins where the one before it ends, the first and the last at what could be answered: the
 * least and the most that anybody gave is one person's answer. The last row takes in what is left over.
 *
 * @returns nothing when fewer than ten gave a number
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
      // A number that ten people gave stands by itself.
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
 * Mean, to one decimal, and median of numbers; the lower median, so that it is an answer that somebody gave.
 *
 * @returns undefined of fewer numbers than `LEAST_SHOWN`, however many answered in words
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

/** In whole percents. */
export function shareOf(count: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * count) / whole);
}
