import { readFileSync, writeFileSync } from "node:fs";
import type { Report } from "./figures.ts";
import { asked } from "./questions.ts";
import {
  actionHeads,
  actionRows,
  figureHeads,
  figureRow,
  profileHeads,
  profileRows,
  profileTitle,
} from "./table.ts";

const BEGIN = "<!-- bench: made by npm run bench -- --write; do not change by hand -->";
const END = "<!-- /bench -->";

/** Writes the figures between the two markers of a document. @throws Error when the markers are missing */
export function putIn(path: string, report: Report): void {
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${path} has no part between “${BEGIN}” and “${END}”.`);
  writeFileSync(path, `${text.slice(0, from + BEGIN.length)}\n\n${markdown(report)}\n\n${text.slice(to)}`);
}

function grid(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function markdown(report: Report): string {
  const { machine, figures, actions, profiles, made, short } = report;
  const about = [
    `Measured on ${made.slice(0, 10)} on ${machine.cores} cores (${machine.processor}), ${machine.memory} of memory,`,
    `Node ${machine.node}, ${machine.java};`,
    machine.pinned ? "the bots on a core of their own;" : "nothing pinned to a core;",
    `load of the machine before it began: ${machine.load.toFixed(1)}.`,
    ...(short ? ["**A short run: too few repetitions to judge by.**"] : []),
  ].join(" ");
  const answers = asked(figures).flatMap(([question, some]) => {
    const notes = some.flatMap(({ what, note }) => (note === undefined ? [] : [`- ${what}: ${note}`]));
    return [
      `### ${question}`,
      grid(figureHeads, some.map(figureRow)),
      ...(notes.length > 0 ? [notes.join("\n")] : []),
    ];
  });
  return [
    about,
    verdict(report),
    ...answers,
    ...(actions.length > 0
      ? ["### What each action asks of the table", grid(actionHeads, actionRows(report))]
      : []),
    ...(profiles.length > 0 ? ["### Where processor time goes"] : []),
    ...profiles.flatMap((one) => [profileTitle(one), grid(profileHeads, profileRows(one))]),
  ].join("\n\n");
}

/** How many targets are met, and the missed ones by name: nobody has to look for them among the rows. */
function verdict({ figures }: Report): string {
  const aims = figures.filter(({ target }) => target !== undefined);
  const missed = aims.filter(({ met }) => !met).map(({ what }) => what);
  const met = `${aims.length - missed.length} of ${aims.length} targets are met.`;
  return missed.length === 0 ? met : `${met} Missed: ${missed.join("; ")}.`;
}
