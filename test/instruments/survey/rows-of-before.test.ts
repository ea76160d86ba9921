import { expect, test } from "vitest";
import { changedSinceApproved } from "../../../bot/core/processes/four-eyes.ts";
import { amendment, readSurvey } from "../../../bot/instruments/survey/state.ts";
import { readRow, toImage } from "../../../bot/store/item-codec.ts";
import { staffed, withEveryRole } from "../../support/staff.ts";
import { createTestTown } from "../../support/town.ts";
import { decidesOnGuide } from "./guides.ts";
import { acts, onCard, processOf, q, type Scene, surveyOf } from "./people.ts";
import rows from "./rows-of-before.json" with { type: "json" };

/**
 * Surveys as stored by the version that did not record everybody who had changed something, only the last to do so. Ola
 * began them; for `mended` Eva made other questions while people answered. They go on as if nothing had changed.
 */

/** A town of today with this row in its table. */
async function townWith(name: keyof typeof rows): Promise<Scene & { eva: Scene["bo"] }> {
  const town = createTestTown();
  const { bo, ola } = await staffed(town);
  const row = readRow(toImage(rows[name]), town.ports.secrecy, town.now);
  if (row?.row !== "process") throw new Error(`${name} cannot be read`);
  // This town numbers what people do from the beginning, as that one did.
  await town.store.commit([{ put: { ...row, handled: [] }, expect: "new" }]);
  expect(row.state).not.toHaveProperty("authors");
  return { town, bo, ola, eva: await withEveryRole(town, "U0EVA"), id: row.id };
}

test("a draft is proposed by the person who began it, approved by another, and opens", async () => {
  const scene = await townWith("draft");
  await acts(scene.ola, scene, "propose");
  await withEveryRole(scene.town, scene.ola.member);
  await onCard(scene.ola, scene.id, "approve");
  expect(scene.ola.told.at(-1)).toBe("officials:refused.another");
  await acts(scene.bo, scene, "approve");
  await scene.town.passes(60_000);
  expect((await surveyOf(scene)).at).toBe("open");
});

test("one that waits for a colleague is not approved by who began or changed it, and is by another", async () => {
  const scene = await townWith("review");
  await withEveryRole(scene.town, scene.ola.member);
  await onCard(scene.ola, scene.id, "approve");
  expect(scene.ola.told.at(-1)).toBe("officials:refused.another");
  await acts(scene.eva, scene, "approve");
  expect(await surveyOf(scene)).toMatchObject({ at: "scheduled", filled: { approve: { by: "U0EVA" } } });
});

test("one that is sent back is changed by another, who then is an author too", async () => {
  const scene = await townWith("review");
  await acts(scene.bo, scene, "sendBack", { reason: "Vraag 1 is niet duidelijk." });
  const part1 = JSON.stringify({ questions: [q("mood", "scale")] });
  await acts(scene.eva, scene, "questions", { part1 });
  await acts(scene.eva, scene, "propose");
  const process = await processOf(scene);
  expect([...changedSinceApproved({ process, state: readSurvey(process) })]).toEqual(["U0OLA", "U0EVA"]);
  await onCard(scene.eva, scene.id, "approve");
  expect(scene.eva.told.at(-1)).toBe("officials:refused.another");
  await acts(scene.bo, scene, "approve");
  expect((await surveyOf(scene)).at).toBe("scheduled");
});

test("one that was approved opens on its day without being looked at again", async () => {
  const scene = await townWith("scheduled");
  await scene.town.passes(60_000);
  expect((await surveyOf(scene)).at).toBe("open");
});

test("other questions that wait are approved by another than who made them", async () => {
  const scene = await townWith("mended");
  await onCard(scene.eva, scene.id, "approve");
  expect(scene.eva.told.at(-1)).toBe("officials:refused.another");
  await acts(scene.bo, scene, "approve");
  const survey = await surveyOf(scene);
  expect(amendment(survey)).toBeUndefined();
  expect(survey.definition.questions[0]?.ask.nl).toBe("Hoe gaat het?");
});

test("a link for groups of before asks who she is, and the organiser lets her in by name", async () => {
  const scene = await townWith("mended");
  const { town, ola } = scene;
  const wil = await town.resident("wil").joins();
  await wil.commands("start", `w-${scene.id}-${rows.mended.body.state.groupCode}`);
  expect(wil.lastText).toContain("Wat is je naam?");
  for (const typed of ["Wil", "Jongerenwerk Zuid"]) await wil.says(typed);
  await wil.presses("Verstuur");
  expect(ola.told).toContain("officials:process.facilitated.asks");
  await decidesOnGuide(scene, "approve");
  expect(wil.labels).toContain("Antwoorden van een groep");
});
