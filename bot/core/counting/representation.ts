import { LEAST_SHOWN, leastTold, mayBeShown, type ShownCount } from "../disclosure/disclosure.ts";
import { readGroup } from "../model/groups.ts";

/**
 * The participants compared with the town's population. Whatever is told about a group is about all of it, never about
 * one person; about a group of fewer than `LEAST_SHOWN` people only its smallness is told.
 */

/** The number of people by age and neighbourhood combined: “16_17|dijkzicht” → how many. */
export type Groups = Readonly<Record<string, number>>;

/** How well one neighbourhood, or one age, is represented. */
export interface Heard {
  readonly key: string;
  /** Its share of the population, above 0 and at most 1. */
  readonly population: number;
  readonly heard: Telling;
}

export type Telling =
  /**
   * Its share of the participants divided by its share of the population: 1 as often as in the town, 0.5 half as often.
   */
  | { readonly is: "ratio"; readonly ratio: number }
  /** Fewer than `LEAST_SHOWN` people, perhaps nobody; `atMost` is the ratio if there were one fewer than that. */
  | { readonly is: "few"; readonly atMost: number }
  /** Not told, because the number of a smaller group could be worked out from it. */
  | { readonly is: "hidden" };

export interface Representation {
  /** From 0, no participant belongs to a group that lives in the town, to 1, the same composition as the town. */
  readonly index: number;
  /** The number of participants it is based on: those of known age and neighbourhood. At least `LEAST_SHOWN`. */
  readonly known: ShownCount;
  /** The number who did not say, or do not want to be counted in a group. To be told along with every figure here. */
  readonly unknown: number;
  /** In the order in which the population lists them. */
  readonly neighbourhoods: readonly Heard[];
  readonly ages: readonly Heard[];
}

/**
 * How closely the participants resemble the town: 1 − ½·Σ|p − q| over all groups, where p is the share of a group among
 * the participants whose group is known and q its share of the population. This is 1 minus the index of dissimilarity
 * (O.D. Duncan and B. Duncan, “A methodological analysis of segregation indexes”, American Sociological Review 20,
 * 1955): the share of participants who would not have to be replaced. A group that lives nowhere in the town according
 * to `population` counts with q = 0.
 *
 * Compute it once, when everybody has been heard: two results at different moments would reveal who came in between.
 *
 * @param participants those for whom both are known, by group
 * @param total all participants, including those about whom nothing is known
 * @param population inhabitants by the same groups; only the shares matter
 * @returns undefined when fewer than `LEAST_SHOWN` are known, or nobody lives in the town: we do not guess
 */
export function representation(
  participants: Groups,
  total: number,
  population: Groups,
): Representation | undefined {
  const known = sum(Object.values(participants));
  const inhabitants = sum(Object.values(population));
  if (!mayBeShown(known) || inhabitants <= 0) return undefined;
  const groups = new Set([...Object.keys(population), ...Object.keys(participants)]);
  const apart = [...groups].map((group) =>
    Math.abs(numberOf(participants, group) / known - numberOf(population, group) / inhabitants),
  );
  return {
    // Rounding errors must not leave the scale.
    index: Math.min(1, Math.max(0, 1 - sum(apart) / 2)),
    known,
    unknown: Math.max(0, total - known),
    neighbourhoods: heardBy((group) => readGroup(group).neighbourhood, participants, population),
    ages: heardBy((group) => readGroup(group).age, participants, population),
  };
}

/**
 * A group is under-represented when it takes part less than four fifths as often as it lives in the town. The measure
 * is borrowed from the four-fifths rule of the Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D,
 * 1978).
 */
const HEARD_ENOUGH = 0.8;

/**
 * The under-represented groups among these, the least heard first. A group of “few” is listed only if it would be even
 * with the most people it can have, so that being listed says nothing about its number.
 */
export function underheard(groups: readonly Heard[]): readonly Heard[] {
  return groups
    .filter(({ heard }) => most(heard) < HEARD_ENOUGH)
    .toSorted((one, other) => most(one.heard) - most(other.heard) || other.population - one.population);
}

function most(heard: Telling): number {
  switch (heard.is) {
    case "ratio":
      return heard.ratio;
    case "few":
      return heard.atMost;
    case "hidden":
      return Number.POSITIVE_INFINITY;
  }
}

function heardBy(of: (group: string) => string, participants: Groups, population: Groups): readonly Heard[] {
  const here = together(of, participants);
  const living = [...together(of, population)].filter(([, count]) => count > 0);
  const known = sum([...here.values()]);
  const inhabitants = sum(living.map(([, count]) => count));
  const counts = living.map(([key]) => here.get(key) ?? 0);
  const least = leastTold(counts, known);
  return living.map(([key, people]): Heard => {
    const count = here.get(key) ?? 0;
    // A single division, so that four fifths is exactly four fifths.
    const ratio = (of: number) => (of * inhabitants) / (known * people);
    return {
      key,
      population: people / inhabitants,
      heard:
        least !== undefined && count >= least
          ? { is: "ratio", ratio: ratio(count) }
          : least !== undefined && count < LEAST_SHOWN
            ? { is: "few", atMost: ratio(LEAST_SHOWN - 1) }
            : { is: "hidden" },
    };
  });
}

function together(of: (group: string) => string, groups: Groups): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [group, count] of Object.entries(groups))
    sums.set(of(group), (sums.get(of(group)) ?? 0) + count);
  return sums;
}

function numberOf(groups: Groups, group: string): number {
  return Object.hasOwn(groups, group) ? (groups[group] ?? 0) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0);
}
