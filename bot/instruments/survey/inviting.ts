import { type Age, ageLabel, ages } from "../../core/age.ts";
import type { Form } from "../../core/card.ts";
import { button, needs, whisper } from "../../core/decide.ts";
import type { OfficialInput } from "../../core/input.ts";
import { type Message, type Param, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { inviteToProcess } from "../../core/process-news.ts";
import type { Screen } from "../../core/screen.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { fullGroups } from "./beginning.ts";
import { endOfDay, record, showCard } from "./change.ts";
import { NAME, press } from "./names.ts";
import { callStaff } from "./staff-card.ts";
import { readSurvey, type Survey } from "./state.ts";

/** Who allows to be asked is invited, once; and whoever has not finished is reminded, once. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function inviteForm(process: Process, context: Context): Form {
  const [language = "nl", ...others] = context.town.languages;
  const screen = invitation(process);
  return {
    id: { instrument: NAME, form: "invite", ref: process.id },
    title: say("officials:survey.act.invite"),
    submit: say("officials:news.count"),
    intro: [
      say("officials:survey.inviteIntro"),
      say("officials:survey.audience", { who: { list: audienceOf(readSurvey(process), context) } }),
    ],
    fields: [],
    preview: { screen, language, also: others.map((one) => ({ screen, language: one })) },
  };
}

/** For whom it is, in words. */
export function audienceOf(survey: Survey, { town }: Pick<Context, "town">): Param[] {
  const { ages: bands = [], neighbourhoods = [], languages = [] } = survey;
  const band = (one: string): Message | string => {
    const known = ages.find((age): age is Age => age === one);
    return known ? ageLabel(known) : one;
  };
  const areas = neighbourhoods.map((key) => town.neighbourhoods.find((one) => one.key === key)?.name ?? key);
  const all = [
    ...areas,
    ...bands.map(band),
    ...languages.map((one) => say(`common:language.${one}`)),
    ...(survey.campaign === undefined ? [] : [say("officials:survey.byCampaign", { name: survey.campaign })]),
    ...(survey.earlier === undefined ? [] : [say(`officials:survey.earlier.${survey.earlier}`)]),
  ];
  return all.length > 0 ? all : [say("officials:survey.everybody")];
}

function invitation(process: Process): Screen {
  const survey = readSurvey(process);
  return {
    lines: [
      say("survey:invitation.ask", {
        question: { localized: process.card.question },
        count: survey.definition.questions.length,
      }),
      say("survey:invitation.until", { day: { day: survey.closesOn } }),
      say("survey:invitation.why"),
    ],
    choices: [[button(say("survey:begin"), press("start", "go", process.id))]],
  };
}

/** It is counted first; the organiser sees how many, and then sends it with the button on its card. */
export function invite(input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const before = survey.invitation === undefined ? null : context.seen.broadcasts?.[survey.invitation];
  if (before === undefined) return needs({ see: "broadcast", id: survey.invitation ?? "" });
  const under = before?.status.at;
  if (under === "counting" || under === "ready" || under === "sending")
    return whisper(say("officials:survey.invitedAlready"));
  const results = context.seen.results?.[process.id];
  if (survey.quotas && !results) return needs({ see: "results", process: process.id });
  const whom = { ...survey, full: fullGroups(survey.quotas ?? {}, results ?? {}) };
  const broadcast = inviteToProcess(
    process,
    invitation(process),
    whom,
    endOfDay(survey.closesOn),
    input.official,
    false,
    context,
  );
  const changed = record(
    process,
    { ...survey, invitation: broadcast.id },
    "invite",
    { actor: "organiser", official: input.official },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [broadcast],
    effects: [showCard(process.id)],
  };
}

/** Three days before the end: to whoever was invited or has begun, and has not come to the end. */
export function remind(process: Process, survey: Survey, context: Context): Decision {
  const { invitation: id } = survey;
  const sent = id === undefined ? null : context.seen.broadcasts?.[id];
  if (sent === undefined) return needs({ see: "broadcast", id: id ?? "" });
  const went = sent?.status.at === "sending" || sent?.status.at === "sent";
  const screen: Screen = {
    lines: [
      say("survey:reminder", {
        title: { localized: process.card.title },
        day: { day: survey.closesOn },
      }),
    ],
    choices: [[button(say("survey:begin"), press("start", "go", process.id))]],
  };
  // Nobody was invited, or the invitation was thrown away: then only whoever began is reminded.
  const broadcast = inviteToProcess(
    process,
    screen,
    went ? survey : undefined,
    endOfDay(survey.closesOn),
    process.organiser,
    true,
    context,
  );
  const changed = record(
    process,
    { ...survey, reminder: broadcast.id },
    "remind",
    { actor: "clock" },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [broadcast],
    effects: callStaff(process, survey),
  };
}
