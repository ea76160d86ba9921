import { after, type Instant } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import { referenceTo } from "../outbox/notice.ts";
import { LOOK_AGAIN, pauseAfter } from "../outbox/retry.ts";
import type { Ports } from "../ports/ports.ts";
import type { Begun } from "./clock-turns.ts";

/**
 * After this many refusals in a row the queue itself is in trouble, and the remaining notices wait for the next ring.
 */
const REFUSALS = 3;

/** Hands the queue those notices that were waiting for the clock. */
export function createHandOver(
  { store, outbox }: Pick<Ports, "store" | "outbox">,
  failed: (one: Begun, error: unknown) => void,
) {
  /**
   * Hands them over in the order in which they were caused; one by one if the queue refuses the batch, because a single
   * refused notice must not hold up the others.
   * @returns false when the queue accepts nothing at all
   */
  return async function handOver(late: readonly Begun<Notice>[], now: Instant): Promise<boolean> {
    const inOrder = late.toSorted((a, b) => a.row.id.localeCompare(b.row.id));
    const hand = (some: typeof inOrder) => outbox.hand(some.map(({ row }) => referenceTo(row)));
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
        // If it has been removed meanwhile, it was delivered.
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
