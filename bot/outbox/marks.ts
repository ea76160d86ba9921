import { indexing } from "../core/broadcasts/reach.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Notice } from "../core/model/notice.ts";
import { Conflict, Unavailable } from "../ports/errors.ts";
import type { Write } from "../ports/rows.ts";
import type { Store } from "../ports/store.ts";

/** A mark of something that is out is tried so often: not knowing it would send the same again. */
const MARKS = 6;
/** Between two tries while the table cannot be reached (milliseconds). Each try already is three. */
const BREATHER = 200;

/** Whether the table only was too busy. A moment later it may not be; the message would come again for certain. */
async function mayPass(error: unknown): Promise<boolean> {
  if (error instanceof Unavailable) await new Promise((resolve) => setTimeout(resolve, BREATHER));
  return error instanceof Unavailable || error instanceof Conflict;
}

/** Writes down what is out already. It expects nothing, so a conflict only means that the table was busy. */
export async function mark(store: Store, writes: readonly Write[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.commit(writes);
    } catch (error) {
      if (attempt === MARKS || !(await mayPass(error))) throw error;
    }
  }
}

/**
 * Changes a lane whatever happens to it meanwhile; does nothing when it is gone.
 * @param about.sent its mark that it is out and what the lane learns from it are one commit
 * @param about.writes what is written in that commit instead, as the lane is then
 * @param about.orElse what is written when she is too busy for us to keep up
 * @param about.known the lane as it was written just now, which saves looking it up
 */
export async function remember(
  store: Store,
  resident: string,
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
      if (!lane) return await mark(store, removal);
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
  // She is too busy for us to keep up. The message is out, and that has to be known in any case.
  await mark(store, about.orElse ?? removal);
}
