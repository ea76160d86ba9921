import type { Form } from "../../core/card.ts";
import { needs } from "../../core/decide.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import type { Results } from "../../core/response.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { apartLines, staffOf } from "./apart-lines.ts";
import type { Question } from "./definition.ts";
import { NAME } from "./names.ts";
import { answeredTo, questionLines, response } from "./result-lines.ts";
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
  const form: Form = {
    id: { instrument: NAME, form: "results", ref: process.id },
    title: say("officials:survey.act.results"),
    submit: say("officials:survey.seen"),
    intro: [
      say("officials:survey.begun", { count: begun, done }),
      ...(survey.staff ? [say("officials:survey.staff.count", { count: staffOf(results) })] : []),
      ...whoAnswered(results, context.town, survey.at === "open"),
      // One block for each question: Slack takes a hundred.
      ...survey.definition.questions.map((question) =>
        say("common:rows", {
          rows: {
            rows: [
              ...questionLines(
                question,
                { results, words: survey.result?.words ?? {} },
                survey.baseline?.results,
              ),
              ...apartLines(question, results, survey.baseline?.results),
              ...passed(question, results),
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

/** All that was said in words, for the organiser who has to read it. Never with whose it is. */
export function textsForm(process: Process, context: Context): Decision {
  const gathered = context.seen.answers?.[process.id];
  if (!gathered) return needs({ see: "answers", process: process.id });
  const blocks = readSurvey(process).definition.questions.flatMap((question, at) => {
    const title = say("officials:survey.questionOption", { n: at + 1, ask: { localized: question.ask } });
    const staff = quoted(gathered.staff[question.id] ?? []);
    return [
      ...headed(title, quoted(gathered.texts[question.id] ?? [])),
      ...headed(say("officials:survey.staff.texts", { n: at + 1 }), staff),
    ];
  });
  const form: Form = {
    id: { instrument: NAME, form: "texts", ref: process.id },
    title: say("officials:survey.act.texts"),
    submit: say("officials:survey.seen"),
    intro: [
      say(blocks.length === 0 ? "officials:survey.noTexts" : "officials:survey.textsIntro"),
      ...blocks.slice(0, BLOCKS),
      ...(blocks.length > BLOCKS ? [say("officials:survey.moreTexts")] : []),
    ],
    fields: [],
  };
  return { effects: [{ do: "open", form }] };
}

function headed(title: Message, blocks: Message[]): Message[] {
  return blocks.length === 0 ? [] : [title, ...blocks];
}

function quoted(texts: readonly string[]): Message[] {
  return inBlocks(texts).map((some) =>
    say("common:rows", { rows: { rows: some.map((text) => say("common:quote", { text })) } }),
  );
}

function inBlocks(texts: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let length = 0;
  for (const text of texts) {
    const last = blocks.at(-1);
    if (!last || length + text.length + 4 > BLOCK) {
      blocks.push([text]);
      length = text.length + 4;
    } else {
      last.push(text);
      length += text.length + 4;
    }
  }
  return blocks;
}
