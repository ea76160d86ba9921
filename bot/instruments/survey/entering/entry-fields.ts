import type { Answer, Response } from "../../../core/counting/response.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Field } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Definition, Question } from "../questions/definition.ts";
import { onlyWhen, optionsOf } from "../questions/options.ts";
import { routeOf, withAnswer } from "../questions/route.ts";
import { LONGEST_ENTRY, readAnswer, type Via, withCounts } from "./reading.ts";

/** Turns a survey's questions into form fields: for a sheet of paper, a group, or a colleague who answers. */

export type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

const nameOf = ({ id }: Question) => `q_${id}`;
const ownNameOf = ({ id }: Question) => `own_${id}`;

/** @param again she has answered before and may clear everything, so no field is required */
export function entryFields(via: Via, definition: Definition, values: Values, again = false): Field[] {
  return definition.questions.flatMap((question, at) => [
    fieldOf(via, question, at, definition, values, again),
    ...(hasOwn(via, question)
      ? [
          {
            kind: "text" as const,
            name: ownNameOf(question),
            label: say("officials:survey.field.own", { n: plain(at + 1) }),
            optional: true,
            max: LONGEST_ENTRY,
            value: text(values[ownNameOf(question)]),
          },
        ]
      : []),
  ]);
}

function fieldOf(
  via: Via,
  question: Question,
  at: number,
  definition: Definition,
  values: Values,
  again: boolean,
): Field {
  const options = optionsOf(question);
  const name = nameOf(question);
  const value = values[name];
  const numbered = {
    list: options.map((one, n) => say("officials:survey.numbered", { n: plain(n + 1), label: one.label })),
  };
  const [condition] = question.when ?? [];
  const base = {
    name,
    label: say("officials:survey.questionOption", {
      n: plain(at + 1),
      ask: { localized: (via === "staff" && question.staff) || question.ask },
    }),
    // Whether it is required depends on the answers to other questions.
    optional: again || via !== "staff" || !question.required || condition !== undefined,
    ...(via === "staff" && condition && { hint: onlyWhen(condition, definition) }),
  };
  if (via === "group" && options.length > 0)
    return {
      ...base,
      kind: "text",
      max: 200,
      hint: say("officials:survey.hint.groupCounts", { options: numbered }),
      value: text(value),
    };
  if (options.length === 0 || question.kind === "ranking")
    return {
      ...base,
      kind: "text",
      long: question.kind === "text",
      max: LONGEST_ENTRY,
      ...(question.kind === "ranking" && {
        hint: say("officials:survey.hint.ranking", { options: numbered }),
      }),
      value: text(value),
    };
  const choices = options.map((one) => ({ value: one.id, label: one.label }));
  return question.kind === "choices"
    ? { ...base, kind: "choices", options: choices, value: typeof value === "string" ? [value] : value }
    : { ...base, kind: "choice", options: choices, value: text(value) };
}

/** Whether something else can be filled in besides the options. */
function hasOwn(via: Via, { own, kind }: Question): boolean {
  return via !== "group" && own === true && (kind === "choice" || kind === "choices");
}

/**
 * Reads a response from a submitted form.
 * @param size number of people in the group
 * @returns the errors, by field
 */
export function readEntries(
  via: Via,
  before: Response,
  definition: Definition,
  values: Values,
  size = 0,
): { response: Response; errors: Record<string, Message> } {
  const errors: Record<string, Message> = {};
  let response = before;
  for (const question of definition.questions) {
    const own = hasOwn(via, question) ? (text(values[ownNameOf(question)]) ?? "").trim() : "";
    const read = withOwn(question, readAnswer(via, question, values[nameOf(question)], size), own);
    if (read === "wrong") errors[nameOf(question)] = say("officials:survey.error.entry");
    else if (read)
      response =
        via === "group"
          ? withCounts(response, question, read)
          : withAnswer(response, definition, question.id, read);
  }
  const nothing = Object.keys({ ...response.answers, ...response.aside }).length === 0;
  const [first] = definition.questions;
  if (nothing && first && Object.keys(errors).length === 0)
    errors[nameOf(first)] = say("officials:survey.error.empty");
  return { response, errors };
}

function withOwn(
  { kind, most }: Question,
  read: Answer | "wrong" | undefined,
  own: string,
): Answer | "wrong" | undefined {
  if (own === "" || read === "wrong") return read;
  const ids = read?.is === "options" ? read.ids : [];
  const allowed = kind === "choice" ? 1 : (most ?? ids.length + 1);
  return ids.length + 1 > allowed ? "wrong" : { is: "options", ids, own };
}

/** Required questions that were not answered, by field. */
export function missing(
  { answers }: Pick<Response, "answers">,
  definition: Definition,
): Record<string, Message> {
  const left = routeOf(definition, answers).filter((one) => one.required && answers[one.id] === undefined);
  return Object.fromEntries(left.map((one) => [nameOf(one), say("officials:error.required")]));
}

/** Marks blank questions as skipped: on paper, and in a form, nobody is routed past a question. */
export function skippingOpen(before: Response, definition: Definition): Response {
  let response = before;
  for (const question of routeOf(definition, response.answers))
    if (response.answers[question.id] === undefined)
      response = withAnswer(response, definition, question.id, { is: "skipped" });
  return response;
}

/** The form values of earlier answers, to be changed. */
export function valuesOf({ answers }: Pick<Response, "answers">, { questions }: Definition): Values {
  return Object.assign({}, ...questions.map((question) => valuesFor(question, answers[question.id])));
}

function valuesFor(question: Question, answer: Answer | undefined): Values {
  const name = nameOf(question);
  switch (answer?.is) {
    case "options":
      return {
        [name]: question.kind === "choices" ? answer.ids : (answer.ids[0] ?? ""),
        [ownNameOf(question)]: answer.own ?? "",
      };
    case "ranking": {
      const options = optionsOf(question).map(({ id }) => id);
      return { [name]: answer.ids.map((id) => options.indexOf(id) + 1).join(", ") };
    }
    case "number":
      return { [name]: String(answer.value) };
    case "word":
    case "text":
      return { [name]: answer.text };
    case "place":
      return { [name]: answer.text ?? "" };
    default:
      return {};
  }
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
