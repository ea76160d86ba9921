/** Everything that is counted in a run, by its name in the table. */
export const counted = [
  "updates",
  "deliveries",
  "repeated at the same time",
  "repeated later",
  "answers to Telegram lost",
  "kills",
  "table: throttled",
  "table: conflicts",
  "table: cut before",
  "table: cut after",
  "Telegram: 429",
  "Telegram: 500 before",
  "Telegram: 500 after",
  "Telegram: cut after",
  "Slack: 429",
  "Slack: 500 before",
  "Slack: slow",
  "officials' acts",
  "officials' presses that failed",
] as const;
export type Counted = (typeof counted)[number];

export type Figures = Record<Counted, number>;

export function noFigures(): Figures {
  return Object.fromEntries(counted.map((name) => [name, 0])) as Figures;
}

/** Two columns, for the terminal and for docs/reliability.md. */
export function asTable(rows: Readonly<Record<string, number | string>>): string {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  return Object.entries(rows)
    .map(([name, value]) => `| ${name.padEnd(width)} | ${String(value).padStart(8)} |`)
    .join("\n");
}
