import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { STAFF } from "../../../bot/core/counting/response.ts";
import { staffOf } from "../../../bot/instruments/survey/figures/apart-lines.ts";
import { answeredTo } from "../../../bot/instruments/survey/figures/figures.ts";
import { tablesOf } from "../../../bot/instruments/survey/files/tables.ts";
import type { TestOfficial } from "../../support/town.ts";
import { waterkant } from "../../support/waterkant.ts";
import {
  acts,
  answers,
  begins,
  onCard,
  opened,
  openedWith,
  opening,
  opens,
  responsesIn,
  type Scene,
  surveyOf,
} from "./people.ts";

/** Colleagues are asked the same questions in Slack, so that their view can be compared with residents' experience. */

const trust = { ...opening, template: "trust" };

const press = (person: TestOfficial, id: string, option: string) =>
  person.does({
    type: "chose",
    press: { instrument: "survey", version: 1, step: "staff", option, ref: id },
  });

async function asked(scene: Scene, desks = ["public_space", "front_desk"]): Promise<void> {
  await acts(scene.ola, scene, "askStaff", { desks });
}

/** This many colleagues, with no role in Samenspel, who all answer the same. */
async function colleagues(scene: Scene, from: number, count: number, value: string): Promise<void> {
  for (let n = from; n < from + count; n++) {
    const person = scene.town.official(`U0COLL${n}`);
    await press(person, scene.id, "asked");
    await person.submit({ q_listens: value, q_letters: value, q_happens: value });
  }
}

async function residents(scene: Scene, count: number, label: string): Promise<void> {
  for (let n = 0; n < count; n++) await answers(await begins(scene, `r${n}`), label, label, label);
}

const callsIn = ({ town }: Scene) =>
  town.posted.filter(({ card }) => card.title.key === "officials:survey.staff.card");

describe("colleagues", () => {
  test("are asked where the organiser chooses, each channel once, in words that are about residents", async () => {
    const scene = await opened(trust);
    const { town, ola } = scene;
    await asked(scene);
    expect(callsIn(scene).map((one) => one.channel)).toEqual(["#openbare-ruimte", "#gemeente-en-balie"]);
    await onCard(ola, scene.id, "askStaff");
    const [field] = ola.form?.fields ?? [];
    expect(field?.kind === "choices" && field.options.map((one) => one.value)).toEqual([
      "safety_housing",
      "youth_neighbourhood",
    ]);
    const nobody = town.official("U0NOBODY");
    await press(nobody, scene.id, "asked");
    const labels = nobody.form?.fields.map((one) => town.render(one.label));
    expect(labels?.[0]).toBe("1. “De gemeente luistert naar inwoners.” Vind je dat ook?");
    await nobody.submit({ q_listens: "4" });
    expect(town.told.at(-1)?.message.key).toBe("officials:survey.staff.kept");
  });

  test("answer without a name, can change and take away what they said, and are no residents", async () => {
    const scene = await opened(trust);
    const { town, bo } = scene;
    await asked(scene);
    await press(bo, scene.id, "asked");
    await bo.submit({ q_listens: "2", q_letters: "3" });
    const [first] = responsesIn(scene);
    expect(first).toMatchObject({ via: "staff", done: true });
    // What was left open counts as skipped.
    expect(first?.answers).toEqual({
      listens: { is: "options", ids: ["2"] },
      letters: { is: "options", ids: ["3"] },
      happens: { is: "skipped" },
    });
    expect(JSON.stringify(first)).not.toContain(bo.member);
    expect(JSON.stringify(await town.store.history(scene.id))).not.toContain(
      bo.member.concat('","event":"staff'),
    );
    await press(bo, scene.id, "asked");
    expect(bo.form?.fields[0]).toMatchObject({ value: "2" });
    await bo.submit({ q_listens: "5" });
    const results = await town.store.results(scene.id);
    expect(staffOf(results)).toBe(1);
    expect(answeredTo({ id: "listens" }, results, STAFF)).toEqual({ answered: 1, skipped: 0 });
    expect(answeredTo({ id: "listens" }, results)).toEqual({ answered: 0, skipped: 0 });
    expect(results["-"]?.begun ?? 0).toBe(0);
    await press(bo, scene.id, "asked");
    await bo.submit({ q_listens: "", q_letters: "", q_happens: "" });
    expect(town.told.at(-1)?.message.key).toBe("officials:survey.staff.takenAway");
    expect(staffOf(await town.store.results(scene.id))).toBe(0);
    // The form has no field that says who she is; and nothing at all is nothing to keep.
    const ana = town.official("U0ANA");
    await press(ana, scene.id, "asked");
    await ana.submit({});
    expect(Object.keys(ana.form?.errors ?? {})).toEqual(["q_listens"]);
  });

  test("stand beside residents in the results, with the gap; of fewer than ten nothing is told", async () => {
    const scene = await opened(trust);
    const { town, ola } = scene;
    await asked(scene);
    await colleagues(scene, 0, 9, "4");
    await residents(scene, 12, "Helemaal niet mee eens");
    await onCard(ola, scene.id, "results");
    const shown = () => (ola.form?.intro ?? []).map((line) => town.render(line)).join("\n");
    expect(shown()).toContain("Vanaf 20 antwoorden zie je hier cijfers.");
    expect(shown()).not.toContain("Collega's die antwoordden");
    expect(shown()).not.toContain("Medewerkers van de gemeente");
    await ola.submit();
    // Eight of ten agree, and two do so entirely: 80% and 20%. No residents do.
    await colleagues(scene, 8, 2, "5");
    await town.passes(15 * DAY, 30);
    await acts(ola, scene, "publish");
    const person = town.resident("r0");
    expect(person.lastText).toContain("Er deden 12 inwoners mee.");
    expect(person.lastText).toContain(
      [
        "Medewerkers van de gemeente (10 antwoorden):",
        "😞 Helemaal niet mee eens: 0% (inwoners 100%)",
        "🙁 Niet mee eens: 0% (inwoners 0%)",
        "😐 Tussenin: 0% (inwoners 0%)",
        "🙂 Mee eens: 80% (inwoners 0%)",
        "😀 Helemaal mee eens: 20% (inwoners 0%)",
      ].join("\n"),
    );
    const survey = await surveyOf(scene);
    expect(survey.result?.same).toBe(true);
    const [table, codebook] = tablesOf(survey, waterkant);
    expect(table?.rows.filter((row) => row[2] === STAFF).slice(3, 5)).toEqual([
      ["listens", "4", STAFF, 8, 10, ""],
      ["listens", "5", STAFF, 2, 10, ""],
    ]);
    expect(codebook?.rows[2]).toEqual([
      "listens",
      "scale",
      "",
      "",
      STAFF,
      "",
      "“De gemeente luistert naar inwoners.” Vind je dat ook?",
      "“The municipality listens to residents.” Do you agree?",
    ]);
  });

  test("hear in the same channels what came of it, and cannot answer any more", async () => {
    const scene = await opened(trust);
    const { town, ola } = scene;
    await asked(scene, ["public_space"]);
    await residents(scene, 1, "Mee eens");
    await town.passes(12 * DAY, 30);
    // Once when it was asked, and once as a reminder three days before the end.
    expect(callsIn(scene).map(({ card }) => card.status.key)).toEqual([
      "officials:survey.staff.asked",
      "officials:survey.staff.reminded",
    ]);
    await town.passes(3 * DAY, 30);
    const nobody = town.official("U0NOBODY");
    await press(nobody, scene.id, "asked");
    expect(town.told.at(-1)?.message.key).toBe("officials:survey.staff.closed");
    await press(nobody, scene.id, "heard");
    expect(town.told.at(-1)?.message.key).toBe("officials:survey.staff.notYet");
    await acts(ola, scene, "publish");
    expect(callsIn(scene).at(-1)?.card.status.key).toBe("officials:survey.staff.heard");
    await press(nobody, scene.id, "heard");
    expect(nobody.form?.intro?.map((line) => town.render(line))[0]).toContain("Dit hoorden we bij");
    await nobody.submit();
    await acts(ola, scene, "actOn", { because_nl: "Er is dit jaar geen geld." });
    await town.passes(DAY, 30);
    expect(callsIn(scene).at(-1)?.card.status.key).toBe("officials:survey.staff.acted");
    await press(nobody, scene.id, "heard");
    expect(nobody.form?.intro?.map((line) => town.render(line)).join("\n")).toContain("geen geld");
  });

  test("are asked again later, and what they said before stands beside it with how many they were", async () => {
    const scene = await opened(trust);
    const { town, ola, bo } = scene;
    await asked(scene);
    await colleagues(scene, 0, 10, "2");
    await residents(scene, 10, "Mee eens");
    await town.passes(15 * DAY, 30);
    await acts(ola, scene, "publish");
    await acts(ola, scene, "repeat", {
      opensOn: town.now.slice(0, 10),
      closesOn: "2026-05-30",
      answerOn: "2026-07-01",
    });
    const again = { ...scene, id: town.posted.at(-1)?.card.ref ?? "" };
    expect(again.id).not.toBe(scene.id);
    await opens(again);
    await asked(again);
    await colleagues(again, 0, 5, "4");
    await colleagues(again, 5, 5, "2");
    await town.passes(20 * DAY, 20);
    await onCard(ola, again.id, "results");
    // Five of ten agree now, where all ten disagreed before; no resident has answered again.
    expect((ola.form?.intro ?? []).map((line) => town.render(line)).join("\n")).toContain(
      [
        "Medewerkers van de gemeente (10 antwoorden):",
        "Eerder: 10 antwoorden.",
        "😞 Helemaal niet mee eens: 0 (0%, eerder 0%)",
        "🙁 Niet mee eens: 5 (50%, eerder 100%)",
        "😐 Tussenin: 0 (0%, eerder 0%)",
        "🙂 Mee eens: 5 (50%, eerder 0%)",
      ].join("\n"),
    );
    expect(bo.form).toBeUndefined();
  });
});

describe("a form of questions", () => {
  test("says of whom a question is asked, takes something else beside the answers, and keeps what is wrong", async () => {
    const scene = await opened();
    const { town } = scene;
    await asked(scene, ["public_space"]);
    const person = town.official("U0COLL1");
    await press(person, scene.id, "asked");
    const own = person.form?.fields.find((one) => one.name === "own_first");
    expect(own && town.render(own.label)).toBe("Vraag 4: iets anders, namelijk");
    await person.submit({
      q_word: "veel te lang om één woord te zijn, echt",
      q_first: ["waste", "green"],
      own_first: "Bankjes",
    });
    // Two may be chosen, and she has three.
    expect(Object.keys(person.form?.errors ?? {})).toEqual(["q_word", "q_first"]);
    expect(person.form?.fields.find((one) => one.name === "own_first")).toMatchObject({ value: "Bankjes" });
    await person.submit({ q_word: "Rustig", q_first: ["waste"], own_first: "Bankjes" });
    expect(responsesIn(scene)[0]?.answers.first).toEqual({ is: "options", ids: ["waste"], own: "Bankjes" });
    // Words of colleagues are not among those of residents.
    const { texts, staff } = await town.store.said(scene.id);
    expect([(await town.store.answers(scene.id)).words, texts]).toEqual([{}, {}]);
    expect(staff).toEqual({ word: ["Rustig"], first: ["Bankjes"] });
    const shown = () => scene.ola.form?.intro?.map((line) => town.render(line)).join("\n") ?? "";
    for (let n = 2; n <= 10; n++) {
      const colleague = town.official(`U0COLL${n}`);
      await press(colleague, scene.id, "asked");
      await colleague.submit({ q_word: "Druk" });
    }
    await town.passes(15 * DAY, 15);
    await onCard(scene.ola, scene.id, "texts");
    expect(shown()).toContain("Collega's, bij vraag 4\n“Bankjes”");
  });

  test("tells nothing of what nine colleagues said: in a small channel one could tell whose it is", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    await asked(scene, ["public_space"]);
    for (let n = 1; n <= 9; n++) {
      const colleague = town.official(`U0COLL${n}`);
      await press(colleague, scene.id, "asked");
      await colleague.submit({ q_word: "Druk", own_first: "Bankjes" });
    }
    await town.passes(15 * DAY, 15);
    await onCard(ola, scene.id, "texts");
    expect(ola.form?.intro?.map((line) => town.render(line)).join()).toContain("geen antwoorden in woorden");
  });

  test("asks what has to be answered, and lets a colleague take all of it away again", async () => {
    const scene = await openedWith(
      "questions:\n  - { id: a, kind: yes_no, required: true, ask: { nl: Gaat het? } }\n  - { id: b, kind: text, ask: { nl: Waarom? } }\n",
    );
    await asked(scene, ["public_space"]);
    const person = scene.town.official("U0COLL1");
    await press(person, scene.id, "asked");
    expect(person.form?.fields.map((one) => one.optional)).toEqual([false, true]);
    await person.submit({ q_a: "", q_b: "Zomaar" });
    expect(Object.keys(person.form?.errors ?? {})).toEqual(["q_a"]);
    await person.submit({ q_a: "yes", q_b: "Zomaar" });
    await press(person, scene.id, "asked");
    expect(person.form?.fields.map((one) => one.optional)).toEqual([true, true]);
    await person.submit({ q_a: "", q_b: "" });
    expect(scene.town.told.at(-1)?.message.key).toBe("officials:survey.staff.takenAway");
  });

  test("does the same for a sheet of paper", async () => {
    const scene = await opened();
    await acts(scene.bo, scene, "enterPaper", { language: "nl", q_first: ["waste"], own_first: "Bankjes" });
    expect(responsesIn(scene)[0]).toMatchObject({
      via: "paper",
      answers: { first: { is: "options", ids: ["waste"], own: "Bankjes" } },
    });
  });
});
