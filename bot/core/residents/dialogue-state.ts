import { after, DAY, HOUR, type Instant, monthOf } from "../calendar/time.ts";
import type { Dialogue, Lane } from "../model/lane.ts";
import type { Context } from "../turn.ts";

/** Milliseconds. We remind after a day and set aside after a week; after that it is kept for the town's draft days. */
export const REMIND_AFTER = 24 * HOUR;
export const PARK_AFTER = 7 * DAY;

/** Records activity in the dialogue, which restarts its silence timer. */
export function touch(lane: Lane, dialogue: Dialogue, context: Context): Lane {
  return {
    ...lane,
    dialogue: { ...dialogue, touched: context.now, reminded: false },
    wakeAt: after(context.now, REMIND_AFTER),
  };
}

/** Ends the dialogue. */
export function leave(lane: Lane): Lane {
  return { ...lane, dialogue: undefined, wakeAt: undefined };
}

/** An average month, in milliseconds. */
const MONTH = 30.44 * DAY;

/**
 * The moment until which a member is kept: the town's term after her last act, counted from the end of the month, so
 * that it moves once a month and not with every message.
 */
export function keptUntil(lane: Lane, context: Context): Instant | undefined {
  if (lane.stage !== "member") return lane.expires;
  // Months are counted in UTC: an hour more or less in two years matters to nobody, and this runs on every message.
  return after(
    `${monthOf(context.now)}-01T00:00:00.000Z`,
    (context.town.retention.residentMonths + 1) * MONTH,
  );
}

/** Sets the lane to expire, for somebody who was not known before and may never come in. */
export function stored(lane: Lane): Lane {
  return lane.version === 0
    ? { ...lane, expires: forgottenAfter(after(lane.created, PARK_AFTER), lane) }
    : lane;
}

/** The later of this moment and the end of her pause: a running pause does not end because she never comes in. */
export function forgottenAfter(moment: Instant, { paused }: Lane): Instant {
  return paused && paused.until > moment ? paused.until : moment;
}

/** A short id for a dialogue, carried by its buttons. */
export function tokenFrom(seed: string): string {
  return `t${seed.slice(-5)}`;
}

/** Whether a button belongs to a dialogue, rather than to a contribution or a process. */
export function isToken(ref: string): boolean {
  return ref.startsWith("t");
}
