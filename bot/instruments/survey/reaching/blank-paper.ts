import { townClock } from "../../../core/calendar/time.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { linkAddress } from "../../../core/model/deep-link.ts";
import type { Document } from "../../../core/model/document.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context } from "../../../core/turn.ts";
import type { Question } from "../questions/definition.ts";
import { mostOf, onlyWhen, optionsOf, rangeOf } from "../questions/options.ts";
import type { Survey } from "../state.ts";
import { linkOf } from "./link.ts";

/**
 * The printed material for the opening: the questions on paper in each of the town's languages, for people without a
 * phone, and a poster with the QR code for people with one. A colleague enters what comes back on paper.
 */
export function blankPaper(
  process: Process,
  survey: Survey,
  { town, now }: Pick<Context, "town" | "now">,
): Document {
  const { card } = process;
  const link = linkAddress(town, linkOf(process));
  return {
    name: `peiling-${process.id.toLowerCase()}`,
    version: survey.papers ?? 1,
    title: { localized: card.title },
    languages: town.languages,
    day: townClock(now).day,
    sections: [
      {
        heading: say("survey:paper.question"),
        lines: [
          say("common:as_is", { text: { localized: card.question } }),
          say("survey:paper.fill", { day: { date: survey.closesOn } }),
        ],
      },
      ...survey.definition.questions.map((question, at) => ({
        heading: say("survey:paper.ask", { n: plain(at + 1), ask: { localized: question.ask } }),
        lines: [
          ...(question.when ?? []).map((one) => onlyWhen(one, survey.definition)),
          howTo(question),
          ...optionsOf(question).map(({ label }): Message => say("survey:paper.box", { label })),
          ...(question.own ? [say("survey:paper.own")] : []),
          ...(question.own || optionsOf(question).length === 0 ? [say("survey:paper.line")] : []),
        ],
      })),
      {
        heading: say("survey:paper.what"),
        lines: [
          say("survey:paper.nameless"),
          say("common:process.answers", { who: { localized: card.answers }, day: { date: card.answerBy } }),
        ],
      },
    ],
    ...(link && {
      poster: {
        title: { localized: card.title },
        question: { localized: card.question },
        how: say("survey:paper.scan", { day: { date: survey.closesOn } }),
        link,
        languages: town.languages,
      },
    }),
    data: { id: process.id, questions: survey.definition.questions },
  };
}

/** How to answer a question with a pen, since paper cannot be typed on or tapped. */
function howTo(question: Question): Message {
  switch (question.kind) {
    case "choices":
    case "ranking":
      return say(`survey:paper.to.${question.kind}`, { count: plain(mostOf(question)) });
    case "number":
      return say("survey:paper.to.number", rangeOf(question));
    case "word":
    case "text":
    case "photo":
    case "place":
      return say(`survey:paper.to.${question.kind}`);
    default:
      return say("survey:paper.to.choice");
  }
}
