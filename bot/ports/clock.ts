import type { Instant } from "../core/calendar/time.ts";

export interface Clock {
  now(): Instant;
}

/** Milliseconds on a clock that only goes forward, and a way to wait on it. Tests bring their own. */
export interface Stopwatch {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}
