/**
 * `npm run structure`: checks that everything is where a newcomer looks for it. Reports what is wrong, where, and what
 * to do; exits with 1 when there is something. `--rooms` prints the rooms, the purpose of each and the arrows between
 * them, `--sizes` the largest files, `--names` functions that two files export by one name.
 */
import { fileURLToPath } from "node:url";
import { arrowsIn, checkArrows } from "./arrows.ts";
import type { Finding } from "./finding.ts";
import { BOT, CORE, COUNTED_ONLY, LARGE_FILES, LIMITED, LONG_FUNCTIONS, TEST } from "./house.ts";
import { sharedNames } from "./names.ts";
import { checkImportRules, checkParts, type House } from "./rooms.ts";
import {
  checkFileSizes,
  checkFunctions,
  checkMedian,
  LARGEST_FILE,
  LONGEST_FUNCTION,
  longFunctions,
  medianOf,
  sizesOf,
} from "./sizes.ts";
import { codeFiles, readSource, type SourceFile } from "./source.ts";
import { checkTestFolders } from "./test-folders.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const asked = new Set(process.argv.slice(2));
const unknown = [...asked].filter((flag) => !["--rooms", "--sizes", "--names"].includes(flag));
if (unknown.length > 0) {
  console.error(`${unknown.join(" ")} is not known here. There are --rooms, --sizes and --names.`);
  process.exit(2);
}

// Meanwhile Biome counts the functions.
const functionsFound = longFunctions(root, ["bot", ...LIMITED, ...COUNTED_ONLY]);
const files = codeFiles(root, "bot").map((path) => readSource(root, path));
const functions = await functionsFound;
const limited = LIMITED.flatMap((folder) => sizesOf(root, codeFiles(root, folder)));
const isCountedOnly = ({ path }: { readonly path: string }) =>
  COUNTED_ONLY.some((folder) => path.startsWith(`${folder}/`));

const findings: readonly Finding[] = [
  ...checkParts(root, BOT),
  ...checkParts(root, CORE),
  ...checkImportRules(root, BOT),
  ...checkArrows(BOT, files),
  ...checkArrows(CORE, files),
  ...checkFileSizes([...files, ...limited], LARGE_FILES),
  ...checkMedian(files, LARGE_FILES),
  ...checkFunctions(
    functions.filter((one) => !isCountedOnly(one)),
    LONG_FUNCTIONS,
  ),
  ...checkTestFolders(root, TEST),
];

if (asked.has("--rooms")) for (const house of [BOT, CORE]) printRooms(house, files);
if (asked.has("--sizes")) printSizes(files);
if (asked.has("--names"))
  for (const { name, paths } of sharedNames(files)) console.log(`${name}: ${paths.join(", ")}`);

for (const { where, wrong, next } of findings) console.error(`${where}: ${wrong}\n    ${next}\n`);
printNotes();
if (findings.length > 0) {
  console.error(`structure: ${findings.length} ${findings.length === 1 ? "thing is" : "things are"} wrong.`);
  process.exitCode = 1;
} else {
  console.log("structure: good.");
}

function printRooms(house: House, all: readonly SourceFile[]): void {
  const arrows = arrowsIn(house, all);
  console.log(`${house.folder}/, from the top of the stream to the bottom (${arrows.length} arrows)`);
  const widest = Math.max(...Object.keys(house.parts).map((name) => name.length));
  for (const [name, purpose] of Object.entries(house.parts)) {
    const targets = arrows.filter(({ from }) => from === name).map(({ to }) => to);
    console.log(`  ${name.padEnd(widest)}  ${purpose}`);
    if (targets.length > 0) console.log(`  ${"".padEnd(widest)}  -> ${targets.join(", ")}`);
  }
  console.log();
}

function printSizes(all: readonly SourceFile[]): void {
  for (const { path, lines } of all.toSorted((a, b) => b.lines - a.lines).slice(0, 20))
    console.log(`${String(lines).padStart(5)}  ${path}`);
  for (const { path, line, lines } of functions)
    console.log(`${String(lines).padStart(5)}  ${path}:${line}, a function`);
  console.log();
}

/** Prints what is counted but does not fail. */
function printNotes(): void {
  console.log(
    `bot: ${files.length} files, half of them under ${medianOf(files.map(({ lines }) => lines))} lines.`,
  );
  for (const folder of COUNTED_ONLY) {
    const large = sizesOf(root, codeFiles(root, folder)).filter(({ lines }) => lines > LARGEST_FILE).length;
    const long = functions.filter(({ path }) => path.startsWith(`${folder}/`)).length;
    console.log(
      `${folder}: ${large} files over ${LARGEST_FILE} lines, ${long} functions over ${LONGEST_FUNCTION}.`,
    );
  }
}
