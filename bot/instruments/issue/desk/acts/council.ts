import { shownNumber } from "../../../../core/model/contribution.ts";
import { say } from "../../../../core/model/message.ts";
import type { Effect } from "../../../../core/turn.ts";
import { people } from "../../hearers.ts";
import type { Telling } from "../../notices.ts";
import { isOpen } from "../../state.ts";
import type { Attempt, DeskAct, DeskButton } from "../act.ts";

export const councilButton: DeskButton = {
  rank: "more",
  isPossible: (contribution, issue, { town }) =>
    isOpen(issue.status.at) && !issue.council && people(contribution) >= town.councilThreshold,
};

/** Enough people told it: it goes to the municipal council, by the clerk. */
export const council: DeskAct = {
  button: councilButton,
  prepare: (attempt) => ({
    next: { ...attempt.issue, council: { on: attempt.context.now, by: attempt.member } },
    events: ["council"],
    news: { tells: () => goesToCouncil, hearers: "everybody", counts: true },
    also: { effects: forClerk(attempt) },
  }),
};

const goesToCouncil: Telling = ({ number }) => ({
  lines: [say("issue:notice.council", { number }), say("issue:notice.councilHow", { number })],
});

function forClerk({ contribution, context: { office } }: Attempt): Effect[] {
  if (!office.clerk) return [];
  const message = say("officials:nudge.council", {
    number: shownNumber(contribution.id),
    count: people(contribution),
  });
  return [
    {
      do: "notify",
      notice: { kind: "member", member: office.clerk, message, contribution: contribution.id },
    },
  ];
}
