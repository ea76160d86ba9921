import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import type { Row } from "../ports/rows.ts";
import type { Store } from "../ports/store.ts";
import type { Image } from "./item-codec.ts";
import { BROADCAST, broadcastKey, CHUNKS, chunkKey, PROGRESS, progressKey } from "./keys.ts";
import { all, type RowReader } from "./row-reader.ts";

/** Reads broadcasts and their parts. */
export function broadcastReads(
  reader: RowReader,
): Pick<Store, "broadcast" | "broadcasts" | "chunk" | "chunks" | "progress"> {
  const { table, rowIn, rowsIn, row } = reader;

  /** A part that cannot be read is set aside by the sender; it must not hold up the others. */
  const legible = <Kind extends Row["row"]>(kind: Kind, image: Image) => {
    try {
      return rowIn(kind, image) ?? [];
    } catch {
      return [];
    }
  };

  return {
    broadcast: (id) => row("broadcast", broadcastKey(id)),
    async broadcasts(since) {
      const found: Broadcast[] = [];
      const order = { newestFirst: true, limit: 20 };
      for await (const page of table.list(broadcastKey("").pk, BROADCAST, order)) {
        const some = rowsIn("broadcast", page);
        found.push(...some.filter((one) => one.created >= since));
        if (some.some((one) => one.created < since)) break;
      }
      return found;
    },
    chunk: (broadcast, n) => row("chunk", chunkKey(broadcast, n)),
    async chunks(broadcast) {
      const images = await all(table.list(chunkKey(broadcast, 0).pk, CHUNKS));
      return images.flatMap((image) => legible("chunk", image));
    },
    async progress(broadcast) {
      const images = await all(table.list(progressKey(broadcast, 0).pk, PROGRESS));
      return images.flatMap((image) => legible("progress", image));
    },
  };
}
