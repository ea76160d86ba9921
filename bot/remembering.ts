import type { Notice } from "./core/notice.ts";
import type { Lane } from "./core/resident.ts";
import { Conflict, type Store, type Write } from "./ports.ts";

/** A mark of something that is out is tried so often: not knowing it would send the same again. */
const MARKS = 6;

/** Writes down what is out already. It expects nothing, so a conflict only means that the table was busy. */
export async function mark(store: Store, writes: readonly Write[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.commit(writes);
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === MARKS) throw error;
    }
  }
}

/**
 * Changes a lane whatever happens to it meanwhile; does nothing when it is gone.
 * @param about.sent its mark that it is out and what the lane learns from it are one commit
 * @param about.known the lane as it was written just now, which saves looking it up
 */
export async function remember(
  store: Store,
  resident: string,
  change: (lane: Lane) => Lane,
  about: { readonly sent?: Notice | undefined; readonly known?: Lane | undefined } = {},
): Promise<void> {
  const removal = about.sent ? [{ remove: about.sent }] : [];
  for (let attempt = 0; attempt < MARKS; attempt++) {
    const lane = (attempt === 0 ? about.known : undefined) ?? (await store.laneOf(resident));
    if (!lane) return mark(store, removal);
    try {
      await store.commit([
        { put: { ...change(lane), version: lane.version + 1 }, expect: lane.version },
        ...removal,
      ]);
      return;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  // She is too busy for us to keep up. The message is out, and that has to be known in any case.
  await mark(store, removal);
}
