import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createDocumentFiles } from "../../bot/documents/document-files.ts";
import { createPdfTypesetter } from "../../bot/documents/pdf.ts";
import type { Paper, Typeset } from "../../bot/ports/paper.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import { dayOf } from "../support/moments.ts";
import { readPdf } from "../support/pdf.ts";

const packages = join(import.meta.dirname, "../../node_modules");

const paper: Paper = {
  language: "nl",
  title: "Jongerenmanifest Waterkant",
  day: "2026-06-10",
  sections: [
    { heading: "De vraag", lines: ["Wat moet er beter?\nVoor wie?"], items: [] },
    {
      heading: "Wat wij willen",
      lines: [],
      items: [
        {
          heading: "1. #strong[Gratis] *sporten* $x^2$ \\ <b>",
          facts: [{ term: "Voor wie", text: "de wethouder Sport" }],
        },
        {
          heading: "2. مكان للشباب في الحي",
          facts: [{ term: "Steun", text: "Więcej ławek; şehir için 🌳" }],
        },
      ],
    },
  ],
  about: "Versie 2",
};

describe("a document as PDF", () => {
  let typeset: Typeset;
  let bytes: Uint8Array;
  beforeAll(async () => {
    typeset = createPdfTypesetter(packages);
    bytes = await typeset(paper);
  });

  test("can be read by a screen reader: tagged, with its title, in its language, headings and lists as such", async () => {
    const pdf = await readPdf(bytes);
    expect(pdf).toMatchObject({
      title: "Jongerenmanifest Waterkant",
      marked: true,
      languages: ["nl"],
      pages: 1,
    });
    expect(pdf.tags.filter((tag) => tag === "H1")).toHaveLength(2);
    expect(pdf.tags.filter((tag) => tag === "H2")).toHaveLength(2);
    expect(pdf.tags).toEqual(expect.arrayContaining(["L", "LI", "Lbl", "LBody"]));
  });

  test("shows what people typed as they typed it, and takes none of it for markup", async () => {
    const { text } = await readPdf(bytes);
    expect(text).toContain("1. #strong[Gratis] *sporten* $x^2$ \\ <b>");
    expect(text).toContain("Wat moet er beter?\nVoor wie?");
  });

  test("has letters for Polish, Turkish, Arabic and emoji", async () => {
    const { text } = await readPdf(bytes);
    expect(text).toContain("Więcej ławek; şehir için 🌳");
    // Arabic lies in a PDF as it is drawn, letter by letter; the whole words stand beside it where pdf.js does not look.
    expect(text).toContain("مكان");
    expect(text).not.toContain("\u{FFFD}");
  });

  test("is the same to the byte when it is made again", async () => {
    expect(await createPdfTypesetter(packages)(paper)).toEqual(bytes);
    expect(await typeset(paper)).toEqual(bytes);
  });

  test("goes over several pages, each with its number", async () => {
    const item = {
      heading: "Een punt",
      facts: [{ term: "Waarom", text: "Omdat het beter kan. ".repeat(30) }],
    };
    const items = Array.from({ length: 30 }, () => item);
    const long = await readPdf(
      await typeset({ ...paper, sections: [{ heading: "Alles", lines: [], items }] }),
    );
    expect(long.pages).toBeGreaterThan(4);
    expect(long.text).toContain(`1 / ${long.pages}`);
  });
});

test("when it cannot be set the other files come all the same, and the log says so without a word of it", async () => {
  const lines: unknown[] = [];
  const log = { info: () => {}, warn: () => {}, error: (event: string) => void lines.push(event) };
  const print = createDocumentFiles(
    createWords(locales),
    log,
    createPdfTypesetter("/there/is/no/such/folder"),
  );
  const document = {
    name: "manifest-1",
    version: 1,
    title: "T",
    day: dayOf("2026-06-10"),
    sections: [],
    data: {},
  };
  const files = await print(document, "nl");
  expect(files.map((one) => one.type)).toEqual(["text/html", "text/markdown", "application/json"]);
  expect(lines).toEqual(["paper.failed"]);
});
