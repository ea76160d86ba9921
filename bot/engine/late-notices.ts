import { after, type Instant } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import { LOOK_AGAIN, pauseAfter } from "../outbox/retry.ts";
import type { Ports } from "../ports/ports.ts";
import type { Begun } from "./clock-turns.ts";

/** After this many refusals in a row the queue itself is in trouble, and its notices come with the next ring. */
const REFUSALS = 3;

/** Hands notices that waited for the clock to the queue. */
export function createHandOver(
  { store, outbox }: Pick<Ports, "store" | "outbox">,
  failed: (one: Begun, error: unknown) => void,
) {
  /**
   * In the order in which they were caused. One by one when all together are not taken: one that the queue refuses
   * must not keep the others back.
   * @returns false when the queue takes nothing at all
   */
  return async function handOver(late: readonly Begun<Notice>[], now: Instant): Promise<boolean> {
    const inOrder = late.toSorted((a, b) => a.row.id.localeCompare(b.row.id));
    const hand = (some: typeof inOrder) => outbox.hand(some.map(({ row: { group, id } }) => ({ group, id })));
    const all = await hand(inOrder).then(
      () => true,
      () => false,
    );
    let refusals = 0;
    for (const one of inOrder) {
      if (refusals >= REFUSALS) return false;
      try {
        if (!all) await hand([one]);
        refusals = 0;
        // When somebody has taken it away meanwhile it was delivered.
        const since = after(now, pauseAfter(one.tries));
        await store.putOff({ ...one.waiting, since }, after(now, LOOK_AGAIN), "none");
      } catch (error) {
        refusals++;
        failed(one, error);
      }
    }
    return true;
  };
}
