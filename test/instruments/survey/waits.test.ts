import { describe, expect, test } from "vitest";
import { DAY, fromEpoch, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { CHRIS } from "../../support/staff.ts";
import type { TestOfficial } from "../../support/town.ts";
import {
  acts,
  answers,
  begins,
  comes,
  crowd,
  drafted,
  heard,
  invites,
  onCard,
  opened,
  opening,
  processOf,
  type Scene,
  surveyOf,
} from "./people.ts";

/** What waits for somebody is not waited for in silence, and can be given a new day, or an end, with a reason. */

const pulse = { ...opening, template: "pulse" };
const toldTo = ({ town }: Scene, member: string) =>
  town.told
    .filter((one) => one.member === member && !one.message.key.startsWith("officials:roles."))
    .map((one) => one.message.key);
const reason = { reason_nl: "De wijkmanager is ziek.", reason_en: "The neighbourhood manager is ill." };

const buttonsOn = ({ town, id }: Scene) =>
  town.card(id)?.card.actions.flatMap(({ press }) => (press ? [press.option] : [])) ?? [];

describe("a survey that nobody reviews", () => {
  test("is asked about: colleagues hear at once, before the term ends and after it, and then the clerk", async () => {
    const scene = await drafted({
      ...pulse,
      opensOn: "2026-05-20",
      closesOn: "2026-06-01",
      answerBy: "2026-12-01",
    });
    const { town, ola } = scene;
    await acts(ola, scene, "propose");
    // Nobody belongs to this desk yet, so the administrator is asked who else could look.
    expect(toldTo(scene, "U0ANA")).toContain("officials:survey.tells.propose");
    // Three working days from Monday is Thursday.
    await town.passes(4 * DAY, 4);
    expect(toldTo(scene, "U0ANA")).toContain("officials:process.owed.late");
    await town.passes(8 * DAY, 8);
    expect(toldTo(scene, CHRIS)).toEqual(["officials:process.owed.week"]);
    await town.passes(62 * DAY, 62);
    expect(toldTo(scene, CHRIS).filter((key) => key === "officials:process.owed.month")).toHaveLength(2);
    // No resident knows of it, so none is told.
    expect(await town.store.broadcasts(fromEpoch(0))).toEqual([]);
  });
});

describe("questions that were changed while people answer", () => {
  test("are asked about again after a week, and fall after two: whoever made them hears it", async () => {
    const scene = await opened({ ...pulse, closesOn: "2026-07-01", answerBy: "2026-12-01" });
    const { town, ola } = scene;
    await acts(ola, scene, "questions", {
      part1:
        "questions:\n  - {id: mood, kind: scale, ask: {nl: Hoe gaat het?}}\n  - {id: why, kind: text, ask: {nl: Waarom?}, when: [{question: mood, is: ['1', '2']}]}",
    });
    await town.passes(8 * DAY, 8);
    expect((await town.store.history(scene.id)).at(-1)?.event).toBe("askedAgain");
    await town.passes(8 * DAY, 8);
    expect((await surveyOf(scene)).asked ?? []).toEqual([]);
    expect(ola.told.at(-1)).toBe("officials:process.agree.fell");
  });
});

describe("an answer that is late", () => {
  test("goes on being asked for every month, long after everybody heard that it is late", async () => {
    const scene = await opened(pulse);
    const { town, ola } = scene;
    const noor = await begins(scene, "noor");
    await noor.presses("Fijn");
    await town.passes(16 * DAY, 16);
    await acts(ola, scene, "publish");
    await town.passes(400 * DAY, 400);
    const months = toldTo(scene, "U0OLA").filter((key) => key === "officials:process.owed.month");
    expect(months.length).toBeGreaterThanOrEqual(10);
    expect(heard(town, noor).match(/wat we doen met de antwoorden\. Dat is er nog niet/g)).toHaveLength(1);
  });

  test("is given a new day with a reason: who took part reads both, and it is watched again", async () => {
    const scene = await opened(pulse);
    const { town, ola } = scene;
    const noor = await begins(scene, "noor");
    await noor.presses("Fijn");
    await town.passes(16 * DAY, 16);
    await acts(ola, scene, "publish");
    expect(buttonsOn(scene)).toContain("postpone");
    await acts(ola, scene, "postpone", { answerBy: "2026-09-01", ...reason });
    await town.passes(HOUR, 4);
    expect(noor.lastText).toContain("De wijkmanager is ziek.");
    expect(noor.lastText).toContain("1 september 2026");
    expect((await processOf(scene)).card.answerBy).toBe("2026-09-01");
    await town.passes(120 * DAY, 120);
    expect(heard(town, noor)).not.toContain("1 juli 2026 dit zijn");
    expect(heard(town, noor)).toContain("Er zou uiterlijk dinsdag 1 september 2026 dit zijn: wat we doen");
  });
});

describe("a survey that is ended before its time", () => {
  async function ends(scene: Scene, person: TestOfficial): Promise<void> {
    await acts(person, scene, "forceEnd", {
      reason_nl: "Het plan is van tafel.",
      reason_en: "The plan is off.",
    });
  }

  test("takes no more answers, tells everybody who took part why, and counts as no other outcome", async () => {
    const scene = await opened(pulse);
    const { town } = scene;
    const chris = town.official(CHRIS);
    const noor = await begins(scene, "noor");
    await noor.presses("Niet zo fijn");
    await ends(scene, chris);
    await noor.says("Het is donker");
    expect(heard(town, noor)).toContain("“Hoe is het in jouw buurt?” stopt.");
    await town.passes(HOUR, 12);
    expect(await surveyOf(scene)).toMatchObject({ at: "forced", forced: { by: CHRIS } });
    expect((await processOf(scene)).open).toBe(false);
    expect(heard(town, noor)).toContain("Het plan is van tafel.");
    const entry = (await town.store.history(scene.id)).findLast(({ counts }) => counts);
    expect(entry?.counts).toMatchObject({ event: "ended", forced: true });
    expect(town.card(scene.id)?.card.status.key).toBe("officials:process.at.forced");
    // What was never shared is not read afterwards either.
    await noor.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
    expect(noor.lastText).toContain("Het plan is van tafel.");
    await town.passes(60 * DAY, 60);
    expect((await surveyOf(scene)).result).toBeUndefined();
  });

  test("invites and reminds nobody any more", async () => {
    const scene = await opened(pulse);
    const { town } = scene;
    const noor = await comes(scene, "noor", { asked: true });
    await crowd(scene);
    await invites(scene);
    await noor.presses("Begin");
    await answers(noor, "Helemaal niet fijn");
    await ends(scene, town.official(CHRIS));
    await town.passes(14 * DAY, 28);
    expect(heard(town, noor)).not.toContain("Je kunt nog tot en met");
  });

  test("is ended by the clerk or an administrator, and by no organiser", async () => {
    const scene = await opened(pulse);
    await onCard(scene.ola, scene.id, "forceEnd");
    expect(scene.ola.form).toBeUndefined();
    await scene.town.passes(MINUTE);
    expect((await surveyOf(scene)).closing).toBeUndefined();
  });

  test("has no step that could be left out, and its card offers none", async () => {
    const scene = await opened(pulse);
    expect(buttonsOn(scene)).toEqual(expect.arrayContaining(["postpone", "forceEnd"]));
    expect(buttonsOn(scene)).not.toContain("skip");
  });
});
