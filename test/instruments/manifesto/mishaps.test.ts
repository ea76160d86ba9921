import { describe, expect, test } from "vitest";
import { DAY, fromEpoch, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { itemsOf as asItems } from "../../../bot/instruments/manifesto/topics/items.ts";
import { Conflict } from "../../../bot/ports/errors.ts";
import { momentOf } from "../../support/moments.ts";
import type { TestResident, TestTown } from "../../support/town.ts";
import {
  acts,
  agreement,
  arranges,
  clustering,
  collecting,
  doubts,
  editing,
  grouped,
  heard,
  invitation,
  itemsOf,
  joinsCore,
  looksAt,
  manifestoOf,
  newcomer,
  onCard,
  opened,
  promiseOf,
  proposes,
  ratifiedByCore,
  responded,
  stopsTopics,
  tells,
  voting,
} from "./people.ts";

/** What does not go the way the organiser intended. */

const press = (person: TestResident, step: string, option: string, ref: string) =>
  person.does({ type: "chose", press: { instrument: "manifesto", version: 1, step, option, ref } });

describe("the invitation to the core group", () => {
  test("is also for somebody who has been here for long", async () => {
    const scene = await opened();
    await newcomer(scene, "noor");
    const noor = await joinsCore(scene, "noor", "18 tot en met 20");
    expect(noor.lastText).toContain("Welkom in de kerngroep.");
    expect((await manifestoOf(scene)).core).toHaveLength(1);
  });

  test("asks whose age is known only whether she joins", async () => {
    const scene = await collecting();
    const lee = await newcomer(scene, "lee");
    await tells(lee, "Meer prullenbakken");
    await lee.commands("start", await invitation(scene));
    await lee.presses("Ja, ik doe mee");
    expect((await manifestoOf(scene)).core).toHaveLength(4);
  });
});

describe("the agreement", () => {
  test("is not made when its last day has passed meanwhile, and the organiser hears it", async () => {
    const scene = await grouped();
    await proposes(scene, { ...agreement, collectUntil: "2026-05-08" });
    await scene.sam.presses("Ja, goed zo");
    await scene.town.passes(6 * DAY, 6);
    await scene.noor.presses("Ja, goed zo");
    expect(scene.noor.lastText).toContain("De laatste dag voor onderwerpen in dit voorstel is al voorbij.");
    expect(scene.ola.told.at(-1)).toBe("officials:manifesto.dayPassed");
    expect((await manifestoOf(scene)).at).toBe("forming");
    expect((await manifestoOf(scene)).motion).toBeUndefined();
  });
});

describe("a topic that was sent on the last day", () => {
  test("still joins in when a colleague looks at it later", async () => {
    const scene = await collecting();
    const { ola, bo, sam, id } = scene;
    const topic = await tells(sam, "Meer prullenbakken");
    await stopsTopics(scene);
    expect(await itemsOf(scene)).toEqual([]);
    await onCard(ola, id, "items");
    expect(ola.told.at(-1)).toBe("officials:manifesto.stillWaiting");
    await looksAt(bo, topic, "publish");
    expect(await itemsOf(scene)).toEqual(["Meer prullenbakken"]);
    await arranges(scene, "items");
    expect(sam.lastText).toContain("Meer prullenbakken");
  });
});

test("a topic that its author takes back makes the proposal with it void: nobody agreed to the list without it", async () => {
  const scene = await clustering();
  await arranges(scene, "items");
  const topic = await scene.town.store.contribution(scene.topics[0]);
  expect((await manifestoOf(scene)).motion?.step).toBe("openVote");
  await scene.sam.commands("mijn");
  await scene.sam.presses(shownNumber(topic?.id ?? ""));
  await scene.sam.presses("Trek het in");
  await scene.sam.presses("Ja, trek het in");
  expect((await manifestoOf(scene)).motion).toBeUndefined();
  expect(await itemsOf(scene)).toEqual(["Bankjes langs het water", "Gratis sporten"]);
});

test("a topic that is voted on cannot be withdrawn any more, and its author reads why", async () => {
  const scene = await voting();
  await scene.sam.commands("mijn");
  await scene.sam.presses(shownNumber(scene.topics[0]));
  await scene.sam.presses("Trek het in");
  expect(scene.sam.lastText).toContain("Je kunt het niet meer intrekken.");
  expect(await itemsOf(scene)).toHaveLength(3);
});

test("many topics fit into the row of a process, with their words cut", () => {
  const words = "Een plek om te chillen, ook als het regent. ".repeat(22).slice(0, 950);
  const topics = Array.from({ length: 1500 }, (_, index) => ({
    row: "contribution" as const,
    id: String(20_000_000 + index),
    instrument: "manifesto",
    version: 1,
    desk: "youth",
    open: false,
    handled: [],
    created: momentOf("2026-05-04T08:00:00.000Z"),
    changed: momentOf("2026-05-04T08:00:00.000Z"),
    entries: 1,
    state: {
      process: "P1234567",
      status: { at: "shown", on: "2026-05-04T08:00:00.000Z" },
      words,
      media: [],
      language: "nl",
    },
  }));
  expect(JSON.stringify(asItems(topics)).length).toBeLessThan(350_000);
  expect(asItems(topics).map((one) => one.topics[0])).toEqual(topics.map((one) => one.id));
  expect(asItems(topics.slice(0, 100))[0]?.words).toBe(words);
});

describe("a promise", () => {
  test("that is late and then worked on does not tell everybody again that it is late", async () => {
    const scene = await responded();
    const { town, noor, bo } = scene;
    await town.passes(60 * DAY, 60);
    await expect(acts(bo, scene, "progress", { state: "in_progress" }, 3)).rejects.toThrow("process.notNow");
    await town.passes(10 * DAY, 10);
    expect(heard(town, noor).match(/Dat is niet gelukt\. Dat spijt ons/g)).toHaveLength(1);
    expect(await promiseOf(scene, 3)).toMatchObject({ at: "late" });
  });

  test("that somebody disputes keeps the manifesto open", async () => {
    const scene = await responded();
    const { ola, sam, noor, yusuf } = scene;
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await acts(ola, scene, "close");
    await sam.presses("Ja, goed zo");
    await doubts(yusuf);
    await noor.presses("Ja, goed zo");
    expect(noor.lastText).toContain("Dit voorstel geldt niet meer.");
    expect(ola.told.at(-1)).toBe("common:process.not.promisesSettled");
    expect((await manifestoOf(scene)).at).toBe("monitoring");
    expect((await manifestoOf(scene)).motion).toBeUndefined();
  });

  test("can be disputed for thirty days after the end, and not later", async () => {
    const scene = await responded();
    const { bo, ola, sam, noor, yusuf, town } = scene;
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await acts(ola, scene, "close");
    await sam.presses("Ja, goed zo");
    await noor.presses("Ja, goed zo");
    await town.passes(10 * MINUTE, 2);
    expect((await manifestoOf(scene)).at).toBe("closed");
    await doubts(noor);
    expect(bo.told.at(-1)).toBe("officials:commitment.tells.dispute");
    await acts(ola, scene, "progress", { state: "kept", words: "Ik zag het zelf." }, 3);
    await town.passes(40 * DAY, 40);
    await yusuf.presses("Dit klopt niet");
    expect(yusuf.lastText).toContain("Dit kan nu niet. Je zei dit al een keer, of het is te lang geleden.");
  });

  test("of which an old message has its own button is found by it", async () => {
    const scene = await responded();
    await press(scene.noor, "dispute", "3", scene.id);
    expect(scene.noor.lastText).toContain("Gratis sporten in de sporthal (beloofd)");
  });
});

describe("topics", () => {
  test("are closed by the organiser alone once the agreed day is over", async () => {
    const scene = await collecting();
    const { ola, sam, bo, town, id } = scene;
    await looksAt(bo, await tells(sam, "Meer prullenbakken"), "publish");
    await town.passes(29 * DAY, 29);
    expect(ola.told.at(-1)).toBe("officials:manifesto.tells.collectingOver");
    await onCard(ola, id, "stopCollecting");
    await ola.submit();
    expect((await manifestoOf(scene)).at).toBe("clustering");
    expect(await itemsOf(scene)).toEqual(["Meer prullenbakken"]);
  });

  test("go on when the core group would rather, and the organiser reads why", async () => {
    const scene = await collecting();
    const { ola, noor, yusuf, sam, id, town } = scene;
    await onCard(ola, id, "stopCollecting");
    expect(ola.form?.intro?.map((one) => town.render(one)).join()).toContain(
      "Alleen de kerngroep kan eerder stoppen.",
    );
    await ola.submit();
    expect(sam.lastText).toContain("Zijn er genoeg? Dan stoppen we nu met inbrengen.");
    await noor.presses("Nee, liever anders");
    await noor.says("Mijn school heeft nog vakantie");
    await yusuf.presses("Nee, liever anders");
    expect(sam.lastText).toContain("De kerngroep gaat liever door.");
    expect(await manifestoOf(scene)).toMatchObject({ at: "collecting" });
    expect((await manifestoOf(scene)).motion).toBeUndefined();
    const thread = town.card(id)?.thread.map((one) => town.render(one));
    expect(thread?.join("\n")).toContain("Mijn school heeft nog vakantie");
    await tells(sam, "Nog een onderwerp");
  });

  test("that were shown to be closed early need the core group, also when the form stood open past the day", async () => {
    const scene = await collecting();
    const { ola, town, id } = scene;
    await onCard(ola, id, "stopCollecting");
    const asked = ola.form;
    await town.passes(29 * DAY, 29);
    await ola.submit();
    expect((await manifestoOf(scene)).at).toBe("collecting");
    expect(ola.form?.intro).not.toEqual(asked?.intro);
    await ola.submit();
    expect((await manifestoOf(scene)).at).toBe("clustering");
  });
});

describe("the end", () => {
  const told = (town: TestTown) => town.store.broadcasts(fromEpoch(0)).then((list) => list[0]);

  test("waits until everybody has heard, and meanwhile nothing can be done", async () => {
    const scene = await responded();
    const { town, ola, chris, sam, noor, yusuf } = scene;
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await acts(ola, scene, "close");
    await sam.presses("Ja, goed zo");
    // It is night: nobody hears anything before nine.
    await town.passes(13 * HOUR);
    await noor.presses("Ja, goed zo");
    expect((await manifestoOf(scene)).closing).toBeDefined();
    await town.passes(HOUR, 4);
    expect(await manifestoOf(scene)).toMatchObject({ at: "monitoring" });
    expect((await told(town))?.status.at).toBe("sending");
    await onCard(chris, scene.id, "forceClose");
    expect(chris.told.at(-1)).toBe("common:process.not.ending");
    expect(heard(town, yusuf)).not.toContain("Dank dat je meedeed.");
    await town.passes(14 * HOUR, 14);
    expect(await manifestoOf(scene)).toMatchObject({ at: "closed" });
    expect(heard(town, yusuf)).toContain("Dank dat je meedeed.");
    expect(ola.told.at(-1)).toBe("officials:manifesto.tells.ended");
  });

  test("does not come when somebody stopped the last message; the organiser hears it, and it can be tried again", async () => {
    const scene = await responded();
    const { town, ola, sam, noor } = scene;
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await acts(ola, scene, "close");
    await sam.presses("Ja, goed zo");
    await town.passes(13 * HOUR);
    await noor.presses("Ja, goed zo");
    const message = await told(town);
    if (!message) throw new Error("nothing was sent");
    await ola.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "news", option: "stop", ref: message.id },
    });
    expect((await told(town))?.status.at).toBe("stopped");
    await town.passes(10 * MINUTE, 2);
    expect(await manifestoOf(scene)).toMatchObject({ at: "monitoring" });
    expect((await manifestoOf(scene)).closing).toBeUndefined();
    expect(ola.told.at(-1)).toBe("officials:manifesto.tells.notEnded");
    await town.passes(12 * HOUR, 12);
    await acts(ola, scene, "close");
    await sam.presses("Ja, goed zo");
    await noor.presses("Ja, goed zo");
    await town.passes(10 * MINUTE, 2);
    expect((await manifestoOf(scene)).at).toBe("closed");
  });
});

test("a handover that was filled in wrongly can be filled in again until the clerk has confirmed it", async () => {
  const scene = await editing();
  await ratifiedByCore(scene);
  await acts(scene.ola, scene, "handOver", { day: "2026-05-20", to: "de portier" });
  await acts(scene.ola, scene, "handOverAgain", { day: "2026-05-20", to: "de burgemeester" });
  expect((await manifestoOf(scene)).handover?.to).toBe("de burgemeester");
  expect(heard(scene.town, scene.sam)).toContain("op woensdag 20 mei overhandigd aan de burgemeester");
  await acts(scene.town.official("U0CHRIS"), scene, "confirm");
  await onCard(scene.ola, scene.id, "handOverAgain");
  expect(scene.ola.told.at(-1)).toBe("manifesto:not.unconfirmed");
});

test("the words that came with one photo too many are kept", async () => {
  const { sam } = await collecting();
  await sam.commands("meedoen");
  await sam.presses("Breng een onderwerp in");
  for (let count = 0; count < 5; count++) await sam.photo();
  await sam.photo("photo6", "De speeltuin is stuk");
  expect(sam.lastText).toContain("Er passen 5 foto’s of opnames bij een onderwerp.");
  expect(sam.lastText).toContain("“De speeltuin is stuk”");
});

describe("buttons that somebody made up", () => {
  test("with the number of something else do nothing", async () => {
    const scene = await collecting();
    const { sam } = scene;
    const report = await sam.raises("Er ligt glas");
    await press(sam, "own", "withdraw", report);
    expect(sam.lastKeys).toEqual(["common:gone"]);
  });

  test("with a long option do not break the buttons that come after", async () => {
    const scene = await voting({ ...agreement, votes: "2" });
    const lee = await newcomer(scene, "lee");
    await press(lee, "ballot", "9".repeat(30), scene.id);
    expect(lee.lastText).toContain("Hoe oud ben je?");
  });
});

describe("somebody who erases herself", () => {
  test("leaves no word in the topics that are put together", async () => {
    const scene = await clustering();
    await scene.yusuf.commands("wis");
    await scene.yusuf.presses("Ja, wis alles");
    expect(await itemsOf(scene)).toEqual(["Meer bankjes bij het water", "Bankjes langs het water"]);
    expect(JSON.stringify(scene.town.store.images())).not.toContain("Gratis sporten");
  });

  test("leaves no word of a reason in the history of the manifesto", async () => {
    const scene = await grouped();
    await proposes(scene);
    await scene.sam.presses("Nee, liever anders");
    await scene.sam.says("Liever tien dagen langer");
    expect(JSON.stringify(scene.town.store.images())).toContain("Liever tien dagen langer");
    await scene.sam.commands("wis");
    await scene.sam.presses("Ja, wis alles");
    expect(JSON.stringify(scene.town.store.images())).not.toContain("Liever tien dagen langer");
  });

  test("leaves the votes as they were, for what she wrote and others chose", async () => {
    const scene = await editing();
    const before = (await manifestoOf(scene)).result;
    await scene.yusuf.commands("wis");
    await scene.yusuf.presses("Ja, wis alles");
    expect(JSON.stringify(await manifestoOf(scene))).not.toContain("Gratis sporten");
    expect(JSON.stringify(await scene.town.store.contribution(scene.topics[2]))).not.toContain(
      "Gratis sporten",
    );
    expect((await manifestoOf(scene)).result).toEqual(before);
    expect(await itemsOf(scene)).toContain("…");
  });
});

test("two years after its end nobody knows any more who brought in what, and the manifesto itself stays", async () => {
  const scene = await responded();
  const { ola, sam, noor, town } = scene;
  await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
  await acts(ola, scene, "close");
  await sam.presses("Ja, goed zo");
  await noor.presses("Ja, goed zo");
  expect((await town.store.contribution(scene.topics[2]))?.by).toBeDefined();
  await town.passes(800 * DAY, 40);
  const topic = await town.store.contribution(scene.topics[2]);
  expect(topic?.by).toBeUndefined();
  expect(topic?.state).toMatchObject({ words: {} });
  const manifesto = await manifestoOf(scene);
  expect(manifesto.core.map((one) => one.resident)).toEqual(["", "", ""]);
  expect(await itemsOf(scene)).toContain("Gratis sporten");
});

test("erasing that was interrupted halfway is done to its end the next time", async () => {
  const scene = await collecting();
  const { town, bo } = scene;
  const lee = await newcomer(scene, "lee");
  const topics: string[] = [];
  for (let count = 1; count <= 45; count++) {
    // Nobody sends in more than ten things a day.
    if (count % 10 === 0) await town.passes(DAY);
    const topic = await tells(lee, `Een plek voor ons, nummer ${count}`);
    topics.push(topic);
    if (count <= 3) await looksAt(bo, topic, "publish");
  }
  const { store } = town;
  const commit = store.commit.bind(store);
  let commits = 0;
  store.commit = async (writes) => {
    commits++;
    if (commits === 2) throw new Conflict("somebody else was first");
    return commit(writes);
  };
  await lee.commands("wis");
  commits = 0;
  await lee.presses("Ja, wis alles");
  store.commit = commit;
  await town.passes(60_000);
  expect(commits).toBeGreaterThan(2);
  expect(JSON.stringify(store.images())).not.toContain("Een plek voor ons");
  for (const topic of topics)
    expect(JSON.stringify(town.card(topic) ?? "")).not.toContain("Een plek voor ons");
});
