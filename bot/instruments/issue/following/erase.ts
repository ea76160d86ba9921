import { type Actor, type Contribution, type Entry, isOf } from "../../../core/model/contribution.ts";
import type { Need } from "../../../core/needs.ts";
import type { Context } from "../../../core/turn.ts";
import { resume } from "../answer-deadline.ts";
import { NAME } from "../names.ts";
import { record } from "../record.ts";
import type { OfIssue } from "../state.ts";
import { type Issue, isOpen, readIssue } from "../state.ts";

/**
 * Removes the person from an issue: her words, recordings, photos, the exact place, and that it was hers.
 * The number, subject, neighbourhood, dates and the town's answer stay. An open issue ends as withdrawn,
 * unless others told the same: for them it goes on.
 */
export function erased(
  contribution: OfIssue,
  actor: Actor,
  context: Context,
  joined?: Issue["joined"],
): { contribution: OfIssue; entry: Entry } {
  const issue = readIssue(contribution);
  const ends =
    isOpen(issue.status.at) && !issue.joined.some((one) => one.resident !== undefined || one.paper);
  const goesOn = isOpen(issue.status.at) ? withoutMaker(issue, context) : issue;
  const emptied: Issue = {
    ...goesOn,
    joined: joined ?? goesOn.joined,
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

/**
 * The issues into which hers were merged, without her: they still count one more person, but no longer know who. This
 * includes issues of her own into which another of hers was merged.
 */
export function without(
  mine: readonly Contribution[],
  becoming: ReadonlyMap<string, Contribution>,
  context: Context,
): readonly Contribution[] | { readonly needs: readonly Need[] } {
  const refs = new Set(mine.map((one) => one.id));
  const asked: Need[] = [];
  const found = new Map<string, OfIssue>();
  for (const one of mine) {
    let into = intoOf(one);
    while (into !== undefined && !found.has(into)) {
      const next = becoming.get(into) ?? context.seen.contribution[into];
      if (next === undefined) asked.push({ see: "contribution", id: into });
      if (!isOf(next, NAME)) break;
      found.set(into, next);
      into = intoOf(next);
    }
  }
  if (asked.length > 0) return { needs: asked };
  return [...found.values()].flatMap((one) => withoutJoined(one, refs));
}

function intoOf(contribution: Contribution): string | undefined {
  if (!isOf(contribution, NAME)) return undefined;
  const { status } = readIssue(contribution);
  return status.at === "merged" ? status.into : undefined;
}

/** Someone who told it twice still counts as one person when nothing is known of her any more. */
function withoutJoined(contribution: OfIssue, refs: ReadonlySet<string>): readonly OfIssue[] {
  const issue = readIssue(contribution);
  const hers = issue.joined.filter((one) => one.resident !== undefined && refs.has(one.issue));
  if (hers.length === 0) return [];
  const [first] = hers;
  const madeIt = refs.has(contribution.id);
  const joined = issue.joined.flatMap((one) =>
    !hers.includes(one) ? [one] : one === first && !madeIt ? [{ issue: one.issue }] : [],
  );
  return [{ ...contribution, state: { ...issue, joined } }];
}

/** Goes on for the others: nobody waits any longer for an answer from someone who is gone. */
export function withoutMaker(issue: Issue, context: Context): Issue {
  const { at } = issue.status;
  return at === "info_requested" || at === "parked"
    ? { ...resume(issue, context.now, context.town), status: { at: "triaged" } }
    : issue;
}

/** What a group told stays theirs when the youth worker who wrote it down is gone: from now on only their paper opens it. */
export function withoutWorker(
  contribution: OfIssue,
  context: Context,
): { contribution: OfIssue; entry: Entry; stays: true } {
  const issue = readIssue(contribution);
  const next: Issue = { ...withoutMaker(issue, context), unheard: { since: context.now, why: "paper" } };
  const { contribution: changed, entries } = record(
    { ...contribution, by: undefined },
    next,
    ["workerLeft"],
    { actor: "resident" },
    context,
  );
  const [entry] = entries;
  if (!entry) throw new Error("that she left is always recorded");
  return { contribution: changed, entry, stays: true };
}
