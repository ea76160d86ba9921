import type { Lane } from "../model/lane.ts";
import type { Row, Standing } from "./kind.ts";
import type { Stage } from "./stage.ts";
import { isResidentId } from "./telling.ts";

/**
 * Rows that each person can take one time. A whole town may take one, so the process keeps how many did, and the lane of
 * each says that she did: both are written in one commit.
 */

type Named = Pick<Row, "name">;

function markOf({ id }: Standing["process"], { name }: Named): string {
  return `${id}/${name}`;
}

/** Whether it is told by her lane: a row that waits for others is taken when her lane is not at hand. */
function isMarked({ step }: Pick<Row, "step">, by: string): boolean {
  return step.agreed === undefined && isResidentId(by);
}

/** Her lane, once she takes the row. */
export function marked(lane: Lane, row: Row, { process }: Standing): Lane {
  return row.step.once === "each" && isMarked(row, lane.resident)
    ? { ...lane, took: [...(lane.took ?? []), markOf(process, row)] }
    : lane;
}

/** Whether whoever acts has taken it. */
export function hasTaken({ process, state, by, took = [] }: Standing, row: Named): boolean {
  return (
    took.includes(markOf(process, row)) || (by !== undefined && state.each?.[row.name]?.includes(by) === true)
  );
}

/** What the process keeps of it. */
export function takenOnce(
  { each, times }: Stage,
  row: Row,
  by: string | undefined,
): Pick<Stage, "each" | "times"> {
  const { name } = row;
  if (row.step.once !== "each" || by === undefined) return {};
  return isMarked(row, by)
    ? { times: { ...times, [name]: (times?.[name] ?? 0) + 1 } }
    : { each: { ...each, [name]: [...(each?.[name] ?? []), by] } };
}

/**
 * How many people took it, without those who had themselves erased: for the guard of a row that has room for a number.
 * @public
 */
export function howManyTook({ each, times }: Stage, name: string): number {
  return (times?.[name] ?? 0) + (each?.[name]?.length ?? 0);
}

/** Without somebody who has herself erased. */
export function withoutTaker(
  { each, times }: Stage,
  process: Standing["process"],
  { resident, took = [] }: Pick<Lane, "resident" | "took">,
): Pick<Stage, "each" | "times"> {
  return {
    ...(each && {
      each: Object.fromEntries(
        Object.entries(each).map(([row, ids]) => [row, ids.filter((one) => one !== resident)]),
      ),
    }),
    ...(times && {
      times: Object.fromEntries(
        Object.entries(times).map(([row, count]) => [
          row,
          count - (took.includes(markOf(process, { name: row })) ? 1 : 0),
        ]),
      ),
    }),
  };
}
