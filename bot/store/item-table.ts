import type { Instant } from "../core/calendar/time.ts";
import type { Tried } from "../ports/store.ts";
import type { Image } from "./item-codec.ts";
import type { Key } from "./keys.ts";
import type { Step } from "./steps.ts";
import type { Tally } from "./tallies.ts";

/** What the store asks of the table that holds its items: DynamoDB, or a Map in memory. */
export interface ItemTable {
  get(key: Key): Promise<Image | undefined>;
  /** In any order; what is not there is left out. */
  getMany(keys: readonly Key[]): Promise<readonly Image[]>;
  /** Pages of one partition, by sort key. */
  list(
    pk: string,
    prefix: string,
    order?: {
      readonly newestFirst?: boolean;
      readonly limit?: number;
      /** Only what comes behind this sort key. */
      readonly after?: string;
    },
  ): AsyncIterable<readonly Image[]>;
  /** What waits in the index, in pages, earliest first, up to and including `until`. */
  waiting(
    dueFor: string,
    limit: number,
    until?: Instant,
  ): AsyncIterable<readonly (Key & { dueAt: Instant })[]>;
  /** Moves an item that waits since `since` to another moment; the rest of it stays. @returns how often that was counted */
  putOff(
    key: Key,
    to: { since: Instant; until: Instant; tries: "one more" | "as they are" | "none" },
  ): Promise<number | undefined>;
  /** Counts a try of a notice that waits for the clock, or that it ended, and moves it to another moment. @returns undefined when it does not wait any more */
  tries(key: Key, to: { until: Instant; begins?: Instant }): Promise<Tried | undefined>;
  /** All steps or none. @throws Conflict when an expectation does not hold */
  write(steps: readonly Step[]): Promise<void>;
  /** Adds once; does nothing when it was added before. */
  tally(tally: Tally): Promise<void>;
}
