import { join } from "node:path";
import { expect, test } from "vitest";
import { createPdfTypesetter } from "../../bot/documents/pdf.ts";
import { createPosterPrinter, type Poster } from "../../bot/documents/poster.ts";
import { readPdf } from "../support/pdf.ts";
import { scanned } from "../support/scanned.ts";

const packages = join(import.meta.dirname, "../../node_modules");
const posterOf = createPosterPrinter(packages);

const poster: Poster = {
  title: "Jouw wijk, jouw geld",
  question: "Waar moet het eerste geld van de wijk naartoe?",
  how: "Scan de code met je telefoon en doe mee in Telegram",
  link: "https://t.me/samenspel_waterkant_bot?start=w_P1234567",
  language: "nl",
  municipality: "Gemeente Waterkant",
};

/** As it is read, regardless of line breaks. */
const said = (text: string) => text.replaceAll(/\s+/g, " ");

test("a poster is one sheet on which passers-by read who asks what, what to do, and the link in words", async () => {
  const pdf = await readPdf(await posterOf(poster));
  expect(pdf.pages).toBe(1);
  expect(said(pdf.text)).toBe(
    [poster.municipality, poster.title, poster.question, poster.how, poster.link].join(" "),
  );
});

test("somebody who points her phone at the poster gets to the link, even from far away", async () => {
  const pdf = await readPdf(await posterOf(poster));
  expect(scanned(await pdf.picture(2))).toBe(poster.link);
  expect(scanned(await pdf.picture(0.6))).toBe(poster.link);
});

test("a screen reader reads it: tagged, with its title, in its language, and the code says where it leads", async () => {
  const pdf = await readPdf(await posterOf(poster));
  expect(pdf).toMatchObject({ title: poster.title, marked: true, languages: ["nl"] });
  expect(pdf.tags).toEqual(expect.arrayContaining(["H1", "P", "Figure", "Link"]));
  expect(pdf.alts).toEqual([poster.link]);
  const arabic = await readPdf(await posterOf({ ...poster, title: "حيّك، مالك", language: "ar" }));
  expect(arabic).toMatchObject({ title: "حيّك، مالك", languages: ["ar"] });
});

test("long words make it smaller, and it stays one sheet with every word and a code that can be scanned", async () => {
  const long = {
    ...poster,
    title: "Een heel lange titel over de toekomst van alle pleinen, parken en speeltuinen in onze gemeente",
    question: "Wat moet er beter bij jou in de buurt, en voor wie? ".repeat(30).trim(),
    link: `${poster.link}_${"abc123".repeat(20)}`,
  };
  const pdf = await readPdf(await posterOf(long));
  expect(pdf.pages).toBe(1);
  expect(said(pdf.text)).toContain(long.title);
  expect(said(pdf.text)).toContain(long.question);
  expect(pdf.text.replaceAll(/\s+/g, "")).toContain(long.link);
  // A phone looks many times. This reader too misses so dense a code in one picture and finds it in the next.
  const looks = await Promise.all([1, 2, 3].map(async (scale) => scanned(await pdf.picture(scale))));
  expect(looks).toContain(long.link);
});

test("what an organiser typed is on it as she typed it, and none of it is markup", async () => {
  const question = '#strong[Gratis] *sporten* $x^2$ \\ <b> "?"';
  const pdf = await readPdf(await posterOf({ ...poster, question }));
  expect(said(pdf.text)).toContain(question);
});

test("it is the same to the byte when it is made again, also after a document was set in between", async () => {
  const first = await posterOf(poster);
  await createPdfTypesetter(packages)({
    language: "en",
    title: "Something else",
    day: "2026-06-10",
    sections: [],
    about: "Version 1",
  });
  expect(await posterOf(poster)).toEqual(first);
});
