import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { withEveryRole } from "../../support/staff.ts";
import {
  acts,
  councilOf,
  doubts,
  editing,
  heard,
  manifestoOf,
  onAgenda,
  onCard,
  onResponse,
  opened,
  point,
  processOf,
  promised,
  promiseOf,
  ratifiedByCore,
  responded,
} from "./people.ts";

describe("the text", () => {
  test("is what the core group agrees on, and not before every item says what should be done", async () => {
    const scene = await editing();
    const { ola, yusuf, town } = scene;
    await onCard(ola, scene.id, "ratify");
    expect(ola.told.at(-1)).toBe("manifesto:not.allWritten");
    await onCard(ola, scene.id, "write");
    await ola.submit({ item: "3", action: "", addressee: "" });
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["action", "addressee"]);
    await ratifiedByCore(scene);
    expect((await manifestoOf(scene)).at).toBe("ratified");
    expect(heard(town, yusuf)).toContain(
      "De kerngroep heeft “Jongerenmanifest Waterkant” vastgesteld:\n\nOnderwerp 3: Gratis sporten\nWat er moet gebeuren: Maak sporten gratis tot 18 jaar\nVoor wie: de wethouder Sport",
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
    });
    expect(heard(town, yusuf)).toContain(
      "“Jongerenmanifest Waterkant” is op woensdag 20 mei overhandigd aan de burgemeester.",
    );
    expect(heard(town, yusuf)).toContain(
      "Nieuws over “Jongerenmanifest Waterkant”. De griffier van de gemeenteraad heeft het ontvangen.",
    );
    expect(heard(town, yusuf)).toContain(
      "Het wordt besproken op woensdag 10 juni 2026. Je kunt het hier volgen: https://raad.example.org/agenda",
    );
  });

  test("answers each item with a reason, or not at all", async () => {
    const scene = await onAgenda();
    const { chris, town } = scene;
    const { pointOf } = await councilOf(scene);
    await onResponse(chris, pointOf(3), "answer");
    await chris.submit({ outcome: "declined" });
    expect(Object.keys(chris.form?.errors ?? {})).toEqual(["reason_nl"]);
    await chris.submit({
      outcome: "accepted",
      reason_nl: "Goed idee.",
      promises_1_what_nl: "Gratis sporten",
    });
    expect(Object.keys(chris.form?.errors ?? {})).toEqual(["promises_1_owner", "promises_1_due"]);
    await acts(chris, scene, "answer", promised, 3);
    // Nobody hears half an answer: it is sent when all of it is there, in plain words.
    for (const one of [scene.yusuf, scene.sam]) expect(heard(town, one)).not.toContain("Sporten is gezond");
    expect((await manifestoOf(scene)).at).toBe("on_agenda");
    await acts(chris, scene, "answer", { outcome: "declined", reason: "Daar is geen plek." }, 1);
    expect((await manifestoOf(scene)).at).toBe("responded");
    expect(heard(town, scene.noor)).toContain(
      "Er is antwoord op “Jongerenmanifest Waterkant”, van de gemeenteraad. Dit is het, in gewone taal:\n\nDit vindt de raad.\n\n“Maak sporten gratis tot 18 jaar”: dit gaat gebeuren",
    );
    // Its author hears that it is about her own topic.
    expect(heard(town, scene.yusuf)).toContain("De gemeente heeft geantwoord op “Gratis sporten”.");
    expect(heard(town, scene.yusuf)).toContain(
      "Beloofd: Gratis sporten in de sporthal, uiterlijk woensdag 1 juli 2026.",
    );
    await scene.noor.commands("meedoen");
    await scene.noor.presses("Bekijk de antwoorden");
    expect(scene.noor.lastText).toContain("“Sporten is gezond en niet iedereen kan het betalen.”");
    await scene.noor.presses("Volgende");
    expect(scene.noor.lastText).toContain("“Daar is geen plek.”");
  });

  test.each(["route", "schedule", "reschedule"])(
    "is represented by the clerk alone: an organiser cannot do %s",
    async (act) => {
      const scene = await onAgenda();
      const { council } = await councilOf(scene);
      await onResponse(scene.ola, council, act);
      expect(scene.ola.form).toBeUndefined();
      expect(scene.ola.told.at(-1)).toBe("officials:refused.clerk");
    },
  );

  test("can correct an answer: everybody hears what it says now and why, and the document is another version", async () => {
    const scene = await responded();
    const { chris, town, noor } = scene;
    const { papers = 0 } = await manifestoOf(scene);
    const { pointOf } = await councilOf(scene);
    const right = { outcome: "partly", reason_nl: "Er komt één bank.", why_nl: "De raad besloot anders." };
    await onResponse(chris, pointOf(1), "correct");
    await chris.submit(right);
    await chris.submit(right);
    await town.passes(HOUR, 12);
    expect(heard(town, noor)).toContain("Dit is de reden van de verbetering:\n\nDe raad besloot anders.");
    expect(heard(town, noor)).toContain("Dit is versie 2 van het antwoord.");
    await noor.commands("meedoen");
    await noor.presses("Bekijk de antwoorden");
    await noor.presses("Volgende");
    expect(noor.lastText).toContain("De gemeente gaat een deel hiervan doen.");
    expect(noor.lastText).toContain("“Er komt één bank.”");
    expect((await manifestoOf(scene)).papers).toBe(papers + 1);
    const paper = town.card(scene.id)?.files.find(({ name }) => name.endsWith(`-v${papers + 1}.md`))?.text;
    expect(paper).toContain("De gemeente gaat een deel hiervan doen.");
  });
});

test("what the council was asked can be taken back: the manifesto is handed over again, and answered", async () => {
  const scene = await onAgenda();
  const { chris, ola, town, noor } = scene;
  const { council } = await councilOf(scene);
  const reason = { reason_nl: "De verkeerde tekst." };
  await onResponse(chris, council, "withdraw");
  for (let time = 0; time < 2; time++) await chris.submit(reason);
  await town.passes(30 * MINUTE, 15);
  expect(heard(town, noor)).toContain("De verkeerde tekst.");
  expect((await manifestoOf(scene)).at).toBe("ratified");
  await acts(ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
  await town.passes(10 * MINUTE, 5);
  expect((await manifestoOf(scene)).at).toBe("handed_over");
  await acts(chris, scene, "confirm");
  await acts(chris, scene, "putOnAgenda", { day: "2026-06-10", link: "https://raad.example.org/agenda" });
  expect((await manifestoOf(scene)).at).toBe("on_agenda");
  await acts(chris, scene, "answer", promised, 3);
  await acts(chris, scene, "answer", { outcome: "declined", reason: "Daar is geen plek." }, 1);
  expect((await manifestoOf(scene)).at).toBe("responded");
});

describe("a promise", () => {
  test("is the owner's from the moment it was made, and kept is told to everybody", async () => {
    const scene = await responded();
    const { bo, town, sam, noor } = scene;
    expect(bo.told).toContain("officials:commitment.tells.begin");
    await acts(bo, scene, "progress", { state: "in_progress" }, 3);
    expect((await manifestoOf(scene)).at).toBe("monitoring");
    const { id } = await promiseOf(scene, 3);
    await bo.does({
      type: "chose",
      press: { instrument: "commitment", version: 1, step: "card", option: "keep", ref: id },
    });
    await bo.submit({});
    expect(Object.keys(bo.form?.errors ?? {})).toEqual(["words_nl"]);
    await acts(
      scene.ola,
      scene,
      "progress",
      { state: "kept", words: "Sinds maandag is de sporthal gratis." },
      3,
    );
    for (const one of [sam, noor])
      expect(heard(town, one)).toContain("Dat is gedaan:\n\nSinds maandag is de sporthal gratis.");
  });

  test("that is late tells so itself: to everybody, to its owner and to the clerk, once", async () => {
    const scene = await responded();
    const { town, noor, bo, chris } = scene;
    await town.passes(60 * DAY, 60);
    expect(heard(town, noor).match(/Dat is niet gelukt\. Dat spijt ons/g)).toHaveLength(1);
    expect(bo.told.filter((one) => one === "officials:commitment.tells.late")).toHaveLength(1);
    expect(chris.told).toContain("officials:commitment.tells.late");
    // Kept after all: it stays late in the figures.
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Nu is het klaar." }, 3);
    const item = (await manifestoOf(scene)).items?.find((one) => one.n === 3);
    expect(item?.promises).toMatchObject([{ at: "kept", late: true }]);
  });

  test("can be broken only with a reason, which everybody reads", async () => {
    const scene = await responded();
    await acts(scene.bo, scene, "progress", { state: "broken", words: "De sporthal gaat dicht." }, 3);
    expect(heard(scene.town, scene.sam)).toContain(
      "Dat gaat niet door. Dit is de reden:\n\nDe sporthal gaat dicht.",
    );
  });

  test("that is said to be kept can be disputed, with a reason that the desk reads", async () => {
    const scene = await responded();
    const { bo, noor, town, ola } = scene;
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await noor.presses("Dit klopt niet");
    await noor.says("De sporthal vraagt nog steeds geld");
    await noor.presses("Verstuur");
    const { id, at } = await promiseOf(scene, 3);
    expect(at).toBe("disputed");
    expect(bo.told.at(-1)).toBe("officials:commitment.tells.dispute");
    expect(ola.told.at(-1)).toBe("officials:commitment.tells.dispute");
    expect(
      town
        .card(id)
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
    expect(ola.told.at(-1)).toBe("common:process.not.promisesSettled");
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
    expect(Object.keys(chris.form?.errors ?? {})).toEqual(["reason_nl"]);
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

test("one more who says that a promise was not kept waits for the same answer", async () => {
  const scene = await responded();
  await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
  await doubts(scene.noor);
  await scene.yusuf.presses("Dit klopt niet");
  expect(scene.yusuf.lastText).toContain("Dit kan nu niet meer, of nog niet.");
  expect((await promiseOf(scene, 3)).each?.["dispute.kept"]).toHaveLength(1);
});

describe("the same person never hands over and confirms", () => {
  test("somebody who began or handed over a manifesto takes none of the council's steps, with the clerk's role or without", async () => {
    const scene = await editing();
    await ratifiedByCore(scene);
    const { ola, town } = scene;
    const chris = town.official("U0CHRIS");
    const eva = await withEveryRole(town, "U0EVA");
    await withEveryRole(town, "U0OLA");
    await acts(eva, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
    const { council } = await councilOf(scene);
    for (const one of [ola, eva]) {
      await onCard(one, scene.id, "forceClose");
      expect(one.form).toBeUndefined();
      expect(one.told.at(-1)).toBe("officials:refused.another");
      await onResponse(one, council, "receive");
      expect(one.form).toBeUndefined();
      expect(one.told.at(-1)).toBe("response:not.another");
    }
    await acts(chris, scene, "confirm");
    for (const one of [ola, eva]) {
      await onResponse(one, council, "route");
      expect(one.told.at(-1)).toBe("response:not.another");
    }
    expect((await manifestoOf(scene)).at).toBe("handed_over");
  });

  test("the person who promised it does not answer somebody who says that it was not kept; a colleague does", async () => {
    const scene = await responded();
    const { bo, ola } = scene;
    await acts(bo, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    await doubts(scene.noor);
    await withEveryRole(scene.town, "U0BOO");
    await expect(acts(bo, scene, "progress", { state: "kept", words: "Echt." }, 3)).rejects.toThrow(
      "commitment:not.notOwner",
    );
    await acts(ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    expect((await promiseOf(scene, 3)).at).toBe("kept");
  });
});
