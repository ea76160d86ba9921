import type { NoticeInQueue } from "./store.ts";

/** One piece of work on a broadcast: counting its recipients, or sending one of its chunks. */
export interface BroadcastPart {
  readonly broadcast: string;
  readonly part: "plan" | number;
  /** How many times somebody asked to retry what had been set aside: makes the queue treat it as a new message. */
  readonly again?: number;
}

/** Queues work that leaves the loop. Queueing the same twice does no harm. */
export interface Outbox {
  /** Notices, delivered in order within a group. */
  hand(notices: readonly NoticeInQueue[]): Promise<void>;
  /** Work on broadcasts, done one after the other. */
  spread(parts: readonly BroadcastPart[]): Promise<void>;
}
