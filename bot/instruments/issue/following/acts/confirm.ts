import type { Instant } from "../../../../core/calendar/time.ts";
import { reply } from "../../../../core/decision.ts";
import { shownNumber } from "../../../../core/model/contribution.ts";
import { say } from "../../../../core/model/message.ts";
import type { Turn } from "../../../../core/turn.ts";
import { showCard } from "../../notices.ts";
import { record } from "../../record.ts";
import { type Issue, isOpen, type OfIssue, readIssue, type Status } from "../../state.ts";
import { isWhole, type Own, type OwnActRecord, type Standing, withWhole } from "../own-issue.ts";
import { afterOwnQuestion, questionBefore } from "../own-question.ts";
import { isRefused } from "../refused.ts";

/** The answer helped her. */
export const helps: OwnActRecord = {
  inStory: {
    label: say("issue:helps.yes"),
    fits: (stands) => isAnswered(stands) && !isRefused(stands.whole),
  },
  act: (own) => withWhole(own, (whole) => confirmed(true, whole, own)),
};

/** It is clear to her why nothing is done. */
export const isClear: OwnActRecord = {
  inStory: { label: say("issue:clear.yes"), fits: (stands) => isAnswered(stands) && isRefused(stands.whole) },
  act: (own) => withWhole(own, (whole) => confirmed(false, whole, own)),
};

function isAnswered({ status, whole }: Standing): boolean {
  return status.at !== "withdrawn" && whole.status.at === "answered";
}

/**
 * "Yes": closed. That it helped is counted as confirmed by the one who raised it; that it is clear why nothing is done is
 * not. Someone who joined is thanked, but does not close it.
 */
function confirmed(helped: boolean, whole: OfIssue, own: Own): Turn {
  const issue = readIssue(whole);
  const { status } = issue;
  const thanks = helped ? "confirmed" : "clear";
  const actor = { actor: "resident" } as const;
  const { context } = own;
  if (status.at === "declined" && !helped && isWhole(own, whole) && !issue.clear)
    return answered(thanks, own, record(whole, { ...issue, clear: true }, ["clear"], actor, context));
  if (status.at !== "answered") return answered(isOpen(status.at) ? "alreadyOpen" : "alreadyClosed", own);
  if (!isWhole(own, whole))
    return answered(thanks, own, record(whole, issue, [helped ? "helped" : "clearToo"], actor, context));
  const counts = helped && { counts: { event: "confirmed" as const } };
  return answered(
    thanks,
    own,
    record(
      whole,
      closedBy(helped, issue, status, context.now),
      [helped ? "satisfied" : "clear"],
      { ...actor, ...counts },
      context,
    ),
  );
}

function closedBy(
  helped: boolean,
  issue: Issue,
  { outcome, text, on }: Extract<Status, { at: "answered" }>,
  now: Instant,
): Issue {
  return {
    ...issue,
    unheard: undefined,
    status: {
      at: "closed",
      confirmed: helped,
      ...(!helped && { clear: true as const }),
      outcome,
      text,
      answered: on,
      on: now,
    },
  };
}

function answered(
  key: "confirmed" | "clear" | "alreadyOpen" | "alreadyClosed",
  { contribution, lane, context }: Own,
  changed?: ReturnType<typeof record>,
): Turn {
  const after = afterOwnQuestion(lane, contribution.id, context);
  const number = shownNumber(contribution.id);
  return {
    ...(changed && { contributions: [changed.contribution], entries: changed.entries }),
    lane: after,
    effects: [
      ...reply(
        { lines: [say(`issue:own.${key}`, { number })], usesUp: true },
        ...questionBefore(lane, after, context),
      ),
      ...(changed ? [showCard(changed.contribution.id)] : []),
    ],
  };
}
