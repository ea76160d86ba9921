import { shownNumber } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import type { Media } from "../../../core/model/screen.ts";
import { deskOf } from "../../../core/officials/desk-membership.ts";
import type { Context, Effect, Turn } from "../../../core/turn.ts";
import { promised } from "../answer-deadline.ts";
import { showCard } from "../notices.ts";
import { record } from "../record.ts";
import type { OfIssue } from "../state.ts";
import { type Issue, MOST_MEDIA } from "../state.ts";

/**
 * "Not yet": the issue is open again, with a new date. The second time the lead of the desk is told.
 * @param why what she said is missing; empty when she gave no reason
 * @param by the number of somebody whose own issue was merged into this one and who says so
 */
export function reopened(
  why: string,
  contribution: OfIssue,
  issue: Issue,
  context: Context,
  more: { media?: readonly Media[]; by?: string } = {},
): { next: Issue; turn: Turn } {
  const times = issue.reopened + 1;
  const next: Issue = {
    ...issue,
    status: { at: "reopened", why },
    media: [...issue.media, ...(more.media ?? [])].slice(0, MOST_MEDIA),
    dueAt: promised(context.now, context.town),
    daysLeft: undefined,
    overdue: undefined,
    late: undefined,
    reopened: times,
    clockFrom: context.now,
  };
  const { contribution: changed, entries } = record(
    contribution,
    next,
    ["reopen"],
    {
      actor: "resident",
      words: why || undefined,
      why: more.by && shownNumber(more.by),
      counts: { event: "reopened" },
    },
    context,
  );
  const lead = deskOf(contribution.desk, context.office)?.lead;
  const nudge: Effect = {
    do: "notify",
    notice: {
      kind: "nudge",
      contribution: contribution.id,
      to: lead ? [lead] : [],
      message: say("officials:nudge.reopenedTwice", { number: shownNumber(contribution.id), count: times }),
    },
  };
  const effects = [showCard(contribution.id), ...(times >= 2 ? [nudge] : [])];
  return { next, turn: { contributions: [changed], entries, effects } };
}
