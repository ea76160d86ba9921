import { NOBODY } from "../core/broadcasts/progress.ts";
import { after, MINUTE } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import { mark } from "../outbox/marks.ts";
import type { Ports } from "../ports/ports.ts";

/** A broadcast whose residents are just being counted is looked at again after this long. */
const STILL_COUNTED = 10 * MINUTE;
/** So many rows are taken away in one commit. */
const AT_ONCE = 50;

type Forget = Extract<Notice["what"], { kind: "forget" }>;

/**
 * What is left of somebody who had herself erased, where it did not lie with what was hers: messages that wait for her,
 * lists of whom a broadcast goes to, and updates that could not be handled. Every step can be done again.
 * @returns when it has to be done once more; undefined when nothing of her is left
 */
export function createErasure({
  store,
  clock,
}: Pick<Ports, "store" | "clock">): (who: Forget) => Promise<string | undefined> {
  return async ({ resident, lane, older = [] }) => {
    const failed = await Promise.all([lane, ...older].map((key) => store.failedOf(key)));
    const rows = [...(await store.noticesFor(`resident:${resident}`)), ...failed.flat()];
    for (let at = 0; at < rows.length; at += AT_ONCE)
      await mark(
        store,
        rows.slice(at, at + AT_ONCE).map((remove) => ({ remove })),
      );
    let counting = false;
    for (const { id, status } of await store.broadcasts("")) {
      counting ||= status.at === "counting";
      for (const chunk of await store.chunks(id)) {
        if (!chunk.residents.includes(resident)) continue;
        const residents = chunk.residents.map((one) => (one === resident ? NOBODY : one));
        await mark(store, [{ put: { ...chunk, residents } }]);
      }
    }
    return counting ? after(clock.now(), STILL_COUNTED) : undefined;
  };
}
