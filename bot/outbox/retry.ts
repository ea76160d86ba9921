import { HOUR, MINUTE } from "../core/calendar/time.ts";

/** A notice that was handed over and is still there is handed over again after this long (milliseconds). */
export const LOOK_AGAIN = 45 * MINUTE;

/** The longest that something which always fails waits for its next turn (milliseconds). */
const LONGEST = 6 * HOUR;

/**
 * How long something waits for its next turn (milliseconds): a minute, and twice as long each time.
 * @param tries turns in a row that came to no end, this one included
 */
export function pauseAfter(tries: number): number {
  return Math.min(LONGEST, MINUTE * 2 ** (Math.max(1, tries) - 1));
}
