import type { Instant } from "../core/calendar/time.ts";
import type { Tried } from "../ports/store.ts";
import type { Image } from "./item-codec.ts";
import type { Key } from "./keys.ts";
import type { Step } from "./steps.ts";
import type { Tally } from "./tallies.ts";

/** The operations the store needs from the table that holds its items: DynamoDB, or a Map in memory. */
export interface ItemTable {
  get(key: Key): Promise<Image | undefined>;
  /** Reads items in any order; missing ones are left out. */
  getMany(keys: readonly Key[]): Promise<readonly Image[]>;
  /** Pages through one partition, by sort key. */
  list(
    pk: string,
    prefix: string,
    order?: {
      readonly newestFirst?: boolean;
      readonly limit?: number;
      /** Only items after this sort key. */
      readonly after?: string;
    },
  ): AsyncIterable<readonly Image[]>;
  /** Pages through the waiting items in the index, earliest first, up to and including `until`. */
  waiting(
    dueFor: string,
    limit: number,
    until?: Instant,
    order?: { readonly newestFirst?: boolean },
  ): AsyncIterable<readonly (Key & { dueAt: Instant })[]>;
  /**
   * Reschedules an item that has been due since `since`, or with no `until` takes it out of the index; the rest of it
   * stays. @returns how often that was counted
   */
  putOff(
    key: Key,
    to: { since: Instant; until: Instant | undefined; tries: "one more" | "as they are" | "none" },
  ): Promise<number | undefined>;
  /**
   * Counts the start of a try of a waiting notice, or its end, and reschedules it. @returns undefined when it is no
   * longer waiting
   */
  tries(key: Key, to: { until: Instant; begins?: Instant }): Promise<Tried | undefined>;
  /** Writes all steps or none. @throws Conflict when an expectation does not hold */
  write(steps: readonly Step[]): Promise<void>;
  /** Adds a tally once; does nothing when it was added before. */
  tally(tally: Tally): Promise<void>;
}
