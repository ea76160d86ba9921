import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Groups,
  type Heard,
  representation,
  underheard,
} from "../../../bot/core/counting/representation.ts";

/** Two neighbourhoods, two ages; 1,000 people. */
const town: Groups = {
  "16_17|dike": 100,
  "28_up|dike": 300,
  "16_17|mill": 200,
  "28_up|mill": 400,
};

const told = (heard: readonly Heard[] = []) => heard.map((one) => [one.key, one.heard]);

describe("the index", () => {
  test("is 1 when those who take part are as those who live there", () => {
    const same = { "16_17|dike": 10, "28_up|dike": 30, "16_17|mill": 20, "28_up|mill": 40 };
    expect(representation(same, 100, town)?.index).toBe(1);
  });

  test("is lower by the part that would have to be somebody else", () => {
    // p: 0.05, 0.35, 0.10, 0.50; q: 0.1, 0.3, 0.2, 0.4. Apart: 0.05 + 0.05 + 0.10 + 0.10 = 0.30, half is 0.15.
    const mostlyOld = { "16_17|dike": 5, "28_up|dike": 35, "16_17|mill": 10, "28_up|mill": 50 };
    expect(representation(mostlyOld, 100, town)?.index).toBeCloseTo(0.85, 12);
  });

  test("counts a group of which nobody takes part", () => {
    // p: 0, 0, 0, 1. Apart: 0.1 + 0.3 + 0.2 + 0.6 = 1.2, half is 0.6.
    expect(representation({ "28_up|mill": 40 }, 40, town)?.index).toBeCloseTo(0.4, 12);
  });

  test("counts people from outside the town as a group that nobody lives in", () => {
    // p: 0.08, 0.24, 0.16, 0.32 and 0.2 from elsewhere. Apart: 0.02 + 0.06 + 0.04 + 0.08 + 0.2 = 0.4.
    const some = { "16_17|dike": 8, "28_up|dike": 24, "16_17|mill": 16, "28_up|mill": 32, "28_up|away": 20 };
    expect(representation(some, 100, town)?.index).toBeCloseTo(0.8, 12);
    expect(representation({ "28_up|away": 20 }, 20, town)?.index).toBe(0);
  });

  test("says from how many people it is worked out, and of how many the group is not known", () => {
    expect(representation({ "28_up|mill": 40 }, 55, town)).toMatchObject({ known: 40, unknown: 15 });
  });

  test("is not guessed from fewer than ten people, nor for a town where nobody lives", () => {
    expect(representation({ "28_up|mill": 9 }, 500, town)).toBeUndefined();
    expect(representation({ "28_up|mill": 10 }, 10, town)).toBeDefined();
    expect(representation({ "28_up|mill": 40 }, 40, {})).toBeUndefined();
    expect(representation({ "28_up|mill": 40 }, 40, { "28_up|mill": 0 })).toBeUndefined();
  });

  test("lies between 0 and 1, whoever takes part", () => {
    const groups = fc.dictionary(fc.constantFrom(...Object.keys(town), "28_up|away"), fc.nat(500));
    fc.assert(
      fc.property(groups, groups, (participants, population) => {
        const index = representation(participants, 0, population)?.index ?? 0;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("of each neighbourhood and each age", () => {
  test("is told how often its people take part, compared with how many live there", () => {
    const mostlyOld = { "16_17|dike": 5, "28_up|dike": 35, "16_17|mill": 10, "28_up|mill": 50 };
    const shown = representation(mostlyOld, 100, town);
    // Dike: 40 of 100 against 400 of 1,000. Mill: 60 against 600.
    expect(told(shown?.neighbourhoods)).toEqual([
      ["dike", { is: "ratio", ratio: 1 }],
      ["mill", { is: "ratio", ratio: 1 }],
    ]);
    // 16–17: 15 of 100 against 300 of 1,000. 28 and over: 85 against 700.
    expect(told(shown?.ages)).toEqual([
      ["16_17", { is: "ratio", ratio: 0.5 }],
      ["28_up", { is: "ratio", ratio: 85 / 70 }],
    ]);
    expect(shown?.ages.map(({ population }) => population)).toEqual([0.3, 0.7]);
  });

  test("one where nobody lives is left out", () => {
    const shown = representation({ "28_up|mill": 40 }, 40, { ...town, "28_up|harbour": 0 });
    expect(shown?.neighbourhoods.map(({ key }) => key)).toEqual(["dike", "mill"]);
  });
});

/** People of one age in a town whose neighbourhoods have as many people each. */
function among(counts: Readonly<Record<string, number>>) {
  const by = (number: (count: number) => number) =>
    Object.fromEntries(Object.entries(counts).map(([key, count]) => [`28_up|${key}`, number(count)]));
  return representation(
    by(Number),
    1000,
    by(() => 100),
  )?.neighbourhoods;
}

describe("of a group of fewer than ten", () => {
  test("is told only that it is so small, and the most that it could be", () => {
    // 200 people in eight neighbourhoods: the 8 in two small ones must be hidden with the 12.
    // With 9 of 200 against 1 of 8: 0.045 / 0.125 = 0.36.
    const shown = among({ a: 60, b: 45, c: 30, d: 25, e: 20, f: 12, g: 5, h: 3 });
    expect(told(shown)).toEqual([
      ["a", { is: "ratio", ratio: 2.4 }],
      ["b", { is: "ratio", ratio: 1.8 }],
      ["c", { is: "ratio", ratio: 1.2 }],
      ["d", { is: "ratio", ratio: 1 }],
      ["e", { is: "ratio", ratio: 0.8 }],
      ["f", { is: "hidden" }],
      ["g", { is: "few", atMost: 0.36 }],
      ["h", { is: "few", atMost: 0.36 }],
    ]);
  });

  test("nobody at all is told in the same words as nine", () => {
    const least = { is: "few", atMost: (9 * 300) / (71 * 100) };
    expect(told(among({ a: 40, b: 31, c: 0 })).at(-1)).toEqual(["c", least]);
  });

  test("two that are both nine are not given away by their sum", () => {
    // 18 for two of at most 9 each would be 9 and 9.
    expect(told(among({ a: 40, b: 30, c: 9, d: 9 })).map(([, heard]) => heard)).toMatchObject([
      { is: "ratio" },
      { is: "hidden" },
      { is: "few" },
      { is: "few" },
    ]);
  });

  test("nothing is told when even “fewer than ten” would tell too much", () => {
    // “Ten or more” and “fewer than ten”, ten in all: nobody in the second.
    expect(told(among({ a: 10, b: 0 }))).toEqual([
      ["a", { is: "hidden" }],
      ["b", { is: "hidden" }],
    ]);
  });

  test("could have nobody or nine, for all that can be worked out from what is told", () => {
    const counts = fc.array(fc.oneof(fc.nat(12), fc.nat(80)), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(counts, (list) => {
        const shown = among(Object.fromEntries(list.map((count, at) => [`n${at}`, count]))) ?? [];
        const known = list.reduce((sum, count) => sum + count, 0);
        const numberOf = (is: string) => shown.filter(({ heard }) => heard.is === is).length;
        if (numberOf("few") === 0) return;
        const open = list.reduce(
          (sum, count, at) => (shown[at]?.heard.is === "ratio" ? sum : sum + count),
          0,
        );
        // The others have at least 10 each where hidden; at most 9 each where few, and where hidden no more than
        // what is the least that is told.
        const atLeast = 10 * numberOf("hidden");
        const told = list.filter((_count, at) => shown[at]?.heard.is === "ratio");
        const atMost = numberOf("hidden") * Math.min(known, ...told) + 9 * (numberOf("few") - 1);
        expect(open - atLeast).toBeGreaterThanOrEqual(9);
        expect(open - atMost).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  test("is never shown with a number, whatever the numbers are", () => {
    const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(counts, (list) => {
        const shown = among(Object.fromEntries(list.map((count, at) => [`n${at}`, count]))) ?? [];
        for (const [at, { heard }] of shown.entries())
          if ((list[at] ?? 0) < 10) expect(heard.is).not.toBe("ratio");
      }),
    );
  });
});

describe("heard too little", () => {
  test("is who takes part less than four fifths as often, the least heard first", () => {
    // 500 people in five equal neighbourhoods, 100 each would be as the town: 0.79 is too little and 0.8 is not.
    const shown = among({ a: 180, b: 79, c: 80, d: 61, e: 100 });
    expect(underheard(shown ?? []).map(({ key }) => key)).toEqual(["d", "b"]);
  });

  test("is a small group only when nine of it would still be too little", () => {
    // 200 people in four neighbourhoods of 250 each: 9 of 200 against a quarter is 0.18.
    expect(underheard(among({ a: 100, b: 60, c: 38, d: 2 }) ?? []).map(({ key }) => key)).toEqual(["d"]);
    // 40 people in four neighbourhoods: 9 of 40 against a quarter is 0.9. That one has nobody, is not told.
    expect(underheard(among({ a: 15, b: 14, c: 11, d: 0 }) ?? [])).toEqual([]);
  });

  test("is not said of a group that is hidden for the sake of another", () => {
    const shown = among({ a: 120, b: 60, c: 12, d: 8 });
    expect(told(shown).at(2)).toEqual(["c", { is: "hidden" }]);
    expect(underheard(shown ?? []).map(({ key }) => key)).toEqual(["d"]);
  });
});
