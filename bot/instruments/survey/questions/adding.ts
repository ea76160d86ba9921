import type { Field, Form } from "../../../core/model/card.ts";
import { withDigits } from "../../../core/model/digits.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { readSurvey } from "../state.ts";
import { readDefinition } from "./checks.ts";
import { type Definition, kinds } from "./definition.ts";
import { manyWarning } from "./many-questions.ts";
import { named, type Submitted, saved, type Values } from "./saving.ts";

/** Adds one question, with a form. */

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
  const question = filledIn(values, definition, context);
  const read = readDefinition({ questions: [...definition.questions, question] }, context.town);
  if (read.definition) return saved(process, read.definition, input, context);
  const problem = named(read.problems, () => definition.questions.length + 1);
  return { effects: [{ do: "open", form: addForm(process, values, context, { kind: problem }) }] };
}

/** The definition with one question more, to count them as if it were added. */
function withOneMore({ questions }: Definition): Definition {
  return { questions: [...questions, ...questions.slice(0, 1)] };
}

function filledIn(values: Values, { questions }: Definition, { town }: Context): unknown {
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
