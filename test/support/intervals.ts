/**
 * What a careful reader can work out from a table of people if she knows all its totals and some of its cells: for each
 * cell the least and the most that it can be. It is a linear program over integers; as the totals are those of a
 * transportation problem, the bounds over the reals are integers (Hoffman and Kruskal, 1956), and the simplex method
 * finds them. Written without any of the software's own rules.
 */

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * @param table the true values
 * @param known which cells she sees
 */
export function boundsOf(
  table: readonly (readonly number[])[],
  known: readonly (readonly boolean[])[],
): readonly (readonly Bounds[])[] {
  const rows = table.length;
  const columns = table[0]?.length ?? 0;
  const places = table.flatMap((row, r) => row.map((_, c) => [r, c] as const));
  const hidden = places.filter(([r, c]) => !known[r]?.[c]);
  const at = (r: number, c: number) => table[r]?.[c] ?? 0;
  // For each row and column: the sum of its hidden cells.
  const sums = [
    ...Array.from({ length: rows }, (_, r) => hidden.map(([row]) => (row === r ? 1 : 0))),
    ...Array.from({ length: columns }, (_, c) => hidden.map(([, column]) => (column === c ? 1 : 0))),
  ];
  const totals = sums.map((line) =>
    line.reduce<number>((sum, one, n) => sum + one * at(hidden[n]?.[0] ?? 0, hidden[n]?.[1] ?? 0), 0),
  );
  return table.map((row, r) =>
    row.map((count, c) => {
      const n = hidden.findIndex(([hr, hc]) => hr === r && hc === c);
      if (n < 0) return { least: count, most: count };
      const objective = hidden.map((_, one) => (one === n ? 1 : 0));
      return {
        least: -largest(
          sums,
          totals,
          objective.map((one) => -one),
        ),
        most: largest(sums, totals, objective),
      };
    }),
  );
}

/** The largest value of an objective under equations in non-negative variables: two phases, Bland's rule. */
function largest(
  equations: readonly (readonly number[])[],
  totals: readonly number[],
  objective: readonly number[],
): number {
  const variables = objective.length;
  const count = equations.length;
  const rows = equations.map((line, e) => [
    ...line,
    ...Array.from({ length: count }, (_, a) => (a === e ? 1 : 0)),
    totals[e] ?? 0,
  ]);
  const basis = Array.from({ length: count }, (_, e) => variables + e);
  const end = variables + count;
  const artificial = Array.from({ length: end }, (_, v) => (v >= variables ? -1 : 0));
  const solve = (costs: readonly number[], allowed: number): void => {
    for (;;) {
      const reduced = (v: number) =>
        (costs[v] ?? 0) - basis.reduce((sum, b, r) => sum + (costs[b] ?? 0) * (rows[r]?.[v] ?? 0), 0);
      const entering = Array.from({ length: allowed }, (_, v) => v).find((v) => reduced(v) > 1e-9);
      if (entering === undefined) return;
      const ratios = rows
        .map((row, r) => ({
          r,
          ratio: (row[entering] ?? 0) > 1e-9 ? (row[end] ?? 0) / (row[entering] ?? 1) : Infinity,
        }))
        .filter(({ ratio }) => ratio < Infinity)
        .toSorted((a, b) => a.ratio - b.ratio || (basis[a.r] ?? 0) - (basis[b.r] ?? 0));
      const [leaving] = ratios;
      if (!leaving) throw new Error("without end");
      pivot(leaving.r, entering);
    }
  };
  const pivot = (r: number, v: number): void => {
    const line = rows[r] ?? [];
    const by = line[v] ?? 1;
    rows[r] = line.map((one) => one / by);
    for (const [other, row] of rows.entries())
      if (other !== r) {
        const times = row[v] ?? 0;
        rows[other] = row.map((one, at) => one - times * (rows[r]?.[at] ?? 0));
      }
    basis[r] = v;
  };
  solve(artificial, end);
  // Leftovers of the first phase are zero, and leave the basis.
  for (const [r, b] of basis.entries())
    if (b >= variables) {
      const v = (rows[r] ?? []).findIndex((one, at) => at < variables && Math.abs(one) > 1e-9);
      if (v >= 0) pivot(r, v);
    }
  solve([...objective, ...Array.from({ length: count }, () => 0)], variables);
  const value = basis.reduce((sum, b, r) => sum + (objective[b] ?? 0) * (rows[r]?.[end] ?? 0), 0);
  return Math.round(value);
}
