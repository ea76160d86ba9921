import type { Need } from "../needs.ts";
import type { Context } from "../turn.ts";
import type { Item } from "./kind.ts";

/** Whoever brought in something that became part of something else hears what becomes of that. */

/** The items that became part of one, whose authors hear what becomes of it; those that are still to be read. */
export function needsOfAuthors({ state }: Item, { seen }: Pick<Context, "seen">): readonly Need[] {
  return (state.holds ?? [])
    .filter((id) => seen.contribution[id] === undefined)
    .map((id) => ({ see: "contribution", id }));
}

/** Everybody who brought in an item, or one that became part of it. */
export function authorsOf({ row, state }: Item, { seen }: Pick<Context, "seen">): readonly string[] {
  const all = [row, ...(state.holds ?? []).map((id) => seen.contribution[id])];
  return all.flatMap((one) => one?.by ?? []);
}
