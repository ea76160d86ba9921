import type { AnyKind, Standing } from "./kind.ts";
import { isFrom, rowOf, stateIs } from "./rows.ts";
import { movedTo } from "./stage.ts";

/**
 * While everybody is being told how it ended, somebody can already take it out of that end: the button for it stands below
 * that very message. Whatever would leave it ended has to wait until everybody has heard.
 */
export function asEnded({ table }: AnyKind, name: string, standing: Standing): Standing {
  const { closing, ...state } = standing.state;
  const step = rowOf(table, name);
  if (!closing || !step || !isFrom(table, step, closing.to)) return standing;
  const { to } = step;
  if (typeof to !== "string" || to === "back" || to === "next" || stateIs(table, to) === "over")
    return standing;
  return { ...standing, state: movedTo(state, closing.to, standing.context.now) };
}
