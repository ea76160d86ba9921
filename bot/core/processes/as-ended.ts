import type { AnyKind, Standing } from "./kind.ts";
import { isFrom, rowOf } from "./rows.ts";
import { movedTo } from "./stage.ts";

/**
 * While everybody is being told how it ended, what can be done after the end can be done already: the button for it stands
 * below that very message. Any other row has to wait.
 */
export function asEnded({ table }: AnyKind, name: string, standing: Standing): Standing {
  const { closing, ...state } = standing.state;
  const step = rowOf(table, name);
  if (!closing || !step || !isFrom(table, step, closing.to)) return standing;
  return { ...standing, state: movedTo(state, closing.to, standing.context.now) };
}
