import { expect, test } from "vitest";
import { DAY, HOUR, type Instant, MINUTE } from "../../../bot/core/calendar/time.ts";
import { actedOn, readSurvey } from "../../../bot/instruments/survey/state.ts";
import { readRow, toImage } from "../../../bot/store/item-codec.ts";
import { staffed } from "../../support/staff.ts";
import { createTestTown } from "../../support/town.ts";
import { acts, factsOn, opens, processOf, type Scene, surveyOf } from "./people.ts";
import rows from "./rows-before-the-kernel.json" with { type: "json" };

/** Surveys as they were stored before the kernel kept them, with flags of their own. They go on as if it always had. */

async function townWith(name: keyof typeof rows, more: object = {}): Promise<Scene> {
  const stored = rows[name];
  const town = createTestTown({ now: stored.body.changed as Instant });
  const { bo, ola } = await staffed(town);
  const row = readRow(toImage(stored), town.ports.secrecy, town.now);
  if (row?.row !== "process") throw new Error(`${name} cannot be read`);
  await town.store.commit([{ put: { ...row, ...more, handled: [] }, expect: "new" }]);
  return { town, bo, ola, id: row.id };
}

const toldTo = ({ town }: Scene, member: string) =>
  town.told.filter((one) => one.member === member).map((one) => one.message.key);

test("whoever wrote what was sent back reads why on its card, and it goes on", async () => {
  const scene = await townWith("sentBack");
  await acts(scene.ola, scene, "days", { opensOn: "2026-05-05", closesOn: "2026-05-18" });
  expect(factsOn(scene, scene.id)).toContain("Opmerking van een collega: Vraag 2 is te moeilijk.");
  await opens(scene);
  await scene.town.passes(DAY, 24);
  expect((await surveyOf(scene)).at).toBe("open");
});

test("an open one that reminded people reminds nobody again, and closes on its day", async () => {
  const scene = await townWith("reminded");
  const { reminder } = await surveyOf(scene);
  await scene.town.passes(3 * DAY, 72);
  expect(await surveyOf(scene)).toMatchObject({ at: "closed", reminder, result: { same: true } });
  expect(toldTo(scene, "U0OLA").filter((key) => key.includes("survey"))).toEqual([
    "officials:survey.tells.close",
  ]);
});

test("one whose results were late is watched on, with what people were told already", async () => {
  const scene = await townWith("nudged");
  await scene.town.passes(40 * DAY, 40);
  expect(toldTo(scene, "U0CHRIS")).toContain("officials:survey.tells.flag");
  expect(toldTo(scene, "U0CHRIS")).toContain("officials:process.tells.late");
  expect(toldTo(scene, "U0OLA")).not.toContain("officials:process.owed.passed");
});

test("one of which everybody heard that it is late can still be shared, and what is done be said", async () => {
  const scene = await townWith("flagged");
  await acts(scene.ola, scene, "publish");
  await acts(scene.ola, scene, "actOn", { because_nl: "Er is geen geld." });
  await scene.town.passes(HOUR, 6);
  expect((await surveyOf(scene)).at).toBe("acted_on");
});

test("of one that was shared the clerk does not hear again that a month has passed", async () => {
  const scene = await townWith("published");
  await acts(scene.ola, scene, "texts");
  await acts(scene.ola, scene, "edit", { ...theirCard(), answerBy: "2026-12-01" });
  await scene.town.passes(30 * DAY, 30);
  expect(toldTo(scene, "U0CHRIS")).not.toContain("officials:survey.tells.flagActs");
});

/** Its card as a form holds it. */
function theirCard(): Record<string, string> {
  const { card } = rows.published.body;
  const texts = ["title", "question", "open", "fixed", "decides", "answers"] as const;
  return Object.fromEntries([
    ...texts.flatMap((text) =>
      Object.entries(card[text]).map(([language, words]) => [`${text}_${language}`, words]),
    ),
    ["level", card.level],
    ["phase", card.phase],
  ]);
}

test("one whose last message was on its way knows what is done; when that message is gone, it can be said again", async () => {
  const scene = await townWith("closing");
  expect(actedOn(await surveyOf(scene))?.actions).toHaveLength(1);
  await scene.town.passes(HOUR, 6);
  expect((await surveyOf(scene)).closing).toBeUndefined();
  await acts(scene.ola, scene, "actOn", { because_nl: "Er is geen geld." });
  await scene.town.passes(DAY, 24);
  expect((await surveyOf(scene)).at).toBe("acted_on");
});

test("one that is done keeps what is done with it, and its questions can be asked again", async () => {
  const scene = await townWith("acted");
  const before = readSurvey(await processOf(scene));
  expect(actedOn(before)).toEqual({
    actions: [{ what: { nl: "Tien lantaarns erbij" }, owner: "U0BOO", due: "2026-11-01" }],
    because: { nl: "Er is geld voor." },
  });
  const days = { opensOn: "2026-09-01", closesOn: "2026-09-10", answerOn: "2026-12-01" };
  await acts(scene.ola, scene, "repeat", days);
  expect((await surveyOf({ ...scene, id: scene.town.posted.at(-1)?.card.ref ?? "" })).baseline).toBeDefined();
});

test("one that was stopped is counted at once, and its reason is kept", async () => {
  const scene = await townWith("stopping");
  await scene.town.passes(3 * MINUTE, 3);
  expect(await surveyOf(scene)).toMatchObject({
    at: "closed",
    resultsBy: "2026-05-11",
    filled: { stop: { values: { reason: { nl: "Het plan gaat niet door." } } } },
  });
});
