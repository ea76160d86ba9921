import { describe, expect, test } from "vitest";
import { MINUTE } from "../../../bot/core/calendar/time.ts";
import type { Ballot } from "../../../bot/core/counting/ballot.ts";
import { readRow } from "../../../bot/store/item-codec.ts";
import type { TestResident, TestTown } from "../../support/town.ts";
import { createTestTown } from "../../support/town.ts";
import { acts, collecting, looksAt, openVote, promiseOf, responded, tells } from "./people.ts";

/**
 * A vote stays when somebody erases herself. If she comes back from the same chat she still has one vote, and does not
 * see the earlier one as hers unless she has its receipt.
 */

const VOTE = "P1234567";

const press = (one: TestResident, step: string, option: string) =>
  one.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step, option, ref: VOTE },
  });

async function erases(one: TestResident) {
  await one.commands("wis");
  await one.presses("Ja, wis alles");
}

/** Comes in again, and says how old she is. */
async function returns(one: TestResident) {
  await one.joins();
  await press(one, "age_0", "18_20");
}

const ballots = (town: TestTown) =>
  town.store.images().filter((image) => readRow(image, town.ports.secrecy, town.now)?.row === "ballot");

async function voted(counting: "votes" | "ranking" = "votes") {
  const town = createTestTown();
  await openVote(town, VOTE, 10, counting);
  const noor = town.resident("noor");
  await returns(noor);
  await press(noor, "vote", "1+");
  await press(noor, "vote", "3+");
  await press(noor, "mine", "ballot");
  const code = /[0-9A-F]{4}-[0-9A-F]{4}/.exec(noor.lastText)?.[0] ?? "";
  expect(code).not.toBe("");
  return { town, noor, code };
}

const count = async (town: TestTown) => {
  await town.settle();
  return town.store.recount(VOTE);
};

/** Everything she can look at in the vote. */
async function looks(one: TestResident): Promise<string> {
  const texts: string[] = [];
  for (const option of ["0", "1", "2"]) {
    await press(one, "ballot", option);
    texts.push(one.lastText, ...one.labels);
  }
  await press(one, "mine", "ballot");
  return [...texts, one.lastText, ...one.labels].join("\n");
}

test("before she is erased she reads that her vote stays, why, and what a later one does", async () => {
  const { noor } = await voted();
  await noor.commands("wis");
  expect(noor.lastText).toContain("Ook blijven, zonder je naam: je stem");
  expect(noor.lastText).toContain("Want de uitslag moet kloppen, en ieder stemt één keer.");
  expect(noor.lastText).toContain("Dan vervangt dat je stem van eerder.");
  expect(noor.lastText).not.toContain("niet meer te koppelen");
});

test("with her receipt she reads what it is for after an erasure", async () => {
  const { noor } = await voted();
  expect(noor.lastText).toContain("Na /wis telt je stem nog mee, en zie je hem alleen met dit bewijs.");
});

describe.each(["votes", "ranking"] as const)("somebody who comes back after an erasure (%s)", (counting) => {
  test("sees no earlier vote as hers, and reads that one from this chat counts", async () => {
    const { town, noor, code } = await voted(counting);
    await erases(noor);
    await returns(noor);
    const read = await looks(noor);
    for (const hers of ["Je gaf dit een stem", "bij jou op plek", "Dit koos je", "Haal mijn stem weg", code])
      expect(read).not.toContain(hers);
    expect(read).toContain("Er telt een stem mee van eerder uit deze chat.");
    expect((await count(town)).voters).toBe(1);
  });

  test("replaces all of it with her first vote, and never adds one", async () => {
    const { town, noor } = await voted(counting);
    await erases(noor);
    await returns(noor);
    await press(noor, "vote", "2+");
    expect(await count(town)).toEqual({ voters: 1, points: { 2: 1 } });
    const read = await looks(noor);
    expect(read).not.toContain("van eerder");
    expect(read).toContain("Dit koos je:");
    await press(noor, "vote", "1+");
    expect((await count(town)).voters).toBe(1);
  });
});

test("taking back what she does not see changes nothing", async () => {
  const { town, noor } = await voted();
  await erases(noor);
  await returns(noor);
  await press(noor, "vote", "1-");
  expect(await count(town)).toEqual({ voters: 1, points: { 1: 1, 3: 1 } });
});

describe("by her receipt", () => {
  test("she sees it, it is hers again, and she can change it", async () => {
    const { town, noor, code } = await voted();
    await erases(noor);
    await returns(noor);
    await press(noor, "mine", "ballot");
    await noor.presses("Laat zien met stembewijs");
    await noor.says(code.toLowerCase().replace("-", " "));
    expect(noor.lastText).toContain("Dit koos je:");
    expect(noor.lastText).toContain(code);
    await press(noor, "vote", "2+");
    expect(await count(town)).toEqual({ voters: 1, points: { 1: 1, 2: 1, 3: 1 } });
  });

  test("another code shows nothing and changes nothing; she can leave it at that", async () => {
    const { town, noor } = await voted();
    await erases(noor);
    await returns(noor);
    await press(noor, "mine", "ballot");
    await noor.presses("Laat zien met stembewijs");
    await noor.says("0000-0000");
    expect(noor.lastText).toContain("Dat is niet het bewijs van deze stem.");
    await noor.says("👍");
    expect(noor.lastText).toContain("Wat is het stembewijs?");
    await noor.presses("Sla over");
    expect((await noor.lane)?.dialogue).toBeUndefined();
    expect(await looks(noor)).not.toContain("Dit koos je");
    expect((await count(town)).voters).toBe(1);
  });

  test("after the close it says that a vote was counted, and shows it only with the receipt", async () => {
    const { town, noor, code } = await voted();
    await erases(noor);
    await returns(noor);
    const process = await town.store.process(VOTE);
    if (!process) throw new Error("no vote");
    const state = {
      ...(process.state as object),
      at: "editing",
      result: {
        on: town.now,
        voters: 1,
        points: { 1: 1, 3: 1 },
        same: true,
        adopted: [1, 3],
        grouped: 0,
        groupPoints: {},
        makeup: { total: 1, ages: {}, neighbourhoods: {} },
      },
    };
    await town.store.commit([{ put: { ...process, state, version: process.version + 1 } }]);
    await town.passes(MINUTE);
    await press(noor, "mine", "ballot");
    expect(noor.lastText).toContain("Een stem van eerder uit deze chat is geteld.");
    expect(noor.lastText).not.toContain(code);
    await noor.presses("Laat zien met stembewijs");
    await noor.says(code);
    expect(noor.lastText).toContain(`Je stembiljet ${code} is geteld.`);
  });
});

test("an opinion on a topic: she sees none as hers, and one that she gives now replaces it", async () => {
  const { town, sam, noor, bo } = await collecting();
  const topic = await tells(sam, "Meer bankjes");
  await looksAt(bo, topic, "publish");
  const says = (option: string) =>
    noor.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "opinion", option, ref: topic },
    });
  await says("for");
  expect(noor.lastText).toContain("Jij bent voor.");
  await erases(noor);
  await noor.joins();
  await noor.commands("meedoen");
  await noor.presses("Bekijk de onderwerpen");
  expect(noor.lastText).not.toContain("Jij bent");
  expect(noor.lastText).toContain("Er telt een mening mee van eerder uit deze chat.");
  await says("against");
  expect(noor.lastText).toContain("Jij bent tegen.");
  await town.settle();
  expect(await town.store.recount(`T${topic}`)).toEqual({ voters: 1, points: { 2: 1 } });
});

describe("ballots from before it was stored whose they are", () => {
  const withoutLife = async (town: TestTown) => {
    const [ballot] = town.store.images().flatMap((image): Ballot[] => {
      const row = readRow(image, town.ports.secrecy, town.now);
      return row?.row === "ballot" ? [row] : [];
    });
    if (!ballot) throw new Error("no ballot");
    expect(ballot.life).toMatch(/^[0-9a-f]{16}$/);
    const { life: _, ...old } = ballot;
    await town.store.commit([{ put: { ...old, version: old.version + 1 } }]);
  };

  test("are hers as long as she takes part, and she changes them as before", async () => {
    const { town, noor } = await voted();
    await withoutLife(town);
    expect(await looks(noor)).toContain("Dit koos je:");
    await press(noor, "vote", "1-");
    expect(await count(town)).toEqual({ voters: 1, points: { 3: 1 } });
  });

  test("are not shown to somebody who comes back after an erasure", async () => {
    const { town, noor } = await voted();
    await withoutLife(town);
    await erases(noor);
    await returns(noor);
    expect(await looks(noor)).not.toContain("Dit koos je:");
  });
});

test("keys that were renewed do not make her vote another's", async () => {
  let tokens = createTestTown().ports.voters;
  const { createVoterTokens } = await import("../../../bot/runtime/voter-tokens.ts");
  const [first, second] = ["first", "second"].map((one) => `the ${one} secret of thirty-two characters`);
  tokens = createVoterTokens(first ?? "");
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      voters: {
        of: (who, process) => tokens.of(who, process),
        lives: (resident, process) => tokens.lives(resident, process),
        repeat: (input, process) => tokens.repeat(input, process),
      },
    }),
  });
  await openVote(town, VOTE);
  const noor = town.resident("noor");
  await returns(noor);
  await press(noor, "vote", "1+");
  tokens = createVoterTokens(second ?? "", first ?? "");
  expect(await looks(noor)).toContain("Dit koos je:");
  await press(noor, "vote", "2+");
  expect(await count(town)).toEqual({ voters: 1, points: { 1: 1, 2: 1 } });
});

test("an opinion that came before an erasure is replaced by the next one, which she sees as hers", async () => {
  const { noor, bo, sam, ...scene } = await collecting();
  await looksAt(bo, await tells(sam, "Meer bankjes"), "publish");
  await noor.commands("meedoen");
  await noor.presses("Bekijk de onderwerpen");
  await noor.presses("Ik ben voor");
  await erases(noor);
  await noor.joins();
  await noor.commands("meedoen");
  await noor.presses("Bekijk de onderwerpen");
  expect(noor.lastText).not.toContain("Jij bent voor.");
  await noor.presses("Ik ben tegen");
  expect(noor.lastText).toContain("Jij bent tegen.");
  expect(noor.lastText).not.toContain("van eerder");
  await noor.commands("meedoen");
  await noor.presses("Bekijk de onderwerpen");
  expect(noor.lastText).toContain("Jij bent tegen.");
  expect(ballots(scene.town)).toHaveLength(1);
});

test("somebody who doubted a promise and then erases herself is nowhere in it any more", async () => {
  const scene = await responded();
  const { town, noor, ola } = scene;
  await acts(ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
  await noor.presses("Dit klopt niet");
  await noor.says("Ik moest nog betalen");
  await noor.presses("Verstuur");
  const resident = (await noor.lane)?.resident ?? "nobody";
  const { id } = await promiseOf(scene, 3);
  expect(JSON.stringify(await town.store.process(id))).toContain(resident);
  await noor.commands("wis");
  await noor.presses("Ja, wis alles");
  for (const one of [id, scene.id]) {
    const text = JSON.stringify(await town.store.process(one));
    expect(text).not.toContain(resident);
    expect(text).not.toContain("Ik moest nog betalen");
  }
  expect((await promiseOf(scene, 3)).at).toBe("disputed");
});
