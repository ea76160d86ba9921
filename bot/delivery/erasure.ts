import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import { NOBODY } from "../core/broadcasts/progress.ts";
import { after, fromEpoch, type Instant, MINUTE } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";

/** Milliseconds until a broadcast that is still being counted, or that somebody else changed, is checked again. */
const LOOKS_AGAIN = 10 * MINUTE;
/** Our limit: rows deleted per commit. */
const AT_ONCE = 50;

type Forget = Extract<Notice["what"], { kind: "forget" }>;

/**
 * Erases what is left of a resident outside her own rows: messages waiting for her, recipient lists of broadcasts and
 * who was left out of them, and updates that could not be handled. Every step is safe to repeat.
 * @returns when to run it again; undefined when nothing of her is left
 */
export function createErasure({
  store,
  clock,
}: Pick<Ports, "store" | "clock">): (who: Forget) => Promise<Instant | undefined> {
  /** Without her among those who hear something else. @returns false when somebody else changed the broadcast */
  async function forgetsBeside(broadcast: Broadcast, resident: string): Promise<boolean> {
    const { version, besides = [] } = broadcast;
    const next = {
      ...broadcast,
      besides: besides.filter((one) => one !== resident),
      version: version + 1,
    };
    try {
      await store.commit([{ put: next, expect: version }]);
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  return async ({ resident, lane, older = [] }) => {
    const failed = await Promise.all([lane, ...older].map((key) => store.failedOf(key)));
    const rows = [...(await store.noticesFor(`resident:${resident}`)), ...failed.flat()];
    for (let at = 0; at < rows.length; at += AT_ONCE)
      await commitSurely(
        store,
        rows.slice(at, at + AT_ONCE).map((remove) => ({ remove })),
      );
    let again = false;
    for (const broadcast of await store.broadcasts(fromEpoch(0))) {
      const { id, status } = broadcast;
      again ||= status.at === "counting";
      if (broadcast.besides?.includes(resident)) again = !(await forgetsBeside(broadcast, resident)) || again;
      for (const chunk of await store.chunks(id)) {
        if (!chunk.residents.includes(resident)) continue;
        const residents = chunk.residents.map((one) => (one === resident ? NOBODY : one));
        await commitSurely(store, [{ put: { ...chunk, residents } }]);
      }
    }
    return again ? after(clock.now(), LOOKS_AGAIN) : undefined;
  };
}
