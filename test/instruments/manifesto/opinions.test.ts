import { describe, expect, test } from "vitest";
import { voterToken } from "../../../bot/core/model/ids.ts";
import { readManifesto } from "../../../bot/instruments/manifesto/state.ts";
import type { TestResident } from "../../support/town.ts";
import { clustering, collecting, type Group, looksAt, newcomer, processOf, tells, voting } from "./people.ts";

/** Sam's topic is there for all to see. */
async function shown(): Promise<Group & { topic: string }> {
  const group = await collecting();
  const topic = await tells(group.sam, "Gratis sporten");
  await looksAt(group.bo, topic, "publish");
  return { ...group, topic };
}

async function looks(person: TestResident): Promise<void> {
  await person.commands("meedoen");
  await person.presses("Bekijk de onderwerpen");
}

describe("others say what they think of a topic", () => {
  test("and nobody reads how many are for and against before it is settled, nor of fewer than ten", async () => {
    const scene = await clustering();
    const { town, noor, yusuf, ola, id, topics } = scene;
    const says = async (count: number, from: number) => {
      const ballots = Array.from({ length: count }, (_, n) => ({
        before: undefined,
        after: {
          row: "ballot" as const,
          process: `T${topics[0]}`,
          voter: voterToken(`${from + n}`.padStart(32, "0")),
          version: 1,
          choices: [n < 4 ? 2 : 1],
          ranked: false,
          at: town.now,
        },
      }));
      await town.store.countBallots(ballots);
    };
    await says(9, 0);
    await looks(noor);
    expect(noor.lastText).toContain("Hoeveel mensen voor en tegen zijn, zie je als het stemmen begint.");
    const before = noor.lastText;
    await says(1, 9);
    await looks(noor);
    expect(noor.lastText).toBe(before);
    expect(yusuf.lastText).not.toMatch(/Voor: \d/);
    const see = {
      type: "chose" as const,
      press: { instrument: "manifesto", version: 1, step: "see", option: "0", ref: id },
    };
    const process = await town.store.process(id);
    if (!process) throw new Error("no process");
    const state = { ...readManifesto(await processOf(scene)), at: "prioritising" };
    await town.store.commit([{ put: { ...process, state, version: process.version + 1 } }]);
    await town.passes(60_000);
    await noor.does(see);
    // Four of the first nine are against, and so is the next one.
    expect(noor.lastText).toContain("Voor: 5. Tegen: 5.");
    await noor.presses("Volgende");
    expect(noor.lastText).toContain("Minder dan 10 mensen zeiden wat ze vinden.");
    expect(ola.form).toBeUndefined();
  });

  test("for or against, once each, and can change their mind", async () => {
    const { town, noor, yusuf, topic } = await shown();
    await looks(noor);
    await noor.presses("Ik ben voor");
    expect(noor.lastText).toContain("Jij bent voor.");
    await looks(yusuf);
    await yusuf.presses("Ik ben tegen");
    await noor.presses("Ik ben tegen");
    expect(noor.lastText).toContain("Jij bent tegen.");
    expect((await town.store.tally(`T${topic}`)).points).toMatchObject({ 2: 2 });
    await noor.presses("Haal mijn mening weg");
    expect(await town.store.tally(`T${topic}`)).toMatchObject({ voters: 1 });
    expect(await town.store.recount(`T${topic}`)).toEqual({ voters: 1, points: { 2: 1 } });
  });

  test("twice is once, also when the update comes again", async () => {
    const { town, noor, topic } = await shown();
    const press = { instrument: "manifesto", version: 1, step: "opinion", option: "for", ref: topic };
    await noor.gives({ type: "chose", press }, 8001);
    await noor.gives({ type: "chose", press }, 8001);
    await noor.gives({ type: "chose", press }, 8002);
    await town.settle();
    expect(await town.store.tally(`T${topic}`)).toEqual({ voters: 1, points: { 1: 1 } });
  });

  test("and why, which others read after a colleague has looked: reasons for beside reasons against", async () => {
    const { town, noor, yusuf, bo } = await shown();
    for (const [person, side, words] of [
      [noor, "Ik ben voor", "Sporten houdt je gezond"],
      [yusuf, "Ik ben tegen", "Dan is er nooit plek in de zaal"],
    ] as const) {
      await looks(person);
      await person.presses(side);
      await person.presses("Zeg waarom");
      await person.says(words);
      await person.presses("Verstuur");
      const reason = person.lastHeard.about ?? "";
      expect(person.lastText).toContain("Je reden is binnen.");
      expect(town.card(reason)?.card.words).toBe(words);
      await looksAt(bo, reason, "publish");
      expect(person.lastText).toContain("staat nu bij het onderwerp");
    }
    await looks(noor);
    expect(noor.lastText).toContain(
      "Waarom wel: “Sporten houdt je gezond”\n\nWaarom niet: “Dan is er nooit plek in de zaal”",
    );
    // A reason is no topic: there is still one.
    expect(noor.lastText).toContain("1 van 1");
  });

  test("including somebody who was never here; from then on she hears what comes of it", async () => {
    const scene = await shown();
    const lea = await newcomer(scene, "lea");
    await looks(lea);
    await lea.presses("Ik ben voor");
    await lea.presses("Zeg waarom");
    await lea.says("Goed idee");
    await lea.presses("Verstuur");
    expect(lea.lastText).toContain("Je reden is binnen.");
    expect((await lea.lane)?.takesPart).toEqual([scene.id]);
  });

  test("not on what others cannot see, and not any more once there is a vote", async () => {
    const group = await collecting();
    const hidden = await tells(group.sam, "Nog niet bekeken");
    const press = (ref: string) => ({
      type: "chose" as const,
      press: { instrument: "manifesto", version: 1, step: "opinion", option: "for", ref },
    });
    await group.noor.does(press(hidden));
    expect(group.noor.lastKeys).toEqual(["common:stale.alone"]);
    const open = await clustering();
    await open.noor.does(press(open.topics[0]));
    expect(open.noor.lastText).toContain("Jij bent voor.");
    const late = await voting();
    await late.noor.does(press(late.topics[0]));
    expect(late.noor.lastKeys).toEqual(["manifesto:opinion.tooLate"]);
  });
});
