import { describe, expect, test } from "vitest";
import { DAY, dayPart, fromEpoch, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { createGathering } from "../../../bot/core/counting/recount.ts";
import type { Response } from "../../../bot/core/counting/response.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";
import { say } from "../../../bot/core/model/message.ts";
import { tablesOf } from "../../../bot/instruments/survey/files/tables.ts";
import { readDefinition, warningsOf } from "../../../bot/instruments/survey/questions/checks.ts";
import type { Definition, Question } from "../../../bot/instruments/survey/questions/definition.ts";
import type { Survey } from "../../../bot/instruments/survey/state.ts";
import { modalView } from "../../../bot/slack/modal.ts";
import { telegramChannel } from "../../../bot/telegram/outbound.ts";
import { readQuestions } from "../../../bot/text/questions-yaml.ts";
import { createWords } from "../../../bot/text/words.ts";
import { locales } from "../../../locales/index.ts";
import { fakeTelegram, words as telegramWords } from "../../telegram/fake-telegram.ts";
import {
  acts,
  answered,
  answers,
  begins,
  comes,
  crowd,
  drafted,
  heard,
  onCard,
  opened,
  opening,
  opens,
  options,
  processOf,
  q,
  responsesIn,
  type Scene,
  surveyOf,
} from "./people.ts";

/** What somebody does who wants to break it, or is just unlucky. */

const own = { ...opening, template: "own" };

function gathered(people: readonly Response[]) {
  const gathering = createGathering();
  for (const one of people) gathering.add(one);
  return gathering.done();
}

/** A survey of these questions, open. */
async function asking(questions: readonly object[], values: Record<string, string | string[]> = own) {
  const scene = await drafted({ ...values, template: "own" });
  await acts(scene.ola, scene, "questions", { part1: JSON.stringify({ questions }) });
  await opens(scene);
  return scene;
}

async function many(scene: Scene, count: number, make: (n: number) => Partial<Response>) {
  await scene.town.store.commit(
    Array.from({ length: count }, (_, n) => ({
      put: {
        row: "response" as const,
        process: scene.id,
        voter: voterToken(n.toString(16).padStart(4, "0").repeat(8)),
        version: 1,
        edition: 1,
        language: "nl",
        via: "chat" as const,
        answers: {},
        done: true,
        begun: dayPart(scene.town.now),
        at: dayPart(scene.town.now),
        ...make(n),
      },
    })),
  );
  await scene.town.passes(1000);
}

describe("publishing", () => {
  test("two people give the same open answer, and the organiser can still publish", async () => {
    const scene = await asking([q("why", "text")]);
    for (const name of ["noor", "lee"]) {
      const one = await begins(scene, name);
      await one.says("Weet ik niet");
    }
    await scene.town.passes(15 * DAY, 15);
    await acts(scene.ola, scene, "publish");
    expect((await surveyOf(scene)).at).toBe("results_published");
  });

  test("forty questions, each short: the organiser can look at the results", async () => {
    const scene = await drafted(own);
    const questions = Array.from({ length: 40 }, (_, n) => q(`q${n}`, "yes_no"));
    const half = (from: number, to: number) =>
      questions
        .slice(from, to)
        .map((one) => `  - ${JSON.stringify(one)}`)
        .join("\n");
    await acts(scene.ola, scene, "questions", {
      part1: `questions:\n${half(0, 20)}`,
      part2: half(20, 40),
    });
    await opens(scene);
    await onCard(scene.ola, scene.id, "results");
    expect(scene.ola.form?.title.key).toBe("officials:survey.act.results");
  });

  test("a word that one single person typed is not sent to everybody", async () => {
    const scene = await opened({ ...opening, template: "word" });
    await many(scene, 12, (n) => ({
      answers: { word: { is: "word", text: n === 7 ? "Wethouder Jansen liegt" : "rustig" } },
    }));
    const noor = await begins(scene, "noor");
    await noor.says("rustig");
    await scene.town.passes(15 * DAY, 15);
    await acts(scene.ola, scene, "publish");
    expect(noor.lastText).toContain("rustig");
    expect(noor.lastText.toLowerCase()).not.toContain("jansen");
  });

  test("what a group of three chose is not told by its number", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const noor = await begins(scene, "noor");
    await noor.presses("Fijn");
    await acts(scene.bo, scene, "enterGroup", { size: "3", q_mood: "1=3" });
    await scene.town.passes(15 * DAY, 15);
    await acts(scene.ola, scene, "publish");
    expect(noor.lastText).not.toContain("Helemaal niet fijn: 3");
  });

  test("what is done is read in one's own language", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const sam = await begins(scene, "sam", { language: "en" });
    await sam.presses("Good");
    await scene.town.passes(15 * DAY, 15);
    await acts(scene.ola, scene, "publish");
    await onCard(scene.ola, scene.id, "actOn");
    expect(scene.ola.form?.fields.map((one) => one.name).some((name) => /en$/.test(name))).toBe(true);
  });

  test("when nothing is heard by the promised day, or nothing done by the other, somebody is told", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const noor = await begins(scene, "noor");
    await noor.presses("Fijn");
    await scene.town.passes(15 * DAY, 15);
    const before = scene.town.told.length + noor.heard.length;
    // She was promised to hear it by 25 May; it is the 29th.
    await scene.town.passes(10 * DAY, 10);
    expect.soft(scene.town.told.length + noor.heard.length).toBeGreaterThan(before);
    await acts(scene.ola, scene, "publish");
    const then = scene.town.told.length + noor.heard.length;
    // And by 1 July what is done with it; it is September.
    await scene.town.passes(90 * DAY, 90);
    expect.soft(scene.town.told.length + noor.heard.length).toBeGreaterThan(then);
  });

  test("a hidden group does not follow from what is shown", () => {
    const person = (n: number, language: string, answer: "a" | "b" | undefined): Response => ({
      row: "response",
      process: "P1234567",
      voter: voterToken(String(n)),
      version: 1,
      edition: 1,
      language,
      via: "chat",
      answers: { q: answer ? { is: "options", ids: [answer] } : { is: "skipped" } },
      done: true,
      begun: "2026-05-04",
      at: "2026-05-04",
    });
    // 25 Dutch (13 a, 12 b); of 15 English only three answered: one a, two b.
    const people = Array.from({ length: 40 }, (_, n) =>
      n < 25
        ? person(n, "nl", n < 13 ? "a" : "b")
        : person(n, "en", n === 25 ? "a" : n < 28 ? "b" : undefined),
    );
    const survey = {
      definition: {
        questions: [
          {
            id: "q",
            kind: "choice",
            ask: { nl: "?" },
            options: ["a", "b"].map((id) => ({ id, label: { nl: id } })),
          },
        ],
      },
      result: gathered(people),
    } as unknown as Survey;
    const rows = tablesOf(survey, { languages: ["nl"], neighbourhoods: [] })[0]?.rows ?? [];
    const of = (group: string, option: string) =>
      Number(String(rows.find((row) => row[1] === option && row[2] === group)?.[3]) || Number.NaN);
    // The whole minus the Dutch is the English: three people.
    expect(of("", "a") - of("l:nl", "a")).toBeNaN();
  });
});

describe("what somebody typed", () => {
  test("after the close a report is not lost", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn");
    await scene.town.passes(12 * DAY, 12);
    await noor.commands("meedoen");
    await noor.presses("Begin");
    await scene.town.passes(4 * DAY, 4);
    expect((await surveyOf(scene)).at).toBe("closed");
    await noor.says("Er ligt een gat in de Dorpsstraat");
    const lane = await noor.lane;
    expect(JSON.stringify([lane?.held, lane?.dialogue])).toContain("gat in de Dorpsstraat");
    // She hears that it has closed, when she hears more, that her words are kept, and is asked where they belong.
    expect(noor.lastText).toBe(
      [
        "“Hoe is het in jouw buurt?” is gesloten. Wat je al antwoordde, telt mee.",
        "Deed je mee? Dan hoor je op maandag 25 mei 2026 wat we hoorden.",
        "Wat je nu stuurde, telt daar niet meer bij. Ik heb het wel bewaard.",
        "Ik heb je bericht. Waar hoort het bij?",
      ].join("\n\n"),
    );
    await noor.presses("Het is iets nieuws");
    expect(noor.lastText).toContain("Waar is het?");
  });

  test("after the close, while she is asked how old she is, is not lost either, and she hears why", async () => {
    const scene = await opened();
    const noor = await comes(scene, "noor", { counted: true });
    await noor.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
    await noor.presses("Begin");
    expect(noor.lastText).toContain("Hoe oud");
    await scene.town.passes(16 * DAY, 1);
    await noor.says("Ik ben 18, en er ligt glas");
    expect(noor.lastText).toContain("“Hoe is het in jouw buurt?” is gesloten.");
    expect(noor.lastText).toContain("Wat je nu stuurde, telt daar niet meer bij.");
    expect(JSON.stringify(await noor.lane)).toContain("en er ligt glas");
  });

  test("also not after weeks: nobody asks whether she wants to go on with what is over", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn");
    await scene.town.passes(16 * DAY, 16);
    await noor.says("Er ligt een gat in de Dorpsstraat");
    expect(noor.lastText).toContain("“Hoe is het in jouw buurt?” is gesloten.");
    expect(noor.lastText).not.toContain("verder waar je was");
    const lane = await noor.lane;
    expect(JSON.stringify([lane?.held, lane?.dialogue])).toContain("gat in de Dorpsstraat");
  });

  test("an album is one answer to one question", async () => {
    const scene = await asking([q("pic", "photo"), q("b", "scale"), q("c", "text")]);
    const noor = await begins(scene, "noor");
    await noor.photo("one", undefined, "album1");
    await noor.photo("two", undefined, "album1");
    await noor.photo("three", undefined, "album1");
    const [response] = responsesIn(scene);
    expect(Object.keys(response?.answers ?? {})).toEqual(["pic"]);
  });

  test("an edited message changes the answer it was, not the current question", async () => {
    const scene = await asking([q("a", "text"), q("b", "text")]);
    const noor = await begins(scene, "noor");
    await noor.says("Te donkr", { message: 501 });
    await noor.says("Te donker", { message: 501, edited: true });
    expect(responsesIn(scene)[0]?.answers.b).toBeUndefined();
  });

  test("an answer longer than 1500 characters is kept whole", async () => {
    const scene = await asking([q("a", "text")]);
    const noor = await begins(scene, "noor");
    const long = `${"lang verhaal ".repeat(200)}EINDE`;
    await noor.says(long);
    expect(JSON.stringify(responsesIn(scene))).toContain("EINDE");
  });

  test("a typed answer of her own goes with what she had chosen", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn", "Nee", "Groen");
    await noor.says("Een zwembad");
    expect(responsesIn(scene)[0]?.answers.first).toEqual({
      is: "options",
      ids: ["green"],
      own: "Een zwembad",
    });
  });

  test("passing a place with the keyboard is passing it", async () => {
    const scene = await asking([q("spot", "place"), q("b", "scale")]);
    const noor = await begins(scene, "noor");
    const skip = noor.lastHeard.asksPlace?.skip;
    await noor.says(skip ? scene.town.render(skip) : "");
    expect(responsesIn(scene)[0]?.answers.spot).toEqual({ is: "skipped" });
  });

  test("and that keyboard goes away with its question", async () => {
    const scene = await asking([q("spot", "place"), q("b", "text")]);
    const noor = await begins(scene, "noor");
    await noor.presses("Sla over");
    expect(noor.lastHeard.closesKeyboard).toBe(true);
  });

  test("a number that is the label of an answer is that answer", async () => {
    const scene = await asking([q("kids", "choice", options("0", "1", "2", "3 of meer")), q("b", "text")]);
    const noor = await begins(scene, "noor");
    await noor.says("2");
    expect(responsesIn(scene)[0]?.answers.kids).toEqual({ is: "options", ids: ["o2"] });
  });

  test("her answers do not lie in the row that knows who she is", async () => {
    const scene = await opened();
    const noor = await begins(scene, "noor");
    await answers(noor, "Sla over", "Fijn", "Nee", "Groen");
    await scene.town.passes(20 * DAY, 20);
    const lane = await noor.lane;
    expect(JSON.stringify(lane?.dialogue?.answers ?? "")).not.toContain("survey:chosen");
  });

  test("without a maximum, any number of options can be chosen, and she reads no zero", async () => {
    const scene = await asking([
      q("a", "choices", options("Een", "Twee")),
      q("b", "ranking", options("X", "Y")),
    ]);
    const noor = await begins(scene, "noor");
    expect(noor.lastText).not.toContain("hoogstens 0");
    await answers(noor, "Sla over");
    expect(noor.lastText).not.toContain("Nog 0 plekken");
  });

  test("nothing chosen is no answer", async () => {
    const scene = await asking([
      q("a", "choices", { ...options("Een", "Twee"), most: 2, required: true }),
      q("b", "text"),
    ]);
    const noor = await begins(scene, "noor");
    await answers(noor, "Een", "Gekozen: Een");
    expect(noor.labels).not.toContain("Verder");
    expect((await scene.town.store.results(scene.id)).a?.answered ?? 0).toBe(0);
  });
});

describe("officials", () => {
  test("a colleague approves the questions she saw, and no others", async () => {
    const scene = await drafted();
    await acts(scene.ola, scene, "propose");
    await onCard(scene.bo, scene.id, "approve");
    await acts(scene.ola, scene, "questions", {
      part1: "questions:\n  - {id: bsn, kind: text, ask: {nl: Wat is je BSN?}}",
    });
    await acts(scene.ola, scene, "propose");
    await scene.bo.submit();
    expect((await surveyOf(scene)).at).toBe("review");
  });

  test("somebody who wrote and proposed the questions does not approve them", async () => {
    const scene = await drafted();
    const admin = scene.town.official(scene.town.ports.town.administrators[0] ?? "");
    await acts(admin, scene, "questions", {
      part1: "questions:\n  - {id: bsn, kind: text, ask: {nl: Wat is je BSN?}}",
    });
    await acts(admin, scene, "propose");
    await onCard(admin, scene.id, "approve");
    if (admin.form) await admin.submit();
    expect((await surveyOf(scene)).at).toBe("review");
  });

  test("saving the questions as they stand loses none of them", async () => {
    const scene = await drafted(own);
    for (let n = 0; n < 8; n++)
      await acts(scene.ola, scene, "addQuestion", {
        kind: "choice",
        ask_nl: `Vraag ${n} ${"lang ".repeat(100)}`.trim(),
        ask_en: `Question ${n} ${"long ".repeat(100)}`.trim(),
        options_nl: Array.from({ length: 12 }, (_, m) => `Antwoord ${m} dat lang is`).join("\n"),
        options_en: Array.from({ length: 12 }, (_, m) => `Answer ${m} that is long`).join("\n"),
      });
    expect((await surveyOf(scene)).definition.questions).toHaveLength(8);
    await onCard(scene.ola, scene.id, "questions");
    const values = Object.fromEntries(
      (scene.ola.form?.fields ?? []).flatMap((one) =>
        "value" in one && typeof one.value === "string" ? [[one.name, one.value]] : [],
      ),
    );
    await scene.ola.submit(values);
    expect((await surveyOf(scene)).definition.questions).toHaveLength(8);
  });

  test("two organisers at once: a question that one added is not lost by what the other saves", async () => {
    const scene = await drafted();
    await onCard(scene.ola, scene.id, "questions");
    const values = Object.fromEntries(
      (scene.ola.form?.fields ?? []).flatMap((one) =>
        "value" in one && typeof one.value === "string" ? [[one.name, one.value]] : [],
      ),
    );
    const admin = scene.town.official(scene.town.ports.town.administrators[0] ?? "");
    await acts(admin, scene, "addQuestion", { kind: "text", ask_nl: "Nog iets?" });
    await scene.ola.submit(values);
    expect((await surveyOf(scene)).definition.questions).toHaveLength(8);
  });

  test("an invitation that is sent after the close goes to nobody", async () => {
    const scene = await opened();
    const noor = await comes(scene, "noor", { asked: true });
    await acts(scene.ola, scene, "invite");
    const [message] = await scene.town.store.broadcasts(fromEpoch(0));
    await scene.town.passes(15 * DAY, 15);
    expect((await surveyOf(scene)).at).toBe("closed");
    await scene.ola.onNews(message?.id ?? "", "send");
    await scene.town.passes(MINUTE);
    expect(heard(scene.town, noor)).not.toContain("korte vragen voor je");
  });

  test("somebody who was invited is not invited again", async () => {
    const scene = await opened();
    const noor = await comes(scene, "noor", { asked: true });
    for (let n = 0; n < 2; n++) {
      await crowd(scene, { asked: true }, 10);
      await acts(scene.ola, scene, "invite");
      const [message] = (await scene.town.store.broadcasts(fromEpoch(0))).filter(
        (one) => one.status.at === "ready",
      );
      if (message) await scene.ola.onNews(message.id, "send");
      await scene.town.passes((8 * DAY) / 2);
    }
    expect(heard(scene.town, noor).match(/korte vragen voor je/g)).toHaveLength(1);
  });

  test("while it is open the answer cannot be promised for a day before the last", async () => {
    const scene = await opened();
    await onCard(scene.ola, scene.id, "edit");
    const { template: _t, opensOn: _o, closesOn: _c, ...card } = opening;
    await scene.ola.submit({ ...card, answerBy: "2026-05-06" });
    expect(scene.ola.form?.errors?.answerBy).toBeDefined();
  });

  test("on paper no more is ranked than in the chat", async () => {
    const scene = await asking([q("a", "ranking", { ...options("X", "Y", "Z"), most: 1 })]);
    await onCard(scene.bo, scene.id, "enterPaper");
    await scene.bo.submit({ q_a: "1, 2, 3" });
    expect(scene.bo.form?.errors?.q_a?.key).toBe("officials:survey.error.entry");
  });

  test("a sheet that Slack hands in twice is one sheet", async () => {
    const scene = await opened();
    await onCard(scene.bo, scene.id, "enterPaper");
    const id = scene.bo.form?.id;
    for (let n = 0; n < 2; n++)
      await scene.bo.does({ type: "submitted", form: id, values: { q_nice: "5" } }, "sl:same");
    expect(responsesIn(scene)).toHaveLength(1);
  });

  test("a draft is not shown to residents, whatever button they make up", async () => {
    const scene = await drafted();
    const noor = await comes(scene, "noor");
    await noor.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "process", option: "show", ref: scene.id },
    });
    expect(noor.lastText).not.toContain("Wat moet er beter in jouw buurt?");
  });
});

describe("questions that are pasted", () => {
  test.each([
    ["a star at the beginning", "questions:\n  - id: a\n    kind: text\n    ask: {nl: *Belangrijk}"],
    [
      "a bomb",
      `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c]`,
    ],
    ["brackets without end", "[".repeat(14_000)],
  ])("are refused with a word, not with an accident: %s", (_name, text) => {
    expect(() => readQuestions(text)).not.toThrow();
  });

  const check = (questions: object[]) => readDefinition({ questions }, { languages: ["nl", "en"] });

  test("a number from 1900 without an end cannot be answered, and is refused", () => {
    expect(check([q("a", "number", { from: 1900 })]).problems).toBeDefined();
  });

  test("a condition on a ranking is never true, and is refused", () => {
    const when = [{ question: "a", is: ["o0"] }];
    expect(check([q("a", "ranking", options("X", "Y")), q("b", "text", { when })]).problems).toBeDefined();
  });

  test("with four languages a Dutch survey of thirty questions can be proposed", () => {
    const questions: Question[] = Array.from({ length: 34 }, (_, n) => ({
      id: `q${n}`,
      kind: "yes_no",
      ask: { nl: "Gaat het goed met je?" },
    }));
    const definition: Definition = { questions };
    const intro = warningsOf(definition, { languages: ["nl", "en", "uk", "ar"] });
    const form = {
      id: { instrument: "survey", form: "propose" },
      title: intro[0] ?? { key: "" },
      submit: { key: "officials:send" },
      intro,
      fields: [],
    };
    expect(() => modalView(form, createWords(locales), "nl")).not.toThrow();
  });
});

test("an official's button of a survey with the number of another kind of process is refused with a word", async () => {
  const scene = await drafted();
  const process = await processOf(scene);
  await scene.town.store.commit([
    {
      put: { ...process, id: "P9999999", instrument: "manifesto", version: 1, state: { at: "draft" } },
      expect: "new",
    },
  ]);
  await expect(onCard(scene.ola, "P9999999", "results")).resolves.toBeUndefined();
});

test("a quota holds for somebody who presses an old button instead of Begin", async () => {
  const scene = await opened({ ...opening, quotas: "nl=10" });
  await answered(scene, 9);
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  const lee = await comes(scene, "lee");
  await lee.does({
    type: "chose",
    press: { instrument: "survey", version: 1, step: "q.nice", option: "5", ref: scene.id },
  });
  expect((await scene.town.store.results(scene.id))["-"]).toMatchObject({ begun: 10 });
});

test("somebody who erased herself and comes back is not told that she goes on", async () => {
  const scene = await opened();
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  await noor.commands("wis");
  await noor.presses("Ja, wis alles");
  const again = await begins(scene, "noor");
  expect(again.lastText).not.toContain("Je gaat verder waar je was");
});

test("nobody reads that answers are thrown away", async () => {
  const scene = await opened({ ...opening, closesOn: "2026-07-30", answerBy: "2026-09-01" });
  const noor = await begins(scene, "noor");
  await answers(noor, "Sla over");
  await scene.town.passes(8 * DAY, 8);
  await noor.commands("start");
  await noor.presses("Verder waar ik was");
  await scene.town.passes(60 * DAY, 120);
  expect(heard(scene.town, noor)).not.toContain("Ik heb het niet langer bewaard");
});

test("open answers are not kept longer than what residents tell in another way", async () => {
  const scene = await asking([q("a", "text")]);
  const noor = await begins(scene, "noor");
  await noor.says("Ik ben ziek en woon op nummer 7");
  await scene.town.passes(5 * 366 * DAY, 60);
  expect(JSON.stringify(responsesIn(scene))).not.toContain("nummer 7");
});

test("somebody who got the first half does not get it again", async () => {
  const telegram = fakeTelegram();
  const channel = telegramChannel({ api: telegram.api, words: telegramWords, fetch: telegram.fetch });
  const screen = {
    lines: [say("issue:plain", { words: "a".repeat(4000) }), say("issue:plain", { words: "b".repeat(4000) })],
  };
  telegram.next("sendMessage", () => Response.json({ ok: true, result: { message_id: 1 } }));
  telegram.refuses("sendMessage", 429, "Too Many Requests", { retry_after: 3 });
  const error = await channel.send("5550101", screen, "nl").catch((one: unknown) => one);
  // Sending it again begins after what has arrived (bot/broadcasts/sender.ts).
  expect(error).toMatchObject({ name: "Wait", arrived: 1 });
});

test("after a last message that was stopped it can be said again", async () => {
  const scene = await opened({ ...opening, template: "pulse" });
  const noor = await begins(scene, "noor");
  await noor.presses("Fijn");
  await scene.town.passes(15 * DAY, 15);
  await acts(scene.ola, scene, "publish");
  // At night it waits for the morning.
  await scene.town.passes(12 * HOUR, 12);
  await acts(scene.ola, scene, "actOn", { because_nl: "Het geld is op." });
  const last = (await surveyOf(scene)).closing?.broadcast ?? "";
  await scene.ola.onNews(last, "stop");
  await scene.town.passes(12 * HOUR, 24);
  expect((await surveyOf(scene)).closing).toBeUndefined();
  await acts(scene.ola, scene, "actOn", { because_nl: "Het geld is echt op." });
  await scene.town.passes(HOUR, 6);
  expect((await surveyOf(scene)).at).toBe("acted_on");
  expect(noor.lastText).toContain("echt op");
});
