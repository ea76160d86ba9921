import type { Form } from "../../core/card.ts";
import { needs, nothing } from "../../core/decide.ts";
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

/** So much fits in one block of Slack's, and so many blocks beside the title in one form. Characters. */
const BLOCK = 2800;
const BLOCKS = 90;

/**
 * What was said in words, for the organiser who has to read it, a part at a time: what says about the same together.
 * Never with whose it is.
 *
 * @param after where the part begins; the first without it
 */
export function textsForm(process: Process, context: Context, after?: string): Decision {
  const said = context.seen.said?.[partName(process.id, after)];
  if (!said) return needs({ see: "said", process: process.id, after });
  const { next } = said;
  const [first, last] = [after === undefined, next === undefined];
  const blocks = readSurvey(process).definition.questions.flatMap((question, at) => {
    const n = at + 1;
    const title = say("officials:survey.questionOption", { n, ask: { localized: question.ask } });
    return [
      ...headed(title, said.texts[question.id] ?? [], context),
      ...headed(say("officials:survey.groupTexts", { n }), said.groups[question.id] ?? [], context),
      ...headed(say("officials:survey.staff.texts", { n }), said.staff[question.id] ?? [], context),
    ];
  });
  const form: Form = {
    id: { instrument: NAME, form: "texts", ref: process.id, ...(next !== undefined && { seen: next }) },
    title: say("officials:survey.act.texts"),
    submit: say(last ? "officials:survey.seen" : "officials:survey.nextTexts"),
    intro: [
      say(`officials:survey.${blocks.length > 0 ? "textsIntro" : last && first ? "noTexts" : "noTextsHere"}`),
      ...blocks.slice(0, BLOCKS),
      ...(blocks.length > BLOCKS ? [say("officials:survey.moreTexts")] : []),
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
  const rows = [
    title,
    ...groups.flatMap((group) => [
      say("officials:survey.alike", { count: group.length }),
      ...group.map(quoted),
    ]),
    ...(groups.length > 0 && others.length > 0 ? [say("officials:survey.otherTexts")] : []),
    ...others.map(quoted),
  ];
  return inBlocks(rows).map((some) => say("common:rows", { rows: { rows: some } }));
}

function quoted(text: string): Message {
  return say("common:quote", { text });
}

/** As many rows in each as fit. */
function inBlocks(rows: readonly Message[]): Message[][] {
  const blocks: Message[][] = [];
  let length = 0;
  for (const row of rows) {
    const text = row.params?.text;
    // The others are short; a question is at most 600 characters.
    const size = typeof text === "string" ? text.length + 4 : 600;
    const last = blocks.at(-1);
    if (!last || length + size > BLOCK) {
      blocks.push([row]);
      length = size;
    } else {
      last.push(row);
      length += size;
    }
  }
  return blocks;
}
