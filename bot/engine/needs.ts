import { addDays, townClock } from "../core/calendar/time.ts";
import { partName } from "../core/counting/recount.ts";
import type { Process } from "../core/model/process.ts";
import type { Outsider } from "../core/model/staff.ts";
import {
  type Need,
  type NeedOf,
  nothingSeen,
  type ReadText,
  type Seen,
  type SeenOnce,
  type Sights,
} from "../core/needs.ts";
import type { Context, Decision, Turn } from "../core/turn.ts";
import type { Store } from "../ports/store.ts";

/** Contributions of a process that are listed at most, and those of one resident: more than a town or a person brings in. */
const ALL_LISTED = 10_000;
const MOST_MINE = 1000;

/** How many rounds of needs a decision may ask for. More is a mistake in an instrument. */
const ROUNDS = 6;

/** At least one. */
type Tokens = readonly [string, ...string[]];

/**
 * What lies under one of these tokens, and under which; when there is nothing, the first of them.
 * @param first what lies under the first, when that was read already
 */
export async function underOne<Row>(
  tokens: Tokens,
  read: (voter: string) => Promise<Row | undefined>,
  first: () => Promise<Row | undefined> = () => read(tokens[0]),
): Promise<{ readonly voter: string; readonly row: Row | null }> {
  const [newest, ...older] = tokens;
  const row = await first();
  if (row !== undefined) return { voter: newest, row };
  for (const voter of older) {
    const found = await read(voter);
    if (found !== undefined) return { voter, row: found };
  }
  return { voter: newest, row: null };
}

/** Where everything that can be seen is read. What is undefined can be seen by some only. */
interface Sources {
  readonly store: Store;
  readonly context: Context;
  /** The resident who acts, by her random id. */
  readonly who: string | undefined;
  /** The tokens in a process of the person who acts, the one for something new first. */
  readonly voter?: ((process: string) => Tokens) | undefined;
  /** Where texts for machines are handed in. */
  readonly reads?: ((text: string) => Promise<ReadText>) | undefined;
  /** Why a member of the workspace is no colleague; null when she is one. */
  readonly outsider?: ((member: string) => Promise<Outsider | "unknown" | null>) | undefined;
  /** A process that may be half a minute old. */
  readonly recent?: ((id: string) => Promise<Process | undefined>) | undefined;
}

export type Ways = Pick<Sources, "voter" | "reads" | "outsider" | "recent"> & {
  /** What was read with the lane. */
  readonly already?: Partial<Pick<Seen, "ballot" | "response">> | undefined;
};

type Read<Kind extends keyof Sights> = (need: NeedOf<Kind>, from: Sources) => Promise<Sights[Kind]["gets"]>;

/** How each kind of need is read. */
const read: { readonly [Kind in keyof Sights]: Read<Kind> } = {
  contribution: async ({ id }, { store }) => (await store.contribution(id)) ?? null,
  history: ({ id }, { store }) => store.history(id),
  process: async ({ id, recent: isEnough }, { store, recent }) =>
    (await (isEnough && recent ? recent(id) : store.process(id))) ?? null,
  processes: (_need, { store }) => store.processes(),
  // What was kept long enough is no longer anybody's.
  mine: async (_need, { store, who }) =>
    who === undefined ? [] : (await store.mine(who, MOST_MINE)).filter((one) => one.by === who),
  listed: ({ process, all }, { store }) => store.listed(process, all ? ALL_LISTED : undefined),
  ballot: async ({ process }, { store, voter }) => {
    if (!voter) throw new Error("only a resident has a ballot");
    const { voter: token, row } = await underOne(voter(process), (one) => store.ballot(process, one));
    return { voter: token, ballot: row };
  },
  tally: ({ process }, { store }) => store.tally(process),
  recount: ({ process }, { store }) => store.recount(process),
  response: async ({ process }, { store, voter }) => {
    if (!voter) throw new Error("nobody acts who could have answers");
    const { voter: token, row } = await underOne(voter(process), (one) => store.response(process, one));
    return { voter: token, response: row };
  },
  given: async ({ process, voter }, { store }) => (await store.response(process, voter)) ?? null,
  results: ({ process }, { store }) => store.results(process),
  released: ({ process }, { store }) => store.released(process),
  answers: ({ process }, { store }) => store.answers(process),
  said: ({ process, after }, { store }) => store.said(process, after),
  makeup: ({ process }, { store }) => store.makeup(process),
  reader: async ({ resident }, { store }) => (await store.laneOf(resident)) ?? null,
  desk: ({ desk }, { store }) => store.desk(desk),
  figures: ({ desk }, { store, context }) => store.figures(desk, lastTwelveMonths(context.now)),
  broadcast: async ({ id }, { store }) => (await store.broadcast(id)) ?? null,
  reading: ({ text }, { reads }) => {
    if (!reads) throw new Error("a text is read only where officials hand in forms");
    return reads(text);
  },
  staff: async ({ member }, { store }) => (await store.staff(member)) ?? null,
  member: ({ member }, { outsider }) => {
    if (!outsider) throw new Error("members are looked at only where officials act");
    return outsider(member);
  },
};

/** Under which name what was asked for is seen. */
function nameOf(need: Exclude<Need, { see: SeenOnce }>): string {
  if (need.see === "said") return partName(need.process, need.after);
  if (need.see === "given") return need.voter;
  if ("id" in need) return need.id;
  if ("process" in need) return need.process;
  if ("resident" in need) return need.resident;
  if ("desk" in need) return need.desk;
  return "text" in need ? need.text : need.member;
}

/** What is seen, and then this as well. */
async function withOne(seen: Seen, need: Need, from: Sources): Promise<Seen> {
  // Each kind is read by its own line of the table, which the compiler cannot follow through a union.
  const found = await (read[need.see] as (need: Need, from: Sources) => Promise<unknown>)(need, from);
  if (need.see === "processes" || need.see === "mine") return { ...seen, [need.see]: found };
  const name = nameOf(need);
  return {
    ...seen,
    [need.see]: { ...seen[need.see], [name]: found },
    fresh: need.see === "process" && !need.recent ? [...seen.fresh, name] : seen.fresh,
  };
}

/**
 * Runs `decide` until it needs nothing more.
 * @param who the resident who acts, by her random id
 * @throws Error when a decision still asks for more after `ROUNDS`
 */
export async function resolveNeeds(
  store: Store,
  context: Context,
  who: string | undefined,
  decide: (extra: { seen: Seen; office: Context["office"] }) => Decision,
  { already, ...ways }: Ways = {},
): Promise<Turn> {
  const from: Sources = { ...ways, store, context, who };
  const { office } = context;
  let seen: Seen = { ...nothingSeen, ...already };
  for (let round = 0; round < ROUNDS; round++) {
    const decision = decide({ seen, office });
    if (!("needs" in decision)) return decision;
    for (const need of decision.needs) seen = await withOne(seen, need, from);
  }
  throw new Error("a decision kept asking for more; see the instrument that the input belongs to");
}

/** The twelve months up to and including this one, "2026-05". */
function lastTwelveMonths(now: string): string[] {
  const months: string[] = [];
  let day = `${townClock(now).day.slice(0, 7)}-15`;
  for (let count = 0; count < 12; count++) {
    months.push(day.slice(0, 7));
    day = `${addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-15`;
  }
  return months;
}
