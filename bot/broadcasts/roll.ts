import { type Broadcast, CHUNK } from "../core/broadcasts/broadcast.ts";
import type { Chunk } from "../core/broadcasts/progress.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { Ports } from "../ports/ports.ts";

/** Our limit: chunks written per commit, at six kilobytes each. DynamoDB takes four megabytes. */
const CHUNKS_AT_ONCE = 20;

/** Writes residents into chunks as they come in, so that a large town need not fit in memory. */
export function createRoll({ store, clock }: Pick<Ports, "store" | "clock">, { id, invites }: Broadcast) {
  let [count, chunks] = [0, 0];
  let waiting: readonly ResidentId[] = [];
  async function write(residents: readonly ResidentId[]): Promise<void> {
    const puts: { put: Chunk }[] = [];
    for (let start = 0; start < residents.length; start += CHUNK)
      puts.push({
        put: {
          row: "chunk",
          broadcast: id,
          n: ++chunks,
          created: clock.now(),
          residents: residents.slice(start, start + CHUNK),
          ...(invites && { keptUntil: invites.until }),
        },
      });
    count += residents.length;
    await store.commit(puts);
  }
  return {
    async add(residents: readonly ResidentId[]): Promise<void> {
      waiting = waiting.concat(residents);
      for (const full = CHUNK * CHUNKS_AT_ONCE; waiting.length >= full; waiting = waiting.slice(full))
        await write(waiting.slice(0, full));
    },
    async done(): Promise<{ count: number; chunks: number }> {
      await write(waiting);
      return { count, chunks };
    },
  };
}
