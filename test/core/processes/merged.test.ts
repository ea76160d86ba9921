import { expect, test, vi } from "vitest";
import { MINUTE } from "../../../bot/core/calendar/time.ts";
import { opinionOn } from "../../../bot/core/counting/ballot.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import { chose, opened, press, type Scene, shows, tells } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** What becomes of two ideas that are one by now: for those who brought them in, and those who support them. */

async function stateOf({ town }: Scene, number: string) {
  const row = await town.store.contribution(number);
  if (!row) throw new Error("no such idea");
  return itemOf({}, row).state;
}

/** Noor brought in one idea, Sam two that say the same; each needs two supporters. */
async function three() {
  const scene = await opened();
  const people = [];
  for (const name of ["noor", "sam", "kim", "lou"]) people.push(await scene.comes(name));
  const [noor, sam, kim, lou] = people;
  if (!noor || !sam || !kim || !lou) throw new Error("nobody came");
  const first = await tells(scene, noor, "Een bankje");
  const others = [await tells(scene, sam, "Een bank"), await tells(scene, sam, "Iets om op te zitten")];
  for (const number of [first, ...others]) await shows(scene.bo, number);
  const merge = async () => {
    for (const number of others) {
      await scene.bo.does(chose("item", "merge", number));
      await scene.bo.submit({ into: first });
      await sam.presses("Ja, akkoord");
    }
    await scene.town.passes(2 * MINUTE, 2);
    expect((await stateOf(scene, first)).shared).toBeDefined();
  };
  const supports = (one: typeof noor, number: string, says = "1+") =>
    one.does({ type: "chose", press: press("support", says, number) });
  /** As the municipality counts them, and as all ballots say. */
  const supporters = async () => {
    const { holds = [], shared = 0 } = await stateOf(scene, first);
    const counts = await Promise.all([first, ...holds].map((id) => scene.town.store.tally(opinionOn(id))));
    return counts.reduce((sum, { voters }) => sum + voters, 0) - shared;
  };
  return { ...scene, noor, sam, kim, lou, first, others, merge, supports, supporters };
}

/** Bo says what she thinks of it; undefined when it has too few supporters for that. */
async function praises({ bo, first }: Awaited<ReturnType<typeof three>>) {
  await bo.does(chose("card", "praise", first));
  if (!bo.form) return false;
  await bo.submit({ words_nl: "Mooi idee" });
  await bo.submit({ words_nl: "Mooi idee" });
  return true;
}

test("Sam hears once what becomes of the idea that both of his became part of, and Noor does too", async () => {
  const scene = await three();
  await scene.merge();
  for (const one of [scene.kim, scene.lou]) await scene.supports(one, scene.first);
  expect(await praises(scene)).toBe(true);
  const heard = ({ heard: all }: typeof scene.sam) =>
    all.filter(({ screen }) => screen.lines.some(({ key }) => key === "forum:tells.praise")).length;
  expect([heard(scene.noor), heard(scene.sam), heard(scene.kim)]).toEqual([1, 1, 0]);
});

test("support goes along, and Kim who supported both counts once", async () => {
  const scene = await three();
  const [other = ""] = scene.others;
  await scene.supports(scene.kim, scene.first);
  await scene.supports(scene.kim, other);
  await scene.merge();
  expect(await scene.supporters()).toBe(1);
  expect(await praises(scene)).toBe(false);
  await scene.supports(scene.lou, scene.first);
  expect(await scene.supporters()).toBe(2);
  expect(await praises(scene)).toBe(true);
});

test("who supported the one that goes supports the other, and can take that back", async () => {
  const scene = await three();
  const [other = ""] = scene.others;
  for (const one of [scene.kim, scene.lou]) await scene.supports(one, other);
  await scene.merge();
  await scene.supports(scene.kim, scene.first);
  expect(await scene.supporters()).toBe(2);
  await scene.kim.presses("Toch niet");
  expect(await scene.supporters()).toBe(1);
  expect(await praises(scene)).toBe(false);
});

test("Kim who supported both and takes it back, takes back both", async () => {
  const scene = await three();
  const [other = ""] = scene.others;
  for (const number of [scene.first, other]) await scene.supports(scene.kim, number);
  await scene.supports(scene.lou, other);
  await scene.merge();
  expect(await scene.supporters()).toBe(2);
  await scene.supports(scene.kim, scene.first, "1-");
  expect(await scene.supporters()).toBe(1);
  await scene.kim.presses("Ik steun dit");
  expect(await scene.supporters()).toBe(2);
});
