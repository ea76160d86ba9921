import { describe, expect, test, vi } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { holds } from "../../../bot/core/processes/guards.ts";
import { standingOf } from "../../../bot/core/processes/record.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { forum } from "../../core/processes/forum/forum.ts";
import { chose, comesBy, press } from "../../core/processes/forum/people.ts";
import { OLA } from "../../support/staff.ts";
import { doubts, onPromise, type Promised, promised, vow, withPromise } from "./people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("../../core/processes/forum/registry.ts"));

/** Promises: with an owner and a day, watched until they are settled, and open to doubt. */

const heard = ({ noor, town }: Promised) => noor.heard.map(({ screen }) => town.text(screen)).join("\n\n");
const days = (scene: Promised, count: number) => scene.town.passes(count * DAY, count * 4);
const isSettled = async ({ town, id }: Promised) => {
  const process = await town.store.process(id);
  if (!process) throw new Error("no process");
  return holds(forum, "promisesSettled", standingOf(forum, process, { now: town.now } as Context));
};

test("a promise that is kept in time: whoever takes part hears each step, and it is over", async () => {
  const scene = await promised();
  expect(scene.bo.told).toContain("officials:commitment.tells.begin");
  await scene.reports(scene.bo, "start", { words_nl: "Het bankje is besteld." });
  await scene.town.passes(HOUR, 4);
  expect(scene.noor.lastText).toContain("Daar wordt aan gewerkt.");
  expect(scene.noor.lastText).toContain("Het bankje is besteld.");
  await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
  await scene.town.passes(HOUR, 12);
  expect(scene.noor.lastText).toContain("Beloofd was: Een bankje. Dat is gedaan:");
  expect(scene.noor.lastText).not.toContain("later dan beloofd");
  expect((await scene.kept()).at).toBe("kept");
  expect(await isSettled(scene)).toBe(true);
});

test("a promise whose day has passed: everybody hears so, and its owner and the clerk each month until it is done", async () => {
  const scene = await promised();
  await days(scene, 15);
  expect(scene.bo.told).toContain("officials:commitment.tells.remind");
  expect(scene.noor.lastText).toContain(
    "Beloofd was: Een bankje, uiterlijk maandag 18 mei. Dat is niet gelukt.",
  );
  expect(scene.chris.told).toContain("officials:commitment.tells.late");
  await days(scene, 95);
  const again = (told: readonly string[]) =>
    told.filter((key) => key === "officials:commitment.tells.again").length;
  expect([again(scene.bo.told), again(scene.chris.told)]).toEqual([3, 3]);
});

describe("a promise that is kept after its day is late", () => {
  const late = "Dat is later dan beloofd. De eerste dag was maandag 18 mei 2026.";

  test("also when a new day was named meanwhile", async () => {
    const scene = await promised();
    await days(scene, 16);
    await scene.reports(scene.bo, "newDay", { due: "2026-06-15", reason_nl: "De fabriek is dicht." });
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    expect(scene.noor.lastText).toContain(late);
    expect(await scene.kept()).toMatchObject({ at: "kept", missed: true });
  });

  test("also when it was reported as kept in time, and that was not so", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor);
    await days(scene, 16);
    await scene.reports(scene.ola, "goesOn", { due: "2026-06-15", reason_nl: "Het bankje is er niet." });
    await scene.reports(scene.bo, "keep", { words_nl: "Nu staat het er." });
    await scene.town.passes(HOUR, 12);
    expect(scene.noor.lastText).toContain(late);
  });

  test("and not when somebody only confirms, after that day, that it was kept in time", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor);
    await days(scene, 16);
    await scene.reports(scene.ola, "settle", { outcome: "kept", reason_nl: "Het staat achter de boom." });
    await scene.town.passes(HOUR, 12);
    expect(scene.noor.lastText).toContain("De belofte is nagekomen.");
    expect(scene.noor.lastText).not.toContain("later dan beloofd");
    expect(await scene.kept()).toMatchObject({ at: "kept" });
    expect((await scene.kept()).missed).toBeUndefined();
  });

  test("and one that gets a new day in time is not", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "newDay", { due: "2026-06-15", reason_nl: "De fabriek is dicht." });
    await days(scene, 20);
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    expect((await scene.kept()).missed).toBeUndefined();
  });
});

describe("somebody who doubts a promise", () => {
  test("is answered by somebody else than its owner, and everybody hears", async () => {
    const scene = await promised({ ...vow, owner: OLA });
    await scene.reports(scene.ola, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor);
    expect(scene.chris.told).toContain("officials:commitment.tells.dispute");
    await scene.ola.does(onPromise(scene.promise, "settle"));
    expect(scene.ola.told.at(-1)).toBe("commitment:not.notOwner");
    await scene.reports(scene.chris, "settle", { outcome: "broken", reason_nl: "Er is geen geld meer." });
    await scene.town.passes(HOUR, 12);
    expect(scene.noor.lastText).toContain("De belofte is niet nagekomen, en dat gebeurt ook niet meer.");
    expect((await scene.kept()).at).toBe("broken");
  });

  test("says so at once, while others have not yet heard how it ended", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.settle();
    await scene.town.passes(2 * MINUTE, 2);
    expect(scene.noor.lastText).toContain("Dat is gedaan:");
    expect((await scene.kept()).closing).toBeDefined();
    await doubts(scene.noor);
    expect(await scene.kept()).toMatchObject({ at: "disputed", way: ["promised", "kept"] });
    await scene.town.passes(HOUR, 12);
    expect((await scene.kept()).at).toBe("disputed");
    // Nothing but the doubt is open, so that its process can end when it was settled.
    expect((await scene.stage()).children?.commitment?.now).toMatchObject({ promised: 0, disputed: 1 });
    await scene.reports(scene.ola, "settle", { outcome: "kept", reason_nl: "Het staat achter de boom." });
    await scene.town.passes(HOUR, 12);
    expect(await isSettled(scene)).toBe(true);
  });

  test("says so one time of each outcome; somebody else can say it too", async () => {
    const scene = await promised();
    const sam = await comesBy(scene, "sam", "group");
    await sam.presses("Ja, ik doe mee");
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor);
    await scene.reports(scene.ola, "settle", { outcome: "kept", reason_nl: "Het staat achter de boom." });
    await scene.town.passes(HOUR, 12);
    await scene.noor.presses("Dit klopt niet");
    expect(scene.noor.lastText).toContain("Dit kan nu niet. Je zei dit al een keer");
    expect((await scene.kept()).at).toBe("kept");
    await doubts(sam);
    expect((await scene.kept()).at).toBe("disputed");
    await scene.reports(scene.ola, "settle", { outcome: "broken", reason_nl: "Weg." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor);
    expect((await scene.kept()).at).toBe("disputed");
  });

  test("can do so for thirty days when its process has ended, and as long as it is open", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await days(scene, 45);
    await scene.noor.does({ type: "chose", press: dispute(scene) });
    expect(scene.noor.lastText).toContain("Wat klopt er niet?");
    await scene.noor.presses("Stop hiermee");
    await scene.chris.does(chose("card", "forceEnd", scene.id));
    await scene.chris.submit({ reason_nl: "Er is geen geld meer." });
    await scene.chris.submit({ reason_nl: "Er is geen geld meer." });
    await days(scene, 1);
    await scene.noor.does({ type: "chose", press: dispute(scene) });
    expect(scene.noor.lastText).toContain("Dit kan nu niet.");
  });

  test("leaves its clock running: everybody hears when the day passes all the same", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor);
    await days(scene, 15);
    expect(heard(scene)).toContain("Die dag is voorbij, en iemand zegt dat er iets niet klopt.");
    expect(scene.chris.told).toContain("officials:commitment.tells.passes");
  });

  test("hears nothing of that day twice when it had passed before", async () => {
    const scene = await promised();
    await days(scene, 16);
    await doubts(scene.noor);
    await days(scene, 3);
    expect(heard(scene)).not.toContain("Die dag is voorbij, en iemand");
  });

  test("and is answered by nobody, cannot hold the process up for ever, and hears that nobody looked", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor);
    await days(scene, 60);
    expect(await isSettled(scene)).toBe(false);
    expect(heard(scene)).toContain("een antwoord voor wie twijfelt aan deze belofte: Een bankje");
    await days(scene, 40);
    expect(scene.noor.lastText).toContain("Daar is niet op tijd naar gekeken.");
    expect((await scene.kept()).at).toBe("kept");
    expect(await isSettled(scene)).toBe(true);
  });

  test("and has herself erased, is not known there any more", async () => {
    const scene = await promised();
    await scene.reports(scene.bo, "keep", { words_nl: "Het bankje staat er." });
    await scene.town.passes(HOUR, 12);
    await doubts(scene.noor, "Ik zie echt niets.");
    const before = JSON.stringify(await scene.town.store.process(scene.promise));
    const { by } = (await scene.kept()).filled.dispute ?? {};
    expect(before).toContain("Ik zie echt niets.");
    expect(by).toBeDefined();
    await scene.noor.commands("wis");
    await scene.noor.presses("Ja, wis alles van mij");
    const after = JSON.stringify(await scene.town.store.process(scene.promise));
    expect(after).not.toContain("Ik zie echt niets.");
    expect(after).not.toContain(by);
    expect((await scene.kept()).at).toBe("disputed");
  });
});

test("somebody of the core group who promised something reports on it below the message that reminds her", async () => {
  const first = await promised();
  const { noor, town } = first;
  await noor.does({ type: "chose", press: press("do", "vow", first.id) });
  await noor.says("Ik maak een tekening");
  await noor.presses("Ik doe dit");
  await noor.says("20-5");
  await noor.presses("Verstuur");
  const scene = await withPromise(first, noor);
  expect(scene.promise).not.toBe(first.promise);
  await town.passes(10 * DAY, 40);
  const mine = noor.heard.findLast(({ screen }) => town.text(screen).includes("Je beloofde iets"));
  expect(mine && town.text(mine.screen)).toContain("Ik maak een tekening");
  await noor.presses("Het is klaar");
  await noor.says("De tekening hangt in de hal.");
  await noor.presses("Verstuur");
  await town.passes(HOUR, 12);
  expect((await scene.kept()).at).toBe("kept");
  expect(noor.lastText).toContain("De tekening hangt in de hal.");
});

test("a promise that ends is none of the processes that the figures count", async () => {
  const scene = await promised();
  await scene.reports(scene.bo, "break", { reason_nl: "Er is geen geld meer." });
  await scene.town.passes(HOUR, 12);
  expect((await scene.kept()).at).toBe("broken");
  const desk = (await scene.town.store.process(scene.promise))?.desk ?? "";
  expect((await scene.town.store.figures(desk, [scene.town.now.slice(0, 7)])).ended).toBe(0);
});

const dispute = ({ promise }: Promised) => ({
  instrument: "commitment",
  version: 1,
  step: "do",
  option: "dispute",
  ref: promise,
});
