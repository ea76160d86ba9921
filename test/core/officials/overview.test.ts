import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { corePress } from "../../../bot/core/model/screen.ts";
import type { Office } from "../../../bot/core/model/staff.ts";
import { onCard, opened } from "../../instruments/poll/people.ts";
import { acts, drafted, opening, opens } from "../../instruments/survey/people.ts";
import { BRAM, CHRIS, hasRoles } from "../../support/staff.ts";
import type { TestOfficial, TestTown } from "../../support/town.ts";

/** What officials make ready, and what the clerk sees of everything that the town promised. */

/** The sections of her start page as they are read. */
function page(town: TestTown, who: TestOfficial) {
  return (who.home?.sections ?? []).map((one) => ({
    heading: town.render(one.heading),
    lines: (one.lines ?? []).map((line) => town.render(line)),
    rows: (one.rows ?? []).map(({ text }) => town.render(text)),
  }));
}

async function prepared(town: TestTown, who: TestOfficial) {
  await who.opensHome();
  return page(town, who).find(({ heading }) => heading.startsWith("Wordt voorbereid"))?.rows;
}

/** The days of one kind in the clerk's overview. */
async function days(town: TestTown, view: "past" | "coming" | "disputed" | "quarters", at = 0) {
  const chris = town.official(CHRIS);
  await chris.does({ type: "chose", press: corePress("overview", `${view}.${at}`) });
  const [, ...sections] = page(town, chris);
  return sections;
}

const reason = { reason_nl: "Het geld is op.", reason_en: "The money is gone." };

describe("what residents do not see yet stands on the start page of officials", () => {
  test("with who is waited for and its next day, until it opens", async () => {
    const scene = await drafted({ ...opening, opensOn: "2026-05-11" });
    const { town, ola, bo } = scene;
    expect(await prepared(town, ola)).toEqual([
      "Peiling: Hoe is het in jouw buurt?. Team Jeugd en buurt.\nIn de maak.",
    ]);
    await acts(ola, scene, "propose");
    expect((await prepared(town, bo))?.[0]).toMatch(
      /^Uiterlijk donderdag 7 mei 2026: Peiling: .*Aan zet: een collega/,
    );
    await acts(bo, scene, "approve", { moreThanSeven: "yes" });
    expect((await prepared(town, bo))?.[0]).toMatch(/^Opent op maandag 11 mei 2026: /);
    // Bram leads another team.
    expect(await prepared(town, await hasRoles(town, BRAM, ["official"]))).toBeUndefined();
    expect(await prepared(town, town.official(CHRIS))).toHaveLength(1);
  });

  test("and no more once they do, or it was thrown away", async () => {
    const scene = await drafted();
    await opens(scene);
    expect(await prepared(scene.town, scene.ola)).toBeUndefined();
    const other = await drafted();
    await acts(other.ola, other, "discard");
    expect(await prepared(other.town, other.ola)).toBeUndefined();
    expect(await other.town.store.unlisted("hidden")).toEqual([]);
  });

  test("also what was stored before it said so, once the clock has looked at it", async () => {
    const { town, ola, id } = await drafted();
    const { waits: _, ...before } = (await town.store.process(id)) as Process;
    const put = { ...before, version: before.version + 1, wakeAt: town.now };
    await town.store.commit([{ put, expect: before.version }]);
    expect(await prepared(town, ola)).toBeUndefined();
    await town.passes(HOUR, 4);
    expect(await prepared(town, ola)).toHaveLength(1);
  });

  test("but not what a closed desk makes ready, to others than its members", async () => {
    const { town } = await drafted();
    const office = (await town.store.office()) as Office;
    const desks = office.desks.map((one) => ({ ...one, closed: true, members: ["U0LENA"] }));
    await town.store.commit([
      { put: { ...office, desks, version: office.version + 1 }, expect: office.version },
    ]);
    const chris = town.official(CHRIS);
    expect(await prepared(town, chris)).toBeUndefined();
    await town.passes(4 * DAY, 8);
    const [coming] = await days(town, "coming");
    expect(JSON.stringify(coming)).not.toContain("jouw buurt");
  });
});

describe("the clerk's overview of promised days", () => {
  test("says what comes, what is late since when and who owes, and what came of it each quarter", async () => {
    const { town, ola, id } = await opened();
    expect((await days(town, "coming"))[0]?.rows).toEqual([
      "Uiterlijk maandag 1 juni 2026: Stemming: Het plein. Aan zet: organisator. Team Jeugd en buurt.\ngeef het antwoord dat op de kaart is beloofd",
    ]);
    expect((await days(town, "past"))[0]?.rows).toEqual([]);

    await town.passes(31 * DAY, 62);
    expect((await days(town, "past"))[0]?.rows).toEqual([
      "3 dagen te laat, sinds maandag 1 juni 2026: Stemming: Het plein. Aan zet: organisator. Team Jeugd en buurt.\nantwoord geven op de uitslag",
    ]);
    const answer = { answer_nl: "Er komt een boom.", answer_en: "There will be a tree." };
    await ola.does(onCard(id, "answer"));
    await ola.submit(answer);
    await ola.submit(answer);
    await town.passes(DAY, 24);
    expect((await days(town, "past"))[0]?.rows).toEqual([]);
    expect((await days(town, "quarters"))[0]).toEqual({
      heading: "Kwartaal 2 van 2026",
      lines: [
        "Begonnen: 1. Afgerond: 1. Eerder gestopt: 0.",
        "Beloofde antwoorden op tijd: 0. Te laat: 1, gemiddeld 3 dagen.",
      ],
      rows: [],
    });
  });

  test("counts what was ended early as that, and as nothing else", async () => {
    const { town, id } = await opened();
    const chris = town.official(CHRIS);
    await chris.does(onCard(id, "forceEnd"));
    await chris.submit(reason);
    await chris.submit(reason);
    await town.passes(2 * HOUR, 24);
    expect((await days(town, "quarters"))[0]?.lines).toEqual([
      "Begonnen: 1. Afgerond: 0. Eerder gestopt: 1.",
      "Beloofde antwoorden op tijd: 0. Te laat: 0.",
      "Eerder gestopt: Stemming: Het plein. Reden: Het geld is op.",
    ]);
    expect((await days(town, "coming"))[0]?.rows).toEqual([]);
  });

  test("has pages, also of reports, and none of residents' words", async () => {
    const { town } = await opened();
    for (let n = 0; n < 24; n++) await town.resident(`resident ${n}`).raises(`Geheim ${n}`);
    const chris = town.official(CHRIS);
    await chris.command("overzicht");
    expect(chris.told.at(-1)).toBe("officials:promised.there");
    const [first, second] = [await days(town, "coming"), await days(town, "coming", 1)];
    // Twenty, and the way to the rest.
    expect(first[0]?.rows).toHaveLength(21);
    expect(first[0]?.rows.at(-1)).toBe("Bladzijde 1 van 2");
    expect(second[0]?.rows).toHaveLength(6);
    expect(JSON.stringify([first, second])).not.toContain("Geheim");
    // A page that is not there is the last one.
    expect(await days(town, "coming", 99)).toEqual(second);
  });
});
