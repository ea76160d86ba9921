import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import {
  acts,
  agreement,
  arranges,
  clustering,
  collecting,
  doubts,
  editing,
  type Group,
  grouped,
  heard,
  looksAt,
  manifestoOf,
  onAgenda,
  onCard,
  processOf,
  promiseOf,
  proposes,
  responded,
  tells,
  voting,
} from "./people.ts";

/** What young people were promised is kept, or they hear that it is not: in every state of a manifesto. */

describe("the day of the answer on the card", () => {
  test.each([
    ["the core group is formed", grouped],
    ["topics are brought in", collecting],
    ["topics are put together", () => clustering()],
    ["people vote", () => voting({ ...agreement, votingDays: "60" })],
    ["the text is written", editing],
  ] as const)("does not pass in silence while %s", async (_when, reached) => {
    const scene: Group = await reached();
    const later = { answerBy: "2026-05-20" } as const;
    const process = await processOf(scene);
    const card = { ...process.card, ...later };
    await scene.town.store.commit([{ put: { ...process, card, version: process.version + 1 } }]);
    scene.town.comesTo("2026-05-14T09:00:00.000Z");
    // Something that is written makes the clock look at it again.
    await onCard(scene.ola, scene.id, "postpone");
    await scene.ola.submit({ answerBy: "2026-06-20", reason_nl: "De raad vergadert later." });
    await scene.ola.submit({ answerBy: "2026-06-20", reason_nl: "De raad vergadert later." });
    expect(heard(scene.town, scene.sam)).toContain("Dit is de reden: De raad vergadert later.");
    await scene.town.passes(60 * DAY, 60);
    expect(heard(scene.town, scene.sam)).toContain("Dat antwoord is er nog niet.");
    expect(scene.ola.told).toContain("officials:process.tells.late");
  });
});

test("a vote in which nobody voted is told to the clerk, who decides how it goes on", async () => {
  const scene = await voting();
  const { town, id, sam } = scene;
  const chris = town.official("U0CHRIS");
  await town.passes(16 * DAY, 32);
  expect(heard(town, sam)).toContain("Niemand heeft gestemd. De griffier beslist hoe het verder gaat.");
  expect(chris.told).toContain("officials:manifesto.tells.askClerk");
  await acts(chris, scene, "endEmpty", { reason: "Volgend jaar proberen we het opnieuw." });
  await town.passes(10 * MINUTE, 2);
  expect(heard(town, sam)).toContain("Volgend jaar proberen we het opnieuw.");
  expect((await manifestoOf({ town, id })).at).toBe("closed");
  expect((await processOf({ town, id })).open).toBe(false);
});

describe("a topic that nobody looks at", () => {
  test("reaches the clerk, does not block the vote for ever, and its author hears", async () => {
    const scene = await collecting();
    const { town, ola, sam, noor, bo, id } = scene;
    const topic = await tells(sam, "Een plek om te chillen");
    await looksAt(bo, await tells(noor, "Gratis sporten"), "publish");
    await town.passes(30 * DAY, 60);
    expect(town.official("U0CHRIS").told).toContain("officials:manifesto.item.topic.waits");
    await onCard(ola, id, "stopCollecting");
    await ola.submit();
    await arranges(scene, "items");
    await sam.presses("Ja, goed zo");
    await noor.presses("Ja, goed zo");
    expect((await manifestoOf(scene)).at).toBe("prioritising");
    await town.passes(3 * DAY, 12);
    expect(heard(town, sam)).toContain(`Niemand keek op tijd naar je onderwerp ${shownNumber(topic)}.`);
  });

  test("does not pass the day that was promised in silence", async () => {
    const { town, sam } = await collecting();
    const topic = await tells(sam, "Een plek om te chillen");
    await town.passes(6 * DAY, 12);
    expect(heard(town, sam)).toContain(`Over je onderwerp ${shownNumber(topic)} zou je nu iets horen.`);
  });
});

test("an objection to a refusal waits for somebody else than who refused it, by a day, and is answered", async () => {
  const { town, sam, bo, ola, id } = await collecting();
  const topic = await tells(sam, "Onze buurman is stom");
  await looksAt(bo, topic, "refuse", { why: "person", reason: "Noem niemand." });
  const message = sam.heard.findLast(({ screen }) => screen.about === topic)?.message;
  await sam.says("Ik noem toch niemand bij naam", { repliesTo: message });
  expect(sam.lastText).toContain(
    "Iemand anders dan wie het niet liet zien, kijkt er opnieuw naar, uiterlijk",
  );
  expect(await town.store.contribution(topic)).toMatchObject({ open: true });
  await looksAt(bo, topic, "publish").catch(() => undefined);
  expect(bo.told.at(-1)).toBe("officials:refused.another");
  await looksAt(ola, topic, "publish");
  expect(heard(town, sam)).toContain("staat tussen de andere onderwerpen");
  expect(await town.store.listed(id)).toHaveLength(1);
});

test("what the core group does not answer falls after two weeks, and all of it hears", async () => {
  const scene = await grouped();
  await proposes(scene, { ...agreement, collectUntil: "2026-06-30" });
  await scene.sam.presses("Ja, goed zo");
  await scene.town.passes(8 * DAY, 8);
  expect(heard(scene.town, scene.noor)).toContain("We vroegen je dit vorige week ook.");
  await scene.town.passes(8 * DAY, 8);
  expect((await manifestoOf(scene)).motion).toBeUndefined();
  for (const one of [scene.sam, scene.noor])
    expect(heard(scene.town, one)).toContain("De kerngroep wil “Jongerenmanifest Waterkant” liever anders.");
  expect(scene.ola.told).toContain("officials:manifesto.rejected");
});

describe("a promise", () => {
  test("that is kept after its day is late, whatever was reported before", async () => {
    const scene = await responded();
    await acts(scene.ola, scene, "progress", { state: "broken", words: "Het kan niet." }, 3);
    await doubts(scene.noor);
    await scene.town.passes(60 * DAY, 60);
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Nu is het klaar." }, 3);
    const { items } = await manifestoOf(scene);
    expect(items?.find(({ n }) => n === 3)?.promises).toMatchObject([
      { at: "kept", late: true, words: { nl: "Nu is het klaar." } },
    ]);
  });

  test("that is late does not fall silent: its owner and the clerk hear every month", async () => {
    const scene = await responded();
    await scene.town.passes(150 * DAY, 150);
    for (const one of [scene.bo, scene.chris])
      expect(one.told.filter((key) => key === "officials:commitment.tells.again").length).toBeGreaterThan(1);
  });

  test("that is disputed keeps its clock: everybody hears when its day passes, and when nobody answers", async () => {
    const scene = await responded();
    const { town, noor, sam, ola } = scene;
    await acts(ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await doubts(noor);
    await town.passes(60 * DAY, 60);
    expect(heard(town, sam)).toContain("Die dag is voorbij, en iemand zegt dat er iets niet klopt.");
    expect(heard(town, sam)).toContain("een antwoord voor wie twijfelt aan deze belofte");
    expect(ola.told).toContain("officials:process.owed.before");
    expect(scene.chris.told).toContain("officials:process.owed.month");
  });

  test("can be disputed when it is late or broken too, by each person once of each outcome", async () => {
    const scene = await responded();
    const { noor, bo, ola } = scene;
    await acts(bo, scene, "progress", { state: "broken", words: "De sporthal gaat dicht." }, 3);
    await doubts(noor);
    expect((await promiseOf(scene, 3)).at).toBe("disputed");
    expect(bo.told.at(-1)).toBe("officials:commitment.tells.dispute");
    await acts(ola, scene, "progress", { state: "broken", words: "Ik zocht het uit: hij gaat dicht." }, 3);
    expect(heard(scene.town, noor)).toContain("Ik zocht het uit: hij gaat dicht.");
    await noor.presses("Dit klopt niet");
    expect(noor.lastText).toContain("Dit kan nu niet. Je zei dit al een keer");
    expect((await promiseOf(scene, 3)).at).toBe("broken");
    // So one person cannot keep it open for ever.
    await acts(ola, scene, "close");
    await scene.sam.presses("Ja, goed zo");
    await scene.noor.presses("Ja, goed zo");
    await scene.town.passes(10 * MINUTE, 2);
    expect((await manifestoOf(scene)).at).toBe("closed");
  });
});

test("what the council answered is found back after the end, with the document", async () => {
  const scene = await responded();
  await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
  await acts(scene.ola, scene, "close");
  await scene.sam.presses("Ja, goed zo");
  await scene.noor.presses("Ja, goed zo");
  await scene.town.passes(10 * MINUTE, 2);
  await scene.yusuf.commands("meedoen");
  await scene.yusuf.presses("Wat is afgerond");
  await scene.yusuf.presses("Jongerenmanifest Waterkant");
  expect(scene.yusuf.labels).toContain("Stuur mij het manifest");
  await scene.yusuf.presses("Bekijk de antwoorden");
  expect(scene.yusuf.lastText).toContain("“Sporten is gezond en niet iedereen kan het betalen.”");
});

describe("a step", () => {
  test.each([
    ["that needs the yes of the core group", editing],
    ["that works something out", collecting],
    ["that the council takes", onAgenda],
    ["by which something is reported", responded],
  ] as const)("%s cannot be left out", async (_what, reached) => {
    const scene: Group = await reached();
    expect(scene.town.card(scene.id)?.card.actions.map(({ press }) => press.option)).not.toContain("skip");
  });
});
