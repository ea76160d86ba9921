import { expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { CHRIS } from "../../support/staff.ts";
import { acts, begins, heard, opened, opening, type Scene, surveyOf } from "./people.ts";

/** What is done with a survey is promised: it is followed after the survey has ended, by those who took part. */

const lamps = {
  actions_1_what_nl: "Tien lantaarns erbij",
  actions_1_owner: "U0BOO",
  actions_1_due: "2026-09-01",
};

async function published() {
  const scene = await opened({ ...opening, template: "pulse" });
  const noor = await begins(scene, "noor");
  await noor.presses("Fijn");
  await scene.town.passes(15 * DAY, 15);
  await acts(scene.ola, scene, "publish");
  return { ...scene, noor };
}

const promisesOf = async (scene: Scene) => (await surveyOf(scene)).children?.commitment?.now ?? {};

/** The card of the promise that was made last. */
const promiseCard = ({ town }: Scene) =>
  town.posted.findLast(({ card }) => card.actions.some(({ press }) => press?.instrument === "commitment"))
    ?.card;

test("who took part hears that a promise is late, and then that it was kept after all", async () => {
  const scene = await published();
  const { town, ola, bo, noor } = scene;
  await acts(ola, scene, "actOn", lamps);
  await town.passes(HOUR, 6);
  expect((await surveyOf(scene)).at).toBe("acted_on");
  expect(await promisesOf(scene)).toEqual({ promised: 1 });
  expect(bo.told).toContain("officials:commitment.tells.begin");
  await town.passes(110 * DAY, 110);
  expect(heard(town, noor)).toContain("Beloofd was: Tien lantaarns erbij, uiterlijk dinsdag 1 september");
  expect(town.official(CHRIS).told).toContain("officials:commitment.tells.late");
  const card = promiseCard(scene);
  const keep = card?.actions.find(({ press }) => press?.option === "keep")?.press;
  await bo.does({ type: "chose", press: { ...keep } });
  const words = {
    words_nl: "Ze hangen er sinds gisteren.",
    words_en: "They have been there since yesterday.",
  };
  await bo.submit(words);
  await bo.submit(words);
  await town.passes(HOUR, 6);
  expect(noor.lastText).toContain("Ze hangen er sinds gisteren.");
  expect(noor.lastText).toContain("Dat is later dan beloofd.");
  expect(await promisesOf(scene)).toMatchObject({ kept: 1, promised: 0 });
});

test("nothing is promised by a message that was stopped, and once by the one that went out", async () => {
  const scene = await published();
  const { town, ola } = scene;
  await town.passes(12 * HOUR, 12);
  await acts(ola, scene, "actOn", lamps);
  await ola.onNews((await surveyOf(scene)).closing?.broadcast ?? "", "stop");
  await town.passes(12 * HOUR, 24);
  expect(await surveyOf(scene)).toMatchObject({ at: "results_published" });
  expect((await surveyOf(scene)).pledged).toBeUndefined();
  expect(await promisesOf(scene)).toEqual({});
  await acts(ola, scene, "actOn", lamps);
  await town.passes(DAY, 24);
  expect(await promisesOf(scene)).toEqual({ promised: 1 });
});

test("who took part can doubt a promise of a survey that has ended", async () => {
  const scene = await published();
  const { town, ola, bo, noor } = scene;
  await acts(ola, scene, "actOn", lamps);
  await town.passes(HOUR, 6);
  const keep = promiseCard(scene)?.actions.find(({ press }) => press?.option === "keep")?.press;
  await bo.does({ type: "chose", press: { ...keep } });
  const words = { words_nl: "Ze hangen er.", words_en: "They are there." };
  await bo.submit(words);
  await bo.submit(words);
  await town.passes(HOUR, 6);
  await noor.presses("Dit klopt niet");
  await noor.says("Er hangt er geen een");
  await noor.presses("Verstuur");
  expect(await promisesOf(scene)).toMatchObject({ disputed: 1 });
  expect(bo.told.at(-1)).toBe("officials:commitment.tells.dispute");
});
