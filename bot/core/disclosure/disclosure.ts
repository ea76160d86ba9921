/**
 * Disclosure control: what may be told of people so that nobody can be pointed out. Every figure about people that
 * leaves the town goes by the rules here. The terms are those of Hundepool and others, “Statistical Disclosure
 * Control”, 2012, chapter 4.
 */

declare const counted: unique symbol;

/** A number in which no people are counted, or that whoever reads it typed herself: of questions, places and limits. */
export type PlainNumber = number & { readonly [counted]: false };

export function plain(number: number): PlainNumber {
  // The brand is only for the compiler.
  return number as PlainNumber;
}

/** Of fewer people than this one could tell who they are. */
export const LEAST_SHOWN = plain(10);

declare const shown: unique symbol;

/** A number of people that may be told. Only the rules here make one; texts about people take no other. */
export type ShownCount = number & { readonly [shown]: true };

/** @param least more than `LEAST_SHOWN` where one person counts several times */
export function mayBeShown(count: number, least: number = LEAST_SHOWN): count is ShownCount {
  return count >= Math.max(least, LEAST_SHOWN);
}

/**
 * How many of people of whom may be told did this, or what was worked out from their answers (a share, a mean). It may be
 * few of them: whose choice it was follows from no trait that is told (docs/adr/0005-figures-in-steps.md).
 * @param whole everybody whom the number is about
 */
export function amongShown(number: number, whole: ShownCount): ShownCount {
  // Only the compiler asks for `whole`: without it the number would be of nobody who may be told of.
  return (whole >= LEAST_SHOWN ? number : 0) as ShownCount;
}

/** Rounded down to whole tens; undefined when there are none. For what is still being counted. */
export function wholeTens(count: number): ShownCount | undefined {
  const tens = count - (count % LEAST_SHOWN);
  return mayBeShown(tens) ? tens : undefined;
}

export interface Cells {
  /** The largest first. */
  readonly shown: readonly (readonly [key: string, count: ShownCount])[];
  /** So many in groups that are not shown apart. 0, or at least `LEAST_SHOWN`. */
  readonly together: number;
  /** Who did not say, or does not want to be counted. */
  readonly unknown: number;
}

/**
 * What of these counts may be shown, when their sum is known too. A cell under `LEAST_SHOWN` is hidden, with the smallest
 * of the others, until each hidden one may have anything from nobody to one less than `LEAST_SHOWN` for all that follows
 * from the sum and from what is shown.
 *
 * @param counts by group; who is in none of them is `total` less their sum
 * @returns undefined when too few are known to show anything
 */
export function cells(counts: Readonly<Record<string, number>>, total: number): Cells | undefined {
  const list = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([a, most], [b, least]) => least - most || a.localeCompare(b));
  const known = list.reduce((sum, [, count]) => sum + count, 0);
  if (known < LEAST_SHOWN) return undefined;
  const least = leastTold(
    list.map(([, count]) => count),
    known,
  );
  const shown = list.filter(
    (one): one is [string, ShownCount] => least !== undefined && mayBeShown(one[1], least),
  );
  const told = shown.reduce((sum, [, count]) => sum + count, 0);
  return { shown, together: known - told, unknown: total - known };
}

/**
 * From how many people on a group is told. The smallest of the others are hidden with those under `LEAST_SHOWN`,
 * until each small group may have anything from nobody to one less than that, for all that can be
 * worked out from `known`, from what is told and from what is only said to be hidden. (Groups of the same size
 * are hidden together, so that the order of names decides nothing.)
 *
 * @returns undefined when nothing would be enough: then nothing may be told of any group, not even that it is small
 */
export function leastTold(counts: readonly number[], known: number): number | undefined {
  const few = counts.filter((count) => count < LEAST_SHOWN).length;
  if (few === 0) return LEAST_SHOWN;
  const enough = [...new Set(counts.filter((count) => count >= LEAST_SHOWN))].toSorted((a, b) => a - b);
  return [...enough, Number.POSITIVE_INFINITY].find((least) => {
    const hidden = counts.filter((count) => count >= LEAST_SHOWN && count < least).length;
    const rest = known - sum(counts.filter((count) => count >= least));
    const mayBeMost = rest - LEAST_SHOWN * hidden >= LEAST_SHOWN;
    // Nobody in one of them, and as many as there can be in all others that are not told.
    const mayBeNobody = rest <= (LEAST_SHOWN - 1) * (few - 1) + (hidden === 0 ? 0 : hidden * (least - 1));
    return mayBeMost && mayBeNobody;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0);
}
