import { expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { chose, comesBy, opened, press, type Scene, shows, tells } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", async () => {
  const { clockSide } = await import("../../../bot/core/processes/clock-side.ts");
  const { officialSide } = await import("../../../bot/core/processes/official-side.ts");
  const { residentSide } = await import("../../../bot/core/processes/resident-side.ts");
  const { shownSide } = await import("../../../bot/core/processes/shown-side.ts");
  const { forum } = await import("./forum/forum.ts");
  const quiet = { from: "ideas", by: "clock", due: { silent: "2 weeks" }, tells: "organiser" } as const;
  const kind = { ...forum, table: { ...forum.table, steps: { ...forum.table.steps, quiet } } };
  return {
    ofResidents: [residentSide(kind)],
    ofOfficials: [officialSide(kind)],
    ofClock: [clockSide(kind, residentSide(kind))],
    shown: [shownSide(kind)],
  };
});

/** Nobody is told that it is silent where somebody has just been heard from. */

const isSilent = ({ ola }: Scene) => ola.told.includes("officials:forum.tells.quiet");

test("two weeks in which nobody does anything are told to the organiser", async () => {
  const scene = await opened();
  await scene.town.passes(16 * DAY, 16 * 12);
  expect(isSilent(scene)).toBe(true);
});

/** What somebody does on the tenth day; it is not silent until two weeks after that. */
async function actsOnDayTen(before: (scene: Scene) => Promise<() => Promise<unknown>>) {
  const scene = await opened();
  const acts = await before(scene);
  await scene.town.passes(10 * DAY, 10 * 12);
  await acts();
  await scene.town.passes(6 * DAY, 6 * 12);
  const early = isSilent(scene);
  await scene.town.passes(10 * DAY, 10 * 12);
  return [early, isSilent(scene)];
}

test("somebody who brings in an idea has been heard from", async () => {
  const found = await actsOnDayTen(async (scene) => {
    const noor = await scene.comes("noor");
    return () => tells(scene, noor, "Een bankje");
  });
  expect(found).toEqual([false, true]);
});

test("somebody who supports an idea has been heard from", async () => {
  const found = await actsOnDayTen(async (scene) => {
    const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
    const number = await tells(scene, noor, "Een bankje");
    await shows(scene.bo, number);
    return () => sam.does({ type: "chose", press: press("support", "1+", number) });
  });
  expect(found).toEqual([false, true]);
});

test("somebody who gives a reason has been heard from", async () => {
  const found = await actsOnDayTen(async (scene) => {
    const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
    const number = await tells(scene, noor, "Een bankje");
    await shows(scene.bo, number);
    return async () => {
      await sam.does({ type: "chose", press: press("do", "bring.idea+against", number) });
      await sam.says("Er komt dan rommel");
      await sam.presses("Verstuur");
    };
  });
  expect(found).toEqual([false, true]);
});

test("one of the group who says yes or no has been heard from", async () => {
  const found = await actsOnDayTen(async (scene) => {
    const people: Awaited<ReturnType<Scene["comes"]>>[] = [];
    for (const name of ["noor", "sam", "kim"]) {
      const one = await comesBy(scene, name, "group");
      await one.presses("Ja, ik doe mee");
      people.push(one);
    }
    await scene.ola.does(chose("card", "openVote", scene.id));
    await scene.ola.submit();
    await scene.ola.submit();
    return () => people[0]?.presses("Nee, niet akkoord") ?? Promise.resolve();
  });
  expect(found).toEqual([false, true]);
});
