import { amongShown, LEAST_SHOWN, mayBeShown, plain } from "../../core/disclosure/disclosure.ts";
import type { Card } from "../../core/model/card.ts";
import type { Entry } from "../../core/model/contribution.ts";
import { type Message, say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context } from "../../core/turn.ts";
import { type OfficialAct, possibleActs } from "./acts.ts";
import { response } from "./figures/figures.ts";
import { press } from "./names.ts";
import { audienceOf } from "./reaching/audience.ts";
import { groupLinkOf, linkOf } from "./reaching/link.ts";
import { type Result, readSurvey } from "./state.ts";

/** Acts in the "…" menu rather than among the buttons: those that are rare, or end the survey. */
const rare: readonly OfficialAct[] = ["edit", "discard", "stop"];

/** The desk's card of a survey: its state, its audience and the acts now possible. */
export function surveyCard(process: Process, { town }: Pick<Context, "town">): Card {
  const survey = readSurvey(process);
  const { card } = process;
  const link = town.telegram && `https://t.me/${town.telegram}?start=${linkOf(process)}`;
  const reach = survey.at === "open" || survey.at === "scheduled";
  return {
    ref: process.id,
    title: say("officials:survey.card", { title: { localized: card.title } }),
    facts: [
      { label: say("officials:manifesto.fact.question"), value: { localized: card.question } },
      {
        label: say("officials:survey.fact.questions"),
        value: say("officials:survey.questionCount", { count: plain(survey.definition.questions.length) }),
      },
      {
        label: say("officials:survey.fact.days"),
        value: say("officials:survey.days", { from: { day: survey.opensOn }, to: { day: survey.closesOn } }),
      },
      { label: say("officials:survey.fact.whom"), value: { list: audienceOf(survey, { town }) } },
      ...(survey.invited
        ? [
            {
              label: say("officials:survey.fact.invited"),
              value: { list: audienceOf({ ...survey, ...survey.invited }, { town }) },
            },
          ]
        : []),
      {
        label: say("officials:manifesto.fact.answers"),
        value: say("officials:manifesto.answersBy", {
          who: { localized: card.answers },
          day: { date: card.answerBy },
        }),
      },
      ...(reach
        ? [
            {
              label: say("officials:survey.fact.link"),
              value: link ?? say("officials:manifesto.typeThis", { code: linkOf(process) }),
            },
          ]
        : []),
      ...(survey.at === "open" && groupLinkOf(process)
        ? [
            {
              label: say("officials:manifesto.fact.groups"),
              value: town.telegram
                ? `https://t.me/${town.telegram}?start=${groupLinkOf(process)}`
                : say("officials:manifesto.typeThis", { code: groupLinkOf(process) ?? "" }),
            },
          ]
        : []),
      ...(survey.mended && survey.at === "open"
        ? [
            {
              label: say("officials:survey.fact.mended"),
              value: say("officials:survey.mendedWaits"),
            },
          ]
        : []),
      ...(survey.review?.words && survey.at === "draft"
        ? [{ label: say("officials:survey.fact.review"), value: survey.review.words }]
        : []),
      ...(survey.result
        ? [
            {
              label: say("officials:survey.fact.response"),
              value: responseOf(survey.result),
            },
          ]
        : []),
    ],
    status: say(`officials:survey.at.${survey.closing ? "closing" : survey.at}`),
    ...((survey.flagged || survey.late) && survey.at !== "acted_on" && { urgent: true }),
    media: [],
    actions: possibleActs(survey).map((act, index) => ({
      label: say(`officials:survey.act.${act}`),
      press: press("card", act, process.id),
      rank: index === 0 ? ("main" as const) : rare.includes(act) ? ("more" as const) : ("plain" as const),
    })),
  };
}

function responseOf({ results }: Result): Message {
  const { begun, done } = response(results);
  return mayBeShown(begun)
    ? say("officials:survey.responseCount", { count: begun, done: amongShown(done, begun) })
    : say("officials:survey.responseFew", { least: LEAST_SHOWN });
}

export function surveyLine(entry: Entry): Message | undefined {
  if (entry.event === "draft") return undefined;
  return say(`officials:survey.thread.${entry.event}`, { why: entry.why ?? "" });
}
