import { needs, reply } from "../decision.ts";
import { type Contribution, entryOf, numberFrom, shownNumber } from "../model/contribution.ts";
import { type Lane, takingPart } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import { placeSchema } from "../model/place.ts";
import { button, type Choice, mediaSchema, type Screen } from "../model/screen.ts";
import type { Decision, Turn } from "../turn.ts";
import { BRINGS, type broughtAs } from "./chat-answers.ts";
import { canTake } from "./chat-buttons.ts";
import { notedBrought, notForGroup } from "./facilitated.ts";
import { sizeIn, sizesTold } from "./group-limits.ts";
import type { ItemState } from "./item.ts";
import { againChoices, seeChoices } from "./item-choices.ts";
import { itemSay, ownSay, partOf } from "./item-text.ts";
import { itemWordsLine } from "./item-words.ts";
import { itemsIn, listedUnder, needsOfList } from "./items.ts";
import type { AnyKind, Item, Standing, Values } from "./kind.ts";
import type { Parts } from "./lifecycle.ts";
import { reasonChoices } from "./reasons.ts";
import { showCard } from "./record.ts";
import { itemWakes } from "./retention.ts";
import { doPress, rowButton } from "./row-button.ts";
import { rowsIn } from "./rows.ts";
import { sideIn } from "./sides.ts";
import { wordsAndMedia } from "./spoken.ts";
import { supportChoices } from "./support.ts";
import { rootOf } from "./telling.ts";
import { answerBy } from "./terms.ts";

/** What residents bring in: told in the chat, looked at first, then listed for all. */

type ItemPart = NonNullable<Parts["items"]>[string];

/** The parts under which something can be brought in now. */
function openParts({ table }: AnyKind, at: string): readonly (readonly [string, ItemPart])[] {
  return Object.entries(table.parts?.items ?? {}).filter(([, one]) => one.in.includes(at));
}

/** The states in which it can be brought in; a reason, as long as what it is about can change. */
function takenIn({ table }: AnyKind, part: string): readonly string[] {
  const side = sideIn(part);
  const found = table.parts?.items?.[side?.part ?? part];
  return (side && found?.changesIn) ?? found?.in ?? [];
}

/** Buttons to bring something in, and to see what others did. */
export function itemChoices(kind: AnyKind, { process, state }: Standing): readonly (readonly Choice[])[] {
  const { name, parts } = kind.table;
  const starts = openParts(kind, state.at).map(([part]) => [
    button(say(`${name}:item.${part}.start`), doPress(kind, `${BRINGS}${part}`, process.id)),
  ]);
  const sees = Object.keys(parts?.items ?? {})
    .filter((part) => (state.began[parts?.items?.[part]?.in[0] ?? ""] ?? undefined) !== undefined)
    .map((part) => [
      button(say(`${name}:item.${part}.see`), { ...doPress(kind, `${part}+0`, process.id), step: "list" }),
    ]);
  return [...starts, ...sees];
}

/** Why nothing can be brought in under this part now; undefined when it can. */
export function notOpen(kind: AnyKind, part: string, { state }: Standing): Message | undefined {
  const open = !state.closing && takenIn(kind, part).includes(state.at);
  return open ? undefined : say("common:process.not.now");
}

/** She has sent it: somebody looks at it first, or everybody sees it at once. */
export function brought(
  kind: AnyKind,
  { part, byGroup }: ReturnType<typeof broughtAs>,
  values: Values,
  standing: Standing,
  lane: Lane,
  about?: string,
): Decision {
  const why =
    notOpen(kind, part, standing) ?? (byGroup ? notByGroup(kind, values, standing, lane) : undefined);
  if (why) return { lane, effects: reply({ lines: [why] }) };
  const group = byGroup ? sizeIn(kind, values) : undefined;
  return broughtIn(kind, { part, about, group }, values, standing, lane);
}

/** From this turn on it exists. @param under where, and by how many when a group did */
export function broughtIn(
  kind: AnyKind,
  {
    part,
    about,
    group,
  }: { readonly part: string; readonly about?: string | undefined; readonly group?: number | undefined },
  values: Values,
  standing: Standing,
  lane: Lane,
): Turn {
  const { process, context } = standing;
  const { now, seed, town } = context;
  const { words, media } = wordsAndMedia(values.words);
  const photo = mediaSchema.safeParse(values.photo);
  const place = placeSchema.safeParse(values.place);
  const score = Number(values.score);
  const { lookedAt } = kind.table.parts?.items?.[sideIn(part)?.part ?? part] ?? {};
  const state: ItemState = {
    process: process.id,
    list: part,
    n: 0,
    at: lookedAt === undefined ? "shown" : "waits",
    words,
    media: [...media, ...(photo.success ? [photo.data] : [])],
    language: lane.language,
    ...(place.success && { place: place.data }),
    ...(Number.isInteger(score) && score > 0 && { score }),
    ...(group !== undefined && { group }),
    ...(about !== undefined && { about }),
    filled: {},
    days: {},
    since: now,
  };
  const dueAt = lookedAt === undefined ? undefined : answerBy(now, lookedAt, town);
  const contribution: Contribution = {
    row: "contribution",
    id: numberFrom(seed),
    instrument: kind.table.name,
    version: 0,
    by: lane.resident,
    desk: process.desk,
    open: lookedAt !== undefined,
    ...(dueAt === undefined
      ? { listedIn: (kind.listedUnder ?? listedUnder)(state), wakeAt: itemWakes(now) }
      : { dueAt, wakeAt: dueAt }),
    state,
    handled: [],
    created: now,
    changed: now,
    entries: 1,
  };
  const of = [kind, part] as const;
  const day = dueAt === undefined ? "" : { moment: dueAt };
  const noted = group === undefined ? {} : notedBrought(kind, contribution.id, standing, lane);
  return {
    lane: takingPart(lane, rootOf(standing)),
    contributions: [contribution],
    ...noted,
    entries: [
      entryOf({ ...contribution, entries: 0 }, { at: now, event: "brought", actor: "resident" }),
      ...(noted.entries ?? []),
    ],
    effects: [
      ...reply({
        lines: [
          itemSay(of, lookedAt === undefined ? "listed" : "received", {
            number: shownNumber(contribution.id),
            day,
          }),
          ...ownSay(of, "looked", { day }),
          ...ownSay(of, "after"),
        ],
        choices: about === undefined ? againChoices(kind, state) : seeChoices(kind, state),
        about: contribution.id,
        usesUp: true,
      }),
      showCard(contribution),
      ...(noted.processes ?? []).map(showCard),
    ],
  };
}

function notByGroup(kind: AnyKind, values: Values, standing: Standing, lane: Lane): Message | undefined {
  const why = notForGroup(kind, standing, lane, "brings");
  return why ?? (sizeIn(kind, values) === undefined ? sizesTold(kind) : undefined);
}

/** What others brought in, one at a time, with what she can do with each. @param option "idea+3" */
export function listed(kind: AnyKind, option: string, standing: Standing, lane: Lane): Decision {
  const [, part = "", place = "0"] = /^(.+)\+(\d{1,5})$/.exec(option) ?? [];
  const unseen = needsOfList(kind, part, standing);
  if (unseen.length > 0) return needs(...unseen);
  const items = itemsIn(kind, part, standing).filter(({ state }) => state.list === part);
  const at = Math.min(Number(place), Math.max(0, items.length - 1));
  const item = items[at];
  const screen: Screen = item
    ? itemScreen(kind, part, item, at, items.length, standing, lane)
    : { lines: [say("common:process.item.none")] };
  return { lane, effects: reply({ ...screen, replaces: true }) };
}

function itemScreen(
  kind: AnyKind,
  part: string,
  item: Item,
  at: number,
  count: number,
  standing: Standing,
  lane: Lane,
): Screen {
  const { process } = standing;
  const turn = (key: string, to: number): Choice[] =>
    to < 0 || to >= count
      ? []
      : [
          button(say(`common:process.item.${key}`), {
            ...doPress(kind, `${part}+${to}`, process.id),
            step: "list",
          }),
        ];
  const rows = rowsIn(kind.table, standing.state.at)
    .filter(([, step]) => step.forEach !== undefined)
    .filter(([name, step]) => canTake(kind, { name, step }, standing, lane, item))
    .map(([name]) => [rowButton(kind, name, item.row.id)]);
  const supports = [...supportChoices(kind, item, standing), ...reasonChoices(kind, item)];
  const paging = [...turn("previous", at - 1), ...turn("next", at + 1)];
  return {
    lines: [say("common:process.item.place", { n: at + 1, count }), itemWordsLine(item.state)],
    media: partOf(kind, part)?.media === "municipality" ? [] : item.state.media,
    choices: [...(supports.length > 0 ? [supports] : []), ...rows, ...(paging.length > 0 ? [paging] : [])],
  };
}
