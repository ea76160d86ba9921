import { LEAST_SHOWN, shownIn } from "../../core/disclosure.ts";
import type { Municipality } from "../../core/municipality.ts";
import { type Cell, GROUPS, type Results, STAFF } from "../../core/response.ts";
import { codebook } from "./codebook.ts";
import type { Question } from "./definition.ts";
import {
  answeredTo,
  barsOf,
  besideOptions,
  groupCounts,
  NUMBERS,
  numbersOf,
  numbersTogether,
  response,
} from "./figures.ts";
import { dimensions, groupsBy } from "./shown-groups.ts";
import type { Survey } from "./state.ts";

/** The results for a spreadsheet, whole and by group, and the codebook that goes with them. No group under ten. */

type Rows = string[][];

export function tablesOf(survey: Survey, town: Pick<Municipality, "languages" | "neighbourhoods">) {
  const rows = resultRows(survey);
  return [
    { name: "results", rows: [["question", "option", "group", "count", "answered", "skipped"], ...rows] },
    { name: "codebook", rows: codebook(survey, rows, town) },
  ];
}

function resultRows({ definition, result }: Survey): Rows {
  const results = result?.results ?? {};
  return [
    ...definition.questions.flatMap((question) => [
      ...rowsOf(question, results),
      ...dimensions.flatMap((dimension) => brokenDown(question, results, groupsBy(dimension, results))),
    ]),
    ...definition.questions.flatMap((question) => [
      ...groupRows(question, results),
      ...rowsOf(question, results, STAFF),
    ]),
  ];
}

/** The same question by group: empty where it is too few, or would give another cell away. */
function brokenDown(question: Question, results: Results, groups: readonly Cell[]): Rows {
  if (question.kind === "ranking") return [];
  const told = groups.filter((cell) => answeredTo(question, results, cell).answered >= LEAST_SHOWN);
  const whole = barsOf(question, results);
  const silentIn = (cell?: Cell) =>
    response(results, cell).begun - answeredTo(question, results, cell).answered;
  const allAnswered = silentIn() === 0;
  // How many of a group began is told elsewhere, so how many did not answer this follows from how many did.
  const columnsOf = (cell?: Cell): number[] => {
    const bars = barsOf(question, results, cell);
    const counts = whole.map(({ id }) => bars.find((one) => one.id === id)?.count ?? 0);
    return allAnswered ? counts : [...counts, silentIn(cell)];
  };
  const table = told.map((cell) => columnsOf(cell));
  const rest = columnsOf().map((count, at) => count - table.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  // Who is in none of these groups is told nowhere, but follows from the whole.
  const others = rest.some((count) => count > 0) ? [rest] : [];
  const shown = shownIn(
    [...table, ...others],
    rest.map(() => 0),
  );
  return told.flatMap((cell, row) => {
    const { answered, skipped } = answeredTo(question, results, cell);
    return whole.map(({ id }, at) => [
      question.id,
      id,
      cell,
      shown[row]?.[at] ? String(table[row]?.[at] ?? 0) : "",
      allAnswered || shown[row]?.[whole.length] ? String(answered) : "",
      skipped < LEAST_SHOWN ? "" : String(skipped),
    ]);
  });
}

/** Of all residents, or of all colleagues: rows of their own, because no resident is among them. */
function rowsOf(question: Question, results: Results, cell?: Cell): Rows {
  const { answered, skipped } = answeredTo(question, results, cell);
  if (answered < LEAST_SHOWN) return [];
  const row = (option: string, count: number | "") => [
    question.id,
    option,
    cell ?? "",
    String(count),
    String(answered),
    cell && skipped < LEAST_SHOWN ? "" : String(skipped),
  ];
  const bars = barsOf(question, results, cell);
  if (bars.length > 0) return bars.map(({ id, count }) => row(id, count));
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

/** What groups chose together: never what fewer than ten chose. */
function groupRows(question: Question, results: Results): Rows {
  return groupCounts(question, results, GROUPS).flatMap(({ id, count }) =>
    count >= LEAST_SHOWN ? [[question.id, id, GROUPS, String(count), "", ""]] : [],
  );
}
