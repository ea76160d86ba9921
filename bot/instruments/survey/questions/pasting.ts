import { needs, whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Field } from "../../../core/model/card.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Submitted } from "../../../core/processes/filled.ts";
import type { RowForm, Standing } from "../../../core/processes/kind.ts";
import { amendment, type Survey } from "../state.ts";
import { readDefinition } from "./checks.ts";
import type { Definition, Question } from "./definition.ts";
import { MANY } from "./many-questions.ts";
import { lookedAt, named, saved } from "./saving.ts";

/** Reads questions pasted as YAML or JSON. Errors are reported with their place. */

/** Slack's limit on a field, in characters; a longer text continues in the next. */
const LONGEST_FIELD = 3000;
/** The number of fields on the form: our limit. */
const FIELDS = 10;

/** At the close of her work: what somebody else saved meanwhile is not lost without a word. */
export const pasteForm: RowForm<Survey> = {
  plain: true,
  submit: "officials:save",
  says: () => [say("officials:survey.pasteIntro", { most: plain(MANY) })],
  starts: ({ state }) => pasteValues((amendment(state) ?? state).definition) ?? {},
  opens: ({ state }) =>
    pasteValues((amendment(state) ?? state).definition)
      ? undefined
      : whisper(say("officials:survey.tooMuchText")),
  about: ({ state }) => lookedAt(state),
  changed: { part1: "officials:survey.changedMeanwhile" },
  own: { fields: (_s, values) => parts(values), read: pasted },
  does: saved,
};

function parts(values: Submitted): Field[] {
  return Array.from({ length: FIELDS }, (_, at): Field => {
    const name = `part${at + 1}`;
    const value = textIn(values, name);
    return {
      kind: "text",
      name,
      label: say("officials:survey.part", { n: plain(at + 1), count: plain(FIELDS) }),
      hint: at === 0 ? say("officials:survey.partHint") : undefined,
      long: true,
      optional: at > 0,
      max: LONGEST_FIELD,
      value: value === "" ? undefined : value,
    };
  });
}

/**
 * The current questions, to be edited: JSON, spread over the fields at line breaks.
 * @returns undefined when they do not fit in the form
 */
export function pasteValues({ questions }: Definition): Submitted | undefined {
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

function pasted({ state, context }: Standing<Survey>, values: Submitted) {
  const text = Array.from({ length: FIELDS }, (_, at) => values[`part${at + 1}`])
    .flatMap((part) => (typeof part === "string" && part.trim() !== "" ? [part] : []))
    .join("\n");
  const refused = (part1: Message) => ({ filled: {}, errors: { part1 } });
  const read = context.seen.reading[text];
  if (!read) return needs({ see: "reading", text });
  if ("unreadable" in read)
    return refused(say("officials:survey.unreadable", { line: plain(read.unreadable) }));
  const { definition, problems } = readDefinition(read.value, context.town);
  if (!definition) return refused(named(problems, (path) => read.lineOf(path)));
  const lost = state.at === "open" ? lostIn(state.definition, definition) : undefined;
  return lost
    ? refused(say("officials:survey.stays", { id: lost }))
    : { filled: { questions: definition }, errors: {} };
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
