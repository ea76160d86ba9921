import type { Localized } from "../../bot/core/model/message.ts";

/** What residents of a run saw of their votes in polls, and what follows from it. */

/** What can be chosen, in the order of the form. */
export const OPTIONS: readonly Localized[] = [
  { nl: "Een bankje", en: "A bench" },
  { nl: "Een boom", en: "A tree" },
  { nl: "Een fontein", en: "A fountain" },
];

/** A poll as its organiser knows it. */
export interface Poll {
  readonly id: string;
  readonly title: Localized;
  /** A word that stands in her answer and nowhere else. */
  readonly word: string;
}

/** What a resident last saw of her vote in one poll. */
export interface Vote {
  /** The number of her option, once she saw that it counts. */
  readonly last?: number;
  /** Options that she pressed since and saw nothing of: each can be what counts. */
  readonly perhaps: ReadonlySet<number>;
  /** Before she erased herself: it counts until she votes again. */
  readonly earlier?: Vote;
  /** She heard that she was erased; without that she may be, or not. */
  readonly erased?: "surely" | "perhaps";
  /** She was erased after the count: what she had voted was counted, and she had heard so. */
  readonly late?: true;
}

export const noVote: Vote = { perhaps: new Set() };

/** She presses an option, and has not seen yet what came of it. */
export function pressing(before: Vote, n: number): Vote {
  return { ...before, perhaps: new Set([...before.perhaps, n]) };
}

/** She sees that this option is her vote now. */
export function saw(n: number): Vote {
  return { last: n, perhaps: new Set() };
}

/** She has herself erased. @param sure she heard that it is done @param isCounted the poll was counted before that */
export function erasedAfter(before: Vote, sure: boolean, isCounted: boolean): Vote {
  const earlier = before.erased === "perhaps" ? (before.earlier ?? before) : before;
  return {
    perhaps: new Set(),
    earlier,
    erased: sure ? "surely" : "perhaps",
    ...(isCounted && { late: true }),
  };
}

/** Whether a ballot with this option, or without any, can be hers. */
export function canBe({ last, perhaps, earlier }: Vote, n: number | undefined): boolean {
  if (n !== undefined && perhaps.has(n)) return true;
  return earlier && last === undefined ? canBe(earlier, n) : n === last;
}

/** How often she has to hear of what everybody who takes part hears: always, never, or either. */
export function hears(vote: Vote | undefined, what: "result" | "answer"): "once" | "never" | "perhaps" {
  if (!vote) return "never";
  if (vote.late && vote.earlier && what === "result") return hears(vote.earlier, what);
  if (vote.last !== undefined) return "once";
  if (vote.perhaps.size > 0 || vote.erased === "perhaps") return "perhaps";
  return "never";
}
