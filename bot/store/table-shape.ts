/**
 * The table's shape as plain data, so that the deployment (CDK), the emulator on one machine and the
 * store agree by reading the same file. No SDK here: whoever needs the shape pays for nothing else.
 */
export const tableShape = {
  partitionKey: "pk",
  sortKey: "sk",
  /**
   * The only index, sparse: an item is in it while it waits for somebody (a desk) or for the clock. It holds
   * keys only, so that a change of what lies in an item costs no second write.
   */
  index: { name: "due", partitionKey: "dueFor", sortKey: "dueAt", projection: "KEYS_ONLY" },
  /** Epoch seconds. DynamoDB deletes days late, so reading filters too. */
  timeToLive: "expiresAt",
  /** How often the clock began with what waits and came to no end. It goes when the row is written. */
  tries: "tries",
  /** Of a notice that failed: tries that began and of which nobody knows how they ended, and since when it fails. */
  unended: "unended",
  failingSince: "failingSince",
  /** The version of the row in the item, for the condition on a write. */
  version: "version",
  stream: "NEW_AND_OLD_IMAGES",
} as const;
