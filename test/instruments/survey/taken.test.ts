import { describe, expect, test } from "vitest";
import { readNumber } from "../../../bot/core/model/contribution.ts";
import { readAnswer, readSize } from "../../../bot/instruments/survey/entering/reading.ts";
import { createTestTown } from "../../support/town.ts";
import { begins, comes, opened, openedWith, options, q, responsesIn } from "./people.ts";

/** Typed words are never interpreted by guessing, and the person who typed them reads what was understood. */

const asking = (...questions: object[]) => openedWith(JSON.stringify({ questions }));
const answersIn = (scene: Parameters<typeof responsesIn>[0]) => responsesIn(scene)[0]?.answers ?? {};

describe("somebody who types a part of an answer, or its number,", () => {
  test.each([
    ["2", "Je antwoord: 2 keer", "o2"],
    ["2.", "Je antwoord: 2 keer", "o2"],
    ["٣", "Je antwoord: 3 keer", "o3"],
    ["2 keer", undefined, "o2"],
    ["NOOIT", undefined, "o0"],
  ])("“%s”: reads what was taken when it was not the label", async (typed, told, id) => {
    const scene = await asking(
      q("a", "choice", options("Nooit", "1 keer", "2 keer", "3 keer")),
      q("b", "text"),
    );
    const noor = await begins(scene, "noor");
    await noor.says(typed);
    expect(answersIn(scene).a).toEqual({ is: "options", ids: [id] });
    expect(noor.lastText).toContain("Vraag b");
    if (told) expect(noor.lastText).toContain(told);
    else expect(noor.lastText).not.toContain("Je antwoord");
  });

  test("of several: reads all of them", async () => {
    const scene = await asking(
      q("a", "choices", options("Groen in de straat", "Wonen", "Sport")),
      q("b", "text"),
    );
    const noor = await begins(scene, "noor");
    await noor.says("1، 3");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o0", "o2"] });
    expect(noor.lastText).toContain("Je antwoord: Groen in de straat en Sport");
  });

  test("at the last question: reads it with the thanks", async () => {
    const scene = await asking(q("a", "yes_no"));
    const noor = await begins(scene, "noor");
    await noor.says("Ja hoor");
    expect(noor.lastText).toMatch(/^Je antwoord: Ja\n\nDank je\. Dit was de laatste vraag\./);
  });

  test("her age: reads the group that she is counted in", async () => {
    const scene = await opened();
    const noor = await comes(scene, "noor", { counted: true });
    await noor.commands("meedoen");
    await noor.presses("Begin");
    await noor.says("٣٤");
    expect((await noor.lane)?.age).toBe("28_up");
    expect(noor.lastText).toMatch(/^Je antwoord: 28 jaar of ouder/);
  });

  test.each([
    ["Yes", "yes"],
    ["nee joh", "no"],
  ])("“%s”: is understood, in whatever language of the town", async (typed, id) => {
    const scene = await asking(q("a", "yes_no"), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says(typed);
    expect(answersIn(scene).a).toEqual({ is: "options", ids: [id] });
    expect(noor.lastText).toContain(`Je antwoord: ${id === "yes" ? "Ja" : "Nee"}`);
  });

  test("“niet” is not “Soms niet”: it is asked about, and kept", async () => {
    const scene = await asking(q("a", "choice", options("Ja", "Meestal", "Soms niet", "Nee")));
    const noor = await begins(scene, "noor");
    await noor.says("niet");
    expect(answersIn(scene)).toEqual({});
    expect(responsesIn(scene)[0]?.notes).toEqual({ a: "niet" });
  });
});

describe("a number with a unit behind it", () => {
  const week = "Hoeveel dagen per week ben je buiten?";
  test.each([
    [week, "3 dagen", 3],
    [week, "3 days", 3],
    ["Hoeveel uur per dag slaap je?", "8 uur", 8],
    ["How many days a week are you outside?", "3 days", 3],
    ["Hoe lang woon je hier, in jaren?", "3 jaar", 3],
    ["Hoe oud is je huis?", "30 jaar", 30],
    ["Hoeveel keer in de week?", "3 keer", 3],
    ["Hoeveel minuten is het lopen?", "10 min", 10],
    [week, "۳", 3],
  ])("at “%s”: “%s” is %i, and she reads so", async (ask, typed, value) => {
    const scene = await asking(q("a", "number", { ask: { nl: ask, en: ask } }), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says(typed);
    expect(answersIn(scene).a).toEqual({ is: "number", value });
    expect(noor.lastText).toContain(`Je antwoord: “${value}”`);
  });

  test.each([
    [week, "3 weken"],
    [week, "3 week"],
    ["How many days a week are you outside?", "3 weeks"],
    ["Hoeveel uur per dag slaap je?", "2 dagen"],
    ["Hoe vaak per week ben je buiten?", "3 weken"],
    ["Hoeveel keer in de week?", "3 weken"],
    ["Hoeveel dagen was je de afgelopen maand buiten?", "3 maanden"],
  ])("at “%s”: “%s” is not what is counted, and is asked about", async (ask, typed) => {
    const scene = await asking(q("a", "number", { ask: { nl: ask, en: ask } }), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says(typed);
    expect(answersIn(scene)).toEqual({});
    expect(noor.lastText).toContain("Typ een heel getal, zonder komma");
  });
});

describe("one word", () => {
  test.each([
    "Zandkasteelbouwkampioenschappen",
    "👨‍👩‍👧‍👦",
    "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
    "é".normalize("NFD").repeat(60),
    "x".repeat(60),
    "niet zo fijn",
  ])("can be “%s”", async (typed) => {
    const scene = await asking(q("a", "word"), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says(typed);
    expect(answersIn(scene).a).toEqual({ is: "word", text: typed });
  });

  test.each(["x".repeat(61), "👨‍👩‍👧‍👦".repeat(61), "dit zijn er vier", `x${"\u0301".repeat(700)}`])(
    "is not “%s”: she reads that it is too long",
    async (typed) => {
      const scene = await asking(q("a", "word"), q("b", "text"));
      const noor = await begins(scene, "noor");
      await noor.says(typed);
      expect(noor.lastText).toContain("Dat is te lang voor één woord.");
      expect(answersIn(scene)).toEqual({});
    },
  );
});

describe("digits of another script", () => {
  test("tell the size of a group, and how many chose what", () => {
    expect(readSize("١٢")).toBe(12);
    const question = {
      id: "a",
      kind: "choice",
      ask: { nl: "?" },
      options: ["a", "b"].map((id) => ({ id, label: { nl: id } })),
    } as const;
    expect(readAnswer("group", question as never, "١=٥، ٢=٧", 12)).toEqual({
      is: "counts",
      counts: { a: 5, b: 7 },
    });
  });

  test("find a report by its number", () => {
    expect(readNumber("٤٨٢١-٠٩٣٧")).toBe("48210937");
  });
});

describe("somebody who types her neighbourhood while she comes in", () => {
  const atNeighbourhoods = async () => {
    const noor = createTestTown().resident("noor");
    await noor.commands("start");
    await noor.presses("Nederlands");
    await noor.presses("16");
    return noor;
  };

  test("as its number: reads which one was taken", async () => {
    const noor = await atNeighbourhoods();
    const [first = ""] = noor.labels;
    await noor.says("١");
    expect(noor.lastText).toContain(`Je antwoord: ${first}`);
  });

  test("as its name: goes on without that", async () => {
    const noor = await atNeighbourhoods();
    const [first = ""] = noor.labels;
    await noor.says(first.toLowerCase());
    expect(noor.lastText).not.toContain("Je antwoord");
    expect((await noor.lane)?.neighbourhood).toBeDefined();
  });
});

test("somebody who types part of a subject reads which one was understood before she sends it", async () => {
  const noor = createTestTown().resident("noor");
  await noor.joins();
  await noor.says("Er ligt al een week glas");
  await noor.says("Sla over");
  await noor.presses("Geen foto");
  await noor.says("afv");
  expect(noor.lastText).toContain("Onderwerp: Afval");
  expect(noor.labels).toContain("Verstuur");
});

test.each(["geen", "Geen foto’s.", "geen foto", "none"])(
  "“%s” at the question for a photo is no photo, and no part of the report",
  async (typed) => {
    const noor = createTestTown().resident("noor");
    await noor.joins();
    await noor.says("Er ligt al een week glas");
    await noor.says("Sla over");
    await noor.says(typed);
    expect(noor.lastKeys).toContain("issue:ask.category");
    expect(JSON.stringify((await noor.lane)?.dialogue?.answers)).not.toContain(typed);
  },
);
