import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import type { TestResident } from "../../support/town.ts";
import {
  answered,
  answers,
  begins,
  comes,
  heard,
  opened,
  openedWith,
  opening,
  options,
  q,
  responsesIn,
  type Scene,
} from "./people.ts";

/** What people type, speak, photograph or share instead of pressing, and what becomes of it. */

/** A survey of these questions, open. */
const asking = (...questions: object[]): Promise<Scene> => openedWith(JSON.stringify({ questions }));
const answersIn = (scene: Scene) => responsesIn(scene)[0]?.answers ?? {};
const notesIn = (scene: Scene) => responsesIn(scene)[0]?.notes ?? {};
/** What she is reporting. */
const telling = async (one: TestResident) => {
  const dialogue = (await one.lane)?.dialogue;
  return dialogue?.instrument === "issue" ? JSON.stringify(dialogue.answers) : "";
};

const LAMP = "De lamp bij de speelplaats is kapot";

describe("somebody who was away for more than half a day", () => {
  const open = () => asking(q("why", "text"), q("more", "text"));

  test("is asked whether her words are the answer, and nothing is taken for one before", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    await noor.says("Te donker");
    await scene.town.passes(3 * DAY, 3);
    await noor.says(LAMP);
    expect(noor.lastText).toBe(
      "Je was vragen aan het beantwoorden. Ik heb dit bericht bewaard. Wil je verder waar je was? Dan is dit je antwoord.",
    );
    expect(noor.labels).toEqual(["Verder waar ik was", "Dit is iets anders"]);
    expect(Object.keys(answersIn(scene))).toEqual(["why"]);
  });

  test("goes on: then they are the answer to the question where she was", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    await noor.says("Te donker");
    await scene.town.passes(DAY);
    await noor.says("Meer licht graag");
    await noor.presses("Verder waar ik was");
    expect(answersIn(scene).more).toEqual({ is: "text", text: "Meer licht graag" });
    expect(noor.lastText).toContain("Dank je. Dit was de laatste vraag.");
  });

  test("or says that it is something else: then it becomes a report, and her answers stay", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    await noor.says("Te donker");
    await scene.town.passes(3 * DAY, 3);
    await noor.says(LAMP);
    await noor.presses("Dit is iets anders");
    expect(heard(scene.town, noor)).toContain("Goed. Wat je al antwoordde, blijft bewaard.");
    expect(await telling(noor)).toContain(LAMP);
    expect(Object.keys(answersIn(scene))).toEqual(["why"]);
  });

  test("and whose report it becomes finds it at /mijn", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    await scene.town.passes(3 * DAY, 3);
    await noor.says(LAMP);
    await noor.presses("Dit is iets anders");
    await noor.says("Sla over");
    await answers(noor, "Geen foto", "Afval", "Verstuur");
    await noor.commands("mijn");
    expect(noor.lastText).toContain("De lamp bij de");
    expect(responsesIn(scene)).toEqual([]);
  });

  test("is not asked after a night, or after a day at work", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    await scene.town.passes(11 * HOUR);
    await noor.says("Te donker");
    expect(answersIn(scene).why).toEqual({ is: "text", text: "Te donker" });
  });

  test("just presses, and it works", async () => {
    const scene = await asking(q("nice", "scale"), q("b", "yes_no"));
    const noor = await begins(scene, "noor");
    await scene.town.passes(5 * DAY, 5);
    await noor.presses("🙂 Fijn");
    await scene.town.passes(5 * DAY, 5);
    await noor.presses("Ja");
    expect(answersIn(scene)).toEqual({
      nice: { is: "options", ids: ["4"] },
      b: { is: "options", ids: ["yes"] },
    });
  });

  test("is not asked about what can only be an answer: a number of the list, or passing it", async () => {
    const scene = await asking(q("nice", "scale"), q("days", "number"), q("spot", "place"), q("c", "text"));
    const noor = await begins(scene, "noor");
    for (const said of ["fijn", "3", "Sla over"]) {
      await scene.town.passes(DAY);
      await noor.says(said);
    }
    expect(answersIn(scene)).toEqual({
      nice: { is: "options", ids: ["4"] },
      days: { is: "number", value: 3 },
      spot: { is: "skipped" },
    });
    await noor.presses("Vorige");
    await scene.town.passes(DAY);
    await noor.says("verder");
    expect(noor.lastText).toContain("Vraag c");
  });

  test("unless somebody of the municipality asked her something meanwhile: then also “ja” is asked about", async () => {
    const scene = await asking(q("b", "yes_no"));
    const noor = scene.town.resident("noor");
    const report = await noor.raises("Er ligt glas");
    await noor.commands("meedoen");
    await noor.presses("Begin");
    await scene.town.passes(DAY);
    await scene.town.official("U0ANA").acts(report, "ask", { question: "Ligt het er nog?" });
    await noor.says("Ja");
    expect(responsesIn(scene)).toEqual([]);
    await noor.presses("Dit is iets anders");
    expect(noor.lastText).toBe("Ik heb je bericht. Waar hoort het bij?");
    await noor.presses("Antwoord bij");
    expect(JSON.stringify(await scene.town.store.history(report))).toContain("Ja");
  });

  test("sends a photo or a recording: that is asked about too, and lies at no desk before", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    const before = scene.town.posted.length;
    await scene.town.passes(DAY);
    await noor.voice();
    expect(noor.labels).toEqual(["Verder waar ik was", "Dit is iets anders"]);
    expect(scene.town.posted).toHaveLength(before);
    await noor.presses("Verder waar ik was");
    expect(answersIn(scene).why).toMatchObject({ is: "text", media: [{ kind: "voice" }] });
    await scene.town.passes(24 * HOUR, 24);
    expect(scene.town.posted).toHaveLength(before + 1);
  });

  test("sends more photos: all are one answer, each lies at the desk, also at the last question", async () => {
    const scene = await asking(q("pic", "photo"));
    const noor = await begins(scene, "noor");
    const before = scene.town.posted.length;
    await scene.town.passes(DAY);
    for (const photo of ["one", "two", "three"]) await noor.photo(photo);
    await noor.presses("Verder waar ik was");
    const answer = answersIn(scene).pic;
    expect(answer?.is === "text" && answer.media).toHaveLength(3);
    expect(answer?.is === "text" && new Set(answer.refs).size).toBe(3);
    await scene.town.passes(24 * HOUR, 24);
    expect(scene.town.posted).toHaveLength(before + 3);
  });

  test("or they become a report, all of them", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    await scene.town.passes(DAY);
    for (const photo of ["one", "two"]) await noor.photo(photo);
    await noor.presses("Dit is iets anders");
    expect(await telling(noor)).toMatch(/one.*two/);
    expect(responsesIn(scene)).toEqual([]);
  });

  test("hears of what she typed once more when she says nothing, and in the end that it is gone; her answers stay", async () => {
    const scene = await opened({
      ...opening,
      template: "pulse",
      closesOn: "2026-07-30",
      answerBy: "2026-09-01",
    });
    const noor = await begins(scene, "noor");
    await noor.presses("Helemaal niet fijn");
    await scene.town.passes(DAY);
    await noor.says(LAMP);
    const asked = noor.heard.length;
    await scene.town.passes(2 * DAY, 4);
    expect(noor.heard.slice(asked).map((one) => one.screen.lines[0]?.key)).toEqual([
      "common:continue.heldKept",
    ]);
    await scene.town.passes(60 * DAY, 60);
    expect(heard(scene.town, noor)).toContain("Ik heb het niet langer bewaard");
    expect(Object.keys(answersIn(scene))).toEqual(["mood"]);
  });

  test("may also press an answer while her words wait: it is kept, and the words are asked about again", async () => {
    const scene = await asking(q("nice", "scale"));
    const noor = await begins(scene, "noor");
    await scene.town.passes(DAY);
    await noor.says(LAMP);
    await noor.presses("🙂 Fijn");
    expect(answersIn(scene).nice).toEqual({ is: "options", ids: ["4"] });
    expect(noor.lastText).toBe("Ik heb je bericht. Waar hoort het bij?");
    await noor.presses("Het is iets nieuws");
    expect(await telling(noor)).toContain(LAMP);
  });

  test("and who only comes back with /start can stop there, and nothing is gone", async () => {
    const scene = await open();
    const noor = await begins(scene, "noor");
    await noor.says("Te donker");
    await noor.commands("start");
    await noor.presses("Nee, ik stop hier");
    expect(heard(scene.town, noor)).not.toContain("is weg");
    expect(Object.keys(answersIn(scene))).toEqual(["why"]);
  });
});

describe("words that fit no answer", () => {
  test("can be about something else: they leave the survey, become a report, and her answers stay", async () => {
    const scene = await asking(q("a", "yes_no"), q("nice", "scale"));
    const noor = await begins(scene, "noor");
    await noor.says("ja");
    await noor.says(LAMP);
    await noor.says("Al een week");
    expect(noor.labels).toContain("Dit is iets anders");
    await noor.presses("Dit is iets anders");
    expect(await telling(noor)).toContain(LAMP);
    expect(await telling(noor)).toContain("Al een week");
    expect(notesIn(scene)).toEqual({});
    expect(Object.keys(answersIn(scene))).toEqual(["a"]);
    expect((await scene.town.store.said(scene.id)).texts).toEqual({});
  });

  test("and when a report of hers has an open question she is asked which of the two it is", async () => {
    const scene = await asking(q("nice", "scale"));
    const noor = scene.town.resident("noor");
    const report = await noor.raises("Er ligt glas");
    await scene.town.official("U0ANA").acts(report, "ask", { question: "Ligt het er nog?" });
    await noor.commands("meedoen");
    await noor.presses("Begin");
    await noor.says("Het ligt er nog steeds");
    await noor.presses("Dit is iets anders");
    expect(noor.labels).toContain("Het is iets nieuws");
    await noor.presses("Antwoord bij");
    expect(JSON.stringify(await scene.town.store.history(report))).toContain("nog steeds");
  });

  test("a second tap, a repeated update and a process that dies in between lose nothing and tell nothing twice", async () => {
    const scene = await asking(q("nice", "scale"));
    const noor = await begins(scene, "noor");
    await noor.says(LAMP);
    const press = noor.button("Dit is iets anders");
    await noor.does({ type: "chose", press }, 9001);
    scene.town.restart();
    await noor.does({ type: "chose", press }, 9001);
    expect(await telling(noor)).toContain(LAMP);
    await noor.does({ type: "chose", press });
    expect((await telling(noor)).split(LAMP)).toHaveLength(2);
  });

  test("when she types on in the same moment, nothing is lost either", async () => {
    const scene = await asking(q("nice", "scale"));
    const noor = await begins(scene, "noor");
    await noor.says(LAMP);
    const press = noor.button("Dit is iets anders");
    await Promise.all([
      noor.gives({ type: "chose", press }),
      noor.gives({ type: "said", text: "Bij de glijbaan" }),
    ]);
    await noor.commands("help");
    const kept = JSON.stringify([await telling(noor), notesIn(scene)]);
    expect(kept).toContain(LAMP);
    expect(kept).toContain("glijbaan");
  });

  test("do not leave while she is in the middle of telling something else", async () => {
    const scene = await asking(q("nice", "scale"));
    const noor = await begins(scene, "noor");
    await noor.says(LAMP);
    const press = noor.button("Dit is iets anders");
    await noor.commands("start");
    await noor.presses("Nee, ik stop hier");
    await noor.says("Er ligt glas");
    await noor.does({ type: "chose", press });
    expect(notesIn(scene)).toEqual({ nice: LAMP });
    expect(await telling(noor)).toContain("Er ligt glas");
  });
});

describe("of several", () => {
  const three = { ...options("Groen", "Wonen", "Spelen en sport"), own: true };

  test("her own answer stands among the chosen, and a press takes it away", async () => {
    const scene = await asking(q("a", "choices", { ...three, most: 1 }), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says("Een zwembad");
    await noor.presses("Vorige");
    expect(noor.labels).toContain("Gekozen: Een zwembad");
    await noor.presses("Groen");
    expect(noor.lastText).toContain("Je koos er al 1. Haal die eerst weg.");
    await answers(noor, "Gekozen: Een zwembad", "Groen");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o0"] });
  });

  test("a long one of her own fits on its button", async () => {
    const scene = await asking(q("a", "choices", three), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says("Een zwembad met een glijbaan en een kantine waar je patat kunt kopen");
    await noor.presses("Vorige");
    expect(noor.labels.find((one) => one.startsWith("Gekozen:"))?.length).toBeLessThan(60);
  });

  test("one too many of her own is said to be too many, and nothing that she chose or typed is lost", async () => {
    const scene = await asking(q("a", "choices", { ...three, most: 2 }), q("b", "text"));
    const noor = await begins(scene, "noor");
    await answers(noor, "Groen", "Wonen");
    await noor.says("Een zwembad");
    expect(noor.lastText).toContain("Je koos er al 2. Haal er eerst één weg.");
    expect(noor.lastText).toContain("Dit stuurde je: “Een zwembad”");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o0", "o1"] });
    expect(notesIn(scene)).toEqual({ a: "Een zwembad" });
    await noor.presses("Laat mijn woorden staan");
    expect(noor.lastText).toContain("Je koos er al 2.");
    await answers(noor, "Gekozen: Groen", "Laat mijn woorden staan");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o1"], own: "Een zwembad" });
    expect(notesIn(scene)).toEqual({});
  });

  test("typing one is choosing it as well; a list comes instead of what was chosen", async () => {
    const scene = await asking(q("a", "choices", { ...three, most: 2 }), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.presses("Groen");
    await noor.says("wonen");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o0", "o1"] });
    expect(noor.lastText).toContain("Vraag b");
    await noor.presses("Vorige");
    await noor.says("3");
    expect(noor.lastText).toContain("Je koos er al 2. Haal er eerst één weg.");
    await noor.says("3, 1");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o2", "o0"] });
    await noor.presses("Vorige");
    await noor.says("1, 2, 3");
    expect(noor.lastText).toContain("Dat zijn er te veel. Kies er hoogstens 2.");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o2", "o0"] });
  });

  test("somebody who types one by one stays at the question as long as there is room, and types “verder”", async () => {
    const scene = await asking(q("a", "choices", three), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says("2");
    expect(noor.lastText).toContain("Vraag a");
    await noor.says("Spelen en sport");
    await noor.says("Verder");
    expect(noor.lastText).toContain("Vraag b");
    expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o1", "o2"] });
  });

  test.each(["1 en 3", "1 3", "1 and 3", "1, en 3", "groen en spelen en sport", "1+3"])(
    "“%s” is the first and the third",
    async (typed) => {
      const scene = await asking(
        q("a", "choices", { ...options("Groen", "Wonen", "Spelen"), own: typed.includes("groen") }),
        q("b", "text"),
      );
      const noor = await begins(scene, "noor");
      await noor.says(typed.replace(" en sport", ""));
      expect(answersIn(scene).a).toEqual({ is: "options", ids: ["o0", "o2"] });
    },
  );

  test("in an order too; and “1 of 3” is not known", async () => {
    const scene = await asking(q("a", "ranking", options("X", "Y", "Z")), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says("1 of 3");
    expect(notesIn(scene)).toEqual({ a: "1 of 3" });
    await noor.says("3 en 1");
    expect(answersIn(scene).a).toEqual({ is: "ranking", ids: ["o2", "o0"] });
  });
});

describe("a number", () => {
  const days = q("days", "number", { ask: { nl: "Hoeveel dagen ben je buiten?" }, from: -10, to: 60 });

  test.each([
    ["3 dagen", 3],
    ["1 dag", 1],
    ["3x", 3],
    ["−2", -2],
    ["-2", -2],
    ["4.", 4],
    ["twee", 2],
    ["Drie dagen", 3],
    ["geen", 0],
  ])("“%s” is %i", async (typed, value) => {
    const scene = await asking(days, q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says(typed);
    expect(answersIn(scene).days).toEqual({ is: "number", value });
  });

  test.each([
    "2,5",
    "2.5",
    "een paar",
    "3 weken",
    "3 duizend",
    "3 of 4",
    "5e",
    "99",
    "Al 3 dagen ligt er afval",
  ])(
    "“%s” is not guessed at: she reads that it has to be a whole one, and her words are kept",
    async (typed) => {
      const scene = await asking(days, q("b", "text"));
      const noor = await begins(scene, "noor");
      await noor.says(typed);
      expect(noor.lastText).toContain("Typ een heel getal, zonder komma: van -10 tot en met 60.");
      expect(notesIn(scene)).toEqual({ days: typed });
    },
  );
});

describe("somebody who types “sla over”", () => {
  test("skips the question, of whatever kind it is, in any language of the town", async () => {
    const kinds = ["text", "word", "number", "scale", "yes_no", "photo", "place"];
    const scene = await asking(...kinds.map((kind) => q(kind, kind)), q("last", "text"));
    const noor = await begins(scene, "noor");
    for (const [at] of kinds.entries()) await noor.says(at % 2 ? "sla over" : "Skip!");
    expect(Object.values(answersIn(scene))).toEqual(kinds.map(() => ({ is: "skipped" })));
  });

  test("reads at a question that needs an answer that it cannot be skipped", async () => {
    const scene = await asking(q("a", "text", { required: true }), q("spot", "place", { required: true }));
    const noor = await begins(scene, "noor");
    await noor.says("Sla over");
    expect(noor.lastText).toContain("Deze vraag kun je niet overslaan.");
    expect(answersIn(scene)).toEqual({});
    await noor.says("Te donker");
    await noor.says("sla over");
    expect(noor.lastText).toContain("Deze vraag kun je niet overslaan.");
    expect(Object.keys(answersIn(scene))).toEqual(["a"]);
  });

  test("and only these very words: anything more or less is an answer", async () => {
    const texts = ["over", "Sla de straat niet over", "sla"];
    const scene = await asking(...texts.map((_, at) => q(`t${at}`, "text")), q("last", "text"));
    const noor = await begins(scene, "noor");
    for (const text of texts) await noor.says(text);
    expect(Object.values(answersIn(scene))).toEqual(texts.map((text) => ({ is: "text", text })));
  });

  test("keeps an answer that she gave before", async () => {
    const scene = await asking(q("a", "text"), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says("Te donker");
    await noor.presses("Vorige");
    await noor.says("Sla over");
    expect(answersIn(scene).a).toEqual({ is: "text", text: "Te donker" });
    expect(noor.lastText).toContain("Vraag b");
  });
});

test.each([
  ["Ja hoor", "yes"],
  ["Zeker", "yes"],
  ["nope", "no"],
  ["👎", "no"],
  ["nee hoor!", "no"],
  ["nee, zeker", "no"],
])("“%s” leaves no doubt", async (typed, id) => {
  const scene = await asking(q("a", "yes_no"), q("b", "text"));
  const noor = await begins(scene, "noor");
  await noor.says(typed);
  expect(answersIn(scene).a).toEqual({ is: "options", ids: [id] });
});

test.each(["ja en nee", "ja maar niet 's avonds", "zeker soms", "ja misschien", "ja maar"])(
  "“%s” does, and is kept",
  async (typed) => {
    const scene = await asking(q("a", "yes_no"), q("b", "text"));
    const noor = await begins(scene, "noor");
    await noor.says(typed);
    expect(notesIn(scene)).toEqual({ a: typed });
  },
);

test("a place that is shared at another question is kept, and she is told that it does not fit there", async () => {
  const scene = await asking(q("a", "scale"), q("b", "text"));
  const noor = await begins(scene, "noor");
  await noor.place({ latitude: 52.09, longitude: 5.12 });
  expect(noor.lastText).toContain("Bij deze vraag kan ik geen plek gebruiken. Ik heb hem wel bewaard.");
  expect(noor.lastText).toContain("Dit stuurde je: “52.09, 5.12”");
  expect(notesIn(scene)).toEqual({ a: "52.09, 5.12" });
});

test("one very long word is not called more than one", async () => {
  const scene = await asking(q("a", "word"), q("b", "text"));
  const noor = await begins(scene, "noor");
  await noor.says("Hottentottententententoonstelling".repeat(2));
  expect(noor.lastText).toContain("Dat is te lang voor één woord.");
});

test.each([
  [[true, true], []],
  [[true, false], ["survey:maySkipSome"]],
  [[false, false], ["survey:maySkip"]],
])("what is said of skipping at the beginning is true: %j", async (required, skipping) => {
  const scene = await asking(
    ...required.map((one, at) => q(`t${at}`, "text", one ? { required: true } : {})),
  );
  const noor = await begins(scene, "noor");
  expect(noor.lastKeys.filter((one) => one.startsWith("survey:maySkip"))).toEqual(skipping);
});

test("the photos of an album belong to the last question too, and none of them begins a report", async () => {
  const scene = await asking(q("pic", "photo"));
  const noor = await begins(scene, "noor");
  for (const photo of ["one", "two", "three"]) await noor.photo(photo, undefined, "album1");
  const answer = answersIn(scene).pic;
  expect(answer?.is === "text" && answer.media).toHaveLength(3);
  expect((await noor.lane)?.dialogue).toBeUndefined();
});

describe("how old somebody is", () => {
  const ask = async (scene: Scene, name: string) => {
    const one = await comes(scene, name, { counted: true });
    await one.commands("meedoen");
    await one.presses("Begin");
    expect(one.lastText).toContain("Hoe oud ben je?");
    return one;
  };

  test.each([
    ["34", "28_up"],
    ["Ik ben 17 jaar", "16_17"],
    ["21 tot en met 24", "21_24"],
    ["21-24", "21_24"],
    ["28 jaar of ouder", "28_up"],
    ["I'm 19", "18_20"],
  ])("can be typed: “%s”", async (typed, age) => {
    const scene = await opened();
    const noor = await ask(scene, "noor");
    await noor.says(typed);
    expect((await noor.lane)?.age).toBe(age);
    expect(noor.lastText).toContain("Vraag 1 van 7");
    await noor.presses("Sla over");
    expect(responsesIn(scene)[0]?.age).toBe(age);
  });

  test.each(["3", "200", LAMP])("“%s” is no age: it is asked about, and it is kept", async (typed) => {
    const scene = await opened();
    const noor = await ask(scene, "noor");
    await noor.says(typed);
    expect(noor.labels).toEqual(["Verder waar ik was", "Dit is iets anders"]);
    await noor.presses("Verder waar ik was");
    expect(noor.lastText).toContain("Dat herken ik niet. Tik op je leeftijd, of typ hoeveel jaar je bent.");
    await noor.says("34");
    expect(noor.lastText).toContain("Vraag 1 van 7");
  });

  test("and a report that is typed there becomes a report", async () => {
    const scene = await opened();
    const noor = await ask(scene, "noor");
    await noor.says(LAMP);
    await noor.presses("Dit is iets anders");
    expect(await telling(noor)).toContain(LAMP);
  });

  test("is asked again in another language, and after /help", async () => {
    const scene = await opened();
    const noor = await ask(scene, "noor");
    await noor.commands("taal");
    await noor.presses("English");
    expect(noor.lastText).toContain("How old are you?");
    await noor.commands("help");
    expect(noor.lastText).toContain("How old are you?");
    await noor.says("34");
    expect(noor.lastText).toContain("Question 1 of 7");
  });

  test("is asked once: who would rather not say is never asked again, by pressing or by typing “sla over”", async () => {
    for (const says of [true, false]) {
      const scene = await opened();
      const noor = await ask(scene, "noor");
      if (says) await noor.says("sla over");
      else await noor.presses("Sla over");
      expect(noor.lastText).toContain("Vraag 1 van 7");
      await noor.commands("meedoen");
      await noor.presses("Begin");
      expect(noor.lastText).toContain("Vraag 1 van 7");
      expect((await noor.lane)?.age).toBeUndefined();
    }
  });

  test("does not get around a full group by an old button", async () => {
    const scene = await opened({ ...opening, quotas: "nl=10" });
    await answered(scene, 9);
    const lee = await begins(scene, "lee");
    await lee.presses("Sla over");
    const noor = await ask(scene, "noor");
    await noor.does({
      type: "chose",
      press: { instrument: "survey", version: 1, step: "q.nice", option: "5", ref: scene.id },
    });
    expect(responsesIn(scene)).toHaveLength(10);
    await noor.says("34");
    expect(noor.lastText).toContain("Uit jouw groep kwamen al genoeg antwoorden.");
    expect((await noor.lane)?.dialogue).toBeUndefined();
  });
});
