import { type Ballot, isVotedOn } from "../core/counting/ballot.ts";
import type { Response } from "../core/counting/response.ts";
import { residentId, type VoterToken } from "../core/model/ids.ts";
import { type Lane, newLane } from "../core/model/lane.ts";
import { isProcessId } from "../core/model/process.ts";
import type { Seen } from "../core/needs.ts";
import { type Mark, withMark } from "../core/residents/erasure-mark.ts";
import { firstLanguage } from "../core/residents/onboarding.ts";
import type { Turn } from "../core/turn.ts";
import { ofResidents } from "../instruments/registry.ts";
import type { FromChat } from "../ports/app.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import type { ReadsWithLane } from "../ports/store.ts";
import { underOne } from "./needs.ts";

/** Finds the lane of the acting resident: under her current key, under an earlier one, or newly made. */

/** Our limit: failed messages moved along with a lane. The command that moves everything finds the rest. */
const LETTERS_AT_ONCE = 20;
/** Our limit, per process: people remembered as being in the middle of a survey. */
const REMEMBERED = 1000;

type LanePorts = Pick<Ports, "store" | "secrecy" | "voters" | "clock" | "town">;

/** What is stored about a resident, in as few reads as possible. */
interface Loaded {
  readonly found: Lane | undefined;
  /** Her ballot or her answers, when that was read along. */
  readonly row?: Ballot | Response | null;
  readonly already?: Partial<Pick<Seen, "ballot" | "response">>;
}

/** Reads a lane, together with what she is about to see or change. @param keyOf the key of her lane */
export function createLaneReads(ports: LanePorts, keyOf: (from: FromChat) => string) {
  const { store } = ports;
  /** The survey each lane was last in, as far as this process knows: a guess that saves a read. */
  const answering = new Map<string, string>();

  function remember(key: string, lane: Lane): void {
    const next = ofResidents.flatMap((one) => one.process?.answersNext(lane) ?? [])[0];
    answering.delete(key);
    if (next !== undefined) answering.set(key, next);
    const [oldest] = answering.keys();
    if (answering.size > REMEMBERED && oldest !== undefined) answering.delete(oldest);
  }

  /** Loads her lane, with her ballot or her answers when that is what she is about to see or change. */
  async function load(from: FromChat): Promise<Loaded> {
    const { input } = from;
    const key = keyOf(from);
    const press = input.type === "chose" ? input.press : undefined;
    const side = ofResidents.find((one) => one.name === press?.instrument)?.process;
    const survey = press ? side?.answersIn(press) : answering.get(key);
    if (survey !== undefined && isProcessId(survey)) {
      const { lane, voter, row } = await withLane(from, survey, store.laneAndResponse, (token) =>
        store.response(survey, token),
      );
      return { found: lane, row, already: { response: { [survey]: { voter, response: row } } } };
    }
    const vote = press && side?.votesIn(press);
    if (vote === undefined || !isVotedOn(vote)) return { found: await store.lane(key) };
    const { lane, voter, row } = await withLane(from, vote, store.laneAndBallot, (token) =>
      store.ballot(vote, token),
    );
    return { found: lane, row, already: { ballot: { [vote]: { voter, ballot: row } } } };
  }

  /** Reads her lane and her row in a process in one call, under her newest token or else an older one. */
  async function withLane<Row>(
    from: FromChat,
    process: string,
    both: ReadsWithLane<Row>,
    read: (token: VoterToken) => Promise<Row | undefined>,
  ) {
    const tokens = ports.voters.of(from, process);
    const { lane, row } = await both(keyOf(from), process, tokens[0]);
    return { lane, ...(await underOne(tokens, read, async () => row)) };
  }

  return { load, remember };
}

/**
 * Handles lanes that are not under her current key: those under earlier keys, the remains of an erased one, and a
 * newcomer's.
 */
export function createOtherLanes({ store, secrecy, clock, town }: LanePorts) {
  /**
   * Finds her lane under an earlier key (`npm run rotate`) and renames it first. Earlier keys are tried at no other
   * time, so nobody waits for this.
   */
  async function underOlderKey(key: string, from: FromChat): Promise<Lane | undefined> {
    const { channel, chat } = from;
    for (const older of secrecy.olderLaneKeys(channel, chat)) {
      const lane = await store.lane(older);
      if (lane === undefined) continue;
      const to: Lane = { ...lane, key, address: secrecy.seal(chat), version: lane.version + 1 };
      // Her messages that could not be handled move along, so that they are deleted too if she has herself erased.
      const failed = (await store.failedOf(older)).slice(0, LETTERS_AT_ONCE);
      try {
        await store.commit([
          { move: lane, to },
          ...failed.flatMap((one): Write[] => [{ remove: one }, { put: { ...one, who: key } }]),
        ]);
        return to;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        // It was moved or changed meanwhile, by another message of hers or by the command that moves everything.
        return (await store.lane(key)) ?? (await underOlderKey(key, from));
      }
    }
    return undefined;
  }

  /** Finds what remains of a resident who had herself erased, also under an earlier key. */
  async function markOf(key: string, { channel, chat }: FromChat): Promise<Mark | undefined> {
    for (const one of [key, ...secrecy.olderLaneKeys(channel, chat)]) {
      const mark = await store.mark(one);
      if (mark) return mark;
    }
    return undefined;
  }

  function newcomer(key: string, from: FromChat, mark: Mark | undefined): Lane {
    const now = clock.now();
    const lane = newLane({
      key,
      resident: residentId(secrecy.derive("resident", `${key}#${now}#${from.input.id}`).slice(0, 24)),
      address: secrecy.seal(from.chat),
      language: firstLanguage(from.input.appLanguage, town.languages),
      created: now,
    });
    return mark ? withMark(lane, mark, now) : lane;
  }

  return { underOlderKey, markOf, newcomer };
}

/** Moves what remained after an erasure into her new lane, or rewrites it under the current key. */
export function takenUp(mark: Mark | undefined, lane: Lane, turn: Turn): readonly Write[] {
  if (!mark || turn.lane === undefined) return [];
  return turn.lane === null && mark.key === lane.key ? [] : [{ remove: mark }];
}
