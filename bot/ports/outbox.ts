/** One piece of work on a broadcast: to count who gets it, or to send one of its chunks. */
export interface BroadcastPart {
  readonly broadcast: string;
  readonly part: "plan" | number;
  /** How often somebody asked to try again what had been set aside: the queue takes it for another message. */
  readonly again?: number;
}

/** Hands over what has to leave. Handing over the same again does no harm. */
export interface Outbox {
  /** Notices, to be delivered in order within a group. */
  hand(notices: readonly { readonly group: string; readonly id: string }[]): Promise<void>;
  /** Work on broadcasts, done one after the other. */
  spread(parts: readonly BroadcastPart[]): Promise<void>;
}
