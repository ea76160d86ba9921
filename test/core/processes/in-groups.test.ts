import { describe, expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { writeLink } from "../../../bot/core/model/deep-link.ts";
import { howManyTook } from "../../../bot/core/processes/each-once.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import { BO, OLA } from "../../support/staff.ts";
import {
  chose,
  closes,
  comesBy,
  decides,
  decision,
  forgets,
  opened,
  press,
  type Scene,
  shows,
  takesOut,
} from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** The core group of a process, and youth workers who enter what a group says. */

const linkOf = async (scene: Scene, kind: "group" | "facilitated") =>
  writeLink({ kind, id: scene.id, code: (await scene.stage())[kind]?.code ?? "" });

/** Noor and Sam come in by the organiser's link and join. */
async function grouped() {
  const scene = await opened();
  const link = await linkOf(scene, "group");
  const people = [];
  for (const name of ["noor", "sam"]) {
    const one = await scene.comes(name);
    await one.commands("start", link);
    await one.presses("Ja, ik doe mee");
    people.push(one);
  }
  const [noor, sam] = people;
  if (!noor || !sam) throw new Error("nobody came");
  return { ...scene, noor, sam, link };
}

describe("the core group", () => {
  test("comes together by the link on the card, and the organiser hears when it is complete", async () => {
    const scene = await grouped();
    expect((await scene.stage()).group?.members).toHaveLength(2);
    expect(scene.ola.told).toContain("officials:process.groupComplete");
    expect(
      scene.noor.heard.some(({ screen }) =>
        screen.lines.some(({ key }) => key === "common:process.group.welcome"),
      ),
    ).toBe(true);
  });

  test("takes nobody who only forged the button, and nobody when it is full", async () => {
    const scene = await grouped();
    const kim = await scene.comes("kim");
    await kim.does({ type: "chose", press: press("join", "yes", scene.id) });
    expect(kim.lastText).toContain("Deze uitnodiging werkt niet meer.");
    await kim.commands("start", scene.link);
    await kim.presses("Ja, ik doe mee");
    const lou = await scene.comes("lou");
    await lou.commands("start", scene.link);
    expect(lou.lastText).toContain("De kerngroep is al vol.");
  });

  test("decides by majority, and the row is taken when most have said yes", async () => {
    const scene = await grouped();
    await scene.ola.does(chose("card", "openVote", scene.id));
    await scene.ola.submit();
    await scene.ola.submit();
    expect((await scene.stage()).at).toBe("ideas");
    await scene.noor.presses("Ja, akkoord");
    expect((await scene.stage()).at).toBe("ideas");
    await scene.sam.presses("Ja, akkoord");
    expect((await scene.stage()).at).toBe("vote");
  });

  test("that says no leaves all as it was, and the organiser hears", async () => {
    const scene = await grouped();
    await scene.ola.does(chose("card", "openVote", scene.id));
    await scene.ola.submit();
    await scene.ola.submit();
    await scene.noor.presses("Nee, niet akkoord");
    expect(await scene.stage()).toMatchObject({ at: "ideas", asked: [] });
    expect(scene.ola.told).toContain("officials:process.agree.fell");
  });
});

describe("a meeting that each can join once", () => {
  const joins = async (scene: Scene, name: string, topic: string) => {
    const one = await scene.comes(name);
    await one.commands("meedoen");
    await one.presses("do.join");
    if (one.lastKeys.includes("forum:ask.join.topic")) {
      await one.says(topic);
      await one.presses("Verstuur");
    }
    return one;
  };

  test("takes each person one time, keeps what each said, and says why when it is full", async () => {
    const scene = await opened();
    const noor = await joins(scene, "noor", "Het verkeer");
    await noor.presses("do.join");
    expect(noor.lastText).toContain("Dit kan ieder één keer doen, en jij deed het al.");
    await joins(scene, "sam", "De speeltuin");
    const kim = await joins(scene, "kim", "");
    expect(kim.lastKeys).toContain("forum:not.seatLeft");
    const guests = await scene.town.store.listed(`${scene.id}/guests`, 10);
    expect(guests.map((one) => itemOf({}, one).state.filled.join?.values)).toEqual([
      { topic: "Het verkeer" },
      { topic: "De speeltuin" },
    ]);
  });

  test("knows those who joined when the process still kept their ids", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    await noor.does({ type: "chose", press: press("do", "hint", scene.id) });
    await noor.says("Het is er donker");
    await noor.presses("Verstuur");
    const resident = (await noor.lane)?.resident ?? "";
    const process = await scene.town.store.process(scene.id);
    if (!process) throw new Error("no process");
    const state = { ...(await scene.stage()), each: { join: [resident] } };
    await scene.town.store.commit([
      { put: { ...process, state, version: process.version + 1 }, expect: process.version },
    ]);
    await noor.does({ type: "chose", press: press("do", "join", scene.id) });
    expect(noor.lastText).toContain("Dit kan ieder één keer doen, en jij deed het al.");
    await joins(scene, "sam", "De speeltuin");
    expect(howManyTook(await scene.stage(), "join")).toBe(2);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles van mij");
    expect(howManyTook(await scene.stage(), "join")).toBe(1);
  });

  test("has a seat again for others when somebody has herself erased, and nothing of her stays", async () => {
    const scene = await opened();
    const noor = await joins(scene, "noor", "Het verkeer");
    const resident = (await noor.lane)?.resident ?? "";
    await noor.commands("wis");
    await noor.presses("Ja, wis alles van mij");
    expect(JSON.stringify(await scene.stage())).not.toContain(resident);
    expect((await scene.stage()).times?.join).toBe(0);
    const sam = await joins(scene, "sam", "De speeltuin");
    const kim = await joins(scene, "kim", "Het groen");
    for (const one of [sam, kim]) expect(one.lastText).not.toContain("forum:not.seatLeft");
    expect((await scene.stage()).times?.join).toBe(2);
    expect(JSON.stringify(await scene.town.store.listed(`${scene.id}/guests`, 10))).not.toContain(
      "Het verkeer",
    );
  });
});

/** Kim follows the link for youth workers and says who she is. */
async function worker() {
  const scene = await grouped();
  const kim = await scene.comes("kim");
  await kim.commands("start", await linkOf(scene, "facilitated"));
  await kim.says("Kim");
  await kim.says("Jongerenwerk Zuid");
  await kim.presses("Verstuur");
  const resident = (await kim.lane)?.resident ?? "";
  return { ...scene, kim, resident };
}

/** The vote begins. */
async function begins(scene: Awaited<ReturnType<typeof worker>>) {
  await scene.ola.does(chose("card", "openVote", scene.id));
  await scene.ola.submit();
  await scene.ola.submit();
  await scene.noor.presses("Ja, akkoord");
  await scene.sam.presses("Ja, akkoord");
}

/** Kim brings in an idea of a group, which is shown, and enters what a group votes. */
async function entered() {
  const scene = await worker();
  const { kim } = scene;
  await decides(scene, "approve");
  await kim.does({ type: "chose", press: press("do", "bring.idea@group", scene.id) });
  for (const typed of ["12", "Een skatebaan"]) await kim.says(typed);
  for (const label of ["Sla over", "Sla over", "Verstuur"]) await kim.presses(label);
  const number = kim.lastHeard.about ?? "";
  await shows(scene.bo, number);
  await begins(scene);
  await kim.does({ type: "chose", press: press("do", "groupVotes", scene.id) });
  for (const typed of ["14", "12", "3", "0"]) await kim.says(typed);
  await kim.presses("Verstuur");
  const brought = async () => {
    const row = await scene.town.store.contribution(number);
    if (!row) throw new Error("nothing was brought in");
    return row;
  };
  return { ...scene, brought };
}

describe("a youth worker", () => {
  test("can enter nothing before the organiser has approved her by name", async () => {
    const scene = await worker();
    expect(scene.ola.told).toContain("officials:process.facilitated.asks");
    await scene.kim.does({ type: "chose", press: press("do", "bring.idea@group", scene.id) });
    expect(scene.kim.lastText).toContain("Dit kun jij hier niet doen.");
    await decides(scene, "approve");
    expect(scene.kim.lastText).toContain("Schrijf geen namen op.");
    await scene.kim.does({ type: "chose", press: press("do", "bring.idea@group", scene.id) });
    await scene.kim.says("12");
    await scene.kim.says("Een skatebaan");
    await scene.kim.presses("Sla over");
    await scene.kim.presses("Sla over");
    await scene.kim.presses("Verstuur");
    const row = await scene.town.store.contribution(scene.kim.lastHeard.about ?? "");
    expect(row && itemOf({}, row).state).toMatchObject({ group: 12, words: { nl: "Een skatebaan" } });
  });

  test("enters how a group votes, which is counted apart and never as ballots", async () => {
    const scene = await worker();
    await decides(scene, "approve");
    await scene.ola.does(chose("card", "openVote", scene.id));
    await scene.ola.submit();
    await scene.ola.submit();
    await scene.noor.presses("Ja, akkoord");
    await scene.sam.presses("Ja, akkoord");
    await scene.kim.does({ type: "chose", press: press("do", "groupVotes", scene.id) });
    for (const typed of ["14", "12", "3", "0"]) await scene.kim.says(typed);
    await scene.kim.presses("Verstuur");
    expect((await scene.stage()).facilitated?.votes).toMatchObject([
      { size: 14, points: { 1: 12, 2: 3, 3: 0 } },
    ]);
    await scene.town.passes(37 * DAY, 37 * 24);
    expect((await scene.stage()).counted?.count).toMatchObject({ voters: 0 });
    expect(scene.kim.heard.map(({ screen }) => scene.town.text(screen)).join("\n")).toContain(
      "In groepen zeiden minstens 10 mensen ook wat zij kiezen. Dat tellen we apart:\n\n• Plan 1: 12",
    );
    // At the end of the term results stay, and whoever entered them is forgotten.
    await forgets(scene);
    const { facilitated, forgotten } = await scene.stage();
    expect(forgotten).toBe(true);
    expect(facilitated).toMatchObject({ workers: [], votes: [{ size: 14 }] });
  });

  test("is nobody on the card but a number in its list, and an old button is not about somebody else", async () => {
    const scene = await worker();
    expect(JSON.stringify(scene.town.card(scene.id))).not.toContain(scene.resident);
    const before = decision(scene, "approve");
    await scene.kim.commands("wis");
    await scene.kim.presses("Ja, wis alles van mij");
    const lou = await scene.comes("lou");
    await lou.commands("start", await linkOf(scene, "facilitated"));
    for (const typed of ["Lou", "Jongerenwerk Noord"]) await lou.says(typed);
    await lou.presses("Verstuur");
    await scene.ola.does(before);
    expect(scene.ola.told.at(-1)).toBe("officials:refused.old");
    expect((await scene.stage()).facilitated?.workers[0]).not.toHaveProperty("approved");
    await decides(scene, "approve");
    expect((await scene.stage()).facilitated?.workers[0]).toMatchObject({ approved: OLA });
  });

  test("of a closed desk is approved by nobody from elsewhere", async () => {
    const scene = await worker();
    await closes(scene, [BO]);
    await decides(scene, "approve");
    expect(scene.ola.told.at(-1)).toBe("officials:refused.closed");
    expect((await scene.stage()).facilitated?.workers[0]).not.toHaveProperty("approved");
  });

  test("is taken out, and can enter nothing more", async () => {
    const scene = await entered();
    await takesOut(scene, "stays");
    await scene.kim.does({ type: "chose", press: press("do", "groupVotes", scene.id) });
    expect(scene.kim.lastText).toContain("Dit kun jij hier niet doen.");
  });

  test("who is taken out leaves what she entered, when the organiser chooses so, and reads why", async () => {
    const scene = await entered();
    await takesOut(scene, "stays");
    const told = scene.kim.heard.map(({ screen }) => scene.town.text(screen)).join("\n");
    expect(told).toContain("niet meer opschrijven wat een groep zegt. De reden: Zij werkt er niet meer.");
    expect(told).toContain("Wat je voor groepen opschreef, blijft staan.");
    expect((await scene.stage()).facilitated).toMatchObject({ workers: [], votes: [{ size: 14 }] });
    expect(itemOf({}, await scene.brought()).state.at).toBe("shown");
  });

  test("who is taken out with what she entered leaves no vote and nothing that is shown", async () => {
    const scene = await entered();
    await takesOut(scene, "goes");
    const { facilitated } = await scene.stage();
    expect(facilitated).toMatchObject({ workers: [], votes: [] });
    expect(itemOf({}, await scene.brought()).state.at).toBe("refused");
    expect((await scene.town.store.history(scene.id)).at(-1)?.event).toBe("workerOutWithAll");
    const noor = scene.noor;
    await noor.does({ type: "chose", press: press("list", "idea+0", scene.id) });
    expect(noor.lastText).not.toContain("Een skatebaan");
  });

  test("who is taken out when the vote was counted leaves what was counted in the result", async () => {
    const scene = await entered();
    await scene.town.passes(37 * DAY, 37 * 24);
    await takesOut(scene, "goes");
    expect((await scene.stage()).facilitated?.votes).toMatchObject([{ size: 14 }]);
    expect(JSON.stringify(scene.town.card(scene.id))).toContain("common:process.result.groups");
  });

  test("who only asked is not let in, hears why, and makes room for another", async () => {
    const scene = await worker();
    await takesOut(scene);
    expect((await scene.stage()).facilitated?.workers).toEqual([]);
    expect(scene.kim.lastText).toContain("De reden: Zij werkt er niet meer.");
  });

  test("reads beforehand for how many groups of which size she can, and is told when it is enough", async () => {
    const scene = await worker();
    await decides(scene, "approve");
    for (const part of ["wat 2 groepen kiezen", "40 keer iets inbrengen", "3 tot en met 40 mensen"])
      expect(scene.kim.lastText).toContain(part);
    await begins(scene);
    const asks = async () => {
      await scene.kim.does({ type: "chose", press: press("do", "groupVotes", scene.id) });
      return scene.kim.heard
        .slice(-2)
        .map(({ screen }) => scene.town.text(screen))
        .join("\n");
    };
    expect(await asks()).toContain("Je kunt dit nog 2 keer doen");
    for (const typed of ["14", "12", "3", "0"]) await scene.kim.says(typed);
    await scene.kim.presses("Verstuur");
    expect(await asks()).toContain("Je kunt dit nog 1 keer doen");
    for (const typed of ["14", "12", "3", "0"]) await scene.kim.says(typed);
    await scene.kim.presses("Verstuur");
    expect(await asks()).toContain("Je kunt dit hier niet vaker doen.");
    expect((await scene.stage()).facilitated?.votes).toHaveLength(2);
  });

  test("is known by what she entered until she has herself erased; what the group chose stays", async () => {
    const scene = await entered();
    expect((await scene.stage()).facilitated?.votes).toMatchObject([{ by: scene.resident }]);
    await scene.kim.commands("wis");
    await scene.kim.presses("Ja, wis alles van mij");
    expect(JSON.stringify(await scene.stage())).not.toContain(scene.resident);
    expect((await scene.stage()).facilitated?.votes).toMatchObject([{ size: 14 }]);
  });

  test("and whether what a group chooses counts is told before anybody takes part", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    await noor.commands("meedoen");
    expect(noor.lastText).toContain("Dat staat apart in de uitslag. Het telt niet mee bij de stemmen.");
    const lou = await comesBy(scene, "lou", "group");
    const card = lou.heard.map(({ screen }) => scene.town.text(screen)).join("\n");
    expect(card).toContain("Het telt niet mee bij de stemmen.");
  });

  test("who enters more people than the group has is told so, and nothing is written down", async () => {
    const scene = await worker();
    await decides(scene, "approve");
    await scene.ola.does(chose("card", "openVote", scene.id));
    await scene.ola.submit();
    await scene.ola.submit();
    await scene.noor.presses("Ja, akkoord");
    await scene.sam.presses("Ja, akkoord");
    await scene.kim.does({ type: "chose", press: press("do", "groupVotes", scene.id) });
    for (const typed of ["4", "5"]) await scene.kim.says(typed);
    expect(scene.kim.lastText).toContain("De groep heeft maar 4 mensen.");
    expect((await scene.stage()).facilitated?.votes).toBeUndefined();
  });
});
