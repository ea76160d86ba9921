import { GROUPS, type Results, STAFF } from "../../../core/counting/response.ts";
import { LEAST_SHOWN } from "../../../core/disclosure/disclosure.ts";
import { shownIn } from "../../../core/disclosure/suppression.ts";
import type { Table } from "../../../core/model/document.ts";
import type { Cell } from "../../../core/model/groups.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import { tableForm } from "../../../core/model/table-form.ts";
import {
  answeredTo,
  barsOf,
  besideOptions,
  groupCounts,
  NUMBERS,
  numbersOf,
  numbersTogether,
  response,
} from "../figures/figures.ts";
import { dimensions, groupsBy } from "../figures/shown-groups.ts";
import type { Question } from "../questions/definition.ts";
import type { Survey } from "../state.ts";
import { codebook } from "./codebook.ts";

/** The results for a spreadsheet, in total and by group, with their codebook. No group under ten. */

type Rows = (string | number)[][];

export function tablesOf(
  survey: Survey,
  town: Pick<Municipality, "languages" | "neighbourhoods">,
): readonly Table[] {
  const rows = resultRows(survey);
  const form = tableForm(town.languages[0]);
  const headings = ["question", "option", "group", "count", "answered", "skipped"];
  return [
    { name: "results", form, rows: [headings, ...rows] },
    { name: "codebook", form, rows: codebook(survey, rows, town, form) },
  ];
}

function resultRows({ definition, result }: Survey): Rows {
  const results = result?.results ?? {};
  return [
    ...definition.questions.flatMap((question) => [
      ...rowsOf(question, results, { words: result?.words?.[question.id] }),
      ...dimensions.flatMap((dimension) => brokenDown(question, results, groupsBy(dimension, results))),
    ]),
    ...definition.questions.flatMap((question) => [
      ...groupRows(question, results),
      ...rowsOf(question, results, { cell: STAFF }),
    ]),
  ];
}

/** A question by group: empty where there are too few people, or where a value would give another cell away. */
function brokenDown(question: Question, results: Results, groups: readonly Cell[]): Rows {
  if (question.kind === "ranking") return [];
  const told = groups.filter((cell) => answeredTo(question, results, cell).answered >= LEAST_SHOWN);
  const whole = barsOf(question, results);
  const { shown, silent } = shownByGroup(question, results, told);
  return told.flatMap((cell, row) => {
    const { answered, skipped } = answeredTo(question, results, cell);
    const bars = barsOf(question, results, cell);
    return whole.map(({ id }, at) => [
      question.id,
      id,
      cell,
      shown[row]?.[at] ? (bars.find((one) => one.id === id)?.count ?? 0) : "",
      silent[row]?.every(Boolean) ? answered : "",
      silent[row]?.[0] && skipped >= LEAST_SHOWN ? skipped : "",
    ]);
  });
}

/**
 * Decides what may be shown of each group: every bar, how many skipped the question and how many had dropped out before
 * it, because how many started is published elsewhere. Drop-outs may be published there too, so each table has to be
 * safe without that column as well. Where several options can be chosen, each option is a separate table of who chose
 * it and who did not.
 */
function shownByGroup(question: Question, results: Results, told: readonly Cell[]) {
  const whole = barsOf(question, results);
  const countsOf = (cell?: Cell) => {
    const bars = barsOf(question, results, cell);
    const { answered, skipped } = answeredTo(question, results, cell);
    const counts = whole.map(({ id }) => bars.find((one) => one.id === id)?.count ?? 0);
    return { counts, answered, skipped, stopped: response(results, cell).begun - answered - skipped };
  };
  type Counts = ReturnType<typeof countsOf>;
  const all = countsOf();
  /** Which of these columns may be shown, by group; the total already tells that a column is empty. */
  const showable = (columns: (of: Counts) => readonly number[]): boolean[][] => {
    const totals = columns(all);
    const rows = told.map((cell) => columns(countsOf(cell)));
    const rest = totals.map((count, at) => count - rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
    // People in none of these groups are shown nowhere, but their number follows from the total.
    const table = [...rows, ...(rest.some((count) => count > 0) ? [rest] : [])];
    const kept = totals.flatMap((count, at) => (count > 0 ? [at] : []));
    const shown = shownIn(table.map((row) => kept.map((at) => row[at] ?? 0)));
    return rows.map((_, row) => totals.map((_total, at) => shown[row]?.[kept.indexOf(at)] ?? true));
  };
  const both = (columns: (of: Counts) => readonly number[]): boolean[][] => {
    const withStopped = showable((of) => [...columns(of), of.skipped, of.stopped]);
    const without = showable((of) => [...columns(of), of.skipped]);
    return withStopped.map((row, at) => row.map((one, column) => one && (without[at]?.[column] ?? true)));
  };
  const tables =
    question.kind === "choices"
      ? whole.map((_, at) => both(({ counts, answered }) => [counts[at] ?? 0, answered - (counts[at] ?? 0)]))
      : [both(({ counts }) => counts)];
  const bars = whole.length;
  return {
    shown: told.map((_, row) =>
      question.kind === "choices"
        ? tables.map((one) => one[row]?.[0] ?? false)
        : (tables[0]?.[row]?.slice(0, bars) ?? []),
    ),
    /** For those who skipped it, and for those who had dropped out. */
    silent: told.map((_, row) =>
      [-2, -1].map((place) => tables.every((one) => one[row]?.at(place) ?? false)),
    ),
  };
}

/** Rows for all residents, or for all colleagues, who are separate because no resident is among them. */
function rowsOf(
  question: Question,
  results: Results,
  { cell, words = [] }: { cell?: Cell; words?: readonly (readonly [string, number])[] | undefined },
): Rows {
  const { answered, skipped } = answeredTo(question, results, cell);
  if (answered < LEAST_SHOWN) return [];
  const row = (option: string, count: number | "") => [
    question.id,
    option,
    cell ?? "",
    count,
    answered,
    cell && skipped < LEAST_SHOWN ? "" : skipped,
  ];
  const bars = barsOf(question, results, cell);
  if (bars.length > 0) return bars.map(({ id, count }) => row(id, count));
  // A word is shown when enough people said it, as in the message and the cloud.
  if (words.length > 0) return words.map(([word, count]) => row(word, count));
  if (question.kind !== "number") return cell ? [] : [row("", "")];
  const found = numbersOf(question, results, cell);
  const numbers = found
    ? [
        ...numbersTogether(question, results, cell).map(([values, count]) => row(values, count)),
        row(NUMBERS.count, found.count),
        row(NUMBERS.mean, found.mean),
        row(NUMBERS.median, found.median),
      ]
    : [row("", "")];
  return [...numbers, ...besideOptions(question, results, cell).map(({ id, count }) => row(id, count))];
}

/** Rows for what groups chose together: never what fewer than ten chose. */
function groupRows(question: Question, results: Results): Rows {
  return groupCounts(question, results, GROUPS).flatMap(({ id, count }) =>
    count >= LEAST_SHOWN ? [[question.id, id, GROUPS, count, "", ""]] : [],
  );
}
