import { expect, test } from "vitest";
import { difference, groupsIn, type Response, sameResults } from "../../../bot/core/counting/response.ts";
import { groupsOf } from "../../../bot/instruments/survey/figures/apart-lines.ts";
import {
  answeredTo,
  barsOf,
  besideOptions,
  numbersOf,
  response as responseOf,
} from "../../../bot/instruments/survey/figures/figures.ts";
import { shownGroups } from "../../../bot/instruments/survey/figures/shown-groups.ts";
import { tablesOf } from "../../../bot/instruments/survey/files/tables.ts";
import {
  chose,
  closed,
  gathered,
  gave,
  other,
  people,
  person,
  question,
  ranked,
  said,
  typed,
} from "./counted.ts";

/** Every figure of a survey compared with one that was worked out by hand. */

const town = { languages: ["nl", "en"], neighbourhoods: [] };
const together = (...list: Response[]) => gathered(...list).results;

test("shares are of those who answered, and of several they are more than a hundred together", () => {
  const results = together(
    person({ q: chose("a", "b") }),
    person({ q: chose("a") }),
    person({ q: chose("b") }),
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
  const orders = [ranked("a", "b", "c"), ranked("b", "a"), ranked("c")];
  const results = together(...orders.map((q) => person({ q })));
  // a: 3 + 1, b: 2 + 2, c: 1 + 1.
  expect(barsOf(question("ranking", ["a", "b", "c"]), results).map((one) => one.count)).toEqual([4, 4, 2]);
});

test("of numbers the mean and the lower median are told, from ten numbers on", () => {
  const values = [1, 1, 2, 2, 2, 3, 3, 4, 8, 10];
  const results = together(...values.map((value) => person({ q: gave(value) })));
  // 36 / 10 = 3.6; of ten the fifth, 2, is the lower median.
  expect(numbersOf(question("number"), results)).toEqual({ count: 10, mean: 3.6, median: 2 });
  expect(numbersOf(question("number"), {})).toBeUndefined();
  // 18 of 27 answers are words: nine numbers are too few, however many answered.
  const few = together(...people(9, gave(40)), ...people(18, typed("Weet ik niet")));
  expect(answeredTo(question("number"), few).answered).toBe(27);
  expect(numbersOf(question("number"), few)).toBeUndefined();
});

test("what people answered beside the options is a row of its own", () => {
  const results = together(
    ...people(8, chose("light")),
    ...people(12, other("Zwembad")),
    person({ q: other("Zwembad", "light") }),
    ...people(3, typed("Alles kan beter")),
  );
  // 24 answered: light 8 + 1 = 9 (37.5%), something else 12 + 1 = 13 (54.2%), in their own words 3 (12.5%).
  expect(barsOf(question("choices", ["light", "green"], { own: true }), results)).toMatchObject([
    { id: "light", count: 9, share: 38 },
    { id: "green", count: 0, share: 0 },
    { id: "*own", count: 13, share: 54 },
    { id: "*text", count: 3, share: 13 },
  ]);
  // Only what there is; and of a question for words nothing, because there all answers are words.
  expect(barsOf(question("choice", ["a"]), together(person({ q: chose("a") })))).toHaveLength(1);
  expect(barsOf(question("text"), together(person({ q: typed("Meer licht") })))).toEqual([]);
  // Of a number what was said in words stands beside it: 1 of 2.
  expect(
    besideOptions(question("number"), together(person({ q: gave(1) }), person({ q: typed("?") }))),
  ).toMatchObject([{ id: "*text", count: 1, share: 50 }]);
});

test("a word is the same with a capital, with signs around it and with more spaces", () => {
  const typedSo = [
    "Gezellig",
    "gezellig!",
    " gezellig. ",
    "“Gezellig”",
    "oma's plek",
    "Oma’s  plek",
    "oma's plek…",
  ];
  const others = ["café", "café", "cafe", "in-fill", "in-fill", "in-fill", "...", "...", "..."];
  const { words } = gathered(...[...typedSo, ...others].map((text) => person({ q: said(text) })));
  // Four, three and three times. Café is no cafe, so it was said twice; and dots are no word.
  expect(words.q).toEqual([
    ["gezellig", 4],
    ["in-fill", 3],
    ["oma's plek", 3],
  ]);
});

test("a changed answer takes off what it was and adds what it is; of her groups only people are kept while it is open", () => {
  const before = person({ q: chose("a") }, { age: "16_17", neighbourhood: "dike", done: false });
  const after = { ...before, version: 2, answers: { q: chose("b") }, done: true };
  expect(difference(before, after)).toEqual({
    "-": { done: 1 },
    q: { "o.a": -1, "o.b": 1 },
  });
  expect(difference(after, after)).toEqual({});
  expect(difference(undefined, before)["-"]).toEqual({
    begun: 1,
    "l:nl|begun": 1,
    "a:16_17|begun": 1,
    "n:dike|begun": 1,
    "g:16_17|dike": 1,
  });
  expect(difference({ ...before, language: "en" }, before)).toEqual({
    "-": { "l:nl|begun": 1, "l:en|begun": -1 },
  });
});

test("older running results, with numbers by group that are no longer maintained, are not compared with the recount", () => {
  const recount = together(person({ q: chose("a") }), person({ q: chose("b") }));
  const before = {
    "-": { begun: 2, done: 2, "l:nl|begun": 2, "l:nl|done": 1 },
    q: { answered: 2, "o.a": 1, "o.b": 1, "l:nl|o.a": 1 },
  };
  expect(sameResults(recount, before)).toBe(true);
  expect(sameResults(recount, { ...before, q: { ...before.q, "o.a": 2 } })).toBe(false);
  expect(sameResults(recount, { ...before, "-": { ...before["-"], "l:nl|begun": 3 } })).toBe(false);
});

test("a group is people, and no answers", () => {
  const group = person({ q: { is: "counts", counts: { a: 7, b: 3 } } }, { via: "group", size: 12 });
  const results = together(person({ q: chose("a") }), group);
  expect(groupsOf(results)).toEqual({ people: 12, groups: 1 });
  expect(barsOf(question("choice", ["a", "b"]), results).map((one) => one.count)).toEqual([1, 0]);
  expect(responseOf(results).begun).toBe(1);
});

test("by group only what is large enough is told, in every table", () => {
  const list = Array.from({ length: 50 }, (_, n) =>
    person(
      { q: chose(n < 38 ? "a" : "b") },
      {
        language: n < 30 ? "nl" : "en",
        ...(n < 46 && { age: n < 17 ? "16_17" : n < 43 ? "18_20" : "25_27" }),
      },
    ),
  );
  const results = together(...list);
  // 17 of one age, 26 of another and 3 of a third: with the three the smallest of the others is hidden.
  expect(shownGroups(results)).toEqual(["l:nl", "l:en", "a:18_20"]);
  expect(groupsIn(results)).toEqual({});
  const survey = closed([question("choice", ["a", "b"])], list);
  const [table, codebook] = tablesOf(survey, town);
  expect(table?.rows).toEqual([
    ["question", "option", "group", "count", "answered", "skipped"],
    ["q", "a", "", 38, 50, 0],
    ["q", "b", "", 12, 50, 0],
    // 30 and 0, 8 and 12: the 0 and the 8 would follow from the sums, so nothing is left to show.
    ["q", "a", "l:nl", "", 30, ""],
    ["q", "b", "l:nl", "", 30, ""],
    ["q", "a", "l:en", "", 20, ""],
    ["q", "b", "l:en", "", 20, ""],
    // 21 and 5, beside 17 and 7 of whom it is not told.
    ["q", "a", "a:18_20", "", 26, ""],
    ["q", "b", "a:18_20", "", 26, ""],
  ]);
  const said = (key: string, params?: object) =>
    ["nl", "en"].map((language) => ({
      said: { key: `officials:survey.codebook.${key}`, ...(params && { params }) },
      language,
    }));
  expect(codebook?.rows).toEqual([
    ["question", "kind", "option", "when", "group", "count", "nl", "en"],
    ["q", "choice", "", "", "", "", "Vraag", ""],
    ["q", "choice", "a", "", "", "people", "a", ""],
    ["q", "choice", "b", "", "", "people", "b", ""],
    ["", "", "", "", "l:nl", "", ...said("l", { name: { key: "common:language.nl" } })],
    ["", "", "", "", "l:en", "", ...said("l", { name: { key: "common:language.en" } })],
    [
      "",
      "",
      "",
      "",
      "a:18_20",
      "",
      ...said("a", { name: { key: "common:age.band", params: { from: "18", to: "20" } } }),
    ],
    ["", "", "", "", "", "people", ...said("people")],
    ["", "", "", "", "", "", ...said("withComma")],
  ]);
});

test("in the table each word stands with how often it was said, and what fewer than three people said does not", () => {
  const asked = [question("word", [], { id: "w" })];
  const list = [..."aaaaaaabbbc"].map((letter) =>
    person({ w: said({ a: "Gezellig", b: "Druk!", c: "uniek" }[letter] ?? "") }),
  );
  const [results, codebook] = tablesOf(closed(asked, list), town);
  expect(results?.rows.slice(1)).toEqual([
    ["w", "gezellig", "", 7, 11, 0],
    ["w", "druk", "", 3, 11, 0],
  ]);
  expect(JSON.stringify(codebook)).toContain('"w","word","…"');
  const [few] = tablesOf(closed(asked, list.slice(0, 9)), town);
  expect(few?.rows.slice(1)).toEqual([]);
});
