import { after, DAY, elapsed, HOUR } from "../core/calendar/time.ts";
import { LOOK_AGAIN } from "../outbox/retry.ts";
import type { App } from "../ports/app.ts";
import type { Ports } from "../ports/ports.ts";
import type { NoticeRef } from "../ports/store.ts";
import type { createUndeliverable } from "./undeliverable.ts";

/**
 * How often a notice is tried, whatever it is that goes wrong (ADR 15). From the second time on that the queue gives it
 * out, a try is counted in the table before it begins; so a notice that arrives at once costs nothing more.
 */

/** A notice that ended the process so often in a row is set aside. */
const MOST_UNENDED = 5;
/** What fails so long is set aside: no trouble of Telegram's, of Slack's or of the table's lasts a day. */
const TOO_LONG = DAY;
/** So long the queue tries it, with others to the same person behind it; from then on they go on without it. */
const IN_ORDER = HOUR;
/** After that it is tried so often each time that the clock hands it over. */
const A_TIME = 4;
/** So long before a process is ended for taking too long (milliseconds) it is written down that this was no death. */
const BEFORE_THE_END = 2000;

type TryingPorts = Pick<Ports, "store" | "clock" | "log"> & {
  readonly failed: ReturnType<typeof createUndeliverable>["failed"];
};

/** @param once delivers a notice that is there */
export function createAttempts(
  { store, clock, log, failed }: TryingPorts,
  once: (ref: NoticeRef) => Promise<void>,
): App["deliver"] {
  return async (ref, attempt = 1, timeLeft) => {
    if (attempt === 1) return once(ref);
    const now = clock.now();
    const next = after(now, LOOK_AGAIN);
    const tried = await store.countBegun(ref, next);
    if (!tried) return;
    const long = elapsed(tried.since, now);

    async function setAside(reason: string, error: unknown): Promise<void> {
      if (!(await failed(ref, reason, error))) log.error("not_delivered", error, { attempt, alarm: true });
    }
    if (tried.unended > MOST_UNENDED)
      return setAside(`ended the process ${MOST_UNENDED} times`, new Error("it ended the process"));
    if (attempt > A_TIME && long >= TOO_LONG)
      return setAside("failed for a day", new Error("it took too long each time"));
    // The clock hands it over again.
    if (attempt > A_TIME && long >= IN_ORDER) return;

    const cut = beforeTheEnd(timeLeft, () => store.countEnded(ref, next));
    try {
      await once(ref);
    } catch (error) {
      // When this cannot be written it counts as a death; the next end that is written takes all of them away.
      await store.countEnded(ref, next).catch((trouble: unknown) => log.error("not_counted", trouble));
      if (long >= TOO_LONG) return setAside(`failed for a day (${nameOf(error)})`, error);
      if (long < IN_ORDER) throw error;
      log.error("not_delivered", error, { attempt, minutes: Math.round(long / 60_000), alarm: true });
    } finally {
      cut();
    }
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

/**
 * Waiting for somebody else until the time is up is no death, though the process is ended for it: whoever waits can
 * still write that down. @returns a function that stops waiting for that moment
 */
function beforeTheEnd(timeLeft: (() => number) | undefined, act: () => Promise<void>): () => void {
  if (!timeLeft) return () => {};
  const timer = setTimeout(() => void act().catch(() => {}), Math.max(0, timeLeft() - BEFORE_THE_END));
  return () => clearTimeout(timer);
}
