import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildMunicipality } from "../../bot/municipality/read-built.ts";
import { copyTexts } from "../../bot/runtime/text-files.ts";
import { readTown } from "../../local/settings.ts";
import { localesFolder } from "../../locales/index.ts";
import { playing } from "../support/playing.ts";
import { ANA, deploy, NOOR } from "./deployed.ts";

const town = await deploy();
const folder = mkdtempSync(join(tmpdir(), "samenspel-one-language-"));
afterAll(async () => {
  await town.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Files that nobody can read: whoever tries fails, and the person hears nothing. */
function spoilt(language: string): void {
  const files = readdirSync(join(localesFolder, language));
  mkdirSync(join(folder, language), { recursive: true });
  for (const file of files) writeFileSync(join(folder, language, file), "cannot be read");
}

test("in a town of Dutch alone nothing English is ever read, whatever is typed and answered", async () => {
  copyTexts(localesFolder, folder);
  spoilt("en");
  const municipality = join(folder, "municipality.json");
  writeFileSync(
    municipality,
    buildMunicipality({
      ...readTown("infra/municipalities/waterkant.yaml", ["nl", "en"]),
      languages: ["nl"],
    }),
  );
  Object.assign(process.env, { TEXTS: folder, MUNICIPALITY: municipality });
  const { presses, heard, says, card, fills } = playing(town.playground, NOOR, ANA);
  town.runs();
  await says("/start");
  for (const part of ["language|nl", "privacy|join", "area|harbour", "allow|done"]) await presses(part);
  await says("De lamp bij de speeltuin is kapot");
  await says("Kadeplein");
  for (const part of ["photos|done", "category|street", "preview|send"]) await presses(part);
  await expect.poll(card, { timeout: 5000 }).toBeDefined();
  const posted = card();
  if (!posted) throw new Error("no card");
  await fills(posted, "answer", { outcome: "done", reason: "De lamp is vervangen." });
  await expect.poll(() => heard().at(-1)?.text, { timeout: 5000 }).toContain("De lamp is vervangen.");
  await says("bedankt");
  await says("Er is brand bij de buren");
  expect(heard().at(-2)?.text).toContain("Bel 112");
  expect(town.lines.filter((line) => /error/i.test(line))).toEqual([]);
}, 30_000);
