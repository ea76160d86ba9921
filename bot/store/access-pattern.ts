import type { Row } from "../ports/rows.ts";

/** One access pattern: where one kind of item is stored in the table, and which operations read it. */
export interface AccessPattern {
  readonly what: string;
  /** The kind of row stored there, if any. */
  readonly row?: Row["row"];
  readonly pk: string;
  readonly sk: string;
  /** Its partition in the index while it waits; empty when it never does. */
  readonly dueFor: string;
  readonly dueAt: string;
  /** When the table deletes it; empty when it stays. */
  readonly expires: string;
  readonly readBy: string;
  /** Matches the items of the pattern, as `pk sk`. */
  readonly key: RegExp;
}
