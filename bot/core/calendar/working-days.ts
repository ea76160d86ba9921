import { addDays, type Day, dayOf, type Instant, townClock, townMoment, weekday } from "./time.ts";

/**
 * The days on which a Dutch town hall is open. The promised answer date is counted in these, so that a resident is
 * never given a date on which nobody is there to answer.
 */

/** Minutes past midnight at which an answering day ends: 17:00 on the town hall's clock. */
const END_OF_DAY = 17 * 60;

/**
 * Easter Sunday of a year in the Gregorian calendar.
 *
 * Source: the anonymous Gregorian computus, sent to Nature (20 April 1876, p. 487), as printed by
 * J. Meeus, Astronomical Algorithms (1991), chapter 8. The letters are those of the published formula.
 */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dayOf(year, month, day);
}

/**
 * The days of a year on which town halls are closed everywhere, in order: those of the Algemene termijnenwet (article
 * 3, which treats Good Friday as one), with one difference. That law counts 5 May every year, but Liberation Day is a
 * general day off only once every five years (2025, 2030, …); a town that closes every 5 May adds it to
 * `promise.closedDays`. King's Day moves to Saturday 26 April when the 27th is a Sunday.
 */
export function publicHolidays(year: number): readonly Day[] {
  const known = holidaysOf.get(year) ?? publicHolidaysOf(year);
  holidaysOf.set(year, known);
  return known;
}

/** Asked for each day that is counted: two weeks ahead are fourteen times the same year. */
const holidaysOf = new Map<number, readonly Day[]>();

function publicHolidaysOf(year: number): readonly Day[] {
  const easter = easterSunday(year);
  const kingsDay = dayOf(year, 4, 27);
  return [
    dayOf(year, 1, 1),
    addDays(easter, -2), // Good Friday
    easter,
    addDays(easter, 1),
    weekday(kingsDay) === 0 ? addDays(kingsDay, -1) : kingsDay,
    ...(year % 5 === 0 ? [dayOf(year, 5, 5)] : []),
    addDays(easter, 39), // Ascension Day
    addDays(easter, 49), // Whit Sunday
    addDays(easter, 50),
    dayOf(year, 12, 25),
    dayOf(year, 12, 26),
  ].sort();
}

/** True when the town hall is open on `day`. `closedDays` are the town's own, in addition to the general ones. */
export function isWorkingDay(day: Day, closedDays: readonly Day[] = []): boolean {
  const inWeek = weekday(day);
  if (inWeek === 0 || inWeek === 6) return false;
  return !closedDays.includes(day) && !publicHolidays(Number(day.slice(0, 4))).includes(day);
}

/**
 * The `count`th working day after `day`; before it, when `count` is negative. `day` itself need not be a
 * working day; with 0 it comes back unchanged.
 */
export function addWorkingDays(day: Day, count: number, closedDays: readonly Day[] = []): Day {
  const step = count < 0 ? -1 : 1;
  let reached = day;
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached, closedDays)) left -= 1;
  }
  return reached;
}

/** How many working days lie after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, closedDays: readonly Day[] = []): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, closedDays)) count += 1;
  }
  return count;
}

/**
 * The moment by which an answer is promised: 17:00 town time, `workingDays` working days on. Anything received at or
 * after 17:00, or on a closed day, counts from the next working day.
 */
export function answerDue(now: Instant, workingDays: number, closedDays: readonly Day[] = []): Instant {
  return closeOf(addWorkingDays(receivedOn(now, closedDays), workingDays, closedDays));
}

/** The working day from which something counts that is received at this moment. */
export function receivedOn(now: Instant, closedDays: readonly Day[]): Day {
  const { day, minutes } = townClock(now);
  const inTime = isWorkingDay(day, closedDays) && minutes < END_OF_DAY;
  return inTime ? day : addWorkingDays(day, 1, closedDays);
}

/** The moment on a day by which the town has answered: 17:00. */
export function closeOf(day: Day): Instant {
  return townMoment(day, END_OF_DAY);
}
