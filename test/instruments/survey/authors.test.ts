import { expect, test } from "vitest";
import { withEveryRole } from "../../support/staff.ts";
import { acts, drafted, onCard, surveyOf } from "./people.ts";

/** Two people see more than one: an author is not the one who approves it. */

const questions = { part1: "questions:\n  - {id: one, kind: yes_no, ask: {nl: Gaat het?}}" };

test("the author of the questions does not approve them when somebody else proposes them; a third person can", async () => {
  const scene = await drafted();
  const eva = await withEveryRole(scene.town, "U0EVA");
  await acts(eva, scene, "questions", questions);
  await acts(scene.ola, scene, "propose");
  for (const author of [eva, scene.ola]) {
    await onCard(author, scene.id, "approve");
    expect(author.form).toBeUndefined();
    expect(author.told.at(-1)).toBe("officials:refused.another");
  }
  await acts(scene.bo, scene, "approve");
  expect((await surveyOf(scene)).at).toBe("scheduled");
});

test("somebody who only pressed Propose is not the only author, and neither of the two approves", async () => {
  const scene = await drafted();
  const eva = await withEveryRole(scene.town, "U0EVA");
  await acts(scene.ola, scene, "questions", questions);
  await acts(eva, scene, "propose");
  await onCard(scene.ola, scene.id, "approve");
  expect(scene.ola.told.at(-1)).toBe("officials:refused.another");
  await onCard(eva, scene.id, "approve");
  expect(eva.told.at(-1)).toBe("officials:refused.another");
});

test("two who wrote questions one after the other are both authors, whoever presses Propose", async () => {
  const scene = await drafted();
  const eva = await withEveryRole(scene.town, "U0EVA");
  const kim = await withEveryRole(scene.town, "U0KIM");
  await acts(eva, scene, "questions", questions);
  await acts(kim, scene, "questions", { part1: questions.part1.replace("Gaat het?", "Gaat het goed?") });
  await acts(scene.ola, scene, "propose");
  for (const author of [eva, kim, scene.ola]) {
    await onCard(author, scene.id, "approve");
    expect(author.form).toBeUndefined();
    expect(author.told.at(-1)).toBe("officials:refused.another");
  }
});

test("other days make somebody an author too, and what is approved is what was looked at", async () => {
  const scene = await drafted();
  const { bo, ola } = scene;
  const eva = await withEveryRole(scene.town, "U0EVA");
  await acts(ola, scene, "propose");
  await onCard(bo, scene.id, "approve");
  const open = bo.form?.id;
  await acts(eva, scene, "days", { opensOn: "2026-05-06", closesOn: "2026-05-20" });
  await bo.does({ type: "submitted", form: open, values: {} });
  expect((await surveyOf(scene)).at).toBe("review");
  expect(bo.form?.id.form).toBe("approve");
  await bo.submit();
  expect(await surveyOf(scene)).toMatchObject({ at: "scheduled", opensOn: "2026-05-06" });
});

test("after an approval the list starts again with the next person who changes something", async () => {
  const scene = await drafted();
  const { bo, ola } = scene;
  const eva = await withEveryRole(scene.town, "U0EVA");
  await acts(ola, scene, "propose");
  await acts(bo, scene, "approve");
  await acts(ola, scene, "takeBack");
  await acts(eva, scene, "questions", questions);
  await acts(eva, scene, "propose");
  await onCard(eva, scene.id, "approve");
  expect(eva.told.at(-1)).toBe("officials:refused.another");
  expect((await surveyOf(scene)).authors).toEqual(["U0EVA"]);
});
