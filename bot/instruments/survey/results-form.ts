import type { Form } from "../../core/card.ts";
import { needs, nothing } from "../../core/decide.ts";
import { LEAST_SHOWN } from "../../core/disclosure.ts";
import { partName } from "../../core/gathered.ts";
import type { OfficialInput } from "../../core/input.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import type { Results } from "../../core/response.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { apartLines, staffOf } from "./apart-lines.ts";
import type { Question } from "./definition.ts";
import { dropOffBy } from "./drop-off.ts";
import { dropOffLines, reachedLines } from "./drop-off-lines.ts";
import { answeredTo, response } from "./figures.ts";
import { grouped } from "./grouping.ts";
import { NAME } from "./names.ts";
import { questionLines } from "./result-lines.ts";
import { dimensions } from "./shown-groups.ts";
import { readSurvey } from "./state.ts";
import { whoAnswered } from "./who-answered.ts";

/** What officials see of the answers: in figures, and in words. */

/** How it stands while it is open, and as it was at the close. Only officials see it, and of fewer than ten nothing. */
export function resultsForm(process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const running = context.seen.results?.[process.id];
  if (!survey.result && !running) return needs({ see: "results", process: process.id });
  const results: Results = survey.result?.results ?? running ?? {};
  const { begun, done } = response(results);
  const dropOffs = dimensions.map((one) => dropOffBy(one, survey.definition, results));
  const form: Form = {
    id: { instrument: NAME, form: "results", ref: process.id },
    title: say("officials:survey.act.results"),
    submit: say("officials:survey.seen"),
    intro: [
      say("officials:survey.begun", { count: begun, done }),
      ...(survey.staff ? [say("officials:survey.staff.count", { count: staffOf(results) })] : []),
      ...whoAnswered(results, context.town, survey.at === "open"),
      ...dropOffLines(dropOffs, begun, context.town),
      // One block for each question: Slack takes a hundred.
      ...survey.definition.questions.map((question) =>
        say("common:rows", {
          rows: {
            rows: [
              ...questionLines(question, { results, words: survey.result?.words }, survey.baseline),
              ...apartLines(question, results, survey.baseline),
              ...passed(question, results),
              ...reachedLines(question, dropOffs, context.town),
            ],
          },
        }),
      ),
    ],
    fields: [],
  };
  return { effects: [{ do: "open", form }] };
}

/** How many passed it, and how many had stopped before: where people give up. */
function passed(question: Question, results: Results): Message[] {
  const { answered, skipped } = answeredTo(question, results);
  const { begun } = response(results);
  // Of a question that not everybody is asked nobody can say who did not come to it.
  return [
    question.when
      ? say("officials:survey.skipped", { count: skipped })
      : say("officials:survey.dropped", { count: skipped, left: Math.max(0, begun - answered - skipped) }),
  ];
}

/**
 * What was said in words, for the organiser who has to read it, a part at a time: what says about the same together.
 * Never with whose it is. A part fits in one form of Slack's (`PART` in `bot/core/gathered.ts`).
 *
 * @param after where the part begins; the first without it
 */
export function textsForm(process: Process, context: Context, after?: string): Decision {
  const survey = readSurvey(process);
  const said = context.seen.said?.[partName(process.id, after)];
  if (!said) return needs({ see: "said", process: process.id, after });
  const results = survey.result?.results ?? context.seen.results?.[process.id];
  if (!results) return needs({ see: "results", process: process.id });
  // In a small channel one could tell who it was: of colleagues nothing is shown before there are ten.
  const staff = staffOf(results) >= LEAST_SHOWN ? said.staff : {};
  const { next } = said;
  const [first, last] = [after === undefined, next === undefined];
  const rows = survey.definition.questions.flatMap((question, at) => {
    const n = at + 1;
    const title = say("officials:survey.questionOption", { n, ask: { localized: question.ask } });
    return [
      ...headed(title, said.texts[question.id] ?? [], context),
      ...headed(say("officials:survey.groupTexts", { n }), said.groups[question.id] ?? [], context),
      ...headed(say("officials:survey.staff.texts", { n }), staff[question.id] ?? [], context),
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

/** She has read a part, and reads the next. */
export function moreTexts(
  { form }: Extract<OfficialInput, { type: "submitted" }>,
  process: Process,
  context: Context,
): Decision {
  return form.seen === undefined ? nothing : textsForm(process, context, form.seen);
}

function headed(title: Message, texts: readonly string[], { alike }: Pick<Context, "alike">): Message[] {
  if (texts.length === 0) return [];
  const { groups, others } = grouped(texts, alike);
  return [
    title,
    ...groups.flatMap((group) => [
      say("officials:survey.alike", { count: group.length }),
      ...group.map(quoted),
    ]),
    ...(groups.length > 0 && others.length > 0 ? [say("officials:survey.otherTexts")] : []),
    ...others.map(quoted),
  ];
}

function quoted(text: string): Message {
  return say("common:quote", { text });
}
