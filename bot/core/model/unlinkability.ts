import { addDays, type Instant, townClock } from "../calendar/time.ts";
import { type VoterToken, voterToken } from "./ids.ts";

/**
 * Keeps contributions that must not be traced to their makers untraceable: days instead of moments, and randomness of
 * their own.
 */

/** The day of a moment, as a moment: the same for everything on that day. */
export function dayOnly(now: Instant): Instant {
  return `${townClock(now).day}T00:00:00.000Z`;
}

/** Anything received anonymously on one day is passed on together, the next morning. */
export function nextMorning(now: Instant): Instant {
  return `${addDays(townClock(now).day, 1)}T06:00:00.000Z`;
}

/*
 * Random values for what is anonymous. Each uses its own part of the seed (64 hexadecimal digits), as other parts are
 * in the table in plain sight: the first 16 in numbers, codes and the order of notices, the last 5 in buttons.
 */

/** A token for answers that belong to nobody in particular: to a group, or to a paper form. */
export function madeUpToken(seed: string): VoterToken {
  return voterToken(seed.slice(16, 48));
}

/** The first version of a ballot or a response: it counts on from there, and nobody can tell how far. */
export function firstVersion(seed: string): number {
  return 1 + Number.parseInt(seed.slice(48, 54), 16);
}

/** The same for a lane. */
export function firstLaneVersion(seed: string): number {
  return 1 + Number.parseInt(seed.slice(54, 59), 16);
}

/** Sorts the cards of one morning in an order that reveals nothing. */
export function drawnOrder(seed: string): string {
  return seed.slice(16, 26);
}
