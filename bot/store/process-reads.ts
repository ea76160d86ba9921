import { nobody, withOne } from "../core/counting/breakdown.ts";
import type { Process } from "../core/model/process.ts";
import type { Store } from "../ports/store.ts";
import { participantsPartition, processKey } from "./keys.ts";
import { ENDED_PROCESSES, OPEN_PROCESSES, unlistedProcesses } from "./process-partitions.ts";
import type { RowReader } from "./row-reader.ts";

/** Page size for open processes; a town has a handful. */
const PROCESSES_AT_ONCE = 50;

/** Reads processes and their participants. */
export function processReads(
  reader: RowReader,
): Pick<Store, "process" | "processes" | "ended" | "unlisted" | "participants" | "makeup"> {
  const { table, rowsIn, row, pages, inOrder } = reader;

  return {
    process: (id) => row("process", processKey(id)),
    async processes() {
      const found: Process[] = [];
      for await (const keys of table.waiting(OPEN_PROCESSES, PROCESSES_AT_ONCE)) {
        const rows = rowsIn("process", await inOrder(keys));
        // The index lags slightly.
        found.push(...rows.filter((one) => one.open));
      }
      return found;
    },
    async unlisted(waits) {
      const found: Process[] = [];
      for await (const keys of table.waiting(unlistedProcesses(waits), PROCESSES_AT_ONCE)) {
        const rows = rowsIn("process", await inOrder(keys));
        found.push(...rows.filter((one) => one.waits === waits));
      }
      return found;
    },
    async ended(limit) {
      const found: Process[] = [];
      for await (const keys of table.waiting(ENDED_PROCESSES, limit, undefined, { newestFirst: true })) {
        const rows = rowsIn("process", await inOrder(keys));
        found.push(...rows.filter((one) => one.ended !== undefined));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async participants(process, tell) {
      for await (const page of pages("participant", participantsPartition(process)))
        await tell(page.map(({ resident }) => resident));
    },
    async makeup(process) {
      let sum = nobody;
      for await (const page of pages("participant", participantsPartition(process)))
        sum = page.reduce(withOne, sum);
      return sum;
    },
  };
}
