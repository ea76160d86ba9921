import type { Lifecycle, Step } from "../../../../bot/core/processes/lifecycle.ts";
import { leadsTo, rowsIn, rowsOf, some, stateIs } from "../../../../bot/core/processes/rows.ts";
import type { Wishes } from "./filling.ts";

/** A table as a map: which row leads where, and the shortest way from one state to another. */

/** One arrow: a row, where it leads, and what has to be chosen for that. */
export interface Arrow {
  readonly row: string;
  readonly step: Step;
  readonly from: string;
  readonly to: string;
  readonly wishes: Wishes;
}

/** The arrows from a state. "back" leads where it came from, which only somebody on the way knows. */
export function arrowsFrom(table: Lifecycle, at: string, way: readonly string[]): readonly Arrow[] {
  return rowsIn(table, at).flatMap(([row, step]): readonly Arrow[] => {
    const { to } = step;
    if (typeof to === "object")
      return Object.entries(to.of).map(([option, target]) => ({
        row,
        step,
        from: at,
        to: target,
        wishes: { [to.by]: option },
      }));
    return leadsTo(step, at).map((target) => ({
      row,
      step,
      from: at,
      to: target === "back" ? (way.at(-1) ?? at) : target === "next" ? at : target,
      wishes: {},
    }));
  });
}

/**
 * The first arrow of the shortest way from a state to one that fits.
 * @returns undefined when it is there already, or none can be reached
 */
export function towards(
  table: Lifecycle,
  start: string,
  way: readonly string[],
  fits: (at: string) => boolean,
  usable: (arrow: Arrow) => boolean,
): Arrow | undefined {
  const seen = new Set([start]);
  let edge: { readonly at: string; readonly first?: Arrow }[] = [{ at: start }];
  while (edge.length > 0) {
    const next: typeof edge = [];
    for (const { at, first } of edge)
      for (const arrow of arrowsFrom(table, at, at === start ? way : [])) {
        if (seen.has(arrow.to) || !usable(arrow)) continue;
        const begin = first ?? arrow;
        if (fits(arrow.to)) return begin;
        seen.add(arrow.to);
        next.push({ at: arrow.to, first: begin });
      }
    edge = next;
  }
  return undefined;
}

/** The name of an arrow: its row, and which of its choices. */
export function nameOf({ row, wishes }: Pick<Arrow, "row" | "wishes">): string {
  const [choice] = Object.values(wishes);
  return choice === undefined ? row : `${row}: ${choice}`;
}

/** Everything that can be taken in a table, but for the row that begins it: each row, and each choice that leads on. */
export function arrowsToTake(table: Lifecycle): readonly string[] {
  return Object.entries(rowsOf(table))
    .filter(([, { from }]) => !some(from).includes("new"))
    .flatMap(([row, { to }]) =>
      typeof to === "object"
        ? Object.keys(to.of).map((option) => nameOf({ row, wishes: { [to.by]: option } }))
        : [row],
    );
}

/** The states in which something still has to happen. */
export function statesOf({ states: { hidden = [], open = [], paused = [] } }: Lifecycle): readonly string[] {
  return [...hidden, ...open, ...paused];
}

export function isOver(table: Lifecycle, at: string): boolean {
  return stateIs(table, at) === "over";
}
