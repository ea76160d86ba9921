/**
 * A lifecycle is a table: what takes a process or a contribution from one state to the next, and who does that. Each
 * instrument has its own in a file of this name (`bot/instruments/issue/lifecycle.ts`). Anything that is not in the table
 * is refused.
 */

/** One row of the table. */
export interface Transition<State extends string, Who extends string> {
  /** The state, or each of the states, in which it can happen. */
  readonly from: State | readonly State[];
  readonly to: State;
  readonly by: readonly Who[];
}

/** The rows by the name of what happens. */
export type Transitions<State extends string, Who extends string> = Readonly<
  Record<string, Transition<State, Who>>
>;
