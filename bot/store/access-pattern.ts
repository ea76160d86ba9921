import type { Row } from "../ports/rows.ts";

/** Where one kind of item lies in the table, and which operations read it. */
export interface AccessPattern {
  readonly what: string;
  /** The kind of row that lies there, where one does. */
  readonly row?: Row["row"];
  readonly pk: string;
  readonly sk: string;
  /** What it stands under in the index while it waits; empty when it never does. */
  readonly dueFor: string;
  readonly dueAt: string;
  /** When the table takes it away; empty when it stays. */
  readonly expires: string;
  readonly readBy: string;
  /** Recognises the items of the pattern, as `pk sk`. */
  readonly key: RegExp;
}
