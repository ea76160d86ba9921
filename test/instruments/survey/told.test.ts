import { describe, expect, test } from "vitest";
import { apartLines } from "../../../bot/instruments/survey/figures/apart-lines.ts";
import { questionLines } from "../../../bot/instruments/survey/figures/result-lines.ts";
import { chose, gathered, gave, other, people, question, ranked, read, said, typed } from "./counted.ts";

/** What residents and officials read of the figures, each worked out by hand. */

const staff = { via: "staff" } as const;
const [light, green] = [chose("Licht"), chose("Groen")];
const choice = question("choice", ["Licht", "Groen"], { own: true });

describe("a question with options", () => {
  test("tells what people answered beside them, also when they are the most", () => {
    const counted = gathered(...people(8, light), ...people(13, other("Zwembad")));
    // Of 21: 8 is 38.1%, 13 is 61.9%.
    expect(read(questionLines(choice, counted))).toBe(
      "Vraag (21 antwoorden)\nLicht: 8 (38%)\nGroen: 0 (0%)\nIets anders: 13 (62%)",
    );
  });

  test("tells how many answered in words that fitted none of them", () => {
    const scale = question("yes_no");
    const counted = gathered(...people(9, chose("yes")), ...people(3, typed("Soms")));
    expect(read(questionLines(scale, counted))).toBe(
      "Vraag (12 antwoorden)\nJa: 9 (75%)\nNee: 0 (0%)\nIn eigen woorden: 3 (25%)",
    );
    expect(read(questionLines(scale, counted), "en")).toContain("In their own words: 3 (25%)");
  });

  test("holds them against those of colleagues, also where only one of both has some", () => {
    const { results } = gathered(
      ...people(15, light),
      ...people(5, other("Zwembad")),
      ...people(6, light, staff),
      ...people(4, typed("Meer geld"), staff),
    );
    // Residents: 15 of 20 (75%), 5 of 20 (25%), no words. Colleagues: 6 of 10, nothing else, 4 of 10 in words.
    expect(read(apartLines(choice, results))).toBe(
      [
        "Medewerkers van de gemeente (10 antwoorden):",
        "Licht: 60% (inwoners 75%)",
        "Groen: 0% (inwoners 0%)",
        "In eigen woorden: 40% (inwoners 0%)",
      ].join("\n"),
    );
  });

  test("shows each earlier share beside the current one, whatever the number of people", () => {
    const before = gathered(...people(4, light), ...people(12, green), ...people(4, other("Bankjes")));
    const now = gathered(...people(9, light), ...people(1, green), ...people(2, other("Zwembad")));
    // Then 4, 12 and 4 of 20: 20, 60 and 20%. Now 9, 1 and 2 of 12: 75, 8.3 and 16.7%.
    expect(read(questionLines(choice, now, before))).toBe(
      [
        "Vraag (12 antwoorden)",
        "Eerder: 20 antwoorden.",
        "Licht: 9 (75%, eerder 20%)",
        "Groen: 1 (8%, eerder 60%)",
        "Iets anders: 2 (17%, eerder 20%)",
      ].join("\n"),
    );
    // For nine people then, nothing is told.
    expect(read(questionLines(choice, now, gathered(...people(9, light))))).not.toContain("eerder");
  });
});

describe("a ranking", () => {
  test("tells points, and in one line what they are", () => {
    const counted = gathered(
      ...people(6, ranked("A", "B", "C")),
      ...people(4, ranked("B", "A")),
      ...people(2, typed("Alles")),
    );
    // A: 6 × 3 + 4 × 1 = 22. B: 6 × 2 + 4 × 2 = 20. C: 6 × 1. Two of twelve said it in words: 16.7%.
    expect(read(questionLines(question("ranking", ["A", "B", "C"]), counted, counted))).toBe(
      [
        "Vraag (12 antwoorden)",
        "Plek 1 telt het meest. Hoe meer punten, hoe belangrijker.",
        "A: 22 punten",
        "B: 20 punten",
        "C: 6 punten",
        "In eigen woorden: 2 (17%)",
      ].join("\n"),
    );
  });
});

describe("numbers", () => {
  const number = question("number");
  const ten = [1, 1, 2, 2, 2, 3, 3, 4, 8, 10].flatMap((value) => people(1, gave(value)));

  test("are told as a mean and a median, of ten numbers or more", () => {
    // 36 / 10; the fifth of ten.
    expect(read(questionLines(number, gathered(...ten)))).toBe(
      "Vraag (10 antwoorden)\nGemiddeld 3,6. De helft zei 2 of minder.",
    );
    const few = gathered(...people(2, gave(7)), ...people(18, typed("Te vaak")));
    expect(read(questionLines(number, few))).toBe(
      "Vraag (20 antwoorden)\nTe weinig getallen voor een gemiddelde: minder dan 10.",
    );
  });

  test("are told with how many they are, when others answered in words", () => {
    const some = gathered(...ten, ...people(5, typed("Te vaak")));
    expect(read(questionLines(number, some))).toBe(
      "Vraag (15 antwoorden)\nGemiddeld 3,6, van 10 getallen. De helft zei 2 of minder.",
    );
  });

  test("stand beside the earlier mean, of residents and of colleagues", () => {
    const before = gathered(
      ...people(8, gave(2)),
      ...people(4, gave(5)),
      ...people(10, gave(0), staff),
      ...people(1, gave(11), staff),
    );
    const now = gathered(...ten, ...people(10, gave(4), staff));
    // Then (16 + 20) / 12 = 3 of residents, 11 / 11 = 1 of colleagues.
    expect(read(questionLines(number, now, before))).toContain("Eerder: gemiddeld 3, van 12 getallen.");
    expect(read(apartLines(number, now.results, before))).toBe(
      "Medewerkers van de gemeente (10 antwoorden):\nGemiddeld 4. De helft zei 4 of minder.\nEerder: gemiddeld 1, van 11 getallen.",
    );
    const few = gathered(...people(9, gave(2)), ...people(9, typed("Veel")));
    expect(read(questionLines(number, now, few))).not.toContain("Eerder");
  });
});

describe("words", () => {
  const word = question("word");
  const now = gathered(...people(7, said("Druk")), ...people(3, said("fijn!")));
  const before = gathered(
    ...people(9, said("Rustig")),
    ...people(2, said("stil")),
    ...people(1, said("saai")),
  );

  test("stand beside the earlier words, with how many answered then", () => {
    expect(read(questionLines(word, now, before))).toBe(
      "Vraag (10 antwoorden)\ndruk (7) en fijn (3)\nEerder (12 antwoorden): rustig (9)",
    );
    // What was kept before words were.
    expect(read(questionLines(word, now, { results: before.results }))).toBe(
      "Vraag (10 antwoorden)\ndruk (7) en fijn (3)",
    );
  });

  test("come after the close; and when nobody said the same, that is told", () => {
    expect(read(questionLines(word, { results: now.results }))).toContain("De woorden staan bij de uitslag");
    const each = gathered(...Array.from({ length: 10 }, (_, n) => people(1, said(`woord ${n}`))).flat());
    expect(read(questionLines(word, each))).toBe(
      "Vraag (10 antwoorden)\nGeen woord is door 3 of meer mensen gezegd.",
    );
  });
});
