import { inVote } from "../counting/ballot.ts";
import type { BallotPaper } from "./ballot-paper.ts";
import type { AnyKind, Standing } from "./kind.ts";
import type { Stage } from "./stage.ts";

/** A process can have several votes, one after the other: each has ballots of its own. */

/** How many were counted. */
export function votesCounted({ votes, counted = {} }: Stage): number {
  return votes ?? Object.keys(counted).length;
}

/** The name under which the ballots stand of the vote that runs, or is about to be counted. */
export function votedOn({ process, state }: Pick<Standing, "process" | "state">): string {
  const before = votesCounted(state);
  return before === 0 ? process.id : inVote(process.id, before + 1);
}

/** What can be voted on, once all that it takes was read. */
export function seenPaper(kind: AnyKind, standing: Standing): BallotPaper | undefined {
  const paper = kind.ballot?.(standing);
  return paper && "needs" in paper ? undefined : paper;
}
