import type { Stopwatch } from "../ports/clock.ts";
export const stopwatch: Stopwatch = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Milliseconds. Timers of a busy process fire this late. */
const LATE = 5;

export interface RateLimiter {
  /**
   * Waits for the next turn. Never two at once, and never faster to make up for lost time.
   * @returns false when the other side asked us to wait meanwhile: then it is nobody's turn yet
   */
  turn(): Promise<boolean>;
  /** The other side asked us to wait: nothing goes out for this many seconds, and then at half the speed. */
  hold(seconds: number): void;
  /** Nothing goes out for this many seconds. */
  rest(seconds: number): void;
  /** Milliseconds until the next turn. */
  ahead(): number;
  /** Full speed again. */
  fresh(): void;
}

/**
 * Strict spacing instead of a bucket: a limit per second holds in every second, including the first.
 * @param perSecond at most this many turns per second
 */
export function createRateLimiter(perSecond: number, watch: Stopwatch): RateLimiter {
  const usual = 1000 / perSecond;
  let spacing = usual;
  let next = Number.NEGATIVE_INFINITY;
  return {
    async turn() {
      const planned = next;
      const wait = planned - watch.now();
      if (wait > 0) await watch.sleep(wait);
      if (next > planned) return false;
      // Counted from the planned moment, so that a slightly late timer does not slow things down; a turn taken much
      // later does not make up for it.
      const now = watch.now();
      next = (now - planned < LATE ? planned : now) + spacing;
      return true;
    },
    hold(seconds) {
      next = Math.max(next, watch.now() + seconds * 1000);
      spacing = usual * 2;
    },
    rest(seconds) {
      next = Math.max(next, watch.now() + seconds * 1000);
    },
    ahead: () => Math.max(0, next - watch.now()),
    fresh() {
      spacing = usual;
    },
  };
}
