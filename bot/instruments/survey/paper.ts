import type { Document } from "../../core/document.ts";
import type { Gathered } from "../../core/gathered.ts";
import { LEAST_SHOWN } from "../../core/makeup.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { type Results, STAFF } from "../../core/response.ts";
import { townClock } from "../../core/time.ts";
import type { Context } from "../../core/turn.ts";
import { apartLines, groupsOf, staffOf } from "./apart-lines.ts";
import { blankPaper } from "./blank-paper.ts";
import { chartsOf } from "./charts.ts";
import type { Question } from "./definition.ts";
import { answeredTo, barsOf, numbersOf, questionLines, response, stoppedLines } from "./result-lines.ts";
import { actRows } from "./result-screen.ts";
import { readSurvey, type Survey } from "./state.ts";
import { tablesOf } from "./tables.ts";

/** The results as they are kept and handed over: what was asked, what was heard, and what is done with it. */
export function paper(process: Process, context: Pick<Context, "town" | "now">): Document | undefined {
  const survey = readSurvey(process);
  const { result, papers } = survey;
  if (!papers) return undefined;
  if (!result) return blankPaper(process, survey, context);
  const { begun, done } = response(result.results);
  const { card } = process;
  return {
    name: `peiling-${process.id.toLowerCase()}`,
    version: papers,
    title: { localized: card.title },
    day: townClock(context.now).day,
    sections: [
      {
        heading: say("survey:paper.question"),
        lines: [
          say("common:as_is", { text: { localized: card.question } }),
          say("survey:paper.response", { count: begun, done }),
        ],
      },
      {
        heading: say("survey:paper.heard"),
        lines: survey.definition.questions.flatMap((question) => [
          ...questionLines(question, result, survey.baseline),
          ...apartLines(question, result.results, survey.baseline?.results),
        ]),
      },
      ...(survey.quotes?.length
        ? [
            {
              heading: say("survey:paper.quotes"),
              lines: survey.quotes.map(({ text }): Message => say("common:quote", { text })),
            },
          ]
        : []),
      ...(survey.acts?.length || survey.because
        ? [{ heading: say("survey:paper.acts"), lines: actRows(survey) }]
        : []),
      {
        heading: say("survey:paper.how"),
        lines: [
          say("survey:paper.days", { from: { date: survey.opensOn }, to: { date: survey.closesOn } }),
          ...stoppedLines(survey),
          say("survey:paper.anonymous", { least: LEAST_SHOWN }),
          ...(groupsOf(result.results).groups > 0
            ? [say("survey:paper.groups", { count: groupsOf(result.results).people })]
            : []),
          ...(staffOf(result.results) >= LEAST_SHOWN
            ? [say("survey:paper.staff", { count: staffOf(result.results) })]
            : []),
          ...(result.same ? [say("survey:paper.recounted")] : []),
          say(`common:process.level.${card.level}`),
          say("common:process.decides", { who: { localized: card.decides } }),
        ],
      },
    ],
    charts: chartsOf(survey),
    tables: tablesOf(survey, context.town.languages),
    data: dataOf(process, survey),
  };
}

/** For programs, with the codebook. Of fewer than ten nothing, and nothing that leads to a person. */
function dataOf(process: Process, survey: Survey) {
  const results = survey.result?.results ?? {};
  const { baseline: before } = survey;
  return {
    id: process.id,
    title: process.card.title,
    state: survey.at,
    opensOn: survey.opensOn,
    closesOn: survey.closesOn,
    stopped: survey.stopped?.why,
    before: before && { process: before.process, closedOn: before.closedOn, ...response(before.results) },
    ...response(results),
    questions: survey.definition.questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      ask: question.ask,
      staffAsk: question.staff,
      options: question.options,
      ...figuresOf(question, results, survey.result?.words),
      before: before && figuresOf(question, before.results, before.words),
    })),
    actions: survey.acts?.map(({ what, due }) => ({ what, due })),
    because: survey.because,
  };
}

/** The figures of one question, now or before; null where there are too few to show. */
function figuresOf(question: Question, results: Results, words: Gathered["words"] = {}) {
  const { answered, skipped } = answeredTo(question, results);
  const shown = answered >= LEAST_SHOWN;
  const bars = shown ? barsOf(question, results) : [];
  return {
    answered,
    skipped,
    counts: shown ? Object.fromEntries(bars.map(({ id, count }) => [id, count])) : null,
    staff: countsOfStaff(question, results),
    ...(question.kind === "number" && { numbers: enoughNumbers(question, results) }),
    ...(question.kind === "word" && { words: shown ? words[question.id] : null }),
  };
}

/** What colleagues answered, apart; null of fewer than ten, and of a question without options. */
function countsOfStaff(question: Question, results: Results) {
  const { answered } = answeredTo(question, results, STAFF);
  const bars = barsOf(question, results, STAFF);
  return answered < LEAST_SHOWN || bars.length === 0
    ? null
    : { answered, counts: Object.fromEntries(bars.map(({ id, count }) => [id, count])) };
}

/** Mean and median with how many numbers they are of; null of fewer than ten. */
function enoughNumbers(question: Question, results: Results) {
  const found = numbersOf(question, results);
  return found && found.count >= LEAST_SHOWN ? found : null;
}
