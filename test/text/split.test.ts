import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml, splitHtml } from "../../bot/text/split.ts";

/** What a reader sees of it: tags gone, entities read. Independent of the code under test. */
const read = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name] ?? "",
    );
const withoutSpace = (text: string) => text.replace(/\s+/g, "");

test("a text that fits stays one message", () => expect(splitHtml("Dank je wel")).toEqual(["Dank je wel"]));

test("4096 characters fit even when escaping makes them more", () => {
  expect(splitHtml(escapeHtml("&".repeat(4096)))).toHaveLength(1);
  expect(splitHtml(escapeHtml("&".repeat(4097)))).toHaveLength(2);
});

test("emoji count as Telegram counts them", () => {
  expect(splitHtml("😀".repeat(2048))).toHaveLength(1);
  expect(splitHtml("😀".repeat(2049)).map((part) => part.length)).toEqual([4096, 2]);
});

test("a long answer is cut between paragraphs", () => {
  const [one, two] = ["Eerste alinea. ".repeat(180).trim(), "Tweede alinea. ".repeat(180).trim()];
  expect(splitHtml(`${one}\n\n${two}`)).toEqual([one, two]);
});

test("without paragraphs it is cut after a sentence, and without sentences between words", () => {
  for (const part of splitHtml("De lamp is stuk. ".repeat(400))) expect(part).toMatch(/^De .*stuk\.$/s);
  for (const part of splitHtml("lantaarnpaal ".repeat(600)))
    expect(part).toMatch(/^lantaarnpaal.*lantaarnpaal$/s);
});

test("a family stays together", () => {
  const family = "👩‍👩‍👧‍👦";
  for (const part of splitHtml(family.repeat(500))) expect(part.length % family.length).toBe(0);
});

test("bold words stay bold on both sides of a cut", () => {
  const parts = splitHtml(`<b>${"stoep ".repeat(900)}</b>`);
  expect(parts.length).toBe(2);
  for (const part of parts) expect(part).toMatch(/^<b>[^<]*<\/b>$/);
});

test("nothing is lost, nothing is too long and no tag or entity is cut, whatever people write", () => {
  const bits = fc.constantFrom(
    "<",
    ">",
    "&",
    "&amp;",
    '"',
    "'",
    "\n\n",
    "\n",
    ". ",
    " ",
    "straat",
    "😀",
    "é",
    "e\u0301",
    "</b>",
    "。",
    "جسر",
    "x".repeat(50),
  );
  const words = fc
    .array(fc.oneof(bits, fc.string({ unit: "grapheme" })), { maxLength: 200 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(words, fc.integer({ min: 70, max: 400 }), (text, max) => {
      const html = `<b>${escapeHtml(text)}</b><i>${escapeHtml(text)}</i>`;
      const parts = splitHtml(html, max);
      expect(withoutSpace(parts.map(read).join(""))).toBe(withoutSpace(text + text));
      for (const part of parts) {
        expect(read(part).length).toBeLessThanOrEqual(max);
        const tags = [...part.matchAll(/<(\/?)([bi])>/g)].map(([, end]) => (end ? -1 : 1));
        expect(tags.reduce((sum, one) => sum + one, 0)).toBe(0);
        expect(part.replace(/<\/?[bi]>/g, "").replace(/&(lt|gt|quot|#39|amp);/g, "")).not.toMatch(/[<>&]/);
      }
    }),
    { numRuns: 300 },
  );
});

test("a heap of accents on one letter does not stop the rest", () => {
  const parts = splitHtml(`a${"\u0301".repeat(9000)} slot`);
  expect(parts.every((part) => part.length <= 4096)).toBe(true);
  expect(parts.at(-1)).toMatch(/slot$/);
});
