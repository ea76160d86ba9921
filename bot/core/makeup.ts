import type { Participant } from "./audience.ts";

/**
 * Who took part, as totals by age and by neighbourhood: only of those who allow it to be counted, and never so that
 * one could tell who they are.
 */
export interface Makeup {
  /** Everybody, also who does not want to be counted in a group. */
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

/** Of fewer people than this one could tell who they are. */
export const LEAST_SHOWN = 10;

export interface Cells {
  /** The largest first. */
  readonly shown: readonly (readonly [key: string, count: number])[];
  /** So many in groups that are not shown apart. 0, or at least `LEAST_SHOWN`. */
  readonly together: number;
  /** Who did not say, or does not want to be counted. */
  readonly unknown: number;
}

/**
 * Which cells of a table may be shown, when the sums of its rows and columns are known too. Whatever is under
 * `LEAST_SHOWN` is hidden; and as long as one hidden cell stands alone in its row or column, so that it would follow
 * from the sum, the smallest shown one there is hidden with it.
 *
 * @param table rows of equal length
 * @param rest what belongs to a column and stands in no row: with some of it a hidden cell does not follow from the sum
 */
export function shownIn(
  table: readonly (readonly number[])[],
  rest: readonly number[],
): readonly (readonly boolean[])[] {
  const shown = table.map((row) => row.map((count) => count >= LEAST_SHOWN));
  const hideOneMore = (places: readonly (readonly [row: number, column: number])[]): boolean => {
    const open = places.filter(([row, column]) => shown[row]?.[column]);
    if (open.length === places.length || open.length < places.length - 1) return false;
    const [smallest] = open.toSorted(([a, b], [c, d]) => (table[a]?.[b] ?? 0) - (table[c]?.[d] ?? 0));
    const row = smallest && shown[smallest[0]];
    if (!smallest || !row) return false;
    row[smallest[1]] = false;
    return true;
  };
  const columns = rest.map((_, column) => column);
  for (let changed = true; changed; ) {
    changed = false;
    for (const row of table.keys())
      if (hideOneMore(columns.map((column) => [row, column] as const))) changed = true;
    for (const column of columns)
      if ((rest[column] ?? 0) === 0 && hideOneMore([...table.keys()].map((row) => [row, column] as const)))
        changed = true;
  }
  return shown;
}

/**
 * What of these counts may be shown. A cell under `LEAST_SHOWN` is hidden; and as long as it could be worked out from
 * the total, because it is hidden alone or with too few others, the smallest of the shown ones is hidden with it
 * (secondary suppression: Hundepool and others, “Statistical Disclosure Control”, 2012, chapter 4).
 *
 * @returns undefined when too few are known to show anything
 */
export function cells(counts: Readonly<Record<string, number>>, total: number): Cells | undefined {
  const list = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([a, most], [b, least]) => least - most || a.localeCompare(b));
  const known = list.reduce((sum, [, count]) => sum + count, 0);
  if (known < LEAST_SHOWN) return undefined;
  let hidden = list.filter(([, count]) => count < LEAST_SHOWN).length;
  const sumOf = (from: number) => list.slice(from).reduce((sum, [, count]) => sum + count, 0);
  while (hidden > 0 && hidden < list.length && (hidden === 1 || sumOf(list.length - hidden) < LEAST_SHOWN))
    hidden++;
  return {
    shown: list.slice(0, list.length - hidden),
    together: sumOf(list.length - hidden),
    unknown: total - known,
  };
}
