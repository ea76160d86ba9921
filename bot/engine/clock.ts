import { createRequeue } from "../broadcasts/requeue.ts";
import { after, elapsed, type Instant } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import { pauseAfter } from "../outbox/retry.ts";
import type { App } from "../ports/app.ts";
import type { Ports } from "../ports/ports.ts";
import type { Found, Waiting } from "../ports/store.ts";
import { type Begun, inTurns } from "./clock-turns.ts";
import { createHandOver } from "./late-notices.ts";
import { createTimers } from "./timers.ts";
import type { LoopPorts } from "./turn-context.ts";

/** So many rows are read at once. A few, so that none of them is old when its turn comes. */
const AT_ONCE = 25;
/** With less time left than this (milliseconds) nothing is begun: the next ring goes on from there. */
const MARGIN = 5000;
/** From so many turns in a row that came to no end on, a person is asked to look: that is seven minutes after the first. */
const ASK_AFTER = 4;
/** So late (seconds) is worth a line: the clock rings every minute. An alarm watches it (infra/alarms.ts). */
const LATE = 120;
/** What has expired is looked at again after this long, unless the table has taken it away by then (milliseconds). */
const EXPIRED = pauseAfter(Number.POSITIVE_INFINITY);

export type TickPorts = LoopPorts & Pick<Ports, "outbox" | "log">;

/**
 * What the clock does: whatever is due becomes an input, and notices that waited are handed over.
 *
 * Each turn is counted in the table, and gets a later moment there, before it begins. What is written in the turn
 * itself takes both away again. So whatever goes wrong, also when it ends the process, the row does not stand first in
 * the next ring; it comes again, and it is known how often it did.
 */
export function createClock(ports: TickPorts): App["tick"] {
  const { store, clock, log } = ports;
  const { clockTurn, noteArrival } = createTimers(ports);
  const requeue = createRequeue(ports);
  const handOver = createHandOver(ports, failed);

  function failed({ waiting, tries }: Omit<Begun, "row">, error: unknown, alarm = tries >= ASK_AFTER): void {
    const { pk, sk } = waiting.place;
    log.error("clock_failed", error, { row: waiting.kind, key: `${pk} ${sk}`, tries, alarm });
  }

  /** @returns undefined when there is nothing to do, or somebody else is at it */
  async function begin(waiting: Waiting, found: Found, now: Instant): Promise<Begun | undefined> {
    if (found.is === "early") await store.putOff(waiting, found.until, "as they are");
    if (found.is === "expired") await store.putOff(waiting, after(now, EXPIRED), "none");
    if (found.is === "early" || found.is === "expired") return undefined;
    const tries = await store.putOff(waiting, after(now, pauseAfter(1)), "one more");
    if (tries === undefined) return undefined;
    if (tries > 1)
      await store.putOff(
        { ...waiting, since: after(now, pauseAfter(1)) },
        after(now, pauseAfter(tries)),
        "as they are",
      );
    if (found.is === "due") return { waiting, row: found.row, tries };
    // Neither gets well by itself.
    failed({ waiting, tries }, found.is === "gone" ? new Error("its row is gone") : found.error, true);
    return undefined;
  }

  return async (timeLeft = () => Number.POSITIVE_INFINITY) => {
    const now = clock.now();
    const queue = await inTurns(store, now);
    let [handled, latest, left, handing] = [0, 0, 0, true];

    async function turnOf(waiting: Waiting, found: Found, notices: Begun<Notice>[]): Promise<void> {
      let begun: Begun | undefined;
      try {
        begun = await begin(waiting, found, now);
        if (!begun || found.is !== "due") return;
        latest = Math.max(latest, elapsed(found.since, now) / 1000);
        const { row, tries } = begun;
        if (row.row === "notice" && row.what.kind === "arrival") await noteArrival(row, row.what);
        else if (row.row === "notice") notices.push({ waiting, row, tries });
        else if (row.row === "broadcast") await requeue(row);
        else if (await clockTurn(waiting, row, now)) handled++;
      } catch (error) {
        // One row that cannot be handled must not keep the clock from the others.
        failed({ waiting, tries: begun?.tries ?? 0 }, error);
      }
    }

    while (queue.length > 0 && timeLeft() > MARGIN) {
      const some = queue.splice(0, AT_ONCE);
      const all = await store.woken(some, now);
      const notices: Begun<Notice>[] = [];
      for (const [at, waiting] of some.entries()) {
        const found = all[at];
        if (!found || timeLeft() <= MARGIN || (waiting.kind === "notice" && !handing)) left++;
        else await turnOf(waiting, found, notices);
      }
      if (notices.length > 0) handing = await handOver(notices, now);
      if (handing) handled += notices.length;
    }
    left += queue.length;
    if (latest >= LATE || left > 0) log.info("clock_late", { seconds: Math.round(latest), left });
    return handled;
  };
}
