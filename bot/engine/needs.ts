import { addDays, townClock } from "../core/calendar/time.ts";
import { partName } from "../core/counting/recount.ts";
import type { Process } from "../core/model/process.ts";
import type { Outsider } from "../core/model/staff.ts";
import {
  type Context,
  type Decision,
  nothingSeen,
  type ReadText,
  type Seen,
  type Turn,
} from "../core/turn.ts";
import type { Store } from "../ports/store.ts";

/** More than a town brings in; there has to be some end. */
const ALL_LISTED = 10_000;

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

/** What can be seen only by some. */
interface Ways {
  /** The tokens in a process of whoever acts, the one for something new first. */
  readonly voter?: (process: string) => Tokens;
  /** What was read with the lane. */
  readonly already?: Pick<Seen, "ballots" | "responses"> | undefined;
  /** Where texts for machines are handed in. */
  readonly reads?: ((text: string) => Promise<ReadText>) | undefined;
  /** Why a member of the workspace is no colleague; null when she is one. */
  readonly outsider?: (member: string) => Promise<Outsider | "unknown" | null>;
  /** A process that may be half a minute old. */
  readonly recent?: (id: string) => Promise<Process | undefined>;
}

/** Runs `decide` until it needs nothing more. */
export async function resolveNeeds(
  store: Store,
  context: Context,
  who: string | undefined,
  decide: (extra: { seen: Seen; office: Context["office"] }) => Decision,
  { voter, recent, already, reads, outsider }: Ways = {},
): Promise<Turn> {
  let seen: Seen = { ...nothingSeen, ...already };
  const office = context.office;
  for (let round = 0; round < ROUNDS; round++) {
    const decision = decide({ seen, office });
    if (!("needs" in decision)) return decision;
    for (const need of decision.needs) {
      switch (need.see) {
        case "contribution":
          seen = {
            ...seen,
            contributions: {
              ...seen.contributions,
              [need.id]: (await store.contribution(need.id)) ?? null,
            },
          };
          break;
        case "history":
          seen = { ...seen, histories: { ...seen.histories, [need.id]: await store.history(need.id) } };
          break;
        case "process":
          seen = {
            ...seen,
            process: {
              ...seen.process,
              [need.id]: (await (need.recent && recent ? recent(need.id) : store.process(need.id))) ?? null,
            },
            fresh: need.recent ? seen.fresh : [...(seen.fresh ?? []), need.id],
          };
          break;
        case "ballot": {
          if (!voter) throw new Error("only a resident has a ballot");
          const found = await underOne(voter(need.process), (token) => store.ballot(need.process, token));
          seen = {
            ...seen,
            ballots: { ...seen.ballots, [need.process]: { voter: found.voter, ballot: found.row } },
          };
          break;
        }
        case "response": {
          if (!voter) throw new Error("nobody acts who could have answers");
          const found = await underOne(voter(need.process), (token) => store.response(need.process, token));
          seen = {
            ...seen,
            responses: { ...seen.responses, [need.process]: { voter: found.voter, response: found.row } },
          };
          break;
        }
        case "given":
          seen = {
            ...seen,
            given: {
              ...seen.given,
              [need.voter]: (await store.response(need.process, need.voter)) ?? null,
            },
          };
          break;
        case "results":
          seen = { ...seen, results: { ...seen.results, [need.process]: await store.results(need.process) } };
          break;
        case "released":
          seen = {
            ...seen,
            released: { ...seen.released, [need.process]: await store.released(need.process) },
          };
          break;
        case "answers":
          seen = {
            ...seen,
            answers: { ...seen.answers, [need.process]: await store.answers(need.process) },
          };
          break;
        case "said":
          seen = {
            ...seen,
            said: {
              ...seen.said,
              [partName(need.process, need.after)]: await store.said(need.process, need.after),
            },
          };
          break;
        case "tally":
          seen = {
            ...seen,
            tallies: { ...seen.tallies, [need.process]: await store.tally(need.process) },
          };
          break;
        case "recount":
          seen = {
            ...seen,
            recounts: { ...seen.recounts, [need.process]: await store.recount(need.process) },
          };
          break;
        case "makeup":
          seen = {
            ...seen,
            makeups: { ...seen.makeups, [need.process]: await store.makeup(need.process) },
          };
          break;
        case "processes":
          seen = { ...seen, processes: await store.processes() };
          break;
        case "listed":
          seen = {
            ...seen,
            listed: {
              ...seen.listed,
              [need.process]: await store.listed(need.process, need.all ? ALL_LISTED : undefined),
            },
          };
          break;
        case "mine":
          // What was kept long enough is no longer anybody's.
          seen = {
            ...seen,
            mine: who ? (await store.mine(who, 1000)).filter((one) => one.by === who) : [],
          };
          break;
        case "desk":
          seen = { ...seen, desks: { ...seen.desks, [need.desk]: await store.desk(need.desk) } };
          break;
        case "reader":
          seen = {
            ...seen,
            readers: { ...seen.readers, [need.resident]: (await store.laneOf(need.resident)) ?? null },
          };
          break;
        case "broadcast":
          seen = {
            ...seen,
            broadcasts: { ...seen.broadcasts, [need.id]: (await store.broadcast(need.id)) ?? null },
          };
          break;
        case "reading":
          if (!reads) throw new Error("only where officials hand in forms a text is read");
          seen = { ...seen, readings: { ...seen.readings, [need.text]: await reads(need.text) } };
          break;
        case "staff":
          seen = {
            ...seen,
            staffed: { ...seen.staffed, [need.member]: (await store.staff(need.member)) ?? null },
          };
          break;
        case "member":
          if (!outsider) throw new Error("only where officials act members are looked at");
          seen = { ...seen, members: { ...seen.members, [need.member]: await outsider(need.member) } };
          break;
        case "figures":
          seen = {
            ...seen,
            figures: {
              ...seen.figures,
              [need.desk]: await store.figures(need.desk, mostOfTheYear(context.now)),
            },
          };
          break;
      }
    }
  }
  throw new Error("a decision kept asking for more; see the instrument that the input belongs to");
}

/** The twelve months up to and including this one, "2026-05". */
function mostOfTheYear(now: string): string[] {
  const months: string[] = [];
  let day = `${townClock(now).day.slice(0, 7)}-15`;
  for (let count = 0; count < 12; count++) {
    months.push(day.slice(0, 7));
    day = `${addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-15`;
  }
  return months;
}
