import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { createSecrecy } from "../../../bot/runtime/pseudonyms.ts";
import { moveIn, NEWS } from "../../broadcasts/neighbours.ts";
import { at, contributionOf, issueOf, joins, scene } from "../../instruments/issue/people.ts";
import { clustering, manifestoOf } from "../../instruments/manifesto/people.ts";
import { begins, opened, opening } from "../../instruments/survey/people.ts";
import { oggFile } from "../../support/files.ts";
import { createTestTown, type TestResident, type TestTown } from "../../support/town.ts";

/** What is left of somebody who erased herself, anywhere: nothing that leads to her, and none of her words. */

/** Anything that would lead to her, as long as it is known. */
async function known(person: TestResident): Promise<Record<string, string>> {
  const lane = await person.lane;
  if (!lane) throw new Error(`nobody knows ${person.name}`);
  return {
    "her id": lane.resident,
    "her lane": lane.key,
    "her address": lane.address,
    "her chat": person.chat,
  };
}

/** Where in the table and the bucket any of it is. */
function traces(town: TestTown, what: Readonly<Record<string, string>>): string[] {
  const images = town.store.images();
  return Object.entries(what).flatMap(([name, text]) => [
    ...images
      .filter((image) => JSON.stringify(image).includes(text))
      .map((image) => `${name}: ${image.pk?.S} ${image.sk?.S}`),
    ...[...town.bucket].flatMap(([key, { bytes }]) =>
      key.includes(text) || Buffer.from(bytes).includes(text) ? [`${name}: ${key}`] : [],
    ),
  ]);
}

async function erases(person: TestResident): Promise<void> {
  await person.commands("wis");
  await person.presses("Ja, wis alles");
}

test("a press on “erase everything” that comes again takes nothing that she said since she came back", async () => {
  const town = createTestTown();
  const sam = await town.resident("sam").joins();
  await sam.raises("De lamp is stuk");
  await sam.commands("wis");
  const press = sam.button("Ja, wis alles");
  await sam.does({ type: "chose", press }, 900);
  await sam.joins();
  const back = await sam.raises("Er ligt glas op straat");
  // To a process that has not seen it.
  town.restart();
  await sam.does({ type: "chose", press }, 900);
  expect(await issueOf(town, back)).toMatchObject({ words: "Er ligt glas op straat" });
  expect(sam.lastKeys).toEqual(["common:stale.alone"]);
  // Asked anew, she can.
  await erases(sam);
  expect(await issueOf(town, back)).toMatchObject({ words: "" });
});

test("what she answers to an old message about something that is gone is kept until she says where it belongs", async () => {
  const here = await scene();
  const { town, sam, bo, id } = here;
  await bo.acts(id, "ask", { question: "Welke lamp is het?" });
  const asked = sam.heard.at(-1)?.message;
  await erases(sam);
  await sam.joins();
  await sam.says("Dat is de linker lamp bij de brug", { repliesTo: asked });
  expect(sam.heard.slice(-2).flatMap(({ screen }) => screen.lines.map(({ key }) => key))).toEqual([
    "common:gone",
    "common:held.ask",
  ]);
  await sam.presses("Het is iets nieuws");
  await sam.says("Sla over");
  expect(JSON.stringify((await sam.lane)?.dialogue)).toContain("Dat is de linker lamp bij de brug");
  // A word of thanks is not something to keep.
  await sam.says("dank je wel", { repliesTo: asked });
  expect(sam.lastKeys).not.toContain("common:held.ask");
  expect(await issueOf(town, id)).toMatchObject({ words: "" });
});

describe("of somebody who has herself erased", () => {
  test("an issue that hers was merged into, and was merged again, knows no longer who she is, and still that one more told it", async () => {
    const here = await scene();
    const { town, bo, id } = here;
    const { person, own } = await joins(here, "mo", "nl");
    const whole = await town.resident("noor").raises("Het is donker", { at: "Dorpsstraat" });
    await bo.acts(id, "merge", { into: whole });
    expect((await issueOf(town, whole)).joined).toHaveLength(2);
    const who = await known(person);
    expect(traces(town, who).length).toBeGreaterThan(3);

    await erases(person);
    expect(traces(town, who)).toEqual([]);
    expect((await issueOf(town, whole)).joined).toContainEqual({ issue: own });
    expect(JSON.stringify(town.card(whole)?.card.facts)).toContain("3");
    await bo.answers(whole, { text: "De lamp doet het weer." });
    expect(here.sam.lastText).toContain("De lamp doet het weer.");
    expect(person.lastKeys).toEqual(["common:wis.done"]);
  });

  test("two of her own that were put together go, and the one that others told too goes on", async () => {
    const here = await scene();
    const { town, bo, sam, id } = here;
    const second = await sam.raises("Nog steeds stuk", { at: "Dorpsstraat" });
    await bo.acts(second, "merge", { into: id });
    const { person } = await joins(here, "mo", "nl");
    const who = await known(sam);
    await erases(sam);
    expect(traces(town, who)).toEqual([]);
    expect(await at(town, id)).toBe("submitted");
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect(person.lastText).toContain("De lamp doet het weer.");
    await erases(person);
    expect((await contributionOf(town, id)).by).toBeUndefined();
  });

  test("an issue that goes on for nobody any more ends when the last one goes", async () => {
    const here = await scene();
    const { town, sam, id } = here;
    const { person } = await joins(here, "mo", "nl");
    await erases(person);
    await erases(sam);
    expect(await at(town, id)).toBe("withdrawn");
  });

  test("messages that were kept back for her go", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    const who = await known(sam);
    sam.silentlyBlocks();
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect((await town.store.parked(10)).map((one) => one.what.kind)).toEqual(["resident"]);
    // Her press still came in, though nothing can be said to her.
    await sam.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "erase", option: "yes" },
    });
    expect(traces(town, who)).toEqual([]);
    expect(await town.store.parked(10)).toEqual([]);
  });

  test("updates that could not be handled go with her, and nobody else's", async () => {
    const { town, sam } = await scene();
    const noor = town.resident("noor");
    for (const one of [sam, noor])
      await town.app.setAside(`an update of ${one.name}`, new TypeError("broken"), {
        input: { type: "said", text: "Hallo", id: `tg:dead:${one.name}`, at: town.now, appLanguage: "nl" },
        channel: "telegram",
        chat: one.chat,
      });
    const dead = () => town.store.images().filter((image) => image.pk?.S?.startsWith("DEAD")).length;
    expect(dead()).toBe(2);
    await erases(sam);
    expect(dead()).toBe(1);
    // She never came in: nothing is known of her, but what she sent is kept all the same.
    await noor.commands("wis");
    expect(noor.lastKeys).toEqual(["common:wis.nothing"]);
    expect(dead()).toBe(0);
    expect(town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE"))).toEqual([]);
  });

  test("updates that failed under an earlier key go too, even those of somebody who never came in", async () => {
    const first = "a secret of at least thirty-two characters";
    const before = createSecrecy(first);
    const town = createTestTown({
      secrecy: createSecrecy(`k2.another secret of at least thirty-two characters,k1.${first}`),
    });
    const noor = town.resident("noor");
    const who = before.laneKey("telegram", noor.chat);
    const dead = { row: "dead" as const, at: town.now, error: "TypeError", sealed: before.seal("words") };
    for (const id of ["d1", "d2"]) await town.store.commit([{ put: { ...dead, id, who } }]);
    expect(await town.store.failedOf(who)).toHaveLength(2);
    await noor.commands("wis");
    expect(noor.lastKeys).toEqual(["common:wis.nothing"]);
    expect(await town.store.failedOf(who)).toEqual([]);
    expect(traces(town, { who, chat: noor.chat })).toEqual([]);
  });

  test("she is taken out of the lists of news that was sent, is being sent and will be sent; everybody else gets it once", async () => {
    const town = createTestTown();
    const ana = town.official("U0ANA");
    const [sam, ...others] = (await moveIn(town, 60)).map((chat) => town.resident(chat, { chat }));
    if (!sam) throw new Error("nobody lives here");
    const first = await ana.writesNews(NEWS);
    await ana.onNews(first, "send");
    const second = await ana.writesNews({ nl: "Nog een bericht" });
    const who = await known(sam);
    expect(traces(town, { id: who["her id"] ?? "" }).filter((one) => one.includes("CHUNK"))).toHaveLength(2);
    await erases(sam);
    expect(traces(town, who)).toEqual([]);
    await ana.onNews(second, "send");
    for (const one of others)
      expect(one.heard.filter(({ screen }) => town.text(screen).includes("Nog een bericht"))).toHaveLength(1);
    expect(sam.lastKeys).toEqual(["common:wis.doneEmpty"]);
    expect(await town.store.progress(second)).toMatchObject([{ reached: 59, skipped: 1, cursor: 60 }]);
  });

  test("somebody who leaves while news is being counted is taken out when that is done", async () => {
    const town = createTestTown();
    const sam = await town.resident("sam").joins({ news: true });
    const who = await known(sam);
    const id = await town.official("U0ANA").writesNews(NEWS);
    const row = await town.store.broadcast(id);
    if (!row) throw new Error("there is no news");
    const counting = { ...row, status: { at: "counting" as const }, version: row.version + 1 };
    await town.store.commit([{ put: counting, expect: row.version }]);
    town.forgetsChanges();
    await erases(sam);
    const left = traces(town, who);
    expect(left.map((one) => one.replace(/NOTICE.*/, "NOTICE"))).toEqual([
      "her id: NOTICE",
      "her lane: NOTICE",
    ]);
    await town.store.commit([{ put: { ...row, version: row.version + 2 }, expect: row.version + 1 }]);
    await town.passes(DAY / 48);
    expect(traces(town, who)).toEqual([]);
  });
});

describe("of somebody who takes part in everything", () => {
  test("nothing is left in a manifesto: not in the core group, its motions, its reasons, her topic or its list", async () => {
    const here = await clustering();
    const { town, sam } = here;
    const topic = await contributionOf(town, here.topics[0]);
    const who = await known(sam);
    expect(topic.by).toBe(who["her id"]);
    expect(traces(town, who).filter((one) => one.startsWith("her id: P"))).not.toEqual([]);
    await erases(sam);
    expect(traces(town, { ...who, words: "Meer bankjes bij het water" })).toEqual([]);
    expect((await manifestoOf(here)).core).toHaveLength(2);
  });

  test("nothing is left of a voice message that answered a survey, nor of her part in it", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const { town } = scene;
    const sam = await begins(scene, "sam");
    town.files.set("hers", oggFile("Toverheks"));
    await sam.presses("Helemaal niet fijn");
    await sam.voice("hers");
    // It comes to the desk the next morning.
    await town.passes(DAY, 24);
    expect(town.bucket.size).toBe(1);
    const card = town.posted.at(-1);
    expect(card?.files.map((one) => one.name)).toEqual(["voice-1.ogg"]);
    const who = await known(sam);
    await erases(sam);
    expect(traces(town, who)).toEqual([]);
    expect(town.bucket.size).toBe(0);
    expect(traces(town, { file: '"hers"', inIt: "Toverheks" })).toEqual([]);
  });
});

test("somebody who merely stayed away is forgotten as well: after her time nothing leads to her", async () => {
  const here = await scene();
  const { town, sam, bo, id } = here;
  const { person } = await joins(here, "mo", "nl");
  const both = { ...(await known(sam)), words: "De lamp is stuk" };
  const other = await known(person);
  await bo.answers(id, { text: "Gemaakt." });
  await town.passes(6 * 365 * DAY, 72);
  const now = Date.parse(town.now) / 1000;
  // What has expired is taken away by the table itself.
  const left = town.store
    .images()
    .filter((image) => image.expiresAt === undefined || Number(image.expiresAt.N) > now)
    .map((image) => JSON.stringify(image));
  for (const [name, text] of [...Object.entries(both), ...Object.entries(other)])
    expect(
      left.filter((one) => one.includes(text)),
      name,
    ).toEqual([]);
});
