import { counted, giverOf, noVotes } from "../core/counting/ballot.ts";
import type { Store } from "../ports/store.ts";
import { ballotKey, ballotsPartition, shardsOf, tallyKey } from "./keys.ts";
import type { RowReader } from "./row-reader.ts";
import { readCount } from "./tallies.ts";

/** Reads votes, both individual ballots and counts. */
export function ballotReads(
  reader: RowReader,
): Pick<Store, "ballot" | "laneAndBallot" | "tally" | "recount" | "givers"> {
  const { table, row, pages, withLane } = reader;

  return {
    ballot: (process, voter) => row("ballot", ballotKey(process, voter)),
    laneAndBallot: (key, process, voter) => withLane(key, "ballot", ballotKey(process, voter)),
    async tally(process) {
      return readCount(await table.getMany(shardsOf(process).map((shard) => tallyKey(process, shard))));
    },
    async recount(process) {
      let sum = noVotes;
      // Sequentially: parallel pages of a megabyte only slow each other down.
      for (const shard of shardsOf(process))
        for await (const page of pages("ballot", ballotsPartition(process, shard)))
          sum = page.reduce(counted, sum);
      return sum;
    },
    async givers(subjects) {
      const people = new Set<string>();
      let ballots = 0;
      for (const subject of subjects)
        for (const shard of shardsOf(subject))
          for await (const page of pages("ballot", ballotsPartition(subject, shard)))
            for (const giver of page.flatMap((one) => giverOf(one) ?? [])) {
              ballots++;
              people.add(giver);
            }
      return { ballots, people: people.size };
    },
  };
}
