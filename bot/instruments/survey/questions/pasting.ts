import { needs, whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { amendment, readSurvey } from "../state.ts";
import { readDefinition } from "./checks.ts";
import type { Definition, Question } from "./definition.ts";
import { MANY } from "./many-questions.ts";
import { lookedAt, named, type Submitted, saved, type Values } from "./saving.ts";

/** Reads questions pasted as YAML or JSON. Errors are reported with their place. */

/** Slack's limit on a field, in characters; a longer text continues in the next. */
const LONGEST_FIELD = 3000;
/** The number of fields on the form: our limit. */
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
 * The current questions, to be edited: JSON, spread over the fields at line breaks.
 * @returns undefined when they do not fit in the form
 */
export function pasteValues({ questions }: Definition): Values | undefined {
  const lines = [
    "questions:",
    ...questions.flatMap(({ options = [], ...question }) => {
      const whole = JSON.stringify(question);
      if (options.length === 0) return [`  - ${whole}`];
      // One line per answer, so that no line is longer than a field.
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

/** Handles the button on the card. */
export function pastePressed(process: Process): Decision {
  const survey = readSurvey(process);
  const values = pasteValues((amendment(survey) ?? survey).definition);
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
  // Somebody else saved other questions meanwhile: she has to decide which to keep.
  if (input.form.seen !== lookedAt(readSurvey(process)))
    return refused(say("officials:survey.changedMeanwhile"));
  if (!definition) return refused(named(problems, (path) => read.lineOf(path)));
  const before = readSurvey(process);
  const lost = before.at === "open" ? lostIn(before.definition, definition) : undefined;
  if (lost) return refused(say("officials:survey.stays", { id: lost }));
  return saved(process, definition, input, context);
}

/**
 * Checks that existing answers keep their meaning: while people are answering, only wording may change and questions
 * may be added.
 * @returns the first question whose answers would not
 */
function lostIn(before: Definition, after: Definition): string | undefined {
  return before.questions.find((question) => {
    const now = after.questions.find((one) => one.id === question.id);
    const ids = new Set(now?.options?.map((one) => one.id));
    return rules(now) !== rules(question) || (question.options ?? []).some((one) => !ids.has(one.id));
  })?.id;
}

/** Everything about a question except its wording. */
function rules(question: Question | undefined): string {
  const { ask: _ask, staff: _staff, options: _options, ...rest } = question ?? { ask: {} };
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b)));
}
