import { nothing, whisper } from "../decision.ts";
import { entryOf, shownNumber } from "../model/contribution.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import type { Context, Decision, Effect } from "../turn.ts";
import { type DecisionForm, opensDecision, sentDecision } from "./decision-form.ts";
import type { Sent, Submitted } from "./filled.ts";
import type { ItemState } from "./item.ts";
import { changedItem, isBrought, itemNamed } from "./items.ts";
import type { AnyKind, Item, Values } from "./kind.ts";
import type { Asks } from "./lifecycle.ts";
import { showCard } from "./record.ts";
import { itemWakes } from "./retention.ts";
import { toResident } from "./telling.ts";

/**
 * Somebody of the municipality looks at what a resident brought in before others see it, and can think better of it:
 * what is shown is hidden, or its words about a person are masked; what is not shown is shown after all. Nothing of
 * that is without a reason, and whoever brought it in hears it. A recording is written down first, for it is read by all.
 */

interface Act {
  /** Whether it can be done to an item now. */
  readonly can: (state: ItemState) => boolean;
  readonly asks: (state: ItemState) => Asks;
  /** Where the item is afterwards. */
  readonly at: "shown" | "refused" | "as it is";
}

const isShown = ({ at }: ItemState) => at === "shown";

/** What grants an objection stands first, and what answers it beside that. */
const actNames = ["show", "keep", "refuse", "hide", "mask"] as const;
export type ModerationAct = (typeof actNames)[number];

const reason: Asks = { reason: "words" };
const acts: Readonly<Record<ModerationAct, Act>> = {
  show: {
    can: ({ at }) => at === "waits" || at === "refused",
    asks: ({ words }): Asks => (Object.keys(words).length > 0 ? {} : { heard: "note" }),
    at: "shown",
  },
  /** It stays as it was decided, although she objects. */
  keep: { can: ({ objection }) => objection !== undefined, asks: () => reason, at: "as it is" },
  refuse: { can: ({ at }) => at === "waits", asks: () => reason, at: "refused" },
  hide: { can: isShown, asks: () => reason, at: "refused" },
  mask: { can: isShown, asks: () => ({ masked: "note", ...reason }), at: "shown" },
};

/** What can be done to an item now, what somebody waits for first. */
export function moderationOf(kind: AnyKind, item: Item): readonly ModerationAct[] {
  const { state } = item;
  return state.erased || !isBrought(kind, item) ? [] : actNames.filter((one) => acts[one].can(state));
}

/** The form of this name, if it is one of these. */
export function moderationIn(form: string): ModerationAct | undefined {
  return actNames.find((one) => form === `item.${one}`);
}

const base = "process.item";
const labels = { fields: `officials:${base}.field`, choices: `officials:${base}.choice` };

/** A button on its card. */
export function pressedModeration(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "chose" }>,
  context: Context,
): Decision {
  const act = actNames.find((one) => one === input.press.option);
  if (!act) return whisper(say("officials:refused.old"));
  const found = ready(kind, act, input.press.ref ?? "", input.official, context);
  if ("decision" in found) return found.decision;
  const [own = "nl"] = context.town.languages;
  const { words } = found.item.state;
  const known: Submitted = act === "mask" ? { masked: words[own] ?? Object.values(words)[0] ?? "" } : {};
  return opensDecision(formOf(kind, act, found.item), known, context);
}

/** Its form, sent. */
export function sentModeration(kind: AnyKind, act: ModerationAct, input: Sent, context: Context): Decision {
  const found = ready(kind, act, input.form.ref ?? "", input.official, context, input.id);
  if ("decision" in found) return found.decision;
  const { item } = found;
  return sentDecision(formOf(kind, act, item), input, context, (filled) =>
    looked(act, item, filled, input.official, context),
  );
}

function ready(
  kind: AnyKind,
  act: ModerationAct,
  ref: string,
  member: string,
  context: Context,
  input?: string,
): { readonly item: Item } | { readonly decision: Decision } {
  const found = itemNamed(kind, ref, context);
  if ("decision" in found) return found;
  const { item } = found;
  // Slack repeats what got no reply: it was done the first time.
  if (input !== undefined && item.row.handled.includes(input)) return { decision: nothing };
  const closed = refusedAsClosed(member, item.row, context);
  if (closed) return { decision: whisper(closed) };
  return moderationOf(kind, item).includes(act)
    ? { item }
    : { decision: whisper(say("officials:process.item.already", { number: shownNumber(ref) })) };
}

function looked(act: ModerationAct, item: Item, filled: Values, member: string, context: Context): Decision {
  const [own = "nl"] = context.town.languages;
  const { objection, objected: _, ...before } = item.state;
  const { at } = acts[act];
  const words = [filled.heard, filled.masked].find((one) => typeof one === "string");
  const state: ItemState = {
    ...before,
    ...(at !== "as it is" && { at }),
    ...(words !== undefined && { words: { [own]: words } }),
    ...(act === "mask" && { masked: true as const }),
    // She can object to whatever is decided anew, and to the same no more.
    ...(act === "keep" && { objected: true as const }),
    // Terms of what was brought in count from the moment that others could see it.
    ...(before.at !== "shown" && { since: context.now }),
  };
  const { by, id } = item.row;
  const told = screenOf(act, objection !== undefined, item, filled);
  const effects: Effect[] = by === undefined ? [] : [toResident(by, told)];
  const changed = { ...changedItem(item, state, context), wakeAt: itemWakes(context.now) };
  return {
    contributions: [{ ...changed, entries: item.row.entries + 1 }],
    entries: [entryOf(item.row, { at: context.now, event: act, actor: "official", official: member })],
    effects: [...effects, showCard({ id })],
  };
}

/** She may not agree with these. */
const isAgainst: readonly ModerationAct[] = ["refuse", "hide", "mask"];

/** What she reads who brought it in. */
function screenOf(act: ModerationAct, isAnswer: boolean, { row }: Item, filled: Values): Screen {
  const line = {
    show: isAnswer ? "granted" : "shown",
    refuse: "refused",
    hide: "hidden",
    mask: "masked",
    keep: "kept",
  }[act];
  return {
    lines: [
      say(`common:process.item.${line}`, {
        number: shownNumber(row.id),
        reason: { localized: (filled.reason ?? {}) as Localized },
        words: typeof filled.masked === "string" ? filled.masked : "",
      }),
      ...(isAgainst.includes(act) ? [say("common:process.item.howToObject")] : []),
    ],
    about: row.id,
  };
}

function formOf(kind: AnyKind, act: ModerationAct, item: Item): DecisionForm {
  return {
    id: { instrument: kind.table.name, form: `item.${act}`, ref: item.row.id },
    title: say(`officials:${base}.${act}`),
    intro: [say(`officials:${base}.about.${act}`)],
    asks: acts[act].asks(item.state),
    labels,
    screen: (filled) => screenOf(act, item.state.objection !== undefined, item, filled),
  };
}
