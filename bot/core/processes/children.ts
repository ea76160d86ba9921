import * as z from "zod/mini";
import { isDay } from "../calendar/time.ts";
import { needs } from "../decision.ts";
import type { Process, ProcessCard } from "../model/process.ts";
import { processId } from "../model/process.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { emptyCard } from "./empty-card.ts";
import type { AnyKind, Standing, Values } from "./kind.ts";
import { isForResidents, rowsIn } from "./rows.ts";
import { stageSchema } from "./stage.ts";
import { nextMorning } from "./terms.ts";

/**
 * Processes that stand under another: a council response, a promise. A parent keeps of its children, by kind, how many
 * there are in each state and which states one has been in; so it knows whether its promises are settled without reading
 * any of them, and whoever waits for a child is woken by the child itself.
 */

/** The state of a process of any kind, with what its kind adds. */
const anyStage = z.looseObject(stageSchema.shape);

/** A kind, or one that it begins, or one that these begin. */
export function kindNamed(kind: AnyKind, name: string, seen: readonly AnyKind[] = []): AnyKind | undefined {
  if (kind.table.name === name) return kind;
  if (seen.includes(kind)) return undefined;
  for (const child of Object.values(kind.children)) {
    const found = kindNamed(child, name, [...seen, kind]);
    if (found) return found;
  }
  return undefined;
}

/** The number of the nth child that a turn begins. */
export function childId(context: Pick<Context, "seed">, n: number): string {
  return processId(`${context.seed}#child${n}`);
}

/**
 * A child stands under the card of its parent. Until that was filled in, the parent is called by what a resident said
 * when she began it, and that is for nobody else to keep.
 */
export function cardOfChild(
  kind: Pick<AnyKind, "table">,
  { process: { card }, state: { raised }, context }: Standing,
  values: Values,
): ProcessCard {
  const { due } = values;
  // The number of what was raised is nobody's words.
  const isKept = Object.keys(card.question).length > 0 || raised !== undefined;
  const own = isKept ? card : emptyCard(kind, context);
  return typeof due === "string" && isDay(due) ? { ...own, answerBy: due } : own;
}

/**
 * A turn that changed a process which stands under others: those know of it in the same commit.
 * @param from its state before; undefined when it has just begun
 */
export function withParents(turn: Turn, moves: readonly Moved[], context: Context): Decision {
  const ids = [...new Set(moves.flatMap(({ under }) => under))];
  const here = new Map((turn.processes ?? []).map((one) => [one.id, one]));
  const missing = ids.filter((id) => !here.has(id) && context.seen.process[id] === undefined);
  if (missing.length > 0) return needs(...missing.map((id) => ({ see: "process" as const, id })));
  for (const id of ids) {
    const parent = here.get(id) ?? context.seen.process[id];
    if (!parent) continue;
    here.set(
      id,
      withChildren(
        parent,
        moves.filter(({ under }) => under.includes(id)),
        context,
      ),
    );
  }
  return { ...turn, processes: [...here.values()] };
}

/** A child that began, came to another state, or holds something of a resident now. */
export interface Moved {
  readonly kind: string;
  readonly under: readonly string[];
  readonly from?: string | undefined;
  /** Absent: it stays where it is. */
  readonly to?: string | undefined;
  readonly id: string;
  /** It holds something of a resident: erasure finds it by its number. */
  readonly holds: boolean;
  /** Residents may have something to do in it now: they find it by its number. */
  readonly offers: boolean;
  /** It stays where it is, and everybody heard something of it. */
  readonly news?: boolean;
}

/** Of each kind, at most so many children are offered to residents: those that changed last (our limit). */
const OFFERED = 10;
/** Of each kind, so many children are known by their number: those that began last (our limit). */
const KNOWN = 100;

function withChildren(parent: Process, moves: readonly Moved[], { now }: Context): Process {
  // Any state that the kernel keeps has these fields, whatever its kind adds to them.
  const read = anyStage.parse(parent.state);
  const children = { ...read.children };
  for (const { kind, id, from, to, holds, offers } of moves) {
    const { now: before = {}, been = [], residents = [], offered = [], ids = [] } = children[kind] ?? {};
    const count = { ...before };
    if (to !== undefined) count[to] = (before[to] ?? 0) + 1;
    if (from !== undefined) count[from] = Math.max(0, (count[from] ?? 0) - 1);
    const theirs = !holds || residents.includes(id) ? residents : [...residents, id];
    const others = offered.filter((one) => one !== id);
    const known = from === undefined && to !== undefined ? [...ids, id].slice(-KNOWN) : ids;
    const open = offers ? [...others, id].slice(-OFFERED) : others;
    children[kind] = {
      now: count,
      been: to === undefined || been.includes(to) ? been : [...been, to],
      ...(known.length > 0 && { ids: known }),
      ...(theirs.length > 0 && { residents: theirs }),
      ...(open.length > 0 && { offered: open }),
    };
  }
  if (moves.every(({ to, news }) => to === undefined && !news))
    return { ...parent, state: { ...read, children } };
  // Something may wait for this: the clock looks now, and otherwise in the morning as ever.
  const soon = parent.wakeAt !== undefined && parent.wakeAt < now ? parent.wakeAt : now;
  return {
    ...parent,
    state: { ...read, children },
    wakeAt: nextMorning(now) < soon ? nextMorning(now) : soon,
  };
}

/**
 * What a change of state means for the processes it stands under.
 * @param id its number
 * @param holds whether a resident did this or was given it
 * @param news whether everybody heard of it, though its state may be the same
 */
export function movedOf(
  kind: Pick<AnyKind, "table">,
  id: string,
  before: Standing["state"] | undefined,
  after: Standing["state"],
  holds = false,
  news = false,
): readonly Moved[] {
  const { under = [] } = after;
  if (under.length === 0) return [];
  const moved = {
    kind: kind.table.name,
    id,
    under,
    holds,
    news,
    offers: rowsIn(kind.table, after.at).some(([, step]) => isForResidents(step)),
  };
  if (before?.at === after.at) return holds || news ? [moved] : [];
  return [{ ...moved, from: before?.at, to: after.at }];
}
