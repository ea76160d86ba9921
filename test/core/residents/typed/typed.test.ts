import { describe, expect, test } from "vitest";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { typing } from "./outcomes.ts";
import { answersIn, type Expected, type Situation, situations, surveyOfSituation } from "./situations.ts";

/** What people type, and what they would expect to come of it. Each further language is one more file. */

const tables = { nl, en } as const;

const rowsOf = (table: Expected) =>
  Object.entries(table).flatMap(([situation, outcomes]) =>
    Object.entries(outcomes ?? {}).flatMap(([outcome, texts]) =>
      texts.map((text) => ({ situation: situation as Situation, text, outcome })),
    ),
  );

describe.each(Object.entries(tables))("in %s", (name, table) => {
  const language = name as keyof typeof tables;

  test.each(rowsOf(table))("$situation types “$text”: $outcome", async ({ situation, text, outcome }) => {
    const one = await situations[situation](language);
    const survey = surveyOfSituation[situation];
    const before = survey && (await answersIn(survey));
    const came = await typing(one, text);
    const answers = survey && (await answersIn(survey));
    const answered = answers && answers.length > (before?.length ?? 0) ? `answer: ${answers.at(-1)}` : came;
    expect(answered).toBe(outcome);
  });
});

test("there are more than two hundred, and every situation has some in each language", () => {
  expect(rowsOf(nl).length + rowsOf(en).length).toBeGreaterThan(200);
  for (const table of Object.values(tables))
    expect(Object.keys(table).toSorted()).toEqual(Object.keys(situations).toSorted());
});
