import { linkOf } from "../../../../bot/instruments/survey/reaching/link.ts";
import {
  openedWith,
  options,
  processOf,
  responsesIn,
  type Scene,
} from "../../../instruments/survey/people.ts";
import { createTestTown, type TestResident, type TestTown } from "../../../support/town.ts";

/** What somebody is in the middle of when she types something, in each language; and how she gets there. */

export const spoken = ["nl", "en"] as const;
export type Spoken = (typeof spoken)[number];

/** The labels of the buttons that are pressed on the way. */
const buttons = {
  nl: { noPhoto: "Geen foto", category: "Afval", mine: "Voeg iets toe", withdraw: "Trek in", begin: "Begin" },
  en: { noPhoto: "No photo", category: "Waste", mine: "Add something", withdraw: "Withdraw", begin: "Begin" },
} as const;

const story = { nl: "De lantaarn op de hoek doet het niet", en: "The lamp on the corner is out" } as const;

interface Question {
  readonly kind: string;
  readonly options?: readonly { readonly id: string; readonly label: { readonly nl: string } }[];
  readonly [more: string]: unknown;
}

/** The questions of the surveys somebody can be in. */
const questions = {
  yesNo: { kind: "yes_no" },
  often: { kind: "choice", ...options("Nooit", "1 keer", "2 keer", "3 keer") },
  lines: { kind: "choice", ...options("Lijn 4", "Lijn 2", "Lijn 12", "Lijn 3") },
  safe: { kind: "choice", ...options("Ja", "Meestal", "Soms niet", "Nee") },
  days: {
    kind: "number",
    ask: { nl: "Hoeveel dagen per week?", en: "How many days a week?" },
    from: 0,
    to: 7,
  },
  word: { kind: "word" },
  text: { kind: "text" },
  place: { kind: "place" },
  must: { kind: "choice", required: true, ...options("Rood", "Groen") },
} as const satisfies Record<string, Question>;
type Asked = keyof typeof questions;

const surveys = new Map<Asked, Promise<Scene>>();

function surveyWith(asked: Asked): Promise<Scene> {
  const known = surveys.get(asked);
  if (known) return known;
  const question = { id: "q", ask: { nl: "Vraag q", en: "Question q" }, ...questions[asked] };
  const last = { id: "last", kind: "text", ask: { nl: "Nog iets?", en: "Anything else?" } };
  const made = openedWith(JSON.stringify({ questions: [question, last] }));
  surveys.set(asked, made);
  return made;
}

let people = 0;
let shared: TestTown | undefined;
const town = () => {
  shared ??= createTestTown();
  return shared;
};

async function member(language: Spoken, of: TestTown = town()): Promise<TestResident> {
  const one = of.resident(`p${++people}`, { language, chat: String(700_000 + people) });
  await one.joins();
  return one;
}

async function telling(language: Spoken): Promise<TestResident> {
  const one = await member(language);
  await one.says(story[language]);
  return one;
}

async function atSurvey(asked: Asked, language: Spoken): Promise<TestResident> {
  const scene = await surveyWith(asked);
  const one = await member(language, scene.town);
  await one.commands("start", linkOf(await processOf(scene)));
  await one.presses(buttons[language].begin);
  return one;
}

const raised = async (language: Spoken) => {
  const one = await member(language);
  const id = await one.raises(story[language]);
  return { one, id };
};

const official = () => town().official("U0ANA");

async function atPhoto(language: Spoken): Promise<TestResident> {
  const one = await telling(language);
  await one.says(language === "nl" ? "Kerkstraat 12" : "Church Street 12");
  return one;
}

async function atSubject(language: Spoken): Promise<TestResident> {
  const one = await atPhoto(language);
  await one.presses(buttons[language].noPhoto);
  return one;
}

async function answered(language: Spoken): Promise<TestResident> {
  const { one, id } = await raised(language);
  await official().answers(id, { text: "De lamp is vervangen." });
  return one;
}

/** Brings a new person there. */
export const situations = {
  "who was never here": async (language: Spoken) =>
    town().resident(`p${++people}`, { language, chat: String(700_000 + people) }),
  "who is asked whether she is 16": async (language: Spoken) => {
    const one = town().resident(`p${++people}`, { language, chat: String(700_000 + people) });
    await one.commands("start");
    await one.presses(language === "nl" ? "Nederlands" : "English");
    return one;
  },
  "who is in the middle of nothing": (language: Spoken) => member(language),
  "who has stopped": async (language: Spoken) => {
    const one = await member(language);
    await one.commands("stop");
    return one;
  },
  "who typed /melden": async (language: Spoken) => {
    const one = await member(language);
    await one.commands("melden");
    return one;
  },
  "who is asked where it is": telling,
  "who is asked for a photo": atPhoto,
  "who is asked what it is about": atSubject,
  "who sees her report before it is sent": async (language: Spoken) => {
    const one = await atSubject(language);
    await one.presses(buttons[language].category);
    return one;
  },
  "who is asked whether the answer helps": answered,
  "whom the municipality asks something": async (language: Spoken) => {
    const { one, id } = await raised(language);
    await official().acts(id, "ask", { question: "Welke lamp is het?" });
    return one;
  },
  "who typed /wis": async (language: Spoken) => {
    const one = await member(language);
    await one.commands("wis");
    return one;
  },
  "who is asked whether she withdraws it": async (language: Spoken) => {
    const { one, id } = await raised(language);
    await one.does({
      type: "chose",
      press: { instrument: "issue", version: 1, step: "own", option: "withdraw", ref: id },
    });
    return one;
  },
  "whose words wait for a place": async (language: Spoken) => {
    const one = await answered(language);
    await one.says(language === "nl" ? "De stoep ligt vol glas" : "There is glass on the pavement");
    return one;
  },
  "who is asked yes or no in a survey": (language: Spoken) => atSurvey("yesNo", language),
  "who is asked how often (Nooit, 1 keer, 2 keer, 3 keer)": (language: Spoken) => atSurvey("often", language),
  "who is asked which line (Lijn 4, Lijn 2, Lijn 12, Lijn 3)": (language: Spoken) =>
    atSurvey("lines", language),
  "who is asked whether it is safe (Ja, Meestal, Soms niet, Nee)": (language: Spoken) =>
    atSurvey("safe", language),
  "who is asked how many days a week": (language: Spoken) => atSurvey("days", language),
  "who is asked for a word": (language: Spoken) => atSurvey("word", language),
  "who may write freely in a survey": (language: Spoken) => atSurvey("text", language),
  "who is asked for a place in a survey": (language: Spoken) => atSurvey("place", language),
  "who has to choose in a survey (Rood, Groen)": (language: Spoken) => atSurvey("must", language),
} as const satisfies Record<string, (language: Spoken) => Promise<TestResident>>;
export type Situation = keyof typeof situations;

/** What people type there, by what they expect to come of it. */
export type Expected = Partial<Record<Situation, Readonly<Record<string, readonly string[]>>>>;

/** The answers given in this survey so far, the newest last, as they are counted. */
export async function answersIn(asked: Asked): Promise<readonly string[]> {
  const question: Question = questions[asked];
  const labels = question.options ?? [];
  return responsesIn(await surveyWith(asked)).flatMap(({ answers: { q } }) => {
    if (!q) return [];
    switch (q.is) {
      case "options":
        return q.ids.map((id) => labels.find((one) => one.id === id)?.label.nl ?? id).join(", ");
      case "number":
        return String(q.value);
      case "text":
      case "word":
      case "place":
        return `“${q.text ?? ""}”`;
      default:
        return q.is;
    }
  });
}

/** Which survey it is, for a situation in one. */
export const surveyOfSituation: Partial<Record<Situation, Asked>> = {
  "who is asked yes or no in a survey": "yesNo",
  "who is asked how often (Nooit, 1 keer, 2 keer, 3 keer)": "often",
  "who is asked which line (Lijn 4, Lijn 2, Lijn 12, Lijn 3)": "lines",
  "who is asked whether it is safe (Ja, Meestal, Soms niet, Nee)": "safe",
  "who is asked how many days a week": "days",
  "who is asked for a word": "word",
  "who may write freely in a survey": "text",
  "who is asked for a place in a survey": "place",
  "who has to choose in a survey (Rood, Groen)": "must",
};
