import { LEAST_SHOWN, leastTold, mayBeShown, type ShownCount } from "../disclosure/disclosure.ts";

/**
 * Who took part, held against who lives in the town. What is told about a group is told about all of it, never about
 * a person, and about a group of fewer than `LEAST_SHOWN` people only that it is so small.
 */

/** People by age and neighbourhood together: “16_17|dijkzicht” → how many. */
export type Groups = Readonly<Record<string, number>>;

/** One neighbourhood, or one age, of those that somebody lives in or has. */
export interface Heard {
  readonly key: string;
  /** Its share of the population, above 0 and at most 1. */
  readonly population: number;
  readonly heard: Telling;
}

export type Telling =
  /** Its share of the participants divided by its share of the population: 1 as often as in the town, 0.5 half so often. */
  | { readonly is: "ratio"; readonly ratio: number }
  /** Fewer than `LEAST_SHOWN` people, perhaps nobody; `atMost` is the ratio there would be with one less than that. */
  | { readonly is: "few"; readonly atMost: number }
  /** Not told, because the number of a smaller group could be worked out from it. */
  | { readonly is: "hidden" };

export interface Representation {
  /** From 0, nobody who takes part is of a group that lives in the town, to 1, the same make-up as the town. */
  readonly index: number;
  /** So many participants it is worked out from: of whom age and neighbourhood are both known. At least `LEAST_SHOWN`. */
  readonly known: ShownCount;
  /** So many who did not say, or do not want to be counted in a group. To be told with every figure here. */
  readonly unknown: number;
  /** In the order in which the population names them. */
  readonly neighbourhoods: readonly Heard[];
  readonly ages: readonly Heard[];
}

/**
 * How much the participants are like the town: 1 − ½·Σ|p − q| over all groups, in which p is the share of a group among
 * the participants whose group is known and q its share of the population. This is 1 less the index of dissimilarity
 * (O.D. Duncan and B. Duncan, “A methodological analysis of segregation indexes”, American Sociological Review 20,
 * 1955): the part of the participants who need not be somebody else. A group that lives nowhere in the town according to
 * `population` counts with q = 0.
 *
 * Work it out once, when everybody has been heard: between two moments one could read who came in between.
 *
 * @param participants those of whom both are known, by group
 * @param total all participants, also of whom nothing is known
 * @param population inhabitants by the same groups; only the shares matter
 * @returns undefined when fewer than `LEAST_SHOWN` are known, or nobody lives in the town: no guess is told
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
    // Rounding of the machine may not lead out of the scale.
    index: Math.min(1, Math.max(0, 1 - sum(apart) / 2)),
    known,
    unknown: Math.max(0, total - known),
    neighbourhoods: heardBy(neighbourhoodOf, participants, population),
    ages: heardBy(ageOf, participants, population),
  };
}

/**
 * Heard too little is who takes part less than four fifths as often as she lives in the town. The measure is borrowed
 * from the four-fifths rule of the Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D, 1978).
 */
const HEARD_ENOUGH = 0.8;

/**
 * Those of these groups that are heard too little, the least heard first. A group of “few” is among them only when
 * it would be so with the most people it can have, so that being in this list tells nothing about its number.
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
    // One division, so that four fifths is four fifths.
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

function ageOf(group: string): string {
  return group.slice(0, group.indexOf("|"));
}

function neighbourhoodOf(group: string): string {
  return group.slice(group.indexOf("|") + 1);
}

function numberOf(groups: Groups, group: string): number {
  return Object.hasOwn(groups, group) ? (groups[group] ?? 0) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0);
}
