import type { Answer } from "../../../core/counting/response.ts";
import { inRows, needs, reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { questionLines, stoppedLines } from "../figures/result-lines.ts";
import type { Question } from "../questions/definition.ts";
import { optionsOf } from "../questions/options.ts";
import { isPublished, readSurvey } from "../state.ts";

/** Shows the results next to her own answers. */
export function showResults(process: Process, lane: Lane, context: Context): Decision {
  const survey = readSurvey(process);
  const { result } = survey;
  if (!result || !isPublished(survey))
    return { lane, effects: reply({ lines: [say("survey:results.notYet")] }) };
  const seen = context.seen.response[process.id];
  if (!seen) return needs({ see: "response", process: process.id });
  const answers = seen.response?.answers ?? {};
  return {
    lane,
    effects: reply({
      lines: [
        say("survey:results.title", { title: { localized: process.card.title } }),
        ...stoppedLines(survey),
        ...survey.definition.questions.flatMap((question) =>
          inRows([
            ...questionLines(question, result, survey.baseline),
            ...own(question, answers[question.id]),
          ]),
        ),
      ],
    }),
  };
}

function own(question: Question, answer: Answer | undefined): Message[] {
  if (answer?.is === "options" || answer?.is === "ranking") {
    const labels = answer.ids.flatMap((id) => optionsOf(question).find((one) => one.id === id)?.label ?? []);
    const typed = answer.is === "options" && answer.own !== undefined ? [answer.own] : [];
    return labels.length + typed.length > 0
      ? [say("survey:results.yours", { answer: { list: [...labels, ...typed] } })]
      : [];
  }
  if (answer?.is === "word" || (answer?.is === "text" && answer.text !== ""))
    return [say("survey:results.yours", { answer: answer.text })];
  return answer?.is === "number" ? [say("survey:results.yours", { answer: String(answer.value) })] : [];
}
