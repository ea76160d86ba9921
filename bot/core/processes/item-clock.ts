import { daysBetween } from "../calendar/time.ts";
import { addWorkingDays } from "../calendar/working-days.ts";
import { needs } from "../decision.ts";
import { type Contribution, entryOf, shownNumber } from "../model/contribution.ts";
import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Context, Decision } from "../turn.ts";
import { erasedItem } from "./erased-item.ts";
import { forgottenValues, isMadeByResident } from "./forgetting.ts";
import { itemOf } from "./items.ts";
import type { AnyKind, Item } from "./kind.ts";
import { countsShared, mergeLapses } from "./merge-consent.ts";
import { readStage, showCard } from "./record.ts";
import { itemWakes, keptUntil } from "./retention.ts";
import { stateIs } from "./rows.ts";
import { hearersOf, toOfficials, toResident } from "./telling.ts";
import { dayIn, morningOf } from "./terms.ts";

/** What the clock does with an item: somebody has to look at it in time, and one day it is forgotten. */
export function itemClock(kind: AnyKind, contribution: Contribution, context: Context): Decision {
  const item = itemOf(contribution);
  if (item.state.at === "waits" || item.state.objection) return waitsTooLong(kind, item, context);
  return (
    countsShared(item, context) ?? mergeLapses(item, context) ?? forgetsItem(kind, contribution, context)
  );
}

/** Days after which the clerk hears too, and again each time as many have passed (our limit). */
const CLERK_AFTER = 7;

/**
 * Nobody has looked at it in time: the desk hears every working morning until somebody does, and each week the clerk. When
 * its process has ended meanwhile it is too late: whoever brought it in hears so.
 */
function waitsTooLong(kind: AnyKind, item: Item, context: Context): Decision {
  const { row, state } = item;
  const process = context.seen.process[state.process];
  if (process === undefined) return needs({ see: "process", id: state.process });
  const over = !process || stateIs(kind.table, readStage(kind, process).at) === "over";
  // An objection is answered also when everything else is over, as long as anything of it is kept.
  if (over && (!process || !state.objection || isKeptNoLonger(kind, process, context)))
    return neverLookedAt(item, process, context);
  const { now, town } = context;
  const to = hearersOf("colleagues", { organiser: "", desk: row.desk }, context);
  const number = shownNumber(row.id);
  const message = say(`officials:process.item.${state.objection ? "objectionWaits" : "waits"}`, { number });
  const late = daysBetween(dayIn(row.dueAt ?? row.created), dayIn(now));
  const clerkHears = late >= CLERK_AFTER && late % CLERK_AFTER === 0;
  const nextDay = addWorkingDays(dayIn(now), 1, town.promise.closedDays);
  const hears = state.objection && !state.objection.late && row.by !== undefined ? row.by : undefined;
  const next = hears && state.objection ? { ...state, objection: { ...state.objection, late: true } } : state;
  return {
    contributions: [{ ...row, state: next, wakeAt: morningOf(nextDay), entries: row.entries + 1 }],
    entries: [entryOf(row, { at: now, event: "nudge", actor: "clock" })],
    effects: [
      ...(hears === undefined
        ? []
        : [
            toResident(hears, {
              lines: [say("common:process.item.objectionLate", { number })],
              about: row.id,
            }),
          ]),
      { do: "notify", notice: { kind: "nudge", contribution: row.id, to: [...to], message } },
      ...(clerkHears ? toOfficials("clerk", message, { process, context }) : []),
    ],
  };
}

function isKeptNoLonger(kind: AnyKind, process: Process, context: Context): boolean {
  return keptUntil(kind, process, readStage(kind, process), context) <= context.now;
}

function neverLookedAt(
  { row, state: { objection: _objection, ...state } }: Item,
  process: Process | null,
  context: Context,
): Decision {
  const { dueAt: _, ...rest } = row;
  const number = shownNumber(row.id);
  const author =
    row.by === undefined
      ? []
      : [toResident(row.by, { lines: [say("common:process.item.tooLate", { number })] })];
  const told = process
    ? toOfficials(["organiser", "clerk"], say("officials:process.item.neverLookedAt", { number }), {
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
  const { state } = itemOf(contribution);
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
  return {
    contributions: [forgottenItem(kind, contribution)],
    entries: [entryOf(contribution, { at: context.now, event: "forget", actor: "clock" })],
    effects: [{ do: "notify", notice: { kind: "unpublish", contribution: contribution.id } }],
  };
}

/** Its process was forgotten: what the town said about it stays, and all of it when nobody but the town wrote it. */
function forgottenItem(kind: AnyKind, contribution: Contribution): Contribution {
  const isTowns = contribution.by === undefined && !isMadeByResident(itemOf(contribution).state.filled);
  const { wakeAt: _wake, ...row } = contribution;
  const after = isTowns ? { ...row, entries: row.entries + 1 } : erasedItem(contribution);
  const { state } = itemOf(after);
  return { ...after, state: { ...state, filled: forgottenValues(kind, state) } };
}
