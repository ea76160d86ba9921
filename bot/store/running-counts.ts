import { noSteps, stepped, takesOn } from "../core/counting/released.ts";
import { Conflict } from "../ports/errors.ts";
import type { Store } from "../ports/store.ts";
import { toImage } from "./item-codec.ts";
import { nameOf, releasedKey, resultKey } from "./keys.ts";
import type { RowReader } from "./row-reader.ts";
import { ballotTallyOf, readResults, readSteps, responseTallyOf, tallyOf } from "./tallies.ts";

/** Keeps running counts from the stream, counting each change once. */
export function runningCounts(reader: RowReader): Pick<Store, "countResponses" | "countBallots" | "count"> {
  const { table, both } = reader;

  /**
   * Releases more of a question's results once enough people have answered since. If another process does so at the
   * same moment it saw the same figures, and nothing is left to do.
   */
  const release = async (process: string, question: string): Promise<void> => {
    const [of, to] = [resultKey(process, question), releasedKey(process, question)];
    const images = await both(of, to);
    const running = images.get(nameOf(of));
    const before = readSteps(images.get(nameOf(to)));
    const next = running && stepped(before ?? noSteps, question, readResults([running])[question] ?? {});
    if (!next) return;
    const image = toImage({ ...to, ...next, version: (before?.version ?? 0) + 1 });
    try {
      await table.write([{ do: "put", key: to, image, expect: before?.version ?? "new" }]);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  };

  return {
    async countResponses(changes) {
      for (const { before, after } of changes) {
        const tally = responseTallyOf(before, after);
        if (tally === undefined) continue;
        await table.tally(tally);
        // After each one, so that when many answer at once the results are released up to the last whole step.
        for (const { to, numbers } of tally.adds)
          if (takesOn(to.sk, numbers)) await release(after.process, to.sk);
      }
    },
    async countBallots(changes) {
      for (const { before, after } of changes) {
        const tally = ballotTallyOf(before, after);
        if (tally !== undefined) await table.tally(tally);
      }
    },
    async count(entries) {
      // Two entries of one transaction may leave the stream in either order, and the checkpoint only moves forward.
      for (const entry of entries.toSorted((a, b) => a.n - b.n)) {
        const tally = tallyOf(entry);
        if (tally !== undefined) await table.tally(tally);
      }
    },
  };
}
