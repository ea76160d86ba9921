/**
 * `npm run shapes`: takes the fingerprint of each kind of row from its schema and writes bot/store/row-shapes.ts, by
 * which a row that was written by the same version is trusted. With `--check` it writes nothing, says which fingerprint
 * is not its schema's, and exits with 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rowSchema } from "../bot/store/row-schemas.ts";
import { rowShapes } from "../bot/store/row-shapes.ts";
import { fingerprints, stale, written } from "./shapes/fingerprint.ts";

const asked = process.argv.slice(2);
const unknown = asked.filter((flag) => flag !== "--check");
if (unknown.length > 0) {
  console.error(`${unknown.join(" ")} is not known here. There is --check.`);
  process.exit(2);
}

const path = fileURLToPath(new URL("../bot/store/row-shapes.ts", import.meta.url));
const now = fingerprints(rowSchema);
if (asked.includes("--check")) {
  const wrong = stale(rowShapes, now);
  for (const one of wrong) console.error(one);
  if (wrong.length > 0) process.exitCode = 1;
  else console.log("shapes: good.");
} else {
  writeFileSync(path, written(readFileSync(path, "utf8"), now));
  console.log("bot/store/row-shapes.ts is written.");
}
