/**
 * The tables' shape as plain data, so that the deployment (CDK), the local emulator and the store agree by reading the
 * same file. No SDK here, so that importing the shape costs nothing else.
 */
export const tableShape = {
  partitionKey: "pk",
  sortKey: "sk",
  /**
   * The first index, sparse: an item is in it while it waits for somebody (a desk) or for the clock. It holds keys only,
   * so that changing an item's content costs no second write.
   */
  index: { name: "due", partitionKey: "dueFor", sortKey: "dueAt", projection: "KEYS_ONLY" },
  /**
   * Contributions that wait for the clock. They are in the other index already, for a desk or in a list; so this is one
   * of its own.
   */
  wake: {
    name: "wake",
    partitionKey: "wakeFor",
    sortKey: "wakeAt",
    projection: "KEYS_ONLY",
    /**
     * `alarm`: its own moment comes. `mend`: a commit of it left something to the stream; if that has not been done by
     * then, the clock does it.
     */
    partitions: { alarm: "ALARM", mend: "MEND" },
  },
  /** What commits of a contribution left to the stream (`pending.ts`). */
  pending: "pending",
  /** On a row that the stream wrote: what follows from it was done in the same go. */
  followed: "followed",
  /** Epoch seconds. DynamoDB deletes up to days late, so reads filter too. */
  timeToLive: "expiresAt",
  /** How often the clock started on a waiting item without finishing. Removed when the row is written. */
  tries: "tries",
  /** For a failed notice: tries that started without a known end, and since when it has been failing. */
  unended: "unended",
  failingSince: "failingSince",
  /** The version of the row in the item, for conditional writes. */
  version: "version",
  /** The fingerprint of the schema that the row in the item was written by (`row-shapes.ts`). */
  shape: "shape",
  stream: "NEW_AND_OLD_IMAGES",
} as const;

/**
 * The table of lanes, named after the main table. It has the same keys, index, version and expiry, and no stream: who
 * follows what is written must not see whose lane is written beside it.
 */
export const lanesTable = (table: string): string => `${table}-lanes`;
/**
 * How far a town is. `stay`: lanes are looked for in both tables and stay where they are found, as long as a function
 * may still run that knows one table. `move`: each moves with its next write. `apart`: none is left behind.
 */
export const lanePhases = ["stay", "move", "apart"] as const;
export type LanePhase = (typeof lanePhases)[number];
