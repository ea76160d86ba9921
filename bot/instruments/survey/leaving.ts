import { needs } from "../../core/decide.ts";
import type { Left } from "../../core/instrument.ts";
import type { Process } from "../../core/process.ts";
import type { Lane } from "../../core/resident.ts";
import type { Context, Need } from "../../core/turn.ts";

/**
 * She has herself erased: her answers are emptied where they lie. While the survey is open the results become without
 * her; what was counted at the close stays as it was.
 */
export function leaves(
  process: Process,
  _lane: Lane,
  context: Context,
): Left | { readonly needs: readonly Need[] } | undefined {
  const seen = context.seen.responses?.[process.id];
  if (!seen) return needs({ see: "response", process: process.id });
  if (!seen.response) return undefined;
  const { age: _age, neighbourhood: _area, aside: _aside, notes: _notes, ...rest } = seen.response;
  return { responses: [{ ...rest, answers: {}, done: false, at: context.now }], entries: [], effects: [] };
}
