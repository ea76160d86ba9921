import { describe, expect, test, vi } from "vitest";
import { VOICE } from "../../../bot/core/processes/spoken.ts";
import type { TestResident } from "../../support/town.ts";
import { chose, comesBy, decides, opened, press, type Scene, votes } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** What somebody types, sends and corrects while she is asked: none of it is lost in silence. */

const begins = (scene: Scene, who: TestResident) =>
  who.does({ type: "chose", press: press("do", "bring.idea", scene.id) });

/** An idea that she is telling, in a forum. */
async function telling() {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await begins(scene, noor);
  return { scene, noor };
}

const answersOf = async (noor: TestResident) => (await noor.lane)?.dialogue?.answers;

async function endsNow({ chris, id }: Scene) {
  await chris.does(chose("card", "forceEnd", id));
  await chris.submit({ reason_nl: "Er is geen geld meer." });
  await chris.submit({ reason_nl: "Er is geen geld meer." });
}

/** An approved youth worker, with a vote that runs. */
async function worker() {
  const scene = await opened();
  await votes(scene);
  const kim = await comesBy(scene, "kim", "facilitated");
  await kim.says("Kim");
  await kim.says("Jongerenwerk Zuid");
  await kim.presses("Verstuur");
  await decides(scene, "approve");
  await kim.does({ type: "chose", press: press("do", "groupVotes", scene.id) });
  return { scene, kim };
}

describe("somebody who sends what can no longer be sent", () => {
  test("gets back what she told when it ended in the meantime", async () => {
    const { scene, noor } = await telling();
    await noor.says("Een bankje bij het water");
    await noor.presses("Sla over");
    await noor.presses("Sla over");
    await endsNow(scene);
    await noor.presses("Verstuur");
    expect(noor.lastText).toContain("Dit kan nu niet meer, of nog niet.");
    expect(noor.lastText).toContain("Dit had je ingevuld:");
    expect(noor.lastText).toContain("Een bankje bij het water");
    expect((await noor.lane)?.dialogue).toBeUndefined();
  });

  test("gets back what she filled in when the last seat was taken", async () => {
    const scene = await opened();
    const people = [await scene.comes("noor"), await scene.comes("sam"), await scene.comes("kim")];
    for (const one of people) {
      await one.commands("meedoen");
      await one.presses("do.join");
      await one.says("Het verkeer");
    }
    for (const one of people) await one.presses("Verstuur");
    expect(people[2]?.lastKeys).toContain("forum:not.seatLeft");
    expect(people[2]?.lastText).toContain("Dit had je ingevuld:\n\n• Het verkeer");
    expect(people[1]?.lastText).not.toContain("Dit had je ingevuld");
  });
});

describe("a youth worker who types a number that cannot be", () => {
  test("is asked the size of the group again", async () => {
    const { kim } = await worker();
    await kim.says("400");
    expect(kim.lastText).toContain("Een groep heeft 3 tot en met 40 mensen.");
    expect(kim.lastText).toContain("Met hoeveel is de groep?");
    await kim.says("4");
    expect(kim.lastText).toContain("kiezen nummer 1?");
  });

  test("is asked again how many chose it, and keeps all the others", async () => {
    const { scene, kim } = await worker();
    for (const typed of ["4", "3", "5"]) await kim.says(typed);
    expect(kim.lastText).toContain("De groep heeft maar 4 mensen.");
    expect(kim.lastText).toContain("kiezen nummer 2?");
    for (const typed of ["1", "0"]) await kim.says(typed);
    await kim.presses("Verstuur");
    expect((await scene.stage()).facilitated?.votes).toMatchObject([
      { size: 4, points: { 1: 3, 2: 1, 3: 0 } },
    ]);
  });
});

test("a number that a youth worker corrects to what cannot be changes nothing", async () => {
  const { kim } = await worker();
  await kim.says("4");
  await kim.says("3", { message: 91 });
  await kim.says("33", { message: 91, edited: true });
  expect(kim.lastText).toContain("De groep heeft maar 4 mensen.");
  expect(await answersOf(kim)).toMatchObject({ values: { o1: 3 } });
});

describe("a message that she corrects", () => {
  test("corrects her answer, and is not the answer to the next question", async () => {
    const { noor } = await telling();
    await noor.says("Een bnkje", { message: 51 });
    await noor.says("Een bankje", { message: 51, edited: true });
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een bankje" } } });
    expect(noor.lastText).toContain("Wil je er een foto bij doen?");
  });

  test("corrects only its own part of what she told", async () => {
    const { noor } = await telling();
    await noor.says("Een bankje", { message: 51 });
    await noor.presses("Sla over");
    await noor.presses("Sla over");
    await noor.says("Bij het watr", { message: 52 });
    await noor.says("Bij het water", { message: 52, edited: true });
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een bankje\nBij het water" } } });
  });

  test("corrects a street that she typed", async () => {
    const { noor } = await telling();
    await noor.says("Een bankje");
    await noor.presses("Sla over");
    await noor.says("Kaade", { message: 53 });
    await noor.says("Kade", { message: 53, edited: true });
    expect(await answersOf(noor)).toMatchObject({ values: { place: { words: "Kade" } } });
  });

  test("from before changes nothing, and she hears that", async () => {
    const { noor } = await telling();
    await noor.says("Een bankje", { message: 51 });
    await noor.says("Hallo daar", { message: 7, edited: true });
    expect(noor.lastText).toContain("Ik weet niet meer waar het bij hoort.");
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een bankje" } } });
  });
});

describe("a photo or a recording", () => {
  test("keeps what she wrote below the photo, and a correction of it", async () => {
    const { noor } = await telling();
    await noor.says("Een bankje");
    const photo = { type: "shared", media: { kind: "photo", source: "photo1" }, message: 61 } as const;
    await noor.does({ ...photo, caption: "Hier is het nu kaal" });
    await noor.presses("Sla over");
    expect(noor.lastText).toContain("Een bankje\nHier is het nu kaal");
    await noor.does({ ...photo, caption: "Hier is het zo leeg", edited: true });
    expect(noor.lastText).toContain("Een bankje\nHier is het zo leeg");
  });

  test("at the very end is added to what she tells", async () => {
    const { noor } = await telling();
    await noor.says("Een bankje");
    await noor.presses("Sla over");
    await noor.presses("Sla over");
    await noor.voice("voice7");
    expect(noor.lastText).toContain("een opname");
    expect(await answersOf(noor)).toMatchObject({
      values: { words: { nl: "Een bankje", [VOICE]: { source: "voice7" } } },
    });
    await noor.voice("voice8");
    expect(noor.lastText).toContain("Er kan maar één opname of foto bij.");
    await noor.photo("photo2", "Kijk maar");
    expect(noor.lastText).toContain("een foto");
    expect(noor.lastText).toContain("Kijk maar");
  });

  test("that has no place at the end is not ignored without a word", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    await noor.commands("meedoen");
    await noor.presses("do.join");
    await noor.says("Het verkeer");
    await noor.voice();
    expect(noor.lastText).toContain("Dat kan ik hier niet toevoegen.");
    await noor.says("En de stoep");
    expect(noor.lastText).toContain("Dat kan ik hier niet toevoegen.");
  });
});

describe("somebody who types more than fits", () => {
  const long = "Een heel lang verhaal. ".repeat(80);

  test("hears how much fits, and keeps what she filled in before", async () => {
    const { noor } = await telling();
    await noor.says(long);
    expect(noor.lastText).toContain("Dat is te lang. Er passen 1.500 tekens, en dit zijn er 1.839.");
    expect(noor.lastText).toContain("forum:item.idea.ask");
    await noor.says("Een bankje");
    await noor.presses("Sla over");
    await noor.says("Aan de kade bij het water. ".repeat(8));
    expect(noor.lastText).toContain("Er passen 200 tekens");
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een bankje" } } });
  });

  test("makes that message shorter in the chat, and it is her answer", async () => {
    const { noor } = await telling();
    await noor.says(long, { message: 71 });
    await noor.says("Een kort verhaal", { message: 71, edited: true });
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een kort verhaal" } } });
    await noor.says("Een kort en goed verhaal", { message: 71, edited: true });
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een kort en goed verhaal" } } });
    expect(noor.lastText).toContain("Wil je er een foto bij doen?");
  });

  test("keeps what stood there when she adds or corrects too much", async () => {
    const { noor } = await telling();
    await noor.says("Een bankje", { message: 72 });
    await noor.presses("Sla over");
    await noor.presses("Sla over");
    await noor.says("nog iets ".repeat(166), { message: 73 });
    expect(noor.lastText).toContain("Dat is te lang.");
    await noor.says("Bij het water", { message: 73, edited: true });
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een bankje\nBij het water" } } });
    await noor.says(long, { message: 72, edited: true });
    expect(noor.lastText).toContain("Dat is te lang.");
    expect(await answersOf(noor)).toMatchObject({ values: { words: { nl: "Een bankje\nBij het water" } } });
  });

  test("fills a list as far as there is room, and goes on", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    await noor.commands("meedoen");
    await noor.presses("do.steps");
    for (let n = 1; n <= 8; n++) await noor.says(`Stap ${n}`);
    expect(noor.lastText).toContain("Er passen 8 regels in deze lijst.");
    expect(noor.lastText).toContain("ask.steps.why");
    await noor.says("Omdat het kan");
    await noor.presses("Verstuur");
    expect((await scene.stage()).filled.steps?.values?.steps).toHaveLength(8);
  });
});

describe("a youth worker who enters what thirty young people say", () => {
  /** She is approved, and enters ideas one after the other. */
  async function entering(count: number) {
    const scene = await opened();
    const kim = await comesBy(scene, "kim", "facilitated");
    await kim.says("Kim");
    await kim.says("Jongerenwerk Zuid");
    await kim.presses("Verstuur");
    await decides(scene, "approve");
    for (let n = 1; n <= count; n++) {
      await kim.does({ type: "chose", press: press("do", "bring.idea@group", scene.id) });
      await kim.says("12");
      await kim.says(`Groep ${n} wil een bankje bij halte ${n}`);
      await kim.presses("Sla over");
      await kim.presses("Sla over");
      await kim.presses("Verstuur");
      await scene.town.passes(60_000, 1);
    }
    return { scene, kim };
  }

  test("can enter all of it in one afternoon", async () => {
    const { scene, kim } = await entering(30);
    expect(kim.lastText).toContain("Je bijdrage heeft nummer");
    const { limits } = scene.town.ports.town;
    expect(limits.contributionsInADay).toBeLessThan(30);
  });

  test("has for herself what anybody has", async () => {
    const { scene, kim } = await entering(2);
    const most = scene.town.ports.town.limits.contributionsInADay;
    for (let n = 1; n <= most + 1; n++) {
      await begins(scene, kim);
      await kim.says(`Mijn eigen idee, nummer ${n}`);
      await kim.presses("Sla over");
      await kim.presses("Sla over");
      await kim.presses("Verstuur");
      await scene.town.passes(300_000, 1);
    }
    expect(kim.lastKeys).toContain("common:limit.sent");
  });
});
