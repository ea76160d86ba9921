/**
 * The table's shape as plain data, so that the deployment (CDK), the local emulator and the store agree by reading the
 * same file. No SDK here, so that importing the shape costs nothing else.
 */
export const tableShape = {
  partitionKey: "pk",
  sortKey: "sk",
  /**
   * The only index, sparse: an item is in it while it waits for somebody (a desk) or for the clock. It holds keys only,
   * so that changing an item's content costs no second write.
   */
  index: { name: "due", partitionKey: "dueFor", sortKey: "dueAt", projection: "KEYS_ONLY" },
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
