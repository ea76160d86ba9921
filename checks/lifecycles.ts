/**
 * `npm run lifecycles`: checks the tables of every kind that ships, and writes docs/lifecycles.md from them. With
 * `--check` it writes nothing. Prints what is wrong and what to do; exits with 1 when there is something.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { locales } from "../locales/index.ts";
import { olderTables } from "./lifecycles/older-tables.ts";
import { PAGE, pageOf } from "./lifecycles/page.ts";
import { outdated, refusals } from "./lifecycles/refusals.ts";
import { shipped } from "./lifecycles/shipped.ts";

const asked = process.argv.slice(2);
const unknown = asked.filter((flag) => flag !== "--check");
if (unknown.length > 0) {
  console.error(`${unknown.join(" ")} is not known here. There is --check.`);
  process.exit(2);
}

const path = fileURLToPath(new URL(`../${PAGE}`, import.meta.url));
const page = pageOf(shipped, olderTables);
const wrong = [...refusals(shipped, locales)];
if (asked.includes("--check")) {
  wrong.push(...outdated(existsSync(path) ? readFileSync(path, "utf8") : undefined, page));
} else if (wrong.length === 0) {
  writeFileSync(path, page);
  console.log(`${PAGE} is written.`);
}

for (const one of wrong) console.error(one);
if (wrong.length > 0) process.exitCode = 1;
else console.log("lifecycles: good.");
