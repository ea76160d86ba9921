import { dayPart } from "../bot/core/calendar/time.ts";
import type { Answer, Response } from "../bot/core/counting/response.ts";
import { ages } from "../bot/core/model/age.ts";
import type { Definition, Question } from "../bot/instruments/survey/questions/definition.ts";
import { optionsOf } from "../bot/instruments/survey/questions/options.ts";
import { templates } from "../bot/instruments/survey/questions/templates.ts";
import { FAR, PROCESS, voterOf } from "./voices.ts";

/** Survey respondents, the same in each run: the nth one's response at each of its versions. */

/** The survey that everybody begins with. The word is typed, so it comes after two questions with buttons. */
export const definition: Definition = {
  questions: ["nice", "safe", "word", "first", "where", "heard", "help"].flatMap(
    (id) => templates.sample?.questions.filter((one) => one.id === id) ?? [],
  ),
};

/** By then she has answered every question once; anything after that changes an answer. */
export const ALL_ANSWERED = definition.questions.length;

const NEIGHBOURHOODS = ["centre", "harbour", "dike", "meadow", "east", "mill"];
const LANGUAGES = ["nl", "nl", "nl", "en", "uk", "ar"];
const WORDS = ["druk", "groen", "gezellig", "stil", "Grijs", "fijn"];

/**
 * Two in three allow their group to be counted, one in nine only from her third answer on. One in fifty is a
 * paper form, one in two hundred a group of young people.
 */
export function responseOf(n: number, version: number): Response {
  const via = n % 200 === 7 ? "group" : n % 50 === 3 ? "paper" : "chat";
  const counted = n % 3 !== 0 || (n % 9 === 0 && version > 2);
  const answered = definition.questions.slice(0, version);
  return {
    row: "response",
    process: PROCESS,
    voter: voterOf(n),
    version,
    edition: 1,
    language: LANGUAGES[n % LANGUAGES.length] ?? "nl",
    ...(counted && {
      age: ages[n % ages.length],
      neighbourhood: NEIGHBOURHOODS[(n >> 3) % NEIGHBOURHOODS.length],
    }),
    via,
    ...(via === "group" && { size: 8 }),
    answers: Object.fromEntries(
      answered.map((question, place) => {
        const turn = n + changes(n, place, version);
        return [question.id, via === "group" ? countsOf(question, turn) : answerOf(question, turn)];
      }),
    ),
    done: version >= ALL_ANSWERED,
    begun: dayPart(FAR),
    at: dayPart(FAR),
  };
}

/** How many times she has changed her answer to this question: after the last one she goes through them again. */
function changes(n: number, place: number, version: number): number {
  let count = 0;
  for (let later = ALL_ANSWERED + 1; later <= version; later++)
    if ((n + later) % ALL_ANSWERED === place) count++;
  return count;
}

function answerOf(question: Question, turn: number): Answer {
  const options = optionsOf(question);
  const id = options[turn % options.length]?.id;
  if (id === undefined) return { is: "word", text: WORDS[turn % WORDS.length] ?? "" };
  if (turn % 11 === 0) return { is: "skipped" };
  if (question.kind !== "choices") return { is: "options", ids: [id] };
  const other = options[(turn + 1) % options.length]?.id ?? id;
  return {
    is: "options",
    ids: turn % 2 === 0 ? [id] : [id, other],
    ...(turn % 10 === 4 && { own: "Meer bankjes" }),
  };
}

function countsOf(question: Question, turn: number): Answer {
  return {
    is: "counts",
    counts: Object.fromEntries(optionsOf(question).map(({ id }, place) => [id, (turn + place) % 4])),
  };
}
