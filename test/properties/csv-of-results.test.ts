import { describe, expect, test } from "vitest";
import type { Response, Results } from "../../bot/core/counting/response.ts";
import { LEAST_SHOWN } from "../../bot/core/disclosure/disclosure.ts";
import type { Cell } from "../../bot/core/model/groups.ts";
import { tableForm } from "../../bot/core/model/table-form.ts";
import { dropOffBy } from "../../bot/instruments/survey/figures/drop-off.ts";
import { answeredTo, barsOf, response } from "../../bot/instruments/survey/figures/figures.ts";
import { dimensions, groupsBy } from "../../bot/instruments/survey/figures/shown-groups.ts";
import { tablesOf } from "../../bot/instruments/survey/files/tables.ts";
import type { Question } from "../../bot/instruments/survey/questions/definition.ts";
import { readCsv, writeCsv } from "../../bot/text/csv.ts";
import { type Chance, chanceFrom } from "../faults/chance.ts";
import {
  chose,
  closed,
  gathered,
  gave,
  other,
  person,
  question,
  typed,
} from "../instruments/survey/counted.ts";
import { boundsOf } from "../support/intervals.ts";
import { waterkant } from "../support/waterkant.ts";

/**
 * An official has the table of results and the form about who gave up, and knows where a resident lives, how old she is
 * and which language she speaks. No row and no combination of them tells her what fewer than ten people answered.
 */

const questions: readonly Question[] = [
  question("choice", ["a", "b", "c"], { id: "one", own: true }),
  question("choices", ["a", "b", "c"], { id: "several" }),
  question("yes_no", [], { id: "yes" }),
  question("number", [], { id: "times", from: 0, to: 1000 }),
];
const skipped = { is: "skipped" } as const;

function somebody(chance: Chance, few: number): Response {
  const letters = ["a", "b", "c"] as const;
  // Some answers are rare, some neighbourhoods have few people.
  const letter = () => (chance.share(few) ? chance.pick(letters) : "a");
  const given: Response["answers"][string][] = [
    chance.share(0.1) ? typed("Anders") : chance.share(0.1) ? other("zelf") : chose(letter()),
    chose(...new Set([letter(), chance.pick(letters)])),
    chose(chance.share(few) ? "no" : "yes"),
    gave(chance.share(0.05) ? chance.between(500, 999) : chance.between(1, 9)),
  ];
  const far = chance.share(0.8) ? questions.length : chance.between(1, questions.length - 1);
  return person(
    Object.fromEntries(
      questions.slice(0, far).map(({ id }, at) => [id, chance.share(0.1) ? skipped : (given[at] ?? skipped)]),
    ),
    {
      done: far === questions.length,
      language: chance.share(0.85) ? "nl" : "en",
      ...(chance.share(0.9) && {
        neighbourhood: chance.share(few)
          ? chance.pick(["mill", "meadow", "east"])
          : chance.pick(["dike", "harbour"]),
        age: chance.pick(["16_17", "18_20", "18_20", "21_24"]),
      }),
    },
  );
}

interface Row {
  readonly question: string;
  readonly option: string;
  readonly group: string;
  readonly count: string;
  readonly answered: string;
  readonly skipped: string;
}

function csvOf(list: readonly Response[], asked = questions): Row[] {
  const [results] = tablesOf(closed(asked, list), waterkant);
  return readCsv(writeCsv(results?.rows as (string | number)[][], tableForm("nl")))
    .slice(1)
    .map(([q = "", option = "", group = "", count = "", answered = "", passed = ""]) => ({
      question: q,
      option,
      group,
      count,
      answered,
      skipped: passed,
    }));
}

/** What she works out from one question and one kind of group: numbers under ten that the totals alone do not give. */
function workedOut(
  asked: Question,
  dimension: (typeof dimensions)[number],
  rows: readonly Row[],
  results: Results,
  all = questions,
) {
  const groups = groupsBy(dimension, results);
  const gaveUp = dropOffBy(dimension, { questions: [...all] }, results);
  const options = barsOf(asked, results).map(({ id }) => id);
  const truthOf = (cell?: Cell) => {
    const bars = barsOf(asked, results, cell);
    const { answered, skipped: passed } = answeredTo(asked, results, cell);
    const counts = options.map((id) => bars.find((one) => one.id === id)?.count ?? 0);
    return { counts, answered, passed, stopped: response(results, cell).begun - answered - passed };
  };
  const whole = truthOf();
  const read = (cell: Cell, option: string) =>
    rows.find((one) => one.question === asked.id && one.group === cell && one.option === option);
  // Where several can be chosen each option is a table of its own.
  const parts = asked.kind === "choices" ? options.map((_, at) => [at]) : [options.map((_, at) => at)];
  return parts.flatMap((part) => {
    const columns = (truth: typeof whole): number[] => [
      ...part.map((at) => truth.counts[at] ?? 0),
      ...(asked.kind === "choices" ? [truth.answered - (truth.counts[part[0] ?? 0] ?? 0)] : []),
      truth.passed,
      truth.stopped,
    ];
    const seen = groups.map((cell) => {
      const inRow = read(cell, options[0] ?? "");
      const counts = part.map((at) => (read(cell, options[at] ?? "")?.count ?? "") !== "");
      const answered = (inRow?.answered ?? "") !== "";
      const passed = whole.passed === 0 || (inRow?.skipped ?? "") !== "";
      // What came to this question is told of a group when what came to it differs.
      const came = gaveUp.reached[asked.id]?.some((one) => one.cell === cell) ?? false;
      return [
        ...counts,
        ...(asked.kind === "choices" ? [counts[0] === true && answered] : []),
        passed || (answered && came),
        whole.stopped === 0 || came || (answered && passed),
      ];
    });
    const truth = groups.map((cell) => columns(truthOf(cell)));
    const rest = columns(whole).map((sum, at) => sum - truth.reduce((so, row) => so + (row[at] ?? 0), 0));
    const table = [...truth, rest];
    const bounds = boundsOf(table, [...seen, rest.map(() => false)]);
    const bySums = boundsOf(
      table,
      table.map((row) => row.map(() => false)),
    );
    return groups.flatMap((cell, r) =>
      columns(whole).flatMap((_, c) => {
        const count = table[r]?.[c] ?? 0;
        const [found, sums] = [bounds[r]?.[c], bySums[r]?.[c]];
        // How many had stopped is told in its own place, by rules of its own.
        if (!found || !sums || count >= LEAST_SHOWN || c === columns(whole).length - 1) return [];
        const open = found.least <= sums.least && found.most >= Math.min(LEAST_SHOWN - 1, sums.most);
        return open ? [] : [`${asked.id} ${cell} column ${c}: ${count} is ${found.least} to ${found.most}`];
      }),
    );
  });
}

test.each(Array.from({ length: 60 }, (_, seed) => seed + 1))("in a survey of chance (%i)", (seed) => {
  const chance = chanceFrom(seed);
  const few = chance.next() * 0.5;
  const list = Array.from({ length: chance.between(20, 200) }, () => somebody(chance, few));
  const { results } = gathered(...list);
  const rows = csvOf(list);
  const problems = questions
    .filter(({ kind }) => kind !== "number")
    .flatMap((asked) => dimensions.flatMap((dimension) => workedOut(asked, dimension, rows, results)));
  expect(problems).toEqual([]);
});

test("with the form that tells who gave up, it does not follow how few passed a question", () => {
  const [one, yes] = [questions[0], questions[2]];
  if (!one || !yes) throw new Error("there are four questions");
  const asked = [one, yes];
  const people = (count: number, language: string, ...given: Response["answers"][string][]) =>
    Array.from({ length: count }, () =>
      person(Object.fromEntries(given.map((answer, at) => [asked[at]?.id ?? "", answer])), {
        language,
        done: given.length === 2,
      }),
    );
  const list = [
    ...people(22, "nl", chose("a")),
    ...people(26, "nl", chose("a"), chose("yes")),
    ...people(23, "nl", chose("a"), chose("no")),
    ...people(8, "nl", chose("a"), skipped),
    ...people(16, "en", chose("a")),
    ...people(28, "en", chose("a"), chose("yes")),
    ...people(27, "en", chose("a"), chose("no")),
    ...people(11, "en", chose("a"), skipped),
  ];
  const { results } = gathered(...list);
  // 57 of 79 who read Dutch got to it, and that is told: with 26 and 23 the 8 would be left.
  expect(dropOffBy("l", { questions: asked }, results).reached).toHaveProperty("yes");
  expect(workedOut(yes, "l", csvOf(list, asked), results, asked)).toEqual([]);
});

describe("of a resident who is alone in her group", () => {
  const others = (count: number, neighbourhood: string, answer: Response["answers"][string]) =>
    Array.from({ length: count }, () => person({ one: answer }, { neighbourhood }));

  test("stands nothing by group, whichever of her groups it is", () => {
    const hers = { neighbourhood: "mill", age: "28_up", language: "en" };
    const list = [...others(20, "dike", chose("a")), ...others(15, "harbour", chose("b"))];
    const one = csvOf([...list, person({ one: chose("c") }, hers)]);
    const other = csvOf([...list, person({ one: chose("a") }, hers)]);
    const byGroup = (rows: readonly Row[]) => rows.filter(({ group }) => group !== "");
    expect(byGroup(one).some(({ group }) => /mill|28_up|l:en/.test(group))).toBe(false);
    expect(byGroup(one)).toEqual(byGroup(other));
  });

  test("no number that is told is of fewer than ten of a group", () => {
    const chance = chanceFrom("small");
    const list = Array.from({ length: 180 }, () => somebody(chance, 0.4));
    const small = csvOf(list).filter(
      ({ group, ...row }) =>
        group !== "" &&
        [row.count, row.answered, row.skipped].some((cell) => cell !== "" && Number(cell) < LEAST_SHOWN),
    );
    expect(small).toEqual([]);
  });

  test("that all of a group chose the same is not told either, also where several can be chosen", () => {
    const asked = [question("choices", ["a", "b"], { id: "several" })];
    const all = (count: number, neighbourhood: string, ...ids: string[]) =>
      Array.from({ length: count }, () => person({ several: chose(...ids) }, { neighbourhood }));
    const rows = csvOf(
      [...all(25, "dike", "a", "b"), ...all(15, "harbour", "a"), ...all(15, "harbour", "b")],
      asked,
    );
    // Of the 25 all chose a: then each of them did. Of the 30 of the harbour 15 did.
    expect(rows.filter(({ group, option }) => group === "n:dike" && option === "a")).toMatchObject([
      { count: "" },
    ]);
    const one = csvOf(
      [...all(24, "dike", "a", "b"), ...all(1, "dike", "b"), ...all(30, "harbour", "b")],
      asked,
    );
    expect(one.filter(({ group, option }) => group === "n:dike" && option === "a")).toMatchObject([
      { count: "" },
    ]);
  });
});

describe("numbers", () => {
  const asked = [question("number", [], { id: "times", from: 0, to: 1000 })];
  const given = (...values: readonly number[]) => values.map((value) => person({ times: gave(value) }));
  const told = (list: readonly Response[]) =>
    csvOf(list, asked)
      .map(({ option }) => option)
      .filter((option) => /^\d/.test(option));

  test("do not tell the least or the most that somebody gave", () => {
    const middle = given(...Array.from({ length: 12 }, (_, n) => 40 + n));
    expect(told([...middle, ...given(3, 977)])).toEqual(told([...middle, ...given(38, 812)]));
    expect(told([...middle, ...given(3, 977)]).join()).not.toMatch(/\b(3|977)\b/);
  });

  test("that ten people gave stand by themselves, and the others between them", () => {
    const ten = (value: number) => given(...Array.from({ length: 10 }, () => value));
    expect(told([...ten(5), ...ten(9), ...given(12, 12, 20, 20)])).toEqual(["5", "9..1000"]);
    expect(told([...ten(5), ...given(7, 7, 8, 8, 8, 8, 9, 9, 9, 9), ...ten(50)])).toEqual([
      "5",
      "6..9",
      "50",
    ]);
  });
});
