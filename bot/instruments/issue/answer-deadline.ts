import { outsideQuietHours } from "../../core/calendar/quiet-hours.ts";
import { retainedUntil } from "../../core/calendar/retention.ts";
import {
  addDays,
  after,
  DAY,
  type Day,
  type Instant,
  townClock,
  townMoment,
} from "../../core/calendar/time.ts";
import { addWorkingDays, answerDue, workingDaysBetween } from "../../core/calendar/working-days.ts";
import type { Municipality } from "../../core/model/municipality.ts";
import type { OfIssue } from "./state.ts";
import { type Issue, isOpen } from "./state.ts";

/** How long after a question the resident is reminded of it, once. */
const REMIND_QUESTION_AFTER = 7 * DAY;
/** How long a question to the resident stays open. */
const PARK_QUESTION_AFTER = 14 * DAY;
/** How long after an answer the issue closes when nobody objects. */
const CLOSE_AFTER = 14 * DAY;
/** Days after an answer in which the issue can be reopened. */
const REOPEN_DAYS = 30;
/**
 * How long an answer that does not reach her is kept for her; no notice is kept longer. Then the issue closes, and its
 * desk reads that she never got it.
 */
const CLOSE_UNHEARD_AFTER = 30 * DAY;
/** After "not yet" the town waits this long for a reason; then the issue opens again without one. */
const WAIT_FOR_REASON = 2 * DAY;

/** Up to and including the thirtieth day after the answer reached her, even if it has been closed since. */
export function mayReopen(issue: Pick<Issue, "status" | "heard" | "unheard">, now: Instant): boolean {
  const { status } = issue;
  if (status.at !== "answered" && status.at !== "closed") return false;
  if (status.at === "answered" && issue.unheard) return true;
  const on = status.at === "answered" || status.unheard ? status.on : status.answered;
  return townClock(now).day <= addDays(townClock(heardOn(on, issue)).day, REOPEN_DAYS);
}

/** When her silence starts to count: not before the message reached her. */
function heardOn(said: Instant, { heard = said }: Pick<Issue, "heard">): Instant {
  return heard > said ? heard : said;
}

/** When a question or an answer without a reaction ends by itself, as far as that is known now. */
export function endsAt(issue: Issue): { readonly remind?: Instant; readonly end: Instant } | undefined {
  const { status, unheard } = issue;
  if (status.at === "info_requested") {
    // What is not read is not asked about again.
    if (unheard) return { end: after(status.on, PARK_QUESTION_AFTER) };
    const on = heardOn(status.on, issue);
    return {
      ...(!status.reminded && { remind: after(on, REMIND_QUESTION_AFTER) }),
      end: after(on, PARK_QUESTION_AFTER),
    };
  }
  if (status.at !== "answered") return undefined;
  return {
    end: unheard ? after(status.on, CLOSE_UNHEARD_AFTER) : after(heardOn(status.on, issue), CLOSE_AFTER),
  };
}

/** By when an issue raised now must be answered. */
export function promised(now: Instant, town: Municipality): Instant {
  return answerDue(now, town.promise.workingDays, town.promise.closedDays);
}

/** The new date a resident is given when the promised one has passed: half the promise, at least two days. */
export function newPromise(now: Instant, town: Municipality): Instant {
  return answerDue(now, Math.max(2, Math.ceil(town.promise.workingDays / 2)), town.promise.closedDays);
}

/** Working days from raising (or reopening) to now; 0 on the same day. */
export function daysTaken(from: Instant, now: Instant, town: Municipality): number {
  return workingDaysBetween(townClock(from).day, townClock(now).day, town.promise.closedDays);
}

/** The end of the working day on which a plan should be done. */
export function endOfDay(day: Day): Instant {
  return townMoment(day, 17 * 60);
}

/** Whether a promised day has passed since it was raised or reopened. A new date does not undo that. */
export function wasLate(issue: Issue, now: Instant): boolean {
  return issue.late === true || issue.overdue !== undefined || (issue.dueAt ?? now) < now;
}

/** Waiting for the resident does not use up the town's days. */
export function pause(issue: Issue, now: Instant, town: Municipality): Issue {
  if (!issue.dueAt) return issue;
  const daysLeft = Math.max(
    1,
    workingDaysBetween(townClock(now).day, townClock(issue.dueAt).day, town.promise.closedDays),
  );
  const { status } = issue;
  return {
    ...issue,
    dueAt: undefined,
    daysLeft,
    ...(status.at === "planned" && { plannedFor: status.day }),
  };
}

/** When a day passes that something was planned for while the resident is waited for; undefined when none does. */
export function planPasses({ status, plannedFor }: Issue): Instant | undefined {
  const waits = status.at === "info_requested" || status.at === "parked";
  return waits && plannedFor !== undefined ? endOfDay(plannedFor) : undefined;
}

export function resume(issue: Issue, now: Instant, town: Municipality): Issue {
  return {
    ...issue,
    dueAt: answerDue(now, issue.daysLeft ?? town.promise.workingDays, town.promise.closedDays),
    daysLeft: undefined,
    plannedFor: undefined,
    overdue: undefined,
  };
}

/** The clock acts in the morning, so that it never overtakes what she does at night. */
function byDay(moment: Instant, town: Municipality): Instant {
  return outsideQuietHours(moment, town.quietHours) ?? moment;
}

/** When the clock should look at an issue next. It follows from the state, so it is never out of date. */
export function wakeAt(issue: Issue, town: Municipality, changed: Instant): Instant | undefined {
  if (issue.erasing && !issue.erased) return changed;
  const next = [wakeOf(issue, town, changed), planPasses(issue)].flatMap((one) => one ?? []).toSorted()[0];
  const { objection } = issue.pause ?? {};
  if (!objection || objection.answered || objection.told) return next;
  return next === undefined || objection.dueAt < next ? objection.dueAt : next;
}

function wakeOf(issue: Issue, town: Municipality, changed: Instant): Instant | undefined {
  const { status } = issue;
  switch (status.at) {
    case "info_requested":
    case "answered": {
      if (status.at === "answered" && status.asksWhy) return byDay(after(changed, WAIT_FOR_REASON), town);
      const { remind, end } = endsAt(issue) ?? {};
      const next = remind ?? end;
      return next && byDay(next, town);
    }
    case "closed":
    case "declined":
    case "withdrawn":
      return issue.erased ? undefined : retainedUntil(status.on, town);
    case "merged":
      return issue.erased ? undefined : retainedUntil(changed, town);
    case "parked":
      return retainedUntil(status.on, town);
    default:
      return nextReminder(issue, town);
  }
}

function nextReminder(issue: Issue, town: Municipality): Instant | undefined {
  const { dueAt, overdue } = issue;
  if (!overdue) return dueAt;
  const missed = townClock(overdue.since).day;
  const { leadAfter, clerkAfter, closedDays } = town.promise;
  if (overdue.told >= 3) return dueAt;
  const wait = overdue.told < 2 ? leadAfter : Math.max(leadAfter, clerkAfter);
  const next = endOfDay(addWorkingDays(missed, wait, closedDays));
  // With a short promise the new date can pass before everybody was reminded; the resident is still told in time.
  return dueAt !== undefined && dueAt < next ? dueAt : next;
}

/** The envelope around an issue as it now is: open or not, due when, to be woken when. */
export function wrap(contribution: OfIssue, issue: Issue, town: Municipality, now: Instant): OfIssue {
  return {
    ...contribution,
    state: issue,
    open: isOpen(issue.status.at),
    owner: issue.owner,
    dueAt: isOpen(issue.status.at) ? issue.dueAt : undefined,
    lateSince: isOpen(issue.status.at) ? (issue.overdue?.first ?? issue.overdue?.since) : undefined,
    wakeAt: wakeAt(issue, town, now),
  };
}
