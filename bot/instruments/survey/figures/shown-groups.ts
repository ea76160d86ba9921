import { ALL, type Results } from "../../../core/counting/response.ts";
import { cells } from "../../../core/disclosure/disclosure.ts";
import { type Age, ageLabel, ages } from "../../../core/model/age.ts";
import { type Cell, readCell, readInCell } from "../../../core/model/groups.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import { response } from "./figures.ts";

/** Decides which groups may be shown, and names them. */

/** Language, age, neighbourhood: nobody is in two groups of the same dimension. */
export const dimensions = ["l", "a", "n"] as const;
export type Dimension = (typeof dimensions)[number];

/** The groups that may be shown, largest first: they are large enough, and no other group can be derived from them. */
export function shownGroups(results: Results): Cell[] {
  return dimensions.flatMap((dimension) => groupsBy(dimension, results));
}

export function groupsBy(dimension: Dimension, results: Results): Cell[] {
  const counts = Object.fromEntries(
    Object.entries(results[ALL] ?? {}).flatMap(([name, count]) => {
      const { cell = "", what } = readInCell(name) ?? {};
      const read = readCell(cell);
      return read?.kind === dimension && what === "begun" ? [[read.key, count]] : [];
    }),
  );
  return (cells(counts, response(results).begun)?.shown ?? []).map(([key]): Cell => `${dimension}:${key}`);
}

type Places = Pick<Municipality, "neighbourhoods">;

/** The name of a group: “Nederlands”, “16 tot en met 17 jaar”, “Dijkzicht”. */
export function groupName(cell: Cell, town: Places): Message | string {
  const { kind, key = "" } = readCell(cell) ?? {};
  if (kind === "l") return say(`common:language.${key}`);
  return kind === "a" ? bandName(key) : areaName(key, town);
}

export function areaName(key: string, { neighbourhoods }: Places): string {
  return neighbourhoods.find((one) => one.key === key)?.name ?? key;
}

export function bandName(key: string): Message | string {
  const known = ages.find((one): one is Age => one === key);
  return known ? ageLabel(known) : key;
}
