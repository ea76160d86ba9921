import { plain } from "../../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context } from "../../../core/turn.ts";
import { plainness } from "../questions/advice.ts";
import { warningsOf } from "../questions/checks.ts";
import type { Definition } from "../questions/definition.ts";
import { requiredRow } from "../questions/many-questions.ts";
import { optionsOf } from "../questions/options.ts";
import { amendment, readSurvey } from "../state.ts";

/** What a colleague reads who reviews the questions, and whoever puts them before her. */

/** Remarks on what is missing, and what could be plainer. */
export function remarks(process: Process, { town }: Context): Message[] {
  const definition = proposedOf(process);
  return [...warningsOf(definition, town), ...requiredRow(definition), ...plainness(definition, town)];
}

/** The questions a colleague reviews: the revised ones, if others are already being answered. */
export function proposedOf(process: Process): Definition {
  const survey = readSurvey(process);
  return (amendment(survey) ?? survey).definition;
}

/** All questions with their options, as they will be asked. */
export function questionRows(process: Process): Message[] {
  const { questions } = proposedOf(process);
  return [
    say("common:rows", {
      rows: {
        rows: questions.flatMap((question, at) => {
          const options = optionsOf(question).map((one) => one.label);
          const params = {
            n: plain(at + 1),
            ask: { localized: question.ask },
            kind: say(`officials:survey.choice.kind.${question.kind}`),
          };
          return [
            options.length > 0
              ? say("officials:survey.questionOptions", { ...params, options: { list: options } })
              : say("officials:survey.questionRow", params),
            ...(question.staff
              ? [say("officials:survey.staff.ask", { n: plain(at + 1), ask: { localized: question.staff } })]
              : []),
          ];
        }),
      },
    }),
  ];
}
