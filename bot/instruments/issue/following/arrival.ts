import { shownNumber } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import type { Arrival } from "../../../core/model/notice.ts";
import type { Context, Effect, Turn } from "../../../core/turn.ts";
import { showCard } from "../notices.ts";
import { record } from "../record.ts";
import type { Issue } from "../state.ts";
import { type OfIssue, readIssue } from "../state.ts";

/**
 * What the desk said has not reached the resident, or has after all: the desk reads so in the thread, and the days in
 * which she can answer or object begin when it reaches her.
 */
export function arrival(news: Arrival, contribution: OfIssue, context: Context): Turn | undefined {
  const issue = readIssue(contribution);
  if (contribution.by === undefined) return undefined;
  if (news.is === "arrived") {
    if (!issue.unheard) return undefined;
    return noted("heard", { ...issue, unheard: undefined, heard: context.now }, news, contribution, context);
  }
  // Something newer has been said since, and its own delivery will be reported.
  const { status } = issue;
  const said = status.at === "answered" || status.at === "info_requested" ? status.on : "";
  if (issue.unheard?.why === news.is || news.of < said) return undefined;
  return noted(
    "unheard",
    { ...issue, unheard: { since: news.of, why: news.is } },
    news,
    contribution,
    context,
  );
}

function noted(event: string, next: Issue, news: Arrival, contribution: OfIssue, context: Context): Turn {
  const { contribution: changed, entries } = record(
    contribution,
    next,
    [event],
    { actor: "clock", why: news.is },
    context,
  );
  return {
    contributions: [changed],
    entries,
    effects: [showCard(contribution.id), ...pointedAt(event, next, contribution)],
  };
}

/** Her own issue was merged: the desk works on the whole, and reads it there. */
function pointedAt(event: string, { status }: Issue, { id }: OfIssue): Effect[] {
  if (status.at !== "merged") return [];
  const message = say(`officials:nudge.${event}Elsewhere`, { number: shownNumber(id) });
  return [{ do: "notify", notice: { kind: "nudge", contribution: status.into, to: [], message } }];
}
