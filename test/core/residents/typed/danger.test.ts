import { expect, test } from "vitest";
import { createPhrases } from "../../../../bot/core/understanding/phrases.ts";
import { locales } from "../../../../locales/index.ts";
import type { Told } from "./danger.ts";
import { en } from "./danger-en.ts";
import { nl } from "./danger-nl.ts";
import { harmless } from "./harmless-nl.ts";

const tables: Readonly<Record<string, Told>> = { en, nl: { ...nl, ...harmless } };
const phrases = createPhrases(() => locales.languages.map(locales.vocabulary));

const rows = Object.entries(tables).flatMap(([language, told]) =>
  Object.entries(told).flatMap(([kind, texts]: [string, string]) =>
    texts
      .split("\n")
      .map((text) => text.trim())
      .filter((text) => text !== "")
      .map((text) => ({ language, kind, text })),
  ),
);

test.each(rows)("in $language “$text”: $kind", ({ text, kind }) => {
  expect(phrases.danger(text) ?? "none").toBe(kind);
});

test("nothing stands twice, and there are hundreds", () => {
  const texts = rows.map(({ text }) => text.toLowerCase());
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThan(400);
});
