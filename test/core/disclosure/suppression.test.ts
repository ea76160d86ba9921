import { describe, expect, test } from "vitest";
import { LEAST_SHOWN } from "../../../bot/core/disclosure/disclosure.ts";
import { shownIn } from "../../../bot/core/disclosure/suppression.ts";
import { chanceFrom } from "../../faults/chance.ts";
import { boundsOf } from "../../support/intervals.ts";

/** Somebody who knows all totals of a table, and what is shown of it, cannot work out a small number. */

/** What a reader must not learn: cells under ten about which she knows more than the totals alone would tell her. */
function workedOut(table: readonly (readonly number[])[], shown: readonly (readonly boolean[])[]): string[] {
  const bounds = boundsOf(table, shown);
  const bySums = boundsOf(
    table,
    table.map((row) => row.map(() => false)),
  );
  return table.flatMap((row, r) =>
    row.flatMap((count, c) => {
      const [found, whole] = [bounds[r]?.[c], bySums[r]?.[c]];
      if (!found || !whole || count >= LEAST_SHOWN) return [];
      const most = Math.min(LEAST_SHOWN - 1, whole.most);
      return found.least <= whole.least && found.most >= most
        ? []
        : [`${count} at ${r},${c} is ${found.least} to ${found.most}`];
    }),
  );
}

test.each(Array.from({ length: 150 }, (_, seed) => seed + 1))("in a table of chance (%i)", (seed) => {
  const chance = chanceFrom(seed);
  const [rows, columns] = [chance.between(1, 5), chance.between(2, 6)];
  const few = chance.next();
  const table = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () =>
      chance.share(few) ? chance.between(0, 14) : chance.between(10, 60),
    ),
  );
  expect(workedOut(table, shownIn(table)), JSON.stringify(table)).toEqual([]);
});

describe("she would have worked it out", () => {
  const table = [
    [3, 30, 40, 50],
    [30, 40, 20, 60],
    [40, 50, 30, 4],
    [60, 70, 20, 30],
  ];

  test("where a small cell is hidden alone", () => {
    const shown = table.map((row) => row.map((count) => count >= LEAST_SHOWN));
    expect(workedOut(table, shown)).toEqual(["3 at 0,0 is 3 to 3", "4 at 2,3 is 4 to 4"]);
  });

  test("where every row and column has two hidden ones, and one joins two blocks", () => {
    const joined = [
      [20, 30, 40, 50],
      [30, 40, 3, 60],
      [40, 50, 30, 40],
      [60, 70, 20, 30],
    ];
    // Two blocks of four, and the 3 between them: both sums of the rows of the first, less those of its columns.
    const shown = joined.map((row, r) => row.map((_, c) => !(r < 2 === c < 2 || (r === 1 && c === 2))));
    expect(workedOut(joined, shown)).toEqual(["3 at 1,2 is 3 to 3"]);
    expect(workedOut(joined, shownIn(joined))).toEqual([]);
  });
});
