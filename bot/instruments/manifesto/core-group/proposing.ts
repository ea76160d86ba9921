import type { Process } from "../../../core/model/process.ts";
import { asksFor } from "../../../core/processes/consent-asking.ts";
import type { Values } from "../../../core/processes/kind.ts";
import { rowOf } from "../../../core/processes/rows.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { manifestoPart } from "../part.ts";
import type { Manifesto } from "../state.ts";

/** Puts a row of the table to the core group, in place of what it was asked before. */
export function puts(
  name: "stopEarly" | "openVote" | "ratify" | "close",
  process: Process,
  manifesto: Manifesto,
  member: string,
  context: Context,
): Turn {
  const step = rowOf(manifestoPart.table, name);
  if (!step) throw new Error(`“${name}” is no row of a manifesto`);
  const standing = { process, state: { ...manifesto, asked: undefined }, context };
  const filled: Values = {};
  const who = { actor: "organiser", official: member } as const;
  return asksFor(manifestoPart, standing, { row: { name, step }, filled, by: member }, who);
}
