import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import {
  agreement,
  clustering,
  grouped,
  manifestoOf,
  proposes,
  voting,
} from "../../instruments/manifesto/people.ts";
import { begins, openedWith, q } from "../../instruments/survey/people.ts";
import { createTestTown } from "../../support/town.ts";

/** Typed words belong to what was asked last, even if it came unprompted. */

async function answered() {
  const town = createTestTown();
  const noor = await town.resident("noor").joins();
  const id = await noor.raises("De lamp is kapot");
  await town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
  const statusOf = async () =>
    (await town.issue(id))?.state as { status: { at: string; confirmed?: boolean } };
  return { town, noor, id, statusOf };
}

describe("somebody who reads an answer to her report", () => {
  test("and types “ja”, days later, has said that it helped", async () => {
    const { town, noor, statusOf } = await answered();
    await town.passes(5 * DAY, 5);
    await noor.says("ja");
    expect((await statusOf()).status).toMatchObject({ at: "closed", confirmed: true });
  });

  test("and types what is still wrong, has it open again with her words, at once", async () => {
    const { town, noor, id, statusOf } = await answered();
    await noor.says("nee, nog steeds kapot");
    expect(noor.lastKeys).toEqual(["issue:own.reopened"]);
    expect((await statusOf()).status.at).not.toBe("answered");
    expect(
      town
        .card(id)
        ?.thread.map((line) => town.render(line))
        .join("\n"),
    ).toContain("nee, nog steeds kapot");
    expect(town.posted).toHaveLength(1);
  });

  test("and types anything else, is asked once where that belongs, and nothing of it is lost", async () => {
    const { town, noor, id, statusOf } = await answered();
    await noor.says("De prullenbak bij school is vol");
    expect(noor.labels).toEqual([`Antwoord bij ${id.slice(0, 4)}-${id.slice(4)}`, "Het is iets nieuws"]);
    await noor.presses("Het is iets nieuws");
    expect(noor.lastKeys).toContain("issue:ask.where");
    expect((await statusOf()).status.at).toBe("answered");
    const other = await answered();
    await other.noor.says("Hij knippert wel een beetje");
    await other.noor.presses("Antwoord bij");
    expect(other.noor.lastKeys).toEqual(["issue:own.addedAfter"]);
    expect(other.town.posted).toHaveLength(1);
    expect(town.posted).toHaveLength(1);
  });

  test("and answers to that message with “nee”, has said no to it", async () => {
    const { noor } = await answered();
    const notice = noor.heard.findLast((one) => one.notice);
    await noor.says("nee", { repliesTo: notice?.message });
    expect(noor.lastKeys).toEqual(["issue:own.ask.own_why"]);
  });

  test("and did something else meanwhile, begins something new by her words", async () => {
    const { noor } = await answered();
    await noor.commands("mijn");
    await noor.says("De prullenbak is vol");
    expect(noor.lastKeys).toContain("issue:ask.where");
  });

  test("in the middle of another report, still presses its button by “ja”, and goes on with hers", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const id = await noor.raises("De lamp is kapot");
    await noor.says("De bank is ook stuk");
    await town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
    await noor.says("ja, dit helpt");
    expect(noor.heard.at(-1)?.screen.lines.map(({ key }) => key)).toEqual(["issue:own.confirmed"]);
    await noor.says("Kerkstraat");
    expect(noor.heard.at(-2)?.screen.lines.map(({ key }) => key)).toEqual(["issue:placeNotedWords"]);
  });
});

describe("somebody who is asked something after her own act", () => {
  test("types yes within the hour; after that yes could be to anything", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.commands("wis");
    await town.passes(2 * HOUR);
    await noor.says("ja");
    expect(noor.lastKeys).toContain("common:talk.nothingAsked");
    expect(await noor.lane).toBeDefined();
  });
});

describe("somebody who is asked what she would add, or why it does not help", () => {
  test.each(["nee", "ok", "bedankt", "niks"])("and types “%s”, adds nothing by that", async (text) => {
    const { noor, id } = await answered();
    await noor.does({
      type: "chose",
      press: { instrument: "issue", version: 1, step: "own", option: "add", ref: id },
    });
    expect(noor.lastKeys).toEqual(["issue:own.ask.own_add"]);
    await noor.says(text);
    expect(noor.lastKeys).toEqual(["issue:own.left"]);
  });

  test("and types “bedankt”, has given no reason: she is asked again", async () => {
    const { noor, statusOf } = await answered();
    await noor.says("nee");
    await noor.says("bedankt");
    expect(noor.lastKeys).toEqual(["common:talk.thanks", "issue:own.ask.own_why"]);
    expect((await statusOf()).status.at).toBe("answered");
  });
});

describe("somebody who types “stop” in the middle of something", () => {
  test.each([
    ["ja", "issue:thrownAway"],
    ["nee", "issue:ask.where"],
    ["Ik wil geen berichten meer", "common:stop.done"],
  ])("is asked what she means, and types “%s”", async (text, key) => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("De lamp is kapot");
    await noor.says("stop");
    await noor.says(text);
    expect(noor.lastKeys[0]).toBe(key);
  });

  test("and gives up a survey: what she answered stays", async () => {
    const scene = await openedWith(JSON.stringify({ questions: [q("why", "text"), q("more", "text")] }));
    const noor = await begins(scene, "noor");
    await noor.says("Te donker");
    await noor.says("stop");
    expect(noor.labels[0]).toBe("Ja, ik stop hier");
    await noor.says("ja");
    expect(noor.heard.at(-2)?.screen.lines.map(({ key }) => key)).toEqual(["common:continue.left"]);
  });
});

describe("somebody in the core group", () => {
  test("types “ja” to what is proposed", async () => {
    const group = await grouped();
    await proposes(group, agreement);
    await group.sam.says("ja");
    expect((await manifestoOf(group)).motion?.yes).toHaveLength(1);
  });

  test("types no and why: her reason is kept with it", async () => {
    const group = await grouped();
    await proposes(group, agreement);
    await group.sam.says("nee, drie stemmen is te weinig");
    expect((await manifestoOf(group)).motion?.no).toHaveLength(1);
    expect((await manifestoOf(group)).reasons).toHaveLength(1);
    expect(group.town.posted).toHaveLength(1);
  });
});

describe("what she chose in secret", () => {
  const asked = async (one: { readonly lane: Promise<{ asked?: unknown } | undefined> }) =>
    (await one.lane)?.asked;

  test("is not told by the buttons that her lane remembers: a ballot, an opinion, a survey", async () => {
    const vote = await voting();
    await vote.sam.commands("meedoen");
    await vote.sam.presses("Stem");
    expect(await asked(vote.sam)).toBeUndefined();
    const open = await clustering();
    await open.noor.commands("meedoen");
    await open.noor.presses("Bekijk de onderwerpen");
    expect(await asked(open.noor)).toBeUndefined();
    const scene = await openedWith(JSON.stringify({ questions: [q("help", "pledge")] }));
    const lea = await begins(scene, "lea");
    await lea.presses("Ja, ik help graag mee");
    expect(lea.lastText).toContain("Mag de gemeente je hier een bericht sturen");
    expect(await asked(lea)).toBeUndefined();
  });
});

test("somebody who types “laat maar” to what she left a week ago is asked whether to stop it, and none of that is kept", async () => {
  const town = createTestTown();
  const noor = town.resident("noor");
  await noor.joins();
  await noor.says("De lantaarn op de hoek doet het niet");
  await town.passes(8 * DAY, 8);
  await noor.says("laat maar");
  expect(noor.lastText).toContain("Wil je hiermee stoppen?");
  expect((await noor.lane)?.held).toBeUndefined();
});
