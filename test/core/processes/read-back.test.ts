import { describe, expect, test, vi } from "vitest";
import type { BallotPaper } from "../../../bot/core/processes/ballot-paper.ts";

import { chose, opened, press, shows, tells, votes } from "./forum/people.ts";

const paper = vi.hoisted((): { is: BallotPaper["is"] } => ({ is: "votes" }));

vi.mock("../../../bot/instruments/registry.ts", async () => {
  const { forum, plans } = await import("./forum/forum.ts");
  const { clockSide } = await import("../../../bot/core/processes/clock-side.ts");
  const { officialSide } = await import("../../../bot/core/processes/official-side.ts");
  const { residentSide } = await import("../../../bot/core/processes/resident-side.ts");
  const { shownSide } = await import("../../../bot/core/processes/shown-side.ts");
  const kind: typeof forum = {
    ...forum,
    ballot: () => ({ ...plans([1, 2, 3]), votes: 3, ...paper }),
  };
  return {
    ofResidents: [residentSide(kind)],
    ofOfficials: [officialSide(kind)],
    ofClock: [clockSide(kind, residentSide(kind))],
    shown: [shownSide(kind)],
  };
});

/** What people read back: what they chose, what others said, and what the desk reads of them. */

describe("a ballot", () => {
  const chooses = async (is: BallotPaper["is"], options: readonly number[]) => {
    paper.is = is;
    const scene = await opened();
    const [noor] = await votes(scene);
    for (const n of options) await noor.does({ type: "chose", press: press("vote", `${n}+`, scene.id) });
    return noor.lastText;
  };

  test("that ranks shows her own order", async () => {
    expect(await chooses("ranking", [3, 1])).toContain("Jouw stem:\n1. Plan 3\n2. Plan 1");
  });

  test("with points shows how many she gave to each", async () => {
    expect(await chooses("points", [2, 2, 1])).toContain("Jouw stem:\nPlan 1: 1 punt\nPlan 2: 2 punten");
  });

  test("with points has buttons that say how many, so that a second tap gives no more", async () => {
    paper.is = "points";
    const scene = await opened();
    const [noor] = await votes(scene);
    const gives = (option: string) => noor.does({ type: "chose", press: press("vote", option, scene.id) });
    await gives("2=1");
    await gives("2=1");
    expect(noor.lastText).toContain("Plan 2: 1 punt");
    const shown = (noor.lastHeard.choices ?? []).flat();
    expect(shown.flatMap((one) => ("press" in one ? [one.press.option] : []))).toContain("2=2");
    await gives("2=3");
    await gives("2=9");
    expect(noor.lastText).toContain("Plan 2: 3 punten");
    await gives("2=0");
    expect(noor.lastText).not.toContain("Plan 2:");
  });
});

/** Noor brought in an idea that was not shown, or was. */
async function told(looked: "waits" | "refused" | "shown" = "waits") {
  const scene = await opened();
  const noor = await scene.comes("noor");
  const number = await tells(scene, noor, "Een geheim plan");
  if (looked === "shown") await shows(scene.bo, number);
  if (looked === "refused") {
    await scene.bo.does(chose("item", "refuse", number));
    await scene.bo.submit({ reason_nl: "Dit gaat over één persoon." });
    await scene.bo.submit({ reason_nl: "Dit gaat over één persoon." });
  }
  const history = () => scene.town.store.history(number);
  const thread = () =>
    scene.town.posted
      .filter(({ card }) => card.ref === number)
      .flatMap((one) => one.thread.map((line) => scene.town.render(line)));
  return { scene, noor, number, history, thread };
}

describe("an answer to our message about what she brought in", () => {
  test("goes to the desk, which reads her words under its card", async () => {
    const { noor, history, thread } = await told("refused");
    await noor.says("Het gaat over iedereen", { repliesTo: noor.heard.at(-1)?.message ?? 0, message: 71 });
    expect(noor.lastText).toContain("Iemand van de gemeente kijkt opnieuw naar je bijdrage");
    expect((await history()).at(-1)).toMatchObject({ event: "objected", words: "Het gaat over iedereen" });
    expect(thread().at(-1)).toBe("De inwoner is het er niet mee eens: “Het gaat over iedereen”");
    await noor.says("Het gaat over ons allemaal", { message: 71, edited: true });
    expect((await history()).at(-1)).toMatchObject({ event: "edited", words: "Het gaat over ons allemaal" });
  });

  test("is not the answer to the question that is open", async () => {
    const { scene, noor, history } = await told("refused");
    const refusal = noor.heard.at(-1)?.message ?? 0;
    await noor.does({ type: "chose", press: press("do", "bring.idea", scene.id) });
    await noor.says("Waarom niet?", { repliesTo: refusal });
    expect((await history()).at(-1)).toMatchObject({ words: "Waarom niet?" });
    expect((await noor.lane)?.dialogue?.answers).toMatchObject({ values: {} });
  });

  test("is nothing any more after she has herself erased", async () => {
    const { noor, history, thread } = await told("refused");
    await noor.says("Het gaat over mij", { repliesTo: noor.heard.at(-1)?.message ?? 0 });
    expect(thread().join()).toContain("Het gaat over mij");
    await noor.commands("wis");
    await noor.presses("Ja, wis alles van mij");
    expect(JSON.stringify(await history())).not.toContain("Het gaat over mij");
    expect(thread().join()).not.toContain("Het gaat over mij");
  });

  test("shows others no photo that nobody looked at", async () => {
    const { scene, noor, number } = await told("shown");
    const repliesTo = noor.heard.at(-1)?.message ?? 0;
    await noor.does({ type: "shared", media: { kind: "photo", source: "photo9" }, repliesTo });
    expect(noor.lastText).toContain("Een foto of opname kan niet meer bij je bijdrage");
    expect(JSON.stringify(await scene.town.store.contribution(number))).not.toContain("photo9");
  });
});

test("what she corrects after she has sent it goes to the desk too", async () => {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await noor.does({ type: "chose", press: press("do", "bring.idea", scene.id) });
  await noor.says("Een bnkje", { message: 81 });
  await noor.presses("Sla over");
  await noor.presses("Sla over");
  await noor.presses("Verstuur");
  const number = noor.lastHeard.about ?? "";
  await noor.says("Een bankje", { message: 81, edited: true });
  expect((await scene.town.store.history(number)).at(-1)).toMatchObject({ words: "Een bankje" });
});

describe("a forged button for reasons", () => {
  test.each(["waits", "refused"] as const)("tells nothing of an idea that %s", async (looked) => {
    const { scene, number } = await told(looked);
    const sam = await scene.comes("sam");
    await sam.does({ type: "chose", press: press("reasons", "0", number) });
    expect(sam.lastText).not.toContain("geheim");
    await sam.does({ type: "chose", press: press("do", "bring.idea+for", number) });
    expect((await sam.lane)?.dialogue).toBeUndefined();
  });
});

test("a reason comes back to her when its idea was merged before she sent it", async () => {
  const scene = await opened();
  const [noor, sam, kim] = [await scene.comes("noor"), await scene.comes("sam"), await scene.comes("kim")];
  const [first, second] = [await tells(scene, noor, "Een bankje"), await tells(scene, sam, "Een bank")];
  for (const number of [first, second]) await shows(scene.bo, number);
  await kim.does({ type: "chose", press: press("do", "bring.idea+for", second) });
  await kim.says("Dan kan ik zitten");
  await scene.bo.does(chose("item", "merge", second));
  await scene.bo.submit({ into: first });
  await sam.presses("Ja, akkoord");
  await kim.presses("Verstuur");
  expect(kim.lastText).toContain("Dit had je ingevuld:\n\n• Dan kan ik zitten");
});

test("an idea that was erased reads so, and not as a recording", async () => {
  const { scene, noor, number } = await told("shown");
  const sam = await scene.comes("sam");
  await noor.commands("wis");
  await noor.presses("Ja, wis alles van mij");
  await sam.does({ type: "chose", press: press("reasons", "0", number) });
  expect(sam.lastText).toContain("Wie dit schreef, heeft het gewist.");
  expect(sam.lastText).not.toContain("een opname");
});
