import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the project, without a slash at its end. */
export const project = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/u, "");

/** Folders that hold nothing of ours, or only what a program made. */
const notOurs = new Set(["node_modules", "cdk.out", "coverage", ".cache", ".git"]);

/** Every file below a folder of the project, by its path from the root. */
export function filesIn(folder = ""): string[] {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (notOurs.has(entry.name)) return [];
    if (entry.isDirectory()) return filesIn(path);
    // A worktree has a file `.git`.
    return [path];
  });
}

export interface Page {
  /** Path from the root of the project, such as `docs/data.md`. */
  readonly path: string;
  readonly text: string;
}

export function page(path: string): Page {
  return { path, text: readFileSync(join(project, path), "utf8") };
}

/** The text without its blocks of code. Diagrams stay: they name files too. */
function prose(text: string): string {
  let inside: "code" | "diagram" | undefined;
  const lines = text.split("\n").filter((line) => {
    const fence = line.match(/^ *```(.*)$/u);
    if (!fence) return inside !== "code";
    if (inside) inside = undefined;
    else inside = fence[1] === "mermaid" ? "diagram" : "code";
    return false;
  });
  return lines.join("\n");
}

/** The anchors that GitHub gives a page: one for each heading, numbered where two read alike. */
export function anchors(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, heading = ""] of prose(text).matchAll(/^#{1,6} +(.+?) *#*$/gmu)) {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    let name = slug;
    for (let more = 1; found.has(name); more++) name = `${slug}-${more}`;
    found.add(name);
  }
  return found;
}

/** What is wrong with the links of a page that stay inside the project: one line for each. */
export function brokenLinks({ path, text }: Page): string[] {
  const targets = [
    ...prose(text).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/gu),
    ...prose(text).matchAll(/(?:src|href)="([^"]+)"/gu),
  ].map(([, target = ""]) => target);
  return targets.flatMap((target) => {
    if (/^[a-z][a-z+.-]*:/iu.test(target)) return [];
    const [written = "", anchor] = target.split("#");
    // Issue forms are read at `…/issues/new`, so their way to a file leads over the branch.
    const inForm = written.replace(/^\.\.\/blob\/HEAD\//u, "/");
    const file = inForm.startsWith("/")
      ? inForm.slice(1)
      : inForm === ""
        ? path
        : normalize(join(dirname(path), inForm));
    if (file !== path && !existsSync(join(project, file))) return [`${path}: no such file: ${target}`];
    if (anchor === undefined || !file.endsWith(".md")) return [];
    const headings = anchors(file === path ? text : page(file).text);
    return headings.has(anchor) ? [] : [`${path}: no such heading: ${target}`];
  });
}

/** What a municipality calls its own file in the handbooks. */
const example = "mytown";

const folders = "bot|handlers|infra|ops|local|locales|test|bench|checks|docs|\\.ci|\\.github";
const paths = new RegExp(`(?<![\\w./<@-])(?:${folders})/[\\w.<>*…/-]*`, "gu");

/**
 * Paths and names of files that a page names and that do not exist, one line for each. A name without a
 * folder (`sender.ts`) has to be that of some file.
 */
export function missingPaths({ path, text }: Page, all: readonly string[]): string[] {
  const names = new Set(all.map((file) => file.slice(file.lastIndexOf("/") + 1)));
  const plain = prose(text).replace(/https?:\/\/\S+/gu, "");
  const named = [...plain.matchAll(paths)].map(([found]) => found.replace(/[.…]+$/u, ""));
  const lost = named.filter(
    (one) => !/[<>*…]/u.test(one) && !one.includes(example) && !existsSync(join(project, one)),
  );
  const bare = [...plain.matchAll(/`([\w.-]+\.(?:ts|tsx|grit|cjs|yaml))`/gu)].map(([, one = ""]) => one);
  const unknown = bare.filter((one) => !names.has(one) && !one.startsWith("."));
  return [...new Set([...lost, ...unknown])].map((one) => `${path}: no such file: ${one}`);
}
