import { expect, test } from "vitest";
import type { Press } from "../../bot/core/model/screen.ts";
import { COUNTED_TOGETHER } from "../../bot/core/residents/lane-alone.ts";
import { openVote } from "../instruments/manifesto/people.ts";
import { comes, openedWith, responsesIn } from "../instruments/survey/people.ts";
import { createTestTown } from "../support/town.ts";

/** A vote and an answer by button are written in a row of their own; what her lane has to know stays true. */

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

const questions = `questions:
  - { id: mood, kind: yes_no, ask: { nl: Gaat het goed? } }
  - { id: park, kind: yes_no, ask: { nl: Kom je in het park? } }
  - { id: word, kind: word, ask: { nl: Eén woord? } }
  - { id: last, kind: yes_no, ask: { nl: Nog iets? } }
`;

/** Noor is in a survey and has answered its first question. */
async function answering() {
  const scene = await openedWith(questions);
  const noor = await comes(scene, "noor");
  const tap = (step: string, option: string, update?: number) =>
    noor.does(press("survey", step, option, scene.id), update);
  await tap("start", "go");
  await tap("q.mood", "yes");
  const answers = () => responsesIn(scene)[0]?.answers ?? {};
  const version = async () => (await noor.lane)?.version ?? 0;
  return { scene, noor, tap, answers, version };
}

test("an answer by button leaves her lane alone, and what she types next answers the question she was shown", async () => {
  const { scene, noor, tap, answers, version } = await answering();
  const before = await version();
  await tap("q.park", "no");
  await tap("q.park", "yes");
  expect(await version()).toBe(before);
  expect(noor.lastText).toContain("Eén woord?");
  scene.town.restart();
  await noor.says("gezellig");
  expect(answers()).toMatchObject({
    park: { is: "options", ids: ["yes"] },
    word: { is: "word", text: "gezellig" },
  });
  expect(noor.lastText).toContain("Nog iets?");
});

test("looking back at a question makes what she types an answer to that one", async () => {
  const { scene, noor, tap, answers, version } = await answering();
  await tap("q.park", "no");
  await noor.says("gezellig");
  await scene.town.passes(2 * 60_000);
  const before = await version();
  await tap("show", "word");
  expect(await version()).toBe(before);
  scene.town.restart();
  await noor.says("rustig");
  expect(answers()).toMatchObject({ word: { is: "word", text: "rustig" } });
});

test("a tap that comes again after twenty others changes nothing, and shows where she is", async () => {
  const { scene, noor, tap, answers } = await answering();
  await tap("q.park", "yes", 901);
  for (let n = 0; n < 20; n++) await tap("q.mood", n % 2 ? "yes" : "no");
  await tap("q.park", "no");
  scene.town.restart();
  const heard = noor.heard.length;
  await tap("q.park", "yes", 901);
  expect(answers()).toMatchObject({ park: { is: "options", ids: ["no"] } });
  expect(noor.heard.length).toBe(heard + 1);
  expect(noor.lastText).toContain("Eén woord?");
});

test("a tap that keeps coming again is answered three times more, and then no longer", async () => {
  const { scene, noor, tap } = await answering();
  await tap("q.park", "yes", 901);
  const heard = noor.heard.length;
  for (let n = 0; n < 6; n++) {
    scene.town.restart();
    await tap("q.park", "yes", 901);
  }
  expect(noor.heard.length).toBe(heard + 3);
});

test("she begins something else in the middle, and what she types belongs to that", async () => {
  const { noor, tap, answers } = await answering();
  await tap("q.park", "yes");
  await noor.says("stop");
  await noor.presses("Ja, ik stop hier");
  await noor.says("Er ligt glas bij de speeltuin");
  await tap("q.park", "no");
  expect(noor.lastKeys).toContain("survey:busy");
  expect((await noor.lane)?.dialogue?.instrument).toBe("issue");
  expect(answers()).toMatchObject({ park: { is: "options", ids: ["no"] } });
  expect(answers()).not.toHaveProperty("word");
});

test("she leaves, comes back, and goes on where she was", async () => {
  const { noor, tap, answers } = await answering();
  await tap("q.park", "yes");
  await noor.says("stop");
  await noor.presses("Ja, ik stop hier");
  await tap("start", "go");
  expect(noor.lastText).toContain("Eén woord?");
  await noor.says("gezellig");
  expect(answers()).toMatchObject({ word: { is: "word", text: "gezellig" } });
});

test("two taps at once are both kept", async () => {
  const { noor, tap, answers } = await answering();
  await Promise.all([tap("q.park", "yes"), tap("q.mood", "no")]);
  expect(answers()).toMatchObject({
    park: { is: "options", ids: ["yes"] },
    mood: { is: "options", ids: ["no"] },
  });
  expect((await noor.lane)?.dialogue?.instrument).toBe("survey");
});

test("a tap while she is being erased does not come after the erasure", async () => {
  const { scene, noor, tap, answers } = await answering();
  await noor.commands("wis");
  await Promise.all([noor.presses("Ja, wis alles"), tap("q.park", "no")]);
  await scene.town.settle();
  expect(answers()).toEqual({});
  expect(await noor.lane).toBeUndefined();
});

test("whoever taps without end is held back, although her lane is not written each time", async () => {
  const { noor, tap, version } = await answering();
  const before = await version();
  const most = 600 + 2 * COUNTED_TOGETHER;
  for (let n = 0; n < most && !noor.lastKeys.includes("common:limit.reached"); n++)
    await tap("q.mood", n % 2 ? "yes" : "no");
  expect(noor.lastKeys).toContain("common:limit.reached");
  expect((await version()) - before).toBeLessThan(600 / COUNTED_TOGETHER + 4);
});

test("a vote after the first leaves her lane alone, and comes again without harm", async () => {
  const town = createTestTown();
  await openVote(town, VOTE, 3, "votes");
  const noor = await town.resident("noor").joins();
  const vote = (option: string, update?: number) =>
    noor.does(press("manifesto", "vote", option, VOTE), update);
  await noor.does(press("manifesto", "age_0", "18_20", VOTE));
  await vote("1+");
  const before = (await noor.lane)?.version;
  await vote("2+", 901);
  await vote("2-");
  for (let n = 0; n < 10; n++) await vote(n % 2 ? "3-" : "3+");
  town.restart();
  await vote("2+", 901);
  expect((await noor.lane)?.version ?? 0).toBeLessThanOrEqual((before ?? 0) + 1);
  expect(await town.store.recount(VOTE)).toEqual({ voters: 1, points: { 1: 1 } });
});
