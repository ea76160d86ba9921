import { use } from "../../ops/use.ts";

/**
 * A full day of a large town. All of it is invented, because no town of this size uses the software: each number gives
 * its reason, and can be changed and played again. What an action costs is not invented but measured (costs.ts).
 */

export interface Plan {
  readonly residents: number;
  /** Contributions that day. */
  readonly reports: number;
  /** Residents to whom one piece of news goes. */
  readonly news: number;
  /** When it is sent, in hours. */
  readonly newsAt: number;
  readonly voters: number;
  /** When the vote opens, in hours. */
  readonly voteAt: number;
  readonly votesEach: number;
  readonly respondents: number;
  readonly answersEach: number;
  /** Hours in which officials answer. */
  readonly office: { readonly from: number; readonly until: number };
}

export function busyDay(residents: number): Plan {
  return {
    residents,
    // Ten ordinary days in one: the day after a storm. ops/use.ts says what an ordinary month has.
    reports: Math.round(((residents * use.reportsPerResident) / 30) * 10),
    news: residents * use.taking,
    newsAt: 10,
    // As many as get the news, all on the first day.
    voters: residents / 10,
    voteAt: 19,
    votesEach: 6,
    respondents: residents / 50,
    answersEach: 7,
    office: { from: 9, until: 17 },
  };
}

/**
 * What share of a day's acts falls into each hour, from midnight on, in thousandths. Invented, in the shape that
 * messaging has everywhere: hardly anybody at night, a rise at breakfast, a little more at lunch, most in the evening.
 */
export const BY_THE_HOUR = [
  8, 4, 3, 2, 3, 8, 20, 42, 55, 52, 50, 52, 60, 52, 48, 50, 56, 64, 70, 82, 88, 70, 40, 21,
] as const;

/**
 * How soon people act on what everybody is told at one moment, such as the opening of a vote: half of them within the
 * first hours, each a random (exponential) time after it; the others whenever they would have written anyway.
 */
export const PROMPTED = { share: 0.5, withinSeconds: 3600 };

/** Seconds between the taps of one person. Invented: as in bench/load.ts, a little slower. */
export const BETWEEN_TAPS = 4;
