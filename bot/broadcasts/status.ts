import { afterEvent, type Broadcast, type BroadcastEvent, partsOf } from "../core/broadcasts/broadcast.ts";
import type { Progress } from "../core/broadcasts/progress.ts";
import type { Instant } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import { noticeOf } from "../outbox/notice.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";

/** Our limit: attempts to change the row while organisers press buttons at the same moment. */
const ATTEMPTS = 6;

export type StatusPorts = Pick<Ports, "store" | "clock" | "town" | "secrecy" | "outbox">;

/** Records the progress of a broadcast. */
export function createStatus(ports: Omit<StatusPorts, "outbox">) {
  const { store, clock, town } = ports;

  async function finishIfDone(id: string): Promise<void> {
    const [broadcast, progress] = [await store.broadcast(id), await store.progress(id)];
    if (broadcast && partsLeft(broadcast, progress).length === 0) await change(id, { type: "finished" });
  }

  /** Changes the row, and its card along with it. Without an event only the card is brought up to date. */
  async function change(id: string, event: BroadcastEvent | undefined): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await store.broadcast(id);
      const now = clock.now();
      const next = before && (event ? afterEvent(before, event, now, town) : before);
      if (!before || !next) return;
      const notice: Notice = cardNotice(ports, id, `${event?.type ?? "shown"}#${before.version}`, now);
      try {
        await store.commit([
          ...(event ? [{ put: { ...next, version: before.version + 1 }, expect: before.version }] : []),
          { put: notice },
        ]);
        return;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Conflict(`a broadcast is still in conflict after ${ATTEMPTS} attempts`);
  }

  return { change, finishIfDone };
}

/** The unfinished parts of a broadcast, leaving out those that were set aside. */
export function partsLeft(broadcast: Broadcast, progress: readonly Progress[]) {
  const done = new Set(progress.filter((one) => one.done).map((one) => one.n));
  return partsOf(broadcast).filter(({ part }) => part === "plan" || !done.has(part));
}

function cardNotice(
  { secrecy, town }: Pick<Ports, "secrecy" | "town">,
  id: string,
  cause: string,
  now: Instant,
): Notice {
  const seed = secrecy.derive("seed", `broadcast#${id}#${cause}`);
  return noticeOf({ kind: "broadcast", broadcast: id }, { now, seed, town }, 0);
}
