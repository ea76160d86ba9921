import type { Broadcast, Counts } from "../core/broadcasts/broadcast.ts";
import type { Chunk } from "../core/broadcasts/progress.ts";
import { after, DAY } from "../core/calendar/time.ts";
import type { Ports } from "../ports/ports.ts";

/** The town's limit is so much news in this time (milliseconds). */
const WEEK = 7 * DAY;
/** A draft may lie for this long before it is sent (milliseconds). */
const DRAFT = 30 * DAY;
/** As long as anything can be open for answers (milliseconds). */
const INVITED_WITHIN = 100 * DAY;

/** Who had what in earlier broadcasts, from their chunks. */
export function createHistory({ store, clock }: Pick<Ports, "store" | "clock">) {
  /** Whoever was in an earlier invitation to the same, that went out; of one that was stopped, who had got it by then. */
  async function invitedBefore({ id, invites }: Broadcast): Promise<readonly string[]> {
    const residents: string[] = [];
    for (const one of await store.broadcasts(after(clock.now(), -INVITED_WITHIN))) {
      const { status } = one;
      if (one.id === id || !("since" in status) || one.invites?.process !== invites?.process) continue;
      if (status.at === "stopped" || one.aside)
        await eachWhoHadATurn(one.id, status, (resident) => residents.push(resident));
      else for (const chunk of await chunksOf(one.id, status)) residents.push(...chunk.residents);
    }
    return residents;
  }

  /** Those too many, that an earlier attempt to count left, were never sent. */
  async function chunksOf(id: string, { chunks }: Pick<Counts, "chunks">): Promise<readonly Chunk[]> {
    return (await store.chunks(id)).filter(({ n }) => n <= chunks);
  }

  async function eachWhoHadATurn(
    id: string,
    status: Pick<Counts, "chunks">,
    tell: (resident: string) => void,
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

  /** How much news each resident had in the last seven days, from the chunks themselves. */
  async function heard(except: string): Promise<ReadonlyMap<string, number>> {
    const since = after(clock.now(), -WEEK);
    const counts = new Map<string, number>();
    // What counts is when it was sent, and not when it was written.
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
