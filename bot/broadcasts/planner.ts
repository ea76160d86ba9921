import { type Broadcast, isGoingOn } from "../core/broadcasts/broadcast.ts";
import { PER_SECOND } from "../core/broadcasts/pace.ts";
import { resultOf, startProgress } from "../core/broadcasts/progress.ts";
import type { ResidentId } from "../core/model/ids.ts";
import { updateLane } from "../outbox/sure-commits.ts";
import type { App } from "../ports/app.ts";
import type { BroadcastPart } from "../ports/outbox.ts";
import { createRateLimiter, stopwatch } from "../runtime/rate-limiter.ts";
import { createHistory } from "./history.ts";
import { createRecipients, type Others } from "./recipients.ts";
import { createRoll } from "./roll.ts";
import { createSender, type SenderPorts } from "./sender.ts";
import { createStatus, type StatusPorts } from "./status.ts";

/** Our limit: a part left unfinished this many times is set aside, and the next one starts. */
const TRIES = 5;
/** Our limit: whatever the table says, a part the queue has delivered more often than this is not started again. */
const GIVEN_OUT = 15;

/**
 * Plans broadcasts: who gets one, chunk by chunk, and when it is done. Residents who blocked the bot are marked, and
 * get no more broadcasts until they write again.
 */
export function createPlanner(ports: SenderPorts & StatusPorts): App["broadcast"] {
  const { store, clock, town, log } = ports;
  const { change, finishIfDone } = createStatus(ports);
  const history = createHistory(ports);
  const { choose, onlyHelpers } = createRecipients(ports, history);
  const paceAt = (perSecond: number) => createRateLimiter(perSecond, ports.stopwatch ?? stopwatch);
  const paid = town.paidNews && paceAt(town.paidNews.perSecond);
  const unreachable = (resident: ResidentId) =>
    updateLane(store, resident, (lane) => ({ ...lane, reachable: false }));
  const spread = createSender(
    ports,
    { usual: paceAt(PER_SECOND), paid },
    {
      unreachable,
      heard: history.heard,
      show: (id) => change(id, undefined),
      unpaid: (id) => change(id, { type: "unpaid" }),
    },
  );

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
      // The clock will requeue it (requeue.ts); until then others are sent.
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
   * Counts the start of a part before any work, so that a part that kills the process is recognised next time. A run
   * that finishes clears the count (sender.ts).
   * @returns false when it was started too often
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

  /** Sets a part aside; the others go on without it. The card says so and has a button to try it again. */
  async function setAside({ id }: Broadcast, part: number): Promise<void> {
    log.error("part_set_aside", new Error("it failed too often"), { broadcast: id, part, alarm: true });
    await change(id, { type: "setAside", part });
    await finishIfDone(id);
  }

  /**
   * Writes the list of recipients. Chunks left by an earlier attempt are overwritten, and surplus ones are not sent.
   */
  async function plan(broadcast: Broadcast): Promise<void> {
    const roll = createRoll(ports, broadcast);
    const { process } = broadcast;
    let others: Others = { capped: 0 };
    if (process === undefined) others = await choose(broadcast, roll.add);
    else await store.participants(process, broadcast.helpers ? onlyHelpers(process, roll.add) : roll.add);
    const counts = { ...(await roll.done()), ...others };
    // Not the number of residents: anyone who can read the log could then count any combination of groups.
    log.info("broadcast_counted", { chunks: counts.chunks });
    await change(broadcast.id, { type: "counted", ...counts });
  }

  return work;
}
