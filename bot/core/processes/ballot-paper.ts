import type { Localized } from "../model/message.ts";

/**
 * What a voter can choose from, and how. An option keeps its number `n`, whatever is refused or merged: it is the same on
 * the ballot, for a youth worker and in the result.
 */
export interface BallotPaper {
  readonly is: "one" | "votes" | "approval" | "ranking" | "points" | "knapsack";
  readonly options: readonly { readonly n: number; readonly words: Localized; readonly cost?: number }[];
  /** Votes or points for each voter. */
  readonly votes?: number;
  /** In cents: what she can spend. */
  readonly budget?: number;
}
