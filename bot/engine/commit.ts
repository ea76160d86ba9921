import { indexing } from "../core/broadcasts/reach.ts";
import type { Ballot } from "../core/counting/ballot.ts";
import type { Response } from "../core/counting/response.ts";
import type { Lane } from "../core/model/lane.ts";
import { dayOnly, firstLaneVersion, firstVersion } from "../core/model/unlinkability.ts";
import { markOf } from "../core/residents/erasure-mark.ts";
import type { Context, Turn } from "../core/turn.ts";
import { inBatches } from "../outbox/batches.ts";
import { eachApart, noticeOf } from "../outbox/notice.ts";
import type { Write } from "../ports/rows.ts";

/**
 * Handled inputs that a lane and a contribution remember. A message that is repeated waits up to a minute,
 * while the same person may press one button after the other.
 */
const REMEMBERED = 24;
/** Handled inputs that a ballot and answers remember, from the beginning: what is not one yet is made up. */
const MARKS = 8;

/** Where a turn comes from. */
export interface Origin {
  /** The lane as it was loaded, when a resident acted or her lane was woken. */
  readonly lane?: Lane;
  /** Id of the input, so that a repeated one is recognised. */
  readonly input?: string;
  /** Something is replied to it. */
  readonly replies?: boolean;
  /** By what a ballot in this process recognises a text: the id of the input, or one that is made up. */
  readonly mark?: (text: string, process: string) => string;
  /** What her lane was called under keys of before. */
  readonly olderKeys?: readonly string[];
  /** Nobody acted: the clock did. */
  readonly byClock?: boolean;
}

/** Everything of a turn: state, history and what has to be told to others. Forgetting a lane comes last. */
export function writesOf(turn: Turn, context: Context, origin: Origin): Write[] {
  const writes: Write[] = [];
  for (const one of turn.contributions ?? []) {
    const isNew = one.version === 0;
    // What a resident brings in without her name knows neither her input nor the moment.
    const isUnlinked = origin.lane !== undefined && one.by === undefined;
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
      ...(turn.wakeAsBefore?.includes(one.id) && { alarm: "as it is" as const }),
    });
    if (isNew && one.by) writes.push({ link: { resident: one.by, contribution: one.id, at: one.created } });
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
  for (const entry of turn.entries ?? []) writes.push({ put: entry });
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
    .map((what, index) => noticeOf(what, context, index, origin.byClock));
  writes.push(...inBatches(notices, subjectOf(turn)).map((put) => ({ put })));
  const { lane } = origin;
  if (lane && turn.lane) {
    const handled = origin.input ? handledAfter(lane, origin.input, origin.replies ?? false) : lane.handled;
    writes.push({
      put: {
        ...turn.lane,
        handled,
        version: lane.version === 0 ? firstLaneVersion(context.seed) : lane.version + 1,
      },
      expect: lane.version === 0 ? "new" : lane.version,
      pointer: lane.expires !== turn.lane.expires,
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
    // What stayed of an earlier time does not outlive a pause that was ended since.
    const mark = markOf(lane, context);
    if (mark) writes.push({ put: mark });
    else if (lane.version > 0) writes.push({ remove: { row: "mark", key: lane.key, expires: context.now } });
    // Of somebody whom nobody knows there can still be updates that could not be handled.
    if (lane.version > 0) writes.push({ forget: lane, expect: lane.version });
  }
  return turn.lane === null ? writes.toSorted((a, b) => erasingRank(a) - erasingRank(b)) : writes;
}

/**
 * Erasing can take several commits and be interrupted between them. What can be written twice comes first, then what
 * is found by her contributions; that those are hers goes after that, and that she is known at all last. What has to be
 * done after it is written down just before.
 */
function erasingRank(write: Write): number {
  if ("forget" in write) return 4;
  if (!("put" in write)) return 1;
  if (write.put.row === "notice" && write.put.what.kind === "forget") return 3;
  if (write.put.row === "contribution") return 2;
  return write.put.row === "process" ? 1 : 0;
}

/** What a turn is about, so that what it tells to many stays in order with what the next one tells. */
function subjectOf({ contributions, processes }: Turn): string {
  return [...(contributions ?? []), ...(processes ?? [])][0]?.id ?? "all";
}

function handledAfter(lane: Lane, input: string, replies: boolean): Lane["handled"] {
  const one = { id: input, ...(!replies && { silent: true as const }), repeats: 0 };
  return [...lane.handled, one].slice(-REMEMBERED);
}

/** What it has had, with this input. A new one begins with as many that are made up as it will ever hold. */
function marksOf(
  { process, marks }: Ballot | Response,
  { seed }: Context,
  { input, mark }: Origin,
): string[] | undefined {
  if (input === undefined || mark === undefined) return marks;
  const before = marks ?? Array.from({ length: MARKS }, (_, n) => mark(`${seed}#${n}`, process));
  return [...before, mark(input, process)].slice(-MARKS);
}
