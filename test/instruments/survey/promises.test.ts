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
  // On 25 May everybody was to hear: the organiser is reminded before, and on the day after everybody hears.
  await town.passes(6 * DAY, 6);
  expect(toldTo(scene, "U0OLA").at(-1)).toBe("before");
  expect(heard(town, noor)).not.toContain("Dat is er nog niet");
  await town.passes(DAY);
  expect(toldTo(scene, "U0OLA").at(-1)).toBe("passed");
  expect(noor.lastText).toContain(
    "Er zou uiterlijk maandag 25 mei 2026 dit zijn: de uitslag. Dat is er nog niet. Je hoort het zodra het er is.",
  );
  expect(toldTo(scene, "U0CHRIS")).toEqual([]);
  // A week later the clerk, thirty days after the close the clerk again, and from then on every month.
  await town.passes(8 * DAY, 8);
  expect(toldTo(scene, "U0CHRIS")).toEqual(["week"]);
  await town.passes(22 * DAY, 22);
  expect(toldTo(scene, "U0CHRIS")).toEqual(["week", "flag"]);
  await town.passes(130 * DAY, 130);
  // Of the results five times, and three times of the answer, whose day was 1 July.
  expect(toldTo(scene, "U0CHRIS").filter((one) => one === "month")).toHaveLength(8);
  // And of one day once is enough.
  expect(heard(town, noor).match(/dit zijn: de uitslag/g)).toHaveLength(1);
  expect(heard(town, noor).match(/Wij beloofden je antwoord/g)).toHaveLength(1);
  await noor.commands("meedoen");
  await noor.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
  expect(noor.lastText).toContain("Dat is later dan we zeiden.");
  expect(noor.lastText).not.toContain("mei");
});

test("when the day on the card comes before that, the participants are told on that day", async () => {
  const scene = await closed({ answerBy: "2026-05-26" });
  await scene.town.passes(10 * DAY, 10);
  expect(scene.noor.lastText).toContain("Wij beloofden je antwoord over “Hoe is het in jouw buurt?”");
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
  expect(toldTo(scene, "U0CHRIS")).toEqual(["flagActs"]);
  expect(heard(scene.town, scene.noor)).not.toContain("Dat is er nog niet");
});

test("a later day on the card is told to the participants, and watched again", async () => {
  const scene = await closed({ answerBy: "2026-05-26" });
  const { town, ola, noor } = scene;
  await acts(ola, scene, "publish");
  await town.passes(10 * DAY, 10);
  expect(noor.lastText).toContain("Dat is er nog niet.");
  const { template: _t, opensOn: _o, closesOn: _c, ...card } = opening;
  await acts(ola, scene, "edit", { ...card, answerBy: "2026-07-10" });
  await town.passes(DAY, 24);
  expect(noor.lastText).toContain("10 juli 2026");
  await town.passes(44 * DAY, 44);
  expect(heard(town, noor).match(/dit zijn: wat we doen met de antwoorden/g)).toHaveLength(2);
});

test("a text in Dutch alone draws a warning before it goes to people who read English", async () => {
  const scene = await closed();
  const { town, ola } = scene;
  await acts(ola, scene, "publish");
  await onCard(ola, scene.id, "actOn");
  await ola.submit({ because_nl: "Er is dit jaar geen geld." });
  expect(ola.form?.preview?.advice?.map((line) => town.render(line))).toEqual([
    "Let op: niet alles is vertaald (English). Wie die taal leest, leest een deel in een andere taal.",
  ]);
  await onCard(ola, scene.id, "actOn");
  await ola.submit({ because_nl: "Er is dit jaar geen geld.", because_en: "There is no money this year." });
  expect(ola.form?.preview?.advice).toEqual([]);
});
