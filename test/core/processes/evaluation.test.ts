import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { inEvaluation } from "../../../bot/core/counting/ballot.ts";
import { corePress } from "../../../bot/core/model/screen.ts";
import type { Stage } from "../../../bot/core/processes/stage.ts";
import { onCard, opened } from "../../instruments/poll/people.ts";
import type { TestOfficial, TestResident, TestTown } from "../../support/town.ts";

/** Everybody who took part is asked at the end: was it what was promised? */

/** A poll in which so many people voted, counted and answered. They have just heard. */
async function answeredPoll(count: number) {
  const scene = await opened();
  const { town, ola, id } = scene;
  const people: TestResident[] = [];
  for (let n = 0; n < count; n++) {
    const one = await town.resident(`voter ${n}`).joins();
    await one.commands("meedoen");
    await one.presses("Stem");
    await one.presses("Een boom");
    people.push(one);
  }
  await town.passes(15 * DAY, 15 * 24);
  await answers(ola, id);
  await town.passes(2 * HOUR, 24);
  return { ...scene, people };
}

async function answers(ola: TestOfficial, id: string) {
  const answer = { answer_nl: "Er komt een boom.", answer_en: "There will be a tree." };
  await ola.does(onCard(id, "answer"));
  await ola.submit(answer);
  await ola.submit(answer);
}

const evaluates = (one: TestResident, id: string, grade: string) =>
  one.does({ type: "chose", press: corePress("evaluate", grade, id) });

/** What the desk's card says of it. */
function onDesk(town: TestTown, id: string): string | undefined {
  const card = town.posted.find((one) => one.card.ref === id)?.card;
  const fact = card?.facts.find(({ label }) => town.render(label) === "Was het wat er beloofd was?");
  return fact && town.render(fact.value as Parameters<typeof town.render>[0]);
}

async function figuresAtHome(town: TestTown, ola: TestOfficial): Promise<readonly string[]> {
  await ola.opensHome();
  const lines = ola.home?.sections.flatMap((one) => one.lines ?? []) ?? [];
  return lines.map((one) => town.render(one)).filter((one) => one.includes("beloofd was"));
}

describe("“Was het wat er beloofd was?”", () => {
  test("is one figure two weeks later: on the card, below what came of it, and on the start page", async () => {
    const { town, ola, id, people } = await answeredPoll(12);
    for (const one of people) expect(one.lastText).toContain("Was het wat er beloofd was?");
    for (const [n, one] of people.entries()) await evaluates(one, id, n < 6 ? "5" : "2");
    // One answer each, the last one.
    await evaluates(people[0] as TestResident, id, "4");
    expect(people[0]?.lastText).toContain("Je koos 4: bijna helemaal.");
    expect(onDesk(town, id)).toContain("Wie meedeed, kan antwoorden tot en met");
    expect(await figuresAtHome(town, ola)).toEqual([]);

    await town.passes(15 * DAY, 30);
    // 5 × 5 + 4 + 6 × 2, by 12.
    expect(onDesk(town, id)).toBe("Gemiddeld 3,4, op een schaal van 1 tot 5 (12 antwoorden)");
    expect((await town.store.process(id))?.evaluation?.counted).toEqual({ answers: 12, sum: 41 });
    expect(await figuresAtHome(town, ola)).toEqual([
      "Was het wat er beloofd was? Gemiddeld 3,4, op een schaal van 1 tot 5 (12 antwoorden, 1 traject).",
    ]);
    const later = await town.resident("later").joins();
    await later.commands("meedoen");
    await later.presses("Wat is afgerond");
    await later.presses("Het plein");
    expect(later.lastText).toContain(
      "Was het wat er beloofd was? Gemiddeld 3,4, op een schaal van 1 tot 5. Er waren 12 antwoorden.",
    );
  });

  test("is no figure when fewer than ten answered, and their number is not kept", async () => {
    const { town, ola, id, people } = await answeredPoll(11);
    for (const one of people.slice(0, 9)) await evaluates(one, id, "1");
    await town.passes(15 * DAY, 30);
    expect(onDesk(town, id)).toBe("Te weinig antwoorden om te tonen: minder dan 10");
    const process = await town.store.process(id);
    expect(process?.evaluation?.counted).toBe("few");
    expect(await figuresAtHome(town, ola)).toEqual([]);
    // What is counted stays as it is.
    await evaluates(people[10] as TestResident, id, "5");
    expect(people[10]?.lastText).toBe("De antwoorden op deze vraag zijn al geteld. Er kan niets meer bij.");
    expect((await town.store.recount(inEvaluation(id))).voters).toBe(9);
  });

  test("is answered by those who took part, and by nobody else, with nothing but 1 to 5", async () => {
    const { town, id, people } = await answeredPoll(1);
    const stranger = await town.resident("stranger").joins();
    await evaluates(stranger, id, "5");
    expect(stranger.lastText).toContain("Deze knop werkt niet meer.");
    const [noor] = people as [TestResident];
    for (const grade of ["0", "6", "5-", "constructor"]) await evaluates(noor, id, grade);
    expect((await town.store.recount(inEvaluation(id))).voters).toBe(0);
    await evaluates(noor, id, "3");
    const count = await town.store.recount(inEvaluation(id));
    expect(count).toEqual({ voters: 1, points: { 3: 1 } });
    // Whoever has herself erased and comes back did not take part.
    await noor.commands("wis");
    await noor.presses("Ja, wis alles");
    await noor.joins();
    await evaluates(noor, id, "1");
    expect(await town.store.recount(inEvaluation(id))).toEqual(count);
  });

  test("waits for the end when the message about it was stopped: nothing was ended", async () => {
    const { town, ola, id } = await opened();
    const noor = await town.resident("noor").joins();
    await noor.commands("meedoen");
    await noor.presses("Stem");
    await noor.presses("Een boom");
    // At night it waits for the morning.
    await town.passes(15 * DAY + 14 * HOUR, 15 * 24);
    await answers(ola, id);
    const ending = await town.store.process(id);
    expect(ending?.evaluation).toBeDefined();
    await ola.onNews((ending?.state as Stage | undefined)?.closing?.broadcast ?? "", "stop");
    await town.passes(12 * HOUR, 24);
    expect(await town.store.process(id)).toMatchObject({ open: true, state: { at: "counted" } });
    expect((await town.store.process(id))?.evaluation).toBeUndefined();
    await answers(ola, id);
    await town.passes(2 * HOUR, 24);
    expect((await town.store.process(id))?.evaluation).toBeDefined();
    await town.passes(400 * DAY, 40);
    expect((await town.store.process(id))?.evaluation?.counted).toBe("few");
  });
});
