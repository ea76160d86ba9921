import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { paper } from "../../../bot/instruments/manifesto/document/paper.ts";
import { readTopic } from "../../../bot/instruments/manifesto/state.ts";
import { ballotPoints, inGroups } from "../../../bot/instruments/manifesto/voting/told-figures.ts";
import { read } from "../survey/counted.ts";
import {
  agreement,
  asksToBeLetIn,
  collecting,
  decidesOn,
  heard,
  itemsOf,
  looksAt,
  manifestoOf,
  newcomer,
  opening,
  processOf,
  room,
  type Scene,
  stopsTopics,
  tells,
  votes,
  voting,
  youthWorker,
} from "./people.ts";

describe("a youth worker enters what a group says", () => {
  test("a topic, without a name and without an age, with how many they were", async () => {
    const scene = await collecting();
    const { town, bo, noor } = scene;
    const worker = await youthWorker(scene);
    expect(worker.lastText).toContain("jullie doen mee als groep");
    await worker.presses("Namens een groep: Breng een onderwerp in");
    await worker.says("twee");
    expect(worker.lastText).toContain("Een groep heeft 3 tot en met 40 mensen.");
    await worker.says("12");
    await worker.says("Een eigen plek in het buurthuis");
    await worker.presses("Verstuur");
    const id = worker.lastHeard.about ?? "";
    const topic = await town.store.contribution(id);
    expect(topic && readTopic(topic)).toMatchObject({
      group: 12,
      words: { nl: "Een eigen plek in het buurthuis" },
    });
    expect(JSON.stringify(topic?.state)).not.toContain(`"age"`);
    await looksAt(bo, id, "publish");
    await noor.commands("meedoen");
    await noor.presses("Bekijk de onderwerpen");
    expect(noor.lastText).toContain("Dit zei een groep van 12 jongeren.");
  });

  test("its votes, which count along and stand apart in the result", async () => {
    const scene = await voting({ ...agreement, votes: "2", adopt: "1" });
    const { town, id, sam, ola } = scene;
    await votes(sam, id, "3+");
    const worker = await youthWorker(scene);
    await worker.presses("Namens een groep stemmen");
    expect(heard(town, worker)).toContain(
      "1. Meer bankjes bij het water\n2. Bankjes langs het water\n3. Gratis sporten",
    );
    await worker.says("10");
    await worker.says("veel voor de bankjes");
    expect(worker.lastText).toContain("Typ alleen het getal");
    await worker.says("1=11");
    expect(worker.lastText).toContain("De groep heeft maar 10 mensen.");
    await worker.says("1=10, 2=10, 3=1");
    expect(worker.lastText).toContain("Dat zijn 21 stemmen. De groep heeft er 20.");
    await worker.says("9=1");
    expect(worker.lastText).toContain("Nummer 9 staat niet op de lijst.");
    await worker.says("1=10, 2=4");
    expect(worker.lastText).toContain("Nummer 1: 10");
    expect(worker.lastText).toContain("Nummer 2: 4");
    await worker.presses("Verstuur");
    expect(worker.lastText).toContain("De stemmen van de groep zijn opgeschreven.");
    await town.passes(15 * DAY, 15);
    expect((await manifestoOf(scene)).result).toMatchObject({
      voters: 1,
      points: { 3: 1 },
      grouped: 10,
      groupPoints: { 1: 10, 2: 4 },
      same: true,
      adopted: [1],
    });
    const told = heard(town, sam);
    expect(told).toContain("In groepen deden minstens 10 jongeren mee.");
    expect(told).toContain(
      "Onderwerp 1: Meer bankjes bij het water (minder dan 10 punten van kiezers en 10 van groepen)",
    );
    expect(told).toContain("De punten van kiezers en van groepen samen bepalen de volgorde.");
    // Whoever brought it in reads the same, in the message and at /mijn.
    const apart = "minder dan 10 punten van kiezers en 10 van groepen";
    expect(told).toMatch(new RegExp(`Je onderwerp .* komt in het manifest: .* Het kreeg ${apart}\\.`));
    await sam.commands("mijn");
    await sam.presses(sam.labels[0] ?? "");
    expect(sam.lastText).toContain(`Het komt in het manifest, met ${apart}.`);
    // And in every line of the document: nowhere stands one number for both.
    const process = await processOf(scene);
    const state = { ...(process.state as object), papers: 1 };
    const printed = JSON.stringify(paper({ ...process, state }, { town: town.ports.town, now: town.now }));
    const times = (key: string) => printed.split(`"key":"manifesto:${key}`).length - 1;
    expect(times("result.apart")).toBe(3);
    expect(times("told.points")).toBe(3);
    expect(times("result.decides.votes")).toBe(1);
    expect(ola.told.at(-1)).toBe("officials:manifesto.voteClosed");
  });

  test("that chose something else is never told as a zero after what others chose", () => {
    const result = { points: { 1: 13 }, groupPoints: { 2: 12 }, grouped: 12 };
    const told = [1, 2, 3].map((n) =>
      read([ballotPoints({ n }, result, undefined), inGroups({ n }, result)]),
    );
    expect(told).toEqual(["13\nminder dan 10", "minder dan 10\n12", "minder dan 10\nminder dan 10"]);
  });

  test("only when the organiser approved her by name: not with a made-up button, a guessed code or the link alone", async () => {
    const scene = await collecting();
    const press = (option: string) => ({
      type: "chose" as const,
      press: { instrument: "manifesto", version: 1, step: "group", option, ref: scene.id },
    });
    await scene.noor.does(press("topic"));
    expect(scene.noor.lastKeys).toEqual(["common:process.not.yours"]);
    await scene.noor.commands("start", `g-${scene.id}-000000000000`);
    expect(scene.noor.lastKeys).toEqual(["common:process.group.gone"]);
    expect((await scene.noor.lane)?.facilitates).toBeUndefined();
    const worker = await newcomer(scene, "jo");
    await asksToBeLetIn(scene, worker);
    expect(scene.ola.told.at(-1)).toBe("officials:process.facilitated.asks");
    await worker.does(press("topic"));
    expect(worker.lastKeys).toEqual(["common:process.not.yours"]);
  });

  test("and an old link leads to the question who she is", async () => {
    const scene = await collecting();
    const worker = await newcomer(scene, "jo");
    await worker.commands("start", `g-${scene.id}-${(await manifestoOf(scene)).groupInvitation}`);
    expect(worker.lastText).toContain("Wat is je naam?");
  });

  test("and nobody can tell from the table who was in the group, nor who entered it once she is erased", async () => {
    const scene = await voting({ ...agreement, votes: "2" });
    const worker = await youthWorker(scene);
    await worker.presses("Namens een groep stemmen");
    await worker.says("10");
    await worker.says("1=10");
    await worker.presses("Verstuur");
    const { resident = "" } = (await worker.lane) ?? {};
    const [vote] = (await manifestoOf(scene)).facilitated?.votes ?? [];
    expect(vote).toEqual({
      size: 10,
      points: { 1: 10, 2: 0, 3: 0 },
      on: expect.any(String),
      vote: 0,
      by: resident,
    });
    await worker.commands("wis");
    await worker.presses("Ja, wis alles van mij");
    expect(JSON.stringify((await processOf(scene)).state)).not.toContain(resident);
    expect((await manifestoOf(scene)).facilitated?.votes).toMatchObject([{ size: 10 }]);
  });
});

describe("whether votes of groups count", () => {
  const cardOf = async (scene: Scene) => {
    const noor = await newcomer(scene, "lou");
    await noor.commands("meedoen");
    return noor.lastText;
  };

  test("stands on the card before anybody takes part, and before the core group has decided how", async () => {
    const scene = await collecting();
    expect(await cardOf(scene)).toContain("Die stemmen tellen mee. Ze staan apart in de uitslag.");
    const { ola } = scene;
    await ola.does({ type: "commanded", command: "manifest", rest: "", ...room });
    await ola.submit(opening);
    expect(JSON.stringify(ola.form?.preview)).toContain("manifesto:group.counts.undecided");
  });

  test("is otherwise where everybody makes an order", async () => {
    const scene = await collecting({}, { ...agreement, counting: "ranking", votes: "3" });
    expect(await cardOf(scene)).toContain("Het telt niet mee voor de volgorde.");
  });
});

describe("a youth worker who is taken out", () => {
  async function entered() {
    const scene = await voting({ ...agreement, votes: "2", adopt: "1" });
    const worker = await youthWorker(scene);
    await worker.presses("Namens een groep stemmen");
    for (const typed of ["40", "1=40"]) await worker.says(typed);
    await worker.presses("Verstuur");
    for (const one of [scene.sam, scene.noor, scene.yusuf]) await votes(one, scene.id, "3+");
    return { ...scene, worker };
  }

  const out = async (scene: Scene, what: "stays" | "goes") => {
    await decidesOn(scene, "revoke");
    const filled = { entered: what, reason_nl: "Zij werkt er niet meer." };
    await scene.ola.submit(filled);
    await scene.ola.submit(filled);
  };

  test("with what she entered no longer decides the manifesto", async () => {
    const scene = await entered();
    await out(scene, "goes");
    expect(heard(scene.town, scene.worker)).toContain("Wat je voor groepen opschreef, is weg.");
    expect(scene.town.card(scene.id)?.thread.at(-1)?.key).toBe("officials:process.thread.workerOutWithAll");
    await scene.town.passes(15 * DAY, 15);
    expect((await manifestoOf(scene)).result).toMatchObject({ grouped: 0, adopted: [3] });
  });

  test("takes the topics along that she brought in for groups: they are not voted on", async () => {
    const scene = await collecting();
    const worker = await youthWorker(scene);
    await worker.presses("Namens een groep: Breng een onderwerp in");
    for (const typed of ["12", "Een eigen plek in het buurthuis"]) await worker.says(typed);
    await worker.presses("Verstuur");
    const id = worker.lastHeard.about ?? "";
    await looksAt(scene.bo, id, "publish");
    const own = await tells(scene.sam, "Meer bankjes");
    await looksAt(scene.bo, own, "publish");
    await stopsTopics(scene);
    expect(await itemsOf(scene)).toEqual(["Een eigen plek in het buurthuis", "Meer bankjes"]);
    await out(scene, "goes");
    expect(await itemsOf(scene)).toEqual(["Meer bankjes"]);
    const topic = await scene.town.store.contribution(id);
    expect(topic && readTopic(topic).at).toBe("refused");
    expect(scene.town.card(id)?.thread.at(-1)?.key).toBe("officials:process.item.thread.outWithWorker");
  });

  test("without it has no say any more, and what she entered counts", async () => {
    const scene = await entered();
    await out(scene, "stays");
    await scene.worker.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "do", option: "groupVotes", ref: scene.id },
    });
    expect(scene.worker.lastKeys).toEqual(["common:process.not.yours"]);
    await scene.town.passes(15 * DAY, 15);
    expect((await manifestoOf(scene)).result).toMatchObject({ grouped: 40, adopted: [1] });
  });
});
