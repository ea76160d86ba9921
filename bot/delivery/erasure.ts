import { NOBODY } from "../core/broadcasts/progress.ts";
import { after, fromEpoch, type Instant, MINUTE } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import type { Ports } from "../ports/ports.ts";

/** Milliseconds until a broadcast whose recipients are still being counted is checked again. */
const STILL_COUNTED = 10 * MINUTE;
/** Our limit: rows deleted per commit. */
const AT_ONCE = 50;

type Forget = Extract<Notice["what"], { kind: "forget" }>;

/**
 * Erases what is left of a resident outside her own rows: messages waiting for her, recipient lists of broadcasts, and
 * updates that could not be handled. Every step is safe to repeat.
 * @returns when to run it again; undefined when nothing of her is left
 */
export function createErasure({
  store,
  clock,
}: Pick<Ports, "store" | "clock">): (who: Forget) => Promise<Instant | undefined> {
  return async ({ resident, lane, older = [] }) => {
    const failed = await Promise.all([lane, ...older].map((key) => store.failedOf(key)));
    const rows = [...(await store.noticesFor(`resident:${resident}`)), ...failed.flat()];
    for (let at = 0; at < rows.length; at += AT_ONCE)
      await commitSurely(
        store,
        rows.slice(at, at + AT_ONCE).map((remove) => ({ remove })),
      );
    let counting = false;
    for (const { id, status } of await store.broadcasts(fromEpoch(0))) {
      counting ||= status.at === "counting";
      for (const chunk of await store.chunks(id)) {
        if (!chunk.residents.includes(resident)) continue;
        const residents = chunk.residents.map((one) => (one === resident ? NOBODY : one));
        await commitSurely(store, [{ put: { ...chunk, residents } }]);
      }
    }
    return counting ? after(clock.now(), STILL_COUNTED) : undefined;
  };
}
