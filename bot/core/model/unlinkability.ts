import { addDays, type Instant, townClock } from "../calendar/time.ts";

/**
 * What may not be connected with whoever brought it in: days instead of moments, and chance of its own.
 */

/** The day of a moment, as a moment: the same for everything of that day. */
export function dayOnly(now: Instant): Instant {
  return `${townClock(now).day}T00:00:00.000Z`;
}

/** What came in without a name on one day goes on together, the next morning. */
export function nextMorning(now: Instant): Instant {
  return `${addDays(townClock(now).day, 1)}T06:00:00.000Z`;
}

/*
 * What is drawn for something without a name. Each is its own part of the seed (64 hexadecimal digits), as others of the
 * parts lie in the table in plain sight: the first 16 in numbers, codes and the order of notices, the last 5 in buttons.
 */

/** A token for answers that belong to nobody in particular: to a group, or to a sheet of paper. */
export function madeUpToken(seed: string): string {
  return seed.slice(16, 48);
}

/** The first version of a ballot or of answers: from there it counts on, and nobody can tell how far. */
export function firstVersion(seed: string): number {
  return 1 + Number.parseInt(seed.slice(48, 54), 16);
}

/** The same for a lane. */
export function firstLaneVersion(seed: string): number {
  return 1 + Number.parseInt(seed.slice(54, 59), 16);
}

/** By this cards of one morning are put in an order that tells nothing. */
export function drawnOrder(seed: string): string {
  return seed.slice(16, 26);
}
