import type { Broadcast } from "../../../../bot/core/broadcasts/broadcast.ts";
import { after, DAY, type Instant } from "../../../../bot/core/calendar/time.ts";
import type { Contribution } from "../../../../bot/core/model/contribution.ts";
import type { Process } from "../../../../bot/core/model/process.ts";
import { type Need, nothingSeen } from "../../../../bot/core/needs.ts";
import { startOffice } from "../../../../bot/core/officials/office.ts";
import { clockTurn } from "../../../../bot/core/processes/clock-turn.ts";
import { stageSchema } from "../../../../bot/core/processes/stage.ts";
import type { Context, Decision, Turn } from "../../../../bot/core/turn.ts";
import { waterkant } from "../../../support/waterkant.ts";
import { kinds } from "./fixture-kinds.ts";
import type { Moment } from "./moments.ts";

/** What the clock does, and who hears, when from some moment on nobody does anything any more. */

/** Something that was said to somebody, or a line in the history of the process. */
export interface Said {
  readonly on: Instant;
  /** The process that said it. */
  readonly process: string;
  readonly event: string | undefined;
  /** Members of the workspace and random ids of residents; "all" for everybody who takes part. */
  readonly to: readonly string[];
}

export interface Silence {
  readonly said: readonly Said[];
  /** The states that the process itself was in, from when. */
  readonly states: readonly { readonly at: string; readonly on: Instant }[];
}

/** More rings than a town's clock needs for a year of looking every morning at several processes. */
const MOST_RINGS = 6000;

/**
 * @param alone only the process itself is looked at; else what stands under it too, which takes long
 */
export function nobodyActs(
  { process: id, processes, contributions, now }: Moment,
  days: number,
  alone: boolean,
): Silence {
  const rows = new Map(processes);
  const items = new Map(contributions);
  const sent = new Map<string, Broadcast>();
  const said: Said[] = [];
  const states = [{ at: stageOf(rows.get(id)).at, on: now }];
  const end = after(now, days * DAY);
  for (let ring = 0; ring < MOST_RINGS; ring++) {
    const [next] = [...rows.values()]
      .filter((one) => one.wakeAt !== undefined && (one.id === id || !alone))
      .toSorted((a, b) => (a.wakeAt ?? "").localeCompare(b.wakeAt ?? ""));
    if (next?.wakeAt === undefined || next.wakeAt > end) return { said, states };
    const on = next.wakeAt > now ? next.wakeAt : now;
    const turn = decided(next, on, `${ring}`, { rows, items, sent });
    for (const one of turn.processes ?? []) rows.set(one.id, { ...one, version: one.version + 1 });
    for (const one of turn.contributions ?? []) items.set(one.id, one);
    for (const one of turn.broadcasts ?? []) sent.set(one.id, one);
    const woken = rows.get(next.id);
    if (woken?.wakeAt !== undefined && woken.wakeAt <= on && ring === MOST_RINGS - 1)
      throw new Error("the clock never sleeps");
    const to = hearers(turn);
    const event = turn.entries?.find(({ contribution }) => contribution === next.id)?.event;
    if (to.length > 0 || event !== undefined) said.push({ on, process: next.id, event, to });
    const { at } = (rows.get(id)?.state ?? {}) as { readonly at?: string };
    if (at !== undefined && at !== states.at(-1)?.at) states.push({ at, on });
  }
  throw new Error("the clock never sleeps");
}

function stageOf(process: Process | undefined) {
  return stageSchema.parse(process?.state);
}

function hearers({ broadcasts = [], effects }: Turn): readonly string[] {
  return [
    ...broadcasts.map(({ invites }) => (invites ? "invited" : "all")),
    ...effects.flatMap((effect) => {
      if (effect.do !== "notify") return [];
      const { notice } = effect;
      if (notice.kind === "member") return [notice.member];
      return notice.kind === "resident" ? [notice.resident] : [];
    }),
  ];
}

interface Rows {
  readonly rows: ReadonlyMap<string, Process>;
  readonly items: ReadonlyMap<string, Contribution>;
  readonly sent: ReadonlyMap<string, Broadcast>;
}

/** A turn of the clock, with whatever it needs to see. */
function decided(process: Process, now: Instant, seed: string, held: Rows): Turn {
  const kind = kinds.get(process.instrument);
  if (!kind) throw new Error(`no table is called ${process.instrument}`);
  let seen: Seen = { ...nothingSeen, process: Object.fromEntries(held.rows), listed: listsIn(held.items) };
  for (let round = 0; round < 12; round++) {
    const context = {
      now,
      seed: `${process.id}#${seed}`.padEnd(64, "0"),
      town: waterkant,
      office: startOffice(waterkant),
      seen,
    } as unknown as Context;
    const decision: Decision = clockTurn(kind, process, context);
    if (!("needs" in decision)) return decision;
    for (const need of decision.needs) seen = withSeen(seen, need, held);
  }
  throw new Error(`${kind.table.name} always needs to see more`);
}

type Seen = Context["seen"];

/** What is listed, by the name of its list: reading it once is faster than being asked for each. */
function listsIn(items: Rows["items"]): Record<string, Contribution[]> {
  const lists: Record<string, Contribution[]> = {};
  for (const one of items.values())
    if (one.listedIn !== undefined) lists[one.listedIn] = [...(lists[one.listedIn] ?? []), one];
  return lists;
}

function withSeen(seen: Seen, need: Need, { rows, items, sent }: Rows): Seen {
  switch (need.see) {
    case "process":
      return { ...seen, process: { ...seen.process, [need.id]: rows.get(need.id) ?? null } };
    case "contribution":
      return { ...seen, contribution: { ...seen.contribution, [need.id]: items.get(need.id) ?? null } };
    case "listed":
      return { ...seen, listed: { ...seen.listed, [need.process]: [] } };
    case "broadcast": {
      const one = sent.get(need.id);
      const heard = one && { ...one, status: { at: "sent" } };
      return { ...seen, broadcast: { ...seen.broadcast, [need.id]: (heard ?? null) as never } };
    }
    case "recount":
      return { ...seen, recount: { ...seen.recount, [need.process]: { voters: 0, points: {} } } };
    case "tally":
      return { ...seen, tally: { ...seen.tally, [need.process]: { voters: 0, points: {} } } };
    default:
      throw new Error(`the clock asks to see ${need.see}`);
  }
}
