import type { Results } from "../../../core/counting/response.ts";
import { amongShown, LEAST_SHOWN, mayBeShown, type ShownCount } from "../../../core/disclosure/disclosure.ts";
import { shownIn } from "../../../core/disclosure/suppression.ts";
import type { Cell } from "../../../core/model/groups.ts";
import type { Definition } from "../questions/definition.ts";
import { answeredTo, response, shareOf } from "./figures.ts";
import { type Dimension, groupsBy } from "./shown-groups.ts";

/**
 * Works out how many finish and how many drop out, by group, so that the organiser can improve the survey while it is
 * open.
 */

export interface DropOff {
  readonly dimension: Dimension;
  /** The largest first, each with how many started and, if it may be shown, the share that finished. */
  readonly groups: readonly {
    readonly cell: Cell;
    readonly begun: ShownCount;
    readonly share?: ShownCount;
  }[];
  /**
   * The share that reached each question, by its id: only where it may be shown and the groups differ. The lowest
   * first.
   */
  readonly reached: Readonly<Record<string, readonly Reached[]>>;
}

interface Reached {
  readonly cell: Cell;
  /** Whole percentage of those who started. */
  readonly share: ShownCount;
}

/** Stands for the end of the survey in place of a question. No question has this id. */
const END = "*end";

/**
 * Works out drop-off by group. Figures of one group at two places also reveal how many dropped out in between. So
 * everything shown forms one table: a row for each group, and a column for each stretch between two places with
 * figures. A place is added only if every cell of that table may still be shown.
 */
export function dropOffBy(dimension: Dimension, definition: Definition, results: Results): DropOff {
  const groups = groupsBy(dimension, results);
  // For a conditional question it is unknown who was asked it.
  const order = [...definition.questions.filter((one) => !one.when).map(({ id }) => id), END];
  let places: readonly string[] = [];
  let told: readonly Cell[] = [];
  const reached: Record<string, readonly Reached[]> = {};
  for (const place of [END, ...order.slice(0, -1)]) {
    const next = order.filter((one) => one === place || places.includes(one));
    const possible = tellable(groups, next, results);
    const kept = places.length === 0 ? possible : told;
    if (kept.length === 0 || !kept.every((cell) => possible.includes(cell))) continue;
    const shares = kept
      .flatMap((cell) => {
        const { begun } = response(results, cell);
        const share = shareOf(cameTo(place, results, cell), begun);
        return mayBeShown(begun) ? [{ cell, share: amongShown(share, begun) }] : [];
      })
      .toSorted((a, b) => a.share - b.share);
    if (place !== END && shares.every(({ share }) => share === shares[0]?.share)) continue;
    places = next;
    told = kept;
    reached[place] = shares;
  }
  const { [END]: ended = [], ...questions } = reached;
  return {
    dimension,
    groups: groups.flatMap((cell) => {
      const { begun } = response(results, cell);
      const share = ended.find((one) => one.cell === cell)?.share;
      return mayBeShown(begun) ? [{ cell, begun, share }] : [];
    }),
    reached: questions,
  };
}

/** The groups for which the number that reached each of these places may be shown. */
function tellable(groups: readonly Cell[], places: readonly string[], results: Results): readonly Cell[] {
  const rows = groups.map((cell) => stretches(places, results, cell));
  const rest = stretches(places, results).map(
    (count, at) => count - rows.reduce((sum, row) => sum + (row[at] ?? 0), 0),
  );
  // People in none of these groups are shown nowhere, but their number follows from the total. And where nobody at all
  // dropped out, the total already says so.
  const all = rest.some((count) => count !== 0) ? [...rows, rest] : rows;
  const table = all.map((row) => row.filter((_, at) => all.some((one) => one[at] !== 0)));
  const columns = table[0] ?? [];
  const shown = shownIn(table);
  const whole = table.map((_, at) => at < groups.length && (shown[at]?.every(Boolean) ?? false));
  const others = table.filter((_, at) => !whole[at]);
  const together = columns.map((_, at) => others.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  if (others.length > 0 && together.some((count) => count < LEAST_SHOWN)) return [];
  return groups.filter((_, at) => whole[at]);
}

/**
 * How many dropped out before the first place, between the first and the second, and so on; and how many reached the
 * last.
 */
function stretches(places: readonly string[], results: Results, cell?: Cell): number[] {
  const came = places.map((place) => cameTo(place, results, cell));
  return [response(results, cell).begun, ...came].map((count, at) => count - (came[at] ?? 0));
}

function cameTo(place: string, results: Results, cell?: Cell): number {
  if (place === END) return response(results, cell).done;
  const { answered, skipped } = answeredTo({ id: place }, results, cell);
  return answered + skipped;
}
