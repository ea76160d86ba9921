import type { Contribution } from "../model/contribution.ts";
import { itemOf } from "./items.ts";

/** What remains of an item without whoever brought it in: its place in the list, and what the town said about it. */
export function erasedItem(contribution: Contribution): Contribution {
  const { state } = itemOf(contribution);
  const { by: _by, ...rest } = contribution;
  const { place: _place, objection: _objection, ...kept } = state;
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
