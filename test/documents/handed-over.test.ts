import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPdfTypesetter } from "../../bot/documents/pdf.ts";
import { responded } from "../instruments/manifesto/people.ts";
import { readPdf } from "../support/pdf.ts";

/** The manifesto as it is handed over: the very PDF that goes into the thread of the card. */

test("the PDF holds what young people want, what was answered and promised, and can be held against the data", async () => {
  const scene = await responded({
    typeset: createPdfTypesetter(join(import.meta.dirname, "../../node_modules")),
  });
  const files = scene.town.card(scene.id)?.files ?? [];
  const second = files.filter((one) => one.name.endsWith("-v2.pdf"));
  expect(second).toHaveLength(1);
  const pdf = await readPdf(second[0]?.bytes ?? new Uint8Array());
  expect(pdf).toMatchObject({ title: "Jongerenmanifest Waterkant", marked: true, languages: ["nl"] });
  for (const words of [
    "Onderwerp 3: Gratis sporten",
    "Maak sporten gratis tot 18 jaar",
    "Sporten is gezond en niet iedereen kan het betalen.",
    "Gratis sporten in de sporthal, uiterlijk woensdag 1 juli 2026",
    "Daar is geen plek.",
    "Leeftijd: te weinig jongeren lieten dit meetellen om het te laten zien.",
  ])
    expect(pdf.text).toContain(words);
  const page = files.find((one) => one.name.endsWith("-v2.html"))?.text ?? "";
  const [, checksum = "none"] = /Controlegetal: ([0-9a-f]{16})/.exec(page) ?? [];
  expect(pdf.text).toContain(checksum);
  // A participant gets it too, when she asks, in her own language.
  const { noor, sam } = scene;
  await noor.presses("Stuur mij het manifest");
  await sam.commands("taal");
  await sam.presses("English");
  await sam.presses("Stuur mij het manifest");
  expect(noor.files.map((one) => one.name)).toEqual([second[0]?.name]);
  expect(await readPdf(noor.files[0]?.bytes ?? new Uint8Array())).toMatchObject({
    languages: ["nl"],
    text: pdf.text,
  });
  expect(await readPdf(sam.files[0]?.bytes ?? new Uint8Array())).toMatchObject({
    title: "Youth Manifesto Waterkant",
    languages: ["en"],
  });
  if (process.env.UPDATE_SCREENSHOTS) {
    mkdirSync("docs/images", { recursive: true });
    writeFileSync("docs/images/manifesto.png", await pdf.picture(1.4));
  }
});
