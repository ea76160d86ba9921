import { isVotedOn } from "../core/counting/ballot.ts";
import type { Lane } from "../core/model/lane.ts";
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

/** The lane of the resident who acts: found under her key, under an earlier one, or new. */

/** At most this many messages that failed are moved with a lane; the command that moves all finds the others. */
const LETTERS_AT_ONCE = 20;
/** At most this many people are remembered as in the middle of a survey, by one process. */
const REMEMBERED = 1000;

type LanePorts = Pick<Ports, "store" | "secrecy" | "voters" | "clock" | "town">;

/** What was found of somebody, in as few reads as possible. */
interface Loaded {
  readonly found: Lane | undefined;
  readonly already?: Partial<Pick<Seen, "ballot" | "response">>;
}

/** Reads a lane, and with it what she is about to see or to change. @param keyOf the key of her lane */
export function createLaneReads(ports: LanePorts, keyOf: (from: FromChat) => string) {
  const { store } = ports;
  /** The survey in which a lane was last, as far as this process knows: a guess that saves her a read. */
  const answering = new Map<string, string>();

  function remember(key: string, lane: Lane): void {
    const next = ofResidents.flatMap((one) => one.process?.answersNext(lane) ?? [])[0];
    answering.delete(key);
    if (next !== undefined) answering.set(key, next);
    const [oldest] = answering.keys();
    if (answering.size > REMEMBERED && oldest !== undefined) answering.delete(oldest);
  }

  /** Her lane; with it her ballot or her answers, when that is what she is about to see or to change. */
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
      return { found: lane, already: { response: { [survey]: { voter, response: row } } } };
    }
    const vote = press && side?.votesIn(press);
    if (vote === undefined || !isVotedOn(vote)) return { found: await store.lane(key) };
    const { lane, voter, row } = await withLane(from, vote, store.laneAndBallot, (token) =>
      store.ballot(vote, token),
    );
    return { found: lane, already: { ballot: { [vote]: { voter, ballot: row } } } };
  }

  /** Her lane in one call with what she has in a process, under the newest of her tokens; or else under an older one. */
  async function withLane<Row>(
    from: FromChat,
    process: string,
    both: ReadsWithLane<Row>,
    read: (token: string) => Promise<Row | undefined>,
  ) {
    const tokens = ports.voters.of(from, process);
    const { lane, row } = await both(keyOf(from), process, tokens[0]);
    return { lane, ...(await underOne(tokens, read, async () => row)) };
  }

  return { load, remember };
}

/** Lanes that are not under her key: those under earlier keys, what stayed of an erased one, and a newcomer's. */
export function createOtherLanes({ store, secrecy, clock, town }: LanePorts) {
  /**
   * Her lane when it still lies under a key of before (`npm run rotate`): it is given its new name first. Nobody is
   * asked for it at any other time, so nobody waits for it.
   */
  async function underOlderKey(key: string, from: FromChat): Promise<Lane | undefined> {
    const { channel, chat } = from;
    for (const older of secrecy.olderLaneKeys(channel, chat)) {
      const lane = await store.lane(older);
      if (lane === undefined) continue;
      const to: Lane = { ...lane, key, address: secrecy.seal(chat), version: lane.version + 1 };
      // What she sent and could not be handled goes with her, so that it goes too when she has herself erased.
      const failed = (await store.failedOf(older)).slice(0, LETTERS_AT_ONCE);
      try {
        await store.commit([
          { move: lane, to },
          ...failed.flatMap((one): Write[] => [{ remove: one }, { put: { ...one, who: key } }]),
        ]);
        return to;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        // It was moved or changed meanwhile, by her other message or by the command that moves all.
        return (await store.lane(key)) ?? (await underOlderKey(key, from));
      }
    }
    return undefined;
  }

  /** What stayed of somebody who had herself erased, also when it lies under a key of before. */
  async function markOf(key: string, { channel, chat }: FromChat): Promise<Mark | undefined> {
    for (const one of [key, ...secrecy.olderLaneKeys(channel, chat)]) {
      const mark = await store.mark(one);
      if (mark) return mark;
    }
    return undefined;
  }

  function newcomer(key: string, from: FromChat, mark: Mark | undefined): Lane {
    const now = clock.now();
    const lane: Lane = {
      row: "lane",
      key,
      version: 0,
      resident: secrecy.derive("resident", `${key}#${now}#${from.input.id}`).slice(0, 24),
      address: secrecy.seal(from.chat),
      language: firstLanguage(from.input.appLanguage, town.languages),
      stage: "language",
      permissions: [],
      stopped: false,
      reachable: true,
      questions: [],
      about: [],
      wrote: [],
      handled: [],
      created: now,
      seen: now,
    };
    return mark ? withMark(lane, mark, now) : lane;
  }

  return { underOlderKey, markOf, newcomer };
}

/** What stayed of before is in her new lane from now on; or it is written again, under the key of now. */
export function takenUp(mark: Mark | undefined, lane: Lane, turn: Turn): readonly Write[] {
  if (!mark || turn.lane === undefined) return [];
  return turn.lane === null && mark.key === lane.key ? [] : [{ remove: mark }];
}
