import { type Instant, townClock } from "../../../core/calendar/time.ts";
import { type Actor, type Entry, entryOf } from "../../../core/model/contribution.ts";
import type { ResidentId } from "../../../core/model/ids.ts";
import { deskFor } from "../../../core/officials/office.ts";
import type { Context } from "../../../core/turn.ts";
import { promised, wrap } from "../answer-deadline.ts";
import type { Issue, OfIssue } from "../state.ts";

/** What somebody told, whichever way. */
export type Told = Pick<
  Issue,
  "words" | "media" | "place" | "category" | "neighbourhood" | "language" | "campaign" | "via"
>;

/**
 * A new report, with the first line of its history, and by when it is answered.
 * @param by.resident who raised it in the chat; absent when a colleague wrote it down
 */
export function newReport(
  told: Told,
  id: string,
  by: { readonly resident?: ResidentId; readonly actor: Actor; readonly official?: string },
  { town, office, now }: Context,
): { readonly contribution: OfIssue; readonly entry: Entry; readonly dueAt: Instant } {
  const dueAt = promised(now, town);
  const issue: Issue = {
    ...told,
    status: { at: "submitted" },
    dueAt,
    joined: [],
    reopened: 0,
    clockFrom: now,
  };
  const blank: OfIssue = {
    row: "contribution",
    id,
    instrument: "issue",
    version: 0,
    by: by.resident,
    desk: deskFor(told.category, told.neighbourhood, office),
    open: true,
    state: issue,
    handled: [],
    created: now,
    changed: now,
    entries: 0,
  };
  const entry = entryOf(blank, {
    at: now,
    actor: by.actor,
    official: by.official,
    event: "submit",
    to: "submitted",
    counts: { desk: blank.desk, month: townClock(now).day.slice(0, 7), event: "received" },
  });
  return { contribution: wrap({ ...blank, entries: 1 }, issue, town, now), entry, dueAt };
}
