import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PER_SECOND } from "../../bot/core/broadcasts/pace.ts";
import { shardsOf } from "../../bot/store/keys.ts";
import { functions as shapes } from "../../infra/functions.ts";
import { readTown } from "../../local/settings.ts";
import { type PriceName, pricesSchema } from "../../ops/bill.ts";
import { functions } from "../../ops/use.ts";
import { type Figure, only, sample } from "../figures.ts";
import { TOWN } from "../neighbours.ts";
import { PROCESS } from "../voices.ts";
import { broken, limitsOf, middleOf } from "./limits.ts";
import type { Cost, Machinery } from "./machinery.ts";
import { busyDay, type Plan } from "./plan.ts";
import { type Day, SECONDS, simulate } from "./simulate.ts";

/** A town of a million residents for a day: what it does to each part, what breaks, and what it costs. */

const SEED = 20_261_201;
/** Seconds for one round trip to DynamoDB. Assumed: AWS says “single-digit milliseconds”. */
const ROUND_TRIP = 0.005;
/** Shards of the stream of a new on-demand table; a table that was busy has more. */
const SHARDS = 4;
/** Kinds of which each person, report or message has a partition of its own. */
const APART = [
  "LANE",
  "RESIDENT",
  "CONTRIBUTION",
  "NOTICE",
  "COUNTED",
  "POSTED",
  "DEAD",
  "several:CONTRIBUTION",
];
/** Kinds that are divided over a process's shards. */
const SHARDED = ["TALLY", "BALLOTS", "RESPONSES"];

/** How the town is set up. Durations are those of ops/use.ts, which are estimates until somebody measures in AWS. */
function machineryOf(costs: Readonly<Record<string, Cost>>): Machinery {
  const counting = Math.max(
    ...["raised", "vote.counted", "survey.counted"].map((id) => costs[id]?.requests ?? 0),
  );
  return {
    telegram: functions.telegram.milliseconds / 1000,
    slack: functions.slack.milliseconds / 1000,
    batch: functions.changes.milliseconds / 1000,
    change: counting * ROUND_TRIP,
    batchSize: 100,
    shards: SHARDS,
    delivery: functions.deliver.milliseconds / 1000,
    deliverers: shapes.deliver.reserved,
    pace: PER_SECOND,
    channelEvery: 1,
    channels: readTown(TOWN, ["nl", "en"]).desks.length,
    spread: Object.fromEntries(SHARDED.map((kind) => [kind, shardsOf(PROCESS).length])),
    apart: new Set(APART),
  };
}

export function measureDay(costs: Readonly<Record<string, Cost>>, residents: number): Figure[] {
  const plan = busyDay(residents);
  const machinery = machineryOf(costs);
  const day = simulate(plan, costs, machinery, SEED);
  const limits = limitsOf(day);
  const wrong = broken(limits);
  const { table, lags, waits } = day.gauges;
  const [lag, wait] = [middleOf(lags), middleOf(waits)];
  return [
    only(
      "day.broken",
      `A day of ${residents} residents: limits that are broken`,
      "",
      sample([wrong.length]),
      { most: 0 },
      [wrong.length === 0 ? "none is broken" : wrong.join("; "), said(plan, day)].join(". "),
    ),
    ...limits.map(({ id, what, unit, found, most }) => only(id, what, unit, sample([found]), { most })),
    only("day.lag", "The stream: how long a change waits, 99 of 100", "s", sample([lag.nearlyAll])),
    only("day.wait", "Notices: how long one waits, 99 of 100", "s", sample([wait.nearlyAll])),
    only("day.writes", "Write units, the whole day", "", sample([Math.round(table.write.sum)])),
    only("day.reads", "Read units, the whole day", "", sample([Math.round(table.read.sum)])),
    only("day.dollars", "What the day costs", "$", sample([dollars(day)])),
  ];
}

function said(plan: Plan, { times, gauges }: Day): string {
  const acts = (gauges.calls.telegram ?? 0) + (gauges.calls.slack ?? 0);
  return `Invented (bench/day/plan.ts): ${plan.reports} reports and their answers, news for ${plan.news}, a vote of ${plan.voters} with ${plan.votesEach} taps each that opens at ${plan.voteAt}:00, a survey of ${plan.respondents}; half of those who are asked come within an hour or so. Measured: what each action takes of the table. ${acts} acts of people and ${times.get("news") ?? 0} messages of news in one day, from seed ${SEED}. Assumed: ${ROUND_TRIP * 1000} ms for a round trip to DynamoDB, ${SHARDS} shards, the durations of ops/use.ts, and all partitions of a kind in one unless the code divides them.`;
}

/** What is paid for use, without what a town costs when nothing happens. */
function dollars({ gauges }: Day): number {
  const { prices } = pricesSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, "../../ops/prices.json"), "utf8")),
  );
  const { table, calls, busy, telling } = gauges;
  const of = (name: PriceName, quantity: number): number => {
    const { price, per } = prices[name];
    return (quantity * price) / (per.startsWith("million") ? 1e6 : 1);
  };
  const news = Math.max(0, telling.sum - (calls.deliver ?? 0));
  const running =
    Object.entries(busy).reduce((sum, [name, seconds]) => sum + seconds * memoryOf(name), 0) +
    Math.min(news / PER_SECOND, SECONDS) * memoryOf("broadcast");
  const invoked = Object.values(calls).reduce((sum, one) => sum + one, 0);
  return (
    of("writeUnits", table.write.sum) +
    of("readUnits", table.read.sum) +
    of("lambdaRequests", invoked) +
    of("lambdaSeconds", running) +
    of("httpRequests", (calls.telegram ?? 0) + (calls.slack ?? 0)) +
    of("fifoRequests", (calls.deliver ?? 0) * 3)
  );
}

/** Gigabytes. */
function memoryOf(name: string): number {
  return Object.entries(shapes).flatMap(([one, { memory }]) => (one === name ? [memory / 1024] : []))[0] ?? 0;
}
