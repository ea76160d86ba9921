import { describe, expect, test } from "vitest";
import type { Response, Results } from "../../../bot/core/counting/response.ts";
import { nothingSeen } from "../../../bot/core/needs.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { dropOffBy } from "../../../bot/instruments/survey/figures/drop-off.ts";
import type { Question } from "../../../bot/instruments/survey/questions/definition.ts";
import { readQuotas } from "../../../bot/instruments/survey/reaching/quotas.ts";
import { resultsForm } from "../../../bot/instruments/survey/returning/results-form.ts";
import { modalView } from "../../../bot/slack/modal.ts";
import { createWords } from "../../../bot/text/words.ts";
import { locales } from "../../../locales/index.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
import { chose, closed, gathered, person, question, read, typed } from "./counted.ts";

/** Where people give up, by group, at the close: compared with figures worked out by hand. */

const ids = ["a", "b", "c"];
const questions = ids.map((id) => question("yes_no", [], { id }));
const definition = { questions };

/** This many people answered this many of three questions; all three means to the end. */
function came(count: number, far: number, about: Partial<Response> = {}): Response[] {
  const answers = Object.fromEntries(ids.slice(0, far).map((id) => [id, chose("yes")]));
  return Array.from({ length: count }, () => person(answers, { done: far === 3, ...about }));
}
const en = { language: "en" };
const young = { age: "16_17" };
const older = { age: "18_20" };

function form(asked: readonly Question[], results: Results, town: object = waterkant) {
  const result = { on: "2026-05-19T00:02:00.000Z", same: true, words: {}, results };
  const survey = closed(asked, [], { result });
  const process = sampleProcess({ instrument: "survey", state: survey });
  const turn = resultsForm(process, { seen: nothingSeen, town } as unknown as Context);
  const [effect] = "effects" in turn ? turn.effects : [];
  if (effect?.do !== "open") throw new Error("nothing opens");
  return effect.form;
}

describe("the organiser sees", () => {
  // Dutch: 60 began, 15 stopped after the first question. English: 40 began, 20 stopped there.
  const list = [...came(15, 1), ...came(45, 3), ...came(20, 1, en), ...came(20, 3, en)];
  const { results } = gathered(...list);

  test("how many of each group began and came to the end, and which question each came to", () => {
    // 45 of 60, 20 of 40. To the first all came: that differs for nobody.
    const shares = [
      { cell: "l:en", share: 50 },
      { cell: "l:nl", share: 75 },
    ];
    expect(dropOffBy("l", definition, results)).toEqual({
      dimension: "l",
      groups: [
        { cell: "l:nl", begun: 60, share: 75 },
        { cell: "l:en", begun: 40, share: 50 },
      ],
      reached: { b: shares, c: shares },
    });
  });

  test("it in words, with how many of all did not come to a question", () => {
    const text = read(form(questions, results).intro ?? []);
    expect(text).toContain("100 inwoners begonnen, 65 kwamen tot het einde.");
    expect(text).toContain(
      "Per taal:\nNederlands: 60 begonnen, 75% kwam tot het einde\nEnglish: 40 begonnen, 50% kwam tot het einde",
    );
    expect(text).toContain("Overgeslagen: 0. Kwam niet tot deze vraag: 0.\nVraag");
    expect(text).toContain(
      "Overgeslagen: 0. Kwam niet tot deze vraag: 35.\nKwam tot deze vraag: English 50% en Nederlands 75%.",
    );
    expect(text).not.toContain("Zonder percentage");
    expect(text).not.toContain("Per leeftijd");
  });

  test("nothing by group of a question that not everybody is asked", () => {
    const asked = questions.map((one) =>
      one.id === "c" ? { ...one, when: [{ question: "a", is: ["yes"] }] } : one,
    );
    expect(Object.keys(dropOffBy("l", { questions: asked }, results).reached)).toEqual(["b"]);
    const text = read(form(asked, results).intro ?? []);
    expect(text.match(/Kwam tot deze vraag/g)).toHaveLength(1);
    expect(text).toMatch(/Overgeslagen: 0$/);
  });

  test("nothing by group when all are in one", () => {
    const { results } = gathered(...came(15, 1), ...came(45, 3));
    expect(read(form(questions, results).intro ?? [])).not.toContain("Per taal");
  });

  test("how many passed a question, which is not giving up", () => {
    const passed = person({ a: { is: "skipped" }, b: typed("Soms") }, { done: false });
    const { results } = gathered(...came(12, 3), ...came(2, 1), passed);
    // 15 people: 12 who answered and 1 in words reached b, so 2 did not; 12 reached c, so 3 did not.
    const text = read(form(questions, results).intro ?? []);
    expect(text).toContain("Overgeslagen: 1. Kwam niet tot deze vraag: 0.");
    expect(text).toContain("Overgeslagen: 0. Kwam niet tot deze vraag: 2.");
    expect(text).toContain("Overgeslagen: 0. Kwam niet tot deze vraag: 3.");
  });
});

describe("of fewer than ten nobody sees", () => {
  test("how many gave up between two questions", () => {
    // Dutch: 15 stopped before b, 5 before c, 40 came to the end. English: 20 before b, nobody before c, 20 to the end.
    const list = [...came(15, 1), ...came(5, 2), ...came(40, 3), ...came(20, 1, en), ...came(20, 3, en)];
    const { groups, reached } = dropOffBy("l", definition, gathered(...list).results);
    // 40 of 60 and 20 of 40 to the end, and so to c. With those to b the 5 would follow, so b is not told.
    expect(groups.map(({ share }) => share)).toEqual([67, 50]);
    expect(Object.keys(reached)).toEqual(["c"]);
  });

  test("how many of a small group gave up, nor of the one it would follow from", () => {
    const list = [...came(15, 1), ...came(45, 3), ...came(4, 1, en), ...came(26, 3, en)];
    const { results } = gathered(...list);
    // The 4 English are too few; from all 19 without the 15 Dutch they would follow.
    expect(dropOffBy("l", definition, results)).toEqual({
      dimension: "l",
      groups: [
        { cell: "l:nl", begun: 60 },
        { cell: "l:en", begun: 30 },
      ],
      reached: {},
    });
    const text = read(form(questions, results).intro ?? []);
    expect(text).toContain(
      "Per taal:\nNederlands: 60 begonnen\nEnglish: 30 begonnen\nZonder percentage: daar zou je kunnen uitrekenen wat minder dan 10 mensen deden.",
    );
  });

  test("what follows about those whose age is not known", () => {
    const list = [
      ...came(12, 1, young),
      ...came(18, 3, young),
      ...came(11, 1, older),
      ...came(14, 3, older),
      ...came(4, 1),
      ...came(41, 3),
    ];
    // 4 of the 45 without an age gave up: with the 12 and the 11 they would follow, so the smallest goes too.
    const { groups } = dropOffBy("a", definition, gathered(...list).results);
    expect(groups).toEqual([
      { cell: "a:16_17", begun: 30, share: 60 },
      { cell: "a:18_20", begun: 25 },
    ]);
  });

  test("what all who are not told of did together", () => {
    const list = [
      ...came(12, 1, young),
      ...came(18, 3, young),
      ...came(3, 1, older),
      ...came(12, 3, older),
      ...came(2, 1),
      ...came(20, 3),
    ];
    // With the 12 it would follow that of all others 3 + 2 = 5 gave up.
    const { groups } = dropOffBy("a", definition, gathered(...list).results);
    expect(groups.map(({ share }) => share)).toEqual([undefined, undefined]);
  });

  test("the group itself", () => {
    const list = [
      ...came(40, 3),
      ...came(12, 3, { neighbourhood: "dike" }),
      ...came(9, 1, { neighbourhood: "meadow" }),
    ];
    // 12 and 9 are known, 40 not. The 9 are hidden, and with them the 12, which is all that is left.
    expect(dropOffBy("n", definition, gathered(...list).results).groups).toEqual([]);
  });
});

test("forty questions and ten groups fit in one form of Slack's", () => {
  const many = Array.from({ length: 40 }, (_, n) =>
    question(
      "choices",
      Array.from({ length: 12 }, (_, m) => `o${m}`),
      {
        id: `q${n}`,
        own: true,
        ask: { nl: "Hoe vind je dat? ".repeat(18) },
        options: Array.from({ length: 12 }, (_, m) => ({
          id: `o${m}`,
          label: { nl: "Een lang antwoord ".repeat(3) },
        })),
      },
    ),
  );
  const [half, whole] = [20, 40].map((count) =>
    Object.fromEntries(many.slice(0, count).map(({ id }) => [id, chose("o1")])),
  );
  const list = waterkant.neighbourhoods.flatMap(({ key }, at) =>
    ["nl", "en"].flatMap((language) => [
      ...Array.from({ length: 12 + at }, () =>
        person(half ?? {}, { done: false, language, neighbourhood: key, age: "18_20" }),
      ),
      ...Array.from({ length: 15 }, () =>
        person(whole ?? {}, { language, neighbourhood: key, age: "28_up" }),
      ),
      ...Array.from({ length: 10 }, () => person(whole ?? {}, { via: "staff" })),
    ]),
  );
  const view = modalView(form(many, gathered(...list).results), createWords(locales), "nl");
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  // 30 of 64 in Molenhoek got further than half.
  expect(JSON.stringify(view).match(/Kwam tot deze vraag: Molenhoek 47%/g)).toHaveLength(20);
});

test("the people heard are compared with the people who live here", () => {
  // Binnenstad, 28 and over: 120 of 400. Dijkzicht, 16 and 17: 280 of 400. 100 more tell neither.
  const list = [
    ...came(120, 3, { age: "28_up", neighbourhood: "centre" }),
    ...came(280, 3, { age: "16_17", neighbourhood: "dike" }),
    ...came(100, 3),
  ];
  // Of 35,890 inhabitants 6,100 and 190 are so: shares of 0.170 and 0.005, against 0.3 and 0.7 of those who answered.
  // Of all other groups nobody answered, so ½·Σ|p − q| = ½·(0.130 + 0.695 + 0.825) = 0.825, and 1 less that is 18%.
  const text = read(form(questions, gathered(...list).results).intro ?? []);
  expect(text).toContain(
    "lijkt voor 18% op wie er woont, naar buurt en leeftijd. Bekend van 400, niet bekend van 100.",
  );
  // Where most people live of whom fewer than ten answered comes first: Oost 8,070, Weidedorp 5,620.
  expect(text).toContain(
    "Weinig gehoord: Waterkant-Oost (minder dan 10 antwoorden), Weidedorp (minder dan 10 antwoorden)",
  );
  expect(text).not.toContain("geschat");
  // From a file that counts wider ages.
  const estimated = { ...waterkant, populationEstimated: true };
  expect(read(form(questions, gathered(...list).results, estimated).intro ?? [])).toContain(
    "Hoeveel mensen van elke leeftijd er wonen, is geschat",
  );
});

test("a quota is held against whole people, also where ages are estimated", () => {
  const town = { ...waterkant, population: { "16_17|dike": 22.4, "18_20|dike": 33.6, "16_17|mill": 11.3 } };
  const whom = { neighbourhoods: [], ages: [], languages: [] };
  expect(readQuotas("16-17=33", whom, town)).toEqual({ quotas: { "a:16_17": 33 } });
  expect(readQuotas("16-17=34", whom, town).error?.params).toMatchObject({ most: 33 });
});
