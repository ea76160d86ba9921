import { partName } from "../../../core/counting/recount.ts";
import type { Results } from "../../../core/counting/response.ts";
import { needs, nothing, whisper } from "../../../core/decision.ts";
import { amongShown, LEAST_SHOWN, mayBeShown, plain } from "../../../core/disclosure/disclosure.ts";
import type { Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { apartLines, staffOf } from "../figures/apart-lines.ts";
import { dropOffBy } from "../figures/drop-off.ts";
import { dropOffLines, reachedLines } from "../figures/drop-off-lines.ts";
import { answeredTo, response } from "../figures/figures.ts";
import { isTold, questionLines, tooFewLines } from "../figures/result-lines.ts";
import { dimensions } from "../figures/shown-groups.ts";
import { whoAnswered, whomToAsk } from "../figures/who-answered.ts";
import { NAME } from "../names.ts";
import type { Question } from "../questions/definition.ts";
import { readSurvey, type Survey } from "../state.ts";
import { grouped } from "./grouping.ts";

/** The forms in which officials see the answers, in figures and in words. */

/**
 * Shows the results as counted at the close; while the survey is open only what may be shown
 * (`bot/core/counting/released.ts`), and nothing by group. Only officials see it, and nothing for fewer than ten.
 */
export function resultsForm(process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const running = context.seen.released[process.id];
  if (!survey.result && !running) return needs({ see: "released", process: process.id });
  const results: Results = survey.result?.results ?? running ?? {};
  const form: Form = {
    id: { instrument: NAME, form: "results", ref: process.id },
    title: say("officials:survey.act.results"),
    submit: say("officials:survey.seen"),
    intro: [
      ...(survey.result ? wholeLines(survey, results, context) : runningLines(results, context)),
      // One block per question: Slack allows a hundred.
      ...survey.definition.questions.flatMap((question) => blockOf(question, survey, results, context)),
      ...tooFewLines(survey.definition.questions, results),
    ],
    fields: [],
  };
  return { effects: [{ do: "open", form }] };
}

function wholeLines({ definition, staff }: Survey, results: Results, { town }: Context): Message[] {
  const { begun, done } = response(results);
  const dropOffs = dimensions.map((one) => dropOffBy(one, definition, results));
  return [
    ...begunLines(begun, done),
    ...(staff ? [staffCount(results)] : []),
    ...whoAnswered(results, town),
    ...dropOffLines(dropOffs, begun, town),
  ];
}

/** Says once what is and is not shown here, so that it need not be repeated at each question. */
function runningLines(results: Results, { town }: Context): Message[] {
  const { begun, done } = response(results);
  if (!mayBeShown(begun)) return [say("officials:survey.stepsNone", { first: plain(2 * LEAST_SHOWN) })];
  return [
    say("officials:survey.steps", { count: begun, done: amongShown(done, begun), least: LEAST_SHOWN }),
    ...(mayBeShown(staffOf(results)) ? [staffCount(results)] : []),
    ...whomToAsk(results, town),
  ];
}

/** How many started and finished; no number below ten. */
function begunLines(begun: number, done: number): Message[] {
  return [
    mayBeShown(begun)
      ? say("officials:survey.begun", { count: begun, done: amongShown(done, begun) })
      : say("officials:survey.begunFew", { least: LEAST_SHOWN }),
  ];
}

function staffCount(results: Results): Message {
  const count = staffOf(results);
  return mayBeShown(count)
    ? say("officials:survey.staff.count", { count })
    : say("officials:survey.staff.countFew", { least: LEAST_SHOWN });
}

function blockOf(question: Question, survey: Survey, results: Results, { town }: Context): Message[] {
  const { result, definition, baseline } = survey;
  const apart = apartLines(question, results, baseline);
  const few = !isTold(question, results);
  if (few && apart.length === 0) return [];
  const rows = [
    ...questionLines(question, { results, words: result?.words }, baseline),
    ...apart,
    ...passed(question, results, result !== undefined),
    ...(result
      ? reachedLines(
          question,
          dimensions.map((one) => dropOffBy(one, definition, results)),
          town,
        )
      : []),
  ];
  return [say("common:rows", { rows: { rows } })];
}

/** How many skipped a question, and how many had dropped out before it: this shows where people give up. */
function passed(question: Question, results: Results, whole: boolean): Message[] {
  const { answered, skipped } = answeredTo(question, results);
  if (!mayBeShown(answered)) return [];
  const { begun } = response(results);
  const count = amongShown(skipped, answered);
  const left = amongShown(Math.max(0, begun - answered - skipped), answered);
  // For a conditional question it is unknown who did not reach it; and while the survey is open, a question's figures
  // are released in other steps than the number who started.
  return [
    question.when || !whole
      ? say("officials:survey.skipped", { count })
      : say("officials:survey.dropped", { count, left }),
  ];
}

/**
 * Shows the open answers to the organiser, who has to read them, a part at a time, with similar answers together and
 * never with their author. A part fits in one Slack form (`PART` in `bot/core/counting/recount.ts`).
 *
 * @param after where the part starts; the first part if omitted
 */
export function textsForm(process: Process, context: Context, after?: string): Decision {
  const survey = readSurvey(process);
  // Read one by one as they come in, they would reveal who said what.
  const results = survey.result?.results;
  if (!results) return whisper(say("officials:survey.textsLater"));
  const said = context.seen.said[partName(process.id, after)];
  if (!said) return needs({ see: "said", process: process.id, after });
  // In a small channel it would be clear who it was: nothing from colleagues is shown until there are ten.
  const staff = staffOf(results) >= LEAST_SHOWN ? said.staff : {};
  const { next } = said;
  const [first, last] = [after === undefined, next === undefined];
  const rows = survey.definition.questions.flatMap((question, at) => {
    const n = at + 1;
    const title = say("officials:survey.questionOption", { n: plain(n), ask: { localized: question.ask } });
    return [
      ...headed(title, said.texts[question.id] ?? [], context),
      ...headed(say("officials:survey.groupTexts", { n: plain(n) }), said.groups[question.id] ?? [], context),
      ...headed(say("officials:survey.staff.texts", { n: plain(n) }), staff[question.id] ?? [], context),
    ];
  });
  const form: Form = {
    id: { instrument: NAME, form: "texts", ref: process.id, ...(next !== undefined && { seen: next }) },
    title: say("officials:survey.act.texts"),
    submit: say(last ? "officials:survey.seen" : "officials:survey.nextTexts"),
    intro: [
      say(`officials:survey.${rows.length > 0 ? "textsIntro" : last && first ? "noTexts" : "noTextsHere"}`),
      ...(rows.length > 0 ? [say("common:rows", { rows: { rows } })] : []),
    ],
    fields: [],
  };
  return { effects: [{ do: "open", form }] };
}

/** Shows the next part to someone who has read one. */
export function moreTexts(
  { form }: Extract<OfficialInput, { type: "submitted" }>,
  process: Process,
  context: Context,
): Decision {
  return form.seen === undefined ? nothing : textsForm(process, context, form.seen);
}

function headed(
  title: Message,
  texts: readonly string[],
  { similarPairs }: Pick<Context, "similarPairs">,
): Message[] {
  if (texts.length === 0) return [];
  const { groups, others } = grouped(texts, similarPairs);
  return [
    title,
    ...groups.flatMap((group) => [
      say("officials:survey.alike", { count: plain(group.length) }),
      ...group.map(quoted),
    ]),
    ...(groups.length > 0 && others.length > 0 ? [say("officials:survey.otherTexts")] : []),
    ...others.map(quoted),
  ];
}

function quoted(text: string): Message {
  return say("common:quote", { text });
}
