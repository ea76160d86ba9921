import { type Instant, townClock } from "../../core/calendar/time.ts";
import { needs } from "../../core/decision.ts";
import { shownNumber } from "../../core/model/contribution.ts";
import type { ClockInput } from "../../core/model/input.ts";
import { type Message, say } from "../../core/model/message.ts";
import { deskOf } from "../../core/officials/desk-membership.ts";
import type { Context, Decision, Effect, Turn } from "../../core/turn.ts";
import { endsAt, newPromise, planPasses, wakeAt, wrap } from "./answer-deadline.ts";
import { closed, late, parked, plannedDayPassed, reminded, reopenedUntil } from "./clock-notices.ts";
import { asksCouncil } from "./council.ts";
import { erased, without } from "./following/erase.ts";
import { reopened } from "./following/reopen.ts";
import { hearers, makerOf } from "./hearers.ts";
import { showCard, tell } from "./notices.ts";
import { type HistoryNote, record } from "./record.ts";
import type { Issue, OfIssue } from "./state.ts";
import { isOpen, readIssue } from "./state.ts";

/** What happens when nobody does anything. */
export function clock(_input: ClockInput, contribution: OfIssue, context: Context): Decision {
  const issue = readIssue(contribution);
  const { status } = issue;
  const { now } = context;
  if (issue.erasing && !issue.erased) return emptied(contribution, issue, context);
  if (objectionWaits(issue, now)) return objectionLate(contribution, issue, context);
  if (isPlanOver(issue, now)) return planPassed(contribution, issue, context);
  if (waitsForCouncil(issue, contribution, context)) return followsCouncil(contribution, issue, context);
  switch (status.at) {
    case "info_requested": {
      const { remind, end } = endsAt(issue) ?? {};
      if (end !== undefined && end <= now) {
        const next: Issue = { ...issue, status: { at: "parked", question: status.question, on: now } };
        // A resident who never got the question is not told that she left it unanswered.
        if (issue.unheard) return change("park", next, contribution, context, [], { why: "unheard" });
        return change(
          "park",
          next,
          contribution,
          context,
          tell(parked, makerOf(contribution), contribution.desk, context, {
            question: contribution.id,
          }),
        );
      }
      if (remind !== undefined && remind <= now) {
        const next: Issue = { ...issue, status: { ...status, reminded: true } };
        return change(
          "remind",
          next,
          contribution,
          context,
          tell(reminded(status.question), makerOf(contribution), contribution.desk, context, {
            question: contribution.id,
          }),
        );
      }
      return later(contribution, issue, context);
    }
    case "answered": {
      const due = wakeAt(issue, context.town, contribution.changed);
      if (due !== undefined && due > now) return later(contribution, issue, context);
      // "Not yet" is an answer too, also when the reason never came.
      if (status.asksWhy) return reopenedSilently(contribution, issue, context);
      const next: Issue = {
        ...issue,
        status: {
          at: "closed",
          confirmed: false,
          outcome: status.outcome,
          text: status.text,
          answered: status.on,
          on: now,
          ...(issue.unheard && { unheard: true as const }),
        },
      };
      // Its desk reads that the answer never reached her. She is not told that she said nothing, and her silence does not
      // count as one.
      if (issue.unheard) return change("close", next, contribution, context, [], { why: "unheard" });
      return change(
        "close",
        next,
        contribution,
        context,
        tell(closed(status.outcome), makerOf(contribution), contribution.desk, context),
        { counts: { event: "closed" } },
      );
    }
    case "closed":
    case "declined":
    case "withdrawn":
    case "merged":
    case "parked":
      return retentionOver(contribution, issue, context);
    default:
      return overdue(contribution, issue, context);
  }
}

function isPlanOver(issue: Issue, now: Instant): boolean {
  const passes = planPasses(issue);
  return passes !== undefined && passes <= now;
}

/** The planned day has passed while the resident is waited for: everybody hears why it was not done, and its desk. */
function planPassed(contribution: OfIssue, issue: Issue, context: Context): Turn {
  const { plannedFor, owner } = issue;
  const day = plannedFor ? { day: plannedFor } : "";
  const to = [
    ...new Set([...(owner ? [owner] : []), ...(deskOf(contribution.desk, context.office)?.onDuty ?? [])]),
  ];
  const message = say("officials:nudge.planPassed", { number: shownNumber(contribution.id), day });
  return change("late", { ...issue, plannedFor: undefined, late: true }, contribution, context, [
    { do: "notify", notice: { kind: "nudge", contribution: contribution.id, to, message } },
    ...tell(plannedDayPassed(day), hearers(contribution), contribution.desk, context, { counts: true }),
  ]);
}

/** It was put before the council by an earlier version, which told the clerk so and followed nothing. */
function waitsForCouncil(issue: Issue, { changed }: OfIssue, { now, town }: Context): boolean {
  const { council, status } = issue;
  if (council === undefined || council.response) return false;
  // A report that was closed meanwhile is woken for it (`ops/wake.ts`); not on the day on which it is emptied.
  const isKept = status.at === "closed" && (wakeAt(issue, town, changed) ?? now) > now;
  return isOpen(status.at) || status.at === "answered" || isKept;
}

/** From now on it is followed like any other: its card comes to the clerk, and whoever raised it hears each step. */
function followsCouncil(contribution: OfIssue, issue: Issue, context: Context): Turn {
  const { council } = issue;
  if (!council) return { effects: [] };
  const subject = context.town.categories.find(({ key }) => key === issue.category)?.name ?? {};
  const { id, turn } = asksCouncil(subject, contribution, council.by, context);
  const next: Issue = { ...issue, council: { ...council, response: id } };
  return {
    ...turn,
    contributions: [wrap(contribution, next, context.town, context.now), ...(turn.contributions ?? [])],
    effects: [...turn.effects, showCard(contribution.id)],
  };
}

function objectionWaits({ pause }: Issue, now: Instant): boolean {
  const objection = pause?.objection;
  return objection !== undefined && !objection.answered && !objection.told && objection.dueAt <= now;
}

/** Nobody has answered an objection to a pause by the promised day: the clerk hears so, and the desk. */
function objectionLate(contribution: OfIssue, issue: Issue, context: Context): Turn {
  const { pause } = issue;
  const next: Issue = pause?.objection
    ? { ...issue, pause: { ...pause, objection: { ...pause.objection, told: true } } }
    : issue;
  const message = say("officials:nudge.objectionLate", { number: shownNumber(contribution.id) });
  const to = context.office.clerk ? [context.office.clerk] : [];
  return change("objection_late", next, contribution, context, [
    { do: "notify", notice: { kind: "nudge", contribution: contribution.id, to, message } },
  ]);
}

function change(
  event: string,
  next: Issue,
  contribution: OfIssue,
  context: Context,
  effects: readonly Effect[],
  note: Pick<HistoryNote, "counts" | "why"> = {},
): Turn {
  const { contribution: changed, entries } = record(
    contribution,
    next,
    [event],
    { actor: "clock", ...note },
    context,
  );
  return { contributions: [changed], entries, effects: [...effects, showCard(contribution.id)] };
}

/** It was woken too early: note when to look again. */
function later(contribution: OfIssue, issue: Issue, context: Context): Turn {
  return { contributions: [wrap(contribution, issue, context.town, context.now)], effects: [] };
}

/**
 * The promised day has passed: the desk is reminded and the resident is told frankly, with a new date; later the
 * lead hears, then the clerk. When the new date passes too, it starts again. Each reminder is sent once.
 */
function overdue(contribution: OfIssue, issue: Issue, context: Context): Turn {
  const { now, town, office } = context;
  const due = wakeAt(issue, town, contribution.changed);
  if (due === undefined || due > now) return later(contribution, issue, context);
  const number = shownNumber(contribution.id);
  const told = issue.overdue?.told ?? 0;
  const first = issue.overdue?.first ?? issue.overdue?.since;
  const desk = deskOf(contribution.desk, office);
  const nudge = (to: readonly string[], key: string, more: Message["params"] = {}): Effect => ({
    do: "notify",
    notice: {
      kind: "nudge",
      contribution: contribution.id,
      to: [...to],
      message: say(`officials:nudge.${key}`, {
        number,
        since: { day: townClock(first ?? now).day },
        ...more,
      }),
    },
  });
  const passed = issue.dueAt !== undefined && issue.dueAt <= now;
  if (told === 0 || passed) {
    const dueAt = newPromise(now, town);
    const fresh = { since: now, told: 1, first };
    const next: Issue = {
      ...issue,
      dueAt,
      late: true,
      overdue: told === 0 || told >= 3 ? fresh : (issue.overdue ?? fresh),
    };
    const effects = tell(late(dueAt), hearers(contribution), contribution.desk, context, { counts: true });
    const onDuty = [...new Set([...(issue.owner ? [issue.owner] : []), ...(desk?.onDuty ?? [])])];
    return change("late", next, contribution, context, [
      nudge(onDuty, "late", { day: { moment: dueAt } }),
      ...effects,
    ]);
  }
  const next: Issue = { ...issue, overdue: { since: now, ...issue.overdue, told: told + 1 } };
  if (told === 1)
    return change("late_lead", next, contribution, context, [
      nudge(desk?.lead ? [desk.lead] : [], "lateLead"),
    ]);
  return change("late_clerk", next, contribution, context, [
    nudge(office.clerk ? [office.clerk] : [], "lateClerk"),
  ]);
}

/** She said "not yet" and never said why: the issue opens again, and she is told by when there will be an answer. */
function reopenedSilently(contribution: OfIssue, issue: Issue, context: Context): Turn {
  const { next, turn } = reopened("", contribution, issue, context);
  return {
    ...turn,
    effects: [
      ...tell(reopenedUntil(next.dueAt ?? context.now), makerOf(contribution), contribution.desk, context),
      ...turn.effects,
    ],
  };
}

/** At most this many history entries are emptied at a time: DynamoDB takes 100 items in one transaction. */
const EMPTIED_AT_ONCE = 50;

/** The retention period is over: the words are deleted, the figures stay. */
function retentionOver(contribution: OfIssue, issue: Issue, context: Context): Decision {
  const until = wakeAt(issue, context.town, contribution.changed);
  if (until === undefined || until > context.now) return later(contribution, issue, context);
  return emptied(contribution, issue, context);
}

/** Deletes the words of whoever raised it, wherever they stand. */
function emptied(contribution: OfIssue, issue: Issue, context: Context): Decision {
  const history = context.seen.history[contribution.id];
  if (!history) return needs({ see: "history", id: contribution.id });
  const worded = history.filter((one) => one.actor === "resident" && one.words !== undefined);
  const now = worded.slice(0, EMPTIED_AT_ONCE).map((one) => ({ ...one, words: undefined }));
  // A very long history is emptied in pieces; the alarm stays as it is and rings again.
  if (worded.length > EMPTIED_AT_ONCE)
    return { contributions: [contribution], entries: now, emptiesHistory: true, effects: [] };
  const { contribution: empty, entry } = erased(
    contribution,
    "clock",
    context,
    // The people who told the same are known no longer than the issue itself.
    issue.erasing ? undefined : issue.joined.map((one) => ({ issue: one.issue })),
  );
  const others = without([contribution], new Map([[contribution.id, empty]]), context);
  if ("needs" in others) return others;
  return {
    // While the other issue is open she still hears what comes of it, unless she wants to be forgotten.
    contributions: [empty, ...others.filter((one) => issue.erasing || !one.open)],
    entries: [...now, entry],
    emptiesHistory: true,
    effects: [{ do: "notify", notice: { kind: "unpublish", contribution: contribution.id } }],
  };
}
