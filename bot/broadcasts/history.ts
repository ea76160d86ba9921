import type { Broadcast, Counts } from "../core/broadcasts/broadcast.ts";
import type { Chunk } from "../core/broadcasts/progress.ts";
import { after, DAY } from "../core/calendar/time.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { Ports } from "../ports/ports.ts";

/** The period of the town's limit on news, in milliseconds. */
const WEEK = 7 * DAY;
/** Our limit: how long a draft may wait before it is sent, in milliseconds. */
const DRAFT = 30 * DAY;
/** The longest anything can be open for answers, in milliseconds. */
const INVITED_WITHIN = 100 * DAY;

/** Works out who received which earlier broadcasts, from their chunks. */
export function createHistory({ store, clock }: Pick<Ports, "store" | "clock">) {
  /**
   * The recipients of earlier invitations to the same process that went out; for one that was stopped, those reached by
   * then.
   */
  async function invitedBefore({ id, invites }: Broadcast): Promise<readonly ResidentId[]> {
    const residents: ResidentId[] = [];
    for (const one of await store.broadcasts(after(clock.now(), -INVITED_WITHIN))) {
      const { status } = one;
      if (one.id === id || !("since" in status) || one.invites?.process !== invites?.process) continue;
      if (status.at === "stopped" || one.aside)
        await eachWhoHadATurn(one.id, status, (resident) => residents.push(resident));
      else for (const chunk of await chunksOf(one.id, status)) residents.push(...chunk.residents);
    }
    return residents;
  }

  /**
   * The chunks of a broadcast. Surplus chunks left over from an earlier attempt to count were never sent and are left
   * out.
   */
  async function chunksOf(id: string, { chunks }: Pick<Counts, "chunks">): Promise<readonly Chunk[]> {
    return (await store.chunks(id)).filter(({ n }) => n <= chunks);
  }

  async function eachWhoHadATurn(
    id: string,
    status: Pick<Counts, "chunks">,
    tell: (resident: ResidentId) => void,
  ): Promise<void> {
    const progress = new Map((await store.progress(id)).map((each) => [each.n, each]));
    for (const chunk of await chunksOf(id, status)) {
      const { cursor, again } = progress.get(chunk.n) ?? { cursor: 0, again: [] };
      const left = new Set(again);
      chunk.residents.slice(0, cursor).forEach((resident, place) => {
        if (!left.has(place)) tell(resident);
      });
    }
  }

  /** Counts the news each resident received in the last seven days, from the chunks themselves. */
  async function heard(except: string): Promise<ReadonlyMap<string, number>> {
    const since = after(clock.now(), -WEEK);
    const counts = new Map<string, number>();
    // What counts is when it was sent, not when it was written.
    for (const one of await store.broadcasts(after(since, -DRAFT))) {
      const { status } = one;
      if (one.id === except || one.process !== undefined || !("since" in status) || status.since < since)
        continue;
      await eachWhoHadATurn(one.id, status, (resident) =>
        counts.set(resident, (counts.get(resident) ?? 0) + 1),
      );
    }
    return counts;
  }

  return { invitedBefore, heard };
}
