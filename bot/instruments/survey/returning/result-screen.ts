import { inRows } from "../../../core/decision.ts";
import { LEAST_SHOWN, mayBeShown, plain } from "../../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { apartLines } from "../figures/apart-lines.ts";
import { response } from "../figures/figures.ts";
import { isTold, questionLines, stoppedLines, tooFewLines } from "../figures/result-lines.ts";
import { press } from "../names.ts";
import type { Acted, Survey } from "../state.ts";

/** The message to everybody who answered: the results, and what is done with them. */

/** Our limit: questions in the message to everybody. The button below it shows the rest. */
const TOLD = 7;

type Quotes = readonly { readonly text: string }[];

/** The first message to everyone who answered; each can see her own answers alongside. */
export function resultScreen(process: Process, survey: Survey, quotes: Quotes, today: string): Screen {
  return {
    lines: resultLines(process, survey, quotes, today),
    choices: [[button(say("survey:results.beside"), press("results", "0", process.id))]],
  };
}

export function resultLines(process: Process, survey: Survey, quotes: Quotes, today: string): Message[] {
  const { result, baseline } = survey;
  const { questions } = survey.definition;
  const results = result?.results ?? {};
  const { begun } = response(results);
  const title = { localized: process.card.title };
  return [
    mayBeShown(begun)
      ? say("survey:tells.publish", { title, count: begun })
      : say("survey:tells.publishFew", { title, least: LEAST_SHOWN }),
    ...stoppedLines(survey),
    ...questions.slice(0, TOLD).flatMap((question) => {
      if (!result) return [];
      const apart = apartLines(question, results, baseline);
      return isTold(question, results) || apart.length > 0
        ? inRows([...questionLines(question, result, baseline), ...apart])
        : [];
    }),
    ...tooFewLines(questions.slice(0, TOLD), results),
    ...(questions.length > TOLD
      ? [say("survey:results.more", { count: plain(questions.length - TOLD) })]
      : []),
    ...(quotes.length > 0
      ? [say("survey:quotes", { rows: { rows: quotes.map(({ text }) => onARow(text)) } })]
      : []),
    // Never promise a day that has already passed.
    process.card.answerBy < today
      ? say("survey:doneLate")
      : say("survey:doneOn", { day: { date: process.card.answerBy } }),
  ];
}

/** Puts a text on one line, for use in a list, however many lines were typed. */
function onARow(text: string): Message {
  return say("common:quote", { text: text.replaceAll(/\s+/g, " ") });
}

/** The last message to everybody who answered: what is done, beside the results. */
export function actScreen(process: Process, acted: Acted): Screen {
  return {
    lines: [
      say("survey:tells.actOn", { title: { localized: process.card.title } }),
      ...actRows(acted),
      say("survey:acts.thanks"),
    ],
    choices: [[button(say("survey:results.beside"), press("results", "0", process.id))]],
  };
}

/** Lists the actions, each with its day; or says that there are none, and why. */
export function actRows({ actions, because }: Acted): Message[] {
  const rows = actions.map(({ what, due }) =>
    say("survey:acts.row", { what: { localized: what }, day: { date: due } }),
  );
  return [
    ...inRows(rows),
    ...(actions.length === 0 ? [say("survey:acts.none")] : []),
    ...(because === undefined ? [] : [say("common:quote", { text: { localized: because } })]),
  ];
}
