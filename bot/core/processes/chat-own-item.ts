import { needs, reply } from "../decision.ts";
import { shortened } from "../model/characters.ts";
import { type Contribution, type Entry, entryOf, shownNumber } from "../model/contribution.ts";
import type { Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import { button, type Choice, type Screen } from "../model/screen.ts";
import type { Context, Decision } from "../turn.ts";
import { decidedAt, type ItemState } from "./item.ts";
import { besideItem } from "./item-change.ts";
import { itemSay, partOf } from "./item-text.ts";
import { itemWords, itemWordsLine } from "./item-words.ts";
import { changedItem, itemOf } from "./items.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import { showCard, standingOf } from "./record.ts";
import { itemWakes } from "./retention.ts";
import { sideIn } from "./sides.ts";
import { dayIn } from "./terms.ts";

/** What became of something, for whoever brought it in; and she takes it back. */

/** Characters of its words in a list. */
const IN_A_LIST = 24;

/** One line of /mijn. */
export function itemSummary(kind: AnyKind, contribution: Contribution): Message {
  const { state } = itemOf(kind, contribution);
  const of = [kind, state.list] as const;
  const [typed] = Object.values(state.words);
  const words =
    typed === undefined || state.erased
      ? itemWords(state)
      : { localized: mapped(state.words, (text) => shortened(text.split("\n")[0] ?? "", IN_A_LIST)) };
  return itemSay(of, typed === undefined ? "summaryNoWords" : "summary", {
    words,
    status: itemSay(of, `at.${state.at}`),
    kind: say(`${kind.table.name}:name`),
  });
}

function mapped(words: ItemState["words"], change: (text: string) => string): ItemState["words"] {
  return Object.fromEntries(Object.entries(words).map(([language, text]) => [language, change(text)]));
}

/** The whole story of one thing that she brought in. */
export function itemDetail(
  kind: AnyKind,
  contribution: Contribution,
  history: readonly Entry[],
  context: Context,
): Decision | Screen {
  const item = itemOf(kind, contribution);
  const { state } = item;
  const process = context.seen.process[state.process];
  if (process === undefined && kind.itemStands) return needs({ see: "process", id: state.process });
  const standing = process ? standingOf(kind, process, context) : undefined;
  const of = [kind, state.list] as const;
  const params = { number: shownNumber(contribution.id) };
  const rows = history.flatMap(({ event: stored, at }) => {
    const event = kind.earlierEvents?.[stored] ?? stored;
    return told.has(event) ? [say(`common:process.item.event.${event}`, { day: { day: dayIn(at) } })] : [];
  });
  return {
    lines: [
      itemSay(of, "title", { ...params, status: itemSay(of, `at.${state.at}`) }),
      ...(Object.keys(state.words).length > 0 ? [itemWordsLine(state)] : []),
      ...whyNot(kind, state),
      ...(standing ? (kind.itemStands?.(standing, item) ?? []) : []),
      ...(rows.length > 0 ? [say("common:process.item.history", { rows: { rows } })] : []),
    ],
    choices: canTakeBack(kind, state)
      ? [[ownButton(kind, "withdraw", itemSay(of, "withdraw"), contribution.id)]]
      : [],
    about: contribution.id,
  };
}

/** What of its history she reads. */
const told: ReadonlySet<string> = new Set([
  "brought",
  "show",
  "refuse",
  "hide",
  "mask",
  "keep",
  "added",
  "edited",
  "objected",
  "withdrawn",
  "merged",
  "neverLookedAt",
]);

/** Why others do not see it, as she was told. */
function whyNot({ table }: AnyKind, { at, filled, list }: ItemState): readonly Message[] {
  const decided = [filled[decidedAt("refuse")], filled[decidedAt("hide")]].flatMap((one) => one ?? []);
  const { why, reason } = decided.toSorted((a, b) => b.on.localeCompare(a.on))[0]?.values ?? {};
  if (at !== "refused" || reason === undefined) return [];
  const part = sideIn(list)?.part ?? list;
  return [
    ...(typeof why === "string" ? [say(`${table.name}:item.${part}.why.${why}`)] : []),
    say("common:process.item.words", { words: { localized: reason as ItemState["words"] } }),
  ];
}

function ownButton({ table, version }: AnyKind, option: string, label: Message, ref: string): Choice {
  return button(label, { instrument: table.name, version, step: "own", option, ref });
}

/** Before anybody has looked at it, or as long as its part says. */
function canTakeBack(kind: AnyKind, { at, list }: ItemState): boolean {
  return at === "waits" || (at === "shown" && partOf(kind, list)?.changesIn !== undefined);
}

/** She takes it back, once she has said that she is sure. @param option of the button */
export function takesBack(
  kind: AnyKind,
  option: string,
  item: Item,
  lane: Lane,
  standing: Standing,
): Decision {
  const { row, state } = item;
  const { context, process } = standing;
  const of = [kind, state.list] as const;
  const line = (name: string): Message => itemSay(of, name, { number: shownNumber(row.id) });
  const only = (...lines: readonly Message[]) => ({ lane, effects: reply({ lines, replaces: true }) });
  if (row.by !== lane.resident) return only(say("common:process.not.now"));
  if (!canTakeBack(kind, state)) return only(line("over"));
  const { changesIn } = partOf(kind, state.list) ?? {};
  const isSettled = changesIn !== undefined && !changesIn.includes(standing.state.at);
  // What nobody looked at was never part of anything.
  if (isSettled && state.at === "shown") return only(line("settled"));
  if (option === "keep") return only(line("takeBackNot"));
  if (option !== "withdraw_yes") {
    const choices = [
      [ownButton(kind, "withdraw_yes", itemSay(of, "withdrawYes"), row.id)],
      [ownButton(kind, "keep", itemSay(of, "withdrawNo"), row.id)],
    ];
    return { lane, effects: reply({ lines: [line("withdrawAsk")], choices }) };
  }
  const next: ItemState = { ...state, at: "withdrawn" };
  const changed = { ...changedItem(kind, item, next, context), wakeAt: itemWakes(context.now) };
  const beside = besideItem(kind, standing, { row: changed, state: next }, { actor: "resident" });
  if (beside && "needs" in beside) return beside;
  return {
    lane,
    contributions: [{ ...changed, entries: row.entries + 1 }],
    entries: [
      entryOf(row, { at: context.now, event: "withdrawn", actor: "resident" }),
      ...(beside ? [beside.entry] : []),
    ],
    ...(beside && { processes: [beside.process] }),
    effects: [
      ...reply({ lines: [line("withdrawn")], replaces: true }),
      showCard(row),
      ...(beside ? [showCard(process)] : []),
    ],
  };
}
