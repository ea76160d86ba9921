import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { acts, begins, heard, onCard, opened, opening, type Scene, surveyOf } from "./people.ts";

/** Promises are watched: silence is noticed by the organiser, the clerk and the participants. It closes on 18 May. */

async function closed(values: Record<string, string> = {}) {
  const scene = await opened({ ...opening, template: "pulse", ...values });
  const noor = await begins(scene, "noor");
  await noor.presses("Fijn");
  await scene.town.passes(15 * DAY, 15);
  expect((await surveyOf(scene)).at).toBe("closed");
  return { ...scene, noor };
}

const toldTo = ({ town }: Scene, member: string) =>
  town.told
    // That somebody got a role is told as well.
    .filter((one) => one.member === member && !one.message.key.startsWith("officials:roles."))
    .map((one) => one.message.key.split(".").at(-1));

test("when nothing is ever shared the organiser is told, then the clerk, and the participants too", async () => {
  const scene = await closed();
  const { town, noor } = scene;
  await town.passes(10 * DAY, 10);
  expect(toldTo(scene, "U0OLA")).toContain("nudged");
  expect(heard(town, noor)).not.toContain("nog niet gelukt");
  // Thirty days after the close.
  await town.passes(22 * DAY, 22);
  expect(toldTo(scene, "U0CHRIS")).toEqual(["flagged"]);
  expect(noor.lastText).toContain("We zouden je nu vertellen wat we hoorden");
  await town.passes(60 * DAY, 60);
  // And once is enough.
  expect(heard(town, noor).match(/nog niet gelukt/g)).toHaveLength(1);
  await noor.commands("meedoen");
  await noor.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
  expect(noor.lastText).toContain("Dat is later dan we zeiden.");
  expect(noor.lastText).not.toContain("mei");
});

test("when the day on the card comes before that, the participants are told on that day", async () => {
  const scene = await closed({ answerBy: "2026-05-26" });
  await scene.town.passes(10 * DAY, 10);
  expect(scene.noor.lastText).toContain("We zouden je nu vertellen wat we hoorden");
  expect(toldTo(scene, "U0CHRIS")).toEqual(["late"]);
  await acts(scene.ola, scene, "publish");
  // The day has passed: it is not promised once more.
  expect(scene.noor.lastText).toContain("Dat is later dan we zeiden.");
  expect(scene.noor.lastText).not.toContain("26 mei");
});

test("when results are shared and nothing is done with them, the clerk hears it after thirty days", async () => {
  const scene = await closed({ answerBy: "2027-05-01" });
  await acts(scene.ola, scene, "publish");
  await scene.town.passes(33 * DAY, 33);
  expect(toldTo(scene, "U0CHRIS")).toEqual(["flaggedActs"]);
  expect(heard(scene.town, scene.noor)).not.toContain("nog niet gelukt");
});

test("a later day on the card is told to the participants, and watched again", async () => {
  const scene = await closed({ answerBy: "2026-05-26" });
  const { town, ola, noor } = scene;
  await acts(ola, scene, "publish");
  await town.passes(10 * DAY, 10);
  expect(noor.lastText).toContain("Dat is nog niet gelukt.");
  const { template: _t, opensOn: _o, closesOn: _c, ...card } = opening;
  await acts(ola, scene, "edit", { ...card, answerBy: "2026-07-10" });
  expect(noor.lastText).toContain("10 juli 2026");
  await town.passes(45 * DAY, 45);
  expect(heard(town, noor).match(/nog niet gelukt/g)).toHaveLength(2);
});

test("a text in Dutch alone draws a warning before it goes to people who read English", async () => {
  const scene = await closed();
  const { town, ola } = scene;
  await acts(ola, scene, "publish");
  await onCard(ola, scene.id, "actOn");
  await ola.submit({ because: "Er is dit jaar geen geld." });
  expect(ola.form?.preview?.advice?.map((line) => town.render(line))).toEqual([
    "Let op: niet alles is vertaald (English). Wie die taal leest, leest een deel in een andere taal.",
  ]);
  await onCard(ola, scene.id, "actOn");
  await ola.submit({ because: "Er is dit jaar geen geld.", because_en: "There is no money this year." });
  expect(ola.form?.preview?.advice).toEqual([]);
});
