import type { AnyKind, Standing } from "./kind.ts";
import { rowOf, some } from "./rows.ts";

/** Those who made it, or changed it since a colleague approved it last: they may not approve it themselves. */
export function changedSinceApproved(
  { table }: AnyKind,
  { process, state }: Pick<Standing, "process" | "state">,
): ReadonlySet<string> {
  const isApproval = (row: string) => {
    const step = rowOf(table, row);
    return [...some(step?.by), ...some(step?.agreed)].includes("colleague");
  };
  const approved = Object.entries(state.taken)
    .filter(([row]) => isApproval(row))
    .map(([, on]) => on)
    .toSorted()
    .at(-1);
  const changed = Object.entries(state.filled).flatMap(([row, { by, on }]) =>
    by !== undefined && !isApproval(row) && (approved === undefined || on > approved) ? [by] : [],
  );
  return new Set([process.organiser, ...changed]);
}
