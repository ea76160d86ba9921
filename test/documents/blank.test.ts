import { join } from "node:path";
import { expect, test } from "vitest";
import { createPdfTypesetter } from "../../bot/documents/pdf.ts";
import { acts, drafted, opening, opens } from "../instruments/survey/people.ts";
import { readPdf } from "../support/pdf.ts";

/** The questions on paper, for people without a phone: the very files that go into the thread of the card. */

const questions = [
  {
    id: "order",
    kind: "ranking",
    most: 2,
    ask: { nl: "Waar moet het geld naartoe?", en: "Where should the money go?" },
    options: [
      { id: "lamps", label: { nl: "Lantaarns", en: "Street lamps" } },
      { id: "trees", label: { nl: "Bomen", en: "Trees" } },
      { id: "benches", label: { nl: "Bankjes", en: "Benches" } },
    ],
  },
  {
    id: "times",
    kind: "number",
    from: 0,
    to: 7,
    ask: { nl: "Hoe vaak loop je hier?", en: "How often do you walk here?" },
  },
  {
    id: "first",
    kind: "choices",
    most: 2,
    own: true,
    ask: { nl: "Wat moet er eerst beter?", en: "What should become better first?" },
    options: [
      { id: "light", label: { nl: "Licht", en: "Light" } },
      { id: "waste", label: { nl: "Afval", en: "Waste" } },
    ],
  },
  { id: "nice", kind: "yes_no", ask: { nl: "Woon je hier fijn?", en: "Do you like living here?" } },
];

test("somebody who reads another language than the town's own fills in a form in hers", async () => {
  const scene = await drafted(
    { ...opening, template: "own" },
    { typeset: createPdfTypesetter(join(import.meta.dirname, "../../node_modules")) },
  );
  await acts(scene.ola, scene, "questions", { part1: JSON.stringify({ questions }) });
  await opens(scene);
  const files = scene.town.card(scene.id)?.files ?? [];
  const name = `peiling-${scene.id.toLowerCase()}-v1`;
  expect(files.map((one) => one.name)).toEqual([
    `${name}.pdf`,
    `${name}.html`,
    `${name}.md`,
    `${name}-en.pdf`,
    `${name}-en.html`,
    `${name}-en.md`,
    `${name}.json`,
  ]);
  const sheet = async (ending: string) => {
    const file = files.find((one) => one.name === `${name}${ending}`);
    const pdf = await readPdf(file?.bytes ?? new Uint8Array());
    return { ...pdf, text: pdf.text.replaceAll(/\s+/g, " ") };
  };
  const own = await sheet(".pdf");
  expect(own).toMatchObject({ title: "Hoe is het in jouw buurt?", languages: ["nl"] });
  for (const words of [
    "Zet 1 bij wat je het belangrijkst vindt, dan 2, en ga zo door. Er zijn 2 plekken.",
    "Schrijf een getal van 0 tot en met 7.",
    "Kruis er hoogstens 2 aan.",
    "Staat het er niet bij? Schrijf het hier:",
    "Kruis één antwoord aan.",
  ])
    expect(own.text).toContain(words);
  // On paper nothing can be tapped or typed.
  expect(own.text).not.toMatch(/Tik|Typ/);
  const other = await sheet("-en.pdf");
  expect(other).toMatchObject({ title: "How is your neighbourhood?", languages: ["en"], marked: true });
  for (const words of [
    "Put 1 at what matters most to you, then 2, and so on. There are 2 places.",
    "Write a number from 0 to 7.",
    "[ ] Street lamps",
  ])
    expect(other.text).toContain(words);
});
