import { needs } from "../../core/decide.ts";
import type { ClockInput } from "../../core/input.ts";
import { say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { tellParticipants } from "../../core/process-news.ts";
import { sameResults } from "../../core/response.ts";
import { after } from "../../core/time.ts";
import type { Context, Decision, Effect } from "../../core/turn.ts";
import { endOfDay, handOut, LOOK_AGAIN, record, showCard } from "./change.ts";
import { remind } from "./inviting.ts";
import { callStaff } from "./staff-card.ts";
import { readSurvey, type Survey } from "./state.ts";
import { transitions } from "./transitions.ts";

/** What the clock brings: it opens, it reminds, it closes, and it does not let results lie. */
export function surveyWaits(_input: ClockInput, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  if (survey.closing) return endsWhenHeard(process, survey, survey.closing, context);
  switch (survey.at) {
    case "scheduled":
      return opens(process, survey, context);
    case "open":
      return endOfDay(survey.closesOn) <= context.now
        ? closes(process, survey, context)
        : remind(process, survey, context);
    case "closed":
      if (!survey.nudged) return nudges(process, survey, context);
      return survey.flagged
        ? { processes: [{ ...process, wakeAt: undefined }], effects: [] }
        : flags(process, survey, context);
    case "results_published":
      return survey.late
        ? { processes: [{ ...process, wakeAt: undefined }], effects: [] }
        : tellsLate(process, survey, context);
    default:
      return { processes: [{ ...process, wakeAt: undefined }], effects: [] };
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

/** All answers are read and counted anew; the results do not change any more, whoever has herself erased. */
function closes(process: Process, survey: Survey, context: Context): Decision {
  const gathered = context.seen.answers?.[process.id];
  const kept = context.seen.results?.[process.id];
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

/** The day has passed on which everybody was to hear: the organiser is told. */
function nudges(process: Process, survey: Survey, context: Context): Decision {
  const changed = record(process, { ...survey, nudged: true }, "nudge", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [tell(process, "nudged"), showCard(process.id)],
  };
}

/** The day on the card has passed and nothing was said: whoever took part hears so, and the clerk. */
function tellsLate(process: Process, survey: Survey, context: Context): Decision {
  const changed = record(process, { ...survey, late: true }, "late", { actor: "clock" }, context);
  const screen = { lines: [say("survey:late", { title: { localized: process.card.title } })] };
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, screen, process.organiser, context)],
    effects: [...toClerk(process, "late", context), showCard(process.id), ...callStaff(process, survey)],
  };
}

/** A month without results: the clerk hears it. */
function flags(process: Process, survey: Survey, context: Context): Decision {
  const changed = record(process, { ...survey, flagged: true }, "flag", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...toClerk(process, "flagged", context), showCard(process.id)],
  };
}

/** To the organiser and the clerk, who may be the same. */
function toClerk(process: Process, what: string, { office }: Context): Effect[] {
  const members = [office.clerk, process.organiser].flatMap((one) => one ?? []);
  return [...new Set(members)].map((member) => ({
    do: "notify",
    notice: {
      kind: "member",
      member,
      message: say(`officials:survey.${what}`, { title: { localized: process.card.title } }),
    },
  }));
}

/** It ends when the last one who took part has had a turn at hearing what is done with it. */
function endsWhenHeard(process: Process, survey: Survey, broadcast: string, context: Context): Decision {
  const message = context.seen.broadcasts?.[broadcast];
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
    { actor: "clock" },
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
