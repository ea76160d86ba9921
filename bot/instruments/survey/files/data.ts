import { STAFF } from "../../../core/counting/response.ts";
import { LEAST_SHOWN } from "../../../core/disclosure/disclosure.ts";
import type { Said } from "../../../core/model/document.ts";
import type { Cell } from "../../../core/model/groups.ts";
import type { Language, Localized } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { answeredTo, barsOf, besideOptions, numbersOf, response } from "../figures/figures.ts";
import type { Counted } from "../figures/result-lines.ts";
import type { Question } from "../questions/definition.ts";
import { optionsOf, rangeOf } from "../questions/options.ts";
import { actedOn, type Survey, stopReason } from "../state.ts";

/**
 * The results as data for programs, with the meaning of ids. Nothing for fewer than ten people, and nothing that leads
 * to a person.
 */

export function dataOf(process: Process, survey: Survey, languages: readonly Language[]) {
  const { result, baseline } = survey;
  const acted = actedOn(survey);
  const counted: Counted = result ?? { results: {} };
  return {
    id: process.id,
    title: process.card.title,
    state: survey.at,
    opensOn: survey.opensOn,
    closesOn: survey.closesOn,
    stopped: stopReason(survey),
    ...openly(response(counted.results)),
    ...(baseline && {
      earlier: { id: baseline.process, closedOn: baseline.closedOn, ...openly(response(baseline.results)) },
    }),
    questions: survey.definition.questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      ask: question.ask,
      options: meaningsOf(question, languages),
      ...(question.kind === "number" && { range: rangeOf(question) }),
      ...(question.kind === "ranking" && { unit: "points" }),
      ...answeredOpenly(question, counted),
      ...figuresOf(question, counted),
      staff: apartFrom(question, counted, STAFF),
      ...(baseline && {
        earlier: {
          residents: apartFrom(question, baseline),
          staff: apartFrom(question, baseline, STAFF),
        },
      }),
    })),
    actions: acted?.actions.map(({ what, due }) => ({ what, due })),
    because: acted?.because,
  };
}

/** How many started and finished; null for fewer than ten. */
function openly(counts: { begun: number; done: number }) {
  return counts.begun >= LEAST_SHOWN ? counts : { begun: null, done: null };
}

/** How many answered and skipped a question; null for fewer than ten. */
function answeredOpenly(question: Question, { results }: Counted) {
  const { answered, skipped } = answeredTo(question, results);
  return answered >= LEAST_SHOWN ? { answered, skipped } : { answered: null, skipped: null };
}

/** The meanings of options: in the town's own words, or in ours for a scale, yes or no, and a pledge. */
function meaningsOf(question: Question, languages: readonly Language[]) {
  const { options = [] } = question;
  const all = optionsOf(question).map(
    ({ id, label }): { id: string; label: Localized | Record<string, Said> } => ({
      id,
      label:
        options.find((one) => one.id === id)?.label ??
        Object.fromEntries(languages.map((language) => [language, { said: label, language }])),
    }),
  );
  return all.length > 0 ? all : undefined;
}

/** The count of each answer, with figures on numbers and words; null for fewer than ten. */
function figuresOf(question: Question, { results, words }: Counted, cell?: Cell) {
  const shown = answeredTo(question, results, cell).answered >= LEAST_SHOWN;
  const { kind, id } = question;
  const bars = kind === "number" ? besideOptions(question, results, cell) : barsOf(question, results, cell);
  return {
    counts: shown ? Object.fromEntries(bars.map((one) => [one.id, one.count])) : null,
    ...(kind === "number" && { numbers: (shown && numbersOf(question, results, cell)) || null }),
    ...(kind === "word" && !cell && { words: (shown && words?.[id]) || null }),
  };
}

/** The same for people other than the current residents, with how many they were; null for fewer than ten. */
function apartFrom(question: Question, counted: Counted, cell?: Cell) {
  const { answered } = answeredTo(question, counted.results, cell);
  return answered < LEAST_SHOWN ? null : { answered, ...figuresOf(question, counted, cell) };
}
