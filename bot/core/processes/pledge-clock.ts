import { needs } from "../decision.ts";
import type { Decision } from "../turn.ts";
import { nextWake } from "./alarm.ts";
import { withParents } from "./children.ts";
import { itemAmong } from "./items.ts";
import type { AnyKind, Row, Standing } from "./kind.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { AT_ONCE, beginAll, isOfOther, listIn, ownPledges, type Pledge, PROMISE } from "./pledges.ts";
import type { Who } from "./record.ts";
import { rowOf } from "./rows.ts";
import { kindOf, recordOf } from "./shown-values.ts";
import type { Kept, Pledged } from "./stage.ts";

/** Items that are read at one ring of the clock (our limit). */
const READ = 25;

/**
 * The next promises of a row that made more than one commit takes. What was begun and where the rest stand are written
 * together, so none is lost or made twice, whatever happens between two rings.
 */
export function beginsRest(kind: AnyKind, standing: Standing): Decision | undefined {
  const { process, state, context } = standing;
  const [first, ...others] = state.pledged ?? [];
  if (!first) return undefined;
  const read = first.items.slice(0, READ);
  const unseen = read.filter((id) => id !== "" && context.seen.contribution[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "contribution" as const, id })));
  const step = rowOf(kind.table, first.row);
  const row = step && { name: first.row, step };
  const { now, rest } = firstOf(row ? read.map((id) => sourceOf(kind, row, id, standing)) : [], first.done);
  const unread = first.items.slice(READ);
  const items = [...(rest?.items ?? []), ...unread];
  const left: Pledged = {
    ...first,
    items,
    done: rest?.done ?? 0,
    count: Math.max(1, first.count - now.length),
  };
  const pledged = items.length > 0 ? [left, ...others] : others;
  const next = { ...standing, state: { ...state, pledged: pledged.length > 0 ? pledged : undefined } };
  const { by } = first;
  const who: Who = by === undefined ? { actor: "resident" } : { actor: "organiser", official: by };
  const children = beginAll(
    kind,
    now.map((one) => ({ ...one, name: PROMISE, by: one.by ?? by })),
    { who, about: first.about },
    next,
  );
  const changed = { ...process, state: next.state };
  return withParents(
    {
      processes: [
        { ...changed, wakeAt: nextWake(kind, { ...next, process: changed }) },
        ...children.processes,
      ],
      entries: children.entries,
      contributions: children.contributions,
      broadcasts: children.broadcasts,
      effects: children.effects,
    },
    children.moved,
    context,
  );
}

/** The promises of one item, or of the process; none once whoever filled them in was erased. */
function sourceOf(kind: AnyKind, row: Row, id: string, { state, context }: Standing): Source {
  const item = itemAmong(kind, context.seen.contribution[id]);
  const filled = id === "" ? state.filled : item?.state.filled;
  return { id, pledges: filled ? pledgesWith(kind.table, row, filled) : [] };
}

/** The promises of a row among what was filled in, for the process or for an item. */
function pledgesWith(
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

/** As many as fit in one turn, and where the others stand. @param done of the first source, those that were begun */
function firstOf(
  sources: readonly Source[],
  done: number,
): { readonly now: readonly Pledge[]; readonly rest?: Pick<Pledged, "items" | "done" | "count"> } {
  const all = sources
    .flatMap(({ id, pledges }) =>
      pledges.map((pledge, n) => ({ id, n, pledge: { ...pledge, ...(id !== "" && { about: id }) } })),
    )
    .slice(done);
  const now = all.slice(0, AT_ONCE).map(({ pledge }) => pledge);
  const [next, ...others] = all.slice(AT_ONCE);
  if (!next) return { now };
  const items = [...new Set([next, ...others].map(({ id }) => id))];
  return { now, rest: { items, done: next.n, count: others.length + 1 } };
}

/** Where promises stand, and those that stand there. */
interface Source {
  readonly id: string;
  readonly pledges: readonly Pledge[];
}
