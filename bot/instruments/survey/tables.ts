import type { TableCell, TableRow } from "../../core/document.ts";
import { cells, LEAST_SHOWN, shownIn } from "../../core/makeup.ts";
import { type Localized, type Message, say } from "../../core/message.ts";
import { ALL, type Cell, GROUPS, type Results, STAFF } from "../../core/response.ts";
import type { Question } from "./definition.ts";
import { optionsOf, rangeOf } from "./options.ts";
import { answeredTo, barsOf, besideOptions, numbersOf, OWN, WORDS } from "./result-lines.ts";
import type { Survey } from "./state.ts";

/** The results for a spreadsheet, whole and by group, and the codebook that goes with them. No group under ten. */

type Rows = string[][];

export function tablesOf(survey: Survey, languages: readonly string[]) {
  return [
    { name: "results", rows: resultRows(survey) },
    { name: "codebook", rows: codebook(survey, languages) },
  ];
}

/** Groups that may be shown: large enough, and no other group can be worked out from them. */
export function shownGroups(results: Results): Cell[] {
  const begun = results[ALL]?.begun ?? 0;
  return (["l", "a", "n"] as const).flatMap((dimension) => {
    const counts = Object.fromEntries(
      Object.entries(results[ALL] ?? {}).flatMap(([name, count]) => {
        const key = new RegExp(`^${dimension}:(.+)\\|begun$`).exec(name)?.[1];
        return key === undefined ? [] : [[key, count]];
      }),
    );
    return (cells(counts, begun)?.shown ?? []).map(([key]): Cell => `${dimension}:${key}`);
  });
}

function resultRows({ definition, result }: Survey): Rows {
  const results = result?.results ?? {};
  const groups = shownGroups(results);
  return [
    ["question", "option", "group", "count", "answered", "skipped"],
    ...definition.questions.flatMap((question) => [
      ...rowsOf(question, results),
      ...(["l", "a", "n"] as const).flatMap((dimension) =>
        brokenDown(
          question,
          results,
          groups.filter((one) => one.startsWith(dimension)),
        ),
      ),
    ]),
    ...definition.questions.flatMap((question) => apartRows(question, results)),
  ];
}

/** The same question by group: empty where it is too few, or would give another cell away. */
function brokenDown(question: Question, results: Results, groups: readonly Cell[]): Rows {
  if (question.kind === "ranking") return [];
  const told = groups.filter((cell) => answeredTo(question, results, cell).answered >= LEAST_SHOWN);
  const whole = barsOf(question, results);
  const bars = told.map((cell) => barsOf(question, results, cell));
  const table = bars.map((row) => row.map((one) => one.count));
  const rest = whole.map(({ count }, at) => count - table.reduce((sum, row) => sum + (row[at] ?? 0), 0));
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
      String(answered),
      skipped < LEAST_SHOWN ? "" : String(skipped),
    ]);
  });
}

function rowsOf(question: Question, results: Results): Rows {
  const { answered, skipped } = answeredTo(question, results);
  const row = (option: string, count: number | "") => [
    question.id,
    option,
    "",
    String(count),
    String(answered),
    String(skipped),
  ];
  if (answered < LEAST_SHOWN) return [];
  const bars = [
    ...barsOf(question, results),
    ...(question.kind === "ranking" ? besideOptions(question, results) : []),
  ];
  if (bars.length > 0) return bars.map(({ id, count }) => row(id, count));
  // Somebody may have answered in words: of fewer than ten numbers none is told.
  if ((numbersOf(question, results)?.count ?? 0) < LEAST_SHOWN) return [row("", "")];
  const numbers = Object.entries(results[question.id] ?? {}).flatMap(([name, count]) => {
    const value = /^n\.(-?\d+)$/.exec(name)?.[1];
    return value !== undefined && count > 0 ? [row(value, count)] : [];
  });
  return numbers.length > 0 ? numbers : [row("", "")];
}

/** What groups chose together, and what colleagues answered: rows of their own, because no resident is among them. */
function apartRows(question: Question, results: Results): Rows {
  const groups = barsOf(question, results, GROUPS).flatMap(({ id, count }) =>
    count >= LEAST_SHOWN ? [[question.id, id, GROUPS, String(count), "", ""]] : [],
  );
  const { answered, skipped } = answeredTo(question, results, STAFF);
  if (answered < LEAST_SHOWN) return groups;
  const staff = barsOf(question, results, STAFF).map(({ id, count }) => [
    question.id,
    id,
    STAFF,
    String(count),
    String(answered),
    skipped < LEAST_SHOWN ? "" : String(skipped),
  ]);
  return [...groups, ...staff];
}

/**
 * What each name in the results means, and what its count is: of people, or of points in a ranking; of a number
 * question which numbers could be given.
 */
function codebook({ definition }: Survey, languages: readonly string[]): TableRow[] {
  const inEach = (label: Message): TableCell[] => languages.map((language) => ({ says: label, language }));
  return [
    ["question", "kind", "option", "when", "group", "count", ...languages],
    ...definition.questions.flatMap((question): TableRow[] => {
      const when = (question.when ?? []).map((one) => `${one.question}=${one.is.join("|")}`).join(" & ");
      const { id, kind } = question;
      const { from, to } = rangeOf(question);
      const counted =
        kind === "ranking" ? "points" : kind === "number" ? `people; ${from} to ${to}` : "people";
      const asked = (group: string, ask: Localized): TableRow => [
        id,
        kind,
        "",
        when,
        group,
        optionsOf(question).length > 0 ? "" : counted,
        ...languages.map((one) => ask[one] ?? ""),
      ];
      return [
        asked("", question.ask),
        ...(question.staff ? [asked(STAFF, question.staff)] : []),
        ...optionsOf(question).map(({ id: option, label }): TableRow => {
          const own = question.options?.find((one) => one.id === option)?.label;
          return [
            id,
            kind,
            option,
            "",
            "",
            counted,
            ...(own ? languages.map((one) => own[one] ?? "") : inEach(label)),
          ];
        }),
        ...(question.own ? [[id, kind, OWN, "", "", "people", ...inEach(say("survey:results.own"))]] : []),
        ...(optionsOf(question).length > 0
          ? [[id, kind, WORDS, "", "", "people", ...inEach(say("survey:results.inWords"))]]
          : []),
      ];
    }),
    ["", "", "", "", GROUPS, "people", ...inEach(say("survey:results.ofGroups"))],
    ["", "", "", "", STAFF, "people", ...inEach(say("survey:results.ofStaff"))],
  ];
}
