import { reply } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Turn } from "../../../core/turn.ts";
import { deskWith } from "../desk/merged-along.ts";
import { showCard } from "../notices.ts";
import { record } from "../record.ts";
import { type Issue, isOpen, MOST_MEDIA, type OfIssue, readIssue } from "../state.ts";
import { isWhole, type Own } from "./own-issue.ts";
import { afterOwnQuestion, questionBefore } from "./own-question.ts";
import { reopened } from "./reopen.ts";
import type { Words } from "./words.ts";

/** It is open already, or it was answered too long ago. */
export function notAgain({ status }: Issue, { contribution, lane, context }: Own): Turn {
  const after = afterOwnQuestion(lane, contribution.id, context);
  const number = shownNumber(contribution.id);
  const key = isOpen(status.at)
    ? "issue:own.alreadyOpen"
    : status.at === "answered" || status.at === "closed"
      ? "issue:own.reopenTooLate"
      : "issue:own.alreadyClosed";
  return {
    lane: after,
    effects: reply({ lines: [say(key, { number })] }, ...questionBefore(lane, after, context)),
  };
}

/** She has said why, or that she would rather not. Words of somebody who joined stay with her own issue. */
export function reopen(heard: Words, whole: OfIssue, own: Own): Turn {
  const { contribution, lane, context } = own;
  const { id } = contribution;
  const joined = !isWhole(own, whole);
  const { next, turn } = joined
    ? reopened("", whole, readIssue(whole), context, { by: id })
    : reopened(heard.words, whole, readIssue(whole), context, { media: heard.media });
  const added = joined ? keptWithOwn(heard, whole, own) : undefined;
  const after = afterOwnQuestion(lane, id, context);
  const news: Screen = {
    lines: [
      say("issue:own.reopened", { number: shownNumber(id), day: { moment: next.dueAt ?? context.now } }),
    ],
    about: id,
  };
  return {
    lane: after,
    contributions: [...(turn.contributions ?? []), ...(added ? [added.contribution] : [])],
    entries: [...(turn.entries ?? []), ...(added?.entries ?? [])],
    effects: [
      ...reply(news, ...questionBefore(lane, after, context)),
      ...turn.effects,
      ...(added ? [showCard(id)] : []),
    ],
  };
}

function keptWithOwn({ words, media }: Words, whole: OfIssue, { contribution, issue, context }: Own) {
  if (words === "" && media.length === 0) return undefined;
  return record(
    contribution,
    { ...issue, media: [...issue.media, ...media].slice(0, MOST_MEDIA) },
    ["add"],
    { actor: "resident", words: words || undefined },
    context,
    deskWith(contribution, whole, context),
  );
}
