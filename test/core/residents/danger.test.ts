import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { createTestTown, type TestTown } from "../../support/town.ts";
import { waterkant } from "../../support/waterkant.ts";

/** Somebody who tells of danger reads whom to call: on its own, at once, and wherever she is. */

const FIRE = "Er is brand bij de buren";
const SUICIDE = "ik wil niet meer leven";

/** Everything stored in the table, as one text. */
const table = (town: TestTown) => JSON.stringify(town.store.images());
const keysOf = (town: ReturnType<TestTown["resident"]>, from: number) =>
  town.heard.slice(from).map(({ screen }) => screen.lines.map(({ key }) => key));

describe("words of danger", () => {
  test("are answered alone, and then she is asked whether they are to be handed on", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const from = noor.heard.length;
    await noor.says(FIRE, { message: 70 });
    expect(keysOf(noor, from)).toEqual([["common:danger.now"], ["common:danger.ask"]]);
    expect(town.text(noor.heard[from]?.screen ?? { lines: [] })).toBe(
      "Is dit nu aan de hand? Bel 112. De gemeente leest dit niet direct.",
    );
    expect(noor.lastHeard.quotes).toBe(70);
    expect(noor.labels).toEqual(["Ja, ga verder met dit bericht", "Nee, laat maar"]);
    expect(table(town)).not.toContain("brand");
    expect((await noor.lane)?.dialogue).toBeUndefined();
  });

  test("of somebody who does not want to live name 113, day and night, the chat, and 112 too", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const from = noor.heard.length;
    await noor.says(SUICIDE);
    const told = town.text(noor.heard[from]?.screen ?? { lines: [] });
    expect(told).toContain("Bel 113 (gratis, dag en nacht) of chat op 113.nl.");
    expect(told).toContain("Bel 112.");
    expect(town.posted).toEqual([]);
    expect(table(town)).not.toContain("leven");
  });

  test("become a report when she chooses so, and only then", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says(FIRE, { message: 70 });
    await noor.presses("Ja, ga verder", FIRE);
    expect(noor.lastKeys).toEqual(["issue:heard", "issue:ask.where", "issue:emergency"]);
    await noor.says("Kerkstraat");
    await noor.presses("Geen foto");
    await noor.presses("Afval");
    expect(noor.lastText).toContain(`“${FIRE}”`);
    await noor.presses("Verstuur");
    expect(town.posted).toHaveLength(1);
    // A change of that message is known for what it is.
    await noor.says("Er is brand geweest bij de buren", { message: 70, edited: true });
    await noor.presses("Ja, ga verder", "Er is brand geweest bij de buren");
    expect(noor.lastKeys).toEqual(["issue:own.edited"]);
  });

  test("are handed on once, however often she taps; and not at all when she leaves it", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says(FIRE, { message: 70 });
    const go = noor.button("Ja, ga verder");
    await noor.does({ type: "chose", press: go, quoted: { type: "said", text: FIRE } });
    const from = noor.heard.length;
    await noor.does({ type: "chose", press: go, quoted: { type: "said", text: FIRE } });
    expect(noor.heard).toHaveLength(from);
    const sam = await town.resident("sam").joins();
    await sam.says(FIRE);
    await sam.presses("Nee, laat maar");
    expect(sam.lastKeys).toEqual(["common:danger.left"]);
    expect((await sam.lane)?.dialogue).toBeUndefined();
  });

  test("that the channel does not hand back are asked for once more, and are then taken", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says(FIRE);
    await noor.says("ja");
    expect(noor.lastKeys).toEqual(["common:danger.sendAgain"]);
    await noor.says(FIRE);
    expect(noor.lastKeys).toEqual(["issue:heard", "issue:ask.where", "issue:emergency"]);
    await noor.says("nu vechten ze ook nog");
    expect(noor.lastKeys).toEqual(["common:danger.ask"]);
  });

  test("typed “nee” answers that question, and not the one before it", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const id = await noor.raises("De lamp is kapot");
    await town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
    await noor.says(FIRE);
    await noor.says("nee");
    expect(noor.lastKeys).toEqual(["common:danger.left"]);
    expect(await town.issue(id)).toMatchObject({ state: { status: { at: "answered" } } });
  });

  test("in the middle of a report leave it as it was; going on gives them to its question", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("De lamp is kapot");
    const before = JSON.stringify((await noor.lane)?.dialogue);
    await noor.says("bij de gaslucht", { message: 71 });
    expect(JSON.stringify((await noor.lane)?.dialogue)).toBe(before);
    await noor.presses("Ja, ga verder", "bij de gaslucht");
    expect(noor.heard.at(-2)?.screen.lines.map(({ key }) => key)).toEqual(["issue:placeNotedWords"]);
  });

  test("that she leaves let her go on where she was; about her life nothing is asked of her then", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("De lamp is kapot");
    await noor.says(FIRE);
    await noor.says("nee");
    expect(noor.heard.at(-2)?.screen.lines.map(({ key }) => key)).toEqual(["common:danger.left"]);
    expect(noor.lastKeys).toEqual(["issue:ask.where"]);
    await noor.says(SUICIDE);
    // Nothing in her lane tells which of the two it was.
    expect(JSON.stringify(await noor.lane)).not.toContain("self");
    await noor.presses("Nee, laat maar", SUICIDE);
    expect(noor.lastKeys).toEqual(["common:danger.left"]);
    expect(noor.lastText).toContain("Bel 113, dag en nacht.");
  });

  test("below a photo come along with the photo", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.photo("fire", "brand in de schuur");
    expect(noor.lastKeys).toEqual(["common:danger.ask"]);
    expect(table(town)).not.toContain("schuur");
    await noor.presses("Ja, ga verder", {
      type: "shared",
      media: { kind: "photo", source: "fire" },
      caption: "brand in de schuur",
    });
    expect(noor.lastKeys).toEqual(["issue:heardPhoto", "issue:ask.where", "issue:emergency"]);
  });

  test("that come in twice, because our answer got lost, are answered twice", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.does({ type: "said", text: FIRE, message: 70 }, 900);
    const from = noor.heard.length;
    town.restart();
    await noor.does({ type: "said", text: FIRE, message: 70 }, 900);
    expect(keysOf(noor, from)).toEqual([["common:danger.now"], ["common:danger.ask"]]);
  });

  test("behind /melden and below a file that cannot be handed on are answered too", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.commands("melden", "er wordt ingebroken");
    expect(noor.lastKeys).toEqual(["common:danger.ask"]);
    await noor.presses("Ja, ga verder", {
      type: "commanded",
      command: "melden",
      rest: "er wordt ingebroken",
    });
    expect(noor.lastKeys).toEqual(["issue:thanks", "issue:ask.where", "issue:emergency"]);
    await noor.does({ type: "unreadable", reason: "video", caption: "kijk, ze vechten" });
    expect(noor.lastKeys).toEqual(["common:danger.ask"]);
  });
});

describe("whom to call is also read by somebody who", () => {
  test("has not come in, and leaves no trace by it; then she can come in and tell it", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    await noor.says(FIRE, { message: 5 });
    expect(keysOf(noor, 0)).toEqual([["common:danger.now"], ["common:danger.ask"]]);
    expect(town.store.images()).toEqual([]);
    await noor.presses("Ja, ga verder", FIRE);
    expect(noor.lastKeys).toContain("common:onboarding.hello");
    await noor.presses("Nederlands");
    await noor.presses("16");
    await noor.presses("Sla over");
    await noor.presses("Klaar");
    expect(noor.lastHeard.quotes).toBe(5);
    await noor.presses("Ja, dit wil ik vertellen", FIRE);
    expect(noor.lastKeys[0]).toBe("issue:heard");
  });

  test("said that she is younger than 16, blocked the bot once, or has stopped", async () => {
    const town = createTestTown();
    const young = town.resident("young");
    await young.commands("start");
    await young.presses("Nederlands");
    await young.presses("jonger");
    await young.says(SUICIDE);
    expect(young.heard.at(-2)?.screen.lines.map(({ key }) => key)).toEqual(["common:danger.self"]);
    const sam = await town.resident("sam").joins();
    await sam.commands("stop");
    await sam.says(FIRE);
    expect(sam.heard.at(-2)?.screen.lines.map(({ key }) => key)).toEqual(["common:danger.now"]);
    expect((await sam.lane)?.stopped).toBe(true);
    const lea = await town.resident("lea").joins();
    await lea.blocks();
    await lea.returns();
    await lea.says(FIRE);
    expect(lea.lastKeys).toEqual(["common:danger.ask"]);
  });

  test("sent far too much: she is not asked to go on, as nothing of hers is taken then", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    for (let n = 0; n < 70; n++) await noor.gives({ type: "said", text: `Bericht nummer ${n} van vandaag` });
    const from = noor.heard.length;
    await noor.says("Nog een bericht");
    expect(noor.heard).toHaveLength(from);
    await noor.says(FIRE);
    expect(noor.lastKeys).toEqual(["common:danger.now", "common:danger.notKept"]);
    expect(noor.labels).toEqual([]);
  });

  test("lives in a town whose file has numbers and words of its own", async () => {
    const own = {
      ...waterkant,
      emergency: {
        ...waterkant.emergency,
        now: { nl: "Bel meteen 112. Of druk op de knop bij de brug.", en: "Call 112 at once." },
      },
    };
    const town = createTestTown({ ports: (ports) => ({ ...ports, town: own }) });
    const noor = await town.resident("noor").joins();
    await noor.says(FIRE);
    expect(town.text(noor.heard.at(-2)?.screen ?? { lines: [] })).toBe(
      "Bel meteen 112. Of druk op de knop bij de brug.",
    );
  });
});

describe("what is no danger at this moment", () => {
  test("is our own text, when a machine sends it back: nobody answers it for ever", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says(FIRE);
    for (const { screen } of noor.heard)
      expect(town.ports.phrases?.danger(town.text(screen)), town.text(screen)).toBeUndefined();
    await noor.says(SUICIDE);
    const [told] = noor.heard.slice(-2);
    expect(town.ports.phrases?.danger(town.text(told?.screen ?? { lines: [] }))).toBeUndefined();
  });

  test("is what a machine sends", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.does({ type: "said", text: "Automatisch bericht: bel bij brand 112", byMachine: true });
    expect(noor.lastKeys).not.toContain("common:danger.ask");
  });

  test("is asked about all the same a day later: better once too often", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await town.passes(DAY);
    await noor.says("De brand van vorige week heeft de schutting zwart gemaakt");
    expect(noor.lastKeys).toEqual(["common:danger.ask"]);
  });
});

describe("below the first question of every report stands whom to call", () => {
  test.each([
    ["words", (one: ReturnType<TestTown["resident"]>) => one.says("De lamp is kapot")],
    ["a photo", (one: ReturnType<TestTown["resident"]>) => one.photo("p1", "De lamp")],
    ["a recording", (one: ReturnType<TestTown["resident"]>) => one.voice()],
    ["a place", (one: ReturnType<TestTown["resident"]>) => one.place({ latitude: 52.1, longitude: 5.1 })],
    ["/melden", (one: ReturnType<TestTown["resident"]>) => one.commands("melden")],
    ["/melden with words", (one: ReturnType<TestTown["resident"]>) => one.commands("melden", "De lamp")],
  ])("that begins with %s", async (_how, begins) => {
    const noor = await createTestTown().resident("noor").joins();
    await begins(noor);
    expect(noor.lastKeys.at(-1)).toBe("issue:emergency");
    await noor.says("Kerkstraat");
    expect(noor.lastKeys).not.toContain("issue:emergency");
  });
});

describe("somebody who writes about a decision of the town", () => {
  test.each([
    "Ik wil bezwaar maken tegen de kapvergunning",
    "Mijn parkeerboete klopt niet",
    "mijn zienswijze op het bestemmingsplan",
  ])("reads before and after sending that this is no formal objection: %s", async (words) => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says(words);
    await noor.says("Sla over");
    await noor.presses("Geen foto");
    await noor.presses("Afval");
    expect(noor.lastText).toContain("Let op: dit is geen bezwaar, beroep of zienswijze.");
    await noor.presses("Verstuur");
    expect(noor.lastKeys).toContain("common:formal");
  });

  test("and nobody else", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.raises("De lamp is kapot");
    expect(noor.heard.flatMap(({ screen }) => screen.lines.map(({ key }) => key))).not.toContain(
      "common:formal",
    );
  });
});
