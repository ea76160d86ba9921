import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { createSecrecy } from "../../../bot/runtime/pseudonyms.ts";
import { issueOf, type Scene, scene as sceneOf } from "../../instruments/issue/people.ts";
import { BO, CHRIS, OLA } from "../../support/staff.ts";
import { createTestTown, type TestResident, type TestTown } from "../../support/town.ts";
import { words } from "../../support/words.ts";

/** /wis erases everything, but neither ends a pause nor restores what one person can send. */

const until = "2026-05-12";

async function paused(): Promise<Scene> {
  const here = await sceneOf();
  await here.bo.command("dienst");
  await here.bo.submit({ desk_public_space: [BO] });
  await here.bo.acts(here.id, "pause", { grounds: "Je schold een collega uit.", until });
  return here;
}

async function erases(one: TestResident): Promise<void> {
  await one.commands("wis");
  await one.presses("Ja, wis alles");
  expect(await one.lane).toBeUndefined();
}

const marks = (town: TestTown) => town.store.images().filter((image) => image.sk?.S === "MARK");
const began = async (one: TestResident) => (await one.lane)?.dialogue !== undefined;

describe("somebody who is paused and erases herself", () => {
  test("reads beforehand and afterwards that this one thing stays, until when, and without her words", async () => {
    const { sam } = await paused();
    await sam.commands("wis");
    const told =
      "Eén ding bewaren wij nog tot en met dinsdag 12 mei: dat je gepauzeerd bent. Daar staan geen woorden van je bij. Daarna is ook dat weg.";
    expect(sam.lastText).toContain(told);
    await sam.presses("Ja, wis alles");
    expect(sam.lastText).toContain(told);
    // It is no secret afterwards either.
    await sam.commands("mijngegevens");
    expect(sam.lastText).toBe(told);
    expect(await sam.lane).toBeUndefined();
  });

  test("what stays is a day, a desk and a number; not where she can be reached, and nothing without the key", async () => {
    const { town, sam, id } = await paused();
    const before = await sam.lane;
    await erases(sam);
    const [mark] = marks(town);
    expect(JSON.parse(JSON.stringify(mark)).body.M).toEqual({
      row: { S: "mark" },
      key: { S: before?.key },
      paused: {
        M: { until: { S: before?.paused?.until }, desk: { S: "public_space" }, ref: { S: id } },
      },
      expires: { S: before?.paused?.until },
    });
    const all = JSON.stringify(town.store.images());
    expect(all).not.toContain(before?.resident);
    expect(all).not.toContain(before?.address);
    // Somebody who has only the table sees that something stays, but not what.
    const copy = JSON.stringify(town.store.copy().filter((image) => image.sk?.S === "MARK"));
    expect(copy).not.toContain(id);
    expect(copy).not.toContain("public_space");
  });

  test("can come in and vote, and is still paused: nothing new of hers is taken", async () => {
    const { town, sam } = await paused();
    await erases(sam);
    await sam.joins();
    expect(await sam.lane).toMatchObject({ stage: "member" });
    // Nothing of it lies twice.
    expect(marks(town)).toEqual([]);
    await sam.says("Er ligt glas");
    expect(sam.lastKeys).toEqual(["common:pause.now"]);
    expect(await began(sam)).toBe(false);
    for (const [command, key] of [
      ["stop", "common:stop.done"],
      ["mijngegevens", "common:data.intro"],
      ["meedoen", "common:process.none"],
      ["wis", "common:wis.ask"],
    ] as const) {
      await sam.commands(command);
      expect(sam.lastKeys[0]).toBe(key);
    }
  });

  test("erases herself as often as she likes, and it stays until the day that she was told", async () => {
    const { town, sam } = await paused();
    for (let n = 0; n < 3; n++) {
      await erases(sam);
      await sam.joins();
    }
    await sam.says("Er ligt glas");
    expect(await began(sam)).toBe(false);
    await erases(sam);
    await town.passes(9 * DAY, 9);
    await sam.joins();
    await sam.says("Er ligt glas");
    expect(await began(sam)).toBe(true);
  });

  test("is still paused when she said no at the door, or did not come in for a week", async () => {
    const { town, sam, bo, id } = await paused();
    await bo.acts(id, "unpause", { ends: "yes", grounds: "Te kort." });
    await bo.acts(id, "pause", { grounds: "Je schold een collega uit.", until: "2026-05-18" });
    await erases(sam);
    await sam.commands("start");
    await sam.presses("Nederlands");
    await sam.presses("Nee, liever niet");
    expect(sam.lastKeys).toContain("common:wis.markPause");
    await sam.commands("start");
    await town.passes(9 * DAY, 9);
    await sam.joins();
    await sam.says("Er ligt glas");
    expect(sam.lastKeys).toEqual(["common:pause.now"]);
  });

  test("can object, without words; sees with /bezwaar what came of it, and is free when it ends", async () => {
    const { town, sam, id } = await paused();
    await erases(sam);
    await sam.joins();
    await sam.commands("bezwaar", "Dat was mijn broertje");
    expect(sam.lastKeys).toEqual(["common:pause.objectedErased"]);
    expect(town.official(CHRIS).told).toContain("officials:nudge.objection");
    expect((await issueOf(town, id)).pause?.objection).toBeDefined();
    expect(JSON.stringify(town.store.images())).not.toContain("broertje");
    await town.official(CHRIS).acts(id, "unpause", { ends: "no", grounds: "Schelden mag niet." });
    await sam.commands("bezwaar");
    expect(sam.lastKeys).toEqual(["common:pause.looked"]);
    await town.official(OLA).acts(id, "unpause", { ends: "yes", grounds: "Je hebt gelijk." });
    await sam.says("Er ligt glas");
    expect(await began(sam)).toBe(true);
    // It ended, so nothing stays of it.
    await erases(sam);
    expect(marks(town)).toEqual([]);
  });

  test("somebody else cannot object in her place", async () => {
    const { town, sam, id } = await paused();
    await erases(sam);
    const noor = await town.resident("noor").joins();
    await noor.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "pause", option: "object", ref: id },
    });
    expect(noor.lastKeys).toEqual(["common:gone"]);
    expect((await issueOf(town, id)).pause?.objection).toBeUndefined();
  });

  test("is found after the town renewed its key as well", async () => {
    let secrecy = createSecrecy("k1.a first secret of thirty-two characters");
    const changing = new Proxy(secrecy, {
      get: (_, name) => Reflect.get(secrecy, name),
    });
    const here = await sceneOf({ words, secrecy: changing });
    await here.bo.command("dienst");
    await here.bo.submit({ desk_public_space: [BO] });
    await here.bo.acts(here.id, "pause", { grounds: "Je schold een collega uit.", until });
    await erases(here.sam);
    secrecy = createSecrecy(
      "k2.another secret of thirty-two characters,k1.a first secret of thirty-two characters",
    );
    await here.sam.joins();
    await here.sam.says("Er ligt glas");
    expect(here.sam.lastKeys).toEqual(["common:pause.now"]);
    expect(marks(here.town)).toEqual([]);
  });
});

describe("somebody who has used up what one person can send, and erases herself", () => {
  test("does not get it back: five reports, erased, and five more are what a day allows", async () => {
    const town = createTestTown();
    const sam = town.resident("sam");
    for (let n = 0; n < 5; n++) {
      await sam.raises(`Melding ${n} van vandaag`);
      await town.passes(15 * MINUTE);
    }
    await sam.commands("wis");
    expect(sam.lastKeys).toContain("common:wis.markPace");
    await sam.presses("Ja, wis alles");
    for (let n = 5; n < 10; n++) {
      await sam.raises(`Melding ${n} van vandaag`);
      await town.passes(15 * MINUTE);
    }
    await sam.says("De elfde");
    await sam.says("Sla over");
    await sam.presses("Geen foto");
    await sam.presses("Afval");
    await sam.presses("Verstuur");
    expect(sam.lastKeys).toEqual(["common:limit.sent"]);
    await town.passes(DAY);
    await sam.presses("Verstuur");
    expect(sam.lastKeys[0]).toBe("issue:receipt.thanks");
  });

  test("is not heard until the ten minutes are over either", async () => {
    const town = createTestTown();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 70; n++) await sam.says(`Dit is bericht ${n}`);
    await erases(sam);
    expect(sam.lastText).toContain("Eén ding bewaren wij nog 10 minuten: hoeveel je stuurde.");
    const heard = sam.heard.length;
    await sam.commands("start");
    await sam.says("Hoor je mij");
    expect(sam.heard).toHaveLength(heard);
    await town.passes(10 * MINUTE);
    await sam.joins();
    await sam.says("Er ligt glas");
    expect(await began(sam)).toBe(true);
  });

  test("nothing stays of who sent what an honest person sends", async () => {
    const town = createTestTown();
    const sam = town.resident("sam");
    for (let n = 0; n < 4; n++) {
      await sam.raises(`Melding ${n} van vandaag`);
      await town.passes(5 * MINUTE);
    }
    await sam.commands("wis");
    expect(sam.lastKeys).toEqual(["common:wis.ask", "common:wis.stays"]);
    await sam.presses("Ja, wis alles");
    expect(sam.lastKeys).toEqual(["common:wis.done"]);
    expect(marks(town)).toEqual([]);
  });

  test("it is kept no longer than its window", async () => {
    const town = createTestTown();
    const sam = town.resident("sam");
    for (let n = 0; n < 5; n++) {
      await sam.raises(`Melding ${n} van vandaag`);
      await town.passes(15 * MINUTE);
    }
    await erases(sam);
    const [mark] = marks(town);
    // The window began with the first report, at nine.
    expect(Number(mark?.expiresAt?.N)).toBe(Date.parse("2026-05-05T09:00:00.000Z") / 1000);
    await town.passes(23 * HOUR);
    await sam.commands("mijngegevens");
    expect(sam.lastKeys).toEqual(["common:wis.nothing"]);
  });
});

test("somebody who is known takes one read, and somebody who is not takes two", async () => {
  const reads: string[] = [];
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        lane: (key) => {
          reads.push("lane");
          return ports.store.lane(key);
        },
        mark: (key) => {
          reads.push("mark");
          return ports.store.mark(key);
        },
      },
    }),
  });
  const sam = town.resident("sam");
  await sam.gives({ type: "started" });
  expect(reads).toEqual(["lane", "mark"]);
  await sam.gives({ type: "started" });
  expect(reads).toEqual(["lane", "mark", "lane"]);
});
