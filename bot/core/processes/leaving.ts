import { needs } from "../decision.ts";
import type { Left } from "../instrument.ts";
import type { Contribution } from "../model/contribution.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Need } from "../needs.ts";
import type { Context } from "../turn.ts";
import { kindNamed } from "./children.ts";
import { itemWithoutResident, rowsAfterHers, unpublished, withoutResident } from "./forgetting.ts";
import { listName } from "./items.ts";
import type { AnyKind } from "./kind.ts";
import { recorded, showCard, standingOf } from "./record.ts";
import { some } from "./rows.ts";
import { titleOf } from "./shown-values.ts";
import { toOfficials } from "./telling.ts";

/** A resident has herself erased: what she takes part in without her, and everything that stands under it. */

type Missing = { readonly needs: readonly Need[] };

/** @param itself what the process becomes, when it keeps something of residents in a way of its own */
export function leaves(
  kind: AnyKind,
  process: Process,
  lane: Lane,
  context: Context,
  itself?: (process: Process, lane: Lane, context: Context) => Left | Missing | undefined,
): Left | Missing | undefined {
  const held = childrenWith(kind, process).filter((id) => !lane.takesPart?.includes(id));
  const unseen = held.filter((id) => context.seen.process[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "process" as const, id })));
  const all = [process, ...held.flatMap((id) => context.seen.process[id] ?? [])].map((one) => {
    if (one === process && itself) return itself(process, lane, context);
    const of = kindNamed(kind, one.instrument);
    return of && leavesOne(of, one, lane, context);
  });
  const missing = all.flatMap((one) => (one && "needs" in one ? one.needs : []));
  if (missing.length > 0) return needs(...missing);
  const found = all.flatMap((one) => (one && !("needs" in one) ? [one] : []));
  if (found.length === 0) return undefined;
  return {
    processes: found.flatMap(({ process: one, processes = [] }) => [...(one ? [one] : []), ...processes]),
    contributions: found.flatMap((one) => one.contributions ?? []),
    entries: found.flatMap(({ entries }) => entries),
    effects: found.flatMap(({ effects }) => effects),
  };
}

/** The processes under this one that hold something of residents, whoever's it is. */
function childrenWith(kind: AnyKind, process: Process): readonly string[] {
  const { children = {} } = kind.schema.parse(process.state);
  return Object.values(children).flatMap(({ residents = [] }) => residents);
}

/** Every list that items of a table can be stored in. */
function listsOf({ table: { steps, parts, lists } }: AnyKind): readonly string[] {
  const added = Object.values(steps).flatMap(({ adds }) => some(adds));
  return [...new Set([...added, ...Object.keys(parts?.items ?? {}), ...Object.keys(lists ?? {})])];
}

function leavesOne(
  kind: AnyKind,
  process: Process,
  lane: Lane,
  context: Context,
): Left | Missing | undefined {
  const { resident } = lane;
  const names = listsOf(kind).map((list) => listName(process.id, list));
  const unseen = names.filter((name) => context.seen.listed[name] === undefined);
  if (unseen.length > 0)
    return needs(...unseen.map((name) => ({ see: "listed" as const, process: name, all: true as const })));
  const items = names
    .flatMap((name) => context.seen.listed[name] ?? [])
    .flatMap((one): readonly Contribution[] => {
      const without = itemWithoutResident(kind, one, resident);
      return without ? [without] : [];
    })
    .filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at);
  const standing = standingOf(kind, process, context);
  const overwritten = rowsAfterHers(kind, standing.state, resident);
  const history = context.seen.history[process.id];
  if (overwritten.length > 0 && !history) return needs({ see: "history", id: process.id });
  const without = withoutResident(kind, standing, lane);
  // Nothing says which line of the thread is hers: all that residents wrote there goes.
  const inThread =
    without?.typed ||
    overwritten.some((row) => (history ?? []).filter(({ event }) => event === row).length > 1);
  const shows = inThread ? [unpublished(process)] : without ? [showCard(process)] : [];
  if (!without)
    return items.length + shows.length === 0
      ? undefined
      : { contributions: items, entries: [], effects: shows };
  const left = { ...standing, process: without.process };
  const changed = recorded(kind, left, without.state, "left", { actor: "resident" });
  const told = without.tooSmall
    ? toOfficials("organiser", say("officials:process.groupTooSmall", titleOf(without.process)), standing)
    : [];
  return {
    processes: [changed.process],
    contributions: items,
    entries: [changed.entry],
    effects: [...told, ...shows],
  };
}
