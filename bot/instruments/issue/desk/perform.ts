import { type Actor, isOf, shownNumber } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import { deskOf } from "../../../core/officials/desk-membership.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { deskFor } from "../../../core/officials/office.ts";
import type { Context, Effect, Turn } from "../../../core/turn.ts";
import { daysTaken, endOfDay, pause, resume, wasLate } from "../answer-deadline.ts";
import { path } from "../lifecycle.ts";
import { NAME } from "../names.ts";
import {
  gone,
  type Hearer,
  hearers,
  people,
  showCard,
  type Telling,
  tell,
  telling,
  voices,
} from "../notices.ts";
import { record, type Told } from "../record.ts";
import type { OfIssue } from "../state.ts";
import { declineReasons, type Issue, outcomes, readIssue } from "../state.ts";
import type { Act, Values } from "./acts.ts";
import { goesAlong, movedAlong } from "./merged-along.ts";
import { preparePause, prepareUnpause } from "./pausing.ts";
import { adviceOn } from "./plain-language.ts";
import type { Prepared } from "./prepared.ts";

/** Values have been checked; the act is possible in this state. */
export function prepare(
  act: Act,
  contribution: OfIssue,
  issue: Issue,
  values: Values,
  member: string,
  actor: Actor,
  context: Context,
): Prepared {
  const { at } = issue.status;
  const told: Told = { actor, official: member };
  const base = { act, contribution, desk: contribution.desk };
  const owned: Issue = { ...issue, owner: issue.owner ?? member };
  const events =
    act === "claim" || act === "change" || act === "council" || act === "pause" || act === "unpause"
      ? [act]
      : [...(path(act, at, actor) ?? [act])];
  const ready = (next: Issue, what: Telling, more: Partial<Prepared> = {}): Prepared => ({
    ...base,
    // Whether this reaches her will be seen.
    next: { ...next, unheard: undefined },
    events,
    told,
    telling: what,
    screen: telling(what, contribution.id, next, contribution.desk, context),
    ...more,
  });
  switch (act) {
    case "claim": {
      const first = at === "submitted" || at === "reopened";
      const next: Issue = { ...issue, owner: member, status: first ? { at: "triaged" } : issue.status };
      // Taking over from a colleague changes nothing for the resident.
      return first
        ? { ...ready(next, { of: "triage" }), events: ["triage"] }
        : { ...base, next, events: ["claim"], told };
    }
    case "start":
      return ready({ ...owned, status: { at: "in_progress" }, ...fresh(issue, context) }, { of: "start" });
    case "ask": {
      const question = textIn(values, "question");
      const next: Issue = {
        ...pause(owned, context.now, context.town),
        overdue: undefined,
        late: wasLate(issue, context.now) || undefined,
        status: { at: "info_requested", question, on: context.now, reminded: false },
      };
      return ready(
        next,
        { of: "ask", question },
        { told: { ...told, words: question }, advice: adviceOn(question) },
      );
    }
    case "plan": {
      const day = textIn(values, "day");
      const next: Issue = {
        ...owned,
        status: { at: "planned", day },
        dueAt: endOfDay(day),
        daysLeft: undefined,
        overdue: undefined,
        late: wasLate(issue, context.now) || undefined,
      };
      return ready(next, { of: "plan", day }, { told: { ...told, why: day } });
    }
    case "forward": {
      const party = textIn(values, "party");
      return ready(
        { ...owned, status: { at: "forwarded", party } },
        { of: "forward", party },
        { told: { ...told, why: party } },
      );
    }
    case "answer": {
      const outcome = outcomes.find((one) => one === textIn(values, "outcome")) ?? "done";
      const reason = textIn(values, "reason");
      const next: Issue = {
        ...owned,
        status: { at: "answered", outcome, text: reason, on: context.now },
        dueAt: undefined,
        daysLeft: undefined,
        overdue: undefined,
      };
      const days = daysTaken(issue.clockFrom, context.now, context.town);
      const inTime = !wasLate(issue, context.now);
      return ready(
        next,
        { of: "answer" },
        {
          told: { ...told, why: reason, counts: { event: "answered", days, inTime } },
          advice: adviceOn(reason),
        },
      );
    }
    case "decline": {
      const why = declineReasons.find((one) => one === textIn(values, "why")) ?? "other";
      const reason = textIn(values, "reason");
      const next: Issue = {
        ...owned,
        status: {
          at: "declined",
          reason: why,
          text: reason,
          place: textIn(values, "place"),
          on: context.now,
        },
        dueAt: undefined,
        overdue: undefined,
      };
      const days = daysTaken(issue.clockFrom, context.now, context.town);
      const inTime = !wasLate(issue, context.now);
      return ready(
        next,
        { of: "decline" },
        {
          told: { ...told, why: reason, counts: { event: "answered", days, inTime } },
          advice: adviceOn(reason),
        },
      );
    }
    case "merge": {
      const found = context.seen.contribution[textIn(values, "into")];
      const into = isOf(found, NAME) ? found : undefined;
      const next: Issue = {
        ...owned,
        status: { at: "merged", into: textIn(values, "into") },
        dueAt: undefined,
        daysLeft: undefined,
        overdue: undefined,
      };
      const maker = { resident: contribution.by ?? "", ref: contribution.id };
      return ready(next, into ? newsOfMerge(maker, contribution, into) : { of: "merge", others: 0 }, {
        into,
        told: { ...told, why: into ? shownNumber(into.id) : undefined },
      });
    }
    case "change": {
      const category = textIn(values, "category");
      const chosen = textIn(values, "desk");
      const neighbourhood = textIn(values, "neighbourhood") || issue.neighbourhood;
      const moved = category !== issue.category || neighbourhood !== issue.neighbourhood;
      // Another subject or neighbourhood goes to its own desk, unless another desk was chosen by hand; but nothing leaves a
      // closed desk without somebody who says so.
      const stays = deskOf(contribution.desk, context.office)?.closed;
      const desk =
        chosen === contribution.desk && moved && !stays
          ? deskFor(category, neighbourhood, context.office)
          : chosen;
      return {
        ...base,
        desk,
        next: { ...issue, category, neighbourhood },
        events: ["change"],
        told: { ...told, why: category },
      };
    }
    case "pause":
      return { ...base, ...preparePause(contribution, issue, values, member, actor, context) };
    case "unpause":
      return { ...base, ...prepareUnpause(contribution, issue, values, member, actor) };
    case "council":
      return ready({ ...issue, council: { on: context.now, by: member } }, { of: "council" });
  }
}

/** A parked question that an official stops waiting for gets its days back. */
function fresh(issue: Issue, context: Context): Partial<Issue> {
  if (issue.status.at !== "parked") return {};
  const { dueAt, daysLeft } = resume(issue, context.now, context.town);
  return { dueAt, daysLeft };
}

/** What somebody hears whose issue becomes part of `into`: how many others there are, or that both are hers. */
function newsOfMerge(one: Hearer, contribution: OfIssue, into: OfIssue): Telling {
  const own = hearers(into).find(({ resident }) => resident === one.resident);
  return own
    ? { of: "mergedOwn", other: own.ref }
    : { of: "merge", others: peopleTogether(contribution, into) - 1 };
}

function peopleTogether(contribution: OfIssue, into: OfIssue): number {
  const there = new Set(hearers(into).map(({ resident }) => resident));
  const twice = hearers(contribution).filter(({ resident }) => there.has(resident)).length;
  return people(contribution) + people(into) - twice;
}

/** Does it: one commit with the issue, its history, the notices to everybody who should hear, and the card. */
export function perform(ready: Prepared, context: Context): Turn {
  const { contribution, next, events, told, into } = ready;
  const { contribution: changed, entries } = record(contribution, next, events, told, context, ready.desk);
  const everybody = hearers(contribution);
  const maker = everybody.filter((one) => one.ref === contribution.id);
  const effects: Effect[] = [];
  if (ready.telling && into) {
    for (const one of everybody)
      effects.push(
        ...tell(newsOfMerge(one, contribution, into), [one], next, ready.desk, context, {
          settles: contribution.id,
        }),
      );
  } else if (
    ready.screen &&
    contribution.by !== undefined &&
    (ready.act === "pause" || ready.act === "unpause")
  ) {
    const { screen, pauses } = ready;
    effects.push({
      do: "notify",
      notice: { kind: "resident", resident: contribution.by, screen, ...(pauses && { pauses }) },
    });
  } else if (ready.telling) {
    // Nothing ends for people who joined without their hearing why.
    const all = ["plan", "answer", "decline", "council"].includes(ready.telling.of);
    const extra =
      ready.telling.of === "ask"
        ? { question: contribution.id }
        : ready.telling.of === "council"
          ? {}
          : { settles: contribution.id };
    const who = all ? everybody : maker;
    effects.push(...tell(ready.telling, who, next, ready.desk, context, { ...extra, counts: true }));
  }
  effects.push(showCard(contribution.id));
  if (ready.act === "council" && context.office.clerk) {
    const message = say("officials:nudge.council", {
      number: shownNumber(contribution.id),
      count: people(contribution),
    });
    effects.push({
      do: "notify",
      notice: { kind: "member", member: context.office.clerk, message, contribution: contribution.id },
    });
  }
  if (!into) {
    const along = movedAlong(goesAlong(next, contribution, ready.desk, context), ready.desk, context);
    return {
      contributions: [changed, ...along.contributions],
      wakeAsBefore: along.contributions.map(({ id }) => id),
      entries,
      effects: [...effects, ...along.effects],
    };
  }

  // Everybody who was with the one that is merged is now with the other, and hears of it from there on.
  const target = readIssue(into);
  const joined = [
    ...target.joined,
    ...voices(contribution).map(({ resident, ref }) => ({ resident, issue: ref })),
    ...gone(contribution).map((issue) => ({ issue })),
  ];
  const grown: Issue = { ...target, joined };
  const other = record(
    into,
    grown,
    ["joined"],
    { actor: told.actor, official: told.official, why: shownNumber(contribution.id) },
    context,
  );
  const count = peopleTogether(contribution, into);
  const others = hearers(into).filter((one) => !everybody.some(({ resident }) => resident === one.resident));
  if (count > people(into))
    effects.push(...tell({ of: "joined", people: count }, others, grown, into.desk, context));
  effects.push(showCard(into.id));
  return { contributions: [changed, other.contribution], entries: [...entries, ...other.entries], effects };
}
