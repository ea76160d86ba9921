import type { Arrow } from "./reading.ts";
import { inWords } from "./words.ts";

/** A way from one state to another, with the words on it. */
export interface Way {
  readonly at: string;
  readonly to: string;
  readonly label: string;
}

/** Words by which Mermaid begins a statement: a state of that name is drawn under another. */
const taken = new Set(
  "accDescr accTitle class classDef click default direction end hide href note scale state style".split(" "),
);

/** From more states than this, a step is drawn once: so many arrows hide the others. */
const MOST_ARROWS = 4;
const SEVERAL = "several_states";

/**
 * A Mermaid diagram (`stateDiagram-v2`) of the ways that lead on; what stays in its state is not drawn.
 *
 * @param over the states in which nothing has to happen any more
 */
export function diagram(ways: readonly Way[], over: readonly string[]): string {
  const moving = [...Map.groupBy(ways, ({ label, to }) => `${label} ${to}`).values()].flatMap((all) => {
    const away = all.filter(({ at, to }) => at !== to);
    return away.length > MOST_ARROWS ? away.slice(0, 1).map((one) => ({ ...one, at: SEVERAL })) : away;
  });
  const states = new Set(moving.flatMap(({ at, to }) => [at, to]));
  states.delete("new");
  const shown = [...states].filter((at) => inWords(at) !== idOf(at));
  return [
    "stateDiagram-v2",
    ...shown.map((at) => `  state "${inWords(at)}" as ${idOf(at)}`),
    ...[...Map.groupBy(moving, ({ at, to }) => `${idOf(at)} --> ${idOf(to)}`)].map(
      ([way, all]) => `  ${way} : ${[...new Set(all.map(({ label }) => label))].join(", ")}`,
    ),
    ...over.filter((at) => states.has(at)).map((at) => `  ${idOf(at)} --> [*]`),
  ].join("\n");
}

/** The ways of a table, by the names of its rows. */
export function waysOf(arrows: readonly Arrow[]): readonly Way[] {
  return arrows.map(({ name, at, to }) => ({ at, to, label: inWords(name) }));
}

function idOf(at: string): string {
  if (at === "new") return "[*]";
  return taken.has(at) ? `${at}_` : at;
}
