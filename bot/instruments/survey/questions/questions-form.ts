import { needs, whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { shortened } from "../../../core/model/characters.ts";
import { withDigits } from "../../../core/model/digits.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { withAuthor } from "../making/authors.ts";
import { NAME } from "../names.ts";
import { record, showCard } from "../record.ts";
import { readSurvey, type Survey } from "../state.ts";
import { type Problem, readDefinition } from "./checks.ts";
import { type Definition, kinds, type Question } from "./definition.ts";
import { MANY, manyWarning } from "./many.ts";

/** The questions: pasted as YAML or JSON, or built one after the other. What is wrong is named with its place. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Slack takes 3,000 characters in one field, so a longer text goes on in the next. */
const FIELD = 3000;
const PARTS = 10;
/** So many problems are named at a time. */
const NAMED = 6;

function pasteForm(process: Process, values: Values, errors?: Form["errors"]): Form {
  const seen = lookedAt(readSurvey(process));
  return {
    id: { instrument: NAME, form: "questions", ref: process.id, seen },
    title: say("officials:survey.act.questions"),
    submit: say("officials:save"),
    intro: [say("officials:survey.pasteIntro", { most: plain(MANY) })],
    fields: Array.from({ length: PARTS }, (_, at): Field => {
      const name = `part${at + 1}`;
      const value = values[name];
      return {
        kind: "text",
        name,
        label: say("officials:survey.part", { n: plain(at + 1), count: plain(PARTS) }),
        hint: at === 0 ? say("officials:survey.partHint") : undefined,
        long: true,
        optional: at > 0,
        max: FIELD,
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
    if (last !== undefined && last.length + line.length < FIELD) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  if (parts.length > PARTS) return undefined;
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
  const parts = Array.from({ length: PARTS }, (_, at) => values[`part${at + 1}`]);
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

/** Which questions are looked at: another edition, or others that wait for a colleague, are others. */
export function lookedAt({ edition, mended }: Survey): string {
  return mended ? `${edition}.${fingerprint(JSON.stringify(mended.definition))}` : String(edition);
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

function named(problems: readonly Problem[], lineOf: (path: Problem["path"]) => number | undefined): Message {
  return say("officials:survey.problems", {
    rows: {
      rows: problems.slice(0, NAMED).map(({ path, what }) =>
        say(path.length === 0 ? "officials:survey.problemTop" : "officials:survey.problemAt", {
          line: plain(lineOf(path) ?? 1),
          field: path.map((one) => (typeof one === "number" ? one + 1 : one)).join("."),
          what,
        }),
      ),
    },
  });
}

export function addForm(process: Process, values: Values, { town }: Context, errors?: Form["errors"]): Form {
  const [own] = town.languages;
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    id: { instrument: NAME, form: "addQuestion", ref: process.id },
    title: say("officials:survey.act.addQuestion"),
    submit: say("officials:save"),
    intro: [say("officials:survey.addIntro"), ...manyWarning(withOneMore(readSurvey(process).definition))],
    fields: [
      {
        kind: "choice",
        name: "kind",
        label: say("officials:survey.field.kind"),
        options: kinds.map((value) => ({ value, label: say(`officials:survey.kind.${value}`) })),
        value: text("kind"),
      },
      ...town.languages.flatMap((language): Field[] => [
        {
          kind: "text",
          name: `ask_${language}`,
          label: say("officials:survey.field.ask", { language: say(`common:language.${language}`) }),
          optional: language !== own,
          max: 600,
          value: text(`ask_${language}`),
        },
        {
          kind: "text",
          name: `options_${language}`,
          label: say("officials:survey.field.options", { language: say(`common:language.${language}`) }),
          hint: language === own ? say("officials:survey.hint.options") : undefined,
          long: true,
          optional: true,
          max: 900,
          value: text(`options_${language}`),
        },
      ]),
      {
        kind: "text",
        name: "most",
        label: say("officials:survey.field.most"),
        hint: say("officials:survey.hint.most"),
        optional: true,
        max: 2,
        value: text("most"),
      },
      {
        kind: "choices",
        name: "more",
        label: say("officials:survey.field.more"),
        optional: true,
        options: (["required", "own"] as const).map((value) => ({
          value,
          label: say(`officials:survey.more.${value}`),
        })),
        value: typeof values.more === "string" ? [values.more] : values.more,
      },
    ],
    errors,
  };
}

export function added(input: Submitted, process: Process, context: Context): Decision {
  const { values } = input;
  const { definition } = readSurvey(process);
  const question = questionOf(values, definition, context);
  const read = readDefinition({ questions: [...definition.questions, question] }, context.town);
  if (read.definition) return saved(process, read.definition, input, context);
  const problem = named(read.problems, () => definition.questions.length + 1);
  return { effects: [{ do: "open", form: addForm(process, values, context, { kind: problem }) }] };
}

/** As many as there are when this one is added. */
function withOneMore({ questions }: Definition): Definition {
  return { questions: [...questions, ...questions.slice(0, 1)] };
}

function questionOf(values: Values, { questions }: Definition, { town }: Context): unknown {
  const text = (name: string) => textIn(values, name);
  const more = typeof values.more === "string" ? [values.more] : (values.more ?? []);
  const taken = new Set(questions.map((one) => one.id));
  let n = questions.length + 1;
  while (taken.has(`q${n}`)) n++;
  const ask = Object.fromEntries(
    town.languages.flatMap((language) =>
      text(`ask_${language}`) ? [[language, text(`ask_${language}`)]] : [],
    ),
  );
  const lines = (language: string) =>
    text(`options_${language}`)
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean);
  const [own = "nl"] = town.languages;
  const options = lines(own).map((_, at) => ({
    id: `o${at + 1}`,
    label: Object.fromEntries(
      town.languages.flatMap((language) => {
        const label = lines(language)[at];
        return label === undefined ? [] : [[language, label]];
      }),
    ),
  }));
  return {
    id: `q${n}`,
    kind: text("kind"),
    ask,
    ...(options.length > 0 && { options }),
    ...(text("most") !== "" && { most: Number(withDigits(text("most"))) }),
    ...(more.includes("required") && { required: true }),
    ...(more.includes("own") && { own: true }),
  };
}

export function removeForm(process: Process): Form {
  return {
    id: { instrument: NAME, form: "removeQuestion", ref: process.id },
    title: say("officials:survey.act.removeQuestion"),
    submit: say("officials:save"),
    fields: [
      {
        kind: "choice",
        name: "question",
        label: say("officials:survey.field.question"),
        options: readSurvey(process).definition.questions.map((one, at) => ({
          value: one.id,
          label: say("officials:survey.questionOption", { n: plain(at + 1), ask: short(one) }),
        })),
      },
    ],
  };
}

/** Slack shows 75 characters of an option. */
function short({ ask }: Question): string {
  const [words = ""] = Object.values(ask);
  return shortened(words, 60);
}

export function removed(input: Submitted, process: Process, context: Context): Decision {
  const { questions } = readSurvey(process).definition;
  const id = input.values.question;
  const left = questions.filter((one) => one.id !== id);
  if (left.length === questions.length) return whisper(say("officials:refused.old"));
  const depends = left.find((one) => one.when?.some((condition) => condition.question === id));
  if (depends) return whisper(say("officials:survey.depends", { ask: short(depends) }));
  return saved(process, { questions: left }, input, context);
}

/** From review it goes back to the drawing board: who looked at it saw other questions. */
function saved(process: Process, definition: Definition, input: Submitted, context: Context): Decision {
  const before = readSurvey(process);
  // While people answer, a colleague looks first.
  if (before.at === "open") {
    const mended = { definition, by: input.official, on: context.now };
    const waits = record(
      process,
      withAuthor({ ...before, mended }, process, input.official),
      "mend",
      { actor: "organiser", official: input.official },
      context,
    );
    return {
      processes: [waits.process],
      entries: [waits.entry],
      effects: [showCard(process.id), ...warned(definition)],
    };
  }
  const next: Survey = {
    ...withAuthor(before, process, input.official),
    definition,
    edition: before.edition + 1,
    changedBy: input.official,
    ...(before.at === "review" && { at: "draft", since: context.now }),
  };
  const changed = record(
    process,
    next,
    "questions",
    { actor: "organiser", official: input.official },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [showCard(process.id), ...warned(definition)],
  };
}

/** It is kept as she wrote it; whoever wrote many hears what that costs while she can still choose. */
function warned(definition: Definition): Effect[] {
  return manyWarning(definition).map((message) => ({ do: "whisper", message }));
}
