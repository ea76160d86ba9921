import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adviceOn, hasLongSentences } from "../../../bot/core/plain-language/advice.ts";
import { jargon } from "../../../bot/core/plain-language/jargon.ts";
import { sentencesOf } from "../../../bot/core/plain-language/sentences.ts";

const lengths = (text: string) => sentencesOf(text).map(({ length }) => length);

describe("sentences", () => {
  test("are counted with their words", () => {
    // 4 and 6: 5 on average.
    expect(adviceOn("De lamp is kapot. Wij maken hem morgen voor u!", "nl")).toMatchObject({
      sentences: 2,
      average: 5,
      longest: 6,
    });
    // 1, 2 and 2: 5 / 3 = 1.666…
    expect(adviceOn("Dank. Tot gauw? Heel graag.", "nl").average).toBe(1.7);
  });

  test.each([
    ["Dat is bijv. Rotterdam of Delft.", [6]],
    ["Wij vragen o.a. Noor, d.w.z. de buurvrouw.", [7]],
    ["Kijk op nr. 5 en art. 12 daar.", [8]],
    ["Vraag het dhr. J. de Vries.", [6]],
    ["Er komen banken, bomen enz. Daarna komt het gras.", [5, 4]],
    ["Er komen banken enz. in de straat.", [7]],
    ["Dat duurt 5 min. Daarna gaan wij.", [4, 3]],
  ])("do not end with an abbreviation: %s", (text, words) => {
    expect(lengths(text)).toEqual(words);
  });

  test.each([
    ["Er wonen 1.000 mensen. Dat kost € 1.000. Genoeg.", [4, 3, 1]],
    ["Om 10.30 uur in 2024. Daarna niet.", [5, 2]],
    ["Kijk op waterkant.nl. Daar staat het.", [3, 3]],
  ])("do not end inside a number or an address: %s", (text, words) => {
    expect(lengths(text)).toEqual(words);
  });

  test.each([
    ['Zij zei: "Kom mee!" en liep weg.', [7]],
    ["Zij zei: “Kom mee.” Wij gingen.", [4, 2]],
    ["(Dat mag.) Het is gratis.", [2, 3]],
    ["Het is dag. 's Avonds is het donker. ’t Is koud.", [3, 5, 3]],
    ["Het is kil. 's morgens ook.", [6]],
    ["Wat nu?! Wacht… Nee.", [2, 1, 1]],
  ])("may have quotes and brackets: %s", (text, words) => {
    expect(lengths(text)).toEqual(words);
  });

  test("end at the end of a line, as headings and lists do", () => {
    expect(lengths("Wat gaan wij doen\n\n- de lamp maken\n1. Het gras maaien\r\n– – –")).toEqual([4, 3, 4]);
  });

  test("are advised to be shorter above fifteen words on average", () => {
    const of = (count: number) => adviceOn(`${"woord ".repeat(count - 1)}woord.`, "nl");
    expect(hasLongSentences(of(15), "nl")).toBe(false);
    expect(hasLongSentences(of(16), "nl-BE")).toBe(true);
    expect(hasLongSentences(of(99), "tr")).toBe(false);
  });

  test("of an empty text are none", () => {
    const none = { sentences: 0, average: 0, longest: 0, jargon: [], long: [] };
    expect(adviceOn("", "nl")).toEqual(none);
    expect(adviceOn(" … – \n!", "nl")).toEqual(none);
  });
});

describe("jargon", () => {
  const found = (text: string, language = "nl") => adviceOn(text, language).jargon;

  test("is named as it is written, once, with a plain word for it", () => {
    expect(found("Middels participatie is er draagvlak. Participatie is goed.")).toEqual([
      { word: "Middels", instead: "met" },
      { word: "participatie", instead: "meedoen" },
      { word: "draagvlak", instead: "steun" },
    ]);
  });

  test("may be several words, over the end of a line", () => {
    expect(found("Bomen ten behoeve\nvan de buurt")).toEqual([{ word: "ten behoeve van", instead: "voor" }]);
  });

  test("is not a part of another word", () => {
    expect(found("De Participatieraad en de participatie-avond: participatie- en buurtwerk.")).toEqual([]);
    expect(found("geïmplementeerd, reedsé, mitsdien")).toEqual([]);
  });

  test("is found with its accents, however they are typed", () => {
    expect(found("Wij coo\u0308rdineren (“initiëren”).")).toEqual([
      { word: "coördineren", instead: "regelen" },
      { word: "initiëren", instead: "beginnen met" },
    ]);
  });

  test("is looked for in the language of the text", () => {
    const text = "Participation prior to implementation; participatie.";
    expect(found(text, "en-GB").map(({ instead }) => instead)).toEqual([
      "taking part",
      "before",
      "carrying out",
    ]);
    for (const language of ["tr", "ar", "", "constructor", "__proto__"])
      expect(found(text, language)).toEqual([]);
  });

  test("has a plain word for each word, and none that is jargon itself", () => {
    for (const [language, least] of [
      ["nl", 80],
      ["en", 25],
    ] as const) {
      const list = jargon.get(language) ?? new Map<string, string>();
      expect(list.size).toBeGreaterThanOrEqual(least);
      for (const [word, instead] of list) {
        expect(adviceOn(`Wij ${word} dat.`, language).jargon).toEqual([{ word, instead }]);
        expect(adviceOn(instead, language).jargon).toEqual([]);
        expect(adviceOn(instead, language).long).toEqual([]);
      }
    }
  });
});

describe("long words", () => {
  test("have more than fourteen letters, and are named once", () => {
    // omgevingsvisie: 14 letters. bestemmingsplan: 15.
    expect(adviceOn("Omgevingsvisie, bestemmingsplan en het Bestemmingsplan.", "nl").long).toEqual([
      "bestemmingsplan",
    ]);
  });

  test("are shorter with a hyphen, and an address is no word", () => {
    expect(
      adviceOn(
        "De buurt-verduurzaming staat op https://gemeentewaterkantoost.example en (www.gemeentewaterkantoost.example) of wij@gemeentewaterkantoost.example.",
        "nl",
      ).long,
    ).toEqual([]);
  });
});

test("no text makes it stumble, however odd or long", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(..."aAé.!?…\"'”) \n-1@/"), maxLength: 300 }),
    fc
      .array(
        fc.constantFrom("participatie", "bijv.", "nr.", "5", "'s", "Kom!", "ten", "behoeve", "van", "\ud800"),
      )
      .map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(text, fc.constantFrom("nl", "en", "ar", "\ud800-"), (words, language) => {
      const advice = adviceOn(words, language);
      expect(advice.longest).toBeGreaterThanOrEqual(Math.floor(advice.average));
    }),
    { numRuns: 500 },
  );
  for (const piece of ['"', "a.", "ten behoeve ", "@", "é", "'.", "A. "])
    adviceOn(piece.repeat(50_000), "nl");
});
