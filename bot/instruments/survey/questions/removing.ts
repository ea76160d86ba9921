import { whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Form } from "../../../core/model/card.ts";
import { shortened } from "../../../core/model/characters.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { readSurvey } from "../state.ts";
import type { Question } from "./definition.ts";
import { type Submitted, saved } from "./saving.ts";

/** Removes one question. */

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

/** Shortens a question's text: Slack shows 75 characters of an option. */
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
