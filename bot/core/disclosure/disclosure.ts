/**
 * Disclosure control: what may be told about people so that nobody can be identified. Every figure about people that
 * leaves the town follows the rules here. The terms are those of Hundepool and others, “Statistical Disclosure
 * Control”, 2012, chapter 4.
 */

declare const counted: unique symbol;

/** A number that counts no people, or that its reader typed herself: of questions, places and limits. */
export type PlainNumber = number & { readonly [counted]: false };

export function plain(number: number): PlainNumber {
  // The brand exists only for the compiler.
  return number as PlainNumber;
}

/** People. Of fewer than this, one could tell who they are (our limit). */
export const LEAST_SHOWN = plain(10);

declare const shown: unique symbol;

/** A number of people that may be told. Only the rules here create one; texts about people accept nothing else. */
export type ShownCount = number & { readonly [shown]: true };

/** @param least more than `LEAST_SHOWN` where one person counts several times */
export function mayBeShown(count: number, least: number = LEAST_SHOWN): count is ShownCount {
  return count >= Math.max(least, LEAST_SHOWN);
}

/**
 * A number within a group that may be told: how many of them did this, or something calculated from their answers (a
 * share, a mean). It may be a small number: no published trait says whose choice it was
 * (docs/adr/0005-figures-in-steps.md).
 * @param whole everybody the number is about
 */
export function amongShown(number: number, whole: ShownCount): ShownCount {
  // Only the compiler needs `whole`: without it the number would not belong to a group that may be told.
  return (whole >= LEAST_SHOWN ? number : 0) as ShownCount;
}

/** The mean of what each of them gave, with one decimal. */
export function meanAmong(sum: number, whole: ShownCount): ShownCount {
  return amongShown(Math.round((10 * sum) / whole) / 10, whole);
}

/** Rounded down to a multiple of ten; undefined below ten. For what is still being counted. */
export function wholeTens(count: number): ShownCount | undefined {
  const tens = count - (count % LEAST_SHOWN);
  return mayBeShown(tens) ? tens : undefined;
}

export interface Cells {
  /** The largest first. */
  readonly shown: readonly (readonly [key: string, count: ShownCount])[];
  /** The number of people in groups that are not shown separately. 0, or at least `LEAST_SHOWN`. */
  readonly together: number;
  /** People who did not say, or do not want to be counted. */
  readonly unknown: number;
}

/**
 * Which of these counts may be shown, when their sum is known as well. A cell under `LEAST_SHOWN` is hidden, together
 * with the smallest of the others, until the sum and the shown cells leave every hidden cell anything from nobody to
 * one fewer than `LEAST_SHOWN`.
 *
 * @param counts by group; people in none of them are `total` minus their sum
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
 * The size from which a group is told. The smallest of the others are hidden along with those under `LEAST_SHOWN`,
 * until each small group could have anything from nobody to one fewer than that, given everything that can be worked
 * out from `known`, from what is told and from what is only said to be hidden. (Groups of the same size are hidden
 * together, so that the order of names decides nothing.)
 *
 * @returns undefined when nothing would be enough: then nothing may be told about any group, not even that it is small
 */
export function leastTold(counts: readonly number[], known: number): number | undefined {
  const few = counts.filter((count) => count < LEAST_SHOWN).length;
  if (few === 0) return LEAST_SHOWN;
  const enough = [...new Set(counts.filter((count) => count >= LEAST_SHOWN))].toSorted((a, b) => a - b);
  return [...enough, Number.POSITIVE_INFINITY].find((least) => {
    const hidden = counts.filter((count) => count >= LEAST_SHOWN && count < least).length;
    const rest = known - sum(counts.filter((count) => count >= least));
    const mayBeMost = rest - LEAST_SHOWN * hidden >= LEAST_SHOWN;
    // Nobody in one of them, and the maximum in all others that are not told.
    const mayBeNobody = rest <= (LEAST_SHOWN - 1) * (few - 1) + (hidden === 0 ? 0 : hidden * (least - 1));
    return mayBeMost && mayBeNobody;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0);
}
