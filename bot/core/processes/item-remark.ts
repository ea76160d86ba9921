import type { Instant } from "../calendar/time.ts";
import { reply, seen } from "../decision.ts";
import { type Contribution, entryOf, shownNumber } from "../model/contribution.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { wroteInto } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Context, Decision } from "../turn.ts";
import type { ItemState } from "./item.ts";
import { itemSay, partOf } from "./item-text.ts";
import { changedItem, itemAmong, type Stored } from "./items.ts";
import type { AnyKind, Item } from "./kind.ts";
import { showCard } from "./record.ts";
import { answerBy } from "./terms.ts";

/**
 * She answers a message of ours about something that she brought in. What others see stays as it was looked at; the
 * desk reads what she adds, in the history of her contribution and under its card. Where others do not read what she
 * brought in it is an objection, once: somebody answers it by a day.
 */
export function remarked(kind: AnyKind, input: ResidentInput, lane: Lane, context: Context): Decision {
  const { found: row, ask } = seen(context, input.about ?? "");
  if (ask) return ask;
  const only = (line: Message): Decision => ({ lane, effects: reply({ lines: [line] }) });
  const item = itemAmong(kind, row);
  // A number can be forged: only what is hers.
  if (!item || item.row.by !== lane.resident) return only(say("common:gone"));
  if (item.row.handled.includes(input.id)) return { lane, effects: [] };
  const { id } = item.row;
  const number = shownNumber(id);
  const of = [kind, item.state.list] as const;
  const isWords = input.type === "said" || input.type === "shared";
  const words = (input.type === "said" ? input.text : input.type === "shared" ? input.caption : "")?.trim();
  // A photo or recording would be seen by all where others see it already, and nobody has looked at it.
  const isSeen = item.state.at !== "waits" && item.state.at !== "refused";
  const canJoin = !isSeen || partOf(kind, item.state.list)?.media === "municipality";
  const media = input.type === "shared" && canJoin ? [input.media] : [];
  const lost = input.type === "shared" && !canJoin ? [itemSay(of, "noMedia", { number })] : [];
  if (!words && media.length === 0) return only(lost[0] ?? itemSay(of, "notAdded", { number }));
  const edited = isWords && input.edited === true;
  const objects = !edited && canObject(item.state);
  const event = objects ? "objected" : edited ? "edited" : "added";
  const state = { ...item.state, media: [...item.state.media, ...media] };
  const { row: open, dueAt } = objected(kind, { ...item, state }, context.now, context);
  const changed = objects ? open : { ...item.row, state, changed: context.now };
  const line = objects
    ? itemSay(of, "objection", { number, day: { moment: dueAt } })
    : itemSay(of, "added", { number });
  return {
    lane: wroteInto(lane, id, [input.message]),
    contributions: [{ ...changed, entries: item.row.entries + 1 }],
    entries: [entryOf(item.row, { at: context.now, event, actor: "resident", ...(words && { words }) })],
    effects: [...reply({ lines: [line, ...lost], about: id }), showCard({ id })],
  };
}

/** Until somebody answers an objection (our limit). */
const ANSWERED_WITHIN = "10 working days";

/** Somebody answers by a day that whoever brought it in does not agree. @param on when she said so */
export function objected(
  kind: Stored,
  item: Item,
  on: Instant,
  context: Pick<Context, "now" | "town">,
): { readonly row: Contribution; readonly dueAt: Instant } {
  const dueAt = answerBy(context.now, ANSWERED_WITHIN, context.town);
  const row = changedItem(kind, item, { ...item.state, objection: { on } }, context);
  return { row: { ...row, dueAt, wakeAt: dueAt }, dueAt };
}

/** Others do not read what she brought in, and she has not said yet that she does not agree. */
export function canObject({ at, masked, objection, objected }: ItemState): boolean {
  return (at === "refused" || masked === true) && objection === undefined && objected === undefined;
}
