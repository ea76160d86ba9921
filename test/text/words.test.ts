import { expect, test } from "vitest";
import { plain } from "../../bot/core/disclosure/disclosure.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";

const words = createWords({ ...locales, ar: { common: { all: "{{all}}" } } });
const listed = (list: readonly string[], language: string, key = "survey:results.words") =>
  words.render({ key, params: { words: { list }, all: { list } } }, language);

test("words of another direction in a list stand each by itself, with their numbers", () => {
  const said = ["مرحبا", "gezellig", "שלום"].map((word) =>
    words.render({ key: "survey:results.wordOf", params: { word, count: plain(3) } }, "nl"),
  );
  expect(listed(said, "nl")).toBe("\u2068مرحبا (3)\u2069, gezellig (3) en \u2068שלום (3)\u2069");
});

test("a list of one direction is left as it is", () => {
  expect(listed(["groen", "café", "тихо"], "nl")).toBe("groen, café en тихо");
});

test("in a language from right to left each stands by itself, whatever it is written in", () => {
  const text = listed(["groen", "هدوء"], "ar", "common:all");
  expect(text).toContain("\u2068groen\u2069");
  expect(text).toContain("\u2068هدوء\u2069");
});
