import { expect, test } from "vitest";
import { chanceFrom } from "../../bench/day/chance.ts";
import { moment } from "../../bench/day/happenings.ts";
import { broken, limitsOf } from "../../bench/day/limits.ts";
import type { Cost, Machinery } from "../../bench/day/machinery.ts";
import type { Plan } from "../../bench/day/plan.ts";
import { simulate } from "../../bench/day/simulate.ts";

/** A day of a large town is played from a seed, and names each limit that it breaks. */

const plan: Plan = {
  residents: 10_000,
  reports: 50,
  news: 500,
  newsAt: 10,
  voters: 2_000,
  voteAt: 19,
  votesEach: 6,
  respondents: 100,
  answersEach: 7,
  office: { from: 9, until: 17 },
};

const machinery: Machinery = {
  telegram: 0.15,
  slack: 0.25,
  batch: 0.06,
  change: 0.005,
  batchSize: 100,
  shards: 4,
  delivery: 0.5,
  deliverers: 5,
  pace: 28,
  channelEvery: 1,
  channels: 4,
  spread: { TALLY: 16 },
  apart: new Set(["LANE"]),
};

const quiet: Cost = { requests: 2, read: 1, write: 1, heat: { LANE: { read: 1, write: 1 } } };
const ids =
  "newcomer language privacy area allow joined words place photos category send raised card open preview answer answered notice helps closed mine news vote.open vote.first vote.later vote.counted survey.open survey.first survey.next survey.counted";
const costs = Object.fromEntries(ids.split(" ").map((id) => [id, quiet]));
const day = (more: Readonly<Record<string, Cost>> = {}, parts: Partial<Machinery> = {}, seed = 1) =>
  simulate(plan, { ...costs, ...more }, { ...machinery, ...parts }, seed);

test("an ordinary day breaks nothing", () => {
  expect(broken(limitsOf(day()))).toEqual([]);
});

test("every report is read at a desk, answered and closed, and every vote is counted", () => {
  const { times } = day();
  for (const id of ["send", "raised", "card", "answer", "notice", "helps", "closed"])
    expect(times.get(id), id).toBe(50);
  expect(times.get("vote.counted")).toBe(12_000);
  expect(times.get("vote.first")).toBe(2_000);
  expect(times.get("news")).toBe(500);
});

test("the same seed is the same day, and another seed another", () => {
  const peaks = (seed: number) => limitsOf(day({}, {}, seed)).map(({ found }) => found);
  expect(peaks(1)).toEqual(peaks(1));
  expect(peaks(1)).not.toEqual(peaks(2));
});

test("a tally that lies in one partition is named when everybody votes at once", () => {
  const hot: Cost = { ...quiet, heat: { TALLY: { read: 0, write: 400 } } };
  const wrong = broken(limitsOf(day({ "vote.counted": hot }, { spread: {} })));
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatch(/partition “TALLY”.* of 1000 /);
  expect(broken(limitsOf(day({ "vote.counted": hot }, { spread: { TALLY: 1_000 } })))).toEqual([]);
});

test("a partition that everybody reads is named", () => {
  const hot: Cost = { ...quiet, heat: { PROCESS: { read: 900, write: 0 } } };
  expect(broken(limitsOf(day({ "vote.open": hot }))).join()).toMatch(/partition “PROCESS”: read units/);
});

test("a stream that falls behind, and a queue in which notices wait, are named", () => {
  expect(broken(limitsOf(day({}, { change: 5 }))).join()).toMatch(/longest that a change waits/);
  expect(broken(limitsOf(day({}, { delivery: 1_000 }))).join()).toMatch(/longest that one waits/);
  expect(broken(limitsOf(day({}, { channelEvery: 600, channels: 1 }))).join()).toMatch(
    /longest that one waits/,
  );
});

test("an action that nobody measured is not taken for free", () => {
  const { "vote.later": _, ...less } = costs;
  expect(() => simulate(plan, less, machinery, 1)).toThrow("vote.later");
});

test("people write in the evening rather than at night", () => {
  const chance = chanceFrom(7);
  const hours = Array.from({ length: 20_000 }, () => Math.floor(moment(chance) / 3600));
  const at = (hour: number) => hours.filter((one) => one === hour).length;
  expect(at(20)).toBeGreaterThan(10 * at(3));
  expect(Math.min(...Array.from({ length: 200 }, () => moment(chance, 19)))).toBeGreaterThanOrEqual(
    19 * 3600,
  );
});
