import { HOUR, MINUTE } from "../core/calendar/time.ts";

/** Milliseconds. A notice that was handed over and is still there is handed over again after this (our limit). */
export const LOOK_AGAIN = 45 * MINUTE;

/** Milliseconds. The longest that something which always fails waits for its next attempt (our limit). */
const LONGEST = 6 * HOUR;

/**
 * How long something waits for its next attempt (milliseconds): a minute, doubling each time.
 * @param tries consecutive attempts that did not finish, including this one
 */
export function pauseAfter(tries: number): number {
  return Math.min(LONGEST, MINUTE * 2 ** (Math.max(1, tries) - 1));
}
