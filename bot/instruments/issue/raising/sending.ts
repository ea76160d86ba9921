import { townClock } from "../../../core/calendar/time.ts";
import { entryOf, numberFrom, shownNumber } from "../../../core/model/contribution.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { wroteInto } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button, corePress } from "../../../core/model/screen.ts";
import { deskFor } from "../../../core/officials/office.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import { formalWay } from "../../../core/residents/formal-objection.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { promised, wrap } from "../answer-deadline.ts";
import type { OfIssue } from "../state.ts";
import { type Draft, draftWords, type Issue } from "../state.ts";
import { missing, next } from "./asking.ts";

/** Everything is there: the issue exists from this commit on, with a number and a date. */
export function send(draft: Draft, lane: Lane, context: Context): Turn {
  const lacking = missing(draft);
  if (lacking !== "preview") return next(draft, lane, context);
  const { town, office, now } = context;
  const category = draft.category ?? "other";
  const dueAt = promised(now, town);
  const issue: Issue = {
    status: { at: "submitted" },
    words: draftWords(draft),
    media: draft.media,
    place: draft.place,
    category,
    neighbourhood: draft.neighbourhood,
    language: lane.language,
    campaign: lane.campaign,
    dueAt,
    joined: [],
    reopened: 0,
    clockFrom: now,
  };
  const id = numberFrom(context.seed);
  const blank: OfIssue = {
    row: "contribution",
    id,
    instrument: "issue",
    version: 0,
    by: lane.resident,
    desk: deskFor(category, draft.neighbourhood, office),
    open: true,
    state: issue,
    handled: [],
    created: now,
    changed: now,
    entries: 0,
  };
  const contribution = wrap({ ...blank, entries: 1 }, issue, town, now);
  const entry = entryOf(blank, {
    at: now,
    actor: "resident",
    event: "submit",
    to: "submitted",
    counts: { desk: blank.desk, month: townClock(now).day.slice(0, 7), event: "received" },
  });
  // A later edit of one of these messages finds its way to the issue.
  const messages = [...draft.pieces.map(({ message }) => message), draft.placeMessage];
  const album = draft.media.findLast((one) => one.album)?.album;
  const done: Lane = {
    ...wroteInto(leave(lane), id, messages),
    album: album ? { id: album, ref: id } : lane.album,
  };
  const lines: Message[] = [
    say("issue:receipt.thanks", { number: shownNumber(id) }),
    say("issue:receipt.promise", { day: { moment: dueAt } }),
    ...formalWay(draftWords(draft), context),
  ];
  // What she sent stays above it to be read again, without its buttons.
  const receipt: Screen = lane.stopped
    ? {
        lines: [...lines, say("issue:receipt.stopped")],
        about: id,
        usesUp: true,
        choices: [[button(say("common:stop.undo"), corePress("stop", "undo"))]],
      }
    : { lines: [...lines, say("issue:receipt.follow")], about: id, usesUp: true };
  return {
    lane: done,
    contributions: [contribution],
    entries: [entry],
    effects: [
      { do: "reply", screen: receipt },
      { do: "notify", notice: { kind: "card", contribution: id } },
    ],
  };
}
