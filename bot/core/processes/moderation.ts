import { needs, nothing, whisper } from "../decision.ts";
import { entryOf, shownNumber } from "../model/contribution.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, type Message, type Param, say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import type { Role } from "../model/staff.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import { refusedAsSame } from "../officials/permissions.ts";
import type { Context, Decision } from "../turn.ts";
import { type DecisionForm, opensDecision, sentDecision } from "./decision-form.ts";
import type { Sent, Submitted } from "./filled.ts";
import { decidedAt, type ItemState, type ModerationAct, moderationActs } from "./item.ts";
import { besideItem } from "./item-change.ts";
import { againChoices, seeChoices } from "./item-choices.ts";
import { deskSay, itemSay, ownSay, partOf } from "./item-text.ts";
import { itemWordsLine } from "./item-words.ts";
import { changedItem, isBrought, itemNamed } from "./items.ts";
import type { AnyKind, Item, Standing, Values } from "./kind.ts";
import type { Asks } from "./lifecycle.ts";
import { quoteScreen, toldOfQuote } from "./quoted-item.ts";
import { showCard, standingOf } from "./record.ts";
import { itemWakes } from "./retention.ts";
import { sideIn } from "./sides.ts";
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
  return state.erased || !isBrought(kind, item) ? [] : moderationActs.filter((one) => acts[one].can(state));
}

/** What its form asks: one of the reasons that its part names, too, where it names some. */
function asksOf(kind: AnyKind, act: ModerationAct, { state }: Item): Asks {
  const why = partOf(kind, state.list)?.refusals;
  const asks = acts[act].asks(state);
  return why && acts[act].at === "refused" ? { why, ...asks } : asks;
}

/** The form of this name, if it is one of these. */
export function moderationIn(form: string): ModerationAct | undefined {
  return moderationActs.find((one) => form === `item.${one}`);
}

const base = "process.item";

/** Who may decide. */
const moderators: readonly Role[] = ["official", "organiser"];

/** A button on its card. */
export function pressedModeration(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "chose" }>,
  context: Context,
): Decision {
  const act = moderationActs.find((one) => one === input.press.option);
  if (!act) return whisper(say("officials:refused.old"));
  const found = ready(kind, act, input.press.ref ?? "", input.official, context);
  if ("decision" in found) return found.decision;
  const [own = "nl"] = context.town.languages;
  const { words } = found.item.state;
  const known: Submitted = act === "mask" ? { masked: words[own] ?? Object.values(words)[0] ?? "" } : {};
  return opensDecision(formOf(kind, act, found, context), known, context);
}

/** Its form, sent. */
export function sentModeration(kind: AnyKind, act: ModerationAct, input: Sent, context: Context): Decision {
  const found = ready(kind, act, input.form.ref ?? "", input.official, context, input.id);
  if ("decision" in found) return found.decision;
  return sentDecision(formOf(kind, act, found, context), input, context, (filled) =>
    looked(kind, act, found, filled, input.official, context),
  );
}

interface Ready {
  readonly item: Item;
  /** The process it was brought in to, where that changes with it or says what is too late. */
  readonly standing: Standing | undefined;
}

function ready(
  kind: AnyKind,
  act: ModerationAct,
  ref: string,
  member: string,
  context: Context,
  input?: string,
): Ready | { readonly decision: Decision } {
  const found = itemNamed(kind, ref, context);
  if ("decision" in found) return found;
  const { item } = found;
  // Slack repeats what got no reply: it was done the first time.
  if (input !== undefined && item.row.handled.includes(input)) return { decision: nothing };
  const { list, process: id, objection } = item.state;
  const desk = (name: string) => deskSay([kind, list], name, { number: shownNumber(ref) });
  const changesIn = partOf(kind, list)?.changesIn;
  const process = changesIn || kind.itemChanged ? context.seen.process[id] : null;
  if (process === undefined) return { decision: needs({ see: "process", id }) };
  const standing = process ? standingOf(kind, process, context) : undefined;
  const tooLate = act === "show" && standing && changesIn && !changesIn.includes(standing.state.at);
  const refused =
    refusedAsClosed(member, item.row, context) ??
    (moderationOf(kind, item).includes(act) ? undefined : desk("already")) ??
    // Somebody else than who decided looks at what she objects.
    (objection ? refusedAsSame(moderators, member, [decidedBy(item)]) : undefined) ??
    (tooLate ? desk("tooLate") : undefined);
  return refused ? { decision: whisper(refused) } : { item, standing };
}

/** Who decided last about it, of the municipality. */
function decidedBy({ state: { filled } }: Item): string | undefined {
  const all = moderationActs.flatMap((act) => filled[decidedAt(act)] ?? []);
  return all.toSorted((a, b) => a.on.localeCompare(b.on)).at(-1)?.by;
}

/** The item as it becomes. */
function becomes(
  act: ModerationAct,
  item: Item,
  filled: Values,
  member: string,
  context: Context,
): ItemState {
  const [own = "nl"] = context.town.languages;
  const { objection: _, objected: __, late: ___, ...before } = item.state;
  const { at } = acts[act];
  const { heard, masked, ...said } = filled;
  const words = [heard, masked].find((one) => typeof one === "string");
  const kept = {
    by: member,
    on: context.now,
    values: { ...said, ...(heard !== undefined && { heard: true }) },
  };
  return {
    ...before,
    ...(at !== "as it is" && { at }),
    ...(words !== undefined && { words: { [own]: words } }),
    ...(act === "mask" && { masked: true as const }),
    // She can object to whatever is decided anew, and to the same no more.
    ...(act === "keep" && { objected: true as const }),
    // Terms of what was brought in count from the moment that others could see it.
    ...(before.at !== "shown" && { since: context.now }),
    filled: { ...before.filled, [decidedAt(act)]: kept },
  };
}

function looked(
  kind: AnyKind,
  act: ModerationAct,
  { item, standing }: Ready,
  filled: Values,
  member: string,
  context: Context,
): Decision {
  const state = becomes(act, item, filled, member, context);
  const changed = { ...changedItem(kind, item, state, context), wakeAt: itemWakes(context.now) };
  const beside = standing && besideItem(kind, standing, { row: changed, state }, { actor: "official" });
  if (beside && "needs" in beside) return beside;
  const { by, id } = item.row;
  const told = screenOf(kind, act, item, filled);
  const screen = quoteScreen(kind, act, { row: changed, state }, filled, standing);
  const all = toldOfQuote(kind, screen, beside?.process ?? standing?.process, member, context);
  return {
    broadcasts: all.broadcasts,
    contributions: [{ ...changed, entries: item.row.entries + 1 }],
    ...(beside && { processes: [beside.process] }),
    entries: [
      entryOf(item.row, { at: context.now, event: act, actor: "official", official: member }),
      ...(beside ? [beside.entry] : []),
    ],
    effects: [
      ...(by === undefined ? [] : [toResident(by, told)]),
      showCard({ id }),
      ...(beside ? [showCard(beside.process)] : []),
      ...all.effects,
    ],
  };
}

/** She may not agree with these. */
const isAgainst: readonly ModerationAct[] = ["refuse", "hide", "mask"];

/** What she reads who brought it in. */
function screenOf(kind: AnyKind, act: ModerationAct, { row, state }: Item, filled: Values): Screen {
  const line = {
    show: state.objection ? "granted" : "shown",
    refuse: "refused",
    hide: "hidden",
    mask: "masked",
    keep: "kept",
  }[act];
  const { heard, masked, why } = filled;
  const reason = { localized: (filled.reason ?? {}) as Localized };
  const of = [kind, state.list] as const;
  const { name } = kind.table;
  const part = sideIn(state.list)?.part ?? state.list;
  const hers = Object.keys(state.words).length > 0 ? [itemWordsLine(state)] : [];
  return {
    lines: [
      itemSay(of, line, {
        number: shownNumber(row.id),
        reason,
        words: typeof masked === "string" ? masked : "",
      }),
      ...(typeof why === "string"
        ? [...hers, say(`${name}:item.${part}.why.${why}`), wordsLine(reason)]
        : []),
      ...(typeof heard === "string" ? [itemSay(of, "writtenDown"), wordsLine(heard)] : []),
      ...(act === "show" ? ownSay(of, "next") : []),
      ...(isAgainst.includes(act) ? [itemSay(of, "howToObject")] : []),
    ],
    choices: act === "show" ? seeChoices(kind, state) : act === "refuse" ? againChoices(kind, state) : [],
    about: row.id,
  };
}

function wordsLine(words: Param): Message {
  return say("common:process.item.words", { words });
}

function formOf(
  kind: AnyKind,
  act: ModerationAct,
  { item, standing }: Ready,
  context: Context,
): DecisionForm {
  const { state, row } = item;
  const toAll = (filled: Values) =>
    quoteScreen(kind, act, { row, state: becomes(act, item, filled, "", context) }, filled, standing);
  const desk = (name: string) => deskSay([kind, state.list], name, { number: shownNumber(row.id) });
  const part = sideIn(state.list)?.part ?? state.list;
  return {
    id: { instrument: kind.table.name, form: `item.${act}`, ref: row.id },
    title: desk(act),
    intro: [desk(`about.${act}`)],
    asks: asksOf(kind, act, item),
    labels: { fields: `officials:${base}.field`, choices: `officials:${kind.table.name}.item.${part}` },
    screen: (filled) => toAll(filled) ?? screenOf(kind, act, item, filled),
  };
}
