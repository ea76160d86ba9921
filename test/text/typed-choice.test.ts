import { describe, expect, test } from "vitest";
import { say } from "../../bot/core/model/message.ts";
import { createHearing } from "../../bot/text/typed-choice.ts";
import { words } from "../support/words.ts";

/** Which button somebody means who types: never a guess. What is not clear is asked about. */

const { typedChoice } = createHearing(words, words.languages);

const heard = (typed: string, labels: readonly string[], language = "nl") => {
  const options = labels.map((text) => say("common:as_is", { text }));
  const index = typedChoice(typed, options, language);
  return index === undefined ? undefined : labels[index];
};

const TIMES = ["Nooit", "1 keer", "2 keer", "3 keer"];
const LINES = ["Lijn 4", "Lijn 2", "Lijn 12", "Lijn 3"];
const OFTEN = ["Ja", "Meestal", "Soms niet", "Nee"];
const PLAIN = ["Groen", "Wonen", "Spelen en sport"];

describe("a number", () => {
  test.each([
    ["2", TIMES, "2 keer"],
    ["1", TIMES, "1 keer"],
    ["2.", TIMES, "2 keer"],
    ["4", LINES, "Lijn 4"],
    ["12", LINES, "Lijn 12"],
    ["2", ["1 tot 2 uur", "3 tot 4 uur"], "1 tot 2 uur"],
    ["1", ["1 uur", "1,5 uur", "2 uur"], "1 uur"],
    ["07", ["Bus 7", "Bus 8"], "Bus 7"],
    ["1000", ["€ 500", "€ 1.000", "€ 2.500"], "€ 1.000"],
  ])("“%s” of %j is the option that bears it", (typed, labels, meant) => {
    expect(heard(typed, labels)).toBe(meant);
  });

  test.each([
    ["4", TIMES],
    ["0", TIMES],
    ["1", LINES],
    ["2", ["2 keer per week", "2 keer per maand", "Nooit"]],
    ["3", ["Zone 30", "Plein", "Park"]],
    ["1", ["€ 500", "€ 1.000", "€ 2.500"]],
    ["5", ["1,5 uur", "2 uur", "Nooit"]],
  ])("“%s” of %j is none, rather than the place of another", (typed, labels) => {
    expect(heard(typed, labels)).toBeUndefined();
  });

  test("is a place where no option bears one, and only as far as there are options", () => {
    expect(heard("2", PLAIN)).toBe("Wonen");
    expect(heard("4", PLAIN)).toBeUndefined();
    expect(heard("0", PLAIN)).toBeUndefined();
  });

  test.each([["٢"], ["۲"], ["२"], ["২"], ["２"], ["2️⃣"]])("“%s” is a two as well", (typed) => {
    expect(heard(typed, PLAIN)).toBe("Wonen");
    expect(heard(typed, TIMES)).toBe("2 keer");
    expect(heard("2", ["مرة ١", "مرة ٢"], "ar")).toBe("مرة ٢");
  });
});

describe("one word of a label", () => {
  test.each([
    ["meestal", OFTEN, "Meestal"],
    ["nee", OFTEN, "Nee"],
    ["sport", PLAIN, "Spelen en sport"],
    ["woon", ["Wonen", "Woonstraat"], "Woonstraat"],
    ["ja", ["Ja, graag", "Nee, liever niet"], "Ja, graag"],
    ["nee", ["Ja, graag", "Nee, liever niet"], "Nee, liever niet"],
    ["autos", ["Minder auto’s", "Meer bomen"], "Minder auto’s"],
    ["yes", ["Yes, please", "No, thanks"], "Yes, please"],
    ["één keer", ["Ja, ik help graag mee", "Ja, één keer", "Nu niet"], "Ja, één keer"],
    ["liever niet", ["Ja, graag", "Nee, liever niet"], "Nee, liever niet"],
  ])("“%s” of %j is that one when it can be nothing else", (typed, labels, meant) => {
    expect(heard(typed, labels)).toBe(meant);
  });

  test.each([
    ["niet", OFTEN],
    ["soms", OFTEN],
    ["wel", ["Wel mee eens", "Anders"]],
    ["geen", ["Geen mening", "Voor"]],
    ["voor", ["Iets voor kinderen", "Sport"]],
    ["nooit", ["Bijna nooit", "Vaak"]],
    ["vaak", ["Niet vaak", "Altijd"]],
    ["know", ["Don’t know", "Agree"]],
    ["not", ["Not now", "Later"]],
    ["the", ["In the evening", "At noon"]],
    ["fijn", ["Erg fijn", "Niet fijn"]],
    ["ja", ["Ja, ik help graag mee", "Ja, één keer", "Nu niet"]],
    ["ja", ["Ja, maar niet altijd", "Nee"]],
    ["nee", ["Ja", "Neem contact op"]],
    ["een", ["Ja, één keer", "Nu niet"]],
    ["niet fijn", ["Helemaal niet fijn", "Niet zo fijn", "Fijn"]],
    ["keer", ["Ja, één keer", "Eén keer per week"]],
    ["s", ["Spelen", "Wonen"]],
  ])("“%s” of %j is none: it could be meant otherwise", (typed, labels) => {
    expect(heard(typed, labels)).toBeUndefined();
  });
});

test("the whole label is that label, whatever its capitals, accents, signs and apostrophes", () => {
  expect(heard("soms niet!", OFTEN)).toBe("Soms niet");
  expect(heard("ENQUETE", ["Enquête", "Gesprek"])).toBe("Enquête");
  expect(heard("'s avonds", ["’s Avonds", "Overdag"])).toBe("’s Avonds");
  expect(heard("👍🏽", ["👍", "👎"])).toBe("👍");
});
