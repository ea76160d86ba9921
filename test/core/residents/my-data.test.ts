import { describe, expect, test } from "vitest";
import { purposes } from "../../../bot/core/model/lane.ts";
import { createTestTown } from "../../support/town.ts";

/** What somebody reads about herself, and what she is promised: no more than what she chose. */

async function member() {
  const town = createTestTown();
  return { town, noor: await town.resident("noor").joins() };
}

test("a tap on a permission that comes twice leaves it as she chose it", async () => {
  const { noor } = await member();
  await noor.commands("mijngegevens");
  await noor.presses("Mijn keuzes");
  const tap = () =>
    noor.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "allow", option: "ask_opinion+" },
    });
  expect(
    (noor.lastHeard.choices ?? []).flat().flatMap((one) => ("press" in one ? [one.press.option] : [])),
  ).toContain("ask_opinion+");
  await tap();
  await tap();
  expect((await noor.lane)?.permissions.filter((one) => one.purpose === "ask_opinion")).toMatchObject([
    { granted: true },
  ]);
});

describe("/mijngegevens", () => {
  test("promises an answer, and no news to who left it off; her choices stand there", async () => {
    const { noor } = await member();
    await noor.commands("mijngegevens");
    expect(noor.lastText).toContain(
      [
        "Je krijgt hier antwoord op wat je vertelde.",
        "",
        "Dit koos je zelf:",
        "Nieuws over je buurt: uit",
        "Soms je mening vragen: uit",
        "Meetellen zonder naam: uit",
      ].join("\n"),
    );
    expect(noor.lastText).not.toMatch(/als er nieuws is/);
    await noor.presses("Mijn keuzes");
    expect(noor.lastText).toContain("over mijn buurt.\nMening: vraag mij soms");
    await noor.presses("Klaar");
    await noor.presses("Mijn keuzes");
    await noor.presses("nieuws over mijn buurt");
    await noor.presses("Klaar");
    await noor.commands("mijngegevens");
    expect(noor.lastText).toContain("Nieuws over je buurt: aan\nSoms je mening vragen: uit");
  });

  test("says what is kept in one list, with her age and what she takes part in", async () => {
    const { town, noor } = await member();
    const lane = await noor.lane;
    if (!lane) throw new Error("nobody came in");
    await town.store.commit([
      {
        put: { ...lane, age: "18_20", takesPart: ["P1234567"], version: lane.version + 1 },
        expect: lane.version,
      },
    ]);
    await noor.commands("mijngegevens");
    expect(noor.lastText).toMatch(/\nLeeftijd: 18 [^\n]+\nJe doet mee aan: 1 project/);
  });

  test("says so when she wants no messages, and what she gets when she wants them again", async () => {
    const { noor } = await member();
    await noor.commands("stop");
    await noor.commands("mijngegevens");
    expect(noor.lastText).toContain("Je krijgt geen berichten.");
    await noor.commands("stop");
    await noor.presses("Toch weer berichten");
    expect(noor.lastText).toContain("Je krijgt hier weer antwoord op wat je vertelde.");
    expect(noor.lastText).not.toContain("nieuws");
  });

  test("promises nothing to who has not come in yet", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    await noor.commands("start");
    await noor.presses("Nederlands");
    await noor.commands("mijngegevens");
    expect(noor.lastText).not.toMatch(/Je krijgt|aan\n|uit\n/);
  });
});

describe("a story with a first name on the website, which nobody makes", () => {
  test("is not asked for any more", async () => {
    const { town, noor } = await member();
    await noor.commands("mijngegevens");
    await noor.presses("Mijn keuzes");
    const labels = (noor.lastHeard.choices ?? []).flat().map((one) => town.render(one.label, "nl"));
    expect(labels).toEqual([
      "Uit: nieuws over mijn buurt",
      "Uit: soms mijn mening vragen",
      "Uit: meetellen zonder naam",
      "Klaar",
    ]);
    expect(noor.lastText).not.toMatch(/voornaam|website/);
    expect(purposes).not.toContain("publish_story");
  });

  test("stays readable in the row of who allowed it before, and does nothing", async () => {
    const { town, noor } = await member();
    const lane = await noor.lane;
    if (!lane) throw new Error("nobody came in");
    const before = {
      purpose: "publish_story" as const,
      granted: true,
      text: "2026-12",
      language: "nl",
      at: town.now,
    };
    await town.store.commit([
      { put: { ...lane, permissions: [before], version: lane.version + 1 }, expect: lane.version },
    ]);
    await noor.commands("mijngegevens");
    expect(noor.lastText).not.toContain("voornaam");
    // An old button that still stands in her chat.
    await noor.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "allow", option: "publish_story" },
    });
    await noor.presses("mening");
    expect((await noor.lane)?.permissions).toMatchObject([before, { purpose: "ask_opinion", granted: true }]);
  });
});
