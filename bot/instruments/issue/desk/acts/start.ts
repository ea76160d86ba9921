import { say } from "../../../../core/model/message.ts";
import type { Context } from "../../../../core/turn.ts";
import { resume } from "../../answer-deadline.ts";
import type { Telling } from "../../notices.ts";
import type { Issue } from "../../state.ts";
import { type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";

export const startButton: DeskButton = {
  rank: "more",
  isPossible: wherePathLeads("start"),
};

/** The work begins. */
export const start: DeskAct = {
  button: startButton,
  prepare: (attempt, actor) => ({
    next: {
      ...owned(attempt),
      status: { at: "in_progress" },
      ...daysBack(attempt.issue, attempt.context),
    },
    events: eventsTo("start", attempt.issue, actor),
    news: { tells: () => started, hearers: "maker", question: "settles", counts: true },
  }),
};

const started: Telling = ({ number, team }) => ({ lines: [say("issue:notice.started", { number, team })] });

/** A parked question that an official stops waiting for gets its days back. */
function daysBack(issue: Issue, context: Context): Partial<Issue> {
  if (issue.status.at !== "parked") return {};
  const { dueAt, daysLeft } = resume(issue, context.now, context.town);
  return { dueAt, daysLeft };
}
