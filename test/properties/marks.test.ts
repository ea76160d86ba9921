import { describe, expect, test } from "vitest";
import { sameCount } from "../../bot/core/counting/ballot.ts";
import type { Press } from "../../bot/core/model/screen.ts";
import { openVote } from "../instruments/manifesto/people.ts";
import { comes, openedWith, responsesIn } from "../instruments/survey/people.ts";
import { createTestTown, type TestResident, type TestTown } from "../support/town.ts";

/**
 * Telegram sends an update again, and her lane does not remember it: it keeps the last few, or is new. Her ballot and
 * her answers recognise it by marks of their own, so that a repeat neither votes twice nor undoes what she has done
 * since.
 */

const VOTE = "P1234567";
const press = (
  instrument: string,
  step: string,
  option: string,
  ref: string,
): { type: "chose"; press: Press } => ({
  type: "chose",
  press: { instrument, version: 1, step, option, ref },
});

/** The lane has forgotten which updates it had, as if that many others had come since. */
async function forgets(town: TestTown, one: TestResident): Promise<void> {
  const lane = await one.lane;
  if (!lane) throw new Error("nobody is there");
  await town.store.commit([
    { put: { ...lane, handled: [], version: lane.version + 1 }, expect: lane.version },
  ]);
  // What a function still had in its memory is gone too.
  town.restart();
}

async function ballotOf(town: TestTown, { chat }: TestResident) {
  const [token] = town.ports.voters.of({ channel: "telegram", chat }, VOTE);
  return town.store.ballot(VOTE, token);
}

/** Noor can vote. @param counting whether items are ranked */
async function voter(counting: "votes" | "ranking") {
  const town = createTestTown();
  await openVote(town, VOTE, 3, counting);
  const noor = town.resident("noor");
  await noor.joins();
  await noor.does(press("manifesto", "age_0", "18_20", VOTE));
  return {
    town,
    noor,
    vote: (option: string, update: number) => noor.does(press("manifesto", "vote", option, VOTE), update),
  };
}

describe("a vote that comes again when her lane does not remember it", () => {
  test("is not given twice, and does not bring back what she took away", async () => {
    const { town, noor, vote } = await voter("votes");
    await vote("1+", 901);
    await vote("2+", 902);
    await vote("1-", 903);
    await forgets(town, noor);
    await vote("1+", 901);
    expect((await ballotOf(town, noor))?.choices).toEqual([2]);
    expect(sameCount(await town.store.tally(VOTE), { voters: 1, points: { 2: 1 } })).toBe(true);
    expect(await town.store.recount(VOTE)).toEqual({ voters: 1, points: { 2: 1 } });
    // And what she takes away is not taken away once more, when she gave it anew.
    await vote("2-", 904);
    await vote("2+", 905);
    await forgets(town, noor);
    await vote("2-", 904);
    expect((await ballotOf(town, noor))?.choices).toEqual([2]);
  });

  test("does not turn her order round", async () => {
    const { town, noor, vote } = await voter("ranking");
    for (const [option, update] of [
      ["1+", 901],
      ["2+", 902],
      ["1-", 903],
      ["1+", 904],
    ] as const)
      await vote(option, update);
    expect((await ballotOf(town, noor))?.choices).toEqual([2, 1]);
    for (const [option, update] of [
      ["2+", 902],
      ["1-", 903],
      ["1+", 901],
    ] as const) {
      await forgets(town, noor);
      await vote(option, update);
      expect((await ballotOf(town, noor))?.choices, option).toEqual([2, 1]);
    }
    expect(sameCount(await town.store.tally(VOTE), { voters: 1, points: { 2: 2, 1: 1 } })).toBe(true);
  });

  test("counts once when she had herself erased and came back in between", async () => {
    const { town, noor, vote } = await voter("votes");
    await vote("1+", 901);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles");
    await noor.joins();
    await noor.does(press("manifesto", "age_0", "18_20", VOTE));
    await vote("1-", 902);
    await vote("3+", 903);
    town.restart();
    await vote("1+", 901);
    expect((await ballotOf(town, noor))?.choices).toEqual([3]);
    expect(await town.store.recount(VOTE)).toEqual({ voters: 1, points: { 3: 1 } });
  });
});

describe("an answer that comes again when her lane does not remember it", () => {
  test("does not undo how she changed it", async () => {
    const scene = await openedWith(`questions:
  - { id: mood, kind: yes_no, ask: { nl: Gaat het goed? } }
  - { id: order, kind: ranking, ask: { nl: Op volgorde? }, options: [ { id: x, label: { nl: Xylofoon } }, { id: y, label: { nl: Yoga } } ] }
`);
    const { town, id } = scene;
    const noor = await comes(scene, "noor");
    await noor.does(press("survey", "start", "go", id));
    await noor.does(press("survey", "q.mood", "yes", id), 901);
    await noor.does(press("survey", "q.order", "x+", id), 902);
    await noor.does(press("survey", "q.mood", "no", id), 903);
    await noor.does(press("survey", "q.order", "x-", id), 904);
    await noor.does(press("survey", "q.order", "y+", id), 905);
    const before = responsesIn(scene)[0]?.answers;
    expect(before).toEqual({ mood: { is: "options", ids: ["no"] }, order: { is: "ranking", ids: ["y"] } });
    for (const [step, option, update] of [
      ["q.mood", "yes", 901],
      ["q.order", "x+", 902],
    ] as const) {
      await forgets(town, noor);
      await noor.does(press("survey", step, option, id), update);
    }
    expect(responsesIn(scene)[0]?.answers).toEqual(before);
    expect(await town.store.results(id)).toMatchObject({ mood: { answered: 1, "o.no": 1 } });
  });
});
