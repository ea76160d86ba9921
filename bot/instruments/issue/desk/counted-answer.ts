import type { Context } from "../../../core/turn.ts";
import { daysTaken, wasLate } from "../answer-deadline.ts";
import type { HistoryNote } from "../record.ts";
import type { Issue } from "../state.ts";

/** How an answer or a refusal counts in the running figures of its desk. */
export function countedAnswer(issue: Issue, { now, town }: Context): NonNullable<HistoryNote["counts"]> {
  return {
    event: "answered",
    days: daysTaken(issue.clockFrom, now, town),
    inTime: !wasLate(issue, now),
  };
}
