import { daysBetween, type Instant } from "../calendar/time.ts";
import { addWorkingDays } from "../calendar/working-days.ts";
import { needs } from "../decision.ts";
import { type Contribution, entryOf, shownNumber } from "../model/contribution.ts";
import type { Process } from "../model/process.ts";
import type { Context, Decision } from "../turn.ts";
import { erasedItem } from "./erased-item.ts";
import { forgottenValues, isMadeByResident } from "./forgetting.ts";
import type { ItemState } from "./item.ts";
import { deskSay, itemSay, partOf } from "./item-text.ts";
import { itemOf } from "./items.ts";
import type { AnyKind, Item } from "./kind.ts";
import { countsShared, mergeLapses } from "./merge-consent.ts";
import { quoteScreen, toldOfQuote } from "./quoted-item.ts";
import { readStage, showCard, standingOf } from "./record.ts";
import { itemWakes, keptUntil } from "./retention.ts";
import { stateIs } from "./rows.ts";
import { hearersOf, toOfficials, toResident } from "./telling.ts";
import { dayIn, morningOf } from "./terms.ts";

/** What the clock does with an item: somebody has to look at it in time, and one day it is forgotten. */
export function itemClock(kind: AnyKind, contribution: Contribution, context: Context): Decision {
  const item = itemOf(kind, contribution);
  if (item.state.at === "waits" || item.state.objection) return waitsTooLong(kind, item, context);
  return (
    countsShared(item, context) ??
    mergeLapses(kind, item, context) ??
    forgetsItem(kind, contribution, context)
  );
}

/** DynamoDB accepts 100 items in one transaction. */
const EMPTIED_AT_ONCE = 50;

/** Days after which the clerk hears too, and again each time as many have passed (our limit). */
const CLERK_AFTER = 7;

/**
 * Nobody has looked at it in time: the desk hears every working morning until somebody does, each week the clerk, and
 * whoever brought it in once. When it can no longer be shown it is too late, and she hears that.
 */
function waitsTooLong(kind: AnyKind, item: Item, context: Context): Decision {
  const { row, state } = item;
  const process = context.seen.process[state.process];
  if (process === undefined) return needs({ see: "process", id: state.process });
  const { now, town } = context;
  const late = daysBetween(dayIn(row.dueAt ?? row.created), dayIn(now));
  if (isTooLate(kind, item, late, process, context)) return neverLookedAt(kind, item, process, context);
  const to = hearersOf("colleagues", { organiser: "", desk: row.desk }, context);
  const number = shownNumber(row.id);
  const of = [kind, state.list] as const;
  const message = deskSay(of, state.objection ? "objectionWaits" : "waits", { number });
  const clerkHears = process && late >= CLERK_AFTER && late % CLERK_AFTER === 0;
  const nextDay = addWorkingDays(dayIn(now), 1, town.promise.closedDays);
  const heard = state.objection ? state.objection.late : state.late;
  const next: ItemState = state.objection
    ? { ...state, objection: { ...state.objection, late: true } }
    : { ...state, late: true };
  const standing = process && !heard && state.objection ? standingOf(kind, process, context) : undefined;
  const screen = quoteScreen(kind, "late", { row, state: next }, {}, standing);
  const all = toldOfQuote(kind, screen, process ?? undefined, undefined, context);
  return {
    broadcasts: all.broadcasts,
    contributions: [{ ...row, state: next, wakeAt: morningOf(nextDay), entries: row.entries + 1 }],
    entries: [entryOf(row, { at: now, event: "nudge", actor: "clock" })],
    effects: [
      ...(heard ? [] : tellsAuthor(kind, item, state.objection ? "objectionLate" : "lookedAtLate")),
      { do: "notify", notice: { kind: "nudge", contribution: row.id, to: [...to], message } },
      ...(clerkHears ? toOfficials("clerk", message, { process, context }) : []),
      showCard(row),
    ],
  };
}

/** Whether nobody's looking at it can help any more, `late` days after it was promised. */
function isTooLate(
  kind: AnyKind,
  { state }: Item,
  late: number,
  process: Process | null,
  context: Context,
): boolean {
  if (!process) return true;
  const { at } = readStage(kind, process);
  const isOver = stateIs(kind.table, at) === "over";
  // An objection is answered also when everything else is over, as long as anything of it is kept.
  if (state.objection) return isOver && isKeptNoLonger(kind, process, context);
  const changesIn = partOf(kind, state.list)?.changesIn;
  return isOver || (changesIn !== undefined && !changesIn.includes(at) && late >= CLERK_AFTER);
}

/**
 * Whether it is not waited for any longer: nobody looked at it long after the day that was promised.
 * @public
 */
export function isMissed({ dueAt }: Pick<Contribution, "dueAt">, now: Instant): boolean {
  return dueAt !== undefined && daysBetween(dayIn(dueAt), dayIn(now)) >= CLERK_AFTER;
}

function tellsAuthor(kind: AnyKind, { row, state }: Item, text: string) {
  const line = itemSay([kind, state.list], text, { number: shownNumber(row.id) });
  return row.by === undefined ? [] : [toResident(row.by, { lines: [line], about: row.id })];
}

function isKeptNoLonger(kind: AnyKind, process: Process, context: Context): boolean {
  return keptUntil(kind, process, readStage(kind, process), context) <= context.now;
}

function neverLookedAt(
  kind: AnyKind,
  { row, state: { objection: _objection, ...state } }: Item,
  process: Process | null,
  context: Context,
): Decision {
  const { dueAt: _, ...rest } = row;
  const number = shownNumber(row.id);
  const author = tellsAuthor(kind, { row, state }, "tooLate");
  const told = process
    ? toOfficials(["organiser", "clerk"], deskSay([kind, state.list], "neverLookedAt", { number }), {
        process,
        context,
      })
    : [];
  return {
    contributions: [
      {
        ...rest,
        open: false,
        state: { ...state, at: "refused" },
        wakeAt: itemWakes(context.now),
        entries: row.entries + 1,
      },
    ],
    entries: [entryOf(row, { at: context.now, event: "neverLookedAt", actor: "clock" })],
    effects: [...author, ...told, showCard(row)],
  };
}

function forgetsItem(kind: AnyKind, contribution: Contribution, context: Context): Decision {
  const { state } = itemOf(kind, contribution);
  const sleeps = (wakeAt: Contribution["wakeAt"]): Decision => ({
    contributions: [{ ...contribution, wakeAt }],
    effects: [],
  });
  if (state.erased) return sleeps(undefined);
  const process = context.seen.process[state.process];
  if (process === undefined) return needs({ see: "process", id: state.process });
  if (process) {
    const stage = readStage(kind, process);
    if (stateIs(kind.table, stage.at) !== "over") return sleeps(itemWakes(context.now));
    const until = keptUntil(kind, process, stage, context);
    if (until > context.now) return sleeps(until);
  }
  const history = context.seen.history[contribution.id];
  if (!history) return needs({ see: "history", id: contribution.id });
  const worded = history.filter((one) => one.actor === "resident" && one.words !== undefined);
  const emptied = worded.slice(0, EMPTIED_AT_ONCE).map((one) => ({ ...one, words: undefined }));
  // The alarm stays as it is and rings again for the rest.
  if (worded.length > EMPTIED_AT_ONCE)
    return { contributions: [contribution], entries: emptied, effects: [] };
  return {
    contributions: [forgottenItem(kind, contribution)],
    entries: [...emptied, entryOf(contribution, { at: context.now, event: "forget", actor: "clock" })],
    effects: [{ do: "notify", notice: { kind: "unpublish", contribution: contribution.id } }],
  };
}

/** Its process was forgotten: what the town said about it stays, and all of it when nobody but the town wrote it. */
function forgottenItem(kind: AnyKind, contribution: Contribution): Contribution {
  const isTowns = contribution.by === undefined && !isMadeByResident(itemOf(kind, contribution).state.filled);
  const { wakeAt: _wake, ...row } = contribution;
  const after = isTowns ? { ...row, entries: row.entries + 1 } : erasedItem(kind, contribution);
  const { state } = itemOf(kind, after);
  return { ...after, state: { ...state, filled: forgottenValues(kind, state) } };
}
