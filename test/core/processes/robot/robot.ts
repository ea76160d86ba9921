import { after, MINUTE } from "../../../../bot/core/calendar/time.ts";
import { nothingSeen } from "../../../../bot/core/needs.ts";
import { clockRows } from "../../../../bot/core/processes/dues.ts";
import { itemOf } from "../../../../bot/core/processes/items.ts";
import type { AnyKind, Standing } from "../../../../bot/core/processes/kind.ts";
import type { Step } from "../../../../bot/core/processes/lifecycle.ts";
import { skippable } from "../../../../bot/core/processes/row-preview.ts";
import { isForClock, peopleOf, rowsIn, some } from "../../../../bot/core/processes/rows.ts";
import type { Context } from "../../../../bot/core/turn.ts";
import { guards, kinds } from "./fixture-kinds.ts";
import { begins, takes, whoTakes } from "./hands.ts";
import { type Arrow, arrowsFrom, arrowsToTake, isOver, nameOf, towards } from "./map.ts";
import { createVillage, type Village } from "./people.ts";
import { bringsIn, joinsGroup } from "./taking-part.ts";
import { waitsUntil } from "./waiting.ts";

/**
 * Plays a table from its beginning to an end, again and again, until every row was taken: it takes first what it never
 * took where it stands, and otherwise goes the shortest way to where something is left.
 */

/** What is watched while it plays. */
export interface Watching {
  /** Before a row is taken; what it returns is called when it was. */
  readonly row?: (process: string, arrow: Arrow) => (() => void | Promise<void>) | undefined;
  /** It stands in a state where it was not before in this play. */
  readonly stands?: (process: string, at: string) => void | Promise<void>;
  /** It has come to a state that is over, and nothing is left to do there. */
  readonly ended?: (process: string, at: string) => void | Promise<void>;
}

export interface Played {
  /** Rows that were taken. */
  readonly taken: ReadonlySet<string>;
  /** Those that nobody could take. */
  readonly left: readonly string[];
  /** How often it was begun. */
  readonly times: number;
}

/** A table has few loops: whoever needs more goes in circles. */
const MOST_STEPS = 90;
const MOST_PLAYS = 14;
/** How often it may be played without anything new. */
const BARREN = 3;
/** How often a row is tried that was not taken, because something else happened first. */
const MOST_TRIES = 3;

export async function plays(
  kind: AnyKind,
  watching: (village: Village) => Watching = () => ({}),
): Promise<Played> {
  const { table } = kind;
  const all = arrowsToTake(table).filter((name) => name !== "skip" || canSkip(kind));
  const taken = new Set<string>();
  const tries = new Map<string, number>();
  const isOpen = (name: string) => !taken.has(name) && (tries.get(name) ?? 0) < MOST_TRIES;
  const isLeft: IsLeft = (arrow) => all.includes(nameOf(arrow)) && isOpen(nameOf(arrow));
  let [times, barren] = [0, 0];
  while (all.some(isOpen) && barren < BARREN && times++ < MOST_PLAYS) {
    const known = taken.size;
    const village = await createVillage();
    const { row: watchesRow, stands, ended } = watching(village);
    const been = new Set<string>();
    const process = await begins(village, kind);
    await joinsGroup(village, kind, process);
    for (let step = 0; ; step++) {
      if (step > MOST_STEPS) throw new Error(`${table.name} goes in circles`);
      await bringsIn(village, kind, process);
      const { at: here } = village.stage(process);
      if (!been.has(here)) {
        been.add(here);
        await stands?.(process, here);
      }
      if (await passesEmpty(village, kind, process)) continue;
      const arrow = addsFirst(village, kind, process) ?? chooses(village, kind, process, isLeft);
      if (!arrow) break;
      const noted = watchesRow?.(process, arrow);
      const done = await goes(village, kind, process, arrow);
      if (done) taken.add(nameOf(arrow));
      else tries.set(nameOf(arrow), (tries.get(nameOf(arrow)) ?? 0) + 1);
      if (done) await noted?.();
    }
    const { at } = village.stage(process);
    if (!isOver(table, at)) throw new Error(`${table.name} never ends: it stays in “${at}”`);
    await ended?.(process, at);
    barren = taken.size > known ? 0 : barren + 1;
  }
  return { taken, left: all.filter((name) => !taken.has(name)), times };
}

type IsLeft = (arrow: Arrow) => boolean;

/** Whether any state has a row that may be left out. */
function canSkip(kind: AnyKind): boolean {
  const { hidden = [], open = [], paused = [] } = kind.table.states;
  return [...hidden, ...open, ...paused].some((at) => canSkipIn(kind, at));
}

function canSkipIn(kind: AnyKind, at: string): boolean {
  return skippable(kind, { state: { at } } as unknown as Standing).length > 0;
}

/** What comes later needs it: a list that nobody added to, or a day that nobody fixed. */
function addsFirst(village: Village, kind: AnyKind, process: string): Arrow | undefined {
  const { at, way, days } = village.stage(process);
  const isAwaited = (field: string) =>
    Object.values(kind.table.steps).some(
      ({ due }) =>
        due &&
        [("on" in due && due.on) || ("past" in due && due.past) || ("ahead" in due && due.of)].includes(
          field,
        ),
    );
  const lacks = ({ adds, asks = {} }: Step) =>
    adds === undefined
      ? Object.keys(asks).some(
          (field) => isAwaited(field) && days[field] === undefined && field !== "answerBy",
        )
      : itemsFor(village, kind, process, adds).length === 0;
  return arrowsFrom(kind.table, at, way).find(
    (arrow) =>
      arrow.from === arrow.to &&
      arrow.step.forEach === undefined &&
      lacks(arrow.step) &&
      canGo(village, kind, process, arrow),
  );
}

/** What it does next: undefined when it has ended and nothing is left to do there. */
function chooses(village: Village, kind: AnyKind, process: string, isLeft: IsLeft): Arrow | undefined {
  const { table } = kind;
  const { at, way } = village.stage(process);
  const usable = (arrow: Arrow) =>
    arrow.row !== "forceEnd" && (arrow.from !== at || canGo(village, kind, process, arrow));
  const forced = arrowsFrom(table, at, way).find((arrow) => arrow.row === "forceEnd" && isLeft(arrow));
  const here = arrowsFrom(table, at, way).filter((arrow) => isLeft(arrow) && usable(arrow));
  const [first] = here.toSorted((a, b) => weight(table, a) - weight(table, b));
  if (first) return first;
  const isWanted = (one: string) =>
    arrowsFrom(table, one, []).some(
      (arrow) => isLeft(arrow) && arrow.row !== "forceEnd" && (arrow.row !== "skip" || canSkipIn(kind, one)),
    );
  const onward = isWanted(at) && isOver(table, at) ? undefined : towards(table, at, way, isWanted, usable);
  if (onward) return onward;
  if (forced) return forced;
  return isOver(table, at) ? undefined : towards(table, at, way, (one) => isOver(table, one), usable);
}

/** First what leaves it where it is, then what leads on, last what ends it. */
function weight(table: AnyKind["table"], { step, from, to, row }: Arrow): number {
  const clock = isForClock(step) ? 1 : 0;
  if (isOver(table, to) && !isOver(table, from)) return 6 + clock;
  return (from === to && row !== "skip" ? 0 : 2) + clock;
}

/** Whether it can be done now, by somebody who is there. */
function canGo(village: Village, kind: AnyKind, process: string, { row, step }: Arrow): boolean {
  const standing = standingIn(village, process);
  if (row === "skip") return skippable(kind, standing).length > 0;
  if (step.to === "back" && standing.state.way.length === 0) return false;
  if (step.once === true && standing.state.taken[row]) return false;
  const items = step.forEach === undefined ? undefined : itemsFor(village, kind, process, step.forEach);
  if (items?.length === 0) return false;
  const people = whoTakes(village, { name: row, step }, { kind, process, item: items?.[0] });
  if (people) return true;
  if (!isForClock(step)) return false;
  const [child, at] = step.due && "when" in step.due ? step.due.when.split(".") : [];
  if (at !== undefined && childrenOf(village, process, child ?? "").length === 0) return false;
  return clockRows(kind, standing).some(({ name }) => name === row) || items !== undefined;
}

/** A process as it stands, for what is worked out from its state alone. */
export function standingIn({ town, process, stage }: Village, id: string): Standing {
  const context = { now: town.now, town: town.ports.town, seen: nothingSeen } as unknown as Context;
  return { process: process(id), state: stage(id), context };
}

/** A list that has to be gone through and has nothing in it: the clock moves on. @returns whether it did */
async function passesEmpty(village: Village, kind: AnyKind, process: string): Promise<boolean> {
  const { at } = village.stage(process);
  const isEmpty = rowsIn(kind.table, at).some(
    ([, { forEach, to }]) =>
      forEach !== undefined && to !== undefined && itemsFor(village, kind, process, forEach).length === 0,
  );
  return isEmpty && (await waitsUntil(village, () => village.stage(process).at !== at, 2));
}

/** Does it. @returns whether the row was taken */
async function goes(village: Village, kind: AnyKind, process: string, arrow: Arrow): Promise<boolean> {
  const { row, step } = arrow;
  if (step.guard === "promisesSettled") await settles(village, process);
  const before = takenOf(village, process, row);
  const [item] = step.forEach === undefined ? [] : itemsFor(village, kind, process, step.forEach);
  if (peopleOf(step).length > 0 && whoTakes(village, { name: row, step }, { kind, process, item })) {
    // Nobody does two things in the same moment.
    village.town.comesTo(after(village.town.now, MINUTE));
    await byPeople(village, kind, process, arrow);
  } else await byClock(village, kind, process, arrow);
  const { closing } = village.stage(process);
  if (closing) await waitsUntil(village, () => village.stage(process).closing === undefined, 30);
  // Promises made item by item are begun by the clock: they are there when anybody looks.
  await waitsUntil(village, () => village.stage(process).pledged === undefined, 1);
  return takenOf(village, process, row) !== before;
}

/** How often a row was taken, as the history says. */
function takenOf({ ledger }: Village, process: string, row: string): number {
  return ledger.entries.filter(({ contribution, event }) => contribution === process && event === row).length;
}

async function byPeople(village: Village, kind: AnyKind, process: string, arrow: Arrow): Promise<void> {
  const { row, step, wishes, from } = arrow;
  if (step.forEach === undefined) {
    const left = row === "skip" ? skippable(kind, standingIn(village, process))[0] : undefined;
    await takes(village, row, { kind, process }, left === undefined ? wishes : { ...wishes, step: left });
    return;
  }
  for (const item of itemsFor(village, kind, process, step.forEach)) {
    if (village.stage(process).at !== from || village.stage(process).closing) return;
    await takes(village, row, { kind, process, item }, wishes);
    if (step.to === undefined) return;
  }
}

async function byClock(village: Village, kind: AnyKind, process: string, { row, step }: Arrow) {
  const { name } = kind.table;
  const { at } = village.stage(process);
  const [when = "", child] = step.due && "when" in step.due ? step.due.when.split(".") : [];
  const opened = [step.guard, child === undefined ? when : undefined].flatMap((guard) =>
    guard ? [`${name}.${guard}`] : [],
  );
  for (const guard of opened) guards.open.add(guard);
  if (child !== undefined) await movesChild(village, process, when, child);
  const before = takenOf(village, process, row);
  await waitsUntil(
    village,
    () => takenOf(village, process, row) > before || village.stage(process).at !== at,
  );
  for (const guard of opened) guards.open.delete(guard);
}

/** The children of a kind, whoever of its descendants began them. */
function childrenOf(village: Village, process: string, kind: string): readonly string[] {
  return [...village.ledger.processes.values()]
    .filter(({ id, instrument }) => instrument === kind && village.stage(id).under?.includes(process))
    .map(({ id }) => id);
}

/** A child comes to the state that is waited for: whoever has to act in it acts. */
async function movesChild(village: Village, process: string, name: string, to: string): Promise<void> {
  const kind = kinds.get(name);
  // Of several the newest: what was asked before was taken back.
  const child = childrenOf(village, process, name).at(-1);
  if (child === undefined || !kind) return;
  const first = village.stage(child).at;
  await goesTo(village, kind, child, (at) => (to === "moved" ? at !== first : at === to));
}

/** Every promise that was made is kept. */
async function settles(village: Village, process: string): Promise<void> {
  const kind = kinds.get("commitment");
  for (const child of kind ? childrenOf(village, process, "commitment") : [])
    if (kind) await goesTo(village, kind, child, (at) => at === "kept");
}

/** Plays one process on to a state. */
export async function goesTo(
  village: Village,
  kind: AnyKind,
  process: string,
  fits: (at: string) => boolean,
): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    const { at, way } = village.stage(process);
    if (fits(at)) return;
    if (await passesEmpty(village, kind, process)) continue;
    await bringsIn(village, kind, process);
    const usable = (arrow: Arrow) => arrow.from !== at || canGo(village, kind, process, arrow);
    const arrow = addsFirst(village, kind, process) ?? towards(kind.table, at, way, fits, usable);
    if (!arrow) throw new Error(`${kind.table.name} cannot go on from “${at}”`);
    await goes(village, kind, process, arrow);
  }
}

/** The items that a row can be taken for. */
function itemsFor({ ledger }: Village, { table }: AnyKind, process: string, list: string): readonly string[] {
  const added = Object.values(table.steps).flatMap(({ adds }) => some(adds));
  return [...ledger.contributions.values()]
    .filter((one) => {
      const { state } = itemOf({}, one);
      const isIn = added.includes(list) ? state.list === list : true;
      return state.process === process && state.at === "shown" && isIn;
    })
    .map(({ id }) => id);
}
