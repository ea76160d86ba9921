import { describe, expect, test } from "vitest";
import { DAY, HOUR, type Instant, MINUTE } from "../../../bot/core/calendar/time.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { startOffice } from "../../../bot/core/officials/office.ts";
import { processCard } from "../../../bot/instruments/manifesto/process-card.ts";
import { readManifesto } from "../../../bot/instruments/manifesto/state.ts";
import { responseSchema } from "../../../bot/instruments/response/part.ts";
import { readRow, toImage } from "../../../bot/store/item-codec.ts";
import { staffed, withEveryRole } from "../../support/staff.ts";
import { createTestTown, type TestOfficial } from "../../support/town.ts";
import {
  acts,
  doubts,
  grouped,
  heard,
  manifestoOf,
  processOf,
  promiseOf,
  type Scene,
  voteProcess,
} from "./people.ts";
import rows from "./rows-of-before.json" with { type: "json" };
import withPromises from "./rows-with-promises.json" with { type: "json" };

/** Manifestos as they were stored before they ran on the kernel: they are read, and go on as if nothing had changed. */

type Name = keyof typeof rows;

/** A town of today with this row in its table, at the moment when it was written. */
async function townWith(name: Name): Promise<Scene> {
  const town = createTestTown();
  const { bo, ola } = await staffed(town);
  const row = readRow(toImage(rows[name]), town.ports.secrecy, town.now);
  if (row?.row !== "process") throw new Error(`${name} cannot be read`);
  if (row.changed > town.now) town.comesTo(row.changed);
  // This town numbers what people do from the beginning, as that one did.
  await town.store.commit([{ put: { ...row, handled: [] }, expect: "new" }]);
  return { town, bo, ola, id: row.id };
}

/** After an upgrade the clock is told to look at what is stored (`ops/wake.ts`). */
async function woken(scene: Scene): Promise<Scene> {
  const process = await processOf(scene);
  await scene.town.store.commit([
    { put: { ...process, version: process.version + 1, wakeAt: scene.town.now }, expect: process.version },
  ]);
  await scene.town.passes(4 * MINUTE, 4);
  return scene;
}

const responseOf = async (scene: Scene) =>
  responseSchema.parse((await scene.town.store.process((await manifestoOf(scene)).council ?? ""))?.state);

const names = Object.keys(rows).filter((name): name is Name => name in rows);

test.each(names)("“%s” is read, stands where it stood, and its card shows it", async (name) => {
  const scene = await townWith(name);
  const { body } = rows[name];
  const wanted = name === "forced" ? "forced" : body.state.at;
  expect(await manifestoOf(scene)).toMatchObject({ at: wanted });
  const { core, invitation } = await manifestoOf(scene);
  expect(core.map(({ resident }) => resident)).toEqual(body.state.core.map(({ resident }) => resident));
  expect(invitation).toBe(body.state.invitation);
  // Once it was written it is not brought up to date again.
  const state = readManifesto(await processOf(scene));
  expect(readManifesto({ ...(await processOf(scene)), state })).toEqual(state);
});

test("what the core group was asked is still asked: who said yes, who would rather not, and nobody twice", async () => {
  const { motion } = await manifestoOf(await townWith("proposed"));
  expect(motion).toMatchObject({ step: "agree", yes: [{ as: "group" }], no: [{ as: "group" }] });
});

test("a vote ends on the day that was told, and is not announced again", async () => {
  const scene = await townWith("reminded");
  const { town } = scene;
  expect((await manifestoOf(scene)).voteUntil).toBe("2026-05-18T22:00:00.000Z");
  await town.passes(3 * DAY, 72);
  expect((await manifestoOf(scene)).at).toBe("editing");
  const sent = await town.store.history(scene.id);
  expect(sent.map(({ event }) => event)).toEqual(expect.arrayContaining(["closeVote"]));
  expect(sent.map(({ event }) => event)).not.toContain("remind");
});

test("a second round goes on as one, with the ballots of its own", async () => {
  const scene = await townWith("secondRound");
  await scene.town.passes(8 * DAY, 16);
  expect(await manifestoOf(scene)).toMatchObject({ at: "editing", round: 2, result: { voters: 0 } });
});

describe("what groups voted, entered by anybody who had the link,", () => {
  const groups = [
    { size: 12, points: { 1: 12 }, on: "2026-05-11T10:00:00.000Z" },
    { size: 10, points: { 1: 9 }, on: "2026-05-18T10:00:00.000Z", round: 2 },
  ] as const;

  test("before manifestos ran on the kernel still counts", async () => {
    const scene = await townWith("reminded");
    const process = await processOf(scene);
    const { state } = rows.reminded.body;
    await scene.town.store.commit([
      {
        put: { ...process, state: { ...state, groups: [groups[0]] }, version: process.version + 1 },
        expect: process.version,
      },
    ]);
    await scene.town.passes(3 * DAY, 72);
    expect((await manifestoOf(scene)).result).toMatchObject({ grouped: 12, groupPoints: { 1: 12 } });
  });

  test("before youth workers were let in by name counts in its round, and is shown as entered by link", async () => {
    const town = createTestTown();
    const staff = await staffed(town);
    const process = voteProcess("P2000001", town.now);
    const state = { ...(process.state as object), groups };
    await town.store.commit([{ put: { ...process, state }, expect: "new" }]);
    const scene = { town, ...staff, id: process.id };
    expect((await manifestoOf(scene)).facilitated?.votes).toEqual([
      { size: 12, points: { 1: 12 }, on: groups[0].on, vote: 0, byLink: true },
      { size: 10, points: { 1: 9 }, on: groups[1].on, vote: 1, byLink: true },
    ]);
    const card = processCard(await processOf(scene), {
      ...town.ports,
      office: startOffice(town.ports.town),
      now: town.now,
    });
    expect(JSON.stringify(card)).toContain("officials:process.facilitated.byLink");
  });
});

test("a handover that waits for the clerk goes to her as a question to the council, and she confirms it", async () => {
  const scene = await woken(await townWith("handover"));
  expect((await manifestoOf(scene)).handover).toMatchObject({ to: "de burgemeester", by: "U0OLA" });
  expect((await manifestoOf(scene)).at).toBe("handed_over");
  await acts(scene.town.official("U0CHRIS"), scene, "confirm");
  expect((await responseOf(scene)).at).toBe("received");
});

describe("what was promised", () => {
  test("and is late is not told as new, and does not fall silent", async () => {
    const scene = await woken(await townWith("late"));
    const { town, bo } = scene;
    await town.passes(40 * DAY, 40);
    expect(bo.told).toContain("officials:commitment.tells.again");
    expect(bo.told).not.toContain("officials:commitment.tells.late");
  });

  test("and is disputed is answered by somebody else than its owner", async () => {
    const scene = await woken(await townWith("disputed"));
    await withEveryRole(scene.town, "U0BOO");
    const settles = (who: TestOfficial) =>
      acts(who, scene, "progress", { state: "kept", words: "Nu echt." }, 3);
    await expect(settles(scene.bo)).rejects.toThrow("commitment:not.notOwner");
    await settles(scene.ola);
    expect((await promiseOf(scene, 3)).at).toBe("kept");
  });
});

test("one that was ended early has an outcome of its own, with its reason", async () => {
  expect(await manifestoOf(await townWith("forced"))).toMatchObject({
    at: "forced",
    forced: { by: "U0CHRIS", reason: { nl: "De gemeente wordt heringedeeld." } },
  });
});

test("one that everybody is being told the end of waits for the message, and stays open when it was stopped", async () => {
  const scene = await townWith("closing");
  await scene.town.passes(HOUR, 6);
  // The message itself was never stored in this town.
  expect(await manifestoOf(scene)).toMatchObject({ at: "monitoring" });
  expect((await manifestoOf(scene)).closing).toBeUndefined();
});

/** Rows as they were stored when promises stood in the manifesto itself, by the state of the one about item 3. */
const PROMISED = Object.keys(withPromises).filter(
  (name): name is keyof typeof withPromises => name in withPromises,
);

/** Three young people take part in a manifesto that stands as it was stored then. */
async function standing(name: keyof typeof withPromises) {
  const scene = await grouped();
  const process = await processOf(scene);
  const { state, changed } = withPromises[name];
  scene.town.comesTo(changed as Instant);
  const { group } = readManifesto(process);
  // Whoever doubted it is not known here: somebody else was.
  const { open, ended } = withPromises[name] as Partial<Process>;
  const stored = { ...process, open: open ?? true, ...(ended && { ended }), state: { ...state, group } };
  const put = { ...stored, version: process.version + 1, wakeAt: scene.town.now };
  await scene.town.store.commit([{ put, expect: process.version }]);
  return scene;
}

test.each(PROMISED)(
  "“%s” of before promises had cards is read, and shows what was answered",
  async (name) => {
    const scene = await standing(name);
    const { items } = await manifestoOf(scene);
    const { themes } = withPromises[name].state;
    for (const theme of themes) {
      const { answer, commitment } = theme as { answer?: { reason: string }; commitment?: { at: string } };
      const item = items?.find(({ n }) => n === theme.n);
      expect(item?.answer?.reason).toEqual(answer && { nl: answer.reason });
      expect(item?.promises?.map(({ at }) => at)).toEqual(commitment && [commitment.at]);
    }
    if (name === "closed") {
      await scene.noor.commands("meedoen");
      await scene.noor.presses("Wat is afgerond");
      await scene.noor.presses("Jongerenmanifest Waterkant");
      await scene.noor.presses("Bekijk de antwoorden");
      expect(scene.noor.lastText).toContain("Beloofd: Gratis sporten in de sporthal");
    }
  },
);

test.each(["responded", "in_progress", "late", "kept", "disputed", "broken"] as const)(
  "what was promised and is “%s” becomes a process that stands there, and nobody is told anything",
  async (name) => {
    const scene = await standing(name);
    const { town, sam, noor, bo } = scene;
    const told = [sam.heard.length, noor.heard.length, bo.told.length];
    const as = await manifestoOf(scene);
    await town.passes(12 * MINUTE, 12);
    const { at, owner, about, under } = await promiseOf(scene, 3);
    expect(at).toBe(name === "responded" ? "promised" : name);
    expect({ owner, about, under }).toEqual({ owner: "U0BOO", about: "3", under: [scene.id] });
    expect([sam.heard.length, noor.heard.length, bo.told.length]).toEqual(told);
    const { items } = await manifestoOf(scene);
    expect(items?.every(({ commitment }) => commitment === undefined)).toBe(true);
    // It shows the same as it did.
    expect(items?.map(({ promises }) => promises)).toEqual(as.items?.map(({ promises }) => promises));
  },
);

test("a resident who was promised something before hears that it is late, and can say that it is not right", async () => {
  const scene = await standing("responded");
  const { town, noor, ola } = scene;
  await town.passes(60 * DAY, 60);
  expect(heard(town, noor)).toContain(
    "Beloofd was: Gratis sporten in de sporthal, uiterlijk woensdag 1 juli. Dat is niet gelukt.",
  );
  await acts(ola, scene, "progress", { state: "kept", words: "Sinds maandag." }, 3);
  expect(heard(town, noor)).toContain("Dat is later dan beloofd.");
  await doubts(noor);
  expect((await promiseOf(scene, 3)).at).toBe("disputed");
});

test("whoever doubted what was reported then cannot do so twice, and her doubt is answered", async () => {
  const scene = await standing("disputed");
  await scene.town.passes(12 * MINUTE, 12);
  const { each, way } = await promiseOf(scene, 3);
  expect(each?.["dispute.kept"]).toHaveLength(1);
  expect(way.at(-1)).toBe("kept");
  await scene.town.passes(30 * DAY, 30);
  expect(scene.ola.told).toContain("officials:process.owed.week");
  await acts(scene.ola, scene, "progress", { state: "kept", words: "Ik zag het." }, 3);
  expect(heard(scene.town, scene.sam)).toContain("Ik zag het.");
});

describe("what the council was asked", () => {
  test("and had not answered goes on as a question to it, on the day that was told, with the answers that there are", async () => {
    const scene = await standing("on_agenda");
    const { town, noor } = scene;
    await town.passes(12 * MINUTE, 12);
    const response = await responseOf(scene);
    expect(response).toMatchObject({ at: "scheduled", days: { day: { day: "2026-06-10" } } });
    const chris = town.official("U0CHRIS");
    await acts(chris, scene, "answer", { outcome: "declined", reason: "Daar is geen plek." }, 1);
    expect((await manifestoOf(scene)).at).toBe("responded");
    expect(heard(town, noor)).toContain("“Sporten is gezond en niet iedereen kan het betalen.”");
    expect((await promiseOf(scene, 3)).at).toBe("promised");
  });

  test("and was handed over is the clerk's to put on the agenda", async () => {
    const scene = await standing("handed_over");
    await scene.town.passes(12 * MINUTE, 12);
    await acts(scene.town.official("U0CHRIS"), scene, "putOnAgenda", {
      day: "2026-06-10",
      link: "https://raad.example.org/agenda",
    });
    expect((await manifestoOf(scene)).at).toBe("on_agenda");
  });
});
