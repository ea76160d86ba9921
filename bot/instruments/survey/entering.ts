import type { Field, Form } from "../../core/card.ts";
import type { OfficialInput } from "../../core/input.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import type { Response } from "../../core/response.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { keptUntil, record, showCard } from "./change.ts";
import { NAME } from "./names.ts";
import { optionsOf } from "./options.ts";
import { GROUP, LONGEST, readAnswer, readSize, type Via, withCounts } from "./reading.ts";
import { routeOf, withAnswer } from "./route.ts";
import { readSurvey } from "./state.ts";

/**
 * Answers that came on paper, and what a group said together: entered by a colleague, marked as such, without names.
 * What a group chose is counted apart from what each person chose.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

export function enterForm(
  via: Via,
  process: Process,
  values: Values,
  context: Context,
  errors?: Form["errors"],
): Form {
  const { definition } = readSurvey(process);
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const fields = definition.questions.map((question, at): Field => {
    const options = optionsOf(question);
    const label = say("officials:survey.questionOption", { n: at + 1, ask: { localized: question.ask } });
    const base = { name: `q_${question.id}`, label, optional: true };
    if (via === "group" && options.length > 0)
      return {
        ...base,
        kind: "text",
        max: 200,
        hint: say("officials:survey.hint.groupCounts", {
          options: {
            list: options.map((one, n) => say("officials:survey.numbered", { n: n + 1, label: one.label })),
          },
        }),
        value: text(base.name),
      };
    if (options.length === 0 || question.kind === "ranking")
      return {
        ...base,
        kind: "text",
        long: question.kind === "text",
        max: LONGEST,
        ...(question.kind === "ranking" && {
          hint: say("officials:survey.hint.ranking", {
            options: {
              list: options.map((one, n) => say("officials:survey.numbered", { n: n + 1, label: one.label })),
            },
          }),
        }),
        value: text(base.name),
      };
    const choices = options.map((one) => ({ value: one.id, label: one.label }));
    const picked = values[base.name];
    return question.kind === "choices"
      ? { ...base, kind: "choices", options: choices, value: typeof picked === "string" ? [picked] : picked }
      : { ...base, kind: "choice", options: choices, value: text(base.name) };
  });
  return {
    id: { instrument: NAME, form: via === "paper" ? "enterPaper" : "enterGroup", ref: process.id },
    title: say(`officials:survey.act.${via === "paper" ? "enterPaper" : "enterGroup"}`),
    submit: say("officials:save"),
    intro: [say(`officials:survey.enter.${via}`)],
    fields: [
      ...(via === "group"
        ? [
            {
              kind: "text" as const,
              name: "size",
              label: say("officials:survey.field.size"),
              max: 3,
              value: text("size"),
            },
          ]
        : [
            {
              kind: "choice" as const,
              name: "language",
              label: say("officials:survey.field.language"),
              options: context.town.languages.map((value) => ({
                value,
                label: say(`common:language.${value}`),
              })),
              value: text("language") ?? context.town.languages[0],
            },
          ]),
      ...fields,
    ],
    errors,
  };
}

export function entered(via: Via, input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const { definition, edition } = survey;
  const { values } = input;
  const errors: Record<string, Message> = {};
  const size = readSize(values.size);
  if (via === "group" && size === undefined) errors.size = say("officials:manifesto.error.number", GROUP);
  const language =
    context.town.languages.find((one) => one === values.language) ?? context.town.languages[0] ?? "nl";
  let response: Response = {
    row: "response",
    process: process.id,
    // Nobody can be found by it: made up for this sheet.
    voter: context.seed.slice(0, 32),
    version: 0,
    edition,
    language,
    via,
    ...(via === "group" && { size: size ?? 0 }),
    answers: {},
    done: true,
    begun: context.now,
    at: context.now,
    expires: keptUntil(survey, context),
  };
  for (const question of definition.questions) {
    const read = readAnswer(via, question, values[`q_${question.id}`], size ?? 0);
    if (read === "wrong") errors[`q_${question.id}`] = say("officials:survey.error.entry");
    else if (read)
      response =
        via === "group"
          ? withCounts(response, question, read)
          : withAnswer(response, definition, question.id, read);
  }
  if (
    Object.keys(errors).length === 0 &&
    Object.keys({ ...response.answers, ...response.aside }).length === 0
  )
    errors[`q_${definition.questions[0]?.id ?? ""}`] = say("officials:survey.error.empty");
  if (Object.keys(errors).length > 0)
    return { effects: [{ do: "open", form: enterForm(via, process, values, context, errors) }] };
  // On paper nobody is led past a question: what was left open was skipped.
  if (via === "paper")
    for (const question of routeOf(definition, response.answers))
      if (response.answers[question.id] === undefined)
        response = withAnswer(response, definition, question.id, { is: "skipped" });
  const changed = record(
    process,
    survey,
    via === "paper" ? "enterPaper" : "enterGroup",
    { actor: "official", official: input.official, ...(via === "group" && { why: String(size) }) },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    responses: [response],
    effects: [showCard(process.id)],
  };
}
