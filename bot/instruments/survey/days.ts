import { retainedUntil } from "../../core/calendar/retention.ts";
import {
  addDays,
  after,
  type Day,
  daysBetween,
  type Instant,
  MINUTE,
  townMoment,
} from "../../core/calendar/time.ts";
import { plain } from "../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../core/model/message.ts";
import type { Context } from "../../core/turn.ts";
import type { Survey } from "./state.ts";

/** The days of a survey, and the moments they lead to. */

/** Milliseconds after the close before counting: an answer given in time may still be on its way to the table. */
const GATHER_AFTER = 2 * MINUTE;

/** When every answer given in time must have reached the table; undefined while it is not about to close. */
export function gatheredFrom({ at, closesOn, began }: Survey): Instant | undefined {
  if (at === "open") return after(endOfDay(closesOn), GATHER_AFTER);
  return at === "stopping" && began.stopping !== undefined ? after(began.stopping, GATHER_AFTER) : undefined;
}

/** The day by which everybody hears the results: a week after the last day, as announced beforehand. */
export function heardBy(closesOn: Day): Day {
  return addDays(closesOn, 7);
}

/** Our limit on how long a survey is open, in days: after that it gets no more answers. */
const LONGEST = 92;

/** What is wrong with its days, by field: the last comes after the first, and the answer after the results. */
export function dayProblems(
  { opensOn, closesOn }: Pick<Survey, "opensOn" | "closesOn">,
  answerBy: Day,
): Partial<Readonly<Record<"closesOn" | "answerBy", Message>>> {
  const days = daysBetween(opensOn, closesOn);
  if (days < 0) return { closesOn: say("officials:survey.error.before") };
  return {
    ...(days > LONGEST && { closesOn: say("officials:survey.error.long", { count: plain(LONGEST) }) }),
    ...(answerBy < heardBy(closesOn) && { answerBy: say("officials:survey.error.answerBy") }),
  };
}

/** The end of a day: what is allowed up to and including a day is allowed until midnight, local time. */
export function endOfDay(day: Day): Instant {
  return townMoment(day, 24 * 60);
}

/** Until when individual answers are kept: as long as residents' contributions, counted from the last day. */
export function keptUntil({ closesOn }: Pick<Survey, "closesOn">, { town }: Pick<Context, "town">): Instant {
  return retainedUntil(endOfDay(closesOn), town);
}
