import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import { type Chunk, type Progress, resultOf, startProgress } from "../core/broadcasts/progress.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Store } from "../ports/store.ts";
import type { RateLimiter } from "../runtime/rate-limiter.ts";

/** One run of the sender over one chunk: who is claimed, who received it, and how that is recorded. */

/**
 * Our limit: residents claimed at once, and messages in flight: a little less than a second of sending. If the process dies, at most two
 * windows are uncertain.
 */
export const windowOf = ({ perSecond }: Pick<Going, "perSecond">): number => perSecond - 1;

/** The possible outcomes of a message to one resident. */
const kinds = ["reached", "unreachable", "skipped", "uncertain"] as const;
type Kind = (typeof kinds)[number];

/** The state of a run. It changes as messages finish; `progress` is what the table holds. */
export interface Run {
  readonly broadcast: Broadcast;
  readonly chunk: Chunk;
  progress: Progress;
  /** Outcomes since the last write to the table. */
  readonly found: Record<Kind, number>;
  /** Places in the chunk of residents claimed but not yet sent anything. */
  readonly todo: number[];
  /** Messages in flight, by place. */
  readonly underway: Map<number, Promise<void>>;
  /** Side work that must finish before the run does. */
  readonly others: Promise<void>[];
  lanes: ReadonlyMap<string, Lane>;
  /** How many messages of a long text each resident already has, by place. */
  readonly partly: Map<number, number>;
  /** Consecutive messages whose arrival is unknown. */
  troubles: number;
  /** The number of residents the other chunks reached. */
  readonly elsewhere: number;
  /** How fast it goes, and whether somebody pays for that. It changes when the payment is not taken. */
  going: Going;
}

/** At most `perSecond` messages per second, in turns of `pace`. */
export interface Going {
  readonly pace: RateLimiter;
  readonly perSecond: number;
  readonly paid: boolean;
}

/**
 * Starts a run over a chunk, where the previous one ended.
 * @param parts the progress of each chunk of the broadcast
 */
export function startRun(broadcast: Broadcast, chunk: Chunk, parts: readonly Progress[], going: Going): Run {
  const before = parts.find((one) => one.n === chunk.n) ?? startProgress(chunk);
  return {
    broadcast,
    chunk,
    going,
    // Residents claimed by a process that died may have received it.
    progress: { ...before, uncertain: before.uncertain + before.open, open: 0 },
    found: { reached: 0, unreachable: 0, skipped: 0, uncertain: 0 },
    todo: [],
    underway: new Map(),
    others: [],
    lanes: new Map(),
    partly: new Map(Object.entries(before.partly ?? {}).map(([place, n]) => [Number(place), n])),
    troubles: 0,
    elsewhere: resultOf(parts.filter((one) => one.n !== chunk.n)).reached,
  };
}

/** The number of residents the whole broadcast has reached; its chunks are sent one after the other. */
export function reachedBy({ elsewhere, progress, found }: Run): number {
  return elsewhere + progress.reached + found.reached;
}

/** The next window of residents, starting with those who were refused before. */
export function nextWindow({ progress, chunk, going }: Run): { claim: number[]; cursor: number } {
  const size = windowOf(going);
  const again = progress.again.slice(0, size);
  const cursor = Math.min(chunk.residents.length, progress.cursor + size - again.length);
  const fresh = Array.from({ length: cursor - progress.cursor }, (_, index) => progress.cursor + index);
  return { claim: [...again, ...fresh], cursor };
}

/**
 * Records the outcomes so far and, in the same write, claims the next window.
 * @throws Conflict when another process is working on this chunk too
 */
export async function note(
  store: Pick<Store, "commit">,
  run: Run,
  claim: readonly number[],
  cursor: number,
  change: Partial<Progress> = {},
): Promise<void> {
  const { progress, found } = run;
  const known = { ...found };
  const next: Progress = {
    ...progress,
    reached: progress.reached + known.reached,
    unreachable: progress.unreachable + known.unreachable,
    skipped: progress.skipped + known.skipped,
    uncertain: progress.uncertain + known.uncertain,
    cursor,
    again: progress.again.filter((place) => !claim.includes(place)),
    open: claim.length + run.todo.length + run.underway.size,
    version: progress.version + 1,
    ...change,
  };
  await store.commit([{ put: next, expect: progress.version === 0 ? "new" : progress.version }]);
  run.progress = next;
  // Outcomes that came in during the write count next time.
  for (const kind of kinds) found[kind] -= known[kind];
}
