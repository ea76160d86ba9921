import { townClock } from "../../../core/calendar/time.ts";
import { amongShown, LEAST_SHOWN, mayBeShown, wholeTens } from "../../../core/disclosure/disclosure.ts";
import type { Document } from "../../../core/model/document.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context } from "../../../core/turn.ts";
import { apartLines, groupsOf, staffOf } from "../figures/apart-lines.ts";
import { response } from "../figures/figures.ts";
import { questionLines, stoppedLines } from "../figures/result-lines.ts";
import { blankPaper } from "../reaching/blank-paper.ts";
import { shownQuotes } from "../returning/quotes.ts";
import { actRows } from "../returning/result-screen.ts";
import { actedOn, readSurvey } from "../state.ts";
import { chartsOf } from "./charts.ts";
import { dataOf } from "./data.ts";
import { tablesOf } from "./tables.ts";

/** The results as a document to keep and hand over: what was asked, what was heard, and what is done with it. */
export function paper(process: Process, context: Pick<Context, "town" | "now">): Document | undefined {
  const survey = readSurvey(process);
  const { result, papers } = survey;
  if (!papers) return undefined;
  if (!result) return blankPaper(process, survey, context);
  const { begun, done } = response(result.results);
  // Rounded to tens: subtracting the published choices from an exact total would reveal the few others.
  const people = wholeTens(groupsOf(result.results).people);
  const staff = staffOf(result.results);
  const quotes = shownQuotes(survey);
  const { card } = process;
  const acted = actedOn(survey);
  return {
    name: `peiling-${process.id.toLowerCase()}`,
    version: papers,
    title: { localized: card.title },
    day: townClock(context.now).day,
    sections: [
      {
        heading: say("survey:paper.question"),
        lines: [
          say("common:as_is", { text: { localized: card.question } }),
          mayBeShown(begun)
            ? say("survey:paper.response", { count: begun, done: amongShown(done, begun) })
            : say("survey:paper.responseFew", { least: LEAST_SHOWN }),
        ],
      },
      {
        heading: say("survey:paper.heard"),
        lines: survey.definition.questions.flatMap((question) => [
          ...questionLines(question, result, survey.baseline),
          ...apartLines(question, result.results, survey.baseline),
        ]),
      },
      ...(quotes?.length
        ? [
            {
              heading: say("survey:paper.quotes"),
              lines: quotes.map(({ text }): Message => say("common:quote", { text })),
            },
          ]
        : []),
      ...(acted ? [{ heading: say("survey:paper.acts"), lines: actRows(acted) }] : []),
      {
        heading: say("survey:paper.how"),
        lines: [
          say("survey:paper.days", { from: { date: survey.opensOn }, to: { date: survey.closesOn } }),
          ...stoppedLines(survey),
          say("survey:paper.anonymous", { least: LEAST_SHOWN }),
          ...(people !== undefined ? [say("survey:paper.groups", { count: people })] : []),
          ...(mayBeShown(staff) ? [say("survey:paper.staff", { count: staff })] : []),
          ...(result.same ? [say("survey:paper.recounted")] : []),
          say(`common:process.level.${card.level}`),
          say("common:process.decides", { who: { localized: card.decides } }),
        ],
      },
    ],
    charts: chartsOf(survey),
    tables: tablesOf(survey, context.town),
    data: dataOf(process, survey, context.town.languages),
  };
}
