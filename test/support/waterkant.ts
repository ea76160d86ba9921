import { readFileSync } from "node:fs";
import { withPopulation } from "../../bot/municipality/population.ts";
import { readMunicipality } from "../../bot/municipality/read-yaml.ts";

const municipalities = new URL("../../infra/municipalities/", import.meta.url);
/** The invented town of all tests, as its file describes it. */
export const waterkant = withPopulation(
  readMunicipality(readFileSync(new URL("waterkant.yaml", municipalities), "utf8"), "waterkant.yaml", [
    "nl",
    "en",
  ]),
  (name) => readFileSync(new URL(name, municipalities), "utf8"),
);
