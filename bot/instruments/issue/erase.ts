import type { Actor, Contribution, Entry } from "../../core/contribution.ts";
import type { Context } from "../../core/turn.ts";
import { readIssue, record } from "./change.ts";
import { resume } from "./promise.ts";
import { type Issue, isOpen } from "./state.ts";

/**
 * Takes the person out of an issue: her words, recordings, photos and the exact place, and that it was hers.
 * The number, subject, neighbourhood, dates and the town's answer stay. An open issue ends as withdrawn,
 * unless others told the same: for them it goes on.
 */
export function erased(
  contribution: Contribution,
  actor: Actor,
  context: Context,
): { contribution: Contribution; entry: Entry } {
  const issue = readIssue(contribution);
  const ends = isOpen(issue.status.at) && issue.joined.length === 0;
  const goesOn = isOpen(issue.status.at) ? withoutMaker(issue, context) : issue;
  const emptied: Issue = {
    ...goesOn,
    words: "",
    media: [],
    place: undefined,
    status: ends
      ? { at: "withdrawn", on: context.now }
      : goesOn.status.at === "reopened"
        ? { ...goesOn.status, why: "" }
        : goesOn.status,
    ...(ends ? { dueAt: undefined, overdue: undefined } : {}),
    campaign: undefined,
    erased: true,
  };
  const { contribution: changed, entries } = record(
    { ...contribution, by: undefined },
    emptied,
    ["erase"],
    { actor },
    context,
  );
  const [entry] = entries;
  if (!entry) throw new Error("an erasure is always recorded");
  return { contribution: changed, entry };
}

/** Goes on for the others: a question to somebody who is no longer there is waited for no longer. */
export function withoutMaker(issue: Issue, context: Context): Issue {
  const { at } = issue.status;
  return at === "info_requested" || at === "parked"
    ? { ...resume(issue, context.now, context.town), status: { at: "triaged" } }
    : issue;
}
