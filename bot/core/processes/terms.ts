import { addDays, type Day, type Instant, townClock, townMoment } from "../calendar/time.ts";
import { addWorkingDays, closeOf, receivedOn } from "../calendar/working-days.ts";
import type { Municipality } from "../model/municipality.ts";
import type { Term } from "./lifecycle.ts";

/** Terms and the moments they lead to. A term is counted in the town's days. */

/** Minutes past midnight at which the clock does what is due in the morning: nobody is woken, and somebody is there. */
const MORNING = 9 * 60;

const units = ["day", "working day", "week", "month", "year"] as const;

/** @throws Error when it is no term: a table or a town's file is wrong, which the checks find first */
function readTerm(term: Term): { readonly count: number; readonly unit: (typeof units)[number] } {
  const [, count, plural] = /^(\d+) ([a-z ]+?)s?$/.exec(term) ?? [];
  const unit = units.find((one) => one === plural);
  if (count === undefined || unit === undefined)
    throw new Error(`“${term}” is no term: write “10 working days”`);
  return { count: Number(count), unit };
}

/**
 * The day a term after another; before it, with `times` -1. A month after the 31st is the last day of that month.
 * @param times how many of these terms
 */
export function dayAfter(from: Day, term: Term, { promise }: Pick<Municipality, "promise">, times = 1): Day {
  const { count, unit } = readTerm(term);
  const all = count * times;
  switch (unit) {
    case "day":
      return addDays(from, all);
    case "working day":
      return addWorkingDays(from, all, promise.closedDays);
    case "week":
      return addDays(from, 7 * all);
    case "month":
      return addMonths(from, all);
    case "year":
      return addMonths(from, 12 * all);
  }
}

function addMonths(from: Day, count: number): Day {
  const [year = 0, month = 1, day = 1] = from.split("-").map(Number);
  const months = year * 12 + (month - 1) + count;
  const [inYear, inMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const next = inMonth === 12 ? [inYear + 1, 1] : [inYear, inMonth + 1];
  const last = addDays(`${two(next[0] ?? 0, 4)}-${two(next[1] ?? 1)}-01` as Day, -1);
  const wanted = `${two(inYear, 4)}-${two(inMonth)}-${two(day)}` as Day;
  return wanted < last ? wanted : last;
}

function two(number: number, digits = 2): string {
  return String(number).padStart(digits, "0");
}

/** Until when the town answers what it receives now, a term on: 17:00 on that day. */
export function answerBy(now: Instant, term: Term, town: Pick<Municipality, "promise">): Instant {
  return closeOf(dayAfter(receivedOn(now, town.promise.closedDays), term, town));
}

/** Until when something may be done that is allowed up to and including a day: midnight on the town's clock. */
export function endOf(day: Day): Instant {
  return townMoment(day, 24 * 60);
}

/** When the clock does what is due on that day. */
export function morningOf(day: Day): Instant {
  return townMoment(day, MORNING);
}

/** The next morning after a moment. */
export function nextMorning(now: Instant): Instant {
  const { day, minutes } = townClock(now);
  return morningOf(minutes < MORNING ? day : addDays(day, 1));
}

/** The town's day of a moment. */
export function dayIn(instant: Instant): Day {
  return townClock(instant).day;
}
