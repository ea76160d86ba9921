import type { Image } from "./item-codec.ts";
import { isOfLanes, type Key, markKey, nameOf } from "./keys.ts";
import type { Step } from "./steps.ts";
import { type LanePhase, lanesTable } from "./table-shape.ts";

/**
 * In which table an item lies. Lanes have one of their own; in a town that began before, they lay with everything else
 * and move while people use them. This is the only file that knows.
 */

/** A step, and the table that it is for. */
export interface Placed {
  readonly table: string;
  readonly step: Step;
}

/** Our limit: lanes of which this process remembers that they have not moved. Each is read before it is written. */
const REMEMBERED = 10_000;

export type Places = ReturnType<typeof createPlaces>;

/** @param table the main table */
export function createPlaces(table: string, phase: LanePhase) {
  const lanes = lanesTable(table);
  /** Lanes that this process last found in the main table. */
  const behind = new Set<string>();

  function note(key: Key, isBehind: boolean): void {
    behind.delete(nameOf(key));
    if (!isBehind) return;
    behind.add(nameOf(key));
    const [oldest] = behind;
    if (behind.size > REMEMBERED && oldest !== undefined) behind.delete(oldest);
  }

  /** Where an item is looked for; the first that has it counts. */
  function tablesOf(key: Pick<Key, "pk">): readonly [string, ...string[]] {
    if (!isOfLanes(key)) return [table];
    return phase === "apart" ? [lanes] : [lanes, table];
  }

  /** What was found at these keys, and where: notes it, and leaves out what lay in both. */
  function chosen(keys: readonly Key[], found: ReadonlyMap<string, ReadonlyMap<string, Image>>): Image[] {
    const images: Image[] = [];
    for (const key of keys) {
      const at = tablesOf(key).find((one) => found.get(one)?.has(nameOf(key)));
      if (isOfLanes(key) && phase !== "apart") note(key, at === table);
      const image = at === undefined ? undefined : found.get(at)?.get(nameOf(key));
      if (image) images.push(image);
    }
    return images;
  }

  /** The table of an item that was read before. */
  const tableOf = (key: Key): string => (!isOfLanes(key) || behind.has(nameOf(key)) ? table : lanes);

  function placed(step: Step): readonly Placed[] {
    const { key } = step;
    if (!isOfLanes(key)) return [{ table, step }];
    if (phase === "apart") return [{ table: lanes, step }];
    // What is left of an erased lane is also taken away unread.
    if (key.sk === markKey("").sk && step.do === "remove")
      return [lanes, table].map((one) => ({ table: one, step }));
    const isNew = step.do === "put" && (step.expect === "new" || step.expect === undefined);
    if (phase === "stay") return [{ table: isNew ? table : tableOf(key), step }];
    if (step.do !== "put" || !behind.has(nameOf(key))) return [{ table: tableOf(key), step }];
    // As it was there, or not at all: nobody sees it in both, or in neither.
    const { expect } = step;
    const leaves: Step = { do: "remove", key, expect: typeof expect === "number" ? expect : undefined };
    return [
      { table: lanes, step: { ...step, expect: expect === undefined ? undefined : "new" } },
      { table, step: leaves },
    ];
  }

  return {
    tablesOf,
    tableOf,
    chosen,
    /** Steps with their tables; a lane that moves is two. */
    placed: (steps: readonly Step[]): readonly Placed[] => steps.flatMap(placed),
    /** The tables in which something can wait for the clock. */
    waking: [table, lanes] as const,
    main: table,
  };
}
