import { shownNumber } from "../model/contribution.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import { recorded, type Who } from "./record.ts";

/**
 * What changes in a process, by its own code, when something in it is shown, taken away, masked or taken back; what has
 * to be read first; undefined when nothing does. @param item as it becomes
 */
export function besideItem(kind: AnyKind, standing: Standing, item: Item, { actor }: Pick<Who, "actor">) {
  const found = kind.itemChanged?.(standing, item);
  if (!found || "needs" in found) return found;
  const { state, context } = standing;
  const next = { ...state, ...found.change, active: context.now };
  return recorded(kind, standing, next, found.event, { actor, why: shownNumber(item.row.id) });
}
