import { expect, test } from "vitest";
import { DAY, fromEpoch, HOUR } from "../../../bot/core/calendar/time.ts";
import { readDefinition } from "../../../bot/instruments/survey/questions/checks.ts";
import type { Definition } from "../../../bot/instruments/survey/questions/definition.ts";
import { pasteValues } from "../../../bot/instruments/survey/questions/pasting.ts";
import { readQuestions } from "../../../bot/text/questions-yaml.ts";
import { acts, begins, comes, drafted, heard, onCard, opened, opening, opens, surveyOf } from "./people.ts";

/** What does not go the way the organiser intended. */

const pulse = { ...opening, template: "pulse" };

test("two people who say the same are one answer to choose from", async () => {
  const scene = await opened(pulse);
  for (const name of ["noor", "lee", "mo"]) {
    const person = await begins(scene, name);
    await person.presses("Helemaal niet fijn");
    await person.says("Geen licht");
  }
  await scene.town.passes(15 * DAY, 15);
  await onCard(scene.ola, scene.id, "publish");
  const field = scene.ola.form?.fields.find((one) => one.name === "quotes_why");
  if (field?.kind !== "choices") throw new Error("nothing to choose from");
  expect(field.options).toHaveLength(1);
  const value = field.options[0]?.value ?? "";
  await scene.ola.submit({ quotes_why: [value] });
  await scene.ola.submit({ quotes_why: [value] });
  expect((await surveyOf(scene)).quotes).toEqual([{ question: "why", text: "Geen licht" }]);
});

const many: Definition = {
  questions: Array.from({ length: 40 }, (_, n) => ({
    id: `q${n}`,
    kind: "choices",
    ask: { nl: `Vraag ${n}: wat vind je hiervan?`, en: `Question ${n}: what do you think?` },
    options: Array.from({ length: 5 }, (_option, at) => ({
      id: `o${at}`,
      label: { nl: `Antwoord nummer ${at}`, en: `Answer number ${at}` },
    })),
  })),
};

test("forty questions can be looked at, changed and counted: every form fits into Slack", async () => {
  const scene = await drafted({ ...opening, template: "own" });
  const values = pasteValues(many);
  if (!values) throw new Error("they do not fit");
  await acts(scene.ola, scene, "questions", values as Record<string, string>);
  expect((await surveyOf(scene)).definition).toEqual(many);
  await opens(scene);
  for (const act of ["results", "enterPaper", "enterGroup", "questions"]) {
    await onCard(scene.ola, scene.id, act);
    expect(scene.ola.form?.id.form).toBe(act);
  }
});

test("what is shown to be changed reads back as it was, and what does not fit is not cut", () => {
  const values = pasteValues(many) ?? {};
  const read = readQuestions(Object.values(values).join("\n"));
  if ("unreadable" in read) throw new Error(`line ${read.unreadable}`);
  expect(readDefinition(read.value, { languages: ["nl", "en"] }).definition).toEqual(many);
  const [first] = many.questions;
  if (!first) throw new Error("none");
  const long = { ...first, ask: { nl: "n".repeat(2900) } };
  expect(pasteValues({ questions: Array.from({ length: 12 }, () => long) })).toBeUndefined();
});

test("somebody who may choose several, without a limit, reads how many there are", async () => {
  const scene = await drafted({ ...opening, template: "own" });
  await acts(scene.ola, scene, "questions", {
    part1:
      "questions:\n  - id: a\n    kind: choices\n    ask: {nl: Wat?}\n    options: [{id: x, label: {nl: X}}, {id: y, label: {nl: Y}}]",
  });
  await opens(scene);
  const noor = await begins(scene, "noor");
  expect(noor.lastText).toContain("Kies er hoogstens 2.");
});

test("an invitation that was thrown away reminds nobody who never heard of it", async () => {
  const scene = await opened();
  const { town, ola } = scene;
  const noor = await comes(scene, "noor", { asked: true });
  const lee = await begins(scene, "lee");
  await lee.presses("Sla over");
  await acts(ola, scene, "invite");
  const [message] = await town.store.broadcasts(fromEpoch(0));
  await ola.does({
    type: "chose",
    press: { instrument: "core", version: 1, step: "news", option: "discard", ref: message?.id ?? "" },
  });
  await town.passes(13 * DAY, 26);
  expect(heard(town, noor)).not.toContain("Je kunt nog");
  expect(heard(town, lee)).toContain("Je kunt nog tot en met maandag 18 mei meedoen");
});

test("the answer cannot be promised before the last day, also not later on the card", async () => {
  const scene = await opened();
  await onCard(scene.ola, scene.id, "edit");
  const { template: _t, opensOn: _o, closesOn: _c, ...card } = opening;
  await scene.ola.submit({ ...card, answerBy: "2026-05-10" });
  expect(scene.ola.form?.errors?.answerBy?.key).toBe("officials:survey.error.answerBy");
});

test("another organiser who changed the questions cannot approve them herself", async () => {
  const scene = await drafted();
  const ana = scene.town.official("U0ANA");
  await acts(ana, scene, "questions", {
    part1: "questions:\n  - {id: a, kind: yes_no, ask: {nl: Gaat het?}}",
  });
  await acts(scene.ola, scene, "propose");
  await acts(ana, scene, "questions", {
    part1: "questions:\n  - {id: a, kind: yes_no, ask: {nl: Gaat het goed?}}",
  });
  await acts(ana, scene, "propose");
  await onCard(ana, scene.id, "approve");
  expect(ana.told.at(-1)).toBe("officials:refused.another");
});

test("days that passed before anybody approved can be chosen again", async () => {
  const scene = await drafted({ ...opening, closesOn: "2026-05-06" });
  await acts(scene.ola, scene, "propose");
  await scene.town.passes(4 * DAY, 4);
  await onCard(scene.bo, scene.id, "approve");
  expect(scene.bo.form).toBeUndefined();
  expect(scene.bo.told.at(-1)).toBe("survey:not.inTime");
  await onCard(scene.ola, scene.id, "days");
  await scene.ola.submit({ opensOn: "2026-05-11", closesOn: "2026-07-01" });
  expect(scene.ola.form?.errors?.closesOn?.key).toBe("officials:survey.error.answerBy");
  await scene.ola.submit({ opensOn: "2026-05-11", closesOn: "2026-05-20" });
  await acts(scene.bo, scene, "approve");
  expect(await surveyOf(scene)).toMatchObject({ at: "scheduled", closesOn: "2026-05-20" });
});

test("days that were promised to residents are watched: the organiser hears, and at last everybody who took part", async () => {
  const scene = await opened();
  const { town, ola } = scene;
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  await town.passes(22 * DAY, 22);
  expect(ola.told.filter((one) => one === "officials:process.owed.passed")).toHaveLength(1);
  await acts(ola, scene, "publish");
  await town.passes(40 * DAY, 40);
  expect(heard(town, noor).match(/wat we doen met de antwoorden\. Dat is er nog niet\./g)).toHaveLength(1);
  expect(town.official("U0CHRIS").told).toContain("officials:process.owed.passed");
  await acts(ola, scene, "actOn", { because_nl: "Het geld is op." });
  await town.passes(14 * HOUR, 14);
  expect((await surveyOf(scene)).at).toBe("acted_on");
});

test("the organiser can read all that was said in words, and never whose it is", async () => {
  const scene = await opened(pulse);
  for (let n = 0; n < 15; n++) {
    const person = await begins(scene, `p${n}`);
    await person.presses("Helemaal niet fijn");
    await person.says(`Reden ${n}: ${"het is donker ".repeat(60)}`);
  }
  await onCard(scene.ola, scene.id, "texts");
  // One after the other, as they come in, they would tell who said what.
  expect(scene.ola.form).toBeUndefined();
  await scene.town.passes(15 * DAY, 15);
  await onCard(scene.ola, scene.id, "texts");
  const shown = scene.ola.form?.intro?.map((one) => scene.town.render(one)).join("\n") ?? "";
  for (let n = 0; n < 15; n++) expect(shown).toContain(`Reden ${n}:`);
});

test("her conversation, which knows who she is, does not hold her answer", async () => {
  const scene = await opened(pulse);
  const noor = await begins(scene, "noor");
  await noor.presses("Helemaal niet fijn");
  await noor.says("Ik ben bang in het donker");
  await noor.presses("Bekijk mijn antwoorden");
  await noor.presses("Verder");
  expect(noor.lastText).toContain("Ik ben bang in het donker");
  const dialogue = (await noor.lane)?.dialogue;
  expect(dialogue?.step).toBe("question");
  expect(JSON.stringify(dialogue)).not.toContain("bang in het donker");
});
