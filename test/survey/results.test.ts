import { expect, test } from "vitest";
import { createGathering } from "../../bot/core/gathered.ts";
import { difference, groupsIn, type Response, type Results } from "../../bot/core/response.ts";
import { groupsOf } from "../../bot/instruments/survey/apart-lines.ts";
import type { Question } from "../../bot/instruments/survey/definition.ts";
import {
  answeredTo,
  barsOf,
  numbersOf,
  response as responseOf,
} from "../../bot/instruments/survey/result-lines.ts";
import type { Survey } from "../../bot/instruments/survey/state.ts";
import { shownGroups, tablesOf } from "../../bot/instruments/survey/tables.ts";

/** Every figure of a survey against one that was worked out by hand. */

const question = (kind: Question["kind"], ids: string[] = []): Question => ({
  id: "q",
  kind,
  ask: { nl: "Vraag" },
  ...(ids.length > 0 && { options: ids.map((id) => ({ id, label: { nl: id } })) }),
});

const person = (answers: Response["answers"], more: Partial<Response> = {}): Response => ({
  row: "response",
  process: "P1234567",
  voter: "00",
  version: 1,
  edition: 1,
  language: "nl",
  via: "chat",
  answers,
  done: true,
  begun: "2026-05-04T09:00:00.000Z",
  at: "2026-05-04T09:00:00.000Z",
  ...more,
});

function together(...list: Response[]): Results {
  const gathering = createGathering();
  for (const one of list) gathering.add(one);
  return gathering.done().results;
}
const chose = (...ids: string[]) => ({ q: { is: "options" as const, ids } });

test("shares are of those who answered, and of several they are more than a hundred together", () => {
  const results = together(
    person(chose("a", "b")),
    person(chose("a")),
    person(chose("b")),
    person({ q: { is: "skipped" } }, { done: false }),
  );
  // Three answered: two chose a (67%), two b (67%), nobody c.
  expect(barsOf(question("choices", ["a", "b", "c"]), results)).toMatchObject([
    { id: "a", count: 2, share: 67 },
    { id: "b", count: 2, share: 67 },
    { id: "c", count: 0, share: 0 },
  ]);
  expect(answeredTo(question("choices"), results)).toEqual({ answered: 3, skipped: 1 });
  expect(responseOf(results)).toEqual({ begun: 4, done: 3 });
});

test("a ranking gives its points by the modified Borda count", () => {
  const ranked = (...ids: string[]) => person({ q: { is: "ranking", ids } });
  const results = together(ranked("a", "b", "c"), ranked("b", "a"), ranked("c"));
  // a: 3 + 1, b: 2 + 2, c: 1 + 1.
  expect(barsOf(question("ranking", ["a", "b", "c"]), results).map((one) => one.count)).toEqual([4, 4, 2]);
});

test("of numbers the mean and the lower median are told", () => {
  const results = together(...[1, 2, 2, 10].map((value) => person({ q: { is: "number", value } })));
  // (1 + 2 + 2 + 10) / 4 = 3.75; of four the second is the lower median.
  expect(numbersOf(question("number"), results)).toEqual({ count: 4, mean: 3.8, median: 2 });
  expect(numbersOf(question("number"), {})).toBeUndefined();
});

test("a changed answer takes off what it was and adds what it is, also for her groups", () => {
  const before = person(chose("a"), { age: "16_17", neighbourhood: "dike", done: false });
  const after = { ...before, version: 2, answers: chose("b"), done: true };
  expect(difference(before, after)).toEqual({
    "-": { done: 1, "l:nl|done": 1, "a:16_17|done": 1, "n:dike|done": 1 },
    q: {
      "o.a": -1,
      "l:nl|o.a": -1,
      "a:16_17|o.a": -1,
      "n:dike|o.a": -1,
      "o.b": 1,
      "l:nl|o.b": 1,
      "a:16_17|o.b": 1,
      "n:dike|o.b": 1,
    },
  });
  expect(difference(after, after)).toEqual({});
});

test("a group is people, and no answers", () => {
  const group = person({ q: { is: "counts", counts: { a: 7, b: 3 } } }, { via: "group", size: 12 });
  const results = together(person(chose("a")), group);
  expect(groupsOf(results)).toEqual({ people: 12, groups: 1 });
  expect(barsOf(question("choice", ["a", "b"]), results).map((one) => one.count)).toEqual([1, 0]);
  expect(responseOf(results).begun).toBe(1);
});

test("by group only what is large enough is told, in every table", () => {
  const people = Array.from({ length: 40 }, (_, n) =>
    person(chose(n < 30 ? "a" : "b"), {
      language: n < 25 ? "nl" : "en",
      ...(n < 36 && { age: n < 16 ? "16_17" : n < 33 ? "18_20" : "25_27" }),
    }),
  );
  const results = together(...people);
  // 16 of one age, 17 of another and 3 of a third: with the three the smallest of the others is hidden.
  expect(shownGroups(results)).toEqual(["l:nl", "l:en", "a:18_20"]);
  expect(groupsIn(results)).toEqual({});
  const survey = {
    definition: { questions: [question("choice", ["a", "b"])] },
    result: { results },
  } as unknown as Survey;
  const [table, codebook] = tablesOf(survey, ["nl", "en"]);
  expect(table?.rows).toEqual([
    ["question", "option", "group", "count", "answered", "skipped"],
    ["q", "a", "", "30", "40", "0"],
    ["q", "b", "", "10", "40", "0"],
    // 25 and 0, 5 and 10: the 0 and the 5 would follow from the sums, so nothing is left to show.
    ["q", "a", "l:nl", "", "25", ""],
    ["q", "b", "l:nl", "", "25", ""],
    ["q", "a", "l:en", "", "15", ""],
    ["q", "b", "l:en", "", "15", ""],
    ["q", "a", "a:18_20", "", "17", ""],
    ["q", "b", "a:18_20", "", "17", ""],
  ]);
  expect(codebook?.rows.slice(0, 4)).toEqual([
    ["question", "kind", "option", "when", "group", "count", "nl", "en"],
    ["q", "choice", "", "", "", "", "Vraag", ""],
    ["q", "choice", "a", "", "", "people", "a", ""],
    ["q", "choice", "b", "", "", "people", "b", ""],
  ]);
});
