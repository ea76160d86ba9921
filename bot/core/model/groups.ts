/** Groups that people are counted in: by language, by age, by neighbourhood. */

/** “l:nl”, “a:16_17”, “n:dijkzicht”, “v:paper”: the group a number is about. A number about everybody has no prefix. */
export type Cell = `${"l" | "a" | "n" | "v"}:${string}`;

/** The groups that somebody is counted in; her age and neighbourhood only if she allows it. */
export function cellsOf({
  language,
  age,
  neighbourhood,
}: {
  readonly language: string;
  readonly age?: string | undefined;
  readonly neighbourhood?: string | undefined;
}): Cell[] {
  return [
    `l:${language}`,
    ...(age === undefined ? [] : [`a:${age}` as const]),
    ...(neighbourhood === undefined ? [] : [`n:${neighbourhood}` as const]),
  ];
}

export function inCell(cell: Cell, what: string): string {
  return `${cell}|${what}`;
}

/** The name of a group in `Groups`. */
export function groupOf(age: string, neighbourhood: string): `${string}|${string}` {
  return `${age}|${neighbourhood}`;
}
