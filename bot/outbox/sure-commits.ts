import { indexing } from "../core/broadcasts/reach.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Notice } from "../core/model/notice.ts";
import { Conflict, Unavailable } from "../ports/errors.ts";
import type { Write } from "../ports/rows.ts";
import type { Store } from "../ports/store.ts";

/** Attempts to record that something was sent (our limit): not knowing it would send the same thing again. */
const MARKS = 6;
/** Milliseconds between two attempts while the table cannot be reached (our limit). Each attempt is already three. */
const BREATHER = 200;

/** Whether the table was merely too busy. A moment later it may not be; the message would certainly be sent again. */
async function mayPass(error: unknown): Promise<boolean> {
  if (error instanceof Unavailable) await new Promise((resolve) => setTimeout(resolve, BREATHER));
  return error instanceof Unavailable || error instanceof Conflict;
}

/** Records what has already been sent. It expects nothing, so a conflict only means that the table was busy. */
export async function commitSurely(store: Store, writes: readonly Write[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.commit(writes);
    } catch (error) {
      if (attempt === MARKS || !(await mayPass(error))) throw error;
    }
  }
}

/**
 * Changes a lane, whatever happens to it meanwhile; does nothing when it is gone.
 * @param about.sent the sent mark is stored in the same commit as what the lane learns from it
 * @param about.writes what to write in that commit instead, given the lane at that moment
 * @param about.orElse what to write when she is too busy for us to keep up
 * @param about.known the lane as it was just read or written, which saves a look-up
 */
export async function updateLane(
  store: Store,
  resident: ResidentId,
  change: (lane: Lane) => Lane,
  about: {
    readonly sent?: Notice | undefined;
    readonly writes?: (lane: Lane) => readonly Write[];
    readonly orElse?: readonly Write[];
    readonly known?: Lane | undefined;
  } = {},
): Promise<void> {
  const removal = about.sent ? [{ remove: about.sent }] : [];
  for (let attempt = 0; attempt < MARKS; attempt++) {
    try {
      const lane = (attempt === 0 ? about.known : undefined) ?? (await store.laneOf(resident));
      if (!lane) return await commitSurely(store, removal);
      const next = change(lane);
      await store.commit([
        { put: { ...next, version: lane.version + 1 }, expect: lane.version },
        ...indexing(lane, next),
        ...(about.writes?.(lane) ?? removal),
      ]);
      return;
    } catch (error) {
      if (!(await mayPass(error))) throw error;
    }
  }
  // She is too busy for us to keep up. The message was sent, and that must be recorded in any case.
  await commitSurely(store, about.orElse ?? removal);
}
