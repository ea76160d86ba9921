import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { Finding } from "./finding.ts";
import { linesIn } from "./source.ts";

/** Lines of a file, at most (our limit). */
export const LARGEST_FILE = 300;
/** Half of the files in `bot/` have fewer lines than this (our limit). */
const MEDIAN_FILE = 120;
/** Lines of a function's body without blank lines, at most (our limit). checks/function-length.json tells Biome. */
export const LONGEST_FUNCTION = 80;

/** By path, why a file may exceed a limit. */
export type Exceptions = Readonly<Record<string, string>>;

export interface Sized {
  readonly path: string;
  readonly lines: number;
}

export interface LongFunction {
  readonly path: string;
  /** The line on which it begins. */
  readonly line: number;
  readonly lines: number;
}

/** The number of lines of each file. */
export function sizesOf(root: string, paths: readonly string[]): readonly Sized[] {
  return paths.map((path) => ({ path, lines: linesIn(readFileSync(join(root, path), "utf8")) }));
}

/** Files over the limit, and exceptions that are no longer needed. */
export function checkFileSizes(files: readonly Sized[], exceptions: Exceptions): readonly Finding[] {
  const large = files.filter(({ lines }) => lines > LARGEST_FILE);
  return [
    ...large
      .filter(({ path }) => !Object.hasOwn(exceptions, path))
      .map(
        ({ path, lines }): Finding => ({
          where: path,
          wrong: `has ${lines} lines, and ${LARGEST_FILE} is the most`,
          next: "Make two files of it, each named after what it does.",
        }),
      ),
    ...outlived(
      exceptions,
      large.map(({ path }) => path),
      `is not over ${LARGEST_FILE} lines any more`,
      "LARGE_FILES",
    ),
  ];
}

/** Half of the files have to stay under the limit; those that are large for a reason are not counted. */
export function checkMedian(files: readonly Sized[], exceptions: Exceptions): readonly Finding[] {
  const median = medianOf(
    files.filter(({ path }) => !Object.hasOwn(exceptions, path)).map(({ lines }) => lines),
  );
  if (median < MEDIAN_FILE) return [];
  return [
    {
      where: "bot",
      wrong: `half of the files have ${median} lines or more, and it has to stay under ${MEDIAN_FILE}`,
      next: "Split the files that do more than one thing; `npm run structure -- --sizes` prints the largest.",
    },
  ];
}

/** Functions over the limit, and exceptions that are no longer needed. */
export function checkFunctions(
  functions: readonly LongFunction[],
  exceptions: Exceptions,
): readonly Finding[] {
  return [
    ...functions
      .filter(({ path }) => !Object.hasOwn(exceptions, path))
      .map(
        ({ path, line, lines }): Finding => ({
          where: `${path}:${line}`,
          wrong: `a function of ${lines} lines, and ${LONGEST_FUNCTION} is the most`,
          next: "Give its steps names of their own.",
        }),
      ),
    ...outlived(
      exceptions,
      functions.map(({ path }) => path),
      `has no function over ${LONGEST_FUNCTION} lines any more`,
      "LONG_FUNCTIONS",
    ),
  ];
}

function outlived(
  exceptions: Exceptions,
  needed: readonly string[],
  wrong: string,
  list: string,
): readonly Finding[] {
  return Object.keys(exceptions)
    .filter((path) => !needed.includes(path))
    .map((path) => ({ where: path, wrong, next: `Take it out of ${list} in checks/house.ts.` }));
}

/** The middle one, or the mean of the two in the middle; 0 for none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      message: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.int() }) }),
    }),
  ),
});

/**
 * All functions over the limit in these folders, as Biome counts them: declared functions, arrow functions, methods and
 * constructors; lines of the body without blank ones. A `describe` is a group of tests, and not counted.
 *
 * @throws Error when Biome does not run
 */
export async function longFunctions(
  root: string,
  folders: readonly string[],
): Promise<readonly LongFunction[]> {
  const there = folders.filter((folder) => existsSync(join(root, folder)));
  if (there.length === 0) return [];
  const biome = fileURLToPath(new URL("../node_modules/@biomejs/biome/bin/biome", import.meta.url));
  const settings = fileURLToPath(new URL("function-length.json", import.meta.url));
  const arguments_ = [
    biome,
    "lint",
    `--config-path=${settings}`,
    "--reporter=json",
    "--max-diagnostics=none",
  ];
  const said = await new Promise<string>((resolve, reject) => {
    // Biome exits with 1 when it has found something: its output tells the two cases apart.
    execFile(
      process.execPath,
      [...arguments_, ...there],
      { cwd: root, maxBuffer: 2 ** 26 },
      (error, stdout) =>
        stdout === "" ? reject(new Error("Biome did not run", { cause: error })) : resolve(stdout),
    );
  });
  return reportSchema
    .parse(JSON.parse(said))
    .diagnostics.filter(({ category }) => category.endsWith("/noExcessiveLinesPerFunction"))
    .map(({ message, location }) => ({
      path: location.path,
      line: location.start.line,
      lines: Number(/\((\d+)\)/.exec(message)?.[1]),
    }))
    .filter(({ path, line }) => !/^\s*describe\b/.test(lineOf(root, path, line)));
}

function lineOf(root: string, path: string, line: number): string {
  return readFileSync(join(root, path), "utf8").split("\n")[line - 1] ?? "";
}
