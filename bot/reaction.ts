import { partsOf } from "./core/broadcast.ts";
import type { App, Ports } from "./ports.ts";

/**
 * What follows from a change in the table: running figures are kept, and notices are handed to the queue.
 * The stream repeats whole batches, so both can bear repetition.
 */
export function createReaction(ports: Pick<Ports, "store" | "outbox" | "clock">): App["react"] {
  const { store, outbox, clock } = ports;
  return async (changes) => {
    const fresh = changes.filter((one) => one.isNew).map((one) => one.row);
    const entries = fresh.filter((row) => row.row === "entry");
    if (entries.length > 0) await store.count(entries);
    const ballots = changes.flatMap(({ row, before }) =>
      row.row === "ballot" ? [{ after: row, before: before?.row === "ballot" ? before : undefined }] : [],
    );
    if (ballots.length > 0) await store.countBallots(ballots);
    const responses = changes.flatMap(({ row, before }) =>
      row.row === "response" ? [{ after: row, before: before?.row === "response" ? before : undefined }] : [],
    );
    if (responses.length > 0) await store.countResponses(responses);
    const now = clock.now();
    const ready = fresh
      .filter((row) => row.row === "notice")
      .filter((row) => !row.wakeAt || row.wakeAt <= now);
    const parts = changes.flatMap(({ row }) => (row.row === "broadcast" ? partsOf(row) : []));
    if (parts.length > 0) await outbox.spread(parts);
    if (ready.length > 0) await outbox.hand(ready.map(({ group, id }) => ({ group, id })));
  };
}
