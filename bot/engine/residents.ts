import type { Ballot } from "../core/counting/ballot.ts";
import type { Response } from "../core/counting/response.ts";
import type { Lane } from "../core/model/lane.ts";
import { withoutLane } from "../core/residents/lane-alone.ts";
import { decideResident } from "../core/residents/router.ts";
import type { Turn } from "../core/turn.ts";
import { ofResidents } from "../instruments/registry.ts";
import type { App, FromChat } from "../ports/app.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { type Arrangement, createArrangement, createRecent } from "./cached-reads.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { noticesKeptBack } from "./kept-back.ts";
import { createLaneReads, createOtherLanes, takenUp } from "./lanes.ts";
import { resolveNeeds } from "./needs.ts";
import { createRepeats } from "./repeats.ts";
import { createReplies, keep } from "./replies.ts";
import { ATTEMPTS, createLoop, type LoopPorts } from "./turn-context.ts";

export type ResidentPorts = LoopPorts & Pick<Ports, "channel" | "voters" | "log">;

/** Handles what residents do. Anything meant for somebody else is part of the commit and leaves through the queues. */
export function createResidents(
  ports: ResidentPorts,
  arrangement: Arrangement = createArrangement(ports),
): Pick<App, "resident" | "setAside"> {
  const { store, secrecy, clock, log, voters } = ports;
  const { contextFor, commit } = createLoop(ports, ofResidents);
  const replies = createReplies(ports, contextFor);
  /** Inputs being handled or already handled by this process: a redelivery shares the outcome. */
  const underway = new Map<string, Promise<void>>();

  const recent = createRecent(store, clock);
  const waysOf = (from: FromChat) => ({ voter: (process: string) => voters.of(from, process), recent });
  const livesOf = (lane: Lane) => (process: string) => voters.lives(lane.resident, process);
  const { load, remember } = createLaneReads(ports, replies.keyOf);
  const { underOlderKey, markOf, newcomer } = createOtherLanes(ports);
  const { repeat, repeatIn, isNow } = createRepeats(ports, replies, { contextFor, waysOf, livesOf });

  function resident(from: FromChat): Promise<void> {
    const name = replies.nameOf(from);
    const known = underway.get(name);
    if (known) return known;
    const work = receive(from);
    keep(underway, name, work);
    // A failed input is handled again when it is redelivered.
    work.catch(() => underway.delete(name));
    return work;
  }

  async function receive(from: FromChat): Promise<void> {
    const { input } = from;
    const key = replies.keyOf(from);
    let repeats: number | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [{ found, row, already }, desks] = await Promise.all([load(from), arrangement.now()]);
      const known = found ?? (await underOlderKey(key, from));
      const mark = known ? undefined : await markOf(key, from);
      const lane = known ?? newcomer(key, from, mark);
      const before = lane.handled.find((one) => one.id === input.id);
      const times = found && row ? timesHad(row, input.id) : 0;
      try {
        if (before) {
          const seen = repeats;
          repeats = before.repeats;
          return await repeat(from, lane, before, desks, seen);
        }
        if (row && times > 0) {
          const seen = repeats;
          repeats = times - 1;
          return await repeatIn(from, lane, row, desks, { repeats, seen });
        }
        const context = { ...contextFor(input.id, attempt), office: desks, lives: livesOf(lane) };
        const ways = { ...waysOf(from), already };
        const decided = await resolveNeeds(
          store,
          context,
          lane.resident,
          (seen) => decideResident(input, lane, { ...context, ...seen }, ofResidents),
          ways,
        );
        // Rate limit exceeded: each input costs one read and nothing else.
        if (decided.unheard) return;
        const turn = withoutLane(decided, { lane, row }, context);
        if (turn.reached) log.info("limit_reached", { limit: turn.reached });
        if (rowsOf(turn).some((one) => timesHad(one, input.id) > 0))
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
            mark: voters.repeat,
            olderKeys: turn.lane === null ? secrecy.olderLaneKeys(from.channel, from.chat) : [],
          },
          [...late, ...takenUp(mark, lane, turn)],
        );
        remember(key, turn.lane ?? lane);
        log.info("received", { type: input.type, attempt });
        return await replies.answer(
          from,
          written ?? (turn.lane === undefined ? found : undefined),
          screens,
          (turn.lane ?? lane).language,
        );
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Conflict(`still in conflict after ${ATTEMPTS} attempts`);
  }

  const rowsOf = ({ ballots = [], responses = [] }: Turn) => [...ballots, ...responses];

  /** How often her ballot or her answers have had this input, which her lane may not know. */
  function timesHad({ process, marks = [] }: Ballot | Response, input: string): number {
    const mark = voters.repeat(input, process);
    return marks.filter((one) => one.startsWith(mark)).length;
  }

  return { resident, setAside: createDeadLetters(ports, replies.apologise) };
}
