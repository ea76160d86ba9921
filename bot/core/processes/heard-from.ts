import { needs } from "../decision.ts";
import type { Decision } from "../turn.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { rowsIn } from "./rows.ts";
import { dayIn, morningOf } from "./terms.ts";

/**
 * Whoever brings something in, supports it, gives a reason, votes or answers breaks a silence, though the process itself
 * does not change. It is noted to the day, so that nothing leads from it to who did, the process is written once a day
 * at most, and never where no row waits for a silence.
 */
export function heardFrom(
  { table }: AnyKind,
  turn: Decision,
  { process, state, context }: Standing,
): Decision {
  const today = dayIn(context.now);
  if ("needs" in turn || turn.processes || !(turn.contributions ?? turn.ballots)?.length) return turn;
  if (dayIn(state.active) >= today || !rowsIn(table, state.at).some(([, { due }]) => due && "silent" in due))
    return turn;
  if (!context.seen.fresh.includes(process.id)) return needs({ see: "process", id: process.id });
  return { ...turn, processes: [{ ...process, state: { ...state, active: morningOf(today) } }] };
}
