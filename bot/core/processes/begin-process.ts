import { codeFrom } from "../model/access-code.ts";
import { residentId } from "../model/ids.ts";
import type { Process, ProcessCard } from "../model/process.ts";
import { deskOf, deskOfClerk } from "../officials/desk-membership.ts";
import type { Context, Turn } from "../turn.ts";
import { itemsOfRow } from "./added.ts";
import { cardOfChild, type Moved, movedOf } from "./children.ts";
import type { AnyKind, Row, Standing, Values } from "./kind.ts";
import { left } from "./left.ts";
import { recorded, showCard, type Who } from "./record.ts";
import { some } from "./rows.ts";
import { type Kept, newStage, type Stage } from "./stage.ts";
import { isResidentId, tell } from "./telling.ts";

/** Begins a process: its row from "new". */

/** The row by which a kind begins. @throws Error when its table has none, which the checks find first */
export function beginning({ table }: Pick<AnyKind, "table">): Row {
  const found = Object.entries(table.steps).find(([, { from }]) => some(from).includes("new"));
  if (!found) throw new Error(`“${table.name}” has no row from "new"`);
  const [name, step] = found;
  return { name, step };
}

export interface Beginning {
  readonly id: string;
  readonly card: ProcessCard;
  readonly desk: string;
  /** Member of the workspace; "" when residents began it. */
  readonly organiser: string;
  readonly filled: Values;
  readonly who: Who;
  readonly by?: string | undefined;
  readonly under?: readonly string[];
  /** The number of what a resident raised. */
  readonly raised?: string | undefined;
  readonly about?: string | undefined;
}

/** A new process before its first row: hidden, and nothing is known of it. */
export function newProcess(kind: AnyKind, begun: Omit<Beginning, "who">, context: Context): Standing {
  const { id, card, desk, organiser, under = [], raised, about } = begun;
  const { now } = context;
  const state: Stage = {
    ...newStage("new", now),
    ...(under.length > 0 && { under: [...under] }),
    ...(raised !== undefined && { raised }),
    ...(about !== undefined && { about }),
    ...(kind.table.parts?.group && { group: { code: codeFrom(context.seed, "own"), members: [] } }),
    ...(kind.table.parts?.facilitated && {
      facilitated: { code: codeFrom(context.seed, "group"), workers: [] },
    }),
  };
  const process: Process = {
    row: "process",
    version: 0,
    id,
    instrument: kind.table.name,
    card,
    state,
    open: false,
    desk,
    organiser,
    handled: [],
    created: now,
    changed: now,
    entries: 0,
  };
  return { process, state, context };
}

/** The core group of a process that a resident begins has her in it. */
function withStarter(stage: Stage, { by, who }: Beginning, { now }: Context): Stage {
  const { group } = stage;
  if (!group || who.actor !== "resident" || by === undefined) return stage;
  return { ...stage, group: { ...group, members: [{ resident: residentId(by), on: now }] } };
}

/** Takes the row that begins it. */
export function begun(
  kind: AnyKind,
  one: Beginning,
  context: Context,
): { turn: Turn; moved: readonly Moved[] } {
  const row = beginning(kind);
  const first = newProcess(kind, one, context);
  const kept: Kept = {
    ...(one.by !== undefined && { by: one.by }),
    on: context.now,
    values: { ...one.filled },
  };
  const taking = { row, filled: one.filled, by: one.by, who: one.who };
  const to = typeof row.step.to === "string" ? row.step.to : "new";
  const noted = withStarter(left(kind, taking, kept, first), one, context);
  const added = itemsOfRow(kind, taking, noted, first);
  const state: Stage = { ...noted, items: added.counts, at: to, began: { [to]: context.now } };
  // What is its own was worked out by now: its state can be read.
  const made = { ...first, process: { ...first.process, state: noted } };
  const changed = recorded(kind, made, state, row.name, one.who);
  const told = tell(kind, {
    row,
    standing: { process: changed.process, state, context },
    filled: one.filled,
    at: to,
    ...(one.by !== undefined && { by: one.by }),
  });
  return {
    turn: {
      processes: [changed.process],
      entries: [changed.entry],
      contributions: added.rows,
      broadcasts: told.broadcasts,
      // What is done item by item is done on the card of each.
      effects: [...told.effects, showCard(changed.process), ...added.rows.map(showCard)],
    },
    moved: movedOf(kind, one.id, undefined, state, holdsResident(state)),
  };
}

/** Whether it leads to a resident: she began it, or is to do it. */
function holdsResident({ filled, owner }: Stage): boolean {
  return [owner, ...Object.values(filled).map(({ by }) => by)].some(
    (one) => one !== undefined && isResidentId(one),
  );
}

/** What is for the clerk stands where she sees it: not at a closed desk, whoever's it is. */
function deskFor(kind: AnyKind, { desk }: Process, { office }: Context): string {
  const isForClerk = some(beginning(kind).step.tells).includes("clerk");
  return isForClerk && deskOf(desk, office)?.closed ? deskOfClerk(desk, office) : desk;
}

/** Begins a child: under the card of its parent, for the same desk. */
export function begunChild(
  kind: AnyKind,
  { id, values, who, by, about }: Pick<Beginning, "id" | "who" | "by" | "about"> & { values: Values },
  parent: Standing,
): { turn: Turn; moved: readonly Moved[] } {
  const { process, state, context } = parent;
  return begun(
    kind,
    {
      id,
      card: cardOfChild(kind, parent, values),
      desk: deskFor(kind, process, context),
      organiser: process.organiser,
      filled: values,
      who,
      by,
      under: [process.id, ...(state.under ?? [])],
      raised: state.raised,
      about,
    },
    context,
  );
}
