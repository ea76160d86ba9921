import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import { after, HOUR } from "../core/calendar/time.ts";
import { createStatus, partsLeft, type StatusPorts } from "./status.ts";

/** Milliseconds until a broadcast that takes longer than expected is checked again. */
const LOOK_AGAIN = HOUR;

/** Requeues the unfinished parts of a broadcast that the clock finds still in progress. */
export function createRequeue(ports: StatusPorts): (broadcast: Broadcast) => Promise<void> {
  const { store, clock, outbox } = ports;
  const { finishIfDone } = createStatus(ports);
  return async (broadcast) => {
    const left = partsLeft(broadcast, await store.progress(broadcast.id));
    await outbox.spread(left);
    if (left.length === 0 && broadcast.status.at === "sending") return finishIfDone(broadcast.id);
    const wakeAt = after(clock.now(), LOOK_AGAIN);
    await store.commit([
      { put: { ...broadcast, wakeAt, version: broadcast.version + 1 }, expect: broadcast.version },
    ]);
  };
}
