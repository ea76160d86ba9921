import { z } from "zod";
import { type Contribution, shownNumber } from "../../core/contribution.ts";
import { button, reply, seen, tokenFrom } from "../../core/decide.ts";
import type { ResidentInput } from "../../core/input.ts";
import { leave, touch } from "../../core/lane-dialogue.ts";
import { say } from "../../core/message.ts";
import { dialogueSchema, type Lane } from "../../core/resident.ts";
import type { Media, Screen } from "../../core/screen.ts";
import { elapsed } from "../../core/time.ts";
import type { Context, Decision, Effect, Turn } from "../../core/turn.ts";
import { readIssue, record } from "./change.ts";
import { deskOf, press, VERSION } from "./names.ts";
import { showCard } from "./notices.ts";
import { promised, REOPEN_WITHIN, resume } from "./promise.ts";
import { type Issue, isOpen } from "./state.ts";

/** What a resident does with what she raised before: answer a question, add, withdraw, say whether it helped. */

const ownSchema = z.object({
  ref: z.string(),
  /** The conversation she was in; it comes back when this one is done. */
  paused: dialogueSchema.optional(),
});
const asks = ["own_reply", "own_add", "own_why"] as const;
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
  const way =
    step === "own_why"
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
  return { lane: asking, effects: reply(ownQuestion(asking)) };
}

/** Back to what she was doing before, if anything. */
function done(lane: Lane, context: Context): Lane {
  const own = ownSchema.safeParse(lane.dialogue?.answers);
  if (!lane.dialogue || !isOwnStep(lane.dialogue.step)) return lane;
  return own.success && own.data.paused ? touch(lane, own.data.paused, context) : leave(lane);
}

/** In one of these conversations: whatever she says is what was asked for. */
export function proceedOwn(input: ResidentInput, lane: Lane, context: Context): Decision {
  const own = ownSchema.safeParse(lane.dialogue?.answers);
  if (!lane.dialogue || !own.success)
    return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const { ref } = own.data;
  if (input.type === "chose" && input.press.option === "stop") {
    return { lane: done(lane, context), effects: reply({ lines: [say("issue:own.left")], replaces: true }) };
  }
  return withOwn(ref, lane, context, (contribution, issue) => {
    if (lane.dialogue?.step === "own_why") {
      if (input.type === "chose") return reopen("", [], contribution, issue, lane, context);
      const said = wordsOf(input);
      return said
        ? reopen(said.words, said.media, contribution, issue, lane, context)
        : { lane, effects: reply(ownQuestion(lane)) };
    }
    return said(input, contribution, issue, lane, context);
  });
}

/** A reply to one of our messages, an edit, or words that she said belong to this issue. */
export function about(input: ResidentInput, lane: Lane, context: Context): Decision {
  const ref = input.about ?? "";
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
  act: (contribution: Contribution, issue: Issue) => Decision,
): Decision {
  const { found, ask } = seen(context, ref);
  if (ask) return ask;
  if (found?.instrument !== "issue" || found.by !== lane.resident) {
    return { lane: done(lane, context), effects: reply({ lines: [say("common:gone")] }) };
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
  contribution: Contribution,
  issue: Issue,
  lane: Lane,
  context: Context,
): Decision {
  const heard = wordsOf(input);
  if (!heard) return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  const { words, media } = heard;
  const { at } = issue.status;
  const edited = (input.type === "said" || input.type === "shared") && input.edited;
  const answers = (at === "info_requested" || at === "parked") && !edited;
  const grown: Issue = { ...issue, media: [...issue.media, ...media] };
  const next: Issue = answers
    ? { ...resume(grown, context.now, context.town), status: { at: "triaged" } }
    : grown;
  const event = answers ? "reply" : edited ? "edit" : "add";
  const { contribution: changed, entries } = record(
    contribution,
    next,
    [event],
    { actor: "resident", words },
    context,
  );
  const album = input.type === "shared" ? input.media.album : undefined;
  const follows = album !== undefined && lane.album?.id === album && lane.album.ref === contribution.id;
  const after: Lane = {
    ...done(lane, context),
    questions: answers ? lane.questions.filter((one) => one !== contribution.id) : lane.questions,
    wrote:
      input.message === undefined
        ? lane.wrote
        : [...lane.wrote, { message: input.message, ref: contribution.id }].slice(-30),
    album: album === undefined ? lane.album : { id: album, ref: contribution.id },
  };
  const number = shownNumber(contribution.id);
  const thanks: Screen = answers
    ? {
        lines: [say("issue:own.replied", { number, day: { moment: next.dueAt ?? context.now } })],
        about: contribution.id,
      }
    : edited
      ? { lines: [say("issue:own.edited", { number })] }
      : {
          lines: [say(isOpen(at) ? "issue:own.added" : "issue:own.addedAfter", { number })],
          choices: afterAnswer(issue, contribution.id, context),
        };
  // The later photos of an album belong to what the first one was thanked for.
  const effects: Effect[] = follows ? [] : reply(thanks);
  return { lane: after, contributions: [changed], entries, effects: [...effects, showCard(contribution.id)] };
}

function afterAnswer(issue: Issue, ref: string, context: Context): Screen["choices"] {
  return mayReopen(issue, context)
    ? [[button(say("issue:own.reopen"), press("own", "not_yet", ref))]]
    : undefined;
}

/** Thirty days after the answer, also when it has been closed meanwhile. */
export function mayReopen(issue: Issue, context: Pick<Context, "now">): boolean {
  const { status } = issue;
  const on = status.at === "answered" ? status.on : status.at === "closed" ? status.answered : undefined;
  return on !== undefined && elapsed(on, context.now) <= REOPEN_WITHIN;
}

function choseOwn(option: string, ref: string, lane: Lane, context: Context): Decision {
  return withOwn(ref, lane, context, (contribution, issue) => {
    const number = shownNumber(ref);
    const { status } = issue;
    if (status.at === "merged" && (option === "helps" || option === "not_yet")) {
      return joinedSays(option, status.into, lane, context);
    }
    switch (option) {
      case "reply":
        if (status.at !== "info_requested" && status.at !== "parked")
          return ask("own_add", ref, lane, context);
        return ask("own_reply", ref, lane, context);
      case "add":
        return ask("own_add", ref, lane, context);
      case "withdraw":
        if (!isOpen(status.at)) return tooLate(lane, number);
        return {
          lane,
          effects: reply({
            lines: [say("issue:own.withdrawAsk", { number })],
            choices: [
              [button(say("issue:own.withdrawYes"), press("own", "withdraw_yes", ref))],
              [button(say("issue:own.withdrawNo"), press("own", "keep", ref))],
            ],
          }),
        };
      case "keep":
        return { lane, effects: reply({ lines: [say("issue:own.kept", { number })], replaces: true }) };
      case "withdraw_yes":
        return isOpen(status.at) ? withdraw(contribution, issue, lane, context) : tooLate(lane, number);
      case "helps":
        return helps(contribution, issue, lane, context);
      case "not_yet":
        if (!mayReopen(issue, context))
          return {
            lane,
            effects: reply({
              lines: [
                say(
                  status.at === "closed" || status.at === "answered"
                    ? "issue:own.reopenTooLate"
                    : "issue:own.alreadyOpen",
                  { number },
                ),
              ],
            }),
          };
        return ask("own_why", ref, lane, context);
      default:
        return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
    }
  });
}

function tooLate(lane: Lane, number: string): Turn {
  return { lane, effects: reply({ lines: [say("issue:own.tooLate", { number })] }) };
}

function withdraw(contribution: Contribution, issue: Issue, lane: Lane, context: Context): Turn {
  const next: Issue = {
    ...issue,
    status: { at: "withdrawn", on: context.now },
    dueAt: undefined,
    overdue: undefined,
  };
  const { contribution: changed, entries } = record(
    contribution,
    next,
    ["withdraw"],
    { actor: "resident" },
    context,
  );
  return {
    lane: { ...lane, questions: lane.questions.filter((one) => one !== contribution.id) },
    contributions: [changed],
    entries,
    effects: [
      ...reply({
        lines: [say("issue:own.withdrawn", { number: shownNumber(contribution.id) })],
        replaces: true,
      }),
      showCard(contribution.id),
    ],
  };
}

/** "Yes": closed, and counted as confirmed by the one who raised it. */
function helps(contribution: Contribution, issue: Issue, lane: Lane, context: Context): Turn {
  const { status } = issue;
  const number = shownNumber(contribution.id);
  if (status.at !== "answered") {
    const line = status.at === "closed" ? "issue:own.alreadyClosed" : "issue:own.alreadyOpen";
    return { lane, effects: reply({ lines: [say(line, { number })] }) };
  }
  const next: Issue = {
    ...issue,
    status: {
      at: "closed",
      confirmed: true,
      outcome: status.outcome,
      text: status.text,
      answered: status.on,
      on: context.now,
    },
  };
  const { contribution: changed, entries } = record(
    contribution,
    next,
    ["satisfied"],
    { actor: "resident", counts: { event: "confirmed" } },
    context,
  );
  return {
    lane,
    contributions: [changed],
    entries,
    effects: [...reply({ lines: [say("issue:own.confirmed", { number })] }), showCard(contribution.id)],
  };
}

/** "Not yet": it is open again, with a new date. The second time the lead of the desk hears of it. */
function reopen(
  why: string,
  media: readonly Media[],
  contribution: Contribution,
  issue: Issue,
  lane: Lane,
  context: Context,
): Turn {
  const number = shownNumber(contribution.id);
  if (!mayReopen(issue, context)) {
    return {
      lane: done(lane, context),
      effects: reply({ lines: [say("issue:own.reopenTooLate", { number })] }),
    };
  }
  const dueAt = promised(context.now, context.town);
  const times = issue.reopened + 1;
  const next: Issue = {
    ...issue,
    status: { at: "reopened", why },
    media: [...issue.media, ...media],
    dueAt,
    overdue: undefined,
    reopened: times,
    clockFrom: context.now,
  };
  const { contribution: changed, entries } = record(
    contribution,
    next,
    ["reopen"],
    { actor: "resident", words: why || undefined, counts: { event: "reopened" } },
    context,
  );
  const lead = deskOf(contribution.desk, context.office)?.lead;
  const nudge: Effect[] =
    times >= 2
      ? [
          {
            do: "notify",
            notice: {
              kind: "nudge",
              contribution: contribution.id,
              to: lead ? [lead] : [],
              message: say("officials:nudge.reopenedTwice", { number, count: times }),
            },
          },
        ]
      : [];
  return {
    lane: done(lane, context),
    contributions: [changed],
    entries,
    effects: [
      ...reply({
        lines: [say("issue:own.reopened", { number, day: { moment: dueAt } })],
        about: contribution.id,
      }),
      showCard(contribution.id),
      ...nudge,
    ],
  };
}

/** Somebody whose own issue was merged speaks about the answer to the whole. */
function joinedSays(option: string, into: string, lane: Lane, context: Context): Decision {
  const { found, ask: need } = seen(context, into);
  if (need) return need;
  if (!found) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const issue = readIssue(found);
  const joins = issue.joined.find((one) => one.resident === lane.resident);
  if (!joins) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const number = shownNumber(joins.issue);
  if (option === "helps") {
    const { contribution, entries } = record(found, issue, ["helped"], { actor: "resident" }, context);
    return {
      lane,
      contributions: [contribution],
      entries,
      effects: [...reply({ lines: [say("issue:own.confirmed", { number })] }), showCard(into)],
    };
  }
  return mayReopen(issue, context)
    ? reopen("", [], found, issue, lane, context)
    : { lane, effects: reply({ lines: [say("issue:own.reopenTooLate", { number })] }) };
}
