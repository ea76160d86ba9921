import { addDays, type Day, type Instant, townMoment } from "../../core/calendar/time.ts";
import type { Localized } from "../../core/model/message.ts";
import { type Asked, type Kept, newStage, type Stage } from "../../core/processes/stage.ts";

/**
 * Surveys as they were stored before the kernel kept them: with flags for who had been told, and with what was filled in
 * beside the state. They are read as if the kernel had kept them from the beginning.
 */

interface Said {
  readonly by: string;
  readonly on: Instant;
}
interface Before {
  readonly at: string;
  readonly since: Instant;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly changedBy?: string;
  readonly authors?: readonly string[];
  readonly approved?: boolean;
  readonly mended?: Said & { readonly definition: unknown };
  readonly review?: Said & { readonly words?: string };
  readonly reminder?: string;
  readonly stopped?: Said & { readonly why: Localized };
  readonly acts?: readonly unknown[];
  readonly because?: Localized;
  readonly nudged?: boolean;
  readonly late?: boolean;
  readonly flagged?: boolean;
  readonly closing?: string;
}

/** What the kernel keeps has no such field. What is in the table was written by this code: its schema reads the rest. */
function isBefore(stored: unknown): stored is Before {
  return typeof stored === "object" && stored !== null && "since" in stored;
}

/** States that come after the close. */
const AFTER_CLOSE = ["closed", "results_published", "acted_on"];

/** @returns the state as it is kept now; anything else, and what is kept so already, as it is */
export function upgraded(stored: unknown): unknown {
  return withWorkers(asKept(stored));
}

/** Anybody with the link entered what groups said; now its link asks who she is, and the organiser lets her in. */
function withWorkers(kept: unknown): unknown {
  if (typeof kept !== "object" || kept === null || !("groupCode" in kept)) return kept;
  const { groupCode: code, ...rest } = kept;
  return { facilitated: { code, workers: [] }, ...rest };
}

function asKept(stored: unknown): unknown {
  if (!isBefore(stored)) return stored;
  const { since, changedBy, authors, approved, mended, review, stopped, acts, because, ...own } = stored;
  const { nudged, late, flagged, closing, ...kept } = own;
  return { ...kept, ...stageOf(stored), resultsBy: addDays(own.closesOn, 7) };
}

function stageOf(before: Before): Stage {
  const { at, since, opensOn, closesOn, closing, mended } = before;
  const closed = before.stopped?.on ?? townMoment(closesOn, 24 * 60);
  const isClosed = AFTER_CLOSE.includes(at);
  return {
    ...newStage(at, since),
    began: { ...(isClosed && { closed }), [at]: since },
    taken: takenIn(before, closed),
    watched: before.nudged && at === "closed" ? { publish: townMoment(addDays(closesOn, 8), 9 * 60) } : {},
    filled: filledIn(before),
    days: {
      opensOn: { day: opensOn, on: since },
      closesOn: { day: closesOn, on: since },
      resultsBy: { day: addDays(closesOn, 7), on: isClosed ? closed : since },
    },
    authors: [...authorsIn(before)],
    ...(mended && { asked: [askedIn(mended)] }),
    ...(closing !== undefined && { closing: { broadcast: closing, step: "actOn", to: "acted_on" } }),
    ...((at === "acted_on" || closing !== undefined) && { answered: since }),
  };
}

function askedIn({ by, on, definition }: NonNullable<Before["mended"]>): Asked {
  return { step: "amend", by, on, values: { questions: definition }, yes: [], no: [] };
}

/** What the clock had told, and when; a day is as near as that is known. */
function takenIn({ reminder, late, flagged, since }: Before, closed: Instant): Stage["taken"] {
  return {
    ...(reminder !== undefined && { remind: since }),
    ...(late && { late: since }),
    ...(flagged && { flag: closed, flagActs: closed }),
  };
}

function filledIn({ at, since, stopped, acts, because, closing, review }: Before): Stage["filled"] {
  const sentBack = review?.words !== undefined && at === "draft";
  const acted = at === "acted_on" || closing !== undefined;
  return {
    ...(stopped && { stop: { by: stopped.by, on: stopped.on, values: { reason: stopped.why } } }),
    ...(sentBack && {
      sendBack: { by: review.by, on: since, values: { reason: review.words } } satisfies Kept,
    }),
    ...(acted && { actOn: { on: since, values: { actions: acts ?? [], ...(because && { because }) } } }),
  };
}

/** Older rows have no list: those we know of. Its organiser is no part of it. */
function authorsIn({ authors, approved, changedBy, mended, review }: Before): ReadonlySet<string> {
  const isApproved = authors ? approved === true : review !== undefined && review.words === undefined;
  const since = mended ? [mended.by] : [];
  if (isApproved) return new Set(since);
  return new Set([...(authors ?? [changedBy, mended?.by]), ...since].flatMap((one) => one ?? []));
}
