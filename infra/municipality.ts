import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { withPopulation } from "../bot/municipality/population.ts";
import { buildMunicipality } from "../bot/municipality/read-built.ts";
import { readMunicipality } from "../bot/municipality/read-yaml.ts";
import { locales } from "../locales/index.ts";

/**
 * Builds a municipality's file into JSON, as the handlers read it: `node infra/municipality.ts FROM.yaml TO.json`.
 * Prints each line that needs fixing, and fails, when something is wrong.
 */
const [from = "", to = ""] = process.argv.slice(2);
try {
  const town = withPopulation(
    readMunicipality(readFileSync(from, "utf8"), basename(from), locales.languages),
    (name) => readFileSync(join(dirname(from), name), "utf8"),
  );
  writeFileSync(to, buildMunicipality(town));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
