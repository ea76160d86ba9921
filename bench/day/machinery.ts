import type { Heat } from "../servers/heat.ts";

/** What one action takes, as it was measured. */
export interface Cost {
  readonly requests: number;
  readonly read: number;
  readonly write: number;
  readonly heat: Heat;
}

/** How the parts are set up and how long they take, in seconds. */
export interface Machinery {
  /** A door's answer to a resident and to an official. */
  readonly telegram: number;
  readonly slack: number;
  /** A batch of changes: to begin with, and for each change in it. */
  readonly batch: number;
  readonly change: number;
  readonly batchSize: number;
  readonly shards: number;
  /** One delivery; how many happen at once. */
  readonly delivery: number;
  readonly deliverers: number;
  /** Messages of a broadcast per second. */
  readonly pace: number;
  /** Seconds between two messages in one channel in Slack. */
  readonly channelEvery: number;
  /** Channels over which cards are spread. */
  readonly channels: number;
  /** Partitions over which a kind is spread; 1 for what is not named. */
  readonly spread: Readonly<Record<string, number>>;
  /** Kinds that have a partition for each person or thing: none of them gets hot. */
  readonly apart: ReadonlySet<string>;
}
