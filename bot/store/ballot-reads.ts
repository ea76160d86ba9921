import { counted, noVotes } from "../core/counting/ballot.ts";
import type { Store } from "../ports/store.ts";
import { ballotKey, ballotsPartition, shardsOf, tallyKey } from "./keys.ts";
import type { RowReader } from "./row-reader.ts";
import { readCount } from "./tallies.ts";

/** Votes, one by one and counted. */
export function ballotReads(
  reader: RowReader,
): Pick<Store, "ballot" | "laneAndBallot" | "tally" | "recount"> {
  const { table, rowIn, row, withLane } = reader;

  return {
    async ballot(process, voter) {
      return row("ballot", ballotKey(process, voter));
    },
    laneAndBallot: (key, process, voter) => withLane(key, "ballot", ballotKey(process, voter)),
    async tally(process) {
      return readCount(await table.getMany(shardsOf(process).map((shard) => tallyKey(process, shard))));
    },
    async recount(process) {
      let sum = noVotes;
      // One after the other: pages of a megabyte at once only make each other wait.
      for (const shard of shardsOf(process))
        for await (const page of table.list(ballotsPartition(process, shard), ""))
          for (const image of page) {
            const ballot = rowIn("ballot", image);
            if (ballot) sum = counted(sum, ballot);
          }
      return sum;
    },
  };
}
