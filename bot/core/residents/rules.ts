import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import type { Context, Decision } from "../turn.ts";

/**
 * Rules in the order in which they are tried: the first that fits decides. The order is the meaning. A rule therefore
 * takes for granted that none of those before it fitted.
 */

/** What a rule looks at: what a resident just did, and how things stand with her. */
export interface Situation<Input extends ResidentInput = ResidentInput> {
  readonly input: Input;
  /** Her lane as this input leaves it. */
  readonly lane: Lane;
  readonly context: Context;
  readonly instruments: readonly ResidentSide[];
}

export interface Rule<In extends Situation = Situation> {
  /** What it is about, as the documentation and the tests call it. */
  readonly name: string;
  /** What follows; undefined when the rule does not fit. */
  readonly decides: (situation: In) => Decision | undefined;
}

/**
 * @throws Error when none fits: the last rule of a list has to fit everything
 */
export function decideBy<In extends Situation>(rules: readonly Rule<In>[], situation: In): Decision {
  for (const { decides } of rules) {
    const decision = decides(situation);
    if (decision) return decision;
  }
  throw new Error(`no rule decides about an input that is "${situation.input.type}"`);
}
