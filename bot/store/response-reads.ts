import { createGathering, createReading } from "../core/counting/recount.ts";
import { shownOf } from "../core/counting/released.ts";
import type { Store } from "../ports/store.ts";
import { releasedPartition, responseKey, responsesPartition, resultsPartition, shardsOf } from "./keys.ts";
import { all, type RowReader } from "./row-reader.ts";
import { readResults, readSteps } from "./tallies.ts";

/** Our limit: parts of a survey's answers that are read at the same time. */
const SHARDS_AT_ONCE = 4;

/** Reads answers to surveys, both individual responses and results. */
export function responseReads(
  reader: RowReader,
): Pick<Store, "response" | "laneAndResponse" | "answers" | "said" | "results" | "released"> {
  const { table, rowIn, row, pages, withLane } = reader;

  return {
    response: (process, voter) => row("response", responseKey(process, voter)),
    laneAndResponse: (key, process, voter) => withLane(key, "response", responseKey(process, voter)),
    async answers(process) {
      const gathering = createGathering();
      const shards = [...shardsOf(process)];
      // A few at a time: while one page is on its way, another is counted.
      const readOn = async () => {
        for (let shard = shards.shift(); shard !== undefined; shard = shards.shift())
          for await (const page of pages("response", responsesPartition(process, shard)))
            page.forEach(gathering.add);
      };
      await Promise.all(Array.from({ length: SHARDS_AT_ONCE }, readOn));
      return gathering.done();
    },
    async said(process, after) {
      const reading = createReading();
      for (const shard of shardsOf(process)) {
        // A token starts with the name of its shard.
        if (after !== undefined && shard < after.slice(0, 1)) continue;
        const behind = after?.startsWith(shard) ? { after } : {};
        for await (const page of table.list(responsesPartition(process, shard), "", behind))
          for (const image of page) {
            const response = rowIn("response", image);
            if (response) reading.add(response);
            if (response && reading.isFull()) return { ...reading.done(), next: response.voter };
          }
      }
      return reading.done();
    },
    async results(process) {
      return readResults(await all(table.list(resultsPartition(process), "")));
    },
    async released(process) {
      const images = await all(table.list(releasedPartition(process), ""));
      return shownOf(
        Object.fromEntries(
          images.flatMap((image) => {
            const steps = readSteps(image);
            return steps ? [[steps.question, steps]] : [];
          }),
        ),
      );
    },
  };
}
