import { describe, expect, test } from "vitest";
import { change, counted, noVotes } from "../../../bot/core/counting/ballot.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";
import type { AnyKind, Standing } from "../../../bot/core/processes/kind.ts";
import { resultLines } from "../../../bot/core/processes/result.ts";
import { newStage } from "../../../bot/core/processes/stage.ts";
import { poll } from "../../../bot/instruments/poll/poll.ts";

/** What people hear of a count. */

const NOW = "2026-05-18T22:02:00.000Z";

function linesOf(points: Record<string, number>, voters: number) {
  const options = ["Bankje", "Boom"].map((nl) => ({ option: { nl } }));
  const state = {
    ...newStage("counted", NOW),
    filled: { begin: { on: NOW, values: { options } } },
    counted: { count: { on: NOW, voters, points, same: true } },
  } as const;
  const kind: AnyKind = poll;
  return resultLines(kind, { state } as unknown as Standing, "count");
}

describe("a result", () => {
  test("of one or two voters says nothing of what they chose", () => {
    for (const voters of [1, 2])
      expect(linesOf({ 2: voters }, voters).map(({ key }) => key)).toEqual(["common:process.result.tooFew"]);
  });

  test("of fewer than ten is an order without numbers", () => {
    const text = JSON.stringify(linesOf({ 1: 2, 2: 7 }, 9));
    expect(text).not.toMatch(/"number":/);
    expect(text.indexOf("Boom")).toBeLessThan(text.indexOf("Bankje"));
  });

  test("of ten or more has a number for each option", () => {
    expect(JSON.stringify(linesOf({ 1: 4, 2: 7 }, 11))).toContain('"number":7');
  });

  test("of nobody says that nobody voted", () => {
    expect(linesOf({}, 0).map(({ key }) => key)).toEqual(["common:process.result.none"]);
  });
});

test("who gives an item several of her points is counted with all of them, and can take one back", () => {
  const ballot = (choices: number[]) => ({
    row: "ballot" as const,
    process: "P1234567",
    voter: voterToken("a"),
    version: 1,
    choices,
    ranked: false,
  });
  expect(counted(noVotes, ballot([1, 1, 2]))).toEqual({ voters: 1, points: { 1: 2, 2: 1 } });
  expect(change(ballot([1, 1, 2]), ballot([1, 2]))).toEqual({ 1: -1 });
});
