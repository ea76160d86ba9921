import { describe, expect, test } from "vitest";
import { MINUTE } from "../../../bot/core/calendar/time.ts";
import { amendment } from "../../../bot/instruments/survey/state.ts";
import type { TestOfficial } from "../../support/town.ts";
import {
  acts,
  answers,
  begins,
  drafted,
  mends,
  onCard,
  opened,
  opening,
  opens,
  responsesIn,
  type Scene,
  surveyOf,
} from "./people.ts";

/**
 * The questions: pasted or built, with mistakes named, on a route that depends on answers, and corrected while open.
 */

describe("questions of her own", () => {
  const own = { ...opening, template: "own" };

  test("can be pasted, and go on in the next field", async () => {
    const scene = await drafted(own);
    await acts(scene.ola, scene, "questions", {
      part1:
        "questions:\n  - id: mood\n    kind: choice\n    ask: {nl: Hoe gaat het?, en: How are you?}\n    options:",
      part2:
        "      - {id: good, label: {nl: Goed, en: Well}}\n      - {id: bad, label: {nl: Slecht, en: Badly}}\n  - id: why\n    kind: text\n    ask: {nl: Waarom?, en: Why?}\n    when: [{question: mood, is: [bad]}]",
    });
    expect((await surveyOf(scene)).definition.questions.map((one) => one.id)).toEqual(["mood", "why"]);
  });

  test("or as JSON", async () => {
    const scene = await drafted(own);
    await acts(scene.ola, scene, "questions", {
      part1: JSON.stringify({ questions: [{ id: "a", kind: "yes_no", ask: { nl: "Ja?" } }] }),
    });
    expect((await surveyOf(scene)).definition.questions).toHaveLength(1);
  });

  test.each([
    ["questions:\n  - id: [", "Dit kan ik niet lezen. Kijk bij regel 2."],
    ["questions: []", "Regel 1, questions: er zijn nog geen vragen."],
    [
      "questions:\n  - id: a\n    kind: quiz\n    ask: {nl: A}",
      "Regel 3, questions.1.kind: dit soort vraag bestaat niet.",
    ],
    [
      "questions:\n  - id: a\n    kind: text\n    vraag: {nl: A}\n    ask: {nl: A}",
      "dit ken ik niet: vraag.",
    ],
    [
      "questions:\n  - id: a\n    kind: choice\n    ask: {nl: A}\n    options: [{id: x, label: {nl: X}}]",
      "Regel 5, questions.1.options: deze vraag heeft minstens twee antwoorden nodig.",
    ],
    [
      "questions:\n  - id: a\n    kind: yes_no\n    ask: {nl: A}\n    when: [{question: b, is: ['yes']}]\n  - id: b\n    kind: yes_no\n    ask: {nl: B}\n    when: [{question: a, is: ['yes']}]",
      "Regel 5, questions.1.when.1.question: b is geen eerdere vraag.",
    ],
    [
      "questions:\n  - id: a\n    kind: yes_no\n    ask: {nl: A, xx: A}",
      "questions.1.ask.xx: de taal xx spreken we hier niet.",
    ],
    ["questions:\n  - id: a\n    kind: yes_no\n    ask: {}", "Regel 4, questions.1.ask: de tekst ontbreekt."],
    [
      `questions:\n  - id: a\n    kind: choice\n    ask: {nl: A}\n    options:\n      - {id: x, label: {nl: X}}\n      - {id: y, label: {nl: ${"y".repeat(70)}}}`,
      "Regel 7, questions.1.options.2.label.nl: 70 tekens is te lang, hoogstens 60.",
    ],
    [
      "questions:\n  - {id: a, kind: yes_no, ask: {nl: A}}\n  - {id: a, kind: yes_no, ask: {nl: B}}",
      "Regel 3, questions.2.id: a is er twee keer.",
    ],
    ["[]", "Regel 1, het begin: hier hoort “questions:”, met de vragen daaronder."],
    ["# alleen dit", "Regel 1, het begin: er zijn nog geen vragen."],
    ["tekst", "Regel 1, het begin: hier hoort “questions:”, met de vragen daaronder."],
    ["42", "Regel 1, het begin: hier hoort “questions:”, met de vragen daaronder."],
    ["null", "Regel 1, het begin: er zijn nog geen vragen."],
    [
      "\n# mijn vragen\n- id: a\n  kind: text\n  ask: {nl: A}",
      "Regel 3, het begin: hier hoort “questions:”, met de vragen daaronder.",
    ],
    ["vragen: []", "Regel 1, het begin: dit ken ik niet: vragen."],
    ["questions: ja", "Regel 1, questions: hier hoort een lijst: elk deel op een eigen regel"],
    ["questions:\n  - [a]", "Regel 2, questions.1: hier horen velden met een naam, zoals “id: …”."],
    [
      "questions:\n  - id: a\n    kind: text\n    ask: [A]",
      "Regel 4, questions.1.ask: hier horen teksten per taal, zoals “nl: …”.",
    ],
    [
      "questions:\n  - id: a\n    kind: text\n    ask: {nl: 12}",
      "Regel 4, questions.1.ask.nl: hier hoort tekst. Zet er aanhalingstekens omheen.",
    ],
    [
      "questions:\n  - id: a\n    kind: choice\n    ask: {nl: A}\n    options:\n      - {id: x, label: {nl: Ja graag}}\n      - {id: y, label: {nl: já gráág!}}",
      "Regel 7, questions.1.options.2.label.nl: dit is hetzelfde als antwoord 1.",
    ],
    [
      "questions:\n  - id: a\n    kind: choice\n    ask: {nl: A}\n    options:\n      - {id: x, label: {nl: Bank, en: Bench}}\n      - {id: y, label: {nl: Zitbank, en: Bench}}",
      "Regel 7, questions.1.options.2.label.en: dit is hetzelfde als antwoord 1.",
    ],
  ])("are refused with their place: %s", async (part1, error) => {
    const scene = await drafted(own);
    await onCard(scene.ola, scene.id, "questions");
    await scene.ola.submit({ part1 });
    const problem = scene.ola.form?.errors?.part1;
    expect(problem && scene.town.render(problem)).toContain(error);
    expect((await surveyOf(scene)).definition.questions).toEqual([]);
  });

  test("name an emoji of the workspace's own before they go to a colleague: residents would read its letters", async () => {
    const scene = await drafted(own);
    const question = { id: "a", kind: "yes_no", ask: { nl: "Blij :party_parrot: 🎉?", en: "Happy?" } };
    await acts(scene.ola, scene, "questions", { part1: JSON.stringify({ questions: [question] }) });
    await onCard(scene.ola, scene.id, "propose");
    const intro = scene.ola.form?.intro?.map((line) => scene.town.render(line)).join("\n");
    expect(intro).toContain("Let op: dit lezen inwoners als letters: :party_parrot:.");
  });

  test("can be built one after the other in a form, and taken away again", async () => {
    const scene = await drafted(own);
    const { ola, town } = scene;
    await acts(ola, scene, "addQuestion", {
      kind: "choice",
      ask_nl: "Wat eerst?",
      options_nl: "Groen\nAfval",
      options_en: "Green\nWaste",
      ask_en: "What first?",
      own: "yes",
    });
    await onCard(ola, scene.id, "addQuestion");
    await ola.submit({ kind: "choice", ask_nl: "Leeg?" });
    expect(ola.form?.errors?.kind && town.render(ola.form.errors.kind)).toContain(
      "deze vraag heeft minstens twee antwoorden nodig.",
    );
    await ola.submit({ kind: "choice", ask_nl: "Wat?", options_nl: "Groen\nAfval\ngroen" });
    expect(ola.form?.errors?.kind && town.render(ola.form.errors.kind)).toContain(
      "options.3.label.nl: dit is hetzelfde als antwoord 1.",
    );
    expect((await surveyOf(scene)).definition.questions).toEqual([
      {
        id: "q1",
        kind: "choice",
        ask: { nl: "Wat eerst?", en: "What first?" },
        options: [
          { id: "o1", label: { nl: "Groen", en: "Green" } },
          { id: "o2", label: { nl: "Afval", en: "Waste" } },
        ],
        own: true,
      },
    ]);
    await acts(ola, scene, "removeQuestion", { question: "q1" });
    expect((await surveyOf(scene)).definition.questions).toEqual([]);
  });

  test("that lack a translation are named before it opens", async () => {
    const scene = await drafted(own);
    await acts(scene.ola, scene, "questions", {
      part1: "questions:\n  - {id: a, kind: yes_no, ask: {nl: Gaat het?}}",
    });
    await onCard(scene.ola, scene.id, "propose");
    expect(scene.ola.form?.intro?.map((one) => scene.town.render(one)).join("\n")).toContain(
      "Let op: nog niet vertaald (English): vraag 1.",
    );
  });
});

describe("more than seven questions", () => {
  const own = { ...opening, template: "own" };
  const asks = (count: number, more = "") =>
    `questions:\n${Array.from({ length: count }, (_, at) => `  - {id: q${at}, kind: yes_no, ask: {nl: Gaat het?, en: Well?}${more}}`).join("\n")}`;
  const read = (scene: Scene, one: TestOfficial) =>
    (one.form?.intro ?? []).map((line) => scene.town.render(line)).join("\n");

  test("warn their author, when they are pasted and when one is added", async () => {
    const scene = await drafted(own);
    await acts(scene.ola, scene, "questions", { part1: asks(7) });
    expect(scene.ola.told).not.toContain("officials:survey.warning.many");
    await onCard(scene.ola, scene.id, "addQuestion");
    expect(read(scene, scene.ola)).toContain("Hoe meer vragen, hoe meer mensen halverwege stoppen.");
    await scene.ola.submit({ kind: "yes_no", ask_nl: "Nog iets?", ask_en: "More?" });
    expect(scene.ola.told.at(-1)).toBe("officials:survey.warning.many");
    await acts(scene.ola, scene, "questions", { part1: asks(9) });
    expect(scene.ola.told.at(-1)).toBe("officials:survey.warning.many");
    // It is advice: they are kept.
    expect((await surveyOf(scene)).definition.questions).toHaveLength(9);
  });

  test("open only when the colleague who looks along says that all are needed", async () => {
    const scene = await drafted(own);
    const { ola, bo, town } = scene;
    await acts(ola, scene, "questions", { part1: asks(8) });
    await acts(ola, scene, "propose");
    await onCard(bo, scene.id, "approve");
    await bo.submit({});
    expect(bo.form?.errors?.many && town.render(bo.form.errors.many)).toContain(
      "Zijn al deze vragen nodig? Kruis het aan.",
    );
    expect((await surveyOf(scene)).at).toBe("review");
    const field = bo.form?.fields[0];
    expect(field && town.render(field.label)).toBe("Meer dan 7 vragen");
    await bo.submit({ many: ["needed"] });
    expect((await surveyOf(scene)).at).toBe("scheduled");
  });

  test("are not asked about when there are seven", async () => {
    const scene = await drafted(own);
    await acts(scene.ola, scene, "questions", { part1: asks(7) });
    await acts(scene.ola, scene, "propose");
    await onCard(scene.bo, scene.id, "approve");
    expect(scene.bo.form?.fields).toEqual([]);
    await scene.bo.submit({});
    expect((await surveyOf(scene)).at).toBe("scheduled");
  });

  test("need it too when they are added while people answer", async () => {
    const scene = await drafted(own);
    await acts(scene.ola, scene, "questions", { part1: asks(7) });
    await opens(scene);
    await acts(scene.ola, scene, "questions", { part1: asks(8) });
    await onCard(scene.bo, scene.id, "approve");
    await scene.bo.submit({});
    expect((await surveyOf(scene)).definition.questions).toHaveLength(7);
    await scene.bo.submit({ many: ["needed"] });
    expect((await surveyOf(scene)).definition.questions).toHaveLength(8);
  });
});

describe("a question that nobody can skip", () => {
  test("is one only where it is marked, and the colleague who looks along reads which", async () => {
    const scene = await drafted({ ...opening, template: "own" });
    await acts(scene.ola, scene, "questions", {
      part1:
        "questions:\n  - {id: a, kind: yes_no, ask: {nl: Eerst?, en: First?}}\n  - {id: b, kind: yes_no, required: true, ask: {nl: Dan?, en: Then?}}",
    });
    await acts(scene.ola, scene, "propose");
    await onCard(scene.bo, scene.id, "approve");
    const shown = (scene.bo.form?.intro ?? []).map((line) => scene.town.render(line)).join("\n");
    expect(shown).toContain("Let op: vraag 2 kan niemand overslaan.");
    await scene.bo.submit({});
    await scene.town.passes(MINUTE);
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over");
    expect(noor.lastText).toContain("Dan?");
    const labels = (noor.lastHeard.choices ?? []).flat().map((one) => scene.town.render(one.label));
    expect(labels).toContain("Ja");
    expect(labels).not.toContain("Sla over");
  });
});

describe("asking on", () => {
  test("depends on what was answered; a changed answer puts what was said aside, and brings it back", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const noor = await begins(scene, "noor");
    await answers(noor, "Niet zo fijn");
    expect(noor.lastText).toContain("Vraag 2 van 2\n\nWaarom geef je dit antwoord?");
    await noor.says("Er is nergens licht");
    expect(noor.lastText).toContain("Dank je. Dit was de laatste vraag.");
    await answers(noor, "Bekijk mijn antwoorden", "Heel fijn");
    expect(noor.lastText).toContain("Dank je.");
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      mood: { "o.2": 0, "o.5": 1 },
      why: { answered: 0, text: 0 },
    });
    expect(responsesIn(scene)[0]?.aside?.why).toMatchObject({ text: "Er is nergens licht" });
    await answers(noor, "Bekijk mijn antwoorden", "Helemaal niet fijn");
    expect(await scene.town.store.results(scene.id)).toMatchObject({ why: { answered: 1, text: 1 } });
  });
});

describe("questions that are mended while people answer", () => {
  const mended = (more: string) =>
    `questions:\n  - {id: mood, kind: scale, ask: {nl: Hoe gaat het hier?}}\n  - {id: why, kind: text, ask: {nl: Waarom?}, when: [{question: mood, is: ['1', '2']}]}\n${more}`;

  test("keep what was answered; somebody who comes back reads that they changed, once", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const noor = await begins(scene, "noor");
    await noor.presses("Heel fijn");
    await mends(scene, mended("  - {id: more, kind: yes_no, ask: {nl: Wil je meer weten?}}"));
    // A respondent may see a process that is half a minute old.
    await scene.town.passes(MINUTE);
    await noor.commands("meedoen");
    await noor.presses("Bekijk mijn antwoorden");
    expect(noor.lastText).toContain("De vragen zijn veranderd sinds je hier was.");
    expect(noor.lastText).toContain("Vraag 2 van 2\n\nWil je meer weten?");
    await noor.presses("Ja");
    expect(noor.lastText).not.toContain("De vragen zijn veranderd");
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      mood: { "o.5": 1 },
      more: { "o.yes": 1 },
    });
  });

  test("wait for a colleague; until then nothing changes, and she can send them back with a reason", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const { town, ola, bo, id } = scene;
    const noor = await begins(scene, "noor");
    await acts(ola, scene, "questions", {
      part1: mended("  - {id: bsn, kind: text, ask: {nl: Wat is je BSN?}}"),
    });
    expect((await surveyOf(scene)).edition).toBe(1);
    const facts = town.card(id)?.card.facts.map(({ label }) => town.render(label));
    expect(facts).toContain("Andere vragen");
    await onCard(ola, id, "approve");
    expect(ola.form).toBeUndefined();
    await onCard(bo, id, "approve");
    expect(bo.form?.intro?.map((line) => town.render(line)).join("\n")).toContain("Wat is je BSN?");
    await acts(bo, scene, "sendBack", { reason: "Dat hoeven we niet te weten." });
    expect(ola.told.at(-1)).toBe("officials:survey.mendSentBack");
    expect(await surveyOf(scene)).toMatchObject({ edition: 1 });
    expect(amendment(await surveyOf(scene))).toBeUndefined();
    await noor.presses("Heel fijn");
    expect(noor.lastText).toContain("Dit was de laatste vraag.");
  });

  test("are reviewed in their current form: if they change meanwhile, she sees the new ones first", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const { ola, bo, id } = scene;
    await acts(ola, scene, "questions", { part1: mended("  - {id: more, kind: yes_no, ask: {nl: Meer?}}") });
    await onCard(bo, id, "approve");
    await acts(ola, scene, "questions", {
      part1: mended("  - {id: more, kind: yes_no, ask: {nl: Nog meer?}}"),
    });
    await bo.submit({});
    expect(bo.form?.intro?.map((line) => scene.town.render(line)).join("\n")).toContain("Nog meer?");
    await bo.submit({});
    expect(await surveyOf(scene)).toMatchObject({
      edition: 2,
      definition: { questions: [{}, {}, { id: "more" }] },
    });
    expect(ola.told.at(-1)).toBe("officials:survey.mendApproved");
  });

  test("cannot lose a question that has been answered", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    await onCard(scene.ola, scene.id, "questions");
    await scene.ola.submit({ part1: "questions:\n  - {id: mood, kind: yes_no, ask: {nl: Goed?}}" });
    expect(scene.ola.form?.errors?.part1?.key).toBe("officials:survey.stays");
    expect((await surveyOf(scene)).edition).toBe(1);
  });
});
