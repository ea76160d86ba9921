import { townClock } from "../../core/calendar/time.ts";
import type { Actor, Entry } from "../../core/model/contribution.ts";
import { entryOf } from "../../core/model/contribution.ts";
import type { Context } from "../../core/turn.ts";
import { wrap } from "./answer-deadline.ts";
import { type Issue, type OfIssue, readIssue } from "./state.ts";

/** What goes into the history with a change. */
export interface HistoryNote {
  readonly actor: Actor;
  readonly official?: string;
  readonly words?: string;
  readonly why?: string;
  /** What the running figures count: see `figures` in core. */
  readonly counts?: {
    readonly event: "received" | "answered" | "reopened" | "confirmed" | "closed";
    readonly days?: number;
    readonly inTime?: boolean;
  };
}

/**
 * A contribution with a changed issue, and a history entry for each event on the way. Only the last entry
 * carries the words and the counts.
 */
export function record(
  contribution: OfIssue,
  issue: Issue,
  events: readonly string[],
  note: HistoryNote,
  context: Context,
  desk = contribution.desk,
): { contribution: OfIssue; entries: Entry[] } {
  const from = readIssue(contribution).status.at;
  const entries = events.map((event, index) => {
    const last = index === events.length - 1;
    return entryOf(
      contribution,
      {
        at: context.now,
        actor: note.actor,
        official: note.official,
        event,
        from: index === 0 ? from : undefined,
        to: last ? issue.status.at : undefined,
        words: last ? note.words : undefined,
        why: last ? note.why : undefined,
        counts:
          last && note.counts
            ? { ...note.counts, desk: contribution.desk, month: townClock(context.now).day.slice(0, 7) }
            : undefined,
      },
      index + 1,
    );
  });
  const next = { ...contribution, desk, entries: contribution.entries + entries.length };
  return { contribution: wrap(next, issue, context.town, context.now), entries };
}
