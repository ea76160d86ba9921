import { type Contribution, isOf, shownNumber } from "../../../../core/model/contribution.ts";
import type { Hearer } from "../../../../core/model/hearer.ts";
import { type Message, say } from "../../../../core/model/message.ts";
import { deskOf, maySee } from "../../../../core/officials/desk-membership.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import type { Context, Turn } from "../../../../core/turn.ts";
import { statusForDesk } from "../../following/status-line.ts";
import { gone, hearers, onPaper, people, voices } from "../../hearers.ts";
import { NAME } from "../../names.ts";
import { showCard, type Telling, tell } from "../../notices.ts";
import { type HistoryNote, record } from "../../record.ts";
import { type Issue, isOpen, MOST_JOINED, type OfIssue, readIssue } from "../../state.ts";
import { type Attempt, type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";
import { requiredText } from "../fields.ts";

export const mergeButton: DeskButton = {
  rank: "more",
  isPossible: wherePathLeads("merge"),
};

/** Two people told the same: one of the issues goes on, with everybody who told it. */
export const merge: DeskAct = {
  button: mergeButton,
  sees: ({ values, context }) => {
    const into = textIn(values, "into");
    return into && context.seen.contribution[into] === undefined ? [{ see: "contribution", id: into }] : [];
  },
  fields: () => [
    { kind: "search", name: "into", label: say("officials:field.into"), hint: say("officials:hint.into") },
  ],
  check: (attempt) => ({ into: requiredText(attempt.values, "into") ?? problemOf(attempt) }),
  prepare: (attempt, actor) => {
    const { contribution, issue, member, context } = attempt;
    const into = chosen(attempt);
    if (!isOf(into, NAME)) throw new Error("an issue is merged into one that was looked at");
    const note: HistoryNote = { actor, official: member, why: shownNumber(contribution.id) };
    return {
      next: {
        ...owned(attempt),
        status: { at: "merged", into: into.id },
        dueAt: undefined,
        daysLeft: undefined,
        overdue: undefined,
      },
      events: eventsTo("merge", issue, actor),
      note: { why: shownNumber(into.id) },
      news: {
        tells: (one) => merged(one, contribution, into),
        hearers: "everybody",
        question: "settles",
        counts: false,
      },
      also: joined(contribution, into, note, context),
    };
  },
};

function chosen({ values, context }: Attempt): Contribution | null | undefined {
  return context.seen.contribution[textIn(values, "into")];
}

/** Only what is about the same subject and the same neighbourhood belongs together. */
function problemOf(attempt: Attempt): Message | undefined {
  const { contribution, issue, member, context } = attempt;
  const { office } = context;
  const found = chosen(attempt);
  const target = found && maySee(member, found, office) ? found : null;
  if (!isOf(target, NAME)) return say("officials:error.noSuchIssue");
  if (target.id === contribution.id) return say("officials:error.itself");
  const other = readIssue(target);
  if (!isOpen(other.status.at))
    return say("officials:error.notOpen", { status: statusForDesk(other.status) });
  // What is told to a closed desk does not go on at another; it can be moved first, by somebody who sees it.
  const crosses = deskOf(target.desk, office)?.id !== deskOf(contribution.desk, office)?.id;
  const isClosed = [target, contribution].some((one) => deskOf(one.desk, office)?.closed);
  if (crosses && isClosed) return say("officials:error.closedDesk");
  if (other.joined.length + issue.joined.length >= MOST_JOINED) return say("officials:error.tooMany");
  if (other.category !== issue.category) return say("officials:error.otherSubject");
  const bothKnown = other.neighbourhood && issue.neighbourhood;
  if (bothKnown && other.neighbourhood !== issue.neighbourhood) return say("officials:error.otherArea");
  return undefined;
}

/** What she hears whose issue becomes part of `into`: how many others there are, or that both are hers. */
function merged(one: Hearer, contribution: OfIssue, into: OfIssue): Telling {
  const own = hearers(into).find(({ resident }) => resident === one.resident);
  if (own)
    return ({ number }) => ({
      lines: [say("issue:notice.mergedOwn", { number, other: shownNumber(own.ref) })],
    });
  const others = peopleTogether(contribution, into) - 1;
  return ({ number }) => ({
    lines: [say("issue:notice.merged", { number, count: others }), say("issue:notice.mergedHow")],
  });
}

function peopleTogether(contribution: OfIssue, into: OfIssue): number {
  const there = new Set(hearers(into).map(({ resident }) => resident));
  const twice = hearers(contribution).filter(({ resident }) => there.has(resident)).length;
  return people(contribution) + people(into) - twice;
}

/** Everybody who was with the one that is merged is with the other from now on, and hears of it from there. */
function joined(contribution: OfIssue, into: OfIssue, note: HistoryNote, context: Context): Turn {
  const before = readIssue(into);
  const grown: Issue = {
    ...before,
    joined: [
      ...before.joined,
      ...voices(contribution).map(({ resident, ref }) => ({ resident, issue: ref })),
      ...gone(contribution).map((issue) => ({ issue })),
      ...onPaper(contribution).map((issue) => ({ issue, paper: true as const })),
    ],
  };
  const other = record(into, grown, ["joined"], note, context);
  const count = peopleTogether(contribution, into);
  const comes = hearers(contribution);
  const others = hearers(into).filter((one) => !comes.some(({ resident }) => resident === one.resident));
  const more: Telling = ({ number }) => ({ lines: [say("issue:notice.joined", { number, count })] });
  return {
    contributions: [other.contribution],
    entries: other.entries,
    effects: [...(count > people(into) ? tell(more, others, into.desk, context) : []), showCard(into.id)],
  };
}
