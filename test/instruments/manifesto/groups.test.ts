import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { readTopic } from "../../../bot/instruments/manifesto/state.ts";
import { ballotPoints, inGroups } from "../../../bot/instruments/manifesto/voting/told-figures.ts";
import { read } from "../survey/counted.ts";
import {
  agreement,
  collecting,
  looksAt,
  manifestoOf,
  newcomer,
  processOf,
  type Scene,
  votes,
  voting,
} from "./people.ts";

/** Jo is a youth worker and follows the link on the card. */
async function jo(scene: Scene) {
  const { groupInvitation } = await manifestoOf(scene);
  const person = await newcomer(scene, "jo");
  await person.commands("start", `g-${scene.id}-${groupInvitation}`);
  return person;
}

describe("a youth worker enters what a group says", () => {
  test("a topic, without a name and without an age, with how many they were", async () => {
    const scene = await collecting();
    const { town, bo, noor } = scene;
    const worker = await jo(scene);
    expect(worker.lastText).toContain("jullie doen mee als groep");
    await worker.presses("Onderwerp van een groep");
    await worker.says("twee");
    expect(worker.lastText).toContain("Typ een getal van 3 tot en met 200.");
    await worker.says("12");
    await worker.says("Een eigen plek in het buurthuis");
    await worker.presses("Verstuur");
    const id = worker.lastHeard.about ?? "";
    const topic = await town.store.contribution(id);
    expect(topic && readTopic(topic)).toMatchObject({ group: 12, words: "Een eigen plek in het buurthuis" });
    expect(topic && readTopic(topic).age).toBeUndefined();
    await looksAt(bo, id, "publish");
    await noor.commands("meedoen");
    await noor.presses("Bekijk de onderwerpen");
    expect(noor.lastText).toContain("Dit zei een groep van 12 jongeren.");
  });

  test("its votes, which count along and stand apart in the result", async () => {
    const scene = await voting({ ...agreement, votes: "2", adopt: "1" });
    const { town, id, sam, ola } = scene;
    await votes(sam, id, "3+");
    const worker = await jo(scene);
    await worker.presses("Stemmen van een groep");
    await worker.says("10");
    expect(worker.lastText).toContain(
      "1. Meer bankjes bij het water\n2. Bankjes langs het water\n3. Gratis sporten",
    );
    await worker.says("veel voor de bankjes");
    expect(worker.lastText).toContain("Dat kan ik niet lezen.");
    await worker.says("1=11");
    expect(worker.lastText).toContain("Er zijn maar 10 jongeren.");
    await worker.says("1=10, 2=10, 3=1");
    expect(worker.lastText).toContain("Dat zijn 21 stemmen. De groep heeft er 20.");
    await worker.says("9=1");
    expect(worker.lastText).toContain("Onderwerp 9 staat niet op de lijst.");
    await worker.says("1=10, 2=4");
    expect(worker.lastText).toContain("1. Meer bankjes bij het water: 10\n2. Bankjes langs het water: 4");
    await worker.presses("Verstuur");
    expect(worker.lastText).toContain("De stemmen van 10 jongeren tellen mee.");
    await town.passes(15 * DAY, 15);
    expect((await manifestoOf(scene)).result).toMatchObject({
      voters: 1,
      points: { 3: 1 },
      grouped: 10,
      groupPoints: { 1: 10, 2: 4 },
      same: true,
      adopted: [1],
    });
    const heard = sam.heard.map(({ screen }) => town.text(screen)).join("\n");
    expect(heard).toContain("In groepen deden minstens 10 jongeren mee.");
    expect(heard).toContain("1. Meer bankjes bij het water (minder dan 10, in groepen: 10)");
    expect(ola.told.at(-1)).toBe("officials:manifesto.voteClosed");
  });

  test("that chose something else is never told as a zero after what others chose", () => {
    const result = { points: { 1: 13 }, groupPoints: { 2: 12 }, grouped: 12 };
    const told = [1, 2, 3].map((n) =>
      read([ballotPoints({ n }, result, undefined), inGroups({ n }, result)]),
    );
    expect(told).toEqual(["13\nminder dan 10", "minder dan 10\n12", "minder dan 10\nminder dan 10"]);
  });

  test("only with the organiser's link: not with a made-up button or a guessed code", async () => {
    const scene = await collecting();
    const press = (option: string) => ({
      type: "chose" as const,
      press: { instrument: "manifesto", version: 1, step: "group", option, ref: scene.id },
    });
    await scene.noor.does(press("topic"));
    expect(scene.noor.lastKeys).toEqual(["manifesto:group.only"]);
    await scene.noor.commands("start", `g-${scene.id}-000000000000`);
    expect(scene.noor.lastKeys).toEqual(["manifesto:invitation.gone"]);
    expect((await scene.noor.lane)?.facilitates).toBeUndefined();
  });

  test("and nobody can tell from the table who was in the group", async () => {
    const scene = await voting({ ...agreement, votes: "2" });
    const worker = await jo(scene);
    await worker.presses("Stemmen van een groep");
    await worker.says("10");
    await worker.says("1=10");
    await worker.presses("Verstuur");
    const lane = await worker.lane;
    expect(JSON.stringify((await processOf(scene)).state)).not.toContain(lane?.resident);
  });
});
