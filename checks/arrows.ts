import type { Finding } from "./finding.ts";
import type { House } from "./rooms.ts";
import type { SourceFile } from "./source.ts";

/** Files of one part import files of another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Each as "from > to", with paths inside the folder. */
  readonly imports: readonly string[];
}

/** The part of the folder that contains a file: its room, or the file itself if it is loose. */
function partOf(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split("/")[0] : undefined;
}

/** All arrows between parts of a folder, types included, in the order of the list. */
export function arrowsIn({ folder, parts }: House, files: readonly SourceFile[]): readonly Arrow[] {
  const arrows = new Map<string, { from: string; to: string; imports: string[] }>();
  for (const file of files) {
    const from = partOf(folder, file.path);
    for (const imported of file.imports) {
      const to = partOf(folder, imported);
      if (from === undefined || to === undefined || from === to) continue;
      const arrow = arrows.get(`${from} ${to}`) ?? { from, to, imports: [] };
      arrow.imports.push(`${file.path.slice(folder.length + 1)} > ${imported.slice(folder.length + 1)}`);
      arrows.set(`${from} ${to}`, arrow);
    }
  }
  const place = (name: string) => Object.keys(parts).indexOf(name);
  return [...arrows.values()].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
}

/** Parts that lead back to themselves, each circle once, with its parts in alphabetical order. */
function circlesOf(arrows: readonly Arrow[]): readonly (readonly string[])[] {
  const reached = new Map<string, ReadonlySet<string>>();
  for (const { from } of arrows) if (!reached.has(from)) reached.set(from, reachedFrom(from, arrows));
  const circles = new Map<string, readonly string[]>();
  for (const [part, others] of reached) {
    const circle = [...others].filter((other) => reached.get(other)?.has(part)).sort();
    if (others.has(part)) circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}

function reachedFrom(part: string, arrows: readonly Arrow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const todo = [part];
  for (let next = todo.pop(); next !== undefined; next = todo.pop())
    for (const { from, to } of arrows)
      if (from === next && !seen.has(to)) {
        seen.add(to);
        todo.push(to);
      }
  return seen;
}

/** Circles between rooms, and arrows to a room higher up in the list. */
export function checkArrows(house: House, files: readonly SourceFile[]): readonly Finding[] {
  const { folder, parts } = house;
  const arrows = arrowsIn(house, files);
  const circles = circlesOf(arrows).map((circle): Finding => {
    const inside = arrows.filter(({ from, to }) => circle.includes(from) && circle.includes(to));
    return {
      where: folder,
      wrong: `a circle of rooms: ${circle.join(", ")}\n${inside.map(drawn).join("\n")}`,
      next: "Move what both sides need into the lower room, or the file that imports upwards into the higher one.",
    };
  });
  const names = Object.keys(parts);
  const upwards = arrows
    .filter(({ from, to }) => names.includes(from) && names.includes(to))
    .filter(({ from, to }) => names.indexOf(from) > names.indexOf(to))
    .map(
      (arrow): Finding => ({
        where: `${folder}/${arrow.from}`,
        wrong: `imports against the stream, from ${arrow.to}, which stands above it\n${drawn(arrow)}`,
        next: "Move what it needs into a room below, or hand it in as an argument. Only when the order itself is wrong: change it in checks/house.ts.",
      }),
    );
  return [...circles, ...upwards];
}

/** An arrow in words: the rooms, how many imports, and the first three of them. */
function drawn({ from, to, imports }: Arrow): string {
  const rest = imports.length > 3 ? `, and ${imports.length - 3} more` : "";
  return `    ${from} -> ${to}: ${imports.slice(0, 3).join(", ")}${rest}`;
}
