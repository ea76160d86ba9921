import { expect, test } from "vitest";
import { createGathering, plainWord } from "../../bot/core/gathered.ts";
import type { Message } from "../../bot/core/message.ts";
import type { Process } from "../../bot/core/process.ts";
import type { Response, Results } from "../../bot/core/response.ts";
import { chartsOf } from "../../bot/instruments/survey/charts.ts";
import type { Question } from "../../bot/instruments/survey/definition.ts";
import { paper } from "../../bot/instruments/survey/paper.ts";
import { passedByGroup, responseByGroup } from "../../bot/instruments/survey/response-by-group.ts";
import { barsOf, questionLines } from "../../bot/instruments/survey/result-lines.ts";
import type { Survey } from "../../bot/instruments/survey/state.ts";
import { tablesOf } from "../../bot/instruments/survey/tables.ts";
import { createWords } from "../../bot/text.ts";
import { locales } from "../../locales/index.ts";
import { sampleProcess } from "../support/sample-process.ts";
import { waterkant } from "../support/town.ts";

/** Every figure as people read it, in the chat, in Slack and in a spreadsheet: against one that was worked out by hand. */

const words = createWords(locales);
const read = (lines: readonly Message[]) => lines.map((line) => words.render(line, "nl")).join("\n");

const question = (kind: Question["kind"], more: Partial<Question> = {}): Question => ({
  id: "q",
  kind,
  ask: { nl: "Wat vind je?" },
  ...more,
});
const options = ["a", "b", "c"].map((id) => ({ id, label: { nl: id.toUpperCase() } }));

let voters = 0;
const person = (answer: Response["answers"][string], more: Partial<Response> = {}): Response => ({
  row: "response",
  process: "P1234567",
  voter: String(voters++),
  version: 1,
  edition: 1,
  language: "nl",
  via: "chat",
  answers: { q: answer },
  done: true,
  begun: "2026-05-04T09:00:00.000Z",
  at: "2026-05-04T09:00:00.000Z",
  ...more,
});
const times = (n: number, answer: Response["answers"][string], more: Partial<Response> = {}) =>
  Array.from({ length: n }, () => person(answer, more));
const chose = (...ids: string[]) => ({ is: "options" as const, ids });
const own = (text: string, ...ids: string[]) => ({ is: "options" as const, ids, own: text });
const said = (text: string) => ({ is: "text" as const, text });

function gathered(...people: Response[][]) {
  const gathering = createGathering();
  for (const one of people.flat()) gathering.add(one);
  return gathering.done();
}

function closed(definition: Question[], result: { results: Results; words?: Survey["result"] }): Process {
  const state = {
    at: "results_published",
    since: "2026-05-20T09:00:00.000Z",
    template: "own",
    definition: { questions: definition },
    edition: 1,
    opensOn: "2026-05-04",
    closesOn: "2026-05-18",
    code: "00000000",
    papers: 1,
    result: { on: "2026-05-19T00:02:00.000Z", same: true, words: {}, ...result },
  };
  return sampleProcess({ instrument: "survey", state });
}

const dataOf = (process: Process) => {
  const document = paper(process, { town: waterkant, now: "2026-05-20T09:00:00.000Z" });
  return document?.data as { questions: Record<string, unknown>[] };
};
const csvOf = (definition: Question[], results: Results) =>
  tablesOf({ definition: { questions: definition }, result: { results } } as unknown as Survey, ["nl", "en"]);

test("an answer beside the options is counted, for everybody and in each file", () => {
  // 21 answered: 8 chose A, 13 typed something else, and 2 of those chose B with it; nobody C.
  const q = question("choices", { options, own: true });
  const { results } = gathered(
    times(8, chose("a")),
    times(11, own("Zwembad")),
    times(2, own("Zwembad", "b")),
  );
  expect(read(questionLines(q, { results, words: {} }))).toBe(
    "Wat vind je? (21 antwoorden)\nA: 8 (38%)\nB: 2 (10%)\nC: 0 (0%)\nIets anders: 13 (62%)",
  );
  const [table, codebook] = csvOf([q], results);
  expect(table?.rows.slice(1, 5)).toEqual([
    ["q", "a", "", "8", "21", "0"],
    ["q", "b", "", "2", "21", "0"],
    ["q", "c", "", "0", "21", "0"],
    ["q", "*own", "", "13", "21", "0"],
  ]);
  const explained = codebook?.rows.find((row) => row[2] === "*own");
  expect(
    explained?.slice(6).map((cell) => typeof cell === "object" && words.render(cell.says, cell.language)),
  ).toEqual(["Iets anders", "Something else"]);
  expect(dataOf(closed([q], { results })).questions[0]).toMatchObject({
    answered: 21,
    counts: { a: 8, b: 2, c: 0, "*own": 13 },
  });
  const [chart] = chartsOf({
    definition: { questions: [q] },
    result: { on: "", same: true, results, words: {} },
  } as unknown as Survey);
  expect(chart?.kind === "bars" && chart.bars.map((bar) => bar.value)).toEqual([8, 2, 0, 13]);
});

test("whoever answered a question with buttons in words, or with a recording, stands there too", () => {
  const q = question("yes_no");
  const { results } = gathered(times(9, chose("yes")), times(3, said("Soms wel")));
  // 9 of 12 and 3 of 12.
  expect(read(questionLines(q, { results, words: {} }))).toBe(
    "Wat vind je? (12 antwoorden)\nJa: 9 (75%)\nNee: 0 (0%)\nIn eigen woorden: 3 (25%)",
  );
});

test("a ranking is told in points, with what a point is", () => {
  const q = question("ranking", { options });
  const ranked = (...ids: string[]) => ({ is: "ranking" as const, ids });
  // A: 6·3 + 4·1 = 22; B: 6·2 + 4·2 = 20; C: 6·1 = 6. One recording has no points.
  const { results } = gathered(
    times(6, ranked("a", "b", "c")),
    times(4, ranked("b", "a")),
    times(1, said("")),
  );
  expect(read(questionLines(q, { results, words: {} }))).toBe(
    "Wat vind je? (11 antwoorden)\nA: 22 punten\nB: 20 punten\nC: 6 punten\nIn eigen woorden: 1 (9%)\nHoe hoger mensen het zetten, hoe meer punten.",
  );
  const [table, codebook] = csvOf([q], results);
  expect(table?.rows.slice(1, 5).map((row) => [row[1], row[3]])).toEqual([
    ["a", "22"],
    ["b", "20"],
    ["c", "6"],
    ["*words", "1"],
  ]);
  expect(codebook?.rows.filter((row) => row[5] === "points").map((row) => row[2])).toEqual(["a", "b", "c"]);
  expect(dataOf(closed([q], { results })).questions[0]).toMatchObject({ counts: { a: 22, b: 20, c: 6 } });
});

test("of numbers nothing is told before there are ten, however many answered in words", () => {
  const q = question("number", { from: 0, to: 7 });
  const number = (value: number) => ({ is: "number" as const, value });
  const few = gathered([person(number(3)), person(number(4))], times(18, said("Vaak"))).results;
  expect(read(questionLines(q, { results: few, words: {} }))).toBe(
    "Wat vind je? (20 antwoorden)\nTe weinig getallen om te laten zien: minder dan 10.",
  );
  expect(csvOf([q], few)[0]?.rows.slice(1)).toEqual([["q", "", "", "", "20", "0"]]);
  expect(dataOf(closed([q], { results: few })).questions[0]).toMatchObject({ numbers: null });
  // Ten numbers: 4·1 + 4·2 + 2·7 = 26, so 2.6 on average; the fifth and the sixth of them are 2.
  const { results } = gathered(
    times(4, number(1)),
    times(4, number(2)),
    times(2, number(7)),
    times(5, said("Vaak")),
  );
  expect(read(questionLines(q, { results, words: {} }))).toBe(
    "Wat vind je? (15 antwoorden)\nGemiddeld 2,6, bij 10 getallen. De helft zei 2 of minder.",
  );
  const [table, codebook] = csvOf([q], results);
  expect(table?.rows.slice(1)).toEqual([
    ["q", "1", "", "4", "15", "0"],
    ["q", "2", "", "4", "15", "0"],
    ["q", "7", "", "2", "15", "0"],
  ]);
  expect(codebook?.rows[1]?.[5]).toBe("people; 0 to 7");
  expect(dataOf(closed([q], { results })).questions[0]).toMatchObject({
    numbers: { count: 10, mean: 2.6, median: 2 },
  });
});

test("beside what was said before stands how many said it then, also when they were others", () => {
  const before = gathered(times(12, chose("a")), times(8, chose("b"))).results;
  const { results } = gathered(times(5, chose("a")), times(10, chose("b")));
  // 5/15 and 10/15 now; 12/20 and 8/20 then.
  expect(
    read(questionLines(question("choice", { options }), { results, words: {} }, { results: before })),
  ).toBe(
    "Wat vind je? (15 antwoorden)\nEerder: 20 antwoorden.\nA: 5 (33%, eerder 60%)\nB: 10 (67%, eerder 40%)\nC: 0 (0%, eerder 0%)",
  );
  const again = closed([question("choice", { options })], { results });
  const baseline = { process: "P7654321", closedOn: "2025-05-18", results: before };
  const data = dataOf({ ...again, state: { ...Object(again.state), baseline } });
  expect(data.questions[0]).toMatchObject({
    counts: { a: 5, b: 10 },
    before: { answered: 20, counts: { a: 12 } },
  });
  const number = (value: number) => ({ is: "number" as const, value });
  // 10·3 + 2·6 = 42 of 12: 3.5. Then 20·2 = 40 of 20: 2.
  expect(
    read(
      questionLines(
        question("number"),
        { results: gathered(times(10, number(3)), times(2, number(6))).results, words: {} },
        { results: gathered(times(20, number(2))).results },
      ),
    ),
  ).toBe(
    "Wat vind je? (12 antwoorden)\nGemiddeld 3,5. De helft zei 3 of minder.\nEerder: gemiddeld 2, bij 20 getallen.",
  );
});

test("words are one however they were typed, and those of before stand beside them", () => {
  const word = (text: string) => ({ is: "word" as const, text });
  const now = gathered(
    ...["Gezellig", "gezellig!", "gezellig.", "  Gezellig ", "Heel  gezellig"].map((text) => [
      person(word(text)),
    ]),
    times(6, word("’s Avonds druk")),
  );
  const then = gathered(times(10, word("Rustig")));
  expect(now.words.q).toEqual([
    ["’s avonds druk", 6],
    ["gezellig", 4],
  ]);
  expect(read(questionLines(question("word"), now, then))).toBe(
    "Wat vind je? (11 antwoorden)\n’s avonds druk (6) en gezellig (4)\nEerder: rustig (10)",
  );
  expect(["Vélo!", "O’Neill-plein", "…", "🙂"].map(plainWord)).toEqual(["vélo", "o’neill-plein", "…", "🙂"]);
});

test("how many stopped before a question, and in which groups more than elsewhere", () => {
  // 40 began: 20 read Dutch and all answered; of 20 who read English 12 stopped before the question.
  const stopped = { done: false, answers: { p: chose("a") }, language: "en" };
  const { results } = gathered(
    times(20, chose("a")),
    times(8, chose("b"), { language: "en" }),
    Array.from({ length: 12 }, () => person(chose("a"), stopped)),
  );
  const q = question("choice", { options });
  expect(read(responseByGroup(results, waterkant))).toBe(
    "Wie begon, en wie tot het einde kwam:\nEnglish: 20 begonnen, 40% tot het einde\nNederlands: 20 begonnen, 100% tot het einde",
  );
  // 28 of 40 came to it: 70%; 20 of 20 and 8 of 20.
  expect(read(passedByGroup(q, results, waterkant))).toBe(
    "Van iedereen kwam 70% tot deze vraag. Anders bij: English (40%) en Nederlands (100%).",
  );
  expect(passedByGroup({ ...q, when: [{ question: "p", is: ["a"] }] }, results, waterkant)).toEqual([]);
});

test("a group is told in a spreadsheet where it is large enough, and hidden where it would follow from the rest", () => {
  // Dutch: 30 and 20. English: 15 and 12. Of three in Turkish nothing; English, the smaller, is hidden with them as a
  // group, because 80 in all less 50 and 27 would tell that they are three.
  const turkish = { language: "tr" };
  const first = gathered(
    times(30, chose("a")),
    times(20, chose("b")),
    times(15, chose("a"), { language: "en" }),
    times(12, chose("b"), { language: "en" }),
    times(3, chose("a"), turkish),
  ).results;
  const q = question("choice", { options: options.slice(0, 2) });
  const groups = (results: Results) =>
    csvOf([q], results)[0]?.rows.filter((row) => String(row[2]).startsWith("l:")) ?? [];
  expect(groups(first).map((row) => row[2])).not.toContain("l:tr");
  expect(groups(first).map((row) => row[2])).not.toContain("l:en");
  // Without them every cell is large enough, and all are shown.
  const second = gathered(
    times(30, chose("a")),
    times(20, chose("b")),
    times(15, chose("a"), { language: "en" }),
    times(12, chose("b"), { language: "en" }),
  ).results;
  expect(groups(second)).toEqual([
    ["q", "a", "l:nl", "30", "50", ""],
    ["q", "b", "l:nl", "20", "50", ""],
    ["q", "a", "l:en", "15", "27", ""],
    ["q", "b", "l:en", "12", "27", ""],
  ]);
});

test("what a scale, yes or no and an offer of help mean stands in the codebook in every language", () => {
  const [, codebook] = csvOf([question("scale"), question("pledge", { id: "h" })], {});
  const meaning = (id: string, option: string) => {
    const cells = codebook?.rows.find((row) => row[0] === id && row[2] === option)?.slice(6) ?? [];
    return cells.map((cell) => (typeof cell === "string" ? cell : words.render(cell.says, cell.language)));
  };
  expect(meaning("q", "1")).toEqual(["😞 Helemaal niet fijn", "😞 Not good at all"]);
  expect(meaning("h", "not")).toEqual(["Nu niet", "Not now"]);
  expect(barsOf(question("scale"), {}).every(({ id }) => meaning("q", id).every((one) => one !== ""))).toBe(
    true,
  );
});
