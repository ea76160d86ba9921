import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "../../../bot/core/calendar/time.ts";
import { withEveryRole } from "../../support/staff.ts";
import {
  acts,
  editing,
  heard,
  manifestoOf,
  onAgenda,
  onCard,
  opened,
  point,
  processOf,
  promised,
  ratifiedByCore,
  responded,
} from "./people.ts";

describe("the text", () => {
  test("is what the core group agrees on, and not before every item says what should be done", async () => {
    const scene = await editing();
    const { ola, yusuf, town } = scene;
    await onCard(ola, scene.id, "ratify");
    expect(ola.told.at(-1)).toBe("officials:manifesto.notNow");
    await onCard(ola, scene.id, "write");
    await ola.submit({ item: "3" });
    await ola.submit({ action: "", addressee: "" });
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["action", "addressee"]);
    await ratifiedByCore(scene);
    expect((await manifestoOf(scene)).at).toBe("ratified");
    expect(heard(town, yusuf)).toContain(
      "De kerngroep heeft “Jongerenmanifest Waterkant” vastgesteld:\n\n3. Gratis sporten\nWat er moet gebeuren: Maak sporten gratis tot 18 jaar\nVoor wie: de wethouder Sport",
    );
  });

  test("goes back with reasons when the core group does not agree", async () => {
    const scene = await editing();
    await acts(scene.ola, scene, "write", point, 3);
    await acts(scene.ola, scene, "write", point, 1);
    await acts(scene.ola, scene, "ratify");
    await scene.sam.presses("Nee, liever anders");
    await scene.sam.says("Het moet korter");
    await scene.noor.presses("Nee, liever anders");
    expect(await manifestoOf(scene)).toMatchObject({ at: "editing" });
    expect((await manifestoOf(scene)).motion).toBeUndefined();
  });
});

test("somebody who was asked to agree to another text is asked again", async () => {
  const scene = await editing();
  await acts(scene.ola, scene, "write", point, 3);
  await acts(scene.ola, scene, "write", point, 1);
  await acts(scene.ola, scene, "ratify");
  await scene.sam.presses("Ja, goed zo");
  await acts(scene.ola, scene, "write", { action: "Iets heel anders", addressee: "het college" }, 1);
  await scene.noor.presses("Ja, goed zo");
  expect(scene.noor.lastKeys).toEqual(["manifesto:motion.over"]);
  expect((await manifestoOf(scene)).at).toBe("editing");
});

describe("the council", () => {
  test("gets it by way of the clerk, who confirms; everybody who takes part hears each step", async () => {
    const scene = await onAgenda();
    const { yusuf, town } = scene;
    expect(await manifestoOf(scene)).toMatchObject({
      at: "on_agenda",
      handover: { to: "de burgemeester" },
      agenda: { day: "2026-06-10" },
    });
    expect(heard(town, yusuf)).toContain(
      "“Jongerenmanifest Waterkant” is op woensdag 20 mei overhandigd aan de burgemeester.",
    );
    expect(heard(town, yusuf)).toContain(
      "De gemeenteraad bespreekt “Jongerenmanifest Waterkant” op woensdag 10 juni 2026. Je bent welkom.",
    );
    expect(
      town.card(scene.id)?.card.facts.some((one) => one.link === "https://raad.example.org/agenda"),
    ).toBe(true);
  });

  test("answers each item with a reason, or not at all", async () => {
    const scene = await onAgenda();
    const { chris, town, id } = scene;
    await onCard(chris, id, "answer");
    await chris.submit({ item: "3" });
    await chris.submit({ outcome: "declined" });
    expect(Object.keys(chris.form?.errors ?? {})).toEqual(["reason"]);
    await chris.submit({ outcome: "accepted", reason: "Goed idee." });
    expect(Object.keys(chris.form?.errors ?? {})).toEqual(["what", "owner", "due"]);
    await acts(chris, scene, "answer", promised, 3);
    // Its author is told at once; the others when everything has been answered.
    expect(heard(town, scene.yusuf)).toContain("De gemeente heeft geantwoord op “Gratis sporten”.");
    expect(heard(town, scene.yusuf)).toContain(
      "Beloofd: Gratis sporten in de sporthal, uiterlijk woensdag 1 juli 2026.",
    );
    expect(heard(town, scene.sam)).not.toContain("Sporten is gezond");
    expect((await manifestoOf(scene)).at).toBe("on_agenda");
    await acts(chris, scene, "answer", { outcome: "declined", reason: "Daar is geen plek." }, 1);
    expect((await manifestoOf(scene)).at).toBe("responded");
    expect(heard(town, scene.noor)).toContain(
      "3. Gratis sporten: de gemeente doet het\n\n1. Meer bankjes bij het water: de gemeente doet het niet",
    );
    await scene.noor.presses("Bekijk de antwoorden");
    expect(scene.noor.lastText).toContain("“Sporten is gezond en niet iedereen kan het betalen.”");
    await scene.noor.presses("Volgende");
    expect(scene.noor.lastText).toContain("“Daar is geen plek.”");
  });

  test.each(["confirm", "putOnAgenda", "answer", "forceClose"])(
    "is represented by the clerk alone: an organiser cannot do %s",
    async (act) => {
      const scene = await onAgenda();
      await onCard(scene.ola, scene.id, act);
      expect(scene.ola.form).toBeUndefined();
      expect(scene.ola.told.at(-1)).toBe("officials:refused.clerk");
    },
  );
});

describe("a promise", () => {
  test("is the owner's from the moment it was made, and kept is told to everybody", async () => {
    const scene = await responded();
    const { bo, town, sam, noor } = scene;
    expect(bo.told).toContain("officials:manifesto.promiseIsYours");
    await acts(bo, scene, "progress", { state: "in_progress" }, 3);
    expect((await manifestoOf(scene)).at).toBe("monitoring");
    await onCard(bo, scene.id, "progress");
    await bo.submit({ item: "3" });
    await bo.submit({ state: "kept" });
    expect(Object.keys(bo.form?.errors ?? {})).toEqual(["words"]);
    await acts(
      scene.ola,
      scene,
      "progress",
      { state: "kept", words: "Sinds maandag is de sporthal gratis." },
      3,
    );
    for (const one of [sam, noor])
      expect(heard(town, one)).toContain("Dat is gedaan.\n\n“Sinds maandag is de sporthal gratis.”");
  });

  test("that is late tells so itself: to everybody, to its owner and to the clerk, once", async () => {
    const scene = await responded();
    const { town, noor, bo, chris } = scene;
    await town.passes(60 * DAY, 60);
    expect(heard(town, noor).match(/de beloofde dag is voorbij/g)).toHaveLength(1);
    expect(bo.told.filter((one) => one === "officials:manifesto.promiseLate")).toHaveLength(1);
    expect(chris.told).toContain("officials:manifesto.promiseLate");
    // Kept after all: it stays late in the figures.
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Nu is het klaar." }, 3);
    const item = (await manifestoOf(scene)).items?.find((one) => one.n === 3);
    expect(item?.commitment).toMatchObject({ at: "kept", late: true });
  });

  test("can be broken only with a reason, which everybody reads", async () => {
    const scene = await responded();
    await acts(scene.bo, scene, "progress", { state: "broken", words: "De sporthal gaat dicht." }, 3);
    expect(heard(scene.town, scene.sam)).toContain(
      "Dat gaat niet door. Dit is de reden:\n\n“De sporthal gaat dicht.”",
    );
  });

  test("that is said to be kept can be disputed, with a reason that the desk reads", async () => {
    const scene = await responded();
    const { bo, noor, town, ola } = scene;
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await noor.presses("Dit klopt niet");
    await noor.says("De sporthal vraagt nog steeds geld");
    expect((await manifestoOf(scene)).items?.find((one) => one.n === 3)?.commitment).toMatchObject({
      at: "disputed",
      disputes: 1,
    });
    expect(bo.told.at(-1)).toBe("officials:manifesto.tells.dispute");
    expect(ola.told.at(-1)).toBe("officials:manifesto.tells.dispute");
    expect(
      town
        .card(scene.id)
        ?.thread.map((one) => town.render(one))
        .join("\n"),
    ).toContain("De sporthal vraagt nog steeds geld");
    // It is open again: the owner has to say how it stands.
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Nu echt." }, 3);
  });
});

describe("the end", () => {
  test("comes when nothing is open any more and the core group agrees; everybody reads what came of it", async () => {
    const scene = await responded();
    const { ola, sam, noor, yusuf, town, id } = scene;
    await onCard(ola, id, "close");
    expect(ola.told.at(-1)).toBe("officials:manifesto.notNow");
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await acts(ola, scene, "close");
    await sam.presses("Ja, goed zo");
    await noor.presses("Ja, goed zo");
    expect((await processOf(scene)).open).toBe(true);
    await town.passes(10 * MINUTE, 2);
    expect((await processOf(scene)).open).toBe(false);
    expect((await manifestoOf(scene)).at).toBe("closed");
    expect(heard(town, yusuf)).toContain(
      "“Jongerenmanifest Waterkant” is afgesloten.\n\nBeantwoord, met reden: 2 van 2.\n\nDe helft van de antwoorden kwam op de dag van de overhandiging.\n\nBeloften: 1. Nagekomen: 1, waarvan te laat: 0. Niet doorgegaan: 0.",
    );
    await yusuf.commands("meedoen");
    expect(yusuf.lastKeys).toEqual(["common:process.none"]);
  });

  test("can be forced by a clerk with a reason, which everybody reads and which is kept", async () => {
    const scene = await responded();
    const { chris, yusuf, town, id } = scene;
    await onCard(chris, id, "forceClose");
    await chris.submit({});
    expect(Object.keys(chris.form?.errors ?? {})).toEqual(["reason"]);
    await acts(chris, scene, "forceClose", { reason: "De gemeente wordt heringedeeld." });
    await town.passes(10 * MINUTE, 2);
    expect(await manifestoOf(scene)).toMatchObject({
      at: "forced",
      forced: { by: "U0CHRIS", reason: { nl: "De gemeente wordt heringedeeld." } },
    });
    expect(heard(town, yusuf)).toContain("Dit is de reden: De gemeente wordt heringedeeld.");
    expect(await town.store.figures((await processOf(scene)).desk, [town.now.slice(0, 7)])).toMatchObject({
      ended: 1,
      forced: 1,
    });
    await chris.opensHome();
    const home = chris.home?.sections.flatMap((one) => (one.lines ?? []).map((line) => town.render(line)));
    expect(home?.join("\n")).toContain("Laatste 12 maanden: 0 trajecten afgerond. Eerder gestopt: 1.");
  });
});

test("a manifesto that nobody came to can be ended by the clerk too", async () => {
  const scene = await opened();
  const chris = scene.town.official("U0CHRIS");
  await acts(chris, scene, "forceClose", { reason: "Er kwam niemand." });
  await scene.town.passes(10 * MINUTE, 2);
  expect((await processOf(scene)).open).toBe(false);
});

test("one more who says that a promise was not kept is heard, and not counted twice", async () => {
  const scene = await responded();
  await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
  await scene.noor.presses("Dit klopt niet");
  await scene.yusuf.presses("Dit klopt niet");
  await scene.yusuf.says("Bij mij ook niet");
  expect((await manifestoOf(scene)).items?.find((one) => one.n === 3)?.commitment?.disputes).toBe(1);
  expect(
    scene.town
      .card(scene.id)
      ?.thread.map((one) => scene.town.render(one))
      .join(),
  ).toContain("Bij mij ook niet");
});

describe("the same person never hands over and confirms", () => {
  test("somebody who began or handed over a manifesto takes none of the council's steps, with the clerk's role or without", async () => {
    const scene = await editing();
    await ratifiedByCore(scene);
    const { ola, town } = scene;
    const chris = town.official("U0CHRIS");
    await acts(ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
    await withEveryRole(town, "U0OLA");
    for (const act of ["confirm", "forceClose"] as const) {
      await onCard(ola, scene.id, act);
      expect(ola.form, act).toBeUndefined();
      expect(ola.told.at(-1), act).toBe("officials:refused.another");
    }
    const eva = await withEveryRole(town, "U0EVA");
    await acts(eva, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
    await onCard(eva, scene.id, "confirm");
    expect(eva.told.at(-1)).toBe("officials:refused.another");
    await acts(chris, scene, "confirm");
    await onCard(eva, scene.id, "putOnAgenda");
    expect(eva.told.at(-1)).toBe("officials:refused.another");
    expect((await manifestoOf(scene)).at).toBe("handed_over");
  });

  test("the person who promised it does not say that it was kept; a colleague does", async () => {
    const scene = await responded();
    const { bo, ola } = scene;
    await onCard(bo, scene.id, "progress");
    await bo.submit({ item: "3" });
    await bo.submit({ state: "kept", words: "Gedaan." });
    expect(bo.form?.errors?.state?.key).toBe("officials:refused.another");
    await acts(ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    const item = (await manifestoOf(scene)).items?.find((one) => one.n === 3);
    expect(item?.commitment?.at).toBe("kept");
  });
});
