import { after, DAY, HOUR, type Instant } from "../calendar/time.ts";
import type { Dialogue, Lane } from "../model/lane.ts";
import type { Context } from "../turn.ts";

/** A reminder after a day, set aside after a week; what is set aside stays until the town's draft days are over. */
export const REMIND_AFTER = 24 * HOUR;
export const PARK_AFTER = 7 * DAY;

/** The dialogue goes on: the clock of silence starts again. */
export function touch(lane: Lane, dialogue: Dialogue, context: Context): Lane {
  return {
    ...lane,
    dialogue: { ...dialogue, touched: context.now, reminded: false },
    wakeAt: after(context.now, REMIND_AFTER),
  };
}

/** The dialogue has come to its end. */
export function leave(lane: Lane): Lane {
  return { ...lane, dialogue: undefined, wakeAt: undefined };
}

/** A month on average, in milliseconds. */
const MONTH = 30.44 * DAY;

/**
 * A member is kept for the town's term after her last act, counted from the end of the month: so the moment
 * moves once a month and not with every message.
 */
export function keptUntil(lane: Lane, context: Context): string | undefined {
  if (lane.stage !== "member") return lane.expires;
  // Months are counted in UTC: an hour more or less in two years is nobody's business, and this is every message.
  const month = context.now.slice(0, 7);
  return after(`${month}-01T00:00:00.000Z`, (context.town.retention.residentMonths + 1) * MONTH);
}

/** Somebody who was not known yet, and does not come in, is forgotten again. */
export function stored(lane: Lane): Lane {
  return lane.version === 0
    ? { ...lane, expires: forgottenAfter(after(lane.created, PARK_AFTER), lane) }
    : lane;
}

/** A pause that runs does not end because somebody does not come in. */
export function forgottenAfter(moment: Instant, { paused }: Lane): Instant {
  return paused && paused.until > moment ? paused.until : moment;
}

/** A short id for a dialogue, which its buttons carry. */
export function tokenFrom(seed: string): string {
  return `t${seed.slice(-5)}`;
}

/** Whether a button belongs to a dialogue, and not to a contribution or a process. */
export function isToken(ref: string): boolean {
  return ref.startsWith("t");
}
