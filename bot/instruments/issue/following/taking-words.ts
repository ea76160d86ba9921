import { reply } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { wroteInto } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Media, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { mayReopen, resume } from "../answer-deadline.ts";
import { deskWith } from "../desk/merged-along.ts";
import { ownPress } from "../names.ts";
import { showCard } from "../notices.ts";
import { record } from "../record.ts";
import { type Issue, isOpen, MOST_ADDED, MOST_MEDIA, type OfIssue, QUESTION, readIssue } from "../state.ts";
import { wholeOf } from "./merged-into.ts";
import { issueWithAnswer, type Own } from "./own-issue.ts";
import { afterOwnQuestion, questionBefore } from "./own-question.ts";
import { isEdit, wordsOf } from "./words.ts";

/** Words for the desk: the answer to its question, or something added or changed. */
export function takeWords(input: ResidentInput, own: Own): Decision {
  const { contribution, issue, lane, context } = own;
  const heard = wordsOf(input);
  if (!heard) return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  const { whole, ask } = wholeOf(contribution, context);
  if (ask) return ask;
  const { words } = heard;
  const event = eventOf(input, issue);
  const media = heard.media.slice(0, Math.max(0, MOST_MEDIA - issue.media.length));
  const full = media.length < heard.media.length ? [say("issue:tooManyMedia", { count: MOST_MEDIA })] : [];
  // Cards and rows must not grow without limit. An answer to the desk is always taken.
  if (event !== "reply" && (issue.added ?? 0) >= MOST_ADDED)
    return { lane, effects: reply({ lines: [say("common:limit.full")] }) };
  if (full.length > 0 && words === "") return { lane, effects: reply({ lines: full }) };
  const next = grownBy(media, event, own);
  const asks = asksAboutRefusal(lane, whole);
  const { contribution: changed, entries } = record(
    contribution,
    next,
    [event],
    { actor: "resident", words: words || undefined, ...(asks && { why: QUESTION }) },
    context,
    deskWith(contribution, whole, context),
  );
  const after = laneAfter(input, event, own);
  const thanks = asks && event === "add" ? passedOn(own) : thanksFor(event, next, whole, own);
  const screen: Screen = { ...thanks, lines: [...full, ...thanks.lines] };
  // The later photos of an album belong to what the first one was thanked for.
  const follows = isMoreOfAlbum(input, own);
  const effects: Effect[] = [
    ...(follows ? [] : reply(screen, ...questionBefore(lane, after, context))),
    showCard(contribution.id),
    ...(follows ? [] : pointAt(contribution, whole)),
  ];
  return { lane: after, contributions: [changed], entries, effects };
}

type Event = "reply" | "edit" | "add";

function eventOf(input: ResidentInput, { status }: Issue): Event {
  if (isEdit(input)) return "edit";
  return status.at === "info_requested" || status.at === "parked" ? "reply" : "add";
}

function grownBy(media: readonly Media[], event: Event, { issue, context }: Own): Issue {
  const grown: Issue = { ...issue, media: [...issue.media, ...media] };
  return event === "reply"
    ? { ...resume(grown, context.now, context.town), unheard: undefined, status: { at: "triaged" } }
    : { ...grown, added: (issue.added ?? 0) + 1 };
}

/** A declined issue stays declined, even if she still has a question: she is told what that means. */
function asksAboutRefusal({ dialogue }: Lane, whole: OfIssue | null): boolean {
  return dialogue?.step === "own_question" && whole !== null && readIssue(whole).status.at === "declined";
}

function isMoreOfAlbum(input: ResidentInput, { contribution, lane }: Own): boolean {
  const album = albumOf(input);
  return album !== undefined && lane.album?.id === album && lane.album.ref === contribution.id;
}

function albumOf(input: ResidentInput): string | undefined {
  return input.type === "shared" ? input.media.album : undefined;
}

function laneAfter(input: ResidentInput, event: Event, { contribution, lane, context }: Own): Lane {
  const ref = contribution.id;
  const album = albumOf(input);
  return {
    ...wroteInto(afterOwnQuestion(lane, ref, context), ref, [input.message]),
    questions: event === "reply" ? lane.questions.filter((one) => one !== ref) : lane.questions,
    album: album === undefined ? lane.album : { id: album, ref },
    piece: event === "edit" || input.sent === undefined ? undefined : { sent: input.sent, ref },
  };
}

function thanksFor(event: Event, next: Issue, whole: OfIssue | null, own: Own): Screen {
  const { contribution, context } = own;
  const number = shownNumber(contribution.id);
  switch (event) {
    case "reply":
      return {
        lines: [say("issue:own.replied", { number, day: { moment: next.dueAt ?? context.now } })],
        about: contribution.id,
      };
    case "edit":
      return { lines: [say("issue:own.edited", { number })] };
    case "add":
      return thanksForMore(contribution.id, issueWithAnswer(own, whole), context);
  }
}

/** Nobody has to answer this any more: she is told where she is sure to get an answer. */
function passedOn({ contribution, context: { town } }: Own): Screen {
  return {
    lines: [
      say("issue:own.asked", { number: shownNumber(contribution.id) }),
      say("common:help.desk", { desk: { localized: town.contact.desk } }),
    ],
  };
}

/** `whole` is where the answer comes from: her own issue, or the one it was merged into. */
function thanksForMore(ref: string, whole: Issue, context: Context): Screen {
  const number = shownNumber(ref);
  if (isOpen(whole.status.at)) return { lines: [say("issue:own.added", { number })], about: ref };
  if (!mayReopen(whole, context.now))
    return { lines: [say("issue:own.addedClosed", { number })], about: ref };
  return {
    lines: [say("issue:own.addedAfter", { number })],
    choices: [[button(say("issue:own.reopen"), ownPress("not_yet", ref))]],
    about: ref,
  };
}

/** The desk works on the whole. Her words stay with her own issue, so that they can be erased with it. */
function pointAt(contribution: OfIssue, whole: OfIssue | null): Effect[] {
  if (!whole || whole.id === contribution.id) return [];
  const message = say("officials:nudge.addedElsewhere", { number: shownNumber(contribution.id) });
  return [{ do: "notify", notice: { kind: "nudge", contribution: whole.id, to: [], message } }];
}
