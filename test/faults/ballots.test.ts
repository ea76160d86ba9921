import { describe, expect, test } from "vitest";
import type { Ballot } from "../../bot/core/counting/ballot.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import { toImage } from "../../bot/store/item-codec.ts";
import { type Choice, erasedAfter, findBallots, pressing, saw, VOTE } from "./ballots.ts";

/** The judge of the fault tests notices when a ballot is not what its voter last saw. */

describe("ballots", () => {
  const tokens = createVoterTokens("a secret that is only for the tests of the judge");
  const voter = (chat: string) => tokens.of({ channel: "telegram", chat }, VOTE)[0];
  const ballot = (chat: string, choices: number[]): Ballot => ({
    row: "ballot",
    process: VOTE,
    voter: voter(chat),
    version: 1,
    choices,
    ranked: false,
  });
  const tally = (numbers: object) => [toImage({ pk: `TALLY#${VOTE}#0`, sk: "TALLY", ...numbers })];
  const choice = (chosen: number[], more: Partial<Choice> = {}): Choice => ({
    chosen: new Set(chosen),
    unsure: new Set(),
    ...more,
  });
  const sees = (chat: string, ...chosen: number[]) => new Map([[chat, choice(chosen)]]);
  const counted = tally({ voters: 1, item1: 1, item3: 1 });

  test("hold what their voters saw last, each once, and the count is theirs", () => {
    const found = findBallots(sees("1", 3, 1), [ballot("1", [1, 3])], counted, tokens);
    expect(found).toEqual({ voters: 1, wrong: [], lost: [], strange: 0, countHolds: true });
  });

  test("that are lost, changed, doubled or counted wrongly are seen", () => {
    const mine = ballot("1", [1, 3]);
    expect(findBallots(sees("1", 1), [], counted, tokens)).toMatchObject({ lost: ["1"], countHolds: false });
    expect(findBallots(sees("1", 2), [mine], counted, tokens).wrong).toEqual(["1"]);
    const second = { ...mine, voter: voter("somebody else") };
    expect(findBallots(sees("1", 1, 3), [mine, second], counted, tokens)).toMatchObject({
      strange: 1,
      countHolds: false,
    });
  });

  test("hold a press without an answer or not, and all the rest as it was seen", () => {
    const judged = (one: Choice, ...choices: number[]) =>
      findBallots(new Map([["1", one]]), choices.length > 0 ? [ballot("1", choices)] : [], counted, tokens);
    const unsure = choice([1], { unsure: new Set([3]) });
    for (const choices of [[1], [1, 3]])
      expect(judged(unsure, ...choices)).toMatchObject({ wrong: [], lost: [] });
    for (const choices of [[3], [1, 2], [2, 3]]) expect(judged(unsure, ...choices).wrong).toEqual(["1"]);
    expect(judged(unsure).lost).toEqual(["1"]);
    expect(judged(choice([], { unsure: new Set([3]) })).lost).toEqual([]);
  });

  test("stay as they were after an erasure, until she votes: that replaces all of it", () => {
    const judged = (one: Choice, ...choices: number[]) =>
      findBallots(new Map([["1", one]]), [ballot("1", choices)], counted, tokens).wrong;
    const earlier = choice([1, 3]);
    expect(judged(choice([], { earlier }), 1, 3)).toEqual([]);
    expect(judged(choice([], { earlier }))).toEqual(["1"]);
    const pressed = choice([], { unsure: new Set([2]), earlier });
    for (const choices of [[1, 3], [2]]) expect(judged(pressed, ...choices)).toEqual([]);
    expect(judged(pressed, 1, 2, 3)).toEqual(["1"]);
    expect(judged(choice([2]), 1, 2, 3)).toEqual(["1"]);
  });
});

describe("what a voter remembers", () => {
  const none: Choice = { chosen: new Set(), unsure: new Set() };

  test("is what she saw, item by item: another vote later makes her no surer of a press without an answer", () => {
    const one = saw(pressing(pressing(none, 1), 2), 2, true);
    expect(one).toEqual({ chosen: new Set([2]), unsure: new Set([1]) });
    expect(saw(pressing(one, 2), 2, false)).toEqual({ chosen: new Set(), unsure: new Set([1]) });
    expect(saw(pressing(one, 1), 1, true)).toEqual({ chosen: new Set([1, 2]), unsure: new Set() });
  });

  test("of before an erasure goes with the first vote that she sees after it", () => {
    const before = saw(none, 1, true);
    const after = erasedAfter(before);
    expect(after).toEqual({ ...none, earlier: before });
    expect(pressing(after, 2)).toEqual({ chosen: new Set(), unsure: new Set([2]), earlier: before });
    expect(saw(pressing(after, 2), 2, true)).toEqual({ chosen: new Set([2]), unsure: new Set() });
  });
});
