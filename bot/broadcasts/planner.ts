import {
  type Broadcast,
  CHUNK,
  type Chunk,
  type Counts,
  isGoingOn,
  PER_SECOND,
  resultOf,
  startProgress,
} from "../core/broadcasts/broadcast.ts";
import { partsOf as audienceParts, wants } from "../core/broadcasts/reach.ts";
import { after, DAY } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import { remember } from "../outbox/marks.ts";
import type { App } from "../ports/app.ts";
import type { BroadcastPart } from "../ports/outbox.ts";
import type { TellPage } from "../ports/store.ts";
import { createRateLimiter, type Pace, stopwatch } from "../runtime/rate-limiter.ts";
import { createSender, type SpreadPorts } from "./sender.ts";
import { createStatus, type KeepingPorts } from "./status.ts";

/** A part that came to no end so often is set aside, and the next one goes on. */
const TRIES = 5;
/** Whatever the table says: what the queue has given out more often than this is not begun any more. */
const GIVEN_OUT = 15;
/** The town's limit is so much news in so long. */
const WEEK = 7 * DAY;
/** As long as anything can be open for answers. */
const INVITED_WITHIN = 100 * DAY;
/** DynamoDB reads so many items in one call. */
const LANES_AT_ONCE = 100;
/** So many chunks are written in one commit: six kilobytes each, and DynamoDB takes four megabytes. */
const CHUNKS_AT_ONCE = 20;

/** Who allows it and does not get it. */
type Others = Omit<Counts, "count" | "chunks">;

/**
 * Broadcasts: who gets one, chunk by chunk to whom it goes, and when it is done. Whoever blocked the bot is
 * marked, and gets no more of them until she writes again.
 */
export function createPlanner(ports: SpreadPorts & KeepingPorts): App["broadcast"] {
  const { store, clock, town, log } = ports;
  const { change, finishIfDone } = createStatus(ports);
  const pace: Pace = createRateLimiter(PER_SECOND, ports.stopwatch ?? stopwatch);
  const unreachable = (resident: string) =>
    remember(store, resident, (lane) => ({ ...lane, reachable: false }));
  const spread = createSender(ports, pace, unreachable, heard, (id) => change(id, undefined));

  async function work(
    { broadcast: id, part }: BroadcastPart,
    timeLeft: () => number,
    attempt = 1,
  ): Promise<void> {
    const broadcast = await store.broadcast(id);
    if (!broadcast) return;
    if (part === "plan") {
      if (broadcast.status.at !== "counting") return;
      if (attempt <= GIVEN_OUT) return plan(broadcast);
      // The clock hands it over again (`lookAgain`); until then others are sent.
      return log.error("not_counted", new Error("it failed too often"), { broadcast: id, alarm: true });
    }
    if (broadcast.aside?.includes(part)) return;
    if (broadcast.status.at !== "sending") {
      const { reached } = resultOf(await store.progress(id));
      if (!isGoingOn(broadcast, reached, town)) return;
    }
    if (attempt > GIVEN_OUT || !(await begin(broadcast, part))) return setAside(broadcast, part);
    const chunk = await store.chunk(id, part);
    if (!chunk) throw new Error("a broadcast without one of its chunks");
    const outcome = await spread(broadcast, chunk, timeLeft);
    if (outcome === "stopped" || broadcast.status.at !== "sending") await change(id, undefined);
    else await finishIfDone(id);
  }

  /**
   * Counts that a part is begun, before anything is done: what ends the process is known by it the next time. A run
   * that comes to an end takes the count away again (`spreading.ts`).
   * @returns false when it was begun often enough
   */
  async function begin({ id, again = 0 }: Broadcast, part: number): Promise<boolean> {
    const known = (await store.progress(id)).find(({ n }) => n === part);
    const before =
      known ?? startProgress({ row: "chunk", broadcast: id, n: part, created: clock.now(), residents: [] });
    const { tries = 0, version } = before;
    if (before.done) return true;
    if (tries >= TRIES * (again + 1)) return false;
    const next = { ...before, tries: Math.max(tries, TRIES * again) + 1, version: version + 1 };
    await store.commit([{ put: next, expect: version === 0 ? "new" : version }]);
    return true;
  }

  /** The others go on without it; its card says so, and has a button to try it again. */
  async function setAside({ id }: Broadcast, part: number): Promise<void> {
    log.error("part_set_aside", new Error("it failed too often"), { broadcast: id, part, alarm: true });
    await change(id, { type: "setAside", part });
    await finishIfDone(id);
  }

  /** Writes down who gets it. Chunks that an earlier attempt left are written over, and those too many are not sent. */
  async function plan(broadcast: Broadcast): Promise<void> {
    const roll = createRoll(broadcast);
    const { process } = broadcast;
    let others: Others = { capped: 0 };
    if (process === undefined) others = await choose(broadcast, roll.add);
    else await store.participants(process, broadcast.helpers ? onlyHelpers(process, roll.add) : roll.add);
    const counts = { ...(await roll.done()), ...others };
    // Not how many: the log may be read by whoever could count any combination of groups.
    log.info("broadcast_counted", { chunks: counts.chunks });
    await change(broadcast.id, { type: "counted", ...counts });
  }

  /** Residents go into chunks as they come, so that a large town need not fit into memory. */
  function createRoll({ id, invites }: Broadcast) {
    let [count, chunks] = [0, 0];
    let waiting: readonly string[] = [];
    async function write(residents: readonly string[]): Promise<void> {
      const puts: { put: Chunk }[] = [];
      for (let start = 0; start < residents.length; start += CHUNK)
        puts.push({
          put: {
            row: "chunk",
            broadcast: id,
            n: ++chunks,
            created: clock.now(),
            residents: residents.slice(start, start + CHUNK),
            ...(invites && { keptUntil: invites.until }),
          },
        });
      count += residents.length;
      await store.commit(puts);
    }
    return {
      async add(residents: readonly string[]): Promise<void> {
        waiting = waiting.concat(residents);
        for (const full = CHUNK * CHUNKS_AT_ONCE; waiting.length >= full; waiting = waiting.slice(full))
          await write(waiting.slice(0, full));
      },
      async done(): Promise<{ count: number; chunks: number }> {
        await write(waiting);
        return { count, chunks };
      },
    };
  }

  /**
   * Whoever allows it, in these neighbourhoods, and has not had enough this week; for an invitation as it asks for, and
   * for a reminder of it who was invited or has begun.
   * @returns how many allow it and do not get it
   */
  async function choose(broadcast: Broadcast, add: TellPage): Promise<Others> {
    const { invites, neighbourhoods } = broadcast;
    const heardOf = await heard(broadcast.id);
    // Somebody can move while the index is read, or take part and be in it as well: she is in no two chunks.
    // Once is enough: whoever got an invitation before is reminded, and not invited again.
    const invited = invites?.asks ? await invitedBefore(broadcast) : [];
    const met = new Set(invites?.reminds ? [] : invited);
    const notYetMet = (page: readonly string[]): string[] =>
      page.filter((resident) => !met.has(resident) && met.add(resident));
    const wantsIt = (lane: Lane, of = broadcast) =>
      wants(lane, of, heardOf.get(lane.resident) ?? 0, town.weeklyCap, clock.now());
    let [capped, unreachable, ageless] = [0, 0, 0];
    const anyAge = invites && { ...broadcast, invites: { ...invites, ages: [] } };
    const meet: TellPage = async (page) => {
      const some = notYetMet(page);
      if (!anyAge) return add(some);
      await withLanes(some, async (lanes) => {
        await add(lanes.filter((lane) => wantsIt(lane)).map(({ resident }) => resident));
        ageless += lanes.filter(
          (lane) => lane.age === undefined && !wantsIt(lane) && wantsIt(lane, anyAge),
        ).length;
      });
    };
    const meetNobody: TellPage = async (page) => {
      const some = notYetMet(page);
      if (!invites) unreachable += some.length;
      else
        await withLanes(some, (lanes) => {
          unreachable += lanes.filter((lane) => wantsIt({ ...lane, reachable: true })).length;
        });
    };
    const purpose = invites ? "ask_opinion" : "neighbourhood_news";
    const meetUnlessEnough: TellPage = async (page) => {
      const some = page.filter((resident) => (heardOf.get(resident) ?? 0) < town.weeklyCap);
      capped += page.length - some.length;
      await meet(some);
    };
    if (invites?.reminds) {
      for (let start = 0; start < invited.length; start += CHUNK)
        await meetUnlessEnough(invited.slice(start, start + CHUNK));
      await store.participants(invites.process, meet);
      return { capped, unreachable, ageless };
    }
    for (const neighbourhood of audienceParts(neighbourhoods, town.neighbourhoods)) {
      await store.audience({ purpose, neighbourhood }, meetUnlessEnough);
      await store.audience({ purpose, neighbourhood, out: true }, meetNobody);
    }
    return { capped, unreachable, ageless };
  }

  /** Who offered to help stands in the lanes. */
  function onlyHelpers(process: string, add: TellPage): TellPage {
    return (page) =>
      withLanes(page, (lanes) =>
        add(lanes.filter(({ helps }) => helps?.includes(process)).map(({ resident }) => resident)),
      );
  }

  /** Ages, languages and who has finished stand in the lanes: a hundred at a time, and no more of them in memory. */
  async function withLanes(
    residents: readonly string[],
    visit: (lanes: readonly Lane[]) => Promise<void> | void,
  ): Promise<void> {
    for (let start = 0; start < residents.length; start += LANES_AT_ONCE) {
      const some = residents.slice(start, start + LANES_AT_ONCE);
      const lanes = await store.lanesOf(some);
      await visit(some.flatMap((resident) => lanes.get(resident) ?? []));
    }
  }

  /** Whoever was in an earlier invitation to the same, that went out; of one that was stopped, who had got it by then. */
  async function invitedBefore({ id, invites }: Broadcast): Promise<readonly string[]> {
    const residents: string[] = [];
    for (const one of await store.broadcasts(after(clock.now(), -INVITED_WITHIN))) {
      const { status } = one;
      if (one.id === id || !("since" in status) || one.invites?.process !== invites?.process) continue;
      if (status.at === "stopped" || one.aside)
        await eachWhoHadATurn(one.id, status, (resident) => residents.push(resident));
      else for (const chunk of await chunksOf(one.id, status)) residents.push(...chunk.residents);
    }
    return residents;
  }

  /** Those too many, that an earlier attempt to count left, were never sent. */
  async function chunksOf(id: string, { chunks }: Pick<Counts, "chunks">): Promise<readonly Chunk[]> {
    return (await store.chunks(id)).filter(({ n }) => n <= chunks);
  }

  async function eachWhoHadATurn(
    id: string,
    status: Pick<Counts, "chunks">,
    tell: (resident: string) => void,
  ): Promise<void> {
    const progress = new Map((await store.progress(id)).map((each) => [each.n, each]));
    for (const chunk of await chunksOf(id, status)) {
      const { cursor, again } = progress.get(chunk.n) ?? { cursor: 0, again: [] };
      const left = new Set(again);
      chunk.residents.slice(0, cursor).forEach((resident, place) => {
        if (!left.has(place)) tell(resident);
      });
    }
  }

  /** How much news each resident had in the last seven days, from the chunks themselves. */
  async function heard(except: string): Promise<ReadonlyMap<string, number>> {
    const since = after(clock.now(), -WEEK);
    const counts = new Map<string, number>();
    // A draft may lie for a while before it is sent: what counts is when it was sent.
    for (const one of await store.broadcasts(after(since, -30 * DAY))) {
      const { status } = one;
      if (one.id === except || one.process !== undefined || !("since" in status) || status.since < since)
        continue;
      await eachWhoHadATurn(one.id, status, (resident) =>
        counts.set(resident, (counts.get(resident) ?? 0) + 1),
      );
    }
    return counts;
  }

  return work;
}
