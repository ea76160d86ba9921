import { at } from "../figures.ts";
import type { Day } from "./simulate.ts";

/** What a day may not break, and what it came to. */
export interface Limit {
  readonly id: string;
  readonly what: string;
  readonly unit: string;
  readonly most: number;
  readonly found: number;
  readonly source: string;
}

/** DynamoDB's limits for one partition (Developer Guide, “Partitions and data distribution”). */
const PARTITION = { write: 1_000, read: 3_000 };
/** Units a second that an on-demand table takes by default (Developer Guide, “Quotas”). */
const TABLE = 40_000;
/** What an account may run at once by default (Lambda's Developer Guide, “Quotas”). */
const AT_ONCE = 1_000;
/** Messages a second that a bot may send to many people (Telegram's Bots FAQ). Answers to what somebody does do not count. */
const TELEGRAM = 30;
/** Requests a second that the door for residents lets in (infra/doors.ts). */
const DOOR = 400;
/** Seconds after which alarms ring (infra/alarms.ts): news is behind, and messages wait. */
const ALARMS = { lag: 300, wait: 600 };
/** Rows of a table for the hottest partitions. */
const HOTTEST = 6;

export function limitsOf(day: Day): Limit[] {
  return [...ofTheTable(day), ...ofTheRest(day)];
}

function limit(id: string, what: string, unit: string, most: number, found: number, source: string): Limit {
  return { id: `day.${id}`, what, unit, most, found, source };
}

/** The table as a whole, and its hottest partitions. */
function ofTheTable({ gauges: { partitions, table } }: Day): Limit[] {
  const hot = (which: "read" | "write") =>
    [...partitions]
      .map(([name, one]) => ({ name, peak: one[which].peak }))
      .toSorted((a, b) => b.peak - a.peak)
      .filter(({ peak }, n) => peak > 0 && (n < HOTTEST || peak > PARTITION[which]))
      .map(({ name, peak }) =>
        limit(
          `partition.${which}.${name.replaceAll(/[^\w]+/g, "-")}`,
          `The hottest second of the partition “${name}”: ${which} units`,
          "",
          PARTITION[which],
          peak,
          "DynamoDB's limit for one partition",
        ),
      );
  const whole = (which: "read" | "write") =>
    limit(
      `table.${which}`,
      `The whole table, its busiest second: ${which} units`,
      "",
      TABLE,
      table[which].peak,
      "DynamoDB's default quota for a table",
    );
  return [whole("write"), whole("read"), ...hot("write"), ...hot("read")];
}

function ofTheRest({ gauges: { doors, running, telling, lags, waits } }: Day): Limit[] {
  const longest = (values: readonly number[]) => values.reduce((most, one) => Math.max(most, one), 0);
  return [
    limit(
      "door",
      "Updates from Telegram in the busiest second",
      "",
      DOOR,
      doors.telegram.peak,
      "infra/doors.ts",
    ),
    limit(
      "lambdas",
      "Functions at once, in the busiest second",
      "",
      AT_ONCE,
      running.peak,
      "an account's default quota",
    ),
    limit(
      "stream.lag",
      "The stream: the longest that a change waits",
      "s",
      ALARMS.lag,
      longest(lags),
      "an alarm rings",
    ),
    limit(
      "queue.age",
      "Notices: the longest that one waits",
      "s",
      ALARMS.wait,
      longest(waits),
      "an alarm rings",
    ),
    limit(
      "telegram",
      "Messages that nobody asked for, in the busiest second",
      "",
      TELEGRAM,
      telling.peak,
      "Telegram's limit for a bot",
    ),
  ];
}

/** Each limit that the day broke, in a sentence. */
export function broken(limits: readonly Limit[]): string[] {
  return limits
    .filter(({ found, most }) => found > most)
    .map(({ what, found, most, unit, source }) =>
      `${what}: ${found.toFixed(0)} ${unit} of ${most} (${source})`.replace("  ", " "),
    );
}

/** The middle and nearly all of several waits, in seconds. */
export function middleOf(waits: readonly number[]): { readonly half: number; readonly nearlyAll: number } {
  const sorted = waits.toSorted((a, b) => a - b);
  return { half: at(sorted, 0.5), nearlyAll: at(sorted, 0.99) };
}
