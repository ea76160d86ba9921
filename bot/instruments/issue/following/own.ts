import * as z from "zod";
import { reply, seen } from "../../../core/decision.ts";
import { isOf, shownNumber } from "../../../core/model/contribution.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import { dialogueSchema, type Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Media, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { leave, tokenFrom, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision, Effect, Turn } from "../../../core/turn.ts";
import { mayReopen, resume } from "../answer-deadline.ts";
import { deskWith } from "../desk/merged-along.ts";
import { NAME, press, VERSION } from "../names.ts";
import { showCard } from "../notices.ts";
import { question } from "../raising/draft-screens.ts";
import { readDraft, stepOf } from "../raising/raising.ts";
import { record } from "../record.ts";
import type { OfIssue } from "../state.ts";
import { type Issue, isOpen, MOST_ADDED, MOST_MEDIA, QUESTION, readIssue } from "../state.ts";
import { withoutMaker } from "./erase.ts";
import { wholeOf } from "./merged-into.ts";
import { isObjection, objects } from "./objecting.ts";
import { reopened } from "./reopen.ts";

/** What a resident does with what she raised before: answer a question, add, withdraw, say whether it helped. */

const ownSchema = z.object({
  ref: z.string(),
  /** The conversation she was in; it comes back when this one is done. */
  paused: dialogueSchema.optional(),
});
const asks = ["own_reply", "own_add", "own_why", "own_question"] as const;
/** In these it opens again with what she says. */
const reopening: readonly string[] = ["own_why", "own_question"];
type Asks = (typeof asks)[number];

export function isOwnStep(step: string): boolean {
  return asks.some((one) => one === step);
}

/** The open question of such a conversation. */
export function ownQuestion(lane: Lane): Screen {
  const step = asks.find((one) => one === lane.dialogue?.step) ?? "own_add";
  const own = ownSchema.safeParse(lane.dialogue?.answers);
  const number = shownNumber(own.success ? own.data.ref : "");
  const token = lane.dialogue?.token;
  const way = reopening.includes(step)
    ? button(say("issue:own.noReason"), press(step, "skip", token))
    : button(say("issue:own.never"), press(step, "stop", token));
  return { lines: [say(`issue:own.ask.${step}`, { number })], choices: [[way]] };
}

function ask(step: Asks, ref: string, lane: Lane, context: Context): Turn {
  const own = ownSchema.safeParse(lane.dialogue?.answers);
  const inOwn = lane.dialogue && isOwnStep(lane.dialogue.step);
  const paused = inOwn && own.success ? own.data.paused : lane.dialogue;
  const dialogue = {
    instrument: "issue",
    version: VERSION,
    step,
    answers: { ref, paused },
    token: tokenFrom(context.seed),
    touched: context.now,
  };
  const asking = touch(lane, dialogue, context);
  return { lane: asking, effects: reply({ ...ownQuestion(asking), usesUp: true }) };
}

/** When the open question was about `ref`: back to what she was doing before, if anything. */
function done(lane: Lane, ref: string, context: Context): Lane {
  const own = ownSchema.safeParse(lane.dialogue?.answers);
  if (!lane.dialogue || !isOwnStep(lane.dialogue.step)) return lane;
  if (own.success && own.data.ref !== ref) return lane;
  return own.success && own.data.paused ? touch(lane, own.data.paused, context) : leave(lane);
}

/** The question she was at before this one came in between; it is shown again. */
function backAt(before: Lane, lane: Lane, context: Context): Screen[] {
  const { dialogue } = lane;
  if (!before.dialogue || !isOwnStep(before.dialogue.step)) return [];
  if (dialogue?.instrument !== "issue" || dialogue.parked || isOwnStep(dialogue.step)) return [];
  return [question(stepOf(dialogue), readDraft(dialogue), dialogue.token, context)];
}

/** In one of these conversations: whatever she says is what was asked for. */
export function proceedOwn(input: ResidentInput, lane: Lane, context: Context): Decision {
  const own = ownSchema.safeParse(lane.dialogue?.answers);
  if (!lane.dialogue || !own.success)
    return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const { ref } = own.data;
  if (input.type === "chose" && input.press.option === "stop") {
    const after = done(lane, ref, context);
    return {
      lane: after,
      effects: reply({ lines: [say("issue:own.left")], replaces: true }, ...backAt(lane, after, context)),
    };
  }
  // A change of an old message is no answer to what was asked just now.
  if ((input.type === "said" || input.type === "shared") && input.edited)
    return { lane, effects: reply({ lines: [say("common:editedUnknown")] }, ownQuestion(lane)) };
  return withOwn(ref, lane, context, (contribution, issue) => {
    if (!reopening.includes(lane.dialogue?.step ?? ""))
      return said(input, contribution, issue, lane, context);
    const heard = input.type === "chose" ? { words: "", media: [] } : wordsOf(input);
    if (!heard) return { lane, effects: reply(ownQuestion(lane)) };
    const { whole, ask } = wholeOf(contribution, context);
    if (ask) return ask;
    if (whole && mayReopen(readIssue(whole), context.now))
      return reopen(heard, contribution, whole, lane, context);
    // Somebody who told the same was first, or too much time went by: what she says is kept all the same.
    if (input.type !== "chose") return said(input, contribution, issue, lane, context);
    return notAgain(whole ? readIssue(whole) : issue, ref, lane, context);
  });
}

/** A reply to one of our messages, an edit, or words that she said belong to this issue. */
export function about(input: ResidentInput, lane: Lane, context: Context): Decision {
  const ref = input.about ?? "";
  if (isObjection(input))
    return withOwn(
      ref,
      lane,
      context,
      (contribution, issue) => objects(input, contribution, issue, lane, context),
      // Whose it was is not known any more; her lane says that she was paused for it.
      (found) => found.by === undefined && lane.paused?.erased === true && lane.paused.ref === ref,
    );
  if (input.type === "chose") return choseOwn(input.press.option, ref, lane, context);
  return withOwn(ref, lane, context, (contribution, issue) =>
    said(input, contribution, issue, lane, context),
  );
}

/** Only the maker may act on it: buttons and replies can be forged. */
function withOwn(
  ref: string,
  lane: Lane,
  context: Context,
  act: (contribution: OfIssue, issue: Issue) => Decision,
  isAlsoHers: (contribution: OfIssue) => boolean = () => false,
): Decision {
  const { found, ask } = seen(context, ref);
  if (ask) return ask;
  if (!isOf(found, NAME) || (found.by !== lane.resident && !isAlsoHers(found))) {
    return { lane: done(lane, ref, context), effects: reply({ lines: [say("common:gone")] }) };
  }
  return act(found, readIssue(found));
}

function wordsOf(input: ResidentInput): { words: string; media: Media[] } | undefined {
  if (input.type === "said") return input.text.trim() ? { words: input.text.trim(), media: [] } : undefined;
  if (input.type === "shared")
    return { words: input.caption?.trim() ?? "", media: input.edited ? [] : [input.media] };
  if (input.type === "placed") {
    const { words, latitude, longitude } = input.place;
    return {
      words: [words, latitude === undefined ? undefined : `${latitude}, ${longitude}`]
        .filter(Boolean)
        .join(" · "),
      media: [],
    };
  }
  return undefined;
}

/** Words for the desk: the answer to its question, or something added. */
function said(
  input: ResidentInput,
  contribution: OfIssue,
  issue: Issue,
  lane: Lane,
  context: Context,
): Decision {
  const heard = wordsOf(input);
  if (!heard) return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  const { whole, ask } = wholeOf(contribution, context);
  if (ask) return ask;
  const { words } = heard;
  const media = heard.media.slice(0, Math.max(0, MOST_MEDIA - issue.media.length));
  const { at } = issue.status;
  const edited = (input.type === "said" || input.type === "shared") && input.edited;
  const answers = (at === "info_requested" || at === "parked") && !edited;
  const full = media.length < heard.media.length ? [say("issue:tooManyMedia", { count: MOST_MEDIA })] : [];
  const { added = 0 } = issue;
  // No card and no row without end. What the desk asked for is always heard.
  if (!answers && added >= MOST_ADDED) return { lane, effects: reply({ lines: [say("common:limit.full")] }) };
  if (full.length > 0 && words === "") return { lane, effects: reply({ lines: full }) };
  const grown: Issue = {
    ...issue,
    media: [...issue.media, ...media],
    ...(!answers && { added: added + 1 }),
  };
  const next: Issue = answers
    ? { ...resume(grown, context.now, context.town), unheard: undefined, status: { at: "triaged" } }
    : grown;
  const event = answers ? "reply" : edited ? "edit" : "add";
  // What was not taken up stays so, also when she still has a question: she is told what that means.
  const asks =
    lane.dialogue?.step === "own_question" && whole !== null && readIssue(whole).status.at === "declined";
  const { contribution: changed, entries } = record(
    contribution,
    next,
    [event],
    { actor: "resident", words: words || undefined, ...(asks && { why: QUESTION }) },
    context,
    deskWith(contribution, whole, context),
  );
  const album = input.type === "shared" ? input.media.album : undefined;
  const follows = album !== undefined && lane.album?.id === album && lane.album.ref === contribution.id;
  const after: Lane = {
    ...done(lane, contribution.id, context),
    questions: answers ? lane.questions.filter((one) => one !== contribution.id) : lane.questions,
    wrote:
      input.message === undefined
        ? lane.wrote
        : [...lane.wrote, { message: input.message, ref: contribution.id }].slice(-30),
    album: album === undefined ? lane.album : { id: album, ref: contribution.id },
    piece: edited || input.sent === undefined ? undefined : { sent: input.sent, ref: contribution.id },
  };
  const number = shownNumber(contribution.id);
  const thanks: Screen = answers
    ? {
        lines: [say("issue:own.replied", { number, day: { moment: next.dueAt ?? context.now } })],
        about: contribution.id,
      }
    : edited
      ? { lines: [say("issue:own.edited", { number })] }
      : asks
        ? passedOn(number, context)
        : thanksForMore(contribution.id, whole ? readIssue(whole) : issue, context);
  // The later photos of an album belong to what the first one was thanked for.
  const told: Screen = { ...thanks, lines: [...full, ...thanks.lines] };
  const effects: Effect[] = follows ? [] : reply(told, ...backAt(lane, after, context));
  return {
    lane: after,
    contributions: [changed],
    entries,
    effects: [...effects, showCard(contribution.id), ...(follows ? [] : pointAt(contribution, whole))],
  };
}

/** Nobody has to answer it any more: she reads where she can be sure of one. */
function passedOn(number: string, { town }: Context): Screen {
  return {
    lines: [
      say("issue:own.asked", { number }),
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
    choices: [[button(say("issue:own.reopen"), press("own", "not_yet", ref))]],
    about: ref,
  };
}

/** The desk works on the whole. Her words stay with her own issue, so that they can be erased with it. */
function pointAt(contribution: OfIssue, whole: OfIssue | null): Effect[] {
  if (!whole || whole.id === contribution.id) return [];
  const message = say("officials:nudge.addedElsewhere", { number: shownNumber(contribution.id) });
  return [{ do: "notify", notice: { kind: "nudge", contribution: whole.id, to: [], message } }];
}

function choseOwn(option: string, ref: string, lane: Lane, context: Context): Decision {
  return withOwn(ref, lane, context, (contribution, issue) => {
    const number = shownNumber(ref);
    const { status } = issue;
    const open = isOpen(status.at) && !issue.left;
    const shared = issue.joined.length > 0;
    switch (option) {
      case "reply":
        if (status.at !== "info_requested" && status.at !== "parked")
          return ask("own_add", ref, lane, context);
        return ask("own_reply", ref, lane, context);
      case "add":
        return ask("own_add", ref, lane, context);
      case "withdraw":
        if (!open) return tooLate(lane, number);
        return {
          lane,
          effects: reply({
            lines: [say(shared ? "issue:own.withdrawAskShared" : "issue:own.withdrawAsk", { number })],
            choices: [
              [button(say("issue:own.withdrawYes"), press("own", "withdraw_yes", ref))],
              [button(say("issue:own.withdrawNo"), press("own", "keep", ref))],
            ],
          }),
        };
      case "keep":
        return { lane, effects: reply({ lines: [say("issue:own.kept", { number })], replaces: true }) };
      case "withdraw_yes":
        return open ? withdraw(contribution, issue, lane, context) : tooLate(lane, number);
      case "helps":
      case "clear":
      case "not_yet":
      case "question": {
        if (issue.left) return tooLate(lane, number);
        const { whole, ask: need } = wholeOf(contribution, context);
        if (need) return need;
        if (!whole) return { lane, effects: reply({ lines: [say("common:gone")] }) };
        if (option === "helps" || option === "clear") return helps(option, ref, whole, lane, context);
        return notYet(option === "question" ? "own_question" : "own_why", ref, whole, lane, context);
      }
      default:
        return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
    }
  });
}

/** "Not yet": she is asked why. That she said so is kept, in case the reason never comes. */
function notYet(
  step: "own_why" | "own_question",
  ref: string,
  whole: OfIssue,
  lane: Lane,
  context: Context,
): Turn {
  const issue = readIssue(whole);
  const { status } = issue;
  // What was not taken up stays as it is; what she asks about it comes to the desk.
  if (status.at === "declined" && step === "own_question") return ask(step, ref, lane, context);
  if (!mayReopen(issue, context.now)) return notAgain(issue, ref, lane, context);
  const asked = ask(step, ref, lane, context);
  if (status.at !== "answered" || status.asksWhy) return asked;
  const next: Issue = {
    ...issue,
    ...(whole.id === ref && { unheard: undefined }),
    status: { ...status, asksWhy: true },
  };
  const { contribution } = record(whole, next, [], { actor: "resident" }, context);
  return { ...asked, contributions: [contribution] };
}

/** It is open already, or it was answered too long ago. */
function notAgain(whole: Issue, ref: string, lane: Lane, context: Context): Turn {
  const after = done(lane, ref, context);
  const number = shownNumber(ref);
  const key = isOpen(whole.status.at)
    ? "issue:own.alreadyOpen"
    : whole.status.at === "answered" || whole.status.at === "closed"
      ? "issue:own.reopenTooLate"
      : "issue:own.alreadyClosed";
  return { lane: after, effects: reply({ lines: [say(key, { number })] }, ...backAt(lane, after, context)) };
}

function tooLate(lane: Lane, number: string): Turn {
  return { lane, effects: reply({ lines: [say("issue:own.tooLate", { number })] }) };
}

/** Withdrawn; when others told the same it goes on for them, and only she is out of it. */
function withdraw(contribution: OfIssue, issue: Issue, lane: Lane, context: Context): Turn {
  const shared = issue.joined.length > 0;
  const next: Issue = shared
    ? { ...withoutMaker(issue, context), left: true }
    : {
        ...issue,
        status: { at: "withdrawn", on: context.now },
        dueAt: undefined,
        daysLeft: undefined,
        overdue: undefined,
      };
  const { contribution: changed, entries } = record(
    contribution,
    next,
    [shared ? "leave" : "withdraw"],
    { actor: "resident" },
    context,
  );
  const number = shownNumber(contribution.id);
  return {
    lane: { ...lane, questions: lane.questions.filter((one) => one !== contribution.id) },
    contributions: [changed],
    entries,
    effects: [
      ...reply({
        lines: [say(shared ? "issue:own.withdrawnShared" : "issue:own.withdrawn", { number })],
        replaces: true,
      }),
      showCard(contribution.id),
    ],
  };
}

/**
 * "Yes": closed. That it helped is counted as confirmed by the one who raised it; that it is clear why nothing is done is
 * not. Who joined is heard, but does not close it.
 */
function helps(said: "helps" | "clear", ref: string, whole: OfIssue, lane: Lane, context: Context): Turn {
  const issue = readIssue(whole);
  const { status } = issue;
  const number = shownNumber(ref);
  const after = done(lane, ref, context);
  const answer = (key: string, more: Omit<Turn, "effects" | "lane"> = {}): Turn => ({
    ...more,
    lane: after,
    effects: [
      ...reply(
        { lines: [say(`issue:own.${key}`, { number })], usesUp: true },
        ...backAt(lane, after, context),
      ),
      ...(more.contributions ? [showCard(whole.id)] : []),
    ],
  });
  const helped = said === "helps";
  const thanks = helped ? "confirmed" : "clear";
  if (status.at === "declined" && !helped && whole.id === ref && !issue.clear) {
    const understood = record(whole, { ...issue, clear: true }, ["clear"], { actor: "resident" }, context);
    return answer(thanks, { contributions: [understood.contribution], entries: understood.entries });
  }
  if (status.at !== "answered") return answer(isOpen(status.at) ? "alreadyOpen" : "alreadyClosed");
  if (whole.id !== ref) {
    const event = helped ? "helped" : "clearToo";
    const { contribution, entries } = record(whole, issue, [event], { actor: "resident" }, context);
    return answer(thanks, { contributions: [contribution], entries });
  }
  const next: Issue = {
    ...issue,
    unheard: undefined,
    status: {
      at: "closed",
      confirmed: helped,
      ...(!helped && { clear: true as const }),
      outcome: status.outcome,
      text: status.text,
      answered: status.on,
      on: context.now,
    },
  };
  const { contribution, entries } = record(
    whole,
    next,
    [helped ? "satisfied" : "clear"],
    { actor: "resident", ...(helped && { counts: { event: "confirmed" as const } }) },
    context,
  );
  return answer(thanks, { contributions: [contribution], entries });
}

/** She has said why, or that she would rather not. Words of somebody who joined stay with her own issue. */
function reopen(
  heard: { words: string; media: readonly Media[] },
  own: OfIssue,
  whole: OfIssue,
  lane: Lane,
  context: Context,
): Turn {
  const joined = whole.id !== own.id;
  const { next, turn } = joined
    ? reopened("", whole, readIssue(whole), context, { by: own.id })
    : reopened(heard.words, whole, readIssue(whole), context, { media: heard.media });
  const issue = readIssue(own);
  const added =
    joined && (heard.words || heard.media.length > 0)
      ? record(
          own,
          { ...issue, media: [...issue.media, ...heard.media].slice(0, MOST_MEDIA) },
          ["add"],
          { actor: "resident", words: heard.words || undefined },
          context,
          deskWith(own, whole, context),
        )
      : undefined;
  const after = done(lane, own.id, context);
  const news: Screen = {
    lines: [
      say("issue:own.reopened", {
        number: shownNumber(own.id),
        day: { moment: next.dueAt ?? context.now },
      }),
    ],
    about: own.id,
  };
  return {
    lane: after,
    contributions: [...(turn.contributions ?? []), ...(added ? [added.contribution] : [])],
    entries: [...(turn.entries ?? []), ...(added?.entries ?? [])],
    effects: [
      ...reply(news, ...backAt(lane, after, context)),
      ...turn.effects,
      ...(added ? [showCard(own.id)] : []),
    ],
  };
}
