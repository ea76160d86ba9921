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

/** Rows read at once: our choice, small enough that none of them is stale by its turn. */
const AT_ONCE = 25;
/** Milliseconds. With less time left than this, nothing new is started; the next ring continues from there. */
const MARGIN = 5000;
/** After this many unfinished turns in a row a person is asked to look: seven minutes after the first. */
const ASK_AFTER = 4;
/**
 * Seconds of delay worth a log line, given that the clock rings every minute. An alarm watches it (infra/alarms.ts).
 */
const LATE = 120;
/** Milliseconds until an expired row is looked at again, unless the table has deleted it by then. */
const EXPIRED = pauseAfter(Number.POSITIVE_INFINITY);

export type ClockPorts = LoopPorts & Pick<Ports, "outbox" | "log">;

/**
 * Runs one ring of the clock: everything due becomes an input, and waiting notices are handed to the queue.
 *
 * Before a turn begins it is counted in the table and its row is given a later due time. The turn's own write clears
 * both. So whatever goes wrong, even if it kills the process, the row is not first in line at the next ring; it comes
 * up again, and its number of tries is known.
 */
export function createClock(ports: ClockPorts): App["tick"] {
  const { store, clock, log } = ports;
  const { clockTurn, noteArrival } = createTimers(ports);
  const requeue = createRequeue(ports);
  const handOver = createHandOver(ports, failed);

  function failed({ waiting, tries }: Omit<Begun, "row">, error: unknown, alarm = tries >= ASK_AFTER): void {
    const { pk, sk } = waiting.place;
    log.error("clock_failed", error, { row: waiting.kind, key: `${pk} ${sk}`, tries, alarm });
  }

  /** @returns undefined when there is nothing to do, or another process is already on it */
  async function begin(waiting: Waiting, found: Found, now: Instant): Promise<Begun | undefined> {
    if (found.is === "early") await store.putOff(waiting, found.until, "as they are");
    if (found.is === "idle") await store.putOff(waiting, undefined, "none");
    if (found.is === "expired") await store.putOff(waiting, after(now, EXPIRED), "none");
    if (found.is === "alarm of before") await store.dropAlarm(waiting);
    if (
      found.is === "early" ||
      found.is === "idle" ||
      found.is === "expired" ||
      found.is === "alarm of before"
    )
      return undefined;
    const tries = await store.putOff(waiting, after(now, pauseAfter(1)), "one more");
    if (tries === undefined) return undefined;
    if (tries > 1)
      await store.putOff(
        { ...waiting, since: after(now, pauseAfter(1)) },
        after(now, pauseAfter(tries)),
        "as they are",
      );
    if (found.is === "due") return { waiting, row: found.row, tries };
    if (found.is === "pending") await store.complete(found.id);
    if (found.is === "pending") return undefined;
    // Neither recovers by itself.
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
        if (found.is === "pending") handled++;
        if (!begun || found.is !== "due") return;
        latest = Math.max(latest, elapsed(found.since, now) / 1000);
        const { row, tries } = begun;
        if (row.row === "notice" && row.what.kind === "arrival") await noteArrival(row, row.what);
        else if (row.row === "notice") notices.push({ waiting, row, tries });
        else if (row.row === "broadcast") await requeue(row);
        else if (await clockTurn(waiting, row, now)) handled++;
      } catch (error) {
        // One row that cannot be handled must not stop the clock from reaching the others.
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
