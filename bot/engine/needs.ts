import { addDays, type Instant, type Month, monthOf, townClock } from "../core/calendar/time.ts";
import { partName } from "../core/counting/recount.ts";
import type { ResidentId, VoterToken } from "../core/model/ids.ts";
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
import { readAhead } from "../ports/read-ahead.ts";
import type { RowName, Store } from "../ports/store.ts";

/** Our limit: contributions listed for a process, more than a town ever makes. */
const ALL_LISTED = 10_000;
/** Our limit: contributions listed for one resident, more than a person ever makes. */
const MOST_MINE = 1000;
/** Our limit: processes that ended, as many as fit on a phone. */
const MOST_ENDED = 10;

/** Our limit: processes that ended, more than a town ends in a year. */
const MOST_ACCOUNTED = 500;

/**
 * Our limit: rounds of needs per decision. Most take two or three; a report that was merged again and again takes one
 * for each report it went on in, of which there are two hundred at most.
 */
const ROUNDS = 250;

/** At least one. */
type Tokens = readonly [VoterToken, ...VoterToken[]];

/**
 * Finds the row under one of these tokens, and which token that was; the first token when there is none.
 * @param first the row under the first token, if already read
 */
export async function underOne<Row>(
  tokens: Tokens,
  read: (voter: VoterToken) => Promise<Row | undefined>,
  first: () => Promise<Row | undefined> = () => read(tokens[0]),
): Promise<{ readonly voter: VoterToken; readonly row: Row | null }> {
  const [newest, ...older] = tokens;
  const row = await first();
  if (row !== undefined) return { voter: newest, row };
  for (const voter of older) {
    const found = await read(voter);
    if (found !== undefined) return { voter, row: found };
  }
  return { voter: newest, row: null };
}

/** Where each kind of need is read. The optional ones are available to some callers only. */
interface Sources {
  readonly store: Store;
  readonly context: Context;
  /** The resident who acts, by her random id. */
  readonly who: ResidentId | undefined;
  /** The acting person's tokens in a process; the one for new rows first. */
  readonly voter?: ((process: string) => Tokens) | undefined;
  /** Reads a machine-readable text that was handed in. */
  readonly reads?: ((text: string) => Promise<ReadText>) | undefined;
  /** Why a member of the workspace does not count as a colleague; null when she does. */
  readonly outsider?: ((member: string) => Promise<Outsider | "unknown" | null>) | undefined;
  /** A cached process, at most half a minute old. */
  readonly recent?: ((id: string) => Promise<Process | undefined>) | undefined;
}

export type Ways = Pick<Sources, "voter" | "reads" | "outsider" | "recent"> & {
  /** What was already read along with the lane. */
  readonly already?: Partial<Pick<Seen, "ballot" | "response">> | undefined;
};

type Read<Kind extends keyof Sights> = (need: NeedOf<Kind>, from: Sources) => Promise<Sights[Kind]["gets"]>;

/** The reader for each kind of need. */
const read: { readonly [Kind in keyof Sights]: Read<Kind> } = {
  contribution: async ({ id }, { store }) => (await store.contribution(id)) ?? null,
  history: ({ id }, { store }) => store.history(id),
  process: async ({ id, recent: isEnough }, { store, recent }) =>
    (await (isEnough && recent ? recent(id) : store.process(id))) ?? null,
  processes: (_need, { store }) => store.processes(),
  ended: (_need, { store }) => store.ended(MOST_ENDED),
  hidden: (_need, { store }) => store.unlisted("hidden"),
  account: async (_need, { store }) => {
    const [cardless, ended] = await Promise.all([store.unlisted("cardless"), store.ended(MOST_ACCOUNTED)]);
    return { cardless, ended };
  },
  // Once its retention period is over, a contribution no longer belongs to anybody.
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
  givers: ({ subjects }, { store }) => store.givers(subjects),
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
  reader: async ({ resident }, { store }) => (await store.languageOf(resident)) ?? null,
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

/** The name under which a needed value appears in what is seen. */
function nameOf(need: Exclude<Need, { see: SeenOnce }>): string {
  if (need.see === "said") return partName(need.process, need.after);
  if (need.see === "given") return need.voter;
  if ("id" in need) return need.id;
  if ("process" in need) return need.process;
  if ("resident" in need) return need.resident;
  if ("desk" in need) return need.desk;
  if ("subjects" in need) return need.subjects.join(" ");
  return "text" in need ? need.text : need.member;
}

const once: readonly Need["see"][] = ["processes", "ended", "hidden", "account", "mine"] satisfies SeenOnce[];

function isSeenOnce(need: Need): need is Extract<Need, { see: SeenOnce }> {
  return once.includes(need.see);
}

/** The row that a need is about, when it is about exactly one that can be read together with others. */
function rowNamed(need: Need, { recent }: Sources): RowName | undefined {
  switch (need.see) {
    case "contribution":
    case "broadcast":
      return { row: need.see, id: need.id };
    case "process":
      return need.recent && recent ? undefined : { row: need.see, id: need.id };
    case "staff":
      return { row: need.see, id: need.member };
    default:
      return undefined;
  }
}

/** Fetches the needs of one round at the same time, and single rows among them in one call. */
async function fetched(needs: readonly Need[], from: Sources): Promise<readonly unknown[]> {
  const names = needs.flatMap((need) => rowNamed(need, from) ?? []);
  const together = names.length > 1 ? { ...from, store: await readAhead(from.store, names) } : from;
  return Promise.all(
    needs.map((need) =>
      // Each kind has its own reader in the table, which the compiler cannot follow through a union.
      (read[need.see] as (need: Need, from: Sources) => Promise<unknown>)(need, together),
    ),
  );
}

/** Adds what was found for one need to what is already seen. */
function withOne(seen: Seen, need: Need, found: unknown): Seen {
  if (isSeenOnce(need)) return { ...seen, [need.see]: found };
  const name = nameOf(need);
  return {
    ...seen,
    [need.see]: { ...seen[need.see], [name]: found },
    fresh: need.see === "process" && !need.recent ? [...seen.fresh, name] : seen.fresh,
  };
}

/**
 * Runs `decide`, fetching what it asks for, until it needs nothing more.
 * @param who the resident who acts, by her random id
 * @throws Error when a decision asks only for what it has been given, or still asks for more after `ROUNDS`
 */
export async function resolveNeeds(
  store: Store,
  context: Context,
  who: ResidentId | undefined,
  decide: (extra: { seen: Seen; office: Context["office"] }) => Decision,
  { already, ...ways }: Ways = {},
): Promise<Turn> {
  const from: Sources = { ...ways, store, context, who };
  const { office } = context;
  let seen: Seen = { ...nothingSeen, ...already };
  const given = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const decision = decide({ seen, office });
    if (!("needs" in decision)) return decision;
    const before = given.size;
    for (const need of decision.needs) given.add(JSON.stringify(need));
    const found = await fetched(decision.needs, from);
    for (const [at, need] of decision.needs.entries()) seen = withOne(seen, need, found[at]);
    if (given.size === before) break;
  }
  throw new Error("a decision kept asking for more; see the instrument that the input belongs to");
}

/** The last twelve months including the current one, as "2026-05". */
function lastTwelveMonths(now: Instant): Month[] {
  const months: Month[] = [];
  let month = monthOf(townClock(now).day);
  for (let count = 0; count < 12; count++) {
    months.push(month);
    month = monthOf(addDays(`${month}-01`, -1));
  }
  return months;
}
