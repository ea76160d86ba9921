import { expect, test } from "vitest";
import { after, DAY, type Day, type Instant, MINUTE } from "../../../bot/core/calendar/time.ts";
import { acts, begins, comes, onCard, opened, opening, responsesIn, surveyOf } from "./people.ts";

/** After the announced last day nothing is taken any more, even if the clock has not closed it yet. */

/** Midnight at the end of Monday 18 May in the town. */
const OVER = "2026-05-18T22:00:00.000Z";
const minuteBefore = after(OVER, -MINUTE);

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

test.each(["help", "meedoen", "taal"])(
  "what she was asked before it closed is not asked again after /%s, and she still hears why when she types",
  async (command) => {
    const scene = await opened();
    const { town } = scene;
    const noor = await begins(scene, "noor");
    await noor.presses("Sla over");
    const shown = async () => {
      const heard = noor.heard.length;
      await noor.commands(command);
      return noor.heard
        .slice(heard)
        .map(({ screen }) => town.text(screen))
        .join("\n");
    };
    town.comesTo(minuteBefore);
    if (command !== "taal") expect(await shown()).toContain("Vraag 2 van 7");
    town.comesTo(OVER);
    expect(await shown()).not.toContain("Vraag 2 van 7");
    await town.passes(8 * DAY, 8);
    expect(await shown()).not.toContain("Vraag 2 van 7");
    await noor.says("Er ligt een gat in de Dorpsstraat");
    expect(noor.lastText).toContain("is gesloten");
  },
);

test("a survey that was ended before its day asks nothing again either", async () => {
  const scene = await opened();
  const { town, ola } = scene;
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  await acts(ola, scene, "stop", { reason_nl: "Het plan gaat niet door.", reason_en: "The plan is off." });
  expect((await surveyOf(scene)).at).not.toBe("open");
  await town.passes(MINUTE);
  const heard = noor.heard.length;
  await noor.commands("meedoen");
  const read = noor.heard.slice(heard).map(({ screen }) => town.text(screen));
  expect(read.join("\n")).not.toContain("Vraag 2 van 7");
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

test.each<[string, Day, Instant]>([
  ["in winter", "2026-11-30", "2026-11-30T23:00:00.000Z"],
  ["on the day with twenty-five hours", "2026-10-25", "2026-10-25T23:00:00.000Z"],
  ["on the day before it", "2026-10-24", "2026-10-24T22:00:00.000Z"],
  ["on the day with twenty-three hours", "2027-03-28", "2027-03-28T22:00:00.000Z"],
])("the last day ends at midnight in the town, also %s", async (_when, closesOn, midnight) => {
  const days = { opensOn: closesOn, closesOn, answerBy: "2027-06-01" };
  const scene = await opened({ ...opening, ...days }, { now: `${closesOn}T08:30:00.000Z` });
  const { town } = scene;
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  town.comesTo(after(midnight, -MINUTE));
  await noor.presses("Gaat wel");
  expect(noor.lastText).toContain("Vraag 3 van 7");
  town.comesTo(midnight);
  await noor.presses("Meestal");
  expect(noor.lastText).toContain("is gesloten");
});
