import { expect, test } from "vitest";
import { type Instant, instantAt } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { type Message, say } from "../../bot/core/model/message.ts";
import { newStage } from "../../bot/core/processes/stage.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { sampleProcess } from "../support/sample-process.ts";
import { answerWord, promiseWord } from "./clerk.ts";
import { findWaits, type WaitsRun } from "./waits.ts";

/** The judge of the fault tests notices who waits in silence. */

const words = createWords(locales);
const now: Instant = "2026-05-20T09:00:00.000Z";
const before: Instant = "2026-05-04T09:00:00.000Z";
const deed = { act: "council", about: "48210937", words: "Doe iets aan dit, o3q" } as const;

function report(changes: object = {}, more: object = {}): Row {
  const state = {
    status: { at: "submitted" },
    words: "Er is geen licht",
    media: [],
    category: "street",
    language: "nl",
    joined: [],
    reopened: 0,
    clockFrom: before,
    council: { on: before, by: "U0ANA", response: "P7000001" },
    ...changes,
  };
  return { ...rowOfEachKind.contribution, version: 3, by: residentId("r1"), state, ...more };
}

const question = (at = "followed_up", more: object = {}): Row =>
  sampleProcess({ id: "P7000001", instrument: "response", state: newStage(at, before), ...more });

const [received = ""] = words.languages.map((one) =>
  words.render(say("response:tells.receive", { title: "4821-0937" }), one),
);
const told = [
  received,
  `Dit is het: ${answerWord("o3q")} ${promiseWord("o3q")}`,
  `Te laat: ${promiseWord("o3q")}`,
].map((what) => ({ chat: "1", what, how: "sent" as const }));

function judged(run: Partial<WaitsRun> = {}, rows: readonly Row[] = [report(), question()]) {
  return findWaits(
    {
      deeds: [deed],
      promised: told,
      said: told,
      chatOf: () => "1",
      gone: new Set(),
      inEachLanguage: (message: Message) => words.languages.map((one) => words.render(message, one)),
      now,
      ...run,
    },
    rows,
  );
}

test("a question to the council that came back, with each step heard, is well", () => {
  expect(judged()).toMatchObject({ questions: 1, heard: 1, wrong: [] });
});

test("each step is promised once and heard, and by nobody else", () => {
  for (const [at, name] of [
    "that the clerk has it",
    "the answer of the council",
    "its promise is late",
  ].entries()) {
    const [one] = told.slice(at);
    const without = told.toSpliced(at, 1);
    expect(judged({ said: without }).wrong.join()).toMatch(new RegExp(`1 never heard .*${name}`));
    expect(judged({ promised: without }).wrong.join()).toMatch(new RegExp(`0 times to hear .*${name}`));
    const twice = [...told, ...(one ? [one] : [])];
    expect(judged({ promised: twice }).wrong.join()).toMatch(new RegExp(`2 times to hear .*${name}`));
    const astray = [...told, ...(one ? [{ ...one, chat: "9" }] : [])];
    expect(judged({ said: astray }).wrong.join()).toMatch(new RegExp(`9 heard .*${name}`));
  }
});

test("who blocked the bot or was erased need not be reached, and her question is answered all the same", () => {
  expect(judged({ said: [], promised: [], gone: new Set(["1"]) }).wrong).toEqual([]);
  const erased = [report({}, { by: undefined }), question("scheduled")];
  expect(judged({ said: [], promised: [] }, erased).wrong).toEqual(["the question of 48210937 is scheduled"]);
});

test("a question is there once, and comes back", () => {
  expect(judged({}, [report()]).wrong).toEqual(["the question of 48210937 is not there"]);
  expect(judged({}, [report(), question("answered")]).wrong.join()).toContain("is answered");
  const second = sampleProcess({
    id: "P7000002",
    instrument: "response",
    state: newStage("requested", before),
  });
  expect(judged({}, [report(), question(), second]).wrong.join()).toContain("P7000002 belongs to no report");
});

test("a report whose day passed has said so, and has another day", () => {
  const dueAt = instantAt(Date.parse(now) - 2 * 3600_000);
  expect(judged({}, [report({}, { dueAt }), question()]).wrong.join()).toContain("nobody heard so");
  // The clock is on its way.
  const justNow = instantAt(Date.parse(now) - 60_000);
  expect(judged({}, [report({}, { dueAt: justNow }), question()]).wrong).toEqual([]);
  const overdue = { since: before, told: 1 };
  const later = instantAt(Date.parse(now) + 3600_000);
  expect(judged({}, [report({ overdue }, { dueAt: later }), question()])).toMatchObject({
    late: 1,
    wrong: [],
  });
});
