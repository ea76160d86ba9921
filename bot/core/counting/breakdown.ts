import type { Participant } from "../model/audience.ts";

/**
 * Who took part, as totals by age and by neighbourhood: only of people who allow it to be counted, and never in such
 * detail that one could tell who they are.
 */
export interface Makeup {
  /** Everybody, including those who do not want to be counted in a group. */
  readonly total: number;
  readonly ages: Readonly<Record<string, number>>;
  readonly neighbourhoods: Readonly<Record<string, number>>;
}

export const nobody: Makeup = { total: 0, ages: {}, neighbourhoods: {} };

export function withOne(sum: Makeup, { age, neighbourhood }: Participant): Makeup {
  return {
    total: sum.total + 1,
    ages: more(sum.ages, age),
    neighbourhoods: more(sum.neighbourhoods, neighbourhood),
  };
}

function more(counts: Readonly<Record<string, number>>, key: string | undefined): Record<string, number> {
  return key === undefined ? { ...counts } : { ...counts, [key]: (counts[key] ?? 0) + 1 };
}
