import { isVotedOn } from "../core/counting/ballot.ts";
import type { Lane } from "../core/model/lane.ts";
import { isProcessId } from "../core/model/process.ts";
import type { Screen } from "../core/model/screen.ts";
import type { Office } from "../core/model/staff.ts";
import type { Seen } from "../core/needs.ts";
import { type Mark, withMark } from "../core/residents/erasure-mark.ts";
import { firstLanguage } from "../core/residents/onboarding.ts";
import { currentScreen } from "../core/residents/repeated-input.ts";
import { decideResident } from "../core/residents/router.ts";
import type { Turn } from "../core/turn.ts";
import { ofResidents } from "../instruments/registry.ts";
import type { App, FromChat } from "../ports/app.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import type { ReadsWithLane } from "../ports/store.ts";
import { type Arrangement, createArrangement, createRecent } from "./cached-reads.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { noticesKeptBack } from "./kept-back.ts";
import { resolveNeeds, underOne } from "./needs.ts";
import { createReplies, keep } from "./replies.ts";
import { ATTEMPTS, createLoop, type LoopPorts } from "./turn-context.ts";

/** A reply is repeated at most so often: one for each time that a process died before it could answer. */
const REPEATS = 3;

/** So many messages that failed are moved with a lane; the command that moves all finds the others. */
const LETTERS_AT_ONCE = 20;

/** So many people are in the middle of a survey in one process, as far as it remembers. */
const REMEMBERED = 1000;

export type ResidentPorts = LoopPorts & Pick<Ports, "channel" | "voters" | "log">;

/** What residents do. Everything for somebody else is in the commit and leaves through the queues. */
export function createResidents(
  ports: ResidentPorts,
  arrangement: Arrangement = createArrangement(ports),
): Pick<App, "resident" | "setAside"> {
  const { store, secrecy, clock, log, town } = ports;
  const { contextFor, commit } = createLoop(ports);
  const replies = createReplies(ports, contextFor);
  /** Tells this process from others that may have got the same update. */
  const self = crypto.randomUUID().slice(0, 8);
  /** What this process does or did with an input: whoever brings it again shares the outcome. */
  const underway = new Map<string, Promise<void>>();

  const recent = createRecent(store, clock);
  /** The survey in which a lane was last, as far as this process knows: a guess that saves her a read. */
  const answering = new Map<string, string>();

  function resident(from: FromChat): Promise<void> {
    const name = replies.nameOf(from);
    const known = underway.get(name);
    if (known) return known;
    const work = receive(from);
    keep(underway, name, work);
    // What failed is done again when it comes again.
    work.catch(() => underway.delete(name));
    return work;
  }

  async function receive(from: FromChat): Promise<void> {
    const { input } = from;
    const key = replies.keyOf(from);
    let repeats: number | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [{ found, already }, desks] = await Promise.all([load(from), arrangement.now()]);
      const known = found ?? (await underOlderKey(key, from));
      const mark = known ? undefined : await markOf(key, from);
      const lane = known ?? newcomer(key, from, mark);
      const before = lane.handled.find((one) => one.id === input.id);
      try {
        if (before) {
          if (repeats !== undefined && before.repeats !== repeats) {
            // Another process has begun to repeat this reply while this one was about to. Or it was this one,
            // and only the table's answer got lost on the way: then nobody else will say it.
            if (before.by !== self) return;
            return await replies.answer(from, lane, await isNow(from, lane, desks), lane.language);
          }
          repeats = before.repeats;
          return await repeat(from, lane, before, () => isNow(from, lane, desks));
        }
        const context = { ...contextFor(input.id, attempt), office: desks, lives: livesOf(lane) };
        const ways = { ...waysOf(from), already };
        const turn = await resolveNeeds(
          store,
          context,
          lane.resident,
          (seen) => decideResident(input, lane, { ...context, ...seen }, ofResidents),
          ways,
        );
        // Too much came: a read for each, and nothing else.
        if (turn.unheard) return;
        if (turn.reached) log.info("limit_reached", { limit: turn.reached });
        if (wasHad(turn, input.id))
          return await replies.answer(from, found, await isNow(from, lane, desks), lane.language);
        const screens = turn.effects.flatMap((effect) => (effect.do === "reply" ? [effect.screen] : []));
        const late = await noticesKeptBack(store, lane, turn, context.now);
        replies.means(from, screens);
        const written = await commit(
          turn,
          context,
          {
            lane,
            input: input.id,
            replies: screens.length > 0,
            mark: ports.voters.repeat,
            olderKeys: turn.lane === null ? secrecy.olderLaneKeys(from.channel, from.chat) : [],
          },
          [...late, ...takenUp(mark, lane, turn)],
        );
        remember(key, turn.lane ?? lane);
        log.info("received", { type: input.type, attempt });
        return await replies.answer(from, written, screens, (turn.lane ?? lane).language);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Conflict(`still in conflict after ${ATTEMPTS} attempts`);
  }

  const waysOf = (from: FromChat) => ({
    voter: (process: string) => ports.voters.of(from, process),
    recent,
  });

  const livesOf = (lane: Lane) => (process: string) => ports.voters.lives(lane.resident, process);

  /** Her ballot or her answers know this input, while the lane does not remember it any more. */
  function wasHad({ ballots = [], responses = [] }: Turn, input: string): boolean {
    return [...ballots, ...responses].some(({ process, marks }) =>
      marks?.includes(ports.voters.repeat(input, process)),
    );
  }

  /** What there is to say to an input that was handled before: the rest of what was being said, or how it is now. */
  async function isNow(from: FromChat, lane: Lane, office: Office): Promise<readonly Screen[]> {
    const rest = replies.unsaid(from);
    if (rest) return rest;
    const context = { ...contextFor(from.input.id, 0), office, lives: livesOf(lane) };
    const { effects } = await resolveNeeds(
      store,
      context,
      lane.resident,
      (seen) => currentScreen(from.input, lane, { ...context, ...seen }, ofResidents),
      waysOf(from),
    );
    return effects.flatMap((effect) => (effect.do === "reply" ? [effect.screen] : []));
  }

  function remember(key: string, lane: Lane): void {
    const next = ofResidents.flatMap((one) => one.process?.answersNext(lane) ?? [])[0];
    answering.delete(key);
    if (next !== undefined) answering.set(key, next);
    const [oldest] = answering.keys();
    if (answering.size > REMEMBERED && oldest !== undefined) answering.delete(oldest);
  }

  /** Her lane; with it her ballot or her answers, when that is what she is about to see or to change. */
  async function load(
    from: FromChat,
  ): Promise<{ found: Lane | undefined; already?: Partial<Pick<Seen, "ballot" | "response">> }> {
    const { input } = from;
    const key = replies.keyOf(from);
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
    const { lane, row } = await both(replies.keyOf(from), process, tokens[0]);
    return { lane, ...(await underOne(tokens, read, async () => row)) };
  }

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

  /** The commit stood, but the process may have died before it answered. @throws Conflict */
  async function repeat(
    from: FromChat,
    lane: Lane,
    before: Lane["handled"][number],
    screens: () => Promise<readonly Screen[]>,
  ): Promise<void> {
    if (before.silent || before.repeats >= REPEATS) return replies.answer(from, lane, [], lane.language);
    const repeats = before.repeats + 1;
    const handled = lane.handled.map((one) => (one.id === before.id ? { ...one, repeats, by: self } : one));
    const counted: Lane = { ...lane, version: lane.version + 1, handled };
    await store.commit([{ put: counted, expect: lane.version }]);
    log.info("repeated", { repeats });
    return replies.answer(from, counted, await screens(), lane.language);
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

  return { resident, setAside: createDeadLetters(ports, replies.apologise) };
}

/** What stayed of before is in her new lane from now on; or it is written again, under the key of now. */
function takenUp(mark: Mark | undefined, lane: Lane, turn: Turn): readonly Write[] {
  if (!mark || turn.lane === undefined) return [];
  return turn.lane === null && mark.key === lane.key ? [] : [{ remove: mark }];
}
