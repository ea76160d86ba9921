import { needs, whisper } from "../decision.ts";
import { type Contribution, isOf } from "../model/contribution.ts";
import { say } from "../model/message.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision } from "../turn.ts";
import { type ItemState, itemSchema } from "./item.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import type { Lifecycle, Step } from "./lifecycle.ts";
import { rowsIn, some } from "./rows.ts";
import { needsOfSupport } from "./support.ts";

/** Lists of items: what residents brought in, and what rows added. */

/** The name that a list of a process is stored under. */
export function listName(process: string, list: string): string {
  return `${process}/${list}`;
}

/** The name that an item is listed under; a reason, under what it is about. */
export function listedUnder({ process, list, about }: Pick<ItemState, "process" | "list" | "about">): string {
  return about === undefined ? listName(process, list) : listName(about, list.split("+")[1] ?? list);
}

/** How items of a kind are stored. */
export type Stored = Pick<AnyKind, "earlierItem" | "listedUnder">;

/** An item as its contribution holds it. @throws ZodError when it holds something else */
export function itemOf({ earlierItem }: Stored, row: Contribution): Item {
  return { row, state: itemSchema.parse(earlierItem?.(row) ?? row.state) };
}

/** An item of this kind by its number; undefined when it is none. */
export function itemAmong(
  kind: Stored & Pick<AnyKind, "table">,
  row: Contribution | null | undefined,
): Item | undefined {
  return isOf(row, kind.table.name) ? itemOf(kind, row) : undefined;
}

/** The item that a button or a form names by its number, or what has to be read or said instead. */
export function itemNamed(
  kind: Stored & Pick<AnyKind, "table">,
  ref: string,
  { seen }: Context,
): { readonly item: Item } | { readonly decision: Decision } {
  const row = seen.contribution[ref];
  if (row === undefined) return { decision: needs({ see: "contribution", id: ref }) };
  const item = itemAmong(kind, row);
  return item ? { item } : { decision: whisper(say("officials:refused.gone")) };
}

/** The names under which the items of a list are stored: its own, and everything that it can be chosen from. */
function storedUnder({ steps, parts }: Lifecycle, list: string): readonly string[] {
  const added = [...new Set(Object.values(steps).flatMap(({ adds = [] }) => some(adds)))];
  return added.includes(list) ? [list] : [...new Set([list, ...added, ...Object.keys(parts?.items ?? {})])];
}

/** What has to be read before a list is known; none once it was. */
export function needsOfList(kind: AnyKind, list: string, { process, context }: Standing): readonly Need[] {
  const lists = storedUnder(kind.table, list).map((one) => listName(process.id, one));
  const unread = lists.filter((name) => context.seen.listed[name] === undefined);
  if (unread.length > 0) return unread.map((name) => ({ see: "listed", process: name, all: true }));
  const items = lists.flatMap((name) => context.seen.listed[name] ?? []).map((one) => itemOf(kind, one));
  return needsOfSupport(kind, items, context);
}

/** Whether an item belongs to a list now. */
export function isIn(kind: AnyKind, list: string, item: Item, standing: Standing): boolean {
  const isKept = storedUnder(kind.table, list).includes(item.state.list) && item.state.at === "shown";
  return isKept && (kind.lists[list]?.(standing, [item]) ?? [item]).length > 0;
}

/** The items of a list, the oldest first; those that were read so far. */
export function itemsIn(kind: AnyKind, list: string, standing: Standing): readonly Item[] {
  const { process, context } = standing;
  const all = storedUnder(kind.table, list)
    .flatMap((one) => context.seen.listed[listName(process.id, one)] ?? [])
    .map((one) => itemOf(kind, one))
    .filter(({ state }) => state.at === "shown");
  return kind.lists[list]?.(standing, all) ?? all;
}

/** Whether a row leads on for an item: with any one of these it is done. */
function leadsOn(table: Lifecycle, at: string, list: string): readonly string[] {
  return rowsIn(table, at)
    .filter(([, step]) => step.forEach === list && step.to !== undefined)
    .map(([name]) => name);
}

/** Whether an item had this row, or another that leads on, since the state began. */
export function isDone(kind: AnyKind, name: string, step: Step, item: Item, { state }: Standing): boolean {
  const rows =
    step.to === undefined || step.forEach === undefined
      ? [name]
      : leadsOn(kind.table, state.at, step.forEach);
  const since = state.began[state.at] ?? state.active;
  return rows.some((one) => {
    const kept = item.state.filled[one];
    return kept !== undefined && (step.to === undefined || kept.on >= since);
  });
}

/** The items of a row's list that still need it. */
export function undone(kind: AnyKind, name: string, step: Step, standing: Standing): readonly Item[] {
  if (step.forEach === undefined) return [];
  return itemsIn(kind, step.forEach, standing).filter((one) => !isDone(kind, name, step, one, standing));
}

/** Whether a resident or a group brought it in, rather than a step of the municipality that put it on a list. */
export function isBrought(kind: AnyKind, { row, state }: Item): boolean {
  return (
    row.by !== undefined ||
    state.erased === true ||
    state.group !== undefined ||
    state.quoted !== undefined ||
    isPart(kind, state.list)
  );
}

/** Whether residents bring in what a list holds, or reasons about it. */
function isPart({ table }: AnyKind, list: string): boolean {
  return Object.hasOwn(table.parts?.items ?? {}, list.split("+")[0] ?? list);
}

/** A changed item, as its contribution. */
export function changedItem(
  { listedUnder: own }: Stored,
  { row }: Item,
  state: ItemState,
  context: Pick<Context, "now">,
): Contribution {
  const waits = state.at === "waits" || state.objection !== undefined;
  const { dueAt: _, listedIn: __, ...rest } = row;
  return {
    ...rest,
    state,
    open: waits,
    ...(waits && row.dueAt !== undefined && { dueAt: row.dueAt }),
    ...(state.at === "shown" && { listedIn: (own ?? listedUnder)(state) }),
    changed: context.now,
  };
}
