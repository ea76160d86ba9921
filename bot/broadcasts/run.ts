import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import { type Chunk, type Progress, resultOf, startProgress } from "../core/broadcasts/progress.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Store } from "../ports/store.ts";

/** One run of the sender over one chunk: who is claimed, who got it, and how that is noted. */

/**
 * At most this many residents are claimed at once: a little less than a second of sending. When the process dies, at
 * most two windows are uncertain.
 */
const WINDOW = 27;

/** What can become of the message to one resident. */
const kinds = ["reached", "unreachable", "skipped", "uncertain"] as const;
type Kind = (typeof kinds)[number];

/** The state of a run. It changes as messages come to their end; `progress` is what the table holds. */
export interface Run {
  readonly broadcast: Broadcast;
  readonly chunk: Chunk;
  progress: Progress;
  /** What became of messages since the last note. */
  readonly found: Record<Kind, number>;
  /** Places in the chunk of residents who are claimed and to whom nothing was sent yet. */
  readonly todo: number[];
  /** Messages under way, by place. */
  readonly underway: Map<number, Promise<void>>;
  /** What is done beside the sending and has to be over before the run is. */
  readonly others: Promise<void>[];
  lanes: ReadonlyMap<string, Lane>;
  /** By place, how many messages of a long text somebody has already. */
  readonly partly: Map<number, number>;
  /** Messages in a row of which nobody knows whether they arrived. */
  troubles: number;
  /** How many residents the other chunks reached. */
  readonly elsewhere: number;
}

/**
 * A run over a chunk, from where the last one ended.
 * @param parts how far each chunk of the broadcast is
 */
export function startRun(broadcast: Broadcast, chunk: Chunk, parts: readonly Progress[]): Run {
  const before = parts.find((one) => one.n === chunk.n) ?? startProgress(chunk);
  return {
    broadcast,
    chunk,
    // Residents claimed by a process that is no more may have got it.
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

/** How many the whole broadcast has reached; its chunks are sent one after the other. */
export function reachedBy({ elsewhere, progress, found }: Run): number {
  return elsewhere + progress.reached + found.reached;
}

/** The next window: first those who were refused before. */
export function nextWindow({ progress, chunk }: Run): { claim: number[]; cursor: number } {
  const again = progress.again.slice(0, WINDOW);
  const cursor = Math.min(chunk.residents.length, progress.cursor + WINDOW - again.length);
  const fresh = Array.from({ length: cursor - progress.cursor }, (_, index) => progress.cursor + index);
  return { claim: [...again, ...fresh], cursor };
}

/**
 * Writes down what became of the ones before, and with it claims the next.
 * @throws Conflict when another process is at this chunk too
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
  // What came in while this was written counts next time.
  for (const kind of kinds) found[kind] -= known[kind];
}
