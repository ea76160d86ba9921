import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { corePress } from "../../../bot/core/model/screen.ts";
import { createTestTown, type TestResident, type TestTown } from "../../support/town.ts";
import { words } from "../../support/words.ts";

/** One account that sends more than a person would, and people who simply have much to say. */

/** A town whose table counts reads and writes. */
function counting() {
  const calls = { reads: 0, writes: 0 };
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        lane: (key) => {
          calls.reads++;
          return ports.store.lane(key);
        },
        commit: (writes) => {
          calls.writes++;
          return ports.store.commit(writes);
        },
      },
    }),
  });
  return { town, calls };
}

const said = (one: TestResident, key: string) =>
  one.heard.filter(({ screen }) => screen.lines.some((line) => line.key === `common:limit.${key}`)).length;
const limits = (town: TestTown) =>
  town.logged.flatMap(({ event, facts }) =>
    event === "limit_reached" ? [(facts as { limit: string }).limit] : [],
  );

/** Goes through raising a report from beginning to end, whatever the replies. */
async function sendsReport(one: TestResident, n: number): Promise<void> {
  await one.says(`Melding ${n} van vandaag`);
  await one.says("Sla over");
  for (const label of ["Geen foto", "Afval", "Verstuur"]) {
    const press = one.heard
      .at(-1)
      ?.screen.choices?.flat()
      .find((choice) => "press" in choice && town_label(choice.label.key, label));
    if (press && "press" in press) await one.does({ type: "chose", press: press.press });
  }
}
const town_label = (key: string, label: string) => words.render({ key }, "nl").includes(label);

describe("one account that sends without end", () => {
  test("1,000 times /start in a minute is answered some 20 times, and then costs one read each", async () => {
    const { town, calls } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    const before = sam.heard.length;
    for (let n = 0; n < 100; n++) await sam.commands("start");
    expect(sam.heard.length - before).toBeLessThan(25);
    const { reads, writes } = { ...calls };
    const heard = sam.heard.length;
    for (let n = 0; n < 900; n++) await sam.gives({ type: "started" });
    expect(sam.heard.length).toBe(heard);
    expect(calls.reads - reads).toBe(900);
    expect(calls.writes - writes).toBe(0);
    expect(limits(town)).toEqual(["loop"]);
  });

  test("200 reports in a minute: some are taken, the rest is neither kept nor shown to a desk", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 200; n++) await sendsReport(sam, n);
    expect(town.posted.length).toBeLessThanOrEqual(10);
    expect(town.posted.length).toBeGreaterThan(5);
    expect(said(sam, "nearly")).toBe(1);
    expect(said(sam, "reached")).toBe(1);
    expect(JSON.stringify(town.store.images())).not.toContain("Melding 199");
    expect(limits(town)).toEqual(["burst"]);
  });

  test("also at a slow pace no more than ten reports come from one person in a day", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    for (let n = 0; n < 10; n++) {
      await sam.raises(`Melding ${n} van vandaag`);
      await town.passes(15 * MINUTE);
    }
    expect(said(sam, "sentNearly")).toBe(1);
    await sam.says("De elfde melding van vandaag");
    await sam.says("Sla over");
    await sam.presses("Geen foto");
    await sam.presses("Afval");
    await sam.presses("Verstuur");
    expect(sam.lastKeys).toEqual(["common:limit.sent"]);
    expect(town.posted).toHaveLength(10);
    // It was not thrown away: the next day the same button sends it.
    await town.passes(DAY);
    await sam.presses("Verstuur");
    expect(sam.lastKeys[0]).toBe("issue:receipt.thanks");
    expect(town.posted).toHaveLength(11);
  });

  test("when the ten minutes are over she is heard again, and a message that was refused can be sent again", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 80; n++) await sam.says(`Dit is bericht ${n}`);
    const heard = sam.heard.length;
    await sam.says("Dit hoort niemand");
    expect(sam.heard).toHaveLength(heard);
    await town.passes(10 * MINUTE);
    await sam.says("Hier ben ik weer");
    expect(sam.heard.length).toBeGreaterThan(heard);
    expect(JSON.stringify((await sam.lane)?.dialogue)).toContain("Hier ben ik weer");
    expect(JSON.stringify((await sam.lane)?.dialogue)).not.toContain("Dit hoort niemand");
  });

  test("before it is too much she is told how much is left, and that the rest is not kept", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 60 && said(sam, "nearly") === 0; n++) await sam.says(`Dit is bericht ${n}`);
    expect(sam.lastText).toContain(
      "Je stuurt veel achter elkaar. Na nog 10 berichten lees ik een tijd niet mee. Wat je dan stuurt, wordt niet bewaard. Over 10 minuten kun je weer verder.",
    );
  });

  test("2,200 photos do not make her photos of one day more than the town keeps, and the words below them stay", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let album = 0; album < 220; album++) {
      if (album % 50 === 49) await town.passes(10 * MINUTE);
      for (let n = 0; n < 10; n++)
        await sam.gives({
          type: "shared",
          media: { kind: "photo", source: `photo${album}-${n}`, album: `album${album}` },
          ...(n === 0 && { caption: `Foto's van plek ${album}` }),
        });
    }
    expect(JSON.stringify((await sam.lane)?.dialogue)).toContain("Foto's van plek 40");
    expect((await sam.lane)?.pace?.media?.n).toBeLessThanOrEqual(100);
    expect(said(sam, "media")).toBeGreaterThan(0);
    expect(JSON.stringify(await sam.lane).length).toBeLessThan(20_000);
  }, 60_000);
});

describe("what always passes", () => {
  const flooded = async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 70; n++) await sam.says(`Dit is bericht ${n}`);
    expect(said(sam, "reached")).toBe(1);
    return { town, sam, heard: sam.heard.length };
  };

  test.each([
    ["/stop", (one: TestResident) => one.commands("stop"), "common:stop.done"],
    ["/mijngegevens", (one: TestResident) => one.commands("mijngegevens"), "common:data.intro"],
    ["/help", (one: TestResident) => one.commands("help"), "common:help.what"],
    ["/taal", (one: TestResident) => one.commands("taal"), "common:onboarding.language"],
    ["/wis", (one: TestResident) => one.commands("wis"), "common:wis.ask"],
  ] as const)("%s is answered, however much she sent before", async (_name, act, key) => {
    const { sam, heard } = await flooded();
    await act(sam);
    expect(sam.heard[heard]?.screen.lines.map((line) => line.key)).toContain(key);
  });

  test("she can have herself erased: the question and its button", async () => {
    const { sam } = await flooded();
    await sam.commands("wis");
    await sam.presses("Ja, wis alles");
    expect(await sam.lane).toBeUndefined();
  });

  test("while a machine repeats /stop it is done, and no longer answered each time", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    const before = sam.heard.length;
    for (let n = 0; n < 200; n++) await sam.commands("stop");
    expect((await sam.lane)?.stopped).toBe(true);
    expect(sam.heard.length - before).toBeLessThan(25);
  });
});

describe("two machines that answer each other", () => {
  test("an app that sends the same sentence again and again is answered five times and told once", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    const before = sam.heard.length;
    for (let n = 0; n < 50; n++) await sam.says("I am away until Monday, thanks for your message");
    expect(sam.heard.length - before).toBeLessThanOrEqual(7);
    expect(sam.lastKeys).toEqual(["common:limit.loop"]);
    expect(limits(town)).toEqual(["loop"]);
  });

  test("so are two sentences that alternate", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    const before = sam.heard.length;
    for (let n = 0; n < 50; n++)
      await sam.says(n % 2 ? "I did not understand that" : "Please choose one of these");
    expect(sam.heard.length - before).toBeLessThanOrEqual(9);
  });

  test("what bots sent for her is heard twice, whatever it says; what she types herself is counted afresh", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 2; n++) await sam.does({ type: "said", text: `Automatisch ${n}`, byMachine: true });
    await sam.says("Dit typ ik zelf");
    await sam.says("En dit ook");
    await sam.does({ type: "said", text: "Automatisch", byMachine: true });
    expect(limits(town)).toEqual([]);
    for (let n = 0; n < 20; n++) await sam.does({ type: "said", text: `Weer ${n}`, byMachine: true });
    expect(limits(town)).toEqual(["loop"]);
    expect(JSON.stringify((await sam.lane)?.dialogue)).not.toContain("Weer 5");
  });

  test("somebody who says the same short word often is a person", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 12; n++) await sam.commands("mijn");
    expect(limits(town)).toEqual([]);
  });
});

describe("an honest person", () => {
  test("an album of ten photos is one act", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    const spent = (await sam.lane)?.pace?.burst?.n ?? 0;
    for (let n = 0; n < 10; n++)
      await sam.photo(`photo${n}`, n === 0 ? "De lamp is stuk" : undefined, "album");
    expect(((await sam.lane)?.pace?.burst?.n ?? 0) - spent).toBe(10);
    expect(limits(town)).toEqual([]);
  });

  test("a story in forty pieces is taken whole", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 40; n++) await sam.says(`stukje ${n}`);
    expect(JSON.stringify((await sam.lane)?.dialogue)).toContain("stukje 39");
    expect(limits(town)).toEqual([]);
  });

  test("nothing is kept of what was too much but a few numbers", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.joins();
    for (let n = 0; n < 300; n++) {
      await sam.says(`Dit is bericht ${n}`);
      if (n % 20 === 19) await town.passes(HOUR);
    }
    expect(JSON.stringify((await sam.lane)?.pace).length).toBeLessThan(500);
  });

  test("somebody who is not known yet asks for help and leaves no trace", async () => {
    const { town } = counting();
    const sam = town.resident("sam");
    await sam.commands("help");
    expect(town.store.images()).toHaveLength(0);
    await sam.does({ type: "chose", press: corePress("stop", "undo") });
  });
});
