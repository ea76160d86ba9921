import { inSecondRound } from "../../../core/counting/ballot.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Agreement, Item, Manifesto } from "../state.ts";

/**
 * One round, or two: after the first round the items with the fewest votes drop out, and everybody votes again on the
 * rest. How many go on is announced before anybody votes.
 */

/** The name under which the ballots of the current or last round are stored. */
export function ballotsOf({ id }: Pick<Process, "id">, { round }: Pick<Manifesto, "round">): string {
  return round === 2 ? inSecondRound(id) : id;
}

/** What can be voted on now. */
export function inTheRace({ themes: items = [] }: Pick<Manifesto, "themes">): Item[] {
  return items.filter((one) => !one.dropped);
}

/** How many items go on to the second round: twice as many as come in. */
export function goingOn({ adopt }: Pick<Agreement, "adopt">): number {
  return 2 * adopt;
}

/** The buttons of the two rounds differ, so that one of the first does no harm in the second. */
const steps = { show: ["ballot", "ballot2"], vote: ["vote", "vote2"] } as const;

export function stepOf(what: keyof typeof steps, { round }: Pick<Manifesto, "round">): string {
  return steps[what][round === 2 ? 1 : 0];
}

/** @returns undefined when this is not a voting button */
export function voteStep(
  step: string,
): { readonly what: keyof typeof steps; readonly round: 1 | 2 } | undefined {
  for (const what of ["show", "vote"] as const)
    for (const [at, one] of steps[what].entries()) if (one === step) return { what, round: at === 1 ? 2 : 1 };
  return undefined;
}
