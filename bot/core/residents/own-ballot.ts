import type { Ballot } from "../counting/ballot.ts";
import { needs } from "../decision.ts";
import type { Lane } from "../model/lane.ts";
import type { Process } from "../model/process.ts";
import type { Need } from "../needs.ts";
import type { Context } from "../turn.ts";

/** What somebody has voted, as she sees it. */
export interface OwnBallot {
  /** The ballot her vote changes; empty when the stored one is not shown as hers. */
  readonly ballot: Ballot;
  /** What came from this chat before its owner erased herself: it counts until she votes, and her vote replaces it. */
  readonly earlier?: Ballot;
}

/**
 * The ballot of the resident who acts. A ballot is found by the chat, so that nobody votes twice, even after an
 * erasure; whether it is shown as hers depends on its life: a keyed hash of the random id that she has until she erases
 * herself, which nobody can reproduce after that.
 */
export function ownBallot(
  subject: string,
  { id }: Pick<Process, "id">,
  ranked: boolean,
  lane: Lane,
  context: Context,
): OwnBallot | { readonly needs: readonly Need[] } {
  const mine = context.seen.ballot[subject];
  if (!mine) return needs({ see: "ballot", process: subject });
  const lives = context.lives?.(subject) ?? [];
  const life = { ...(lives[0] !== undefined && { life: lives[0] }) };
  const { voter, ballot } = mine;
  if (!ballot)
    return {
      ballot: { row: "ballot", process: subject, voter, version: 0, choices: [], ranked, ...life },
    };
  // For ballots cast before this was stored, we only know whether she has taken part since she came in.
  const isHers =
    ballot.life === undefined ? lane.takesPart?.includes(id) === true : lives.includes(ballot.life);
  if (isHers) return { ballot: { ...ballot, ...life } };
  const hidden: Ballot = { ...ballot, choices: [], ...life };
  return ballot.choices.length > 0 ? { ballot: hidden, earlier: ballot } : { ballot: hidden };
}
