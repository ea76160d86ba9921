import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../bot/core/time.ts";
import {
  acts,
  answers,
  begins,
  comes,
  drafted,
  heard,
  onCard,
  opened,
  opening,
  opens,
  processOf,
  responsesIn,
  room,
  surveyOf,
} from "./people.ts";

describe("an organiser", () => {
  test("begins with a template and a whole card, and nobody sees it before it is open", async () => {
    const scene = await drafted();
    expect(await surveyOf(scene)).toMatchObject({ at: "draft", template: "sample", closesOn: "2026-05-18" });
    expect((await surveyOf(scene)).definition.questions).toHaveLength(7);
    const noor = await comes(scene, "noor");
    await noor.commands("meedoen");
    expect(noor.lastKeys).toEqual(["common:process.none"]);
    await noor.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
    expect(noor.lastText).toContain("is nog niet open. Je kunt antwoorden vanaf maandag 4 mei.");
  });

  test.each([
    [{ closesOn: "2026-05-03" }, "closesOn", "officials:survey.error.before"],
    [{ closesOn: "2027-05-03" }, "closesOn", "officials:survey.error.long"],
    [{ opensOn: "2026-04-03" }, "opensOn", "officials:error.past"],
    [{ answerBy: "2026-05-18" }, "answerBy", "officials:survey.error.answerBy"],
    [{ template: "nothere" }, "template", "officials:error.required"],
    [{ quotas: "Dijkzicht" }, "quotas", "officials:survey.error.quota"],
    [{ quotas: "Rotterdam=5" }, "quotas", "officials:survey.error.quotaGroup"],
    [{ quotas: "Dijkzicht=5", neighbourhoods: ["mill"] }, "quotas", "officials:survey.error.quotaNotAsked"],
    [{ quotas: "Dijkzicht=90000" }, "quotas", "officials:survey.error.quotaMany"],
  ])("hears what is wrong with %o", async (values, field, error) => {
    const { town } = await drafted();
    const ola = town.official("U0OLA");
    await ola.does({ type: "commanded", command: "peiling", rest: "", ...room });
    await ola.submit({ ...opening, ...values });
    expect(ola.form?.errors?.[field]?.key).toBe(error);
  });

  test("cannot approve her own questions, and a colleague can send them back with a reason", async () => {
    const scene = await drafted();
    const { ola, bo } = scene;
    await onCard(bo, scene.id, "approve");
    expect(bo.told.at(-1)).toBe("officials:survey.notNow");
    await acts(ola, scene, "propose");
    await onCard(ola, scene.id, "approve");
    expect(ola.told.at(-1)).toBe("officials:survey.another");
    await acts(bo, scene, "sendBack", { words: "Vraag 3 is te moeilijk." });
    expect((await surveyOf(scene)).at).toBe("draft");
    expect(ola.told.at(-1)).toBe("officials:survey.sentBack");
    await acts(ola, scene, "propose");
    await acts(bo, scene, "approve");
    expect(await surveyOf(scene)).toMatchObject({ at: "scheduled", review: { by: "U0BOO" } });
  });

  test("has it opened by the clock on the first day, at nine, and closed after the last", async () => {
    const scene = await drafted({ ...opening, opensOn: "2026-05-06" });
    await opens(scene);
    expect((await surveyOf(scene)).at).toBe("scheduled");
    await scene.town.passes(DAY, 24);
    expect((await surveyOf(scene)).at).toBe("scheduled");
    await scene.town.passes(DAY, 24);
    expect((await surveyOf(scene)).at).toBe("open");
    expect((await processOf(scene)).open).toBe(true);
    expect(scene.ola.told.at(-1)).toBe("officials:survey.opened");
    await scene.town.passes(13 * DAY, 13);
    expect((await surveyOf(scene)).at).toBe("closed");
    expect(scene.ola.told.at(-1)).toBe("officials:survey.closed");
  });

  test("who changes questions that a colleague was looking at has them looked at again", async () => {
    const scene = await drafted();
    await acts(scene.ola, scene, "propose");
    await acts(scene.ola, scene, "questions", {
      part1: "questions:\n  - {id: one, kind: yes_no, ask: {nl: Gaat het?}}",
    });
    expect(await surveyOf(scene)).toMatchObject({ at: "draft", edition: 2 });
    await onCard(scene.bo, scene.id, "approve");
    expect(scene.bo.told.at(-1)).toBe("officials:survey.notNow");
  });
});

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
  ])("are refused with their place: %s", async (part1, error) => {
    const scene = await drafted(own);
    await onCard(scene.ola, scene.id, "questions");
    await scene.ola.submit({ part1 });
    const problem = scene.ola.form?.errors?.part1;
    expect(problem && scene.town.render(problem)).toContain(error);
    expect((await surveyOf(scene)).definition.questions).toEqual([]);
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
      more: ["own"],
    });
    await onCard(ola, scene.id, "addQuestion");
    await ola.submit({ kind: "choice", ask_nl: "Leeg?" });
    expect(ola.form?.errors?.kind && town.render(ola.form.errors.kind)).toContain(
      "deze vraag heeft minstens twee antwoorden nodig.",
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
      "Let op: vraag 1 is nog niet vertaald (English).",
    );
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

  test("keep what was answered; whoever comes back reads that they changed, once", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const noor = await begins(scene, "noor");
    await noor.presses("Heel fijn");
    await acts(scene.ola, scene, "questions", {
      part1: mended("  - {id: more, kind: yes_no, ask: {nl: Wil je meer weten?}}"),
    });
    // Whoever answers may see a process that is half a minute old.
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

  test("cannot lose a question that has been answered", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    await onCard(scene.ola, scene.id, "questions");
    await scene.ola.submit({ part1: "questions:\n  - {id: mood, kind: yes_no, ask: {nl: Goed?}}" });
    expect(scene.ola.form?.errors?.part1?.key).toBe("officials:survey.stays");
    expect((await surveyOf(scene)).edition).toBe(1);
  });
});

describe("whoever allows to be asked", () => {
  test("is invited in her own language once the organiser has seen how many there are, and reminded once", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true });
    const sam = await comes(scene, "sam", { asked: true, language: "en" });
    const yusuf = await comes(scene, "yusuf");
    await acts(ola, scene, "invite");
    const [message] = await town.store.broadcasts("");
    expect(message?.status).toMatchObject({ at: "ready", count: 2 });
    expect(heard(town, noor)).not.toContain("We hebben 7 korte vragen voor je.");
    await ola.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "news", option: "send", ref: message?.id ?? "" },
    });
    await town.passes(MINUTE);
    expect(noor.lastText).toContain("Wat moet er beter in jouw buurt? We hebben 7 korte vragen voor je.");
    expect(sam.lastText).toContain("We have 7 short questions for you.");
    expect(heard(town, yusuf)).not.toContain("korte vragen");
    await sam.presses("Begin");
    await answers(sam, "Skip", "Skip", "Skip", "Skip", "Skip", "Skip", "Skip");
    await noor.presses("Begin");
    await noor.presses("Sla over");
    await town.passes(12 * DAY, 24);
    const soon = /Je kunt nog tot en met maandag 18 mei meedoen/g;
    expect(heard(town, noor).match(soon)).toHaveLength(1);
    expect(heard(town, sam)).not.toContain("You can still take part");
    expect(heard(town, yusuf)).not.toMatch(soon);
  });

  test("is chosen by neighbourhood, age and language, and told apart from who is not", async () => {
    const scene = await opened({ ...opening, neighbourhoods: ["dike"], languages: ["nl"] });
    const { town, ola } = scene;
    await comes(scene, "noor", { asked: true, neighbourhood: "Dijkzicht" });
    await comes(scene, "sam", { asked: true, language: "en", neighbourhood: "Dijkzicht" });
    await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
    await onCard(ola, scene.id, "invite");
    expect(ola.form?.intro?.map((one) => town.render(one)).join()).toContain(
      "Voor: Dijkzicht en Nederlands.",
    );
    await ola.submit();
    const [message] = await town.store.broadcasts("");
    expect(message?.status).toMatchObject({ at: "ready", count: 1 });
  });

  test("is chosen by how she came and whether she took part before, and not from a group that is full", async () => {
    const count = async (values: Record<string, string>, people: number) => {
      const scene = await opened({ ...opening, ...values });
      const { town, ola } = scene;
      const about = { asked: true, counted: true, neighbourhood: "Dijkzicht" };
      await comes(scene, "noor", about);
      for (let n = 0; n < people; n++) {
        const other = await begins(scene, `p${n}`, about);
        await other.presses("Sla over");
      }
      await town.passes(1000);
      await acts(ola, scene, "invite");
      const [message] = await town.store.broadcasts("");
      return message?.status;
    };
    expect(await count({ quotas: "Dijkzicht=1" }, 0)).toMatchObject({ count: 1 });
    expect(await count({ quotas: "Dijkzicht=1" }, 1)).toMatchObject({ count: 0 });
    expect(await count({ campaign: "markt" }, 0)).toMatchObject({ count: 0 });
    expect(await count({ earlier: "never" }, 0)).toMatchObject({ count: 1 });
    expect(await count({ earlier: "before" }, 0)).toMatchObject({ count: 0 });
  });

  test("and whoever has a link comes in with her language and the privacy notice alone", async () => {
    const scene = await opened();
    const lee = scene.town.resident("lee");
    await lee.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
    await lee.presses("Nederlands");
    await lee.presses("16 of ouder");
    expect(lee.lastText).toContain("Hoe is het in jouw buurt?");
    await lee.presses("Begin");
    expect(lee.lastText).toContain("Vraag 1 van 7");
    await lee.commands("start", `s-${scene.id}-00000000`);
    expect(lee.lastText).toContain("Deze link werkt niet meer.");
  });
});

describe("who has not been heard yet", () => {
  /** Twenty from the harbour of 18 to 20 years, three from Dijkzicht, and two of whom nothing is known. */
  async function uneven() {
    const scene = await opened({ ...opening, template: "pulse" });
    const responses = Array.from({ length: 25 }, (_, n) => ({
      put: {
        row: "response" as const,
        process: scene.id,
        voter: `${n.toString(16).padStart(2, "0")}`.repeat(16),
        version: 1,
        edition: 1,
        language: "nl",
        ...(n < 20
          ? { age: "18_20", neighbourhood: "harbour" }
          : n < 23
            ? { age: "28_up", neighbourhood: "dike" }
            : {}),
        via: "chat" as const,
        answers: { mood: { is: "options" as const, ids: [n < 15 ? "4" : "2"] } },
        done: true,
        begun: scene.town.now,
        at: scene.town.now,
      },
    }));
    await scene.town.store.commit(responses);
    await scene.town.passes(1000);
    return scene;
  }

  test("is told to the organiser while it is open, with whom to invite, and no small group by its number", async () => {
    const scene = await uneven();
    await onCard(scene.ola, scene.id, "results");
    const shown = scene.ola.form?.intro?.map((one) => scene.town.render(one)).join("\n");
    // Of 23 known, 20/23 are in a cell with 230 of 35,750 inhabitants and 3/23 in one with 5,300:
    // 1 − ½·(|20/23 − 230/35750| + |3/23 − 5300/35750| + the other 30,220/35,750) = 0.137.
    expect(shown).toContain(
      "Wie antwoordde, lijkt voor 14% op wie er woont, naar buurt en leeftijd. Bekend van 23, niet bekend van 2.",
    );
    expect(shown).toContain("Nodig daar meer mensen uit.");
    expect(shown).toContain("25 inwoners begonnen, 25 kwamen tot het einde.");
    expect(shown).toContain("🙂 Fijn: 15 (60%)");
    expect(shown).not.toContain("Dijkzicht (3");
  });
});

test("a group that is full is told so kindly, and whoever began goes on", async () => {
  const scene = await opened({ ...opening, quotas: "Dijkzicht=2; 18-20=100" });
  expect((await surveyOf(scene)).quotas).toEqual({ "n:dike": 2, "a:18_20": 100 });
  const about = { neighbourhood: "Dijkzicht", counted: true };
  const first = await begins(scene, "noor", about);
  await first.presses("Sla over");
  const second = await begins(scene, "lee", about);
  await second.presses("Sla over");
  const third = await begins(scene, "yusuf", about);
  expect(third.lastText).toBe(
    "Dank je dat je mee wilt doen. Uit jouw groep kwamen al genoeg antwoorden. We vragen nu mensen die we nog niet hoorden.\n\nWil je wel iets kwijt? Typ het gewoon, dan breng ik het naar de gemeente.",
  );
  await first.presses("Fijn");
  expect(first.lastText).toContain("Vraag 3 van 7");
  const other = await begins(scene, "mo", { neighbourhood: "Molenhoek", counted: true });
  expect(other.lastText).toContain("Vraag 1 van 7");
});

describe("answers without a telephone", () => {
  test("on paper are entered by a colleague, counted with the others and marked as paper", async () => {
    const scene = await opened();
    await acts(scene.bo, scene, "enterPaper", { q_word: "Rustig", q_nice: "5", q_first: ["green", "homes"] });
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      "-": { begun: 1, done: 1, "v:paper|begun": 1 },
      word: { word: 1 },
      nice: { "o.5": 1, "v:paper|o.5": 1 },
      first: { "o.green": 1, "o.homes": 1 },
      safe: { skipped: 1 },
    });
    await onCard(scene.bo, scene.id, "enterPaper");
    await scene.bo.submit({});
    expect(scene.bo.form?.errors?.q_word?.key).toBe("officials:survey.error.empty");
    await scene.bo.submit({ q_first: ["green", "homes", "meet"] });
    expect(scene.bo.form?.errors?.q_first?.key).toBe("officials:survey.error.entry");
  });

  test("of a group say how many chose what, and stand apart from what each person chose", async () => {
    const scene = await opened();
    await onCard(scene.bo, scene.id, "enterGroup");
    await scene.bo.submit({ size: "2", q_nice: "5=2" });
    expect(scene.bo.form?.errors?.size?.key).toBe("officials:manifesto.error.number");
    await scene.bo.submit({ size: "12", q_nice: "5=13" });
    expect(scene.bo.form?.errors?.q_nice?.key).toBe("officials:survey.error.entry");
    await scene.bo.submit({ size: "12", q_nice: "5=7, 1=3", q_first: "1=10, 2=10" });
    expect(scene.bo.form).toBeUndefined();
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      "-": { "v:group|begun": 12, "v:group|groups": 1 },
      nice: { "v:group|o.5": 7, "v:group|o.1": 3 },
    });
    expect((await scene.town.store.results(scene.id)).nice).not.toHaveProperty("answered");
    await onCard(scene.ola, scene.id, "results");
    const shown = scene.ola.form?.intro?.map((one) => scene.town.render(one)).join("\n");
    // Of fewer than ten nothing is told, also not of a group.
    expect(shown).toContain("In groepen:\nAfval en schone straten: 10\nGroen en speelplekken: 10");
    expect(shown).not.toContain("Helemaal niet fijn: 3");
    expect(scene.town.card(scene.id)?.thread.map((one) => scene.town.render(one))).toContain(
      "De antwoorden van een groep van 12 mensen zijn ingevoerd.",
    );
  });
});

describe("coming back", () => {
  async function closed() {
    const scene = await opened({ ...opening, template: "pulse" });
    const people = [];
    for (let n = 0; n < 12; n++) {
      const person = await begins(scene, `p${n}`);
      if (n < 9) await person.presses("Heel fijn");
      else {
        await person.presses("Niet zo fijn");
        await person.says(n === 9 ? "Geen licht op straat" : `Mijn buurman ${n} heet zo en zo`);
      }
      people.push(person);
    }
    await scene.town.passes(15 * DAY, 30);
    return { ...scene, people };
  }

  test("first with what was heard, each with her own answer beside it; only what was chosen is quoted", async () => {
    const scene = await closed();
    const { ola, town, people } = scene;
    await onCard(ola, scene.id, "publish");
    const field = ola.form?.fields.find((one) => one.name === "quotes_why");
    if (field?.kind !== "choices") throw new Error("no open answers to choose from");
    const light = field.options.find((one) => town.render(one.label).includes("licht"));
    await ola.submit({ quotes_why: [light?.value ?? ""] });
    await ola.submit({ quotes_why: [light?.value ?? ""] });
    expect((await surveyOf(scene)).at).toBe("results_published");
    const [first] = people;
    if (!first) throw new Error("nobody");
    expect(first.lastText).toBe(
      [
        "Dit hoorden we bij “Hoe is het in jouw buurt?”. Er deden 12 inwoners mee.",
        "Hoe gaat het nu in jouw buurt? (12 antwoorden)",
        "😞 Helemaal niet fijn: 0 (0%)\n🙁 Niet zo fijn: 3 (25%)\n😐 Gaat wel: 0 (0%)\n🙂 Fijn: 0 (0%)\n😀 Heel fijn: 9 (75%)",
        "Waarom geef je dit antwoord? (3 antwoorden)",
        "Te weinig antwoorden om te laten zien: minder dan 10.",
        "Inwoners zeiden onder meer:\n“Geen licht op straat”",
        "Uiterlijk woensdag 1 juli 2026 hoor je wat we ermee doen.",
      ].join("\n\n"),
    );
    expect(heard(town, first)).not.toContain("buurman");
    await first.presses("Leg mijn antwoord ernaast");
    expect(first.lastText).toContain("Jij: 😀 Heel fijn");
  });

  test("then with what is done, by whom and when; it ends when everybody has heard", async () => {
    const scene = await closed();
    const { ola, town, people, bo } = scene;
    await acts(ola, scene, "publish");
    await onCard(ola, scene.id, "actOn");
    await ola.submit({});
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["because"]);
    await ola.submit({ what1: "Tien lantaarns erbij" });
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["owner1", "due1"]);
    const act = { what1: "Tien lantaarns erbij", owner1: "U0BOO", due1: "2026-09-01" };
    await acts(ola, scene, "actOn", act);
    expect((await processOf(scene)).open).toBe(true);
    await town.passes(HOUR, 6);
    expect((await surveyOf(scene)).at).toBe("acted_on");
    expect((await processOf(scene)).open).toBe(false);
    expect(bo.told).toContain("officials:survey.yours");
    expect(people[3]?.lastText).toContain("Tien lantaarns erbij, uiterlijk dinsdag 1 september 2026");
  });

  test("or with the reason why nothing is", async () => {
    const scene = await closed();
    await acts(scene.ola, scene, "publish");
    await acts(scene.ola, scene, "actOn", { because: "Het geld is op." });
    await scene.town.passes(HOUR, 6);
    expect(scene.people[0]?.lastText).toContain(
      "We doen hier nu niets mee. Dit is de reden:\n\n“Het geld is op.”",
    );
  });

  test("and the same questions can be asked again later, with what was said before and by how many", async () => {
    const scene = await closed();
    const { ola, bo, town } = scene;
    await acts(ola, scene, "publish");
    await onCard(ola, scene.id, "repeat");
    await ola.submit({ opensOn: "2026-09-01", closesOn: "2026-09-10", answerBy: "2026-09-05" });
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["answerBy"]);
    await ola.submit({ opensOn: "2026-09-01", closesOn: "2026-09-10", answerBy: "2026-12-01" });
    const id = town.posted.at(-1)?.card.ref ?? "";
    const again = { ...scene, id };
    expect(await surveyOf(again)).toMatchObject({ at: "draft", baseline: { process: scene.id } });
    expect(JSON.stringify((await surveyOf(again)).baseline)).not.toContain("|");
    await acts(ola, again, "propose");
    await acts(bo, again, "approve");
    await town.passes(110 * DAY, 110);
    expect((await surveyOf(again)).at).toBe("open");
    for (const person of scene.people) {
      await person.does({
        type: "chose",
        press: { instrument: "survey", version: 1, step: "start", option: "go", ref: id },
      });
      await person.presses("Gaat wel");
    }
    await town.passes(10 * DAY, 20);
    await acts(ola, again, "publish");
    expect(scene.people[0]?.lastText).toContain(
      "Hoe gaat het nu in jouw buurt? (12 antwoorden)\n\nEerder: 12 antwoorden.\n\n😞 Helemaal niet fijn: 0 (0%, eerder 0%)\n🙁 Niet zo fijn: 0 (0%, eerder 25%)\n😐 Gaat wel: 12 (100%, eerder 0%)",
    );
  });

  test("and after thirty days of silence the clerk hears that it lies", async () => {
    const scene = await closed();
    const chris = scene.town.official("U0CHRIS");
    await scene.town.passes(29 * DAY, 29);
    expect(chris.told).not.toContain("officials:survey.flagged");
    await scene.town.passes(2 * DAY, 2);
    expect(chris.told.filter((one) => one === "officials:survey.flagged")).toHaveLength(1);
    await scene.town.passes(5 * DAY, 5);
    expect(chris.told.filter((one) => one === "officials:survey.flagged")).toHaveLength(1);
  });
});

test("whoever has herself erased takes her answers along while it is open, and changes nothing after the close", async () => {
  const scene = await opened();
  const noor = await begins(scene, "noor");
  await noor.says("Rumoerig");
  await noor.commands("wis");
  await noor.presses("Ja, wis alles");
  expect((await scene.town.store.results(scene.id)).word).toMatchObject({ answered: 0 });
  expect(JSON.stringify(scene.town.store.images())).not.toContain("Rumoerig");
  const lee = await begins(scene, "lee");
  await lee.says("Rustig");
  await scene.town.passes(15 * DAY, 15);
  const { result } = await surveyOf(scene);
  await lee.commands("wis");
  await lee.presses("Ja, wis alles");
  expect((await surveyOf(scene)).result).toEqual(result);
  expect(responsesIn(scene).flatMap((one) => Object.keys(one.answers))).toEqual([]);
});

test("answers are kept apart from people: nothing in one leads to the other", async () => {
  const scene = await opened();
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  const [response] = responsesIn(scene);
  const lane = await noor.lane;
  expect(response?.voter).not.toBe(lane?.resident);
  expect(JSON.stringify(lane)).not.toContain(response?.voter);
  expect(JSON.stringify(response)).not.toContain(lane?.resident ?? "-");
});
