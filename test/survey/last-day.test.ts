import { expect, test } from "vitest";
import { MINUTE } from "../../bot/core/time.ts";
import { begins, comes, onCard, opened, responsesIn, surveyOf } from "./people.ts";

/** After the last day that everybody was told nothing is taken any more, though the clock has not closed it yet. */

/** Midnight at the end of Monday 18 May in the town. */
const OVER = "2026-05-18T22:00:00.000Z";
const minuteBefore = new Date(Date.parse(OVER) - MINUTE).toISOString();

test("an answer counts a minute before midnight; at midnight every way to answer is closed, kindly", async () => {
  const scene = await opened();
  const { town, id } = scene;
  town.comesTo(minuteBefore);
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  await noor.presses("Fijn");
  const sam = await begins(scene, "sam");
  const kept = () => JSON.stringify(responsesIn(scene));
  const before = kept();
  expect(before).toContain('"nice"');
  town.comesTo(OVER);
  const press = (step: string, option: string) =>
    sam.does({ type: "chose", press: { instrument: "survey", version: 1, step, option, ref: id } });
  await press("q.nice", "4");
  expect(sam.lastText).toContain("is gesloten");
  await sam.says("Heel fijn");
  await press("start", "go");
  expect(sam.lastText).toContain("is gesloten");
  const late = await comes(scene, "late");
  await late.commands("start", `s-${id}-${(await surveyOf(scene)).code}`);
  expect(late.lastText).toContain("is gesloten");
  expect(late.labels).not.toContain("Begin");
  await late.commands("meedoen");
  expect(late.labels).not.toContain("Begin");
  expect(kept()).toBe(before);
  expect((await surveyOf(scene)).at).toBe("open");
});

test("a day that everybody was told cannot be moved while people answer", async () => {
  const scene = await opened();
  await onCard(scene.ola, scene.id, "days");
  expect(scene.ola.form).toBeUndefined();
  await scene.ola.does({
    type: "submitted",
    form: { instrument: "survey", form: "days", ref: scene.id },
    values: { opensOn: "2026-05-04", closesOn: "2026-06-18" },
  });
  expect((await surveyOf(scene)).closesOn).toBe("2026-05-18");
});
