import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import type { Context, Decision } from "../turn.ts";

/**
 * Ordered rules: the first that applies decides. The order is what gives them their meaning, so a rule takes for
 * granted that none of those before it applied.
 */

/** The situation a rule looks at: what a resident just did, and the state she is in. */
export interface Situation<Input extends ResidentInput = ResidentInput> {
  readonly input: Input;
  /** Her lane as this input leaves it. */
  readonly lane: Lane;
  readonly context: Context;
  readonly instruments: readonly ResidentSide[];
}

export interface Rule<In extends Situation = Situation> {
  /** Its subject, as the documentation and the tests call it. */
  readonly name: string;
  /** The decision; undefined when the rule does not apply. */
  readonly decides: (situation: In) => Decision | undefined;
}

/**
 * Decides by the first rule that applies.
 * @throws Error when none does: the last rule of a list has to apply always
 */
export function decideBy<In extends Situation>(rules: readonly Rule<In>[], situation: In): Decision {
  for (const { decides } of rules) {
    const decision = decides(situation);
    if (decision) return decision;
  }
  throw new Error(`no rule decides about an input that is "${situation.input.type}"`);
}
