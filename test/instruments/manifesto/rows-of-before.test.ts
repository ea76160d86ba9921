import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { startOffice } from "../../../bot/core/officials/office.ts";
import { processCard } from "../../../bot/instruments/manifesto/process-card.ts";
import { readManifesto } from "../../../bot/instruments/manifesto/state.ts";
import { readRow, toImage } from "../../../bot/store/item-codec.ts";
import { staffed } from "../../support/staff.ts";
import { createTestTown } from "../../support/town.ts";
import { acts, manifestoOf, onCard, processOf, type Scene, voteProcess } from "./people.ts";
import rows from "./rows-of-before.json" with { type: "json" };

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

test("a handover that waits for the clerk is confirmed by her", async () => {
  const scene = await townWith("handover");
  expect((await manifestoOf(scene)).handover).toMatchObject({ to: "de burgemeester", by: "U0OLA" });
  await acts(scene.town.official("U0CHRIS"), scene, "confirm");
  expect((await manifestoOf(scene)).at).toBe("handed_over");
});

describe("what was promised", () => {
  test("and is late is not told as new, and does not fall silent", async () => {
    const scene = await townWith("late");
    const { town, bo } = scene;
    await acts(scene.ola, scene, "progress", { state: "in_progress" }, 3);
    await town.passes(40 * DAY, 40);
    expect(bo.told).toContain("officials:process.owed.month");
    expect(bo.told).not.toContain("officials:manifesto.promiseLate");
  });

  test("and is disputed is answered by somebody else than its owner", async () => {
    const scene = await townWith("disputed");
    await onCard(scene.bo, scene.id, "progress");
    await scene.bo.submit({ item: "3" });
    await scene.bo.submit({ state: "broken", words: "Het kan niet." });
    expect(scene.bo.form?.errors?.state?.key).toBe("officials:refused.another");
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Nu echt." }, 3);
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
