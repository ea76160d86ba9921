import { expect } from "vitest";
import { after, DAY, elapsed, type Instant } from "../../../../bot/core/calendar/time.ts";
import { nothingSeen } from "../../../../bot/core/needs.ts";
import { owedRows, whenOf } from "../../../../bot/core/processes/dues.ts";
import type { AnyKind, Standing } from "../../../../bot/core/processes/kind.ts";
import { stateIs } from "../../../../bot/core/processes/rows.ts";
import { stageSchema } from "../../../../bot/core/processes/stage.ts";
import type { Context } from "../../../../bot/core/turn.ts";
import { CHRIS } from "../../../support/staff.ts";
import { waterkant } from "../../../support/waterkant.ts";
import type { Moment } from "./moments.ts";
import { nobodyActs, type Said, type Silence } from "./nobody-acts.ts";

/** What has to be so when nobody does anything: whoever owes it hears before, all who wait after, and never no more. */

/** Days in which nobody does anything. */
const LONG = 400;
/** Days: once something is late, somebody hears of it at least this often. */
const OFTEN = 40;

export function checksWaiting(kind: AnyKind, moment: Moment): void {
  // What stands under it speaks for itself: it is looked at only where the process itself says too little.
  const itself = nobodyActs(moment, LONG, true);
  const { said, states } = isSilent(itself, moment) ? nobodyActs(moment, LONG, false) : itself;
  const { table } = kind;
  const process = moment.processes.get(moment.process);
  if (!process) throw new Error("it does not exist");
  const context = { now: moment.now, town: waterkant, seen: nothingSeen } as unknown as Context;
  const standing: Standing = { process, state: stageSchema.parse(process.state), context };
  const end = after(moment.now, LONG * DAY);
  const left = states.find(({ at }) => at !== moment.at)?.on ?? end;
  const words = said.filter(({ to }) => to.length > 0);
  const what = `${table.name} in “${moment.at}”`;
  const over = states.find(({ at }) => stateIs(table, at) === "over")?.on ?? end;

  expect(words.length, `${what}: somebody hears within ${LONG} days`).toBeGreaterThan(0);
  if (over === end) expect(longestAfterLate(words, end), `${what}: nobody falls silent`).toBeLessThan(OFTEN);
  for (const row of owedRows(kind, standing)) {
    const when = row.step.forEach === undefined ? whenOf(kind, row, standing) : undefined;
    if (!when) continue;
    // What had passed when it came here is told from then on.
    const from = when.at > moment.now ? when.at : moment.now;
    const passed = after(from, 3 * DAY);
    // What was told in an earlier state is not told again.
    const { [row.name]: last } = standing.state.watched;
    if (last !== undefined && last >= when.since && last < moment.now) continue;
    if (passed < left)
      expect(eventsBy(said, moment, passed), `${what}: ${row.name}`).toContain("owed.passed");
    const week = after(from, 12 * DAY);
    if (week < left) {
      expect(eventsBy(said, moment, week), `${what}: ${row.name}`).toContain("owed.week");
      const clerk = said.filter(({ event, on }) => event === "owed.week" && on < week);
      expect(
        clerk.flatMap(({ to }) => to),
        `${what}: the clerk hears of ${row.name}`,
      ).toContain(CHRIS);
    }
    const month = after(from, 50 * DAY);
    if (month < left) expect(eventsBy(said, moment, month), `${what}: ${row.name}`).toContain("owed.month");
    const long = elapsed(when.since, when.at) > 4 * DAY && when.since >= after(moment.now, -DAY);
    if (long && when.at < left)
      expect(eventsBy(said, moment, when.at), `${what}: ${row.name}`).toContain("owed.before");
  }
}

function eventsBy(
  said: readonly Said[],
  { process }: Moment,
  until: Instant,
): readonly (string | undefined)[] {
  return said
    .filter((one) => one.process === process && one.on < until && one.to.length > 0)
    .map(({ event }) => event);
}

/** Whether nobody hears anything, or nobody any more. */
function isSilent({ said }: Silence, { now }: Moment): boolean {
  const words = said.filter(({ to }) => to.length > 0);
  return words.length === 0 || longestAfterLate(words, after(now, LONG * DAY)) >= OFTEN;
}

/** Days between two messages, at most, once something is late; until nobody acts for a year. */
function longestAfterLate(words: readonly Said[], end: Instant): number {
  const first = words.findIndex(({ event }) => event === "late" || event?.startsWith("owed.passed"));
  if (first < 0) return 0;
  const moments = [...words.slice(first).map(({ on }) => on), end];
  const gaps = moments.slice(1).map((on, at) => elapsed(moments[at] ?? on, on) / DAY);
  return Math.max(0, ...gaps);
}
