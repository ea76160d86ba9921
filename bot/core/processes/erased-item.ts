import type { Contribution } from "../model/contribution.ts";
import { decidedAt, moderationActs } from "./item.ts";
import { partOf } from "./item-text.ts";
import { itemOf, type Stored } from "./items.ts";
import type { AnyKind } from "./kind.ts";

/** What remains of an item without whoever brought it in: its place in the list, and what the town said about it. */
export function erasedItem(kind: Stored & Pick<AnyKind, "table">, contribution: Contribution): Contribution {
  const { state } = itemOf(kind, contribution);
  const { by: _by, ...rest } = contribution;
  const { place: _place, objection: _objection, ...kept } = state;
  // A reason why others do not see it may say what it was.
  const decided = moderationActs.map(decidedAt);
  const filled = Object.fromEntries(
    Object.entries(state.filled).map(([row, one]) => [
      row,
      one.by !== undefined && one.by === contribution.by
        ? { on: one.on }
        : decided.includes(row)
          ? { on: one.on, ...(one.by !== undefined && { by: one.by }) }
          : one,
    ]),
  );
  const { wakeAt: _wake, dueAt: _due, listedIn, ...still } = rest;
  // What she could take back goes with her; anything else leaves its place in the list.
  const isTakenBack = state.at === "shown" && partOf(kind, state.list)?.changesIn !== undefined;
  const at = state.at === "waits" || isTakenBack ? "withdrawn" : state.at;
  return {
    ...still,
    ...(at === "shown" && listedIn !== undefined && { listedIn }),
    open: false,
    state: {
      ...kept,
      words: {},
      media: [],
      filled,
      erased: true,
      at,
    },
    entries: contribution.entries + 1,
  };
}
