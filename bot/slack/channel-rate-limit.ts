import type { Stopwatch } from "../ports/clock.ts";
import { Wait } from "../ports/errors.ts";
import { stopwatch } from "../runtime/rate-limiter.ts";

/**
 * Milliseconds between messages. Slack takes about one message a second per channel, with short bursts above that
 * (docs.slack.dev/apis/web-api/rate-limits, "Posting messages").
 */
const EVERY = 1000;
/** Our limit on a burst, in messages. */
const BURST = 3;
/**
 * Our limit on waiting here, in milliseconds. Anything longer is spent in the queue, which costs nothing; a function
 * that waits here keeps residents waiting behind it.
 */
const PATIENCE = 1000;
/** Our limit on a wait in the queue, in milliseconds: by then much may have changed. */
const LONGEST = 10 * 60_000;

/**
 * Keeps to that rate within this process. Another process may post in the same channel at the same time; then Slack's
 * own `retry-after` decides.
 * @returns a function that waits for a turn in a channel. @throws Wait when that takes too long
 */
export function channelRateLimit(watch: Stopwatch = stopwatch): (channel: string) => Promise<void> {
  /** When each channel will have been idle long enough to take a full burst again. */
  const rested = new Map<string, number>();
  /** Until when turns are already reserved for messages sent back to the queue, each for a different moment. */
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
