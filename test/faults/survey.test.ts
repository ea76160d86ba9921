import { describe, expect, test } from "vitest";
import type { Results } from "../../bot/core/counting/response.ts";
import { countsOf, noResults, type Response } from "../../bot/core/counting/response.ts";
import { voterToken } from "../../bot/core/model/ids.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import {
  FOLLOWS_WITHIN,
  findAnswers,
  findTalks,
  type Given,
  QUOTA,
  SURVEY,
  type SurveyRun,
  watchQuota,
} from "./survey.ts";

/** The judge of the fault tests notices what went wrong in a survey, and with what was sent for groups. */

const tokens = createVoterTokens("only-for-votes-in-the-fault-tests-and-never-elsewhere");
const response = (voter: string, more: Partial<Response> = {}): Response => ({
  row: "response",
  process: SURVEY,
  voter: voterToken(voter),
  version: 1,
  edition: 1,
  language: "nl",
  via: "chat",
  answers: { c: { is: "options", ids: ["o1"] }, t: { is: "text", text: "Bankjes w1x1q" } },
  done: true,
  begun: "2026-05-04",
  at: "2026-05-04",
  ...more,
});
const of = (chat: string) => tokens.of({ channel: "telegram", chat }, SURVEY)[0];
const given = (more: Partial<Given> = {}): Given => ({
  choices: new Map([["c", "o1"]]),
  unsure: new Set(),
  words: "Bankjes w1x1q",
  ...more,
});
const judged = (
  people: Record<string, Given>,
  rows: readonly Response[],
  { kept, fills = [] }: { kept?: Results; fills?: SurveyRun["fills"] } = {},
) =>
  findAnswers(
    { given: new Map(Object.entries(people)), fills, languageOf: () => QUOTA.language },
    rows,
    kept ?? (rows[0] ? countsOf(rows[0]) : noResults),
    tokens,
  );

describe("an answer", () => {
  test("that is there as it was given is right", () => {
    expect(judged({ "1": given() }, [response(of("1"))])).toMatchObject({
      respondents: 1,
      wrong: [],
      lost: [],
      strange: 0,
      resultsHold: true,
    });
  });

  test("that is another one, or other words, is wrong; unless her last press got no answer", () => {
    const other = response(of("1"), { answers: { c: { is: "options", ids: ["o2"] } } });
    expect(judged({ "1": given({ words: undefined }) }, [other]).wrong).toEqual(["1"]);
    const unsure = given({ words: undefined, unsure: new Set(["c"]) });
    expect(judged({ "1": unsure }, [other]).wrong).toEqual([]);
    expect(judged({ "1": given({ words: "Bankjes  w1x1q" }) }, [response(of("1"))]).wrong).toEqual(["1"]);
  });

  test("that is not there is lost, and one of nobody is strange", () => {
    expect(judged({ "1": given() }, [])).toMatchObject({ lost: ["1"] });
    expect(judged({}, [response("somebody")])).toMatchObject({ strange: 1 });
  });

  test("of who erased herself may not be there", () => {
    const erased = { ...given(), erased: "surely" } as const;
    expect(judged({ "1": erased }, [response(of("1"))]).kept).toEqual(["1"]);
    expect(judged({ "1": erased }, [response(of("1"), { answers: {} })]).kept).toEqual([]);
    const perhaps = { ...given(), erased: "perhaps" } as const;
    for (const rows of [[response(of("1"))], [response(of("1"), { answers: {} })], []])
      expect(judged({ "1": perhaps }, rows)).toMatchObject({ kept: [], lost: [], wrong: [], strange: 0 });
  });

  test("that the stream counted twice breaks the results", () => {
    const one = response(of("1"));
    const twice = Object.fromEntries(
      Object.entries(countsOf(one)).map(([question, numbers]) => [
        question,
        Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, 2 * n])),
      ]),
    );
    expect(judged({ "1": given() }, [one], { kept: twice }).resultsHold).toBe(false);
  });
});

describe("a group that is full", () => {
  const full = [{ at: 1000, full: true }];
  test("lets nobody in any more, once the stream had the time to tell it", () => {
    const late = given({ begun: 1000 + FOLLOWS_WITHIN });
    expect(judged({ "1": late }, [response(of("1"))], { fills: full }).late).toEqual(["1"]);
    const inTime = given({ begun: 999 + FOLLOWS_WITHIN });
    expect(judged({ "1": inTime }, [response(of("1"))], { fills: full }).late).toEqual([]);
  });

  test("is not full any more when somebody in it erased herself", () => {
    const again = [...full, { at: 10_000, full: false }, { at: 14_000, full: true }];
    const between = given({ begun: 1000 + FOLLOWS_WITHIN });
    expect(judged({ "1": between }, [response(of("1"))], { fills: again }).late).toEqual([]);
  });

  test("is seen in the stream, and so is that it is not full any more", () => {
    const quota = watchQuota();
    for (let n = 0; n < QUOTA.most; n++) quota.saw(response(`v${n}`), n);
    quota.saw(response("v1", { answers: {} }), 50);
    quota.saw(response("other", { language: "en" }), 60);
    quota.saw(response("back"), 70);
    expect(quota.fills).toEqual([
      { at: QUOTA.most - 1, full: true },
      { at: 50, full: false },
      { at: 70, full: true },
    ]);
  });
});

describe("what was sent for a group", () => {
  const talk = (word: string) =>
    response(word, { via: "group", size: 12, answers: { t: { is: "text", text: `Voetbal ${word}` } } });
  const none = new Map();

  test("is there once: not twice, not lost, and not when it was never sent", () => {
    const sent = (talk: "sent" | "unsure" | "dropped") => ({
      survey: new Map([["w1x1q", talk]]),
      votes: none,
    });
    expect(findTalks(sent("sent"), [talk("w1x1q")], [])).toEqual({ sent: 1, wrong: [] });
    expect(findTalks(sent("sent"), [], []).wrong).toHaveLength(1);
    expect(findTalks(sent("sent"), [talk("w1x1q"), talk("w1x1q")], []).wrong).toHaveLength(1);
    expect(findTalks(sent("unsure"), [], []).wrong).toEqual([]);
    expect(findTalks({ survey: none, votes: none }, [talk("w2x1q")], []).wrong).toHaveLength(1);
  });

  test("is there once in the vote as well", () => {
    const votes = new Map([[7, "sent" as const]]);
    expect(findTalks({ survey: none, votes }, [], [{ size: 7 }]).wrong).toEqual([]);
    expect(findTalks({ survey: none, votes }, [], [{ size: 7 }, { size: 7 }]).wrong).toHaveLength(1);
    expect(findTalks({ survey: none, votes: none }, [], [{ size: 7 }]).wrong).toHaveLength(1);
  });
});
