import { describe, expect, test, vi } from "vitest";
import { DAY, HOUR } from "../../bot/core/calendar/time.ts";
import { LEAST_SHOWN } from "../../bot/core/disclosure/disclosure.ts";
import { voterToken } from "../../bot/core/model/ids.ts";
import {
  agreement,
  arranges,
  type Clustered,
  clustering,
  collecting,
  type Group,
  looksAt,
  manifestoOf,
  newcomer,
  ratifiedByCore,
  stopsTopics,
  tells,
  votes,
  voting,
} from "../instruments/manifesto/people.ts";
import { differences, numbersIn, type Outputs, outputs } from "../support/outputs.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";

/** Somebody compares everything told about a vote, and knows who voted in between. She does not learn for what. */

vi.setConfig({ testTimeout: 240_000 });

/** The update numbers of the person it is about: others do the same in both towns. */
const HERS = 5_000_000;

type Scene = Clustered | Group;

async function read(scene: Scene): Promise<Outputs> {
  const { town, ola, bo, id, yusuf } = scene;
  const screens = ["mine", "see", "results"].map((step) => ({
    instrument: "manifesto",
    step,
    option: step === "mine" ? "ballot" : "0",
  }));
  return outputs(town, id, { officials: [ola, bo], residents: [yusuf], screens });
}

/** This many others vote for the first, or give this opinion. */
async function othersVote({ town }: Scene, on: string, count: number, choice = 1): Promise<void> {
  for (let n = 0; n < count; n++) {
    const before = (await town.store.recount(on)).voters;
    const voter = voterToken(`${(before + 1).toString(16).padStart(4, "0")}`.repeat(8));
    const ballot = { ...rowOfEachKind.ballot, process: on, voter, choices: [choice], version: 1 };
    await town.store.commit([{ put: ballot }]);
    await town.settle();
  }
}

async function herVote(scene: Scene, item: "1+" | "3+") {
  const noor = scene.town.resident("lotte");
  const press = { instrument: "manifesto", version: 1, step: "vote", option: item, ref: scene.id };
  await noor.does({ type: "chose", press }, HERS + 2);
  await noor.does({ type: "chose", press: { ...press, step: "mine", option: "ballot" } }, HERS + 3);
  expect(noor.lastKeys).toContain("manifesto:vote.yours");
  return noor;
}

/** Lotte has come in, and said how old she is. */
async function comesIn<Here extends Scene>(scene: Here): Promise<Here> {
  const lotte = await newcomer(scene, "lotte");
  const press = { instrument: "manifesto", version: 1, step: "age_0", option: "18_20", ref: scene.id };
  await lotte.does({ type: "chose", press }, HERS + 1);
  return scene;
}

describe("what she votes for", () => {
  test.each([0, 8, 9, 10, 18, 19])("shows nowhere while people vote, when %i did before", async (before) => {
    const [one = [], other = []] = await Promise.all(
      (["1+", "3+"] as const).map(async (item) => {
        const scene = await comesIn(await voting({ ...agreement, adopt: "2" }));
        await othersVote(scene, scene.id, before);
        await herVote(scene, item);
        const at = [await read(scene)];
        await othersVote(scene, scene.id, 11);
        return [...at, await read(scene)];
      }),
    );
    expect(one[0]?.size).toBeGreaterThan(8);
    expect(one.map((all, at) => differences(all, other[at] ?? new Map()))).toEqual([[], []]);
  });

  test("shows in no number when she is one of few, only in what came in", async () => {
    const [one, other] = await Promise.all(
      (["1+", "3+"] as const).map(async (item) => {
        const scene = await comesIn(await voting({ ...agreement, adopt: "2" }));
        await othersVote(scene, scene.id, 5, 1);
        await othersVote(scene, scene.id, 3, 3);
        await herVote(scene, item);
        await scene.town.passes(15 * DAY, 15);
        expect((await manifestoOf(scene)).result?.adopted).toEqual([1, 3]);
        await ratifiedByCore(scene);
        return read(scene);
      }),
    );
    if (!one || !other) throw new Error("two towns were played");
    expect(differences(one, other)).toEqual([]);
  });

  test("stays counted when she has herself erased, and nothing that is told moves", async () => {
    const scene = await comesIn(await voting({ ...agreement, adopt: "2" }));
    await othersVote(scene, scene.id, 19);
    const lotte = await herVote(scene, "3+");
    const before = await read(scene);
    await lotte.commands("wis");
    await lotte.presses("Ja, wis alles");
    await scene.town.passes(60_000);
    expect(differences(before, await read(scene))).toEqual([]);
  });

  test("the turnout moves by ten people at a time", async () => {
    const scene = await voting({ ...agreement, adopt: "2" });
    const turnouts: number[] = [];
    for (let n = 0; n < 22; n++) {
      const all = numbersIn(await read(scene));
      turnouts.push([...all].find(([place]) => place.includes("told.young"))?.[1] ?? 0);
      await othersVote(scene, scene.id, 1);
      await scene.town.passes(HOUR);
    }
    expect(turnouts).toEqual(turnouts.map((_, n) => n - (n % LEAST_SHOWN)));
  });
});

describe("whether she is for or against a topic", () => {
  async function topicOf(scene: Group): Promise<string> {
    const topic = await tells(scene.sam, "Meer bankjes bij het water");
    await looksAt(scene.bo, topic, "publish");
    return topic;
  }
  async function opines(scene: Scene, topic: string, option: "for" | "against") {
    const press = { instrument: "manifesto", version: 1, step: "opinion", option, ref: topic };
    const lotte = scene.town.resident("lotte");
    await lotte.does({ type: "chose", press }, HERS + 4);
    expect(lotte.lastKeys).toContain(`manifesto:opinion.yours.${option}`);
    return lotte;
  }

  test.each([0, 8, 9, 15])(
    "shows nowhere while opinions are taken, when %i gave one before",
    async (before) => {
      const [one, other] = await Promise.all(
        (["for", "against"] as const).map(async (side) => {
          const scene = await comesIn(await collecting());
          const topic = await topicOf(scene);
          await othersVote(scene, `T${topic}`, before);
          await opines(scene, topic, side);
          const all = await read(scene);
          // One of nine is not told later either.
          if (before !== 8) return [all];
          await stopsTopics(scene);
          await arranges(scene, "items");
          await scene.sam.presses("Ja, goed zo");
          await scene.noor.presses("Ja, goed zo");
          return [all, await read(scene)];
        }),
      );
      expect(one?.map((all, at) => differences(all, other?.[at] ?? new Map()))).toEqual(one?.map(() => []));
    },
  );

  test("stays counted when she has herself erased, before and after it is told", async () => {
    for (const later of [false, true]) {
      const scene = await comesIn(await clustering());
      const [topic] = scene.topics;
      await othersVote(scene, `T${topic}`, 12);
      const lotte = await opines(scene, topic, "against");
      const ends = async () => {
        await arranges(scene, "items");
        await scene.sam.presses("Ja, goed zo");
        await scene.noor.presses("Ja, goed zo");
      };
      if (later) await ends();
      const before = await read(scene);
      await lotte.commands("wis");
      await lotte.presses("Ja, wis alles");
      await scene.town.passes(60_000);
      expect(differences(before, await read(scene))).toEqual([]);
      if (!later) await ends();
      const told = JSON.stringify([...(await read(scene))]);
      expect(told).toContain('"manifesto:opinion.count","params":{"for":12,"against":1}');
    }
  });
});

test("a vote of one of the core group moves nothing that is told either", async () => {
  const scene = await voting({ ...agreement, adopt: "2" });
  await othersVote(scene, scene.id, 12);
  const before = await read(scene);
  await votes(scene.sam, scene.id, "2+");
  expect(differences(before, await read(scene))).toEqual([]);
});
