import { needs } from "../../core/decide.ts";
import type { ClockInput } from "../../core/input.ts";
import { say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { sameResults } from "../../core/response.ts";
import { after } from "../../core/time.ts";
import type { Context, Decision, Effect } from "../../core/turn.ts";
import { endOfDay, handOut, LOOK_AGAIN, record, showCard } from "./change.ts";
import { remind } from "./inviting.ts";
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
      return survey.flagged
        ? { processes: [{ ...process, wakeAt: undefined }], effects: [] }
        : flags(process, survey, context);
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

/** A month without results: the clerk hears it. */
function flags(process: Process, survey: Survey, context: Context): Decision {
  const changed = record(process, { ...survey, flagged: true }, "flag", { actor: "clock" }, context);
  const members = [context.office.clerk, process.organiser].flatMap((one) => one ?? []);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...[...new Set(members)].map(
        (member): Effect => ({
          do: "notify",
          notice: {
            kind: "member",
            member,
            message: say("officials:survey.flagged", { title: { localized: process.card.title } }),
          },
        }),
      ),
      showCard(process.id),
    ],
  };
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
      ...(heard ? [handOut(process.id)] : []),
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
