import type { Item, Row, Values } from "./kind.ts";
import type { Who } from "./record.ts";

/** Who takes a row, with what. */
export interface Taking {
  readonly row: Row;
  readonly filled: Values;
  readonly item?: Item | undefined;
  /** A member of the workspace or a resident; absent for the clock. */
  readonly by?: string | undefined;
  readonly who: Who;
}
