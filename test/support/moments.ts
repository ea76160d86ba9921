import { type Day, type Instant, isDay } from "../../bot/core/calendar/time.ts";

/** Moments and days of tests that are put together from texts. */

/** @throws Error when it is no moment */
export function momentOf(text: string): Instant {
  if (!/^\d{4}-\d\d-\d\dT.*Z$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Error(`${text} is no moment`);
  return text as Instant;
}

/** @throws Error when it is no day */
export function dayOf(text: string): Day {
  if (!isDay(text)) throw new Error(`${text} is no day`);
  return text;
}
