import type { Message } from "../model/message.ts";
import type { AnyKind, Row, Standing } from "./kind.ts";
import { rowsOf, some } from "./rows.ts";
import { toldScreen } from "./telling.ts";

/**
 * What came of a process so far, as everybody was told: results, answers and how it ended, in the order in which they
 * came. So nobody has to have been there on the day.
 */
export function outcomeOf(kind: AnyKind, standing: Standing): readonly Message[] {
  const { taken, filled } = standing.state;
  return Object.entries(rowsOf(kind.table))
    .map(([name, step]): Row => ({ name, step }))
    .filter((row) => taken[row.name] !== undefined && isOutcome(row))
    .toSorted((a, b) => (taken[a.name] ?? "").localeCompare(taken[b.name] ?? ""))
    .flatMap(
      (row) =>
        toldScreen(kind, { row, standing, filled: filled[row.name]?.values ?? {} }, "participants").lines,
    );
}

/** Everybody who took part was told, and it says how it came out. Item by item it stands with the item. */
function isOutcome({ name, step }: Row): boolean {
  const toAll = some(step.tells).some((to) => to === "participants" || to === "public");
  const says = step.counts !== undefined || step.answers === true || name === "forceEnd";
  return toAll && says && step.forEach === undefined;
}
