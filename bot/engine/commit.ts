import { indexing } from "../core/broadcasts/reach.ts";
import type { Ballot } from "../core/counting/ballot.ts";
import type { Response } from "../core/counting/response.ts";
import type { Contribution } from "../core/model/contribution.ts";
import type { Lane } from "../core/model/lane.ts";
import type { SingleNotice } from "../core/model/notice.ts";
import { dayOnly, firstLaneVersion, firstVersion } from "../core/model/unlinkability.ts";
import { markOf } from "../core/residents/erasure-mark.ts";
import { withTerms } from "../core/residents/lane-terms.ts";
import type { Context, Turn } from "../core/turn.ts";
import { inBatches } from "../outbox/batches.ts";
import { eachApart, noticeOf } from "../outbox/notice.ts";
import type { Write } from "../ports/rows.ts";

/**
 * Input ids that a lane and a contribution remember as handled: our limit. A redelivered message can arrive up to a
 * minute late, while the same person keeps pressing buttons.
 */
const REMEMBERED = 24;
/**
 * Input ids that a ballot and a response remember as handled, as many as a lane: our limit. The list is full from the
 * start; unused places hold made-up ids.
 */
const MARKS = 24;

/** The origin of a turn. */
export interface Origin {
  /** The lane as loaded, when a resident acted or her lane was woken. */
  readonly lane?: Lane;
  /** Id of the input, so that a redelivery is recognised. */
  readonly input?: string;
  /** Whether the input gets a reply. */
  readonly replies?: boolean;
  /**
   * Gives the mark by which a ballot in this process recognises an input, derived from its id or from a made-up one.
   */
  readonly mark?: (text: string, process: string) => string;
  /** The names of her lane under earlier keys. */
  readonly olderKeys?: readonly string[];
  /** True when the clock, rather than a person, caused the turn. */
  readonly byClock?: boolean;
}

/** Lists all writes of a turn: state, history and what others must be told. Forgetting a lane comes last. */
export function writesOf(turn: Turn, context: Context, origin: Origin): Write[] {
  const writes: Write[] = [];
  const later = mayFollow(turn, context, origin);
  for (const one of turn.contributions ?? []) {
    const isNew = one.version === 0;
    // What a resident contributes without her name records neither her input nor the moment.
    const isUnlinked = isWithoutName(one, origin);
    const handled =
      origin.input && !isUnlinked ? [...one.handled, origin.input].slice(-REMEMBERED) : one.handled;
    writes.push({
      put: {
        ...one,
        handled,
        version: one.version + 1,
        changed: isUnlinked ? dayOnly(context.now) : context.now,
      },
      expect: isNew ? "new" : one.version,
    });
    const isFound = isNew || turn.becomeHers?.includes(one.id);
    if (isFound && one.by) writes.push({ link: { resident: one.by, contribution: one.id, at: one.created } });
  }
  for (const one of turn.processes ?? []) {
    const handled = origin.input ? [...one.handled, origin.input].slice(-REMEMBERED) : one.handled;
    writes.push({
      put: { ...one, handled, version: one.version + 1, changed: context.now },
      expect: one.version === 0 ? "new" : one.version,
    });
  }
  for (const one of [...(turn.ballots ?? []), ...(turn.responses ?? [])])
    writes.push({
      put: {
        ...one,
        version: one.version === 0 ? firstVersion(context.seed) : one.version + 1,
        marks: marksOf(one, context, origin),
      },
      expect: one.version === 0 ? "new" : one.version,
    });
  for (const entry of turn.entries ?? []) writes.push({ put: entry, later });
  for (const one of turn.staff ?? [])
    writes.push({
      put: { ...one, version: one.version + 1 },
      expect: one.version === 0 ? "new" : one.version,
    });
  if (turn.office) {
    const { version } = turn.office;
    writes.push({ put: { ...turn.office, version: version + 1 }, expect: version === 0 ? "new" : version });
  }
  for (const one of turn.broadcasts ?? [])
    writes.push({
      put: { ...one, version: one.version + 1 },
      expect: one.version === 0 ? "new" : one.version,
    });
  const notices = turn.effects
    .flatMap((effect) => (effect.do === "notify" ? eachApart(effect.notice) : []))
    .map((what, index) => noticeOf(withEntry(what, turn), context, index, origin.byClock));
  writes.push(...inBatches(notices, subjectOf(turn)).map((put) => ({ put, later })));
  const { lane } = origin;
  if (lane && turn.lane) {
    const handled = origin.input ? handledAfter(lane, origin.input, origin.replies ?? false) : lane.handled;
    const kept = withTerms(lane, turn.lane, context.now);
    writes.push({
      put: {
        ...kept,
        handled,
        version: lane.version === 0 ? firstLaneVersion(context.seed) : lane.version + 1,
      },
      expect: lane.version === 0 ? "new" : lane.version,
      pointer: lane.pointed !== kept.pointed || lane.language !== turn.lane.language,
    });
    writes.push(...indexing(lane, turn.lane));
  }
  if (lane && turn.lane === null) {
    const { olderKeys: older = [] } = origin;
    const what = {
      kind: "forget" as const,
      resident: lane.resident,
      lane: lane.key,
      ...(older.length > 0 && { older: [...older] }),
    };
    writes.push({ put: noticeOf(what, context, notices.length) });
    // What remains from before an erasure does not outlive a pause that has since ended.
    const mark = markOf(lane, context);
    if (mark) writes.push({ put: mark });
    else if (lane.version > 0) writes.push({ remove: { row: "mark", key: lane.key, expires: context.now } });
    // Even someone without a lane can have updates that could not be handled.
    if (lane.version > 0) writes.push({ forget: lane, expect: lane.version });
  }
  return turn.lane === null ? writes.toSorted((a, b) => erasingRank(a) - erasingRank(b)) : writes;
}

/** A card's notice, with the last entry that this turn adds to the history shown below it. */
function withEntry(what: SingleNotice, { contributions = [], processes = [] }: Turn): SingleNotice {
  if (what.kind !== "card" || what.unlinked) return what;
  const entry = [...contributions, ...processes].find(({ id }) => id === what.contribution)?.entries;
  return entry === undefined ? what : { ...what, entry };
}

const isWithoutName = ({ by }: Contribution, { lane }: Origin): boolean =>
  lane !== undefined && by === undefined;

/**
 * Whether entries and notices of a turn may be written out a moment later. Not those of an erasure, which is done when
 * its commit is; not entries of before that lose their words; and not what goes with a contribution without a name,
 * because until then it would lie beside the moment of the commit.
 */
function mayFollow(turn: Turn, { now }: Context, origin: Origin): boolean {
  const { lane, emptiesHistory, contributions = [], entries = [] } = turn;
  return (
    lane !== null &&
    !emptiesHistory &&
    entries.every(({ at }) => at === now) &&
    !contributions.some((one) => isWithoutName(one, origin))
  );
}

/**
 * Orders the writes of an erasure, which can take several commits and be interrupted between them. First what can
 * safely be written twice, then what is found through her contributions, then the links that make them hers, and last
 * the fact that she is known at all. The work that follows the erasure is recorded just before that.
 */
function erasingRank(write: Write): number {
  if ("forget" in write) return 4;
  if (!("put" in write)) return 1;
  if (write.put.row === "notice" && write.put.what.kind === "forget") return 3;
  if (write.put.row === "contribution") return 2;
  return write.put.row === "process" ? 1 : 0;
}

/** The subject of a turn, which keeps its messages to many people in order with those of the next turn. */
function subjectOf({ contributions, processes }: Turn): string {
  return [...(contributions ?? []), ...(processes ?? [])][0]?.id ?? "all";
}

function handledAfter(lane: Lane, input: string, replies: boolean): Lane["handled"] {
  const one = { id: input, ...(!replies && { silent: true as const }), repeats: 0 };
  return [...lane.handled, one].slice(-REMEMBERED);
}

/**
 * The inputs it has handled, including this one. A new one starts filled with made-up marks, as many as it will ever
 * hold.
 */
function marksOf(
  { process, marks }: Ballot | Response,
  { seed }: Context,
  { input, mark }: Origin,
): string[] | undefined {
  if (input === undefined || mark === undefined) return marks;
  const before = marks ?? [];
  // Rows of before have fewer.
  const madeUp = Array.from({ length: Math.max(0, MARKS - before.length) }, (_, n) =>
    mark(`${seed}#${n}`, process),
  );
  return [...madeUp, ...before, mark(input, process)].slice(-MARKS);
}
