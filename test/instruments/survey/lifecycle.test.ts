import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { some } from "../../../bot/core/processes/rows.ts";
import { acts as all, type OfficialAct, possibleActs } from "../../../bot/instruments/survey/acts.ts";
import { survey as table } from "../../../bot/instruments/survey/lifecycle.ts";
import { stopReason } from "../../../bot/instruments/survey/state.ts";
import { ANA, CHRIS, NOBODY } from "../../support/staff.ts";
import type { TestOfficial } from "../../support/town.ts";
import { acts, heard, onCard, processOf, type Scene, surveyOf } from "./people.ts";
import { type At, because, standing, states } from "./states.ts";

/** Each step in the life of a survey: who may take it, who may not, and when. */

/** Rows that lead from one state to another; those that stay are in the tests of what they do. */
const transitions = Object.fromEntries(
  Object.entries(table.steps).flatMap(([name, step]): [string, { from: At[]; to: At }][] => {
    const to = "to" in step ? step.to : undefined;
    const from = states.filter((at) => some<string>(step.from).includes(at) && at !== to);
    return to === undefined || from.length === 0 ? [] : [[name, { from, to }]];
  }),
);

/** How somebody who may takes it. */
const rightly: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  questions: (scene) =>
    acts(scene.ola, scene, "questions", {
      part1: "questions:\n  - {id: a, kind: yes_no, ask: {nl: Gaat het?}}",
    }),
  propose: (scene) => acts(scene.ola, scene, "propose"),
  sendBack: (scene) => acts(scene.bo, scene, "sendBack", { reason: "Vraag 2 is te moeilijk." }),
  approve: (scene) => acts(scene.bo, scene, "approve"),
  takeBack: (scene) => acts(scene.ola, scene, "takeBack"),
  discard: (scene) => acts(scene.ola, scene, "discard"),
  open: ({ town }) => town.passes(3 * DAY, 3),
  stop: (scene) => acts(scene.ola, scene, "stop", because),
  close: ({ town }) => town.passes(15 * DAY, 15),
  gather: ({ town }) => town.passes(3 * MINUTE, 3),
  publish: (scene) => acts(scene.ola, scene, "publish"),
  async actOn(scene) {
    await acts(scene.ola, scene, "actOn", { because_nl: "Er is geen geld." });
    await scene.town.passes(HOUR, 6);
  },
};

/** Somebody who may not. By nobody: no person can, there is no button. */
const wrongly: Readonly<Record<string, readonly string[]>> = {
  questions: ["U0BOO", CHRIS, NOBODY],
  propose: ["U0BOO", CHRIS, NOBODY],
  sendBack: ["U0OLA", NOBODY],
  approve: ["U0OLA", NOBODY],
  takeBack: ["U0BOO", CHRIS, NOBODY],
  discard: ["U0BOO", CHRIS, NOBODY],
  open: ["U0OLA", "U0BOO", CHRIS, ANA, NOBODY],
  stop: ["U0BOO", CHRIS, NOBODY],
  close: ["U0OLA", "U0BOO", CHRIS, ANA, NOBODY],
  gather: ["U0OLA", "U0BOO", CHRIS, ANA, NOBODY],
  publish: ["U0BOO", CHRIS, NOBODY],
  actOn: ["U0BOO", NOBODY],
};

describe.each(
  Object.entries(transitions).flatMap(([name, { from, to }]) => from.map((at) => [name, at, to] as const)),
)("the step “%s”, from “%s”", (name, from, to) => {
  test("is taken by somebody who may, and is in the history", async () => {
    const scene = await standing[from]();
    expect((await surveyOf(scene)).at).toBe(from);
    await rightly[name]?.(scene);
    expect((await surveyOf(scene)).at).toBe(to);
    expect((await scene.town.store.history(scene.id)).findLast((one) => one.to === to)).toMatchObject({
      from,
      to,
    });
    // Listed for residents from the first day until everybody has heard what is done.
    expect((await processOf(scene)).open).toBe(
      ["open", "stopping", "closed", "results_published"].includes(to),
    );
  });

  test("is refused to everybody else", async () => {
    const scene = await standing[from]();
    expect(wrongly[name]).toBeDefined();
    for (const member of wrongly[name] ?? []) {
      const person = scene.town.official(member);
      await onCard(person, scene.id, name);
      expect(person.form).toBeUndefined();
    }
    expect((await surveyOf(scene)).at).toBe(from);
  });
});

test("somebody who may do everything does it in its order and at no other time", async () => {
  for (const at of states) {
    const scene = await standing[at]();
    const ana = scene.town.official(ANA);
    const before = await processOf(scene);
    const possible: OfficialAct[] = [];
    for (const act of all) if (await opensForm(ana, scene, act)) possible.push(act);
    // A press on a card only opens a form: nothing is done by it.
    expect(await processOf(scene)).toEqual(before);
    expect(possible.toSorted(), at).toEqual((await actsOn(scene)).toSorted());
  }
});

async function actsOn(scene: Scene): Promise<readonly OfficialAct[]> {
  const { ports, store, now } = scene.town;
  const office = await store.office();
  if (!office) throw new Error("nobody works here");
  return possibleActs(await processOf(scene), { town: ports.town, office, now });
}

async function opensForm(person: TestOfficial, scene: Scene, act: string): Promise<boolean> {
  await onCard(person, scene.id, act);
  return person.form !== undefined;
}

test("what can be done in which state is written down, and nothing of a survey that was thrown away stays open", async () => {
  const found: Record<string, readonly OfficialAct[]> = {};
  for (const at of states) found[at] = await actsOn(await standing[at]());
  const making = ["propose", "questions", "addQuestion", "removeQuestion", "days", "edit", "discard"];
  expect(found).toEqual({
    draft: making,
    review: ["approve", "sendBack", "questions", "days", "discard"],
    scheduled: ["takeBack", "discard"],
    open: ["invite", "results", "enterPaper", "enterGroup", "askStaff", "questions", "edit", "stop"],
    stopping: ["results"],
    closed: ["publish", "results", "texts", "edit"],
    results_published: ["actOn", "results", "texts", "repeat", "edit"],
    acted_on: ["repeat", "results", "texts"],
    discarded: [],
  });
});

test("what was filled in while somebody else brought it further is refused, and the other's step stands", async () => {
  const scene = await standing.open();
  const ana = scene.town.official(ANA);
  await onCard(ana, scene.id, "stop");
  await ana.submit({ reason_nl: "Iets anders." });
  await acts(scene.ola, scene, "stop", because);
  await ana.submit({ reason_nl: "Iets anders." });
  expect(ana.told.at(-1)).toBe("officials:process.notNow");
  expect(stopReason(await surveyOf(scene))?.nl).toBe(because.reason_nl);
  const draft = await standing.draft();
  await onCard(draft.ola, draft.id, "propose");
  await acts(draft.town.official(ANA), draft, "discard");
  await draft.ola.submit();
  expect(draft.ola.told.at(-1)).toBe("officials:process.notNow");
  expect((await surveyOf(draft)).at).toBe("discarded");
});

test("questions that were taken back are looked at again by a colleague before anybody is asked", async () => {
  const scene = await standing.scheduled();
  const { town, ola, bo, id } = scene;
  await acts(ola, scene, "takeBack");
  await acts(ola, scene, "questions", {
    part1: "questions:\n  - {id: one, kind: yes_no, ask: {nl: Gaat het?}}",
  });
  await town.passes(3 * DAY, 3);
  expect(await surveyOf(scene)).toMatchObject({ at: "draft", edition: 2 });
  expect((await surveyOf(scene)).authors).toEqual(["U0OLA"]);
  await acts(ola, scene, "days", { opensOn: "2026-05-11", closesOn: "2026-05-20" });
  await acts(ola, scene, "propose");
  await onCard(ola, id, "approve");
  expect(ola.told.at(-1)).toBe("officials:refused.another");
  await acts(bo, scene, "approve");
  expect((await surveyOf(scene)).at).toBe("scheduled");
});

test.each(["draft", "review", "scheduled"] as const)(
  "a survey that was thrown away (%s) has no buttons, never opens, and anybody with the link reads so",
  async (at) => {
    const scene = await standing[at]();
    const { town, ola } = scene;
    await onCard(ola, scene.id, "discard");
    expect(ola.form?.intro?.map((one) => town.render(one))).toEqual([
      "Weet je het zeker? “Hoe is het in jouw buurt?” gaat dan niet door, en wie de link heeft, leest dat. Terughalen kan niet.",
    ]);
    await ola.submit();
    expect(town.card(scene.id)?.card).toMatchObject({
      status: { key: "officials:survey.at.discarded" },
      actions: [],
    });
    await town.passes(10 * DAY, 10);
    expect((await surveyOf(scene)).at).toBe("discarded");
    expect((await processOf(scene)).open).toBe(false);
    // Nor does the clock look at it before its term is over.
    expect((await processOf(scene)).wakeAt?.slice(0, 4)).toBe("2028");
    const lee = town.resident("lee");
    await lee.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
    await lee.presses("Nederlands");
    for (const answer of ["16 of ouder", "Sla over", "Klaar"]) await lee.presses(answer);
    expect(heard(town, lee)).toContain("“Hoe is het in jouw buurt?” gaat niet door.");
    await lee.commands("meedoen");
    expect(lee.lastKeys).toEqual(["common:process.none"]);
  },
);
