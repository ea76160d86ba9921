import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { commandsOf } from "../bot/core/officials/commands.ts";
import { ofOfficials } from "../bot/instruments/registry.ts";
import { type Asked, refusalsOf } from "./names.ts";
import { type Piece, piecesOf, takenIn } from "./pieces.ts";

/**
 * `npm run new:instrument -- street-walk --command buurtwandeling`: a new way of taking part, with everything that the
 * checks ask of one: its table and the code beside it, its place in the registry, its texts in every language, a story
 * test and a transcript. `--dry-run` only names the files. It refuses a name that is bad or taken, and then changes
 * nothing.
 */
const root = join(import.meta.dirname, "..");
const usage = "npm run new:instrument -- <name> [--command <what an organiser types in Slack>] [--dry-run]";

function main(args: readonly string[]): number {
  const asked = readArguments(args);
  if (typeof asked === "string") return refuse([asked, `Like this: ${usage}`]);
  const commands = commandsOf(ofOfficials).map(({ command }) => command);
  const refusals = refusalsOf(asked, takenIn(root, commands));
  if (refusals.length > 0) return refuse([...refusals, "Nothing was changed."]);
  const pieces = piecesOf(asked, root);
  for (const { path } of pieces)
    console.log(existsSync(join(root, path)) ? `changes ${path}` : `writes  ${path}`);
  if (asked.isDry) return 0;
  for (const piece of pieces) write(piece);
  const failed = finish(asked, pieces);
  if (failed !== undefined) return refuse([failed]);
  console.log(`
It stands, and its story and transcript are played. Now make it yours:
  1. bot/instruments/${asked.name}/lifecycle.ts says what can happen. Change the table row by row; after each change
     \`npm run lifecycles\` says what it lacks, and which texts.
  2. Its words are in locales/*/${asked.name}.json and under "${asked.name}" in locales/*/officials.json. Read them aloud.
  3. test/instruments/${asked.name}/story.test.ts tells its story, test/golden/${asked.name}.txt what people read:
     npx vitest run test/instruments/${asked.name}; UPDATE_TRANSCRIPTS=1 npx vitest run test/golden
  4. \`npm start\`, and type /${asked.command} as Ana. A line in CHANGELOG.md, and \`npm run check\`.`);
  return 0;
}

function readArguments(args: readonly string[]): (Asked & { readonly isDry: boolean }) | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { command: { type: "string" }, "dry-run": { type: "boolean", default: false } },
    });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) return "Give one name.";
    return { name, command: values.command?.replace(/^\//, "") ?? name, isDry: values["dry-run"] };
  } catch (error) {
    return error instanceof Error ? error.message : "That is not known here.";
  }
}

function write({ path, text }: Piece): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Puts what was written in the form that the checks ask for. @returns what went wrong, in a sentence */
function finish({ name }: Asked, pieces: readonly Piece[]): string | undefined {
  const code = pieces.map(({ path }) => path).filter((path) => /\.(ts|json)$/.test(path));
  const steps = [
    {
      what: "formatted and its imports sorted",
      run: ["node_modules/@biomejs/biome/bin/biome", "check", "--write", "--linter-enabled=false", ...code],
    },
    { what: "drawn in docs/lifecycles.md", run: ["checks/lifecycles.ts"] },
    {
      what: "played and its transcript written",
      run: ["node_modules/vitest/vitest.mjs", "run", "test/golden", "-t", `^${name}\\.txt `],
    },
    {
      what: "told from beginning to end",
      run: ["node_modules/vitest/vitest.mjs", "run", `test/instruments/${name}/`],
    },
  ];
  for (const { what, run } of steps) {
    const ended = spawnSync(process.execPath, run, {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, UPDATE_TRANSCRIPTS: "1", NO_COLOR: "1" },
    });
    if (ended.status !== 0)
      return `All files are there, but it could not be ${what}:\n${ended.stdout}${ended.stderr}`;
  }
  return undefined;
}

function refuse(sentences: readonly string[]): number {
  for (const one of sentences) console.error(one);
  return 1;
}

process.exitCode = main(process.argv.slice(2));
