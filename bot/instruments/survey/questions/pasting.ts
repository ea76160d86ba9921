import { needs, whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { readSurvey } from "../state.ts";
import { readDefinition } from "./checks.ts";
import type { Definition, Question } from "./definition.ts";
import { MANY } from "./many.ts";
import { lookedAt, named, type Submitted, saved, type Values } from "./saving.ts";

/** The questions pasted as YAML or JSON. What is wrong is named with its place. */

/** Characters: Slack's longest field, so a longer text goes on in the next. */
const LONGEST_FIELD = 3000;
/** Fields of the form. */
const FIELDS = 10;

function pasteForm(process: Process, values: Values, errors?: Form["errors"]): Form {
  const seen = lookedAt(readSurvey(process));
  return {
    id: { instrument: NAME, form: "questions", ref: process.id, seen },
    title: say("officials:survey.act.questions"),
    submit: say("officials:save"),
    intro: [say("officials:survey.pasteIntro", { most: plain(MANY) })],
    fields: Array.from({ length: FIELDS }, (_, at): Field => {
      const name = `part${at + 1}`;
      const value = values[name];
      return {
        kind: "text",
        name,
        label: say("officials:survey.part", { n: plain(at + 1), count: plain(FIELDS) }),
        hint: at === 0 ? say("officials:survey.partHint") : undefined,
        long: true,
        optional: at > 0,
        max: LONGEST_FIELD,
        value: typeof value === "string" ? value : undefined,
      };
    }),
    errors,
  };
}

/**
 * The questions as they are now, to be changed: JSON, dealt over the fields at line breaks.
 * @returns undefined when they do not fit in the form
 */
export function pasteValues({ questions }: Definition): Values | undefined {
  const lines = [
    "questions:",
    ...questions.flatMap(({ options = [], ...question }) => {
      const whole = JSON.stringify(question);
      if (options.length === 0) return [`  - ${whole}`];
      // A line for each answer, so that no line is longer than a field.
      return [
        `  - ${whole.slice(0, -1)},"options":[`,
        ...options.map((one, at) => `    ${JSON.stringify(one)}${at < options.length - 1 ? "," : "]}"}`),
      ];
    }),
  ];
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < LONGEST_FIELD)
      parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  if (parts.length > FIELDS) return undefined;
  return Object.fromEntries(parts.map((part, at) => [`part${at + 1}`, part]));
}

/** The button on the card. */
export function pastePressed(process: Process): Decision {
  const survey = readSurvey(process);
  const values = pasteValues(survey.mended?.definition ?? survey.definition);
  return values
    ? { effects: [{ do: "open", form: pasteForm(process, values) }] }
    : whisper(say("officials:survey.tooMuchText"));
}

export function pasted(input: Submitted, process: Process, context: Context): Decision {
  const { values } = input;
  const parts = Array.from({ length: FIELDS }, (_, at) => values[`part${at + 1}`]);
  const text = parts
    .flatMap((part) => (typeof part === "string" && part.trim() !== "" ? [part] : []))
    .join("\n");
  const refused = (problem: Message): Decision => ({
    effects: [{ do: "open", form: pasteForm(process, values, { part1: problem }) }],
  });
  const read = context.seen.reading[text];
  if (!read) return needs({ see: "reading", text });
  if ("unreadable" in read)
    return refused(say("officials:survey.unreadable", { line: plain(read.unreadable) }));
  const { definition, problems } = readDefinition(read.value, context.town);
  // Somebody else saved other questions meanwhile: it is for her to say which hold.
  if (input.form.seen !== lookedAt(readSurvey(process)))
    return refused(say("officials:survey.changedMeanwhile"));
  if (!definition) return refused(named(problems, (path) => read.lineOf(path)));
  const before = readSurvey(process);
  const lost = before.at === "open" ? lostIn(before.definition, definition) : undefined;
  if (lost) return refused(say("officials:survey.stays", { id: lost }));
  return saved(process, definition, input, context);
}

/**
 * While people answer only words change, and questions are added: what somebody has answered keeps its meaning.
 * @returns the first question that would not
 */
function lostIn(before: Definition, after: Definition): string | undefined {
  return before.questions.find((question) => {
    const now = after.questions.find((one) => one.id === question.id);
    const ids = new Set(now?.options?.map((one) => one.id));
    return rules(now) !== rules(question) || (question.options ?? []).some((one) => !ids.has(one.id));
  })?.id;
}

/** All of a question but its words. */
function rules(question: Question | undefined): string {
  const { ask: _ask, staff: _staff, options: _options, ...rest } = question ?? { ask: {} };
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b)));
}
