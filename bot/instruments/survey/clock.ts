import { after, townClock } from "../../core/calendar/time.ts";
import { sameResults } from "../../core/counting/response.ts";
import { needs } from "../../core/decision.ts";
import type { ClockInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Screen } from "../../core/model/screen.ts";
import { tellParticipants } from "../../core/processes/announcements.ts";
import type { Context, Decision, Effect } from "../../core/turn.ts";
import { callStaff } from "./entering/staff-card.ts";
import { transitions } from "./lifecycle.ts";
import { remind } from "./reaching/reminding.ts";
import { endOfDay, gatheredFrom, handOut, LOOK_AGAIN, promisesOf, record, showCard } from "./record.ts";
import { readSurvey, type Survey } from "./state.ts";

/** Handles a survey whose time has come: opens it, sends reminders, closes it, and chases overdue results. */
export function surveyWaits(_input: ClockInput, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  if (survey.closing) return endsWhenHeard(process, survey, survey.closing, context);
  switch (survey.at) {
    case "scheduled":
      return opens(process, survey, context);
    case "open":
      if (context.now < endOfDay(survey.closesOn)) return remind(process, survey, context);
      return context.now < gatheredFrom(survey)
        ? { processes: [{ ...process, wakeAt: gatheredFrom(survey) }], effects: [] }
        : closes(process, survey, context);
    case "stopping":
      return closes(process, survey, context);
    default:
      return notKept(process, survey, context);
  }
}

/** Handles a promised day that has passed. */
function notKept(process: Process, survey: Survey, context: Context): Decision {
  const [first] = promisesOf(process, survey);
  if (!first || first.at > context.now)
    return { processes: [{ ...process, wakeAt: first?.at }], effects: [] };
  switch (first.what) {
    case "nudge":
      return nudges(process, survey, context);
    case "flag":
      return flags(process, survey, context);
    case "late":
      return tellsLate(process, survey, context);
  }
}

function opens(process: Process, survey: Survey, context: Context): Decision {
  const next: Survey = {
    ...survey,
    at: transitions.open.to,
    since: context.now,
    papers: (survey.papers ?? 0) + 1,
  };
  const changed = record({ ...process, open: true }, next, "open", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [tell(process, "opened"), showCard(process.id), handOut(process.id)],
  };
}

/**
 * Closes a survey: all answers are read and recounted. After this the results are final, even if somebody has herself
 * erased.
 */
function closes(process: Process, survey: Survey, context: Context): Decision {
  const gathered = context.seen.answers[process.id];
  const kept = context.seen.results[process.id];
  if (!gathered || !kept)
    return needs({ see: "answers", process: process.id }, { see: "results", process: process.id });
  const result: NonNullable<Survey["result"]> = {
    on: context.now,
    results: Object.fromEntries(
      Object.entries(gathered.results).map(([question, numbers]) => [question, { ...numbers }]),
    ),
    same: sameResults(gathered.results, kept),
    words: Object.fromEntries(
      Object.entries(gathered.words).map(([question, list]) => [
        question,
        list.map(([word, count]): [string, number] => [word, count]),
      ]),
    ),
  };
  const next: Survey = {
    ...survey,
    at: transitions.close.to,
    since: context.now,
    result,
    papers: (survey.papers ?? 0) + 1,
  };
  const changed = record(process, next, "close", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      tell(process, result.same ? "closed" : "closedDiffers"),
      showCard(process.id),
      handOut(process.id),
    ],
  };
}

/** Tells the organiser that the day has passed on which everybody was to hear the results. */
function nudges(process: Process, survey: Survey, context: Context): Decision {
  const changed = record(process, { ...survey, nudged: true }, "nudge", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [tell(process, "nudged"), showCard(process.id)],
  };
}

/** Tells everybody who took part, and the clerk, that the day on the card has passed without an answer. */
function tellsLate(process: Process, survey: Survey, context: Context): Decision {
  const changed = record(process, { ...survey, late: true }, "late", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, lateScreen(process, survey), process.organiser, context)],
    effects: [...toClerk(process, "late", context), showCard(process.id), ...callStaff(process, survey)],
  };
}

function lateScreen({ card }: Process, { at }: Survey): Screen {
  const title = { title: { localized: card.title } };
  return { lines: [say(at === "closed" ? "survey:lateAll" : "survey:late", title)] };
}

/**
 * A month after the close, tells the clerk what has not been answered yet, and everybody who took part if nothing has.
 */
function flags(process: Process, survey: Survey, context: Context): Decision {
  const nothingSaid = survey.at === "closed";
  const tells = nothingSaid && !survey.late;
  const next: Survey = { ...survey, flagged: true, ...(tells && { late: true }) };
  const changed = record(process, next, nothingSaid ? "flag" : "flagActs", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: tells
      ? [tellParticipants(changed.process, lateScreen(process, survey), process.organiser, context)]
      : [],
    effects: [
      ...toClerk(process, nothingSaid ? "flagged" : "flaggedActs", context),
      showCard(process.id),
      ...(tells ? callStaff(process, survey) : []),
    ],
  };
}

/** Notifies the organiser and the clerk, who may be the same person. */
function toClerk(process: Process, what: string, { office }: Context): Effect[] {
  const members = [office.clerk, process.organiser].flatMap((one) => one ?? []);
  return [...new Set(members)].map((member) => ({
    do: "notify",
    notice: {
      kind: "member",
      member,
      message: say(`officials:survey.${what}`, {
        title: { localized: process.card.title },
        day: { date: process.card.answerBy },
      }),
    },
  }));
}

/** Ends the survey once the last participant has had her turn to hear what is done with it. */
function endsWhenHeard(process: Process, survey: Survey, broadcast: string, context: Context): Decision {
  const message = context.seen.broadcast[broadcast];
  if (message === undefined) return needs({ see: "broadcast", id: broadcast });
  const at = message?.status.at;
  if (at === "counting" || at === "sending")
    return { processes: [{ ...process, wakeAt: after(context.now, LOOK_AGAIN) }], effects: [] };
  const { closing: _, ...rest } = survey;
  const heard = at === "sent";
  const next: Survey = heard
    ? { ...rest, at: transitions.actOn.to, since: context.now, papers: (survey.papers ?? 0) + 1 }
    : { ...rest, acts: undefined, because: undefined };
  const changed = record(
    heard ? { ...process, open: false } : process,
    next,
    heard ? "end" : "notEnded",
    {
      actor: "clock",
      ...(heard && {
        counts: {
          event: "ended",
          forced: false,
          desk: process.desk,
          month: townClock(context.now).day.slice(0, 7),
        },
      }),
    },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      tell(process, heard ? "ended" : "notEnded"),
      showCard(process.id),
      ...(heard ? [handOut(process.id), ...callStaff(process, survey)] : []),
    ],
  };
}

function tell(process: Process, what: string): Effect {
  return {
    do: "notify",
    notice: {
      kind: "member",
      member: process.organiser,
      message: say(`officials:survey.${what}`, { title: { localized: process.card.title } }),
    },
  };
}
