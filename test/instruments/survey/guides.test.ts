import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import type { TestResident } from "../../support/town.ts";
import { decidesOnGuide, guideLink, letIn } from "./guides.ts";
import { comes, openedWith, responsesIn, type Scene, surveyOf } from "./people.ts";

/** Youth workers are let in by name, enter no more than they may, and are taken out with or without what they entered. */

const questions = `questions:
  - { id: b, kind: choice, ask: { nl: Wat doe je? }, options: [{ id: o1, label: { nl: Fiets } }, { id: o2, label: { nl: Loop } }] }
`;

async function guided(): Promise<{ scene: Scene; wil: TestResident }> {
  const scene = await openedWith(questions);
  const wil = await comes(scene, "wil");
  await letIn(scene, wil);
  return { scene, wil };
}

async function enters(wil: TestResident, counts = "1=7, 2=5"): Promise<void> {
  await wil.presses("Antwoorden van een groep");
  await wil.says("12");
  await wil.says(counts);
  await wil.presses("Verstuur");
}

/** Ola takes her out. @param entered what becomes of what she entered; absent when that is nothing */
async function takesOut(scene: Scene, entered?: "stays" | "goes"): Promise<void> {
  await decidesOnGuide(scene, "revoke");
  const values = {
    reason_nl: "Je werkt hier niet meer.",
    reason_en: "You left.",
    ...(entered && { entered }),
  };
  await scene.ola.submit(values);
  await scene.ola.submit(values);
  expect(scene.ola.form).toBeUndefined();
}

test("whoever has the link is asked who she is, and enters nothing before the organiser lets her in", async () => {
  const scene = await openedWith(questions);
  const wil = await comes(scene, "wil");
  await wil.commands("start", await guideLink(scene));
  expect(wil.lastText).toContain("Wat is je naam?");
  for (const typed of ["Wil", "Jongerenwerk Zuid"]) await wil.says(typed);
  await wil.presses("Verstuur");
  await wil.commands("meedoen");
  expect(wil.labels).not.toContain("Antwoorden van een groep");
  await wil.does({
    type: "chose",
    press: { instrument: "survey", version: 1, step: "group", option: "start", ref: scene.id },
  });
  expect(wil.lastText).toContain("Dit kun jij hier niet doen.");
  await decidesOnGuide(scene, "approve");
  expect(wil.lastText).toContain("Je kunt 20 keer iets inbrengen dat een groep zegt.");
  expect(wil.lastText).toContain("Een groep heeft 3 tot en met 200 mensen.");
  await enters(wil);
  expect(await scene.town.store.results(scene.id)).toMatchObject({ b: { "v:group|o.o1": 7 } });
});

test("she enters twenty groups and no more, and reads before each how many are left", async () => {
  const { scene, wil } = await guided();
  for (let n = 0; n < 20; n++) {
    await wil.presses("Antwoorden van een groep");
    expect(wil.lastText).toContain(`Je kunt dit nog ${20 - n} keer doen`);
    await wil.says(String(n + 30));
    await wil.says(`1=${n + 1}`);
    await wil.presses("Verstuur");
    await scene.town.passes(60 * 60_000);
  }
  await wil.presses("Antwoorden van een groep");
  expect(wil.lastText).toContain("Je kunt dit hier niet vaker doen.");
  expect(responsesIn(scene)).toHaveLength(20);
});

test("what she entered goes with her when the organiser says so, and the others' stays", async () => {
  const { scene, wil } = await guided();
  const { town, id } = scene;
  const jo = await comes(scene, "jo");
  await letIn(scene, jo);
  await enters(jo, "1=1, 2=1");
  await enters(wil);
  // The last on the card is Jo; Wil goes.
  const [first] = (town.card(id)?.card.actions ?? []).filter(
    ({ label }) => label.key === "officials:process.facilitated.revoke",
  );
  if (!first) throw new Error("nobody can be taken out");
  await scene.ola.does({ type: "chose", press: first.press });
  const values = { reason_nl: "Je werkt hier niet meer.", reason_en: "You left.", entered: "goes" };
  await scene.ola.submit(values);
  await scene.ola.submit(values);
  expect(wil.lastText).toContain("Wat je voor groepen opschreef, is weg.");
  expect(await town.store.results(id)).toMatchObject({
    "-": { "v:group|begun": 12, "v:group|groups": 1 },
    b: { "v:group|o.o1": 1, "v:group|o.o2": 1 },
  });
  // A row of half a minute ago is good enough to begin with; the next step knows.
  await wil.presses("Antwoorden van een groep");
  await wil.says("12");
  expect(wil.lastText).toContain("Dit kun jij hier niet doen.");
});

test("what she entered stays when the organiser says so", async () => {
  const { scene, wil } = await guided();
  await enters(wil);
  await takesOut(scene, "stays");
  expect(wil.lastText).toContain("Wat je voor groepen opschreef, blijft staan.");
  expect(await scene.town.store.results(scene.id)).toMatchObject({ b: { "v:group|o.o1": 7 } });
});

test("she is taken out in the middle of a talk, and nothing of it is sent", async () => {
  const { scene, wil } = await guided();
  await wil.presses("Antwoorden van een groep");
  await wil.says("12");
  await wil.says("1=7");
  await takesOut(scene);
  await wil.presses("Verstuur");
  expect(wil.lastText).toContain("Dit kun jij hier niet doen.");
  expect(responsesIn(scene)).toEqual([]);
});

test("residents read before they begin that groups take part too, and that those stand apart", async () => {
  const { scene } = await guided();
  const sam = await comes(scene, "sam");
  await sam.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
  expect(sam.lastText).toContain("Dat staat apart in de uitslag.");
});

test("her name goes when she erases herself, and what groups said stays", async () => {
  const { scene, wil } = await guided();
  await enters(wil);
  expect(JSON.stringify(scene.town.card(scene.id)?.card)).toContain("Jongerenwerk Zuid");
  await wil.commands("wis");
  await wil.presses("Ja, wis alles");
  expect((await surveyOf(scene)).facilitated?.workers).toEqual([]);
  expect(JSON.stringify(scene.town.card(scene.id)?.card)).not.toContain("Jongerenwerk Zuid");
  await scene.town.passes(15 * DAY, 15);
  expect((await surveyOf(scene)).result?.results).toMatchObject({ b: { "v:group|o.o1": 7 } });
});
