import { type Stopwatch, stopwatch } from "../pace.ts";
import { Wait } from "../ports.ts";

/**
 * Slack takes about one message a second in one channel, and short bursts above it
 * (docs.slack.dev/apis/web-api/rate-limits, "Posting messages").
 */
const EVERY = 1000;
const BURST = 3;
/** Whoever would have to wait longer than this (milliseconds) waits in the queue, which costs nothing. */
const PATIENCE = 4000;

/**
 * Keeps that pace within this process; another one may post in the same channel at the same time, and then
 * Slack's own `retry-after` counts.
 * @returns waits for a turn in the channel. @throws Wait when that takes too long
 */
export function channelPace(watch: Stopwatch = stopwatch): (channel: string) => Promise<void> {
  /** The moment at which a channel will have rested enough to take a whole burst again. */
  const rested = new Map<string, number>();
  return async (channel) => {
    const now = watch.now();
    const next = Math.max(rested.get(channel) ?? now, now) + EVERY;
    const wait = next - now - BURST * EVERY;
    if (wait > PATIENCE) throw new Wait(Math.ceil(wait / 1000), { refused: true });
    if (rested.size > 1000) for (const [one, at] of rested) if (at <= now) rested.delete(one);
    rested.set(channel, next);
    if (wait > 0) await watch.sleep(wait);
  };
}
