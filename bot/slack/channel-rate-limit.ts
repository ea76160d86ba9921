import type { Stopwatch } from "../ports/clock.ts";
import { Wait } from "../ports/errors.ts";
import { stopwatch } from "../runtime/rate-limiter.ts";

/**
 * Slack takes about one message a second in one channel, and short bursts above it
 * (docs.slack.dev/apis/web-api/rate-limits, "Posting messages").
 */
const EVERY = 1000;
const BURST = 3;
/**
 * Whoever would have to wait longer than this (milliseconds) waits in the queue, which costs nothing. A function
 * that waits here keeps residents waiting behind it.
 */
const PATIENCE = 1000;
/** Nobody is sent away for longer than this (milliseconds): by then much may have changed. */
const LONGEST = 10 * 60_000;

/**
 * Keeps that pace within this process; another one may post in the same channel at the same time, and then
 * Slack's own `retry-after` counts.
 * @returns waits for a turn in the channel. @throws Wait when that takes too long
 */
export function channelRateLimit(watch: Stopwatch = stopwatch): (channel: string) => Promise<void> {
  /** The moment at which a channel will have rested enough to take a whole burst again. */
  const rested = new Map<string, number>();
  /** Up to when turns are promised to those who were sent away: each comes back at a moment of its own. */
  const promised = new Map<string, number>();
  return async (channel) => {
    const now = watch.now();
    const next = Math.max(rested.get(channel) ?? now, now) + EVERY;
    const wait = next - now - BURST * EVERY;
    if (wait > PATIENCE) {
      const back = Math.min(now + LONGEST, Math.max(promised.get(channel) ?? now, now + wait) + EVERY);
      promised.set(channel, back);
      throw new Wait(Math.ceil((back - now) / 1000), { refused: true });
    }
    for (const moments of [rested, promised])
      if (moments.size > 1000) for (const [one, at] of moments) if (at <= now) moments.delete(one);
    rested.set(channel, next);
    if (wait > 0) await watch.sleep(wait);
  };
}
