import type { Turn } from "../turn.ts";
import { begunChild } from "./begin-process.ts";
import type { Moved } from "./children.ts";
import { childId } from "./children.ts";
import { itemsIn } from "./items.ts";
import type { AnyKind, Row, Standing, Values } from "./kind.ts";
import type { Who } from "./record.ts";
import { rowsOf } from "./rows.ts";
import type { Kept, Pledged } from "./stage.ts";
import type { Taking } from "./taking.ts";
import { isResidentId } from "./telling.ts";

/**
 * The promises of a row. The table takes a hundred items in one commit, and a council can promise more in one answer: so
 * a row begins a few, and the process keeps where the rest stand. The clock begins those, a few at each ring.
 */

/** The name of their kind. */
export const PROMISE = "commitment";

/** Promises that are begun in one turn: each writes up to five items (our limit). */
export const AT_ONCE = 12;

/** A promise, and who filled it in; absent: whoever takes the row that makes it. */
export interface Pledge {
  readonly values: Values;
  readonly by?: string | undefined;
  /** The item that it was filled in with. */
  readonly about?: string | undefined;
}

/** The list that the promises of a row are with, when another row filled them in. */
export function listOfPromises({ table }: AnyKind, commits: true | string | undefined): string | undefined {
  const other = typeof commits === "string" ? rowsOf(table)[commits] : undefined;
  return other?.forEach ?? other?.adds;
}

/**
 * The promises that a row makes: those that are begun now, and where the others stand. Those that another row filled in,
 * item by item, are all begun by the clock.
 * @param own where its own fields are kept: an item by its number, or "" for the process
 */
export function pledgesOf(
  kind: AnyKind,
  { row, filled, item, by }: Taking,
  own: string,
  standing: Standing,
  later: boolean,
): { readonly now: readonly Pledge[]; readonly rest?: Pledged } {
  const { commits } = row.step;
  if (commits === undefined) return { now: [] };
  const rest = (items: readonly string[], done: number, count: number): { readonly rest?: Pledged } =>
    count === 0
      ? {}
      : {
          rest: {
            row: row.name,
            items: [...items],
            done,
            count,
            ...(by !== undefined && !isResidentId(by) && { by }),
            ...(item && { about: item.row.id }),
          },
        };
  if (isOfOther(row)) {
    const list = item ? [item] : itemsIn(kind, listOfPromises(kind, commits) ?? "", standing);
    const items = list.filter(({ state }) => state.filled[String(commits)]).map((one) => one.row.id);
    return { now: [], ...rest(items, 0, items.length) };
  }
  const all = ownPledges(row, { values: filled });
  const most = later ? 0 : AT_ONCE;
  return { now: all.slice(0, most), ...rest([own], most, Math.max(0, all.length - most)) };
}

/** Whether another row filled them in, item by item. */
export function isOfOther({ step: { commits, asks } }: Row): boolean {
  return typeof commits === "string" && asks?.[commits] === undefined;
}

/** The promises that were filled in at the row itself. */
export function ownPledges(
  { step: { commits } }: Row,
  { values = {}, by }: Partial<Kept>,
): readonly Pledge[] {
  return (typeof commits === "string" ? listIn(values[commits]) : [values]).map((one) => ({
    values: one,
    by,
  }));
}

export function listIn(value: unknown): Values[] {
  return Array.isArray(value) ? (value as Values[]) : [];
}

/** A child that is to be begun. */
interface Begins extends Pledge {
  readonly name: string;
}

/** What children do when they begin, all of them together. */
interface Begun
  extends Required<Pick<Turn, "processes" | "entries" | "contributions" | "broadcasts" | "effects">> {
  readonly moved: readonly Moved[];
}

/** Begins children of a process. @param standing as it becomes */
export function beginAll(
  kind: AnyKind,
  children: readonly Begins[],
  { who, about }: { readonly who: Who; readonly about?: string | undefined },
  standing: Standing,
): Begun {
  const all = children.flatMap(({ name, values, by, about: own = about }, n) => {
    const child = kind.children[name] ?? (name === kind.table.name ? kind : undefined);
    if (!child) return [];
    return [begunChild(child, { id: childId(standing.context, n), values, who, by, about: own }, standing)];
  });
  return {
    processes: all.flatMap(({ turn }) => turn.processes ?? []),
    entries: all.flatMap(({ turn }) => turn.entries ?? []),
    contributions: all.flatMap(({ turn }) => turn.contributions ?? []),
    broadcasts: all.flatMap(({ turn }) => turn.broadcasts ?? []),
    effects: all.flatMap(({ turn }) => turn.effects),
    moved: all.flatMap(({ moved }) => moved),
  };
}
