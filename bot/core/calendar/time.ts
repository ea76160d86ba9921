import * as z from "zod/mini";

/**
 * Moments and days. Nothing here reads the clock: time always comes in as an argument.
 * This is the one file of the core that may use `Date`, and only to calculate with a given moment.
 */

/**
 * A calendar day in the municipality's own time zone, "YYYY-MM-DD". No other text passes for one; a literal does, and is
 * checked as it stands.
 */
export type Day = `${number}-${number}-${number}`;

/** A moment in UTC as an ISO 8601 string, e.g. "2026-05-04T09:00:00.000Z". Sorts as text. No day, and no other text. */
export type Instant = `${Day}T${string}Z`;

/** A calendar month, "YYYY-MM". */
export type Month = `${number}-${number}`;

/** A moment in a row or a file, which this code wrote. */
export const instantSchema = z.custom<Instant>((value) => typeof value === "string");

/** The same for a day. */
export const daySchema = z.custom<Day>((value) => typeof value === "string");

/** A day that a person wrote in a file: it has to exist on the calendar. */
export const typedDaySchema = z.iso.date() as unknown as z.ZodMiniType<Day, string>;

/** The clock that counts for Dutch municipalities. */
export const TIME_ZONE = "Europe/Amsterdam";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The moment this many milliseconds after 1970 began. */
export function instantAt(milliseconds: number): Instant {
  // What `toISOString` gives for every year of four digits.
  return new Date(milliseconds).toISOString() as Instant;
}

/** The day of a moment in UTC, which is not the town's. */
export function dayPart(instant: Instant): Day {
  return instant.slice(0, 10) as Day;
}

/** A day of the calendar, from its parts: the month from 1 to 12. */
export function dayOf(year: number, month: number, day: number): Day {
  return dayPart(instantAt(Date.UTC(year, month - 1, day)));
}

/** The month of a day or a moment, "2026-05". */
export function monthOf(at: Day | Instant): Month {
  return at.slice(0, 7) as Month;
}

/** The moment `milliseconds` after `instant`. */
export function after(instant: Instant, milliseconds: number): Instant {
  return instantAt(Date.parse(instant) + milliseconds);
}

/** Milliseconds from `from` to `to`; negative when `to` comes first. */
export function elapsed(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

/** Seconds since 1970, the unit in which DynamoDB counts an item's time to live. */
export function epochSeconds(instant: Instant): number {
  return Math.floor(Date.parse(instant) / 1000);
}

/** The moment this many seconds after 1970 began. */
export function fromEpoch(seconds: number): Instant {
  return instantAt(seconds * SECOND);
}

/** Created when first needed: the time zone data would take a tenth of the function's start-up time. */
let clockFace: Intl.DateTimeFormat | undefined;

function face(): Intl.DateTimeFormat {
  clockFace ??= new Intl.DateTimeFormat("en-CA", {
    timeZone: TIME_ZONE,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return clockFace;
}

/** What the clock on the town hall shows at `instant`. */
export function townClock(instant: Instant): { day: Day; minutes: number } {
  const at: Record<string, string> = {};
  for (const part of face().formatToParts(new Date(instant))) at[part.type] = part.value;
  return {
    // The face shows a year, a month and a day in digits.
    day: `${at.year}-${at.month}-${at.day}` as Day,
    minutes: Number(at.hour) * 60 + Number(at.minute),
  };
}

/** The moment at which the town hall's clock shows `minutes` past midnight on `day`. */
export function townMoment(day: Day, minutes = 0): Instant {
  const asIfUtc = Date.parse(`${day}T00:00:00.000Z`) + minutes * MINUTE;
  // The offset is looked up twice, because the first guess may lie on the other side of a clock change.
  let guess = asIfUtc;
  for (let round = 0; round < 2; round++) {
    const shown = townClock(instantAt(guess));
    const shownAsUtc = Date.parse(`${shown.day}T00:00:00.000Z`) + shown.minutes * MINUTE;
    guess -= shownAsUtc - asIfUtc;
  }
  return instantAt(guess);
}

/** The calendar day `count` days after `day` (before, when negative). */
export function addDays(day: Day, count: number): Day {
  return dayPart(instantAt(Date.parse(`${day}T12:00:00.000Z`) + count * DAY));
}

/** How many days later `to` is than `from`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round(elapsed(`${from}T12:00:00.000Z`, `${to}T12:00:00.000Z`) / DAY);
}

/** 0 for Sunday up to 6 for Saturday. */
export function weekday(day: Day): number {
  return new Date(`${day}T12:00:00.000Z`).getUTCDay();
}

/** True when `text` is a day that exists on the calendar. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T12:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Rounds a moment down to a multiple of this many milliseconds since 1970. */
export function roundedDown(moment: Instant, milliseconds: number): Instant {
  return instantAt(Math.floor(Date.parse(moment) / milliseconds) * milliseconds);
}
