/**
 * Moments and days. Nothing here reads the clock: time always comes in as an argument.
 * This is the one file of the core that may use `Date`, and only to calculate with a given moment.
 */

/** A moment in UTC as an ISO 8601 string, e.g. "2026-05-04T09:00:00.000Z". Sorts as text. */
export type Instant = string;

/** A calendar day in the municipality's own time zone, "YYYY-MM-DD". */
export type Day = string;

/** The clock that counts for Dutch municipalities. */
export const TIME_ZONE = "Europe/Amsterdam";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The moment `milliseconds` after `instant`. */
export function after(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
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
  return new Date(seconds * 1000).toISOString();
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
    day: `${at.year}-${at.month}-${at.day}`,
    minutes: Number(at.hour) * 60 + Number(at.minute),
  };
}

/** The moment at which the town hall's clock shows `minutes` past midnight on `day`. */
export function townMoment(day: Day, minutes = 0): Instant {
  const asIfUtc = Date.parse(`${day}T00:00:00.000Z`) + minutes * MINUTE;
  // The offset is looked up twice, because the first guess may lie on the other side of a clock change.
  let guess = asIfUtc;
  for (let round = 0; round < 2; round++) {
    const shown = townClock(new Date(guess).toISOString());
    const shownAsUtc = Date.parse(`${shown.day}T00:00:00.000Z`) + shown.minutes * MINUTE;
    guess -= shownAsUtc - asIfUtc;
  }
  return new Date(guess).toISOString();
}

/** The calendar day `count` days after `day` (before, when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T12:00:00.000Z`) + count * DAY).toISOString().slice(0, 10);
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
  return new Date(Math.floor(Date.parse(moment) / milliseconds) * milliseconds).toISOString();
}
