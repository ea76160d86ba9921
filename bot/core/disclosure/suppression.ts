import { LEAST_SHOWN } from "./disclosure.ts";

/**
 * Which cells of a table may be shown, when its row and column totals are known as well (cell suppression: Hundepool
 * and others, “Statistical Disclosure Control”, 2012, chapter 4). Everything under `LEAST_SHOWN` is hidden, and other
 * cells with it, until nobody can work one of them out.
 */

type Table = readonly (readonly number[])[];
type Shown = boolean[][];
type Place = readonly [row: number, column: number];

/**
 * Decides which cells are shown. Hidden is everything under `LEAST_SHOWN` (primary suppression); and, as long as a
 * hidden cell is alone in its row or column, so that it would follow from the total, or the hidden ones there add up to
 * fewer than `LEAST_SHOWN`, also the smallest shown cell there. Then each small cell is tested: the totals and the
 * shown cells must leave it anything from nobody to one fewer than `LEAST_SHOWN`, as far as the totals alone leave that
 * open. If they do not, the smallest shown cell beside it is hidden too (secondary suppression).
 *
 * @param table rows of equal length; its reader is assumed to know every total
 */
export function shownIn(table: Table): readonly (readonly boolean[])[] {
  const shown: Shown = table.map((row) => row.map((count) => count >= LEAST_SHOWN));
  const countAt = ([row, column]: Place): number => table[row]?.[column] ?? 0;
  const rows = [...table.keys()];
  const columns = [...(table[0] ?? []).keys()];
  const isShown = ([row, column]: Place) => shown[row]?.[column] === true;
  const hideSmallest = (places: readonly Place[]): boolean => {
    const [smallest] = places.filter(isShown).toSorted((one, other) => countAt(one) - countAt(other));
    const row = smallest && shown[smallest[0]];
    if (!smallest || !row) return false;
    row[smallest[1]] = false;
    return true;
  };
  const lineOf = (row: number): Place[] => columns.map((column) => [row, column]);
  const columnOf = (column: number): Place[] => rows.map((row) => [row, column]);
  const followsFromSum = (places: readonly Place[]): boolean => {
    const hidden = places.filter((one) => !isShown(one));
    const together = hidden.reduce((sum, one) => sum + countAt(one), 0);
    return hidden.length === 1 || (hidden.length > 0 && together < LEAST_SHOWN);
  };
  let open = rows.flatMap(lineOf).filter((one) => countAt(one) < LEAST_SHOWN);
  for (let changed = true; changed; ) {
    changed = false;
    // Columns after all rows: what is hidden in one may be what another needs.
    for (const places of [...rows.map(lineOf), ...columns.map(columnOf)])
      if (followsFromSum(places) && hideSmallest(places)) changed = true;
    if (changed) continue;
    // A cell that is open stays open when more is hidden.
    open = open.filter((one) => !mayBeAnything(one, table, shown));
    changed = open.some(
      (one) => hideSmallest([...lineOf(one[0]), ...columnOf(one[1])]) || hideSmallest(rows.flatMap(lineOf)),
    );
  }
  return shown;
}

/** Whether it could have any small value, as far as the row and column totals alone leave that open. */
function mayBeAnything(place: Place, table: Table, shown: Shown): boolean {
  const [row, column] = place;
  const count = table[row]?.[column] ?? 0;
  const ofRow = sum(table[row] ?? []);
  const ofColumn = sum(table.map((line) => line[column] ?? 0));
  const most = Math.min(LEAST_SHOWN - 1, ofRow, ofColumn);
  const least = Math.max(0, ofRow + ofColumn - sum(table.map(sum)));
  return (
    moved(place, table, shown, "more", most - count) >= most - count &&
    moved(place, table, shown, "less", count - least) >= count - least
  );
}

/**
 * How much more, or less, a hidden cell could hold if other hidden ones change with it and no total does: the largest
 * flow from its column to its row, or back, in which another cell of a column can decrease by what is in it, and
 * another of a row increase without limit (augmenting paths: Ford and Fulkerson, 1956).
 * @param enough stop looking at this amount
 */
function moved(
  [row, column]: Place,
  table: Table,
  shown: Shown,
  way: "more" | "less",
  enough: number,
): number {
  const left = table.map((line) => [...line]);
  const columns = [...(table[0] ?? []).keys()];
  const isOpen = (r: number, c: number) => !shown[r]?.[c] && !(r === row && c === column);
  let flow = 0;
  while (flow < enough) {
    const path = pathIn();
    if (!path) break;
    // Cells that decrease; the others are unlimited.
    const less = path.filter((_, at) => (way === "more" ? at % 2 === 0 : at % 2 === 1));
    const bottleneck = Math.min(enough - flow, ...less.map(([r, c]) => left[r]?.[c] ?? 0));
    for (const [at, [r, c]] of path.entries()) {
      const line = left[r];
      const becomesLess = way === "more" ? at % 2 === 0 : at % 2 === 1;
      if (line) line[c] = (line[c] ?? 0) + (becomesLess ? -bottleneck : bottleneck);
    }
    flow += bottleneck;
  }
  return flow;

  /** Cells from this one's column to its row, or from its row to its column, that decrease and increase in turn. */
  function pathIn(): readonly Place[] | undefined {
    type Step = { readonly line: "row" | "column"; readonly at: number; readonly path: readonly Place[] };
    const [from, to] = way === "more" ? (["column", "row"] as const) : (["row", "column"] as const);
    const end = way === "more" ? row : column;
    const queue: Step[] = [{ line: from, at: way === "more" ? column : row, path: [] }];
    const seen = new Set([`${from}${queue[0]?.at}`]);
    for (const step of queue) {
      const next = step.line === "column" ? [...table.keys()] : columns;
      for (const at of next) {
        const [r, c] = step.line === "column" ? [at, step.at] : [step.at, at];
        const line = step.line === "column" ? "row" : "column";
        // From a column to a row something decreases, from a row to a column it increases.
        if (!isOpen(r, c) || seen.has(`${line}${at}`)) continue;
        if (step.line === "column" && (left[r]?.[c] ?? 0) === 0) continue;
        const path = [...step.path, [r, c] as const];
        if (line === to && at === end) return path;
        seen.add(`${line}${at}`);
        queue.push({ line, at, path });
      }
    }
    return undefined;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0);
}
