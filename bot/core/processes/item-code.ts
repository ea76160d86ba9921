import type { Contribution } from "../model/contribution.ts";
import type { Message } from "../model/message.ts";
import type { Need } from "../needs.ts";
import type { ItemState } from "./item.ts";
import type { Term } from "./lifecycle.ts";

/**
 * What a kind says about what is brought in to it, beside its table.
 * @template At a process at a moment
 * @template One something that was brought in
 * @template S what the kind keeps
 */
export interface ItemCode<At, One, S> {
  /** How long, after its end, what people filled in and brought in is kept; absent: as long as the town says. */
  readonly keptFor?: Term;
  /** Something that was stored in an earlier shape, as an item; undefined when it is one already. */
  readonly earlierItem?: (row: Contribution) => ItemState | undefined;
  /** How events in the history of an item are called today. */
  readonly earlierEvents?: Readonly<Record<string, string>>;
  /** The name that its items are listed under, when others were before it ran on the kernel. */
  readonly listedUnder?: (item: ItemState) => string;
  /** What became of it in the process, for whoever brought it in. */
  readonly itemStands?: (s: At, item: One) => readonly Message[];
  /**
   * The process after something in it was shown, taken away, masked or taken back; with what its history says of that.
   * Undefined when it is as it was. @param item as it becomes
   */
  readonly itemChanged?: (
    s: At,
    item: One,
  ) =>
    | { readonly change: Partial<S>; readonly event: string }
    | { readonly needs: readonly Need[] }
    | undefined;
}
