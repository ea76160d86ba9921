import { describe, expect, test } from "vitest";
import { plain } from "../../bot/core/disclosure/disclosure.ts";
import { say, type Texts } from "../../bot/core/model/message.ts";
import { createPhrases } from "../../bot/core/understanding/phrases.ts";
import { createHearing } from "../../bot/text/typed-choice.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import { textsOf, withLanguage } from "../support/texts.ts";

const words = createWords(withLanguage(locales, "ar", { common: { all: "{{all}}" } }));
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

test("a number that chooses the form is written as every other number", () => {
  const invented = createWords(
    textsOf({ nl: { votes: { said_one: "{{count}} stem", said_other: "{{count}} stemmen van {{all}}" } } }),
  );
  const said = (count: number) => invented.render(say("votes:said", { count, all: 12_000 }), "nl");
  expect([said(1), said(1_200)]).toEqual(["1 stem", "1.200 stemmen van 12.000"]);
});

test("a text that nobody wrote is shown as its whole key, in every language", () => {
  for (const language of ["nl", "en", "ar"])
    expect(words.render(say("issue:neverWritten", { count: 2 }), language)).toBe("issue:neverWritten");
});

describe("a text is read when somebody is first shown it", () => {
  /** The same texts, and what of them was read, in this order. */
  function noted(of: Texts) {
    const read: string[] = [];
    const texts: Texts = {
      languages: of.languages,
      namespace(language, name) {
        read.push(`${language} ${name}`);
        return of.namespace(language, name);
      },
      vocabulary(language) {
        read.push(`${language} heard`);
        return of.vocabulary(language);
      },
    };
    return { texts, read };
  }

  test("in her own language, and of that only the part it is in", () => {
    const { texts, read } = noted(locales);
    const words = createWords(texts);
    expect(read).toEqual([]);
    for (const key of ["issue:send", "issue:noPhotos", "common:done", "issue:send"])
      words.render(say(key), "en");
    expect(read).toEqual(["en issue", "en common"]);
  });

  test("in Dutch only what her own language lacks", () => {
    const { texts, read } = noted(withLanguage(locales, "fy", { common: { done: "Klear" } }));
    const words = createWords(texts);
    expect(words.render(say("common:done"), "fy-NL")).toBe("Klear");
    expect(read).toEqual(["fy common"]);
    expect(words.render(say("issue:send"), "fy-NL")).toBe(words.render(say("issue:send"), "nl"));
    expect(read).toEqual(["fy common", "fy issue", "nl issue"]);
  });

  test("and what people type, when somebody types, in the languages of the town", () => {
    const { texts, read } = noted(locales);
    const { typedChoice, vocabularies } = createHearing(createWords(texts), ["nl"]);
    const phrases = createPhrases(vocabularies);
    expect(read).toEqual([]);
    expect(phrases.danger("Er is brand")).toBe("now");
    expect(phrases.danger("There is a fire")).toBeUndefined();
    expect(
      typedChoice("twee", [say("common:as_is", { text: "1" }), say("common:as_is", { text: "2" })], "nl"),
    ).toBe(1);
    expect(read.toSorted()).toEqual(["nl common", "nl heard"]);
  });
});
