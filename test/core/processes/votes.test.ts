import { afterEach, describe, expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { itemsIn, needsOfList } from "../../../bot/core/processes/items.ts";
import { forum, paper, plans } from "./forum/forum.ts";
import { chose, comesBy, decides, opened, press, type Scene, shows, tells, votes } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** What is voted on, in one vote or in several. */

const before = paper.of;
afterEach(() => {
  paper.of = before;
});

const choose = (scene: Scene, one: Awaited<ReturnType<Scene["comes"]>>, n: number) =>
  one.does({ type: "chose", press: press("vote", `${n}+`, scene.id) });

/** A youth worker was let in, and has typed how many her group are. */
async function withGroup(size: string) {
  const scene = await opened();
  const kim = await comesBy(scene, "kim", "facilitated");
  for (const typed of ["Kim", "Jongerenwerk Zuid"]) await kim.says(typed);
  await kim.presses("Verstuur");
  await decides(scene, "approve");
  await votes(scene);
  await kim.does({ type: "chose", press: press("do", "groupVotes", scene.id) });
  await kim.says(size);
  return { scene, kim };
}

test("a youth worker is asked about plan 1, 3 and 7 by those numbers when the others were refused", async () => {
  paper.of = () => plans([1, 3, 7]);
  const { scene, kim } = await withGroup("14");
  const asked: string[] = [];
  for (const typed of ["12", "11", "5"]) {
    asked.push(kim.lastText);
    await kim.says(typed);
  }
  await kim.presses("Verstuur");
  expect(asked.map((text) => /\d/.exec(text)?.[0])).toEqual(["1", "3", "7"]);
  expect((await scene.stage()).facilitated?.votes).toMatchObject([{ points: { 1: 12, 3: 11, 7: 5 } }]);
});

test("a youth worker types at once what a group chose, and no more than it has votes", async () => {
  paper.of = () => plans([1, 3, 7]);
  const { scene, kim } = await withGroup("14");
  await kim.says("2=5");
  expect(kim.lastText).toContain("Nummer 2 staat niet op de lijst.");
  await kim.says("3=15");
  expect(kim.lastText).toContain("De groep heeft maar 14 mensen.");
  await kim.says("1=14, 3=14, 7=1");
  expect(kim.lastText).toContain("Dat zijn 29 stemmen. De groep heeft er 28.");
  await kim.says("٣=١٢؛ ٧=٤");
  expect(kim.lastText).toContain("Nummer 3: 12");
  await kim.presses("Verstuur");
  expect((await scene.stage()).facilitated?.votes).toMatchObject([{ points: { 1: 0, 3: 12, 7: 4 } }]);
});

describe("a second vote", () => {
  async function voted() {
    const scene = await opened();
    const [noor, sam] = await votes(scene);
    await choose(scene, noor, 1);
    await choose(scene, sam, 1);
    await scene.town.passes(36 * DAY, 36 * 24);
    expect((await scene.stage()).counted?.count).toMatchObject({ voters: 2, points: { 1: 2 } });
    await scene.ola.does(chose("card", "again", scene.id));
    await scene.ola.submit({ voteUntil: "2026-06-29" });
    await scene.ola.submit({ voteUntil: "2026-06-29" });
    expect((await scene.stage()).at).toBe("vote");
    return { scene, noor, sam };
  }

  test("counts only what is cast in it, and its ballots are empty at first", async () => {
    const { scene, noor } = await voted();
    await noor.does({ type: "chose", press: press("ballot", "0", scene.id) });
    expect(noor.lastText).not.toContain("Jouw stem");
    await choose(scene, noor, 3);
    await scene.town.passes(25 * DAY, 25 * 24);
    expect((await scene.stage()).counted?.count).toMatchObject({ voters: 1, points: { 3: 1 }, same: true });
  });

  test("is one that those who voted in the first are reminded of, until they voted in it too", async () => {
    const { scene, noor, sam } = await voted();
    await choose(scene, noor, 3);
    const reminded = ({ heard }: typeof noor) =>
      heard.filter(({ screen }) => screen.lines.some(({ key }) => key === "forum:tells.remindVote")).length;
    const first = [reminded(noor), reminded(sam)];
    await scene.town.passes(22 * DAY, 22 * 24);
    expect([reminded(noor), reminded(sam)]).toEqual([first[0], (first[1] ?? 0) + 1]);
  });
});

test("ideas themselves can be voted on: they are read when a ballot is shown, cast and counted", async () => {
  paper.of = (s) => {
    const unseen = needsOfList(forum, "idea", s);
    if (unseen.length > 0) return { needs: unseen };
    const options = itemsIn(forum, "idea", s).map(({ row, state }) => ({
      n: Number(row.id),
      words: state.words,
    }));
    return { is: "votes", votes: 2, options };
  };
  const scene = await opened();
  const lou = await scene.comes("lou");
  const numbers = [await tells(scene, lou, "Een bankje"), await tells(scene, lou, "Een boom")];
  for (const number of numbers) await shows(scene.bo, number);
  const [noor, sam] = await votes(scene);
  await noor.does({ type: "chose", press: press("ballot", "1", scene.id) });
  expect(noor.lastText).toContain("Een boom");
  for (const one of [noor, sam, lou]) await choose(scene, one, Number(numbers[1]));
  expect(noor.lastText).toContain("Jouw stem:\nEen boom");
  await scene.town.passes(36 * DAY, 36 * 24);
  const told = lou.heard.map(({ screen }) => scene.town.text(screen)).join("\n");
  expect(told).toMatch(/Een boom[\s\S]*Een bankje/);
  expect(JSON.stringify(scene.town.card(scene.id))).toContain("common:process.result.ballots");
});
