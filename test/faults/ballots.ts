import type { Instant } from "../../bot/core/calendar/time.ts";
import { counted, noVotes, sameCount } from "../../bot/core/counting/ballot.ts";
import type { Process } from "../../bot/core/model/process.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { VoterTokens } from "../../bot/ports/secrecy.ts";
import type { Image } from "../../bot/store/item-codec.ts";
import { readCount } from "../../bot/store/tallies.ts";
import { voteProcess } from "../instruments/manifesto/people.ts";

/** The vote that is open while everything fails, and what the table holds of it afterwards. */

/** Three items, at most three votes, open for everybody from 16 to 27. */
export const VOTE = "P7000001";
export const ITEMS = [1, 2, 3] as const;

/** The code of the link for a facilitator who enters what a group chose. */
export const VOTE_GROUP = "ba9876543210";

/** How a vote comes about is tested elsewhere. */
export const openVote = (now: Instant): Process => voteProcess(VOTE, now, ITEMS.length);

/** What residents last saw on their ballots, by chat. `unsure`: a press got no answer, so either can be true. */
export interface Choice {
  readonly chosen: Set<number>;
  unsure: boolean;
}

/** What became of the ballots. Everything but `voters` has to be empty or true. */
export interface BallotsFound {
  readonly voters: number;
  /** Chats whose ballot does not hold what they last saw. */
  readonly wrong: readonly string[];
  /** Chats that voted and have no ballot. */
  readonly lost: readonly string[];
  /** Ballots that belong to nobody who voted: a second vote. */
  readonly strange: number;
  /** Whether the running count equals that of all ballots, read one by one. */
  readonly countHolds: boolean;
}

/** @param tallies the items of the running count, as stored in the table */
export function findBallots(
  choices: ReadonlyMap<string, Choice>,
  rows: readonly Row[],
  tallies: readonly Image[],
  tokens: VoterTokens,
): BallotsFound {
  const ballots = rows.flatMap((row) => (row.row === "ballot" && row.process === VOTE ? [row] : []));
  const byVoter = new Map(ballots.map((one) => [one.voter, one]));
  const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b).join();
  const wrong: string[] = [];
  const lost: string[] = [];
  const known = new Set<string>();
  for (const [chat, { chosen, unsure }] of choices) {
    const [voter] = tokens.of({ channel: "telegram", chat }, VOTE);
    known.add(voter);
    const ballot = byVoter.get(voter);
    if (!ballot && !unsure && chosen.size > 0) lost.push(chat);
    if (ballot && !unsure && sorted(ballot.choices) !== sorted(chosen)) wrong.push(chat);
  }
  return {
    voters: ballots.filter((one) => one.choices.length > 0).length,
    wrong,
    lost,
    strange: ballots.filter((one) => !known.has(one.voter)).length,
    countHolds: sameCount(readCount(tallies), ballots.reduce(counted, noVotes)),
  };
}
