import { everywhere } from "../../bot/core/processes/everywhere.ts";
import type { Lifecycle, Step } from "../../bot/core/processes/lifecycle.ts";
import { leadsTo, openStates, some } from "../../bot/core/processes/rows.ts";
import { diagram, waysOf } from "./diagram.ts";
import type { OlderTable } from "./older-tables.ts";
import { read } from "./reading.ts";
import { asked, capital, follows, hears, inWords, listed, when, who } from "./words.ts";

/** The page that shows every lifecycle: where it stands, and what it says of itself. */
export const PAGE = "docs/lifecycles.md";

const intro = `# Lifecycles

How each way of taking part goes, from beginning to end: what can happen in which state, who does it, and when. What is not in here cannot happen. \`npm run lifecycles\` writes this page from the tables in the code; do not change it by hand.

In a picture, a box is a state and an arrow is a step. A step that can be taken in many states has one arrow, from “several states”; a step that leads nowhere else has none. The table below names all of them.`;

/** @param tables those that the kernel runs; `older`: those that it does not run yet */
export function pageOf(tables: readonly Lifecycle[], older: readonly OlderTable[]): string {
  const parts = [
    intro,
    ...tables.map((table) => partOf(table, tables)),
    ...(tables.some(({ card }) => card !== false) ? [everyProcess] : []),
    ...older.map(olderPart),
  ];
  return `${parts.join("\n\n")}\n`;
}

function partOf(table: Lifecycle, all: readonly Lifecycle[]): string {
  const { arrows } = read(table, all);
  const rows = Object.entries(table.steps).map(([name, row]) => cells(name, row, table));
  return section(table, diagram(waysOf(arrows), table.states.over ?? []), columns, rows);
}

const columns = ["Step", "From", "To", "Who", "When", "What is asked", "What follows", "Who hears"];

function cells(name: string, row: Step, table: Lifecycle): readonly string[] {
  return [
    inWords(name),
    from(row, table),
    to(row),
    who(row),
    when(row, table.guards ?? {}),
    asked(row.asks),
    follows(row),
    hears(row),
  ].map(capital);
}

function from({ from }: Step, table: Lifecycle): string {
  if (from === "new") return "";
  const every = from === "any open" || some(from).length === openStates(table).length;
  return every ? "any state that is open" : listed(some(from).map(inWords), "disjunction");
}

function to(row: Step): string {
  if (row.to === undefined || row.to === "back") return "";
  if (row.to === "next") return "where the step that is left out leads";
  if (row.to === "forced") return "ended early";
  return listed(leadsTo(row, "new").map(inWords), "disjunction");
}

const everyProcess = [
  "## In every process",
  "These steps are the same for every process that has a card.",
  tableOf(
    columns,
    Object.entries<Step>(everywhere).map(([name, row]) =>
      cells(name, row, { name: "every-process", what: "", states: {}, steps: {} }),
    ),
  ),
].join("\n\n");

function olderPart(table: OlderTable): string {
  const rows = Object.entries(table.rows);
  const ways = [
    { at: "new", to: table.begins, label: "begin" },
    ...rows.flatMap(([name, row]) => some(row.from).map((at) => ({ at, to: row.to, label: inWords(name) }))),
  ];
  const cells = rows.map(([name, row]) =>
    [
      inWords(name),
      listed(some(row.from).map(inWords), "disjunction"),
      inWords(row.to),
      listed(
        row.by.map((one) => olderPeople[one] ?? inWords(one)),
        "disjunction",
      ),
    ].map(capital),
  );
  return section(table, diagram(ways, table.over), ["Step", "From", "To", "Who"], cells);
}

const olderPeople: Readonly<Record<string, string>> = {
  resident: "the resident",
  official: "an official",
  organiser: "the organiser",
  clerk: "the clerk",
  colleague: "a colleague",
  clock: "the clock",
  core: "most of the core group",
};

function section(
  { name, what }: { readonly name: string; readonly what: string },
  picture: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [
    `## ${capital(inWords(name))}`,
    what,
    ["```mermaid", picture, "```"].join("\n"),
    tableOf(columns, rows),
  ].join("\n\n");
}

/** A Markdown table; a column that is empty in every row is left out. */
function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = columns.map((_, at) => rows.some((row) => row[at] !== ""));
  const line = (cells: readonly string[]) => `| ${cells.filter((_, at) => used[at]).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}
