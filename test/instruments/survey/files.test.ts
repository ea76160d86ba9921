import { describe, expect, test } from "vitest";
import type { Response } from "../../../bot/core/counting/response.ts";
import { createDocumentFiles } from "../../../bot/documents/document-files.ts";
import { chartsOf } from "../../../bot/instruments/survey/files/charts.ts";
import { paper } from "../../../bot/instruments/survey/files/paper.ts";
import { tablesOf } from "../../../bot/instruments/survey/files/tables.ts";
import type { Question } from "../../../bot/instruments/survey/questions/definition.ts";
import { surveySchema } from "../../../bot/instruments/survey/state.ts";
import { readCsv } from "../../../bot/text/csv.ts";
import { createWords } from "../../../bot/text/words.ts";
import { locales } from "../../../locales/index.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
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
  read,
  said,
  typed,
} from "./counted.ts";

/** The files that are handed over, figure by figure, compared with results worked out by hand. */

const staff = { via: "staff" } as const;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The contents of the card's thread. */
async function files(
  questions: readonly Question[],
  list: readonly Response[],
  more: object = {},
  languages: readonly string[] = waterkant.languages,
) {
  const survey = closed(questions, list, { papers: 1, ...more });
  const process = sampleProcess({ instrument: "survey", state: survey });
  const document = paper(process, {
    town: { ...waterkant, languages: [...languages] },
    now: "2026-05-19T09:00:00.000Z",
  });
  if (!document) throw new Error("nothing is handed over");
  const printed = await createDocumentFiles(createWords(locales), silent)(document, "nl");
  const text = (ending: string) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      printed.find(({ name }) => name.endsWith(ending))?.bytes,
    );
  const [, ...rows] = readCsv(text("results.csv"));
  return {
    rows,
    table: text("results.csv"),
    codebook: readCsv(text("codebook.csv")),
    data: JSON.parse(text(".json")),
  };
}

const ten = [1, 1, 2, 2, 2, 3, 3, 4, 8, 10].map((value) => person({ q: gave(value) }));

describe("a table opens with a double click in the spreadsheets of the town", () => {
  const times = question("number", [], { from: 0, to: 20 });

  test("in a Dutch town with semicolons and a decimal comma, and its codebook says so", async () => {
    const { table, codebook } = await files([times], ten);
    expect(table).toMatch(/^\uFEFFquestion;option;group;count;answered;skipped\r\n/);
    expect(table).toContain("\r\nq;*mean;;3,6;10;0\r\n");
    expect(codebook.at(-1)?.[6]).toMatch(/Nederlandse Excel. Tussen de vakken staat een puntkomma/);
  });

  test("in an English town with commas and a point", async () => {
    const { table, codebook } = await files([times], ten, {}, ["en", "nl"]);
    expect(table).toMatch(/^\uFEFFquestion,option,group,count,answered,skipped\r\n/);
    expect(table).toContain("\r\nq,*mean,,3.6,10,0\r\n");
    expect(codebook.at(-1)?.[6]).toMatch(/a comma between the cells and a point before the tenths/);
  });
});

describe("own answers", () => {
  const list = [
    ...people(8, chose("light")),
    ...people(12, other("Zwembad")),
    ...people(1, typed("Alles")),
    ...people(6, chose("green"), staff),
    ...people(4, other("Geld"), staff),
  ];
  const choice = question("choice", ["light", "green"], { own: true });

  test("stand in the table and in the data, of residents and of colleagues", async () => {
    const { rows, data } = await files([choice], list);
    expect(rows.filter(([, , group]) => !group?.startsWith("l:"))).toEqual([
      ["q", "light", "", "8", "21", "0"],
      ["q", "green", "", "0", "21", "0"],
      ["q", "*own", "", "12", "21", "0"],
      ["q", "*text", "", "1", "21", "0"],
      ["q", "light", "v:staff", "0", "10", ""],
      ["q", "green", "v:staff", "6", "10", ""],
      ["q", "*own", "v:staff", "4", "10", ""],
    ]);
    expect(data.questions[0]).toMatchObject({
      answered: 21,
      skipped: 0,
      counts: { light: 8, green: 0, "*own": 12, "*text": 1 },
      staff: { answered: 10, counts: { light: 0, green: 6, "*own": 4 } },
    });
  });

  test("have a bar of their own in the chart", () => {
    const [chart] = chartsOf(closed([choice], list));
    if (chart?.kind !== "bars") throw new Error("no bars");
    // 8, 0, 12 and 1 of 21.
    expect(chart.bars.map(({ value }) => value)).toEqual([8, 0, 12, 1]);
    expect(
      read(
        chart.bars.map(({ label, text }) => ({
          key: "common:rows",
          params: { rows: { rows: [label, text] } },
        })),
      ),
    ).toBe("light\n8 (38%)\ngreen\n0 (0%)\nIets anders\n12 (57%)\nIn eigen woorden\n1 (5%)");
    expect(read([chart.alt])).toContain("Iets anders: 12 (57%)");
  });
});

describe("by group", () => {
  const at = (neighbourhood: string, ...answers: Response[]) =>
    answers.map((one) => ({ ...one, neighbourhood }));

  test("a small number is hidden, and with it what would give it away", async () => {
    const { rows } = await files(
      [question("choice", ["a", "b"], { own: true })],
      [
        ...at("centre", ...people(30, chose("a")), ...people(18, chose("b")), ...people(12, other("c"))),
        ...at("harbour", ...people(15, chose("a")), ...people(4, chose("b")), ...people(21, other("c"))),
        ...at("dike", ...people(10, chose("a")), ...people(10, chose("b")), ...people(10, other("c"))),
      ],
    );
    // The 4 is too few. In its row the smallest, 15, goes with it; in its column the 10 of Dijkzicht; and because the 15
    // would follow from its column, the 10 that stands in it too.
    expect(rows).toEqual([
      ["q", "a", "", "55", "130", "0"],
      ["q", "b", "", "32", "130", "0"],
      ["q", "*own", "", "43", "130", "0"],
      ["q", "a", "l:nl", "55", "130", ""],
      ["q", "b", "l:nl", "32", "130", ""],
      ["q", "*own", "l:nl", "43", "130", ""],
      ["q", "a", "n:centre", "30", "60", ""],
      ["q", "b", "n:centre", "18", "60", ""],
      ["q", "*own", "n:centre", "12", "60", ""],
      ["q", "a", "n:harbour", "", "40", ""],
      ["q", "b", "n:harbour", "", "40", ""],
      ["q", "*own", "n:harbour", "21", "40", ""],
      ["q", "a", "n:dike", "", "30", ""],
      ["q", "b", "n:dike", "", "30", ""],
      ["q", "*own", "n:dike", "10", "30", ""],
    ]);
  });
});

describe("numbers", () => {
  const number = question("number", [], { from: 0, to: 20 });

  test("stand together until they are of ten people, with what they come to, and what was said in words", async () => {
    const { rows, data } = await files([number], [...ten, ...people(5, typed("Veel"))]);
    // Ten numbers are 36 together; the fifth is a 2.
    const row = (option: string, count: string) => ["q", option, "", count, "15", "0"];
    expect(rows).toEqual([
      row("0..20", "10"),
      row("*numbers", "10"),
      row("*mean", "3,6"),
      row("*median", "2"),
      row("*text", "5"),
    ]);
    expect(data.questions[0]).toMatchObject({
      answered: 15,
      counts: { "*text": 5 },
      numbers: { count: 10, mean: 3.6, median: 2 },
      range: { from: 0, to: 20 },
      staff: null,
    });
  });

  test("that ten people gave stand by themselves, and what is left over goes with the last", async () => {
    // 12 threes; 4 fours and 7 fives are 11; the 2 eights are too few, so they go with those.
    const given = [
      ...people(12, gave(3)),
      ...people(4, gave(4)),
      ...people(7, gave(5)),
      ...people(2, gave(8)),
    ];
    const { rows } = await files([number], given);
    expect(rows.filter((row) => /^\d/.test(row[1] ?? ""))).toEqual([
      ["q", "3", "", "12", "25", "0"],
      ["q", "4..20", "", "13", "25", "0"],
    ]);
  });

  test("of fewer than ten are told nowhere, however many answered", async () => {
    const { rows, data } = await files([number], [...people(2, gave(7)), ...people(18, typed("Veel"))]);
    expect(rows).toEqual([
      ["q", "", "", "", "20", "0"],
      ["q", "*text", "", "18", "20", "0"],
    ]);
    expect(data.questions[0]).toMatchObject({ answered: 20, counts: { "*text": 18 }, numbers: null });
  });
});

describe("a ranking", () => {
  const ranking = question("ranking", ["a", "b"]);
  const list = [...people(7, ranked("a", "b")), ...people(4, ranked("b")), ...people(2, typed("Alles"))];
  const group = person({ q: { is: "counts", counts: { a: 12, b: 3 } } }, { via: "group", size: 15 });

  test("has points in every file, and people where groups chose", async () => {
    const { rows, data } = await files([ranking], [...list, group]);
    // a: 7 × 2 = 14. b: 7 × 1 + 4 × 1 = 11. Of groups 12 chose a; the 3 are too few.
    expect(rows).toEqual([
      ["q", "a", "", "14", "13", "0"],
      ["q", "b", "", "11", "13", "0"],
      ["q", "*text", "", "2", "13", "0"],
      ["q", "a", "v:group", "12", "", ""],
    ]);
    expect(data.questions[0]).toMatchObject({ unit: "points", counts: { a: 14, b: 11, "*text": 2 } });
  });

  test("is drawn by its points alone", () => {
    const [chart] = chartsOf(closed([ranking], list));
    if (chart?.kind !== "bars") throw new Error("no bars");
    expect(chart.bars.map(({ value }) => value)).toEqual([14, 11]);
    expect(read([chart.alt])).toContain("In eigen woorden: 2 (15%)");
  });
});

test("a cloud holds the words with how often they were said", () => {
  const list = [...people(6, said("Druk")), ...people(4, said("druk!")), ...people(2, said("saai"))];
  const [chart] = chartsOf(closed([question("word")], list));
  expect(chart).toMatchObject({ kind: "cloud", words: [["druk", 10]] });
});

test("what was heard before stands in the data, with how many answered then", async () => {
  const ids = { choice: question("choice", ["a", "b"]), number: question("number"), word: question("word") };
  const questions = Object.entries(ids).map(([id, one]) => ({ ...one, id }));
  const answers = (n: number, word: string): Response["answers"] => ({
    choice: chose(n < 6 ? "a" : "b"),
    number: gave(n),
    word: said(word),
  });
  const before = gathered(...Array.from({ length: 12 }, (_, n) => person(answers(n, "Rustig"))));
  const now = Array.from({ length: 10 }, (_, n) => person(answers(n, "Druk")));
  const baseline = { process: "P7654321", closedOn: "2025-05-18", ...before };
  const { data } = await files(questions, now, { baseline });
  expect(data.earlier).toEqual({ id: "P7654321", closedOn: "2025-05-18", begun: 12, done: 12 });
  // Of 0 up to 11 the mean is 5.5 and the sixth a 5; of 0 up to 9 they are 4.5 and 4.
  const earlier = (more: object) => ({ residents: { answered: 12, ...more }, staff: null });
  expect(data.questions).toMatchObject([
    { counts: { a: 6, b: 4 }, earlier: earlier({ counts: { a: 6, b: 6 } }) },
    {
      numbers: { count: 10, mean: 4.5, median: 4 },
      earlier: earlier({ numbers: { count: 12, mean: 5.5, median: 5 } }),
    },
    { words: [["druk", 10]], earlier: earlier({ words: [["rustig", 12]] }) },
  ]);
  // A survey that was made before words were kept with it is still read.
  const old = { process: "P7654321", closedOn: "2025-05-18", results: before.results };
  expect(surveySchema.parse(closed(questions, now, { baseline: old })).baseline?.words).toBeUndefined();
});

describe("the codebook", () => {
  const kinds: Question[] = [
    question("scale", [], { id: "nice", steps: "agree" }),
    question("yes_no", [], { id: "known" }),
    question("pledge", [], { id: "help" }),
    question("choice", ["light"], { id: "first", own: true }),
    question("ranking", ["a", "b"], { id: "order" }),
    question("number", [], { id: "times", from: 0, to: 20 }),
    question("text", [], { id: "why" }),
  ];
  const all = (more: Partial<Response>, first = other("Zwembad")) =>
    Array.from({ length: 12 }, (_, n) =>
      person(
        {
          nice: chose(String((n % 5) + 1)),
          known: chose("yes"),
          help: chose("once"),
          first: n < 6 ? chose("light") : first,
          order: ranked("b", "a"),
          times: n < 11 ? gave(n) : typed("Veel"),
          why: typed("Daarom"),
        },
        { age: "16_17", neighbourhood: "dike", ...more },
      ),
    );
  const list = [
    ...all({}),
    ...all({ language: "en", age: "18_20", neighbourhood: "meadow" }),
    ...all(staff),
    person({ order: { is: "counts", counts: { a: 12 } } }, { via: "group", size: 15 }),
  ];

  test("explains every id of the table, in each language of the town", async () => {
    const { rows, codebook } = await files(kinds, list);
    const [headings, ...book] = codebook;
    expect(headings).toEqual(["question", "kind", "option", "when", "group", "count", "nl", "en"]);
    for (const [id, option = "", group = ""] of rows) {
      // A number is explained by the row with the smallest and the largest.
      const named = id === "times" && /^\d+(\.\.\d+)?$/.test(option) ? "0..20" : option;
      const found = book.filter((row) => row[2] === named && (row[0] === id || row[0] === ""));
      expect(found.length, `${id} ${option}`).toBeGreaterThan(0);
      if (group !== "")
        expect(
          book.some((row) => row[4] === group),
          group,
        ).toBe(true);
    }
    // Ours in every language; the town's own where it wrote it, here in Dutch only.
    for (const row of book) expect(row[6], row.join()).not.toBe("");
    for (const row of book.filter(([id]) => id === "")) expect(row[7], row.join()).not.toBe("");
    expect(book.flat().filter((cell) => cell.includes("officials:"))).toEqual([]);
  });

  test("says what is ours in words, where count is points, and between which numbers it lies", async () => {
    const { codebook } = await files(kinds, list);
    const row = (...start: string[]) => codebook.find((one) => start.every((cell, at) => one[at] === cell));
    expect(row("nice", "scale", "4")?.slice(6)).toEqual(["🙂 Mee eens", "🙂 I agree"]);
    expect(row("known", "yes_no", "no")?.slice(6)).toEqual(["Nee", "No"]);
    expect(
      row("help", "pledge", "once")
        ?.slice(6)
        .every((text) => text.length > 3),
    ).toBe(true);
    expect(row("order", "ranking", "a")?.[5]).toBe("points");
    expect(row("", "", "", "", "", "points")?.[6]).toContain("count is een aantal punten");
    expect(row("times", "number", "0..20")?.slice(6)).toEqual([
      "Het getal zelf, van 0 tot en met 20. Gaven minder dan 10 mensen het, dan staat het samen met de getallen ernaast: 18..24.",
      "The number itself, from 0 to 20. When fewer than 10 people gave it, it stands together with the numbers beside it: 18..24.",
    ]);
    expect(row("", "", "*own")?.[6]).toContain("Iets anders");
    expect(row("", "", "*mean")?.[5]).toBe("number");
    expect(row("", "", "", "", "n:dike")?.[6]).toBe("Buurt: Dijkzicht");
    expect(row("", "", "", "", "a:16_17")?.[7]).toBe("Age: 16 to 17");
    expect(row("", "", "", "", "l:en")?.[6]).toBe("Taal van het gesprek: English");
  });

  test("stands in the data too", async () => {
    const { data } = await files(kinds, list);
    expect(data.questions[1].options).toEqual([
      { id: "yes", label: { nl: "Ja", en: "Yes" } },
      { id: "no", label: { nl: "Nee", en: "No" } },
    ]);
    expect(data.questions[3].options).toEqual([{ id: "light", label: { nl: "light" } }]);
  });
});

test("how many of a group answered is not told where it tells how few did not", () => {
  // All 30 who read Dutch answered, and of 30 who read English 3 stopped before it.
  const en = { language: "en" };
  const list = [
    ...people(18, chose("a")),
    ...people(12, chose("b")),
    ...people(15, chose("a"), en),
    ...people(12, chose("b"), en),
    ...Array.from({ length: 3 }, () => person({ p: chose("a") }, { ...en, done: false })),
  ];
  const [table] = tablesOf(closed([question("choice", ["a", "b"])], list), waterkant);
  // The 3 would follow from 30 less 15 and 12, so the 12 is hidden too; and then the one beside it.
  expect(table?.rows.filter((row) => String(row[2]).startsWith("l:"))).toEqual([
    ["q", "a", "l:en", 15, "", ""],
    ["q", "b", "l:en", "", "", ""],
    ["q", "a", "l:nl", 18, "", ""],
    ["q", "b", "l:nl", "", "", ""],
  ]);
});
