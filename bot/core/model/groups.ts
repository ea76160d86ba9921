/** Groups that people are counted in: by language, by age, by neighbourhood. */

/** “l:nl”, “a:16_17”, “n:dijkzicht”, “v:paper”: the group a number is about. A number about everybody has no prefix. */
export type Cell = `${CellKind}:${string}`;

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

/** By what people are grouped: language, age, neighbourhood, and the way their answer came in. */
export type CellKind = "l" | "a" | "n" | "v";

/** @returns undefined when it is no cell */
export function readCell(cell: string): { readonly kind: CellKind; readonly key: string } | undefined {
  const [, kind, key = ""] = /^([lanv]):([^|]*)$/.exec(cell) ?? [];
  return kind === "l" || kind === "a" || kind === "n" || kind === "v" ? { kind, key } : undefined;
}

/** The name under which something is counted of one group. */
export function inCell(cell: Cell, what: string): string {
  return `${cell}|${what}`;
}

/** @returns undefined when it is no number of one group */
export function readInCell(name: string): { readonly cell: Cell; readonly what: string } | undefined {
  const [, cell = "", what = ""] = /^([^|]*)\|(.*)$/.exec(name) ?? [];
  const read = readCell(cell);
  return read && { cell: `${read.kind}:${read.key}`, what };
}

/** The name of a group in `Groups`: an age and a neighbourhood together. */
export function groupOf(age: string, neighbourhood: string): `${string}|${string}` {
  return `${age}|${neighbourhood}`;
}

export function readGroup(group: string): { readonly age: string; readonly neighbourhood: string } {
  const [, age = "", neighbourhood = ""] = /^([^|]*)\|(.*)$/.exec(group) ?? [];
  return { age, neighbourhood };
}
