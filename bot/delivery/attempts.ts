import { after, DAY, elapsed, HOUR } from "../core/calendar/time.ts";
import { LOOK_AGAIN } from "../outbox/retry.ts";
import type { App } from "../ports/app.ts";
import type { Ports } from "../ports/ports.ts";
import type { NoticeInQueue } from "../ports/store.ts";
import type { createUndeliverable } from "./undeliverable.ts";

/**
 * Limits how often a notice is tried, whatever goes wrong (ADR 15). From the queue's second delivery on, a try is
 * counted in the table before it begins, so a notice that arrives first time costs nothing extra.
 */

/** Our limit: a notice that killed the process this many times in a row is set aside. */
const MOST_UNENDED = 5;
/** Milliseconds of failing after which a notice is set aside: no outage of Telegram, Slack or the table lasts a day. */
const TOO_LONG = DAY;
/**
 * Milliseconds for which the queue keeps trying, with other notices to the same person waiting behind; after that they
 * go ahead without it.
 */
const IN_ORDER = HOUR;
/** After that, the number of tries each time the clock hands it over. */
const A_TIME = 4;
/** Milliseconds before a process is stopped for taking too long at which we record that this was not a crash. */
const BEFORE_THE_END = 2000;

type AttemptPorts = Pick<Ports, "store" | "clock" | "log"> & {
  readonly failed: ReturnType<typeof createUndeliverable>["failed"];
};

/** @param once delivers a notice that still exists */
export function createAttempts(
  { store, clock, log, failed }: AttemptPorts,
  once: (ref: NoticeInQueue, along: readonly NoticeInQueue[]) => Promise<number>,
): App["deliver"] {
  return async (ref, attempt = 1, timeLeft, along = []) => {
    if (attempt === 1) return once(ref, along);
    const now = clock.now();
    const next = after(now, LOOK_AGAIN);
    const tried = await store.countBegun(ref, next);
    if (!tried) return 0;
    const long = tried.since === undefined ? 0 : elapsed(tried.since, now);

    async function setAside(reason: string, error: unknown): Promise<0> {
      if (!(await failed(ref, reason, error))) log.error("not_delivered", error, { attempt, alarm: true });
      return 0;
    }
    if (tried.unended > MOST_UNENDED)
      return setAside(`ended the process ${MOST_UNENDED} times`, new Error("it ended the process"));
    if (attempt > A_TIME && long >= TOO_LONG)
      return setAside("failed for a day", new Error("it took too long each time"));
    // The clock will hand it over again.
    if (attempt > A_TIME && long >= IN_ORDER) return 0;

    const cut = beforeTheEnd(timeLeft, () => store.countEnded(ref, next));
    try {
      // What failed comes by itself, so that nothing else is held up or blamed.
      return await once(ref, []);
    } catch (error) {
      // If this cannot be written it counts as a crash; the next recorded end clears them all.
      await store.countEnded(ref, next).catch((trouble: unknown) => log.error("not_counted", trouble));
      if (long >= TOO_LONG) return setAside(`failed for a day (${nameOf(error)})`, error);
      if (long < IN_ORDER) throw error;
      log.error("not_delivered", error, { attempt, minutes: Math.round(long / 60_000), alarm: true });
      return 0;
    } finally {
      cut();
    }
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

/**
 * Calls `act` just before the time is up. Waiting for another service until then is not a crash, although the process
 * is stopped for it, and there is still time to record that. @returns a function that cancels it
 */
function beforeTheEnd(timeLeft: (() => number) | undefined, act: () => Promise<void>): () => void {
  if (!timeLeft) return () => {};
  const timer = setTimeout(() => void act().catch(() => {}), Math.max(0, timeLeft() - BEFORE_THE_END));
  return () => clearTimeout(timer);
}
