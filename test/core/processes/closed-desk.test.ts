import { describe, expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { BO, CHRIS, OLA } from "../../support/staff.ts";
import { chose, closes, comesBy, opened, press, type Scene } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** A process of a closed desk: what residents write there is for its members only. */

/** Noor writes something that the clerk hears of. @returns what the clerk was told last */
async function hints(scene: Scene) {
  const noor = await scene.comes("noor");
  await noor.does({ type: "chose", press: press("do", "hint", scene.id) });
  await noor.says("Mijn oom slaapt daar");
  await noor.presses("Verstuur");
  const last = scene.town.told.findLast(({ member }) => member === CHRIS)?.message;
  if (!last) throw new Error("the clerk heard nothing");
  return { last, text: scene.town.render(last) };
}

describe("the clerk, or an organiser elsewhere, hears", () => {
  test("what was written, at a desk that is open", async () => {
    const scene = await opened();
    expect(JSON.stringify((await hints(scene)).last)).toContain("Mijn oom slaapt daar");
  });

  test("only that there is a step, at a closed desk that she does not belong to", async () => {
    const scene = await opened();
    await closes(scene, [BO]);
    const { last, text } = await hints(scene);
    expect(JSON.stringify(last)).not.toContain("Mijn oom slaapt daar");
    expect(text).toContain("Er is nieuws bij “Het plein”. Team");
    expect(text).toContain("is gesloten: alleen leden zien wat het is.");
  });

  test("that the answer is late, all the same", async () => {
    const scene = await opened();
    await closes(scene, [BO]);
    await scene.town.passes(70 * DAY, 70);
    expect(scene.chris.told).toContain("officials:process.tells.late");
  });

  test("which step it is, when the municipality took it", async () => {
    const scene = await opened();
    await closes(scene, [CHRIS]);
    await scene.chris.does(chose("card", "forceEnd", scene.id));
    for (let times = 0; times < 2; times++) await scene.chris.submit({ reason_nl: "Mijn oom slaapt daar" });
    const last = scene.town.told.findLast(({ member }) => member === OLA)?.message;
    const text = last ? scene.town.render(last) : "";
    expect(text).toContain("Nieuwe stap bij “Het plein”: “Stop het nu”. Team");
    expect(text).not.toContain("oom");
  });

  test("what was written, at a closed desk that she belongs to", async () => {
    const scene = await opened();
    await closes(scene, [BO, CHRIS]);
    expect(JSON.stringify((await hints(scene)).last)).toContain("Mijn oom slaapt daar");
  });
});

test("nobody from elsewhere says yes for a closed desk", async () => {
  const scene = await opened();
  await scene.ola.does(chose("card", "confide", scene.id));
  await closes(scene, [BO, OLA]);
  await scene.chris.does(chose("agree", "confide", scene.id));
  expect(scene.chris.told.at(-1)).toBe("officials:refused.closed");
  expect((await scene.stage()).asked).toMatchObject([{ step: "confide", yes: [] }]);
  await closes(scene, [CHRIS]);
  await scene.chris.does(chose("agree", "confide", scene.id));
  expect((await scene.stage()).taken).toHaveProperty("confide");
});

describe("a yes of the clerk, who does not belong to a closed desk,", () => {
  test("is not asked of her: the members hear that somebody has to be let in", async () => {
    const scene = await opened();
    await closes(scene, [BO, OLA]);
    await scene.ola.does(chose("card", "confide", scene.id));
    expect(scene.chris.told).not.toContain("officials:process.agree.ask");
    expect(scene.bo.told).toContain("officials:process.agree.nobody");
    await closes(scene, [BO, OLA, CHRIS]);
    await scene.town.passes(8 * DAY, 8 * 24);
    expect(scene.chris.told).toContain("officials:process.agree.ask");
  });
});

test("a youth worker of a closed desk is a number to its organiser elsewhere, and named to its members", async () => {
  const scene = await opened();
  await closes(scene, [BO]);
  const kim = await comesBy(scene, "kim", "facilitated");
  for (const typed of ["Kim", "Jongerenwerk Zuid"]) await kim.says(typed);
  await kim.presses("Verstuur");
  const told = (who: string) =>
    scene.town.told.filter(({ member }) => member === who).map(({ message }) => scene.town.render(message));
  expect(told(OLA).join()).not.toContain("Kim");
  expect(told(OLA).join()).toContain("Jongerenwerker 1 wil bij “Het plein”");
  expect(told(BO).join()).toContain("Kim, Jongerenwerk Zuid wil bij “Het plein”");
});
