import type { Figure, Profile, Report, Sample } from "./figures.ts";
import { asked } from "./questions.ts";

/** The report as a person reads it: rows of a table, in the terminal and in a document. */

/** Three digits are enough: the spread is larger than the fourth. */
function number(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function spread({ median, low, high, runs }: Sample, unit: string): string {
  return runs === 1
    ? `${number(median)} ${unit}`
    : `${number(median)} ${unit} (${number(low)}–${number(high)})`;
}

function targetOf({ target, met }: Figure): string {
  if (!target) return "";
  const limit = "most" in target ? `≤ ${number(target.most)}` : `≥ ${number(target.least)}`;
  return `${limit} ${met ? "✓" : "✗ missed"}`;
}

export const figureHeads = ["What", "Ours", "Peer", "Ratio", "Target"] as const;

export function figureRow(figure: Figure): readonly string[] {
  const { what, unit, ours, peer, ratio } = figure;
  return [
    what,
    spread(ours, unit),
    peer ? spread(peer, unit) : "",
    ratio === undefined ? "" : ratio.toFixed(2),
    targetOf(figure),
  ];
}

export const actionHeads = ["Action", "Round trips", "Of which", "Read units", "Write units"] as const;

export function actionRows(report: Report): readonly (readonly string[])[] {
  return report.actions.map(({ action, requests, operations, read, write }) => [
    action,
    String(requests),
    Object.entries(operations)
      .map(([name, count]) => (count === 1 ? name : `${count} × ${name}`))
      .join(", "),
    number(read),
    number(write),
  ]);
}

export const profileHeads = ["Where", "Share"] as const;

export function profileTitle({ stack, updates, milliseconds }: Profile): string {
  const whose = stack === "ours" ? "Ours" : "The peer";
  return `${whose}: ${number(milliseconds / updates)} ms of processor time for each update, by where it is spent`;
}

export function profileRows({ parts }: Profile): readonly (readonly string[])[] {
  return parts.map(({ where, share }) => [where, `${number(share * 100)} %`]);
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** What `npm run bench` prints. */
export function printable(report: Report): string {
  const { machine, figures, actions, profiles } = report;
  const about = `${machine.cores} × ${machine.processor}, ${machine.memory}, Node ${machine.node}, ${machine.java}`;
  return [
    `${about}${report.short ? "\nA short run: too few repetitions to judge by." : ""}`,
    ...asked(figures).map(
      ([question, some]) => `${question}\n${columns([figureHeads, ...some.map(figureRow)])}`,
    ),
    ...(actions.length > 0 ? [columns([actionHeads, ...actionRows(report)])] : []),
    ...profiles.map((one) => `${profileTitle(one)}\n${columns([profileHeads, ...profileRows(one)])}`),
    ...figures.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}`])),
  ].join("\n\n");
}
