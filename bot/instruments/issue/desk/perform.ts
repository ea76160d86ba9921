import { type Actor, shownNumber } from "../../../core/model/contribution.ts";
import { type ResidentId, residentId } from "../../../core/model/ids.ts";
import { say } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Context, Effect, Turn } from "../../../core/turn.ts";
import { hearers, makerOf, onPaper } from "../hearers.ts";
import { noticeScreen, showCard, tell } from "../notices.ts";
import { record } from "../record.ts";
import type { Issue, OfIssue } from "../state.ts";
import type { ActName, Attempt, Outcome } from "./act.ts";
import { deskActOf } from "./acts.ts";

/** An act that is ready to be done: what comes of it, by whom, and what the resident reads. */
export interface Prepared {
  readonly attempt: Attempt;
  readonly actor: Actor;
  readonly outcome: Outcome;
  /** What the maker reads; absent when she is not told. */
  readonly screen?: Screen;
}

/** What would come of it. The values were checked, and it is possible in this state. */
export function prepare(name: ActName, attempt: Attempt, actor: Actor): Prepared {
  const found = deskActOf(name).prepare(attempt, actor);
  const { news } = found;
  if (!news) return { attempt, actor, outcome: found };
  if ("screen" in news) return { attempt, actor, outcome: found, screen: news.screen };
  const { contribution, context } = attempt;
  const maker = { resident: contribution.by ?? residentId(""), ref: contribution.id };
  return {
    attempt,
    actor,
    // Whether this reaches her will be seen: on paper when she asks for it.
    outcome: { ...found, next: { ...found.next, unheard: unheardOf(contribution, context) } },
    screen: noticeScreen(news.tells(maker), contribution.id, contribution.desk, context),
  };
}

/** Does it: one commit with the issue, its history, the notices to everybody who should hear, and the card. */
export function perform({ attempt, actor, outcome }: Prepared): Turn {
  const { contribution, member, context } = attempt;
  const { next, events, note, desk = contribution.desk, also } = outcome;
  const { contribution: changed, entries } = record(
    contribution,
    next,
    events,
    { ...note, actor, official: member },
    context,
    desk,
  );
  return {
    ...also,
    contributions: [changed, ...(also?.contributions ?? [])],
    entries: [...entries, ...(also?.entries ?? [])],
    effects: [
      ...noticesOf(outcome, contribution, context),
      ...printed(contribution, next),
      showCard(contribution.id),
      ...(also?.effects ?? []),
    ],
  };
}

/** Whoever is reached on paper alone has not heard of it before she asks. */
function unheardOf(contribution: OfIssue, { now }: Context): Issue["unheard"] {
  return onPaper(contribution).includes(contribution.id) ? { since: now, why: "paper" } : undefined;
}

/** An answer is printed for whoever cannot read it in the chat, and for a youth worker to hand out. */
function printed(contribution: OfIssue, { status, via }: Issue): Effect[] {
  if (status.at !== "answered" && status.at !== "declined") return [];
  const paper = (id: string, more: { readonly resident?: ResidentId } = {}): Effect => ({
    do: "notify",
    notice: { kind: "paper", contribution: id, is: "answer", ...more },
  });
  const inThread = onPaper(contribution).flatMap((id): Effect[] => [
    {
      do: "notify",
      notice: {
        kind: "nudge",
        contribution: id,
        to: [],
        message: say("officials:nudge.print", { number: shownNumber(id) }),
      },
    },
    paper(id),
  ]);
  const { by, id } = contribution;
  return via?.is === "group" && by !== undefined ? [...inThread, paper(id, { resident: by })] : inThread;
}

function noticesOf({ news }: Outcome, contribution: OfIssue, context: Context): Effect[] {
  const { id, by, desk } = contribution;
  if (!news) return [];
  if ("screen" in news)
    return by === undefined ? [] : [{ do: "notify", notice: { kind: "resident", resident: by, ...news } }];
  const { tells, question, counts } = news;
  const extra = {
    ...(question === "asks" && { question: id }),
    ...(question === "settles" && { settles: id }),
    counts,
  };
  const who = news.hearers === "everybody" ? hearers(contribution) : makerOf(contribution);
  return who.flatMap((one) => tell(tells(one), [one], desk, context, extra));
}
