import { addDays, type Day, townClock } from "../../../../core/calendar/time.ts";
import { say } from "../../../../core/model/message.ts";
import { dayIn } from "../../../../core/officials/form-values.ts";
import { endOfDay, wasLate } from "../../answer-deadline.ts";
import type { Telling } from "../../notices.ts";
import { type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";
import { dayField, dayProblem } from "../fields.ts";

/** Days from today that the form proposes. */
const PROPOSED_DAYS = 7;

export const planButton: DeskButton = {
  rank: "plain",
  isPossible: wherePathLeads("plan"),
};

/** The day on which something is done. It takes the place of the promised one. */
export const plan: DeskAct = {
  button: planButton,
  fields: ({ values, context }) => [
    dayField("day", values, addDays(townClock(context.now).day, PROPOSED_DAYS)),
  ],
  check: ({ values, context }) => ({ day: dayProblem(values, "day", context.now) }),
  prepare: (attempt, actor) => {
    const { issue, values, context } = attempt;
    const day = dayIn(values, "day");
    return {
      next: {
        ...owned(attempt),
        status: { at: "planned", day },
        dueAt: endOfDay(day),
        daysLeft: undefined,
        plannedFor: undefined,
        overdue: undefined,
        late: wasLate(issue, context.now) || undefined,
      },
      events: eventsTo("plan", issue, actor),
      note: { why: day },
      news: { tells: () => planned(day), hearers: "everybody", question: "settles", counts: true },
    };
  },
};

function planned(day: Day): Telling {
  return ({ number, team }) => ({ lines: [say("issue:notice.planned", { number, team, day: { day } })] });
}
