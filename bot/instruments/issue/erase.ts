import type { Actor, Contribution, Entry } from "../../core/contribution.ts";
import type { Context } from "../../core/turn.ts";
import { readIssue, record } from "./change.ts";
import { type Issue, isOpen } from "./state.ts";

/**
 * Takes the person out of an issue: her words, recordings, photos and the exact place, and that it was hers.
 * The number, subject, neighbourhood, dates and the town's answer stay. An open issue ends as withdrawn.
 */
export function erased(
  contribution: Contribution,
  actor: Actor,
  context: Context,
): { contribution: Contribution; entry: Entry } {
  const issue = readIssue(contribution);
  const open = isOpen(issue.status.at);
  const emptied: Issue = {
    ...issue,
    words: "",
    media: [],
    place: undefined,
    status: open
      ? { at: "withdrawn", on: context.now }
      : issue.status.at === "reopened"
        ? { ...issue.status, why: "" }
        : issue.status,
    dueAt: undefined,
    overdue: undefined,
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
