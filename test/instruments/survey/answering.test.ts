import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { readSpoken } from "../../../bot/instruments/survey/answering/spoken.ts";
import { spokenCard } from "../../../bot/instruments/survey/entering/writing-down.ts";
import { answers, begins, factsOn, heard, opened, opening, surveyOf } from "./people.ts";

describe("a resident answers", () => {
  test("one question at a time, tap by tap, and hears when she will hear more", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    expect(noor.lastText).toBe(
      [
        "Het zijn hoogstens 7 vragen. We bewaren je antwoorden zonder je naam. Je mag stoppen. Wat je al antwoordde, blijft bewaard.",
        "Elke vraag mag je overslaan.",
        "Vraag 1 van 7",
        "Welk woord past het best bij jouw buurt?",
        "Typ één woord.",
      ].join("\n\n"),
    );
    await noor.says("Gezellig");
    expect(noor.lastText).toContain("Vraag 2 van 7\n\nHoe fijn woon je hier?");
    await answers(noor, "Fijn", "Meestal", "Groen", "Wonen");
    expect(noor.lastText).toContain("Kies er hoogstens 2.");
    await answers(noor, "Verder", "Ja", "geen antwoord");
    expect(noor.lastText).toContain("Vraag 7 van 7\n\nWil je zelf meehelpen?");
    await noor.presses("Ja, één keer");
    expect(noor.lastText).toBe(
      [
        "Dank je. Dit was de laatste vraag.",
        "Uiterlijk maandag 25 mei 2026 hoor je wat we hoorden.",
        "Uiterlijk woensdag 1 juli 2026 hoor je wat we ermee doen.",
        "Je kunt je antwoorden veranderen tot en met maandag 18 mei.",
        "Fijn dat je wilt helpen. Je antwoorden blijven zonder naam. Mag de gemeente je hier een bericht sturen over meehelpen?",
      ].join("\n\n"),
    );
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      "-": { begun: 1, done: 1 },
      word: { answered: 1, word: 1 },
      nice: { answered: 1, "o.4": 1 },
      safe: { "o.mostly": 1 },
      first: { answered: 1, "o.green": 1, "o.homes": 1 },
      where: { "o.yes": 1 },
      heard: { "o.silence": 1 },
      help: { "o.once": 1 },
    });
  });

  test("and says how old she is when she lets herself be counted, once and only if she wants", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor", {
      counted: true,
      neighbourhood: "Dijkzicht",
      age: "18 tot en met 20",
    });
    expect(heard(scene.town, noor)).toContain("Hoe oud ben je? Dit vraag ik één keer.");
    await noor.presses("Sla over");
    expect((await scene.town.store.results(scene.id))["-"]).toMatchObject({
      "a:18_20|begun": 1,
      "n:dike|begun": 1,
      "g:18_20|dike": 1,
    });
    const lee = await begins(scene, "lee", { counted: true });
    await lee.presses("Sla over");
    expect((await scene.town.store.results(scene.id))["-"]).toMatchObject({ begun: 2, "a:18_20|begun": 1 });
  });

  test("and each answer is kept at once, so that she can go on days later where she was", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn");
    await scene.town.passes(3 * DAY, 3);
    expect((await scene.town.store.results(scene.id))["-"]).toMatchObject({ begun: 1 });
    await noor.commands("meedoen");
    await noor.presses("Begin");
    expect(noor.lastText).toContain("Je gaat verder waar je was.");
    expect(noor.lastText).toContain("Vraag 3 van 7");
  });

  test("and is reminded once, three days before the end, and goes on where she was", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over");
    await scene.town.passes(10 * DAY, 20);
    expect(noor.lastText).toContain("Hoe fijn woon je hier?");
    await scene.town.passes(3 * DAY, 6);
    expect(noor.lastText).toContain("Je kunt nog tot en met maandag 18 mei meedoen");
    await noor.presses("Begin");
    expect(noor.lastText).toContain("Je gaat verder waar je was.");
    expect(noor.lastText).toContain("Hoe fijn woon je hier?");
    await noor.presses("Heel fijn");
    expect(noor.lastText).toContain("Vraag 3 van 7");
  });

  test("also weeks later by typing: first she is asked whether she wants to go on", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over");
    await scene.town.passes(8 * DAY, 8);
    await noor.says("Fijn");
    expect(noor.lastText).toContain("Wil je verder waar je was");
    await noor.presses("Verder waar ik was");
    expect(noor.lastText).toContain("Vraag 3 van 7");
  });

  test("can go back and change an answer, and the count follows", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn", "Vorige");
    expect(noor.lastText).toContain("Je antwoord: 🙂 Fijn");
    await noor.presses("Gaat wel");
    expect((await scene.town.store.results(scene.id)).nice).toEqual({
      answered: 1,
      "o.4": 0,
      "o.3": 1,
    });
  });

  test("no more than she may choose, and takes one away first", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn", "Nee", "Groen", "Wonen", "Veiligheid");
    expect(noor.lastText).toContain("Je koos er al 2. Haal er eerst één weg.");
    await answers(noor, "Gekozen: Wonen", "Veiligheid", "Verder");
    expect((await scene.town.store.results(scene.id)).first).toMatchObject({
      "o.green": 1,
      "o.homes": 0,
      "o.safety": 1,
    });
  });

  test("in her own words: a number, a word, or something that is not on the list", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await noor.says("druk");
    await noor.says("4");
    await noor.says("meestal");
    await noor.says("1, 3");
    expect(noor.lastText).toContain("Vraag 5 van 7");
    await noor.presses("Vorige");
    await noor.says("Een zwembad");
    expect(noor.lastText).toContain("Je koos er al 2. Haal er eerst één weg.");
    await answers(noor, "Gekozen: Verkeer en parkeren", "Laat mijn woorden staan");
    await noor.says("nee");
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      nice: { "o.4": 1 },
      safe: { "o.mostly": 1 },
      first: { answered: 1, own: 1 },
      where: { "o.no": 1 },
    });
  });

  test("and what cannot be matched is kept: after that she can leave it at her words", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over");
    await noor.says("Dat hangt ervan af");
    expect(noor.lastText).toContain("Dat herken ik niet. Tik op een antwoord, of typ het nummer.");
    await noor.says("In de zomer wel");
    expect(noor.lastText).toContain("Dit stuurde je: “Dat hangt ervan af\nIn de zomer wel”");
    await noor.presses("Laat mijn woorden staan");
    expect(noor.lastText).toContain("Vraag 3 van 7");
    const { texts } = await scene.town.store.said(scene.id);
    expect(texts.nice).toEqual(["Dat hangt ervan af\nIn de zomer wel"]);
  });

  test("in another language from the middle on", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over");
    await noor.commands("taal");
    await noor.presses("English");
    expect(noor.lastText).toContain("How do you like living here?");
    await noor.presses("Very good");
    expect(noor.lastText).toContain("Question 3 of 7\n\nDo you feel safe in the street");
    const { results } = await scene.town.store.answers(scene.id);
    expect(results).toMatchObject({ nice: { "l:en|o.5": 1 } });
  });

  test("by a button that is repeated, or of a question that she passed long ago, without harm", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn");
    const press = { instrument: "survey", version: 1, step: "q.nice", option: "4", ref: scene.id };
    await noor.does({ type: "chose", press });
    await noor.does({ type: "chose", press });
    expect((await scene.town.store.results(scene.id)).nice).toMatchObject({ answered: 1, "o.4": 1 });
    for (const [step, option] of [
      ["q.nice", "9"],
      ["q.nothere", "1"],
      ["q.first", "waste"],
      ["show", "nothere"],
    ] as const)
      await noor.does({ type: "chose", press: { ...press, step, option } });
    expect((await scene.town.store.results(scene.id)).first).toBeUndefined();
  });

  test("by voice: a colleague hears it without knowing whose it is, and writes down what was said", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const { town, bo } = scene;
    const noor = await begins(scene, "noor");
    await noor.presses("Helemaal niet fijn");
    await noor.voice();
    expect(noor.lastText).toContain("Dank je. Dit was de laatste vraag.");
    // Until the next morning nobody at the desk can tell by the hour whose it is.
    expect(town.posted.filter((one) => /^\d{8}$/.test(one.card.ref))).toEqual([]);
    await town.passes(DAY, 24);
    const ref = town.posted.map((one) => one.card.ref).find((one) => /^\d{8}$/.test(one)) ?? "";
    expect((await town.store.contribution(ref))?.by).toBeUndefined();
    expect(town.card(ref)?.card.media).toHaveLength(1);
    // The listener reads what was asked, and in which survey.
    expect(factsOn(scene, ref)).toEqual([
      "Peiling: Hoe is het in jouw buurt?",
      "Welke vraag: Waarom geef je dit antwoord?",
    ]);
    await bo.does({
      type: "chose",
      press: { instrument: "survey", version: 1, step: "spoken", option: "writeDown", ref },
    });
    await bo.submit({ words: "" });
    expect(Object.keys(bo.form?.errors ?? {})).toEqual(["words"]);
    await bo.submit({ words: "Er is nergens licht" });
    expect((await town.store.said(scene.id)).texts).toEqual({ why: ["Er is nergens licht"] });
    // Nothing at the desk leads to her, and when she goes it goes too.
    await noor.commands("mijn");
    expect(noor.lastKeys).toEqual(["common:mine.takesPart"]);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles");
    expect(JSON.stringify(town.store.images())).not.toContain("nergens licht");
    expect(town.card(ref)?.card.media).toHaveLength(0);
  });

  test("by voice, from before the question was stored with it: the card still shows what is known", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const noor = await begins(scene, "noor");
    await noor.presses("Helemaal niet fijn");
    await noor.voice();
    await scene.town.passes(DAY, 24);
    const ref = scene.town.posted.map((one) => one.card.ref).find((one) => /^\d{8}$/.test(one)) ?? "";
    const found = await scene.town.store.contribution(ref);
    if (!found) throw new Error("nothing came to the desk");
    const { title: _title, ask: _ask, ...before } = readSpoken(found);
    const { facts } = spokenCard({ ...found, state: before });
    expect(facts.map((one) => one.value)).toEqual(["why"]);
  });

  test("not after the last day: what she answered counts, and she reads when she will hear", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn");
    await scene.town.passes(15 * DAY, 15);
    expect((await surveyOf(scene)).at).toBe("closed");
    await noor.does({
      type: "chose",
      press: { instrument: "survey", version: 1, step: "q.safe", option: "no", ref: scene.id },
    });
    expect(noor.lastText).toBe(
      "“Hoe is het in jouw buurt?” is gesloten. Wat je al antwoordde, telt mee.\n\nDeed je mee? Dan hoor je op maandag 25 mei 2026 wat we hoorden.",
    );
    expect((await surveyOf(scene)).result?.results).toMatchObject({
      "-": { begun: 1 },
      nice: { "o.4": 1 },
    });
    expect((await surveyOf(scene)).result?.same).toBe(true);
    expect(heard(scene.town, noor)).not.toContain("undefined");
  });
});
