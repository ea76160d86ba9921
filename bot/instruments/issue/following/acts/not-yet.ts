import { say } from "../../../../core/model/message.ts";
import type { Turn } from "../../../../core/turn.ts";
import { mayReopen } from "../../answer-deadline.ts";
import { record } from "../../record.ts";
import { type Issue, type OfIssue, readIssue } from "../../state.ts";
import { isWhole, type Own, type OwnActRecord, type Standing, withWhole } from "../own-issue.ts";
import { askOwn, type OwnStep } from "../own-question.ts";
import { isRefused } from "../refused.ts";
import { notAgain } from "../reopening.ts";

/** It has not helped yet. */
export const hasNotHelped: OwnActRecord = {
  inStory: {
    label: say("issue:own.reopen"),
    fits: (stands) => canReopen(stands) && !isRefused(stands.whole),
  },
  act: (own) => withWhole(own, (whole) => notYet("own_why", whole, own)),
};

/** It is not clear to her why nothing is done. */
export const hasQuestion: OwnActRecord = {
  inStory: { label: say("issue:clear.no"), fits: (stands) => canReopen(stands) && isRefused(stands.whole) },
  act: (own) => withWhole(own, (whole) => notYet("own_question", whole, own)),
};

function canReopen({ status, whole, now }: Standing): boolean {
  return status.at !== "withdrawn" && mayReopen(whole, now);
}

/** She is asked why. Her "not yet" is kept, in case the reason never comes. */
function notYet(step: OwnStep, whole: OfIssue, own: Own): Turn {
  const { contribution, lane, context } = own;
  const issue = readIssue(whole);
  const { status } = issue;
  // A declined issue stays declined; her question about it goes to the desk.
  if (status.at === "declined" && step === "own_question")
    return askOwn(step, contribution.id, lane, context);
  if (!mayReopen(issue, context.now)) return notAgain(issue, own);
  const asked = askOwn(step, contribution.id, lane, context);
  if (status.at !== "answered" || status.asksWhy) return asked;
  const next: Issue = {
    ...issue,
    ...(isWhole(own, whole) && { unheard: undefined }),
    status: { ...status, asksWhy: true },
  };
  const { contribution: changed } = record(whole, next, [], { actor: "resident" }, context);
  return { ...asked, contributions: [changed] };
}
