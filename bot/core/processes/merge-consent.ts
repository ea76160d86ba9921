import { addDays, type Instant } from "../calendar/time.ts";
import { needs, reply } from "../decision.ts";
import { entryOf, shownNumber } from "../model/contribution.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Context, Decision } from "../turn.ts";
import { unpublished, withoutOthers } from "./forgetting.ts";
import { changedItem, itemAmong } from "./items.ts";
import type { AnyKind, Item } from "./kind.ts";
import { showCard } from "./record.ts";
import { itemWakes } from "./retention.ts";
import { subjectsOf } from "./support.ts";
import { toMember } from "./telling.ts";
import { dayIn, morningOf } from "./terms.ts";

/** Whether what somebody brought in becomes part of another: she says so, or says nothing in time. */

/** Days that she has to answer; then nothing is merged (our limit). */
const ANSWERS_WITHIN = 14;

/** When it is too late to answer. */
export function mergeLapsesAt(asked: Instant): Instant {
  return morningOf(addDays(dayIn(asked), ANSWERS_WITHIN));
}

/** It becomes part of the other, with all that became part of it: who brought it in, and who supports it. */
export function merged(
  kind: AnyKind,
  item: Item,
  into: Item,
  who: { readonly actor: "official" | "resident"; readonly official?: string },
  context: Context,
) {
  const without = withoutOthers(item);
  const { merge: _, ...state } = without ?? item.state;
  const changed = changedItem(kind, item, { ...state, at: "merged", into: into.row.id }, context);
  const { shared: __, ...other } = into.state;
  const holds = [...(into.state.holds ?? []), item.row.id, ...(state.holds ?? [])];
  return {
    contributions: [
      { ...changed, wakeAt: itemWakes(context.now), entries: item.row.entries + 1 },
      // The clock counts who supports both.
      { ...changedItem(kind, into, { ...other, holds }, context), wakeAt: context.now },
    ],
    entries: [entryOf(item.row, { at: context.now, event: "merged", ...who })],
    effects: [without ? unpublished(item.row) : showCard(item.row)],
  };
}

/** Without the question: she said no, or nothing. */
function notMerged(kind: AnyKind, item: Item, actor: "resident" | "clock", context: Context) {
  const { merge, ...state } = item.state;
  const changed = changedItem(kind, item, state, context);
  const number = shownNumber(item.row.id);
  return {
    contributions: [{ ...changed, wakeAt: itemWakes(context.now), entries: item.row.entries + 1 }],
    entries: [entryOf(item.row, { at: context.now, event: "notMerged", actor })],
    effects: [
      ...(merge
        ? [toMember(merge.by, say("officials:process.item.merge.fell", { number }), { id: item.row.id })]
        : []),
      showCard(item.row),
    ],
  };
}

/** She answered whether hers may become part of the other. */
export function saidOfMerge(
  kind: AnyKind,
  option: string,
  item: Item,
  lane: Lane,
  context: Context,
): Decision {
  const { merge } = item.state;
  const said = (key: string) => reply({ lines: [say(key)], usesUp: true });
  if (!merge || item.row.by !== lane.resident) return { lane, effects: said("common:process.agree.gone") };
  const other = context.seen.contribution[merge.into];
  if (other === undefined) return needs({ see: "contribution", id: merge.into });
  // The other may have gone meanwhile, or wait for the same: two that became part of each other would both be gone.
  const target = itemAmong(kind, other);
  const stands = target?.state.at === "shown" && target.state.merge === undefined;
  if (option === "yes" && !(target && stands)) {
    const turn = notMerged(kind, item, "resident", context);
    return { ...turn, lane, effects: [...said("common:process.agree.gone"), ...turn.effects] };
  }
  const turn =
    option === "yes" && target
      ? merged(kind, item, target, { actor: "resident" }, context)
      : notMerged(kind, item, "resident", context);
  const thanks = said(option === "yes" ? "common:process.agree.saidYes" : "common:process.agree.saidNo");
  return { ...turn, lane, effects: [...thanks, ...turn.effects] };
}

/** She did not answer in time; undefined when nothing was asked. */
export function mergeLapses(kind: AnyKind, item: Item, context: Context): Decision | undefined {
  return item.state.merge ? notMerged(kind, item, "clock", context) : undefined;
}

/** How many support both what it was and what became part of it; undefined when that is known. */
export function countsShared({ row, state }: Item, { seen, now }: Context): Decision | undefined {
  if (state.at !== "shown" || !state.holds || state.shared !== undefined) return undefined;
  const subjects = subjectsOf({ row, state });
  const found = seen.givers[subjects.join(" ")];
  if (!found) return needs({ see: "givers", subjects });
  const wakeAt = state.merge ? mergeLapsesAt(state.merge.on) : itemWakes(now);
  const shared = found.ballots - found.people;
  return { contributions: [{ ...row, state: { ...state, shared }, wakeAt }], effects: [] };
}
