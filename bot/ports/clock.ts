import type { Instant } from "../core/calendar/time.ts";

export interface Clock {
  now(): Instant;
}

/** A monotonic clock in milliseconds, and a way to wait on it. Tests bring their own. */
export interface Stopwatch {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}
