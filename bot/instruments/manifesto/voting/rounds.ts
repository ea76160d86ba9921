import { inSecondRound } from "../../../core/counting/ballot.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Agreement, Item, Manifesto } from "../state.ts";

/**
 * One vote, or two: after the first round what got the fewest votes drops out, and everybody votes anew over the rest.
 * How many go on is said before anybody votes.
 */

/** Under this name the ballots are kept of the round that is open, or was the last. */
export function ballotsOf({ id }: Pick<Process, "id">, { round }: Pick<Manifesto, "round">): string {
  return round === 2 ? inSecondRound(id) : id;
}

/** What can be voted on now. */
export function inTheRace({ items = [] }: Pick<Manifesto, "items">): Item[] {
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

/** @returns undefined when this is no button of a vote */
export function voteStep(
  step: string,
): { readonly what: keyof typeof steps; readonly round: 1 | 2 } | undefined {
  for (const what of ["show", "vote"] as const)
    for (const [at, one] of steps[what].entries()) if (one === step) return { what, round: at === 1 ? 2 : 1 };
  return undefined;
}
