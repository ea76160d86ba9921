import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphemes } from "../../bot/core/model/characters.ts";
import { split as splitForSlack, weight } from "../../bot/slack/mrkdwn.ts";
import { split } from "../../bot/text/split.ts";

/** As Telegram counts. */
const inMessages = (text: string) => split(text, 4096);
const withoutSpace = (text: string) => text.replace(/\s+/g, "");

test("a text that fits stays one message", () => expect(inMessages("Dank je wel")).toEqual(["Dank je wel"]));

test("a text of nothing but white space is no message", () => expect(inMessages(" \n ")).toEqual([]));

test("4096 characters fit, whatever they would be in markup", () => {
  expect(inMessages("&".repeat(4096))).toHaveLength(1);
  expect(inMessages("&".repeat(4097))).toHaveLength(2);
});

test("emoji count as Telegram counts them", () => {
  expect(inMessages("😀".repeat(2048))).toHaveLength(1);
  expect(inMessages("😀".repeat(2049)).map((part) => part.length)).toEqual([4096, 2]);
});

test("a long answer is cut between paragraphs", () => {
  const [one, two] = ["Eerste alinea. ".repeat(180).trim(), "Tweede alinea. ".repeat(180).trim()];
  expect(inMessages(`${one}\n\n${two}`)).toEqual([one, two]);
});

test("without paragraphs it is cut after a line, a sentence, and without sentences between words", () => {
  for (const part of inMessages("De lamp is stuk.\nDe stoep ook\n".repeat(200)))
    expect(part).toMatch(/^De .*(stuk\.|ook)$/s);
  for (const part of inMessages("De lamp is stuk. ".repeat(400))) expect(part).toMatch(/^De .*stuk\.$/s);
  for (const part of inMessages("路灯坏了。人行道也坏了。".repeat(500))) expect(part).toMatch(/。$/);
  for (const part of inMessages("lantaarnpaal ".repeat(600)))
    expect(part).toMatch(/^lantaarnpaal.*lantaarnpaal$/s);
});

test("a family stays together", () => {
  const family = "👩‍👩‍👧‍👦";
  for (const part of inMessages(family.repeat(500))) expect(part.length % family.length).toBe(0);
});

describe.each([
  ["Telegram", split, (text: string) => text.length],
  ["Slack", splitForSlack, weight],
] as const)("for %s", (_chat, cut, lengthOf) => {
  test("nothing is lost, nothing is too long and no character is cut, whatever people write", () => {
    const bits = fc.constantFrom(
      "<",
      ">",
      "&",
      "&amp;",
      "\n\n",
      "\r\n",
      "\n",
      ". ",
      " ",
      "straat",
      "😀",
      "👩‍👩‍👧‍👦",
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
        const parts = cut(text, max);
        expect(withoutSpace(parts.join(""))).toBe(withoutSpace(text));
        const whole = new Set(graphemes(text));
        for (const part of parts) {
          expect(part).toBe(part.trim());
          expect(part).not.toBe("");
          expect(lengthOf(part)).toBeLessThanOrEqual(max);
          for (const one of graphemes(part)) expect(whole).toContain(one);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("a heap of accents on one letter does not stop the rest", () => {
  const parts = inMessages(`a${"\u0301".repeat(9000)} slot`);
  expect(parts.every((part) => part.length <= 4096)).toBe(true);
  expect(parts.at(-1)).toMatch(/slot$/);
});
