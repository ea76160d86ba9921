import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { similarPairs } from "../../../bot/text/similarity.ts";
import type { TestResident } from "../../support/town.ts";
import {
  agreement,
  arranges,
  clustering,
  heard,
  itemsOf,
  manifestoOf,
  newcomer,
  onCard,
  votes,
  voting,
} from "./people.ts";

describe("putting together what is alike", () => {
  test("is suggested by the software and done by people; the author is told", async () => {
    const scene = await clustering();
    const { ola, sam, noor, yusuf, topics } = scene;
    await onCard(ola, scene.id, "merge");
    expect(ola.form?.intro?.map((one) => scene.town.render(one)).join("\n")).toContain(
      "1. Meer bankjes bij het water / 2. Bankjes langs het water",
    );
    await ola.submit({ items: ["1"], words: "" });
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["items", "words"]);
    await ola.submit({ items: ["1", "2"], words: "Bankjes bij het water" });
    expect(await itemsOf(scene)).toHaveLength(3);
    // What she sees beforehand is what is read: with the number of the first of them.
    expect(ola.form?.preview && scene.town.text(ola.form.preview.screen)).toContain(
      `Je onderwerp ${shownNumber(topics[0])} lijkt op een ander onderwerp.`,
    );
    await ola.submit({ items: ["1", "2"], words: "Bankjes bij het water" });
    expect(await itemsOf(scene)).toEqual(["Bankjes bij het water", "Gratis sporten"]);
    expect(sam.lastText).toBe(
      [
        `Je onderwerp ${shownNumber(topics[0])} lijkt op een ander onderwerp. Het is nu deel van:`,
        "“Bankjes bij het water”",
        "Bedoel je iets anders? Dan kun je jouw onderwerp eruit halen. Het staat dan weer apart.",
      ].join("\n\n"),
    );
    expect(noor.lastText).toContain("Het is nu deel van:");
    expect(yusuf.lastText).not.toContain("Het is nu deel van:");
    await sam.commands("mijn");
    await sam.presses(shownNumber(topics[0]));
    expect(sam.lastText).toContain("Het is deel van “Bankjes bij het water”, samen met 1 ander onderwerp.");
  });

  test("is undone by the author, as long as nobody votes", async () => {
    const scene = await clustering();
    await arranges(scene, "merge", { items: ["1", "2"], words: "Bankjes bij het water" });
    await scene.noor.presses("Haal mijn onderwerp eruit");
    expect(scene.noor.lastText).toContain("staat weer apart");
    // What stays behind alone goes back to its own words too.
    expect(await itemsOf(scene)).toEqual([
      "Meer bankjes bij het water",
      "Bankjes langs het water",
      "Gratis sporten",
    ]);
    // Twice is once.
    await scene.noor.presses("Haal mijn onderwerp eruit");
    expect(scene.noor.lastText).toContain("kan er nu niet meer uit, of het staat al apart");
  });

  test("is undone by the organiser, and everybody concerned hears it", async () => {
    const scene = await clustering();
    await arranges(scene, "merge", { items: ["1", "2"], words: "Bankjes bij het water" });
    await arranges(scene, "split", { items: "4" });
    expect(await itemsOf(scene)).toEqual([
      "Meer bankjes bij het water",
      "Bankjes langs het water",
      "Gratis sporten",
    ]);
    expect(scene.sam.lastText).toContain("staat weer apart, in je eigen woorden");
  });

  test("cannot be done with somebody else's topic, or by a made-up button", async () => {
    const scene = await clustering();
    await arranges(scene, "merge", { items: ["1", "2"], words: "Bankjes bij het water" });
    await scene.yusuf.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "own", option: "apart", ref: scene.topics[0] },
    });
    expect(scene.yusuf.lastKeys).toEqual(["common:gone"]);
    expect(await itemsOf(scene)).toHaveLength(2);
  });

  test("knows what is alike in spite of a slip of the pen, and not what only shares small words", () => {
    expect(
      similarPairs(["Een skatebaan in de wijk", "Skatebann overdekt", "Een zwembad in de stad"]),
    ).toEqual([[0, 1]]);
    expect(similarPairs(["Een bos", "Een meer"])).toEqual([]);
  });

  test.each([
    "<b>bankjes</b> in het park",
    "(bankjes) in het park",
    "bankjes/prullenbak",
    "prullenbak+bankjes",
    "=bankjes=",
    "bankjes💡 in het park",
    "💡bankjes|park",
    "`bankjes` in het park",
    "€50 voor ~bankjes~",
    "bank\u00ADjes in het park",
  ])("sees a word that touches a sign: %s", (words) => {
    const others = ["Een zwembad in de stad", "Gratis sporten na school", "Muziek op de kade"];
    expect(similarPairs(["Bankjes bij het water", words, ...others])).toEqual([[0, 1]]);
  });
});

describe("the vote", () => {
  test("opens when the core group agrees on the topics, and everybody who takes part hears it", async () => {
    const scene = await voting();
    expect(await manifestoOf(scene)).toMatchObject({ at: "prioritising" });
    for (const one of [scene.sam, scene.noor, scene.yusuf])
      expect(one.heard.map(({ screen }) => scene.town.text(screen)).join("\n")).toContain(
        "Je kunt nu stemmen over de onderwerpen van “Jongerenmanifest Waterkant”, tot en met maandag 18 mei.",
      );
    expect(
      scene.yusuf.heard.filter(({ screen }) => screen.lines[0]?.key === "manifesto:tells.openVote"),
    ).toHaveLength(1);
  });

  test("shows one topic at a time, with the votes that are left on the button", async () => {
    const { yusuf } = await voting({ ...agreement, votes: "2" });
    await yusuf.presses("Stem");
    expect(yusuf.lastText).toBe("Onderwerp 1 (1 van 3)\n\n“Meer bankjes bij het water”");
    expect(yusuf.labels).toEqual(["Geef een stem (nog 2)", "Volgende", "Mijn stemmen (nog 2)"]);
    await yusuf.presses("Geef een stem");
    expect(yusuf.lastText).toContain("Je gaf dit een stem.");
    expect(yusuf.labels[0]).toBe("Haal mijn stem weg (nog 1)");
    await yusuf.presses("Volgende");
    await yusuf.presses("Geef een stem");
    await yusuf.presses("Volgende");
    // One vote more than she has.
    await yusuf.presses("Geef een stem");
    expect(yusuf.lastText).toMatch(/^Je hebt al je 2 stemmen gegeven\. Haal er eerst één weg\./);
    await yusuf.presses("Mijn stemmen");
    expect(yusuf.lastText).toContain("Dit koos je:\nMeer bankjes bij het water\nBankjes langs het water");
    expect(yusuf.lastText).toMatch(/Je stembewijs: [0-9A-F]{4}-[0-9A-F]{4}\./);
    expect(yusuf.lastText).toContain("Vanaf 10 stemmen zie je hier hoeveel jongeren er stemden.");
  });

  test("is open to everybody of the age, including somebody who was never here", async () => {
    const scene = await voting();
    const lea = await newcomer(scene, "lea");
    await lea.commands("meedoen");
    await lea.presses("Stem");
    await lea.presses("18 tot en met 20");
    await lea.presses("Geef een stem");
    expect((await scene.town.store.recount(scene.id)).voters).toBe(1);
    const old = await newcomer(scene, "old");
    await old.commands("meedoen");
    await old.presses("Stem");
    await old.presses("28 jaar of ouder");
    expect(old.lastText).toContain("Dit is voor jongeren van 16 tot en met 27 jaar");
  });

  test("goes on at the item she wanted when the press with her age comes again, because its reply got lost", async () => {
    const { town, id, ...scene } = await voting();
    const lea = await newcomer({ town, id, ...scene }, "lea");
    await lea.commands("meedoen");
    await lea.presses("Stem");
    const press = { instrument: "manifesto", version: 1, step: "age_1", option: "18_20", ref: id };
    await lea.gives({ type: "chose", press }, 7101);
    const shown = lea.lastText;
    town.restart();
    await lea.gives({ type: "chose", press }, 7101);
    expect(lea.lastText).toBe(shown);
    await lea.presses("Geef een stem");
    expect((await town.store.recount(id)).points).toEqual({ 2: 1 });
  });

  test("counts one ballot for each person: repeated, at the same moment, or after erasing herself", async () => {
    const scene = await voting();
    const { sam, town, id } = scene;
    const press = { instrument: "manifesto", version: 1, step: "vote", option: "1+", ref: id };
    await sam.gives({ type: "chose", press }, 7001);
    await sam.gives({ type: "chose", press }, 7001);
    await Promise.all([
      sam.gives({ type: "chose", press }, 7002),
      sam.gives({ type: "chose", press: { ...press, option: "2+" } }, 7003),
    ]);
    await town.settle();
    expect(await town.store.recount(id)).toEqual({ voters: 1, points: { 1: 1, 2: 1 } });
    expect(await town.store.tally(id)).toEqual({ voters: 1, points: { 1: 1, 2: 1 } });
    await sam.commands("wis");
    await sam.presses("Ja, wis alles");
    const again = await newcomer(scene, "sam");
    await again.commands("meedoen");
    await again.presses("Stem");
    await again.presses("16 tot en met 17");
    // What lies there is not shown as hers, and stays the only one.
    expect(again.lastText).not.toContain("Je gaf dit een stem.");
    await again.presses("Geef een stem");
    expect(await town.store.recount(id)).toEqual({ voters: 1, points: { 1: 1 } });
  });

  test("keeps ballots apart from people: nothing in one leads to the other", async () => {
    const scene = await voting();
    await votes(scene.sam, scene.id, "1+");
    const lane = await scene.sam.lane;
    const ballots = scene.town.store.images().filter((one) => one.pk?.S?.startsWith("BALLOTS#"));
    expect(ballots).toHaveLength(1);
    for (const secret of [lane?.resident, lane?.key, scene.sam.chat])
      expect(JSON.stringify(ballots)).not.toContain(secret);
    expect(JSON.stringify(lane)).not.toContain(ballots[0]?.sk?.S);
  });

  test("refuses a topic that is not on the ballot, a vote before it opens and a vote after the close", async () => {
    const early = await clustering();
    await votes(early.sam, early.id, "1+");
    expect(early.sam.lastKeys).toEqual(["manifesto:vote.tooEarly"]);

    const scene = await voting();
    await votes(scene.sam, scene.id, "77+");
    expect(scene.sam.lastKeys).toEqual(["manifesto:vote.gone"]);
    await votes(scene.sam, scene.id, "1+");
    await scene.town.passes(15 * DAY, 15);
    await votes(scene.noor, scene.id, "1+");
    expect(scene.noor.lastKeys).toEqual(["manifesto:vote.tooLate"]);
    expect((await manifestoOf(scene)).result).toMatchObject({ voters: 1, points: { 1: 1 } });
  });
});

describe("when the vote closes", () => {
  test("it is recounted, announced to everybody with the turnout, and each author hears what became of her topic", async () => {
    const scene = await voting({ ...agreement, adopt: "2" });
    const { town, sam, noor, yusuf, id, topics, ola } = scene;
    await votes(sam, id, "3+");
    await votes(noor, id, "3+");
    await votes(noor, id, "2+");
    await votes(yusuf, id, "3+");
    await votes(yusuf, id, "1+");
    await votes(yusuf, id, "1-");
    await town.passes(15 * DAY, 60);
    expect((await manifestoOf(scene)).result).toMatchObject({
      voters: 3,
      points: { 3: 3, 2: 1 },
      same: true,
      adopted: [3, 2],
    });
    const heard = (one: TestResident) => one.heard.map(({ screen }) => town.text(screen)).join("\n");
    expect(heard(sam)).toContain(
      "Dit komt in het manifest:\nOnderwerp 3: Gratis sporten (minder dan 10)\nOnderwerp 2: Bankjes langs het water (minder dan 10)",
    );
    expect(heard(sam)).toContain("Er deden minder dan 10 jongeren mee.");
    expect(heard(sam)).toContain(
      `Je onderwerp ${shownNumber(topics[0])} komt niet in het manifest: “Meer bankjes bij het water”. Het kreeg minder dan 10 punten.`,
    );
    expect(heard(yusuf)).toContain(`Je onderwerp ${shownNumber(topics[2])} komt in het manifest`);
    expect(ola.told.at(-1)).toBe("officials:manifesto.voteClosed");
    await yusuf.presses("Is mijn stem geteld?");
    expect(yusuf.lastText).toContain("Dit koos je:\nGratis sporten");
    expect(yusuf.lastText).toContain("De stemming is gesloten. Geteld zijn minder dan 10 stembiljetten.");
  });

  test("equal topics go in the order in which they were brought in, as was said before", async () => {
    const scene = await voting({ ...agreement, adopt: "1" });
    await votes(scene.sam, scene.id, "2+");
    await votes(scene.noor, scene.id, "1+");
    await scene.town.passes(15 * DAY, 15);
    expect((await manifestoOf(scene)).result?.adopted).toEqual([1]);
    expect(scene.sam.heard.map(({ screen }) => scene.town.text(screen)).join("\n")).toContain(
      "Bij gelijk aantal gaat het onderwerp voor dat het eerst is ingebracht.",
    );
  });

  test("a ranking gives the most points to what stands first, and no more for leaving others out", async () => {
    const scene = await voting({ ...agreement, counting: "ranking", votes: "3" });
    await votes(scene.sam, scene.id, "2+");
    await votes(scene.sam, scene.id, "1+");
    await votes(scene.sam, scene.id, "3+");
    expect(scene.sam.lastText).toContain("Dit staat bij jou op plek 3.");
    await votes(scene.noor, scene.id, "1+");
    await scene.town.passes(15 * DAY, 15);
    expect((await manifestoOf(scene)).result?.points).toEqual({ 2: 3, 1: 3, 3: 1 });
  });

  test("somebody who erases herself afterwards leaves the result as it was", async () => {
    const scene = await voting();
    await votes(scene.sam, scene.id, "1+");
    await scene.town.passes(15 * DAY, 15);
    const before = (await manifestoOf(scene)).result;
    await scene.sam.commands("wis");
    await scene.sam.presses("Ja, wis alles");
    expect((await manifestoOf(scene)).result).toEqual(before);
  });

  test("everybody is reminded two days before, once, including those who voted: nobody knows who did", async () => {
    const scene = await voting();
    const { town, sam, noor } = scene;
    await votes(sam, scene.id, "1+");
    const soon =
      /De stemming over “Jongerenmanifest Waterkant” sluit bijna\. Stemmen kan tot en met maandag 18 mei/g;
    await town.passes(12 * DAY, 12);
    expect(heard(town, sam)).not.toMatch(soon);
    await town.passes(2 * DAY, 8);
    for (const one of [sam, noor]) expect(heard(town, one).match(soon)).toHaveLength(1);
    expect((await manifestoOf(scene)).at).toBe("prioritising");
    await noor.presses("Stem");
    expect(noor.lastText).toContain("Onderwerp 1 (1 van 3)");
  });

  test("nobody is told before it is morning", async () => {
    const scene = await voting();
    await votes(scene.sam, scene.id, "1+");
    await scene.town.passes(13 * DAY, 13);
    const before = scene.sam.heard.length;
    // The vote closes at midnight.
    await scene.town.passes(DAY + 14 * HOUR, 20);
    expect((await manifestoOf(scene)).at).toBe("editing");
    expect(scene.sam.heard).toHaveLength(before);
    await scene.town.passes(12 * HOUR, 12);
    expect(scene.sam.heard.length).toBeGreaterThan(before);
  });
});
