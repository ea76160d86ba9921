import { amongShown, LEAST_SHOWN, mayBeShown, plain } from "../../core/disclosure/disclosure.ts";
import type { Card } from "../../core/model/card.ts";
import type { Entry } from "../../core/model/contribution.ts";
import { linkAddress } from "../../core/model/deep-link.ts";
import { type Message, say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { facilitatedLink } from "../../core/processes/chat-group.ts";
import { workerActions, workerFacts } from "../../core/processes/facilitators.ts";
import {
  cardFacts,
  lineOf,
  nextFacts,
  sharedActions,
  shownStanding,
} from "../../core/processes/process-card.ts";
import { stateIs } from "../../core/processes/rows.ts";
import type { Context } from "../../core/turn.ts";
import { type OfficialAct, possibleActs } from "./acts.ts";
import { response } from "./figures/figures.ts";
import { press } from "./names.ts";
import { audienceOf } from "./reaching/audience.ts";
import { linkOf } from "./reaching/link.ts";
import { amendment, readSurvey, type Survey } from "./state.ts";
import { survey as kind } from "./survey.ts";

/** Acts in the "…" menu rather than among the buttons: those that are rare, or end the survey. */
const rare: readonly OfficialAct[] = ["quote", "edit", "discard", "stop"];

type Shown = Pick<Context, "town" | "office" | "now">;

/** The desk's card of a survey: its state, its audience and the acts now possible. */
export function surveyCard(process: Process, shown: Shown): Card {
  const survey = readSurvey(process);
  const standing = shownStanding(kind, process, shown);
  const { at, taken, watched } = survey;
  const isLate = taken.flag ?? taken.flagActs ?? taken.late ?? watched.actOn;
  return {
    ref: process.id,
    title: say("officials:survey.card", { title: { localized: process.card.title } }),
    facts: [...cardFacts(kind, process), ...ownFacts(process, survey, shown), ...nextFacts(kind, standing)],
    status: statusOf(survey),
    ...(isLate && stateIs(kind.table, at) !== "over" && { urgent: true }),
    media: [],
    actions: [
      ...possibleActs(process, shown).map((act, index) => ({
        label: say(act === "edit" ? "officials:process.act.edit" : `officials:survey.act.${act}`),
        press: press("card", act, process.id),
        rank: index === 0 ? ("main" as const) : rare.includes(act) ? ("more" as const) : ("plain" as const),
      })),
      ...workerActions(kind, standing),
      ...sharedActions(kind, standing).filter((one) => one.press.option !== "edit"),
    ],
  };
}

function ownFacts(process: Process, survey: Survey, { town }: Shown): Card["facts"] {
  const { at, definition, opensOn, closesOn, invited, result, filled } = survey;
  const fact = (label: string, value: Card["facts"][number]["value"] | undefined | false) =>
    value ? [{ label: say(`officials:${label}`), value }] : [];
  const link = (code: string) => linkAddress(town, code) ?? say("officials:manifesto.typeThis", { code });
  const groupLink = facilitatedLink(kind, process);
  return [
    ...fact(
      "survey.fact.questions",
      say("officials:survey.questionCount", { count: plain(definition.questions.length) }),
    ),
    ...fact(
      "survey.fact.days",
      say("officials:survey.days", { from: { day: opensOn }, to: { day: closesOn } }),
    ),
    ...fact("survey.fact.whom", { list: audienceOf(survey, { town }) }),
    ...fact("survey.fact.invited", invited && { list: audienceOf({ ...survey, ...invited }, { town }) }),
    ...fact("survey.fact.link", (at === "open" || at === "scheduled") && link(linkOf(process))),
    ...fact("manifesto.fact.groups", at === "open" && groupLink !== undefined && link(groupLink)),
    ...workerFacts({ state: survey }),
    ...fact("survey.fact.mended", amendment(survey) && say("officials:survey.mendedWaits")),
    ...fact("survey.fact.review", isSentBack(survey) && String(filled.sendBack?.values?.reason)),
    ...fact("survey.fact.response", result && responseOf(result)),
  ];
}

function statusOf({ at, closing }: Survey): Message {
  if (closing) return say(`officials:${closing.to === "forced" ? "process" : "survey"}.at.closing`);
  return say(`officials:${at === "forced" ? "process" : "survey"}.at.${at}`);
}

/** Until it is proposed again, the card shows what the colleague said who sent it back. */
function isSentBack({ at, began, filled }: Survey): boolean {
  return at === "draft" && filled.sendBack !== undefined && filled.sendBack.on === began.draft;
}

function responseOf({ results }: NonNullable<Survey["result"]>): Message {
  const { begun, done } = response(results);
  return mayBeShown(begun)
    ? say("officials:survey.responseCount", { count: begun, done: amongShown(done, begun) })
    : say("officials:survey.responseFew", { least: LEAST_SHOWN });
}

/** Beside the lines of the table's rows: what was asked of a colleague, and how it ended. */
const ownLines: ReadonlySet<string> = new Set([
  ...["mend", "notMended", "ended", "notEnded"],
  ...["enterPaper", "enterGroup", "askStaff"],
]);

export function surveyLine(entry: Entry, process: Process): Message | undefined {
  if (entry.event === "groupBrought") return say("officials:survey.thread.enterGroup", { why: "" });
  return ownLines.has(entry.event) && !readSurvey(process).forced
    ? say(`officials:survey.thread.${entry.event}`, { why: entry.why ?? "" })
    : lineOf(kind, entry, process);
}
