import { describe, expect, test } from "vitest";
import { createPatterns } from "../../../bot/core/understanding/patterns.ts";
import { locales } from "../../../locales/index.ts";
import { en } from "../residents/typed/en.ts";
import { nl } from "../residents/typed/nl.ts";
import type { Expected } from "../residents/typed/situations.ts";

/** Phrases inside a text: each is looked for only if the text contains a word that it cannot do without. */

const isIn = (phrase: string, text: string) => createPatterns([phrase]).isIn(` ${text} `);

describe("a phrase", () => {
  test.each([
    ["brand", "er is brand", true],
    ["brand", "de brandweer komt", false],
    ["verdrink*", "iemand verdrinkt", true],
    ["*lamp", "de straatlamp", true],
    ["*lamp*", "de straatlampen", true],
    ["wil … dood", "ik wil echt niet meer dood", true],
    ["wil … dood", "ik wil dat jullie die grote boom dood", false],
    ["wil … dood", "ik wil dood", true],
    ["(kind|vrouw) … (water|sloot)", "een kind ligt in de sloot", true],
    ["slaat (mij|een (kind|hond))", "hij slaat een hond", true],
    ["slaat (mij|een (kind|hond))", "de klok slaat een uur", false],
    ["(bijna |net )?aangereden", "ik ben aangereden", true],
    ["ik kan niet meer $", "ik kan niet meer", true],
    ["ik kan niet meer $", "ik kan niet meer parkeren", false],
    ["^ help", "help er", true],
    ["^ help", "met help er", false],
    ["(vuur|rook)", "er komt rook uit", true],
  ])("“%s” in “%s”: %s", (phrase, text, found) => {
    expect(isIn(phrase, text)).toBe(found);
  });

  test("that holds a shorter one goes as a whole, when it is written before it", () => {
    const patterns = createPatterns(["er is gevaar bel 112", "er is gevaar"]);
    expect(patterns.without(" pas op er is gevaar bel 112 ").trim()).toBe("pas op");
  });
});

describe("no phrase is missed for the word that is looked for first", () => {
  const texts = [nl, en].flatMap((table: Expected) =>
    Object.values(table).flatMap((one) => Object.values(one ?? {}).flat()),
  );
  const spaced = (text: string) =>
    ` ${text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()} `;
  /** The same phrase as one expression, whatever words the text contains. */
  const plainly = (phrase: string) =>
    new RegExp(
      ` (?:${phrase
        .replace(/ \$$/, "(?= $)")
        .replace(/^\^ /, "(?<=^ )")
        .replaceAll("… ", "(?:[^ ]+ ){0,3}?")
        .replaceAll("*", "[^ ]*")})(?= )`,
    );

  test.each(["nl", "en"] as const)("in what people type, with the lists of %s", (language) => {
    const { dangerNow = [], dangerSelf = [], harmless = [], formal = [] } = locales.vocabulary(language);
    let found = 0;
    for (const phrase of [...dangerNow, ...dangerSelf, ...harmless, ...formal]) {
      const one = createPatterns([phrase]);
      const whole = plainly(phrase);
      for (const text of texts.map(spaced)) {
        const there = whole.test(text);
        if (there) found++;
        if (one.isIn(text) !== there) expect(`“${phrase}” in “${text}”`).toBe(there ? "found" : "not found");
      }
    }
    expect(found).toBeGreaterThan(30);
  });
});
