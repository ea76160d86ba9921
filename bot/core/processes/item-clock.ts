import { needs } from "../decision.ts";
import { type Contribution, entryOf, shownNumber } from "../model/contribution.ts";
import { say } from "../model/message.ts";
import type { Context, Decision } from "../turn.ts";
import { forgottenValues } from "./forgetting.ts";
import { itemOf } from "./items.ts";
import type { AnyKind } from "./kind.ts";
import { mergeLapses } from "./merge-consent.ts";
import { readStage } from "./record.ts";
import { itemWakes, keptUntil } from "./retention.ts";
import { stateIs } from "./rows.ts";
import { hearersOf } from "./telling.ts";
import { nextMorning } from "./terms.ts";

/** What the clock does with an item: somebody has to look at it in time, and one day it is forgotten. */
export function itemClock(kind: AnyKind, contribution: Contribution, context: Context): Decision {
  const item = itemOf(contribution);
  if (item.state.at === "waits") return waitsTooLong(contribution, context);
  return mergeLapses(item, context) ?? forgetsItem(kind, contribution, context);
}

/** Nobody has looked at it in time: the desk hears every working morning, until somebody does. */
function waitsTooLong(contribution: Contribution, context: Context): Decision {
  const to = hearersOf("colleagues", { organiser: "", desk: contribution.desk }, context);
  const message = say("officials:process.item.waits", { number: shownNumber(contribution.id) });
  return {
    contributions: [{ ...contribution, wakeAt: nextMorning(context.now), entries: contribution.entries + 1 }],
    entries: [entryOf(contribution, { at: context.now, event: "nudge", actor: "clock" })],
    effects: [
      { do: "notify", notice: { kind: "nudge", contribution: contribution.id, to: [...to], message } },
    ],
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

/** Its process was forgotten: what the town said about it stays. */
function forgottenItem(kind: AnyKind, contribution: Contribution): Contribution {
  const erased = erasedItem(contribution);
  const { state } = itemOf(erased);
  return { ...erased, state: { ...state, filled: forgottenValues(kind, state) } };
}

/** What remains of an item without whoever brought it in: its place in the list, and what the town said about it. */
export function erasedItem(contribution: Contribution): Contribution {
  const { state } = itemOf(contribution);
  const { by: _by, ...rest } = contribution;
  const { place: _place, ...kept } = state;
  const filled = Object.fromEntries(
    Object.entries(state.filled).map(([row, one]) => [
      row,
      one.by !== undefined && one.by === contribution.by ? { on: one.on } : one,
    ]),
  );
  const { wakeAt: _wake, dueAt: _due, ...still } = rest;
  return {
    ...still,
    open: false,
    state: {
      ...kept,
      words: {},
      media: [],
      filled,
      erased: true,
      at: state.at === "waits" ? "withdrawn" : state.at,
    },
    entries: contribution.entries + 1,
  };
}
