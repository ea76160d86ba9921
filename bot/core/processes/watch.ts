import { addDays, type Day, daysBetween, type Instant } from "../calendar/time.ts";
import type { Municipality } from "../model/municipality.ts";
import type { When } from "./dues.ts";
import { dayAfter, dayIn, morningOf } from "./terms.ts";

/**
 * The one rule by which everything that people owe is watched: who owes it hears before the day; when it has passed,
 * everybody who waits hears too; a week later the clerk; then every month, until it is done or has a new day.
 */

/** What kind of message it is. */
export type Reminder = "before" | "passed" | "week" | "month";

/** Working days before the last one at which who owes it is reminded; half the term when that is shorter. */
const AHEAD = "2 working days";

/**
 * The next message about something that is owed, after those that were sent.
 * @param last when the last was
 * @param began when it came to be owed: what had passed by then is told the next morning, and counts from there
 * @param now when the clock looks: where it stood still until the day had passed, nobody is reminded of it beforehand
 */
export function nextReminder(
  { day, since }: When,
  last: Instant | undefined,
  town: Pick<Municipality, "promise">,
  began: Instant = since,
  now?: Instant,
): { readonly at: Instant; readonly is: Reminder } {
  const begun = dayIn(since);
  const ahead = dayAfter(day, AHEAD, town, -1);
  const half = addDays(begun, Math.floor(daysBetween(begun, day) / 2));
  const before = ahead > begun ? ahead : half;
  // Whoever waits and heard of it in an earlier state does not hear the same again.
  const heard = last !== undefined && last >= since && last < began;
  const passed = addDays(heard || dayIn(began) <= day ? day : dayIn(began), 1);
  const from = heard || began < since ? since : began;
  const done = last !== undefined && last >= from ? last : from;
  // Days are compared before moments: a moment of the town's clock takes long to work out.
  const doneOn = dayIn(done);
  const isNext = (on: Day): boolean => on >= doneOn && morningOf(on) > done;
  const isTimely = before > begun && before < passed && (now === undefined || now < morningOf(passed));
  if (isTimely && isNext(before)) return { at: morningOf(before), is: "before" };
  if (isNext(passed)) return { at: morningOf(passed), is: "passed" };
  const week = addDays(passed, 7);
  if (isNext(week)) return { at: morningOf(week), is: "week" };
  for (let months = 1; ; months++) {
    const on = dayAfter(week, "1 month", town, months);
    if (isNext(on)) return { at: morningOf(on), is: "month" };
  }
}
