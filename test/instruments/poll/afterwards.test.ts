import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { BRAM, CHRIS, hasRoles } from "../../support/staff.ts";
import type { TestOfficial, TestTown } from "../../support/town.ts";
import { onCard, opened } from "./people.ts";

/** A poll that Noor found at /meedoen and voted in. */
async function voted() {
  const scene = await opened();
  const noor = await scene.town.resident("noor").joins();
  await noor.commands("meedoen");
  await noor.presses("Stem");
  await noor.presses("Een bankje");
  return { ...scene, noor };
}

/** The same, counted and answered. */
async function answered() {
  const scene = await voted();
  const { town, ola, id } = scene;
  await town.passes(15 * DAY, 15 * 24);
  const answer = { answer_nl: "Er komt een bankje.", answer_en: "There will be a bench." };
  await ola.does(onCard(id, "answer"));
  await ola.submit(answer);
  await ola.submit(answer);
  await town.passes(2 * HOUR, 24);
  return scene;
}

describe("what came of it can be found back", () => {
  test("by whoever voted, in her own list, also when she never told anything", async () => {
    const { town, id } = await opened();
    const noor = town.resident("noor");
    await noor.joins();
    await noor.commands("mijn");
    expect(noor.lastText).toBe("Je hebt nog niets verteld. Typ gewoon wat er speelt in je buurt.");
    await noor.commands("meedoen");
    await noor.presses("Stem");
    await noor.presses("Een boom");
    await noor.commands("mijn");
    expect(noor.lastText).toContain("Je doet wel mee, of deed mee, aan iets van de gemeente.");
    await noor.presses("Waar ik aan meedoe");
    await noor.presses("Het plein (open om te stemmen)");
    expect(noor.lastText).toContain("Wat komt er op het plein?");
    expect((await town.store.process(id))?.ended).toBeUndefined();
  });

  test("after the end, with the result, the answer and the day", async () => {
    const { noor } = await answered();
    await noor.commands("mijn");
    await noor.presses("Waar ik aan meedoe");
    await noor.presses("Het plein (afgerond)");
    expect(noor.lastText).toContain("De stemming over “Het plein” is geteld.");
    expect(noor.lastText).toContain("Er komt een bankje.");
    expect(noor.lastText).toMatch(/Dit is afgerond op \w+ \d+ \w+\./);
    expect(noor.lastText.indexOf("is geteld")).toBeLessThan(noor.lastText.indexOf("Er komt een bankje."));
  });

  test("by somebody who came later, at /meedoen", async () => {
    const { town } = await answered();
    const sam = town.resident("sam");
    await sam.joins();
    await sam.commands("meedoen");
    expect(sam.lastText).toContain("Er is nu niets om aan mee te doen.");
    await sam.presses("Wat is afgerond");
    expect(sam.lastText).toBe("Dit is afgerond. Tik op wat je wilt lezen.");
    await sam.presses("Het plein");
    expect(sam.lastText).toContain("Er komt een bankje.");
  });

  test("and nobody is shown a list when nothing has ended", async () => {
    const { town } = await opened();
    const noor = town.resident("noor");
    await noor.joins();
    await noor.commands("meedoen");
    await noor.presses("Wat is afgerond");
    expect(noor.lastText).toBe("Er is nog niets afgerond.");
  });

  test("the result is below the card as soon as it is counted", async () => {
    const { town, noor } = await voted();
    expect(noor.lastText).not.toContain("is geteld");
    await town.passes(15 * DAY, 15 * 24);
    await noor.commands("meedoen");
    expect(noor.lastText).toContain("Wat komt er op het plein?");
    expect(noor.lastText).toContain("De stemming over “Het plein” is geteld.");
  });
});

/** The section of her start page that lists what is running. */
async function running(town: TestTown, who: TestOfficial) {
  await who.opensHome();
  const found = who.home?.sections.find((one) => one.heading.key === "officials:home.running");
  return (
    found && {
      heading: town.render(found.heading),
      lines: (found.lines ?? []).map((one) => town.render(one)),
      rows: (found.rows ?? []).map((one) => ({ text: town.render(one.text), urgent: one.urgent })),
    }
  );
}

describe("officials see on their start page what is running", () => {
  test("with the answer that is promised, while nobody owes anything yet", async () => {
    const { town, ola } = await opened();
    expect(await running(town, ola)).toEqual({
      heading: "Wat loopt (1)",
      lines: ["Niets is te laat."],
      rows: [
        {
          text: "Antwoord uiterlijk maandag 1 juni 2026: Stemming: Het plein. Inwoners kunnen stemmen. Team Jeugd en buurt.",
          urgent: false,
        },
      ],
    });
    // Bram leads another team.
    expect(await running(town, await hasRoles(town, BRAM, ["official"]))).toBeUndefined();
  });

  test("with who is waited for, and what is late on top", async () => {
    const { town, ola } = await voted();
    await town.passes(15 * DAY, 15 * 24);
    expect((await running(town, ola))?.rows[0]).toEqual({
      text: "Uiterlijk maandag 1 juni 2026: Stemming: Het plein. Aan zet: organisator (antwoord geven op de uitslag). Team Jeugd en buurt.",
      urgent: false,
    });
    await town.passes(20 * DAY, 20 * 2);
    const late = await running(town, ola);
    expect(late?.lines).toEqual(["1 van de 1 is te laat."]);
    expect(late?.rows[0]?.text).toMatch(/^Te laat sinds maandag 1 juni 2026: Stemming: Het plein\./);
    expect(late?.rows[0]?.urgent).toBe(true);
  });

  test("the clerk sees those of every team, and nothing that is over", async () => {
    const { town, ola } = await answered();
    expect(await running(town, ola)).toBeUndefined();
    const other = await opened();
    expect((await running(other.town, other.town.official(CHRIS)))?.rows).toHaveLength(1);
  });
});
