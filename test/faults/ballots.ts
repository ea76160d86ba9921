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

/** What a resident last saw on her ballot. */
export interface Choice {
  /** Items that were on it, of those that she is sure of. */
  readonly chosen: ReadonlySet<number>;
  /** Items whose last press got no answer: either can be true. */
  readonly unsure: ReadonlySet<number>;
  /** What she saw before she erased herself: it counts until she votes again, and then all of it is replaced. */
  readonly earlier?: Choice;
}

export const nothingChosen: Choice = { chosen: new Set(), unsure: new Set() };

/** She presses the button of an item, and has not seen yet what came of it. */
export function pressing(before: Choice, item: number): Choice {
  return {
    ...before,
    chosen: new Set([...before.chosen].filter((one) => one !== item)),
    unsure: new Set([...before.unsure, item]),
  };
}

/** She sees that her vote for this item counts, or that it was taken back. */
export function saw({ chosen, unsure }: Choice, item: number, counts: boolean): Choice {
  const others = [...chosen].filter((one) => one !== item);
  return {
    chosen: new Set(counts ? [...others, item] : others),
    unsure: new Set([...unsure].filter((one) => one !== item)),
  };
}

/** She has herself erased: her ballot stays, and is not shown as hers any more. */
export function erasedAfter(before: Choice): Choice {
  return { ...nothingChosen, earlier: before };
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
  const wrong: string[] = [];
  const lost: string[] = [];
  const known = new Set<string>();
  for (const [chat, choice] of choices) {
    const [voter] = tokens.of({ channel: "telegram", chat }, VOTE);
    known.add(voter);
    const ballot = byVoter.get(voter);
    if (!isAsSeen(choice, ballot?.choices ?? [])) (ballot ? wrong : lost).push(chat);
  }
  return {
    voters: ballots.filter((one) => one.choices.length > 0).length,
    wrong,
    lost,
    strange: ballots.filter((one) => !known.has(one.voter)).length,
    countHolds: sameCount(readCount(tallies), ballots.reduce(counted, noVotes)),
  };
}

/** Whether a ballot that holds these items can be hers. */
function isAsSeen({ chosen, unsure, earlier }: Choice, items: readonly number[]): boolean {
  const fits = ITEMS.every((item) => unsure.has(item) || chosen.has(item) === items.includes(item));
  // Until she has seen a vote of hers again, it is the earlier one, unless a press came through that she never saw.
  return earlier ? isAsSeen(earlier, items) || (unsure.size > 0 && fits) : fits;
}
