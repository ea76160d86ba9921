import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import type { TestResident } from "../../support/town.ts";
import {
  agreement,
  type Clustered,
  grouped,
  heard,
  manifestoOf,
  onCard,
  proposes,
  votes,
  voting,
  youthWorker,
} from "./people.ts";

/** Three topics, one gets in, two go on: the one with the fewest votes drops out after the first round. */
const twice = { ...agreement, rounds: "2", adopt: "1", votingDays: "7" };

const presses = (person: TestResident, id: string, step: string, option: string) =>
  person.does({ type: "chose", press: { instrument: "manifesto", version: 1, step, option, ref: id } });

/** Two are for the first benches, one for sports; nobody for the other benches. */
async function secondRound(): Promise<Clustered> {
  const scene = await voting(twice);
  await votes(scene.sam, scene.id, "1+");
  await votes(scene.noor, scene.id, "1+");
  await votes(scene.yusuf, scene.id, "3+");
  await scene.town.passes(8 * DAY, 16);
  return scene;
}

describe("with two rounds", () => {
  test("the core group agrees how many go on, before anybody votes", async () => {
    const scene = await grouped();
    await proposes(scene, twice);
    expect(scene.sam.lastText).toContain(
      "Er zijn twee rondes. De bovenste 2 onderwerpen gaan door naar de tweede ronde. De tweede ronde beslist.\n\nElke ronde is 7 dagen open.",
    );
    await scene.sam.presses("Ja, goed zo");
    await scene.noor.presses("Ja, goed zo");
    expect((await manifestoOf(scene)).agreement?.rounds).toBe(2);
  });

  test("everybody hears what goes on, and each what became of hers", async () => {
    const scene = await secondRound();
    const { town, sam, noor, topics } = scene;
    expect(heard(town, sam)).toContain(
      "De eerste ronde voor “Jongerenmanifest Waterkant” is gesloten. Er deden minder dan 10 jongeren mee.\n\nDit gaat door naar de tweede ronde:\nOnderwerp 1: Meer bankjes bij het water (minder dan 10)\nOnderwerp 3: Gratis sporten (minder dan 10)",
    );
    expect(heard(town, sam)).toContain(
      `Je onderwerp ${shownNumber(topics[0])} gaat door naar de tweede ronde: “Meer bankjes bij het water”. Het kreeg minder dan 10 punten.`,
    );
    expect(heard(town, noor)).toContain(
      `Je onderwerp ${shownNumber(topics[1])} gaat niet door naar de tweede ronde: “Bankjes langs het water”. Het kreeg minder dan 10 punten.`,
    );
    expect(scene.ola.told.at(-1)).toBe("officials:manifesto.firstRoundClosed");
    await noor.commands("mijn");
    await noor.presses(shownNumber(topics[1]));
    expect(noor.lastText).toContain("Het viel af na de eerste ronde. Het kreeg minder dan 10 punten.");
  });

  test("the second decides, with new ballots over what is left; the first stands beside it", async () => {
    const scene = await secondRound();
    const { town, sam, noor, yusuf, id, topics } = scene;
    await sam.presses("Stem");
    expect(sam.lastText).toContain("Onderwerp 1 (1 van 2)");
    // Her ballot of the first round is not the one of the second.
    expect(sam.lastText).not.toContain("Je gaf dit een stem.");
    for (const one of [sam, yusuf, noor]) await presses(one, id, "vote2", "3+");
    await presses(noor, id, "mine", "ballot");
    expect(noor.lastText).toContain("Vanaf 10 stemmen zie je hier hoeveel jongeren er stemden.");
    await town.passes(8 * DAY, 16);
    const { result, firstRound, at } = await manifestoOf(scene);
    expect(at).toBe("editing");
    expect(firstRound).toMatchObject({ voters: 3, points: { 1: 2, 3: 1 }, adopted: [1, 3], same: true });
    expect(result).toMatchObject({ voters: 3, points: { 3: 3 }, adopted: [3], same: true });
    expect(heard(town, yusuf)).toContain(
      `Je onderwerp ${shownNumber(topics[2])} komt in het manifest: “Gratis sporten”. Het kreeg minder dan 10 punten.`,
    );
    // Authors whose topic dropped out earlier heard it then, and not again.
    expect(heard(town, noor)).not.toContain(
      `Je onderwerp ${shownNumber(topics[1])} komt niet in het manifest`,
    );
    await presses(noor, id, "mine", "ballot");
    expect(noor.lastText).toMatch(/Je stembiljet [0-9A-F]{4}-[0-9A-F]{4} is geteld/);
  });

  test("a button of the first round does no harm in the second, and says what it is", async () => {
    const scene = await secondRound();
    await votes(scene.noor, scene.id, "3+");
    expect(scene.noor.lastText).toContain("Die knop was van een andere ronde. Hierover kun je nu stemmen.");
    expect(scene.noor.lastText).toContain("Onderwerp 1 (1 van 2)");
    expect(await scene.town.store.recount(`${scene.id}-2`)).toEqual({ voters: 0, points: {} });
    expect(await scene.town.store.recount(scene.id)).toEqual({ voters: 3, points: { 1: 2, 3: 1 } });
  });

  test("what dropped out cannot be voted for, and a made-up button of the second round opens nothing early", async () => {
    const scene = await secondRound();
    await presses(scene.sam, scene.id, "vote2", "2+");
    expect(scene.sam.lastText).toContain("Dit onderwerp doet niet mee in de stemming.");
    const early = await voting(twice);
    await presses(early.sam, early.id, "vote2", "1+");
    expect(early.sam.lastText).toContain("Die knop was van een andere ronde.");
    expect(await early.town.store.recount(early.id)).toEqual({ voters: 0, points: {} });
  });

  test("a group is counted in the round in which it was entered", async () => {
    const scene = await voting(twice);
    const { town, id, sam } = scene;
    const worker = await youthWorker(scene, "wil");
    await worker.presses("Namens een groep stemmen");
    await worker.says("12");
    await worker.says("2=12, 1=3");
    await worker.presses("Verstuur");
    await votes(sam, id, "1+");
    await town.passes(8 * DAY, 16);
    expect((await manifestoOf(scene)).firstRound).toMatchObject({
      grouped: 12,
      groupPoints: { 1: 3, 2: 12 },
      adopted: [2, 1],
    });
    await worker.commands("meedoen");
    await worker.presses("Namens een groep stemmen");
    expect(heard(town, worker).split("Hieruit kiest de groep").at(-1)).not.toContain("Gratis sporten");
    await worker.says("10");
    await worker.says("1=9");
    await worker.presses("Verstuur");
    await town.passes(8 * DAY, 16);
    expect((await manifestoOf(scene)).result).toMatchObject({
      grouped: 10,
      groupPoints: { 1: 9 },
      adopted: [1],
    });
  });

  test("one is enough when no more was chosen than can come in", async () => {
    const scene = await voting(twice);
    await votes(scene.sam, scene.id, "3+");
    await scene.town.passes(8 * DAY, 16);
    expect(await manifestoOf(scene)).toMatchObject({ at: "editing", result: { adopted: [3] } });
    expect((await manifestoOf(scene)).firstRound).toBeUndefined();
  });

  test("the organiser cannot propose three", async () => {
    const scene = await grouped();
    await onCard(scene.ola, scene.id, "agreement");
    await scene.ola.submit({ ...agreement, rounds: "3" });
    expect(Object.keys(scene.ola.form?.errors ?? {})).toEqual(["rounds"]);
  });
});
