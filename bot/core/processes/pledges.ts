import type { Turn } from "../turn.ts";
import { begunChild } from "./begin-process.ts";
import type { Moved } from "./children.ts";
import { childId } from "./children.ts";
import { itemsIn } from "./items.ts";
import type { AnyKind, Row, Standing, Values } from "./kind.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Who } from "./record.ts";
import { rowsOf } from "./rows.ts";
import { kindOf, recordOf } from "./shown-values.ts";
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
const AT_ONCE = 12;

/** A promise, and who filled it in; absent: whoever takes the row that makes it. */
export interface Pledge {
  readonly values: Values;
  readonly by?: string | undefined;
}

/** The list that the promises of a row are with, when another row filled them in. */
export function listOfPromises({ table }: AnyKind, commits: true | string | undefined): string | undefined {
  const other = typeof commits === "string" ? rowsOf(table)[commits] : undefined;
  return other?.forEach ?? other?.adds;
}

/** Where promises stand: an item by its number, or "" for the process; and those that stand there. */
export interface Source {
  readonly id: string;
  readonly pledges: readonly Pledge[];
}

/** The promises that a row makes: those that are begun now, and where the rest stand. @param own where its own fields are kept */
export function pledgesOf(
  kind: AnyKind,
  { row, filled, item, by }: Taking,
  own: string,
  standing: Standing,
): { readonly now: readonly Pledge[]; readonly rest?: Pledged | undefined } {
  const { commits } = row.step;
  if (commits === undefined) return { now: [] };
  const list = listOfPromises(kind, commits);
  const items = list === undefined ? [] : itemsIn(kind, list, standing);
  const sources: readonly Source[] = isOfOther(row)
    ? (item ? [item] : items).map((one) => ({
        id: one.row.id,
        pledges: pledgesWith(kind.table, row, one.state.filled),
      }))
    : [{ id: own, pledges: ownPledges(row, { values: filled }) }];
  const { now, rest } = firstOf(sources, 0);
  return {
    now,
    rest: rest && {
      row: row.name,
      ...rest,
      ...(by !== undefined && !isResidentId(by) && { by }),
      ...(item && { about: item.row.id }),
    },
  };
}

/** Whether another row filled them in, item by item. */
function isOfOther({ step: { commits, asks } }: Row): boolean {
  return typeof commits === "string" && asks?.[commits] === undefined;
}

/** The promises that were filled in at the row itself. */
function ownPledges({ step: { commits } }: Row, { values = {}, by }: Partial<Kept>): readonly Pledge[] {
  return (typeof commits === "string" ? listIn(values[commits]) : [values]).map((one) => ({
    values: one,
    by,
  }));
}

/** The promises of a row among what was filled in, for the process or for an item. */
export function pledgesWith(
  { steps }: Lifecycle,
  row: Row,
  filled: Readonly<Record<string, Kept>>,
): readonly Pledge[] {
  const { commits } = row.step;
  const kept = filled[isOfOther(row) ? String(commits) : row.name];
  if (!kept?.values) return [];
  if (!isOfOther(row)) return ownPledges(row, kept);
  const nested = Object.entries(steps[String(commits)]?.asks ?? {}).find(
    ([, ask]) => kindOf(ask) === "rows" && "owner" in recordOf(ask) && "due" in recordOf(ask),
  );
  return (nested ? listIn(kept.values[nested[0]]) : [kept.values]).map((values) => ({ values, by: kept.by }));
}

function listIn(value: unknown): Values[] {
  return Array.isArray(value) ? (value as Values[]) : [];
}

/** As many as fit in one turn, and where the others stand. @param done of the first source, those that were begun */
export function firstOf(
  sources: readonly Source[],
  done: number,
): { readonly now: readonly Pledge[]; readonly rest?: Pick<Pledged, "items" | "done" | "count"> } {
  const all = sources
    .flatMap(({ id, pledges }) => pledges.map((pledge, n) => ({ id, n, pledge })))
    .slice(done);
  const now = all.slice(0, AT_ONCE).map(({ pledge }) => pledge);
  const [next, ...others] = all.slice(AT_ONCE);
  if (!next) return { now };
  const items = [...new Set([next, ...others].map(({ id }) => id))];
  return { now, rest: { items, done: next.n, count: others.length + 1 } };
}

/** A child that is to be begun. */
interface Begins extends Pledge {
  readonly name: string;
}

/** Begins children of a process. @param standing as it becomes */
export function beginAll(
  kind: AnyKind,
  children: readonly Begins[],
  { who, about }: { readonly who: Who; readonly about?: string | undefined },
  standing: Standing,
): readonly { readonly turn: Turn; readonly moved: readonly Moved[] }[] {
  return children.flatMap(({ name, values, by }, n) => {
    const child = kind.children[name] ?? (name === kind.table.name ? kind : undefined);
    if (!child) return [];
    return [begunChild(child, { id: childId(standing.context, n), values, who, by, about }, standing)];
  });
}
