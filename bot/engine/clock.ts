import { createRequeue } from "../broadcasts/requeue.ts";
import { after, elapsed, type Instant } from "../core/calendar/time.ts";
import { nothing } from "../core/decision.ts";
import type { Contribution } from "../core/model/contribution.ts";
import type { ClockInput } from "../core/model/input.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Arrival, Notice } from "../core/model/notice.ts";
import type { Process } from "../core/model/process.ts";
import { startOffice } from "../core/officials/office.ts";
import { clockLane } from "../core/residents/timeouts.ts";
import type { Context, Turn } from "../core/turn.ts";
import { ofClock } from "../instruments/registry.ts";
import { LOOK_AGAIN, pauseAfter } from "../outbox/retry.ts";
import type { App } from "../ports/app.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import type { Found, Waiting, Woken } from "../ports/store.ts";
import { inTurns } from "./clock-turns.ts";
import { resolveNeeds } from "./needs.ts";
import { ATTEMPTS, createLoop, type LoopPorts } from "./turn-context.ts";

/** So many rows are read at once. A few, so that none of them is old when its turn comes. */
const AT_ONCE = 25;
/** After so many refusals in a row the queue itself is in trouble, and its notices come with the next ring. */
const REFUSALS = 3;
/** With less time left than this (milliseconds) nothing is begun: the next ring goes on from there. */
const MARGIN = 5000;
/** From so many turns in a row that came to no end on, a person is asked to look: that is seven minutes after the first. */
const ASK_AFTER = 4;
/** So late (seconds) is worth a line: the clock rings every minute. An alarm watches it (infra/alarms.ts). */
const LATE = 120;
/** What has expired is looked at again after this long, unless the table has taken it away by then (milliseconds). */
const EXPIRED = pauseAfter(Number.POSITIVE_INFINITY);

export type TickPorts = LoopPorts & Pick<Ports, "outbox" | "log">;

/** Something whose turn it is. It is known to be here: its turn was counted before anything was done. */
interface Begun<Row extends Woken = Woken> {
  readonly waiting: Waiting;
  readonly row: Row;
  readonly tries: number;
}

/**
 * What the clock does: whatever is due becomes an input, and notices that waited are handed over.
 *
 * Each turn is counted in the table, and gets a later moment there, before it begins. What is written in the turn
 * itself takes both away again. So whatever goes wrong, also when it ends the process, the row does not stand first in
 * the next ring; it comes again, and it is known how often it did.
 */
export function createClock(ports: TickPorts): App["tick"] {
  const { store, clock, log, town, outbox } = ports;
  const { contextFor, commit } = createLoop(ports);
  const lookAgain = createRequeue(ports);

  /** @throws Error when its turn changed nothing about it: it would be due for ever */
  async function clockTurn(waiting: Waiting, first: Lane | Contribution | Process, now: Instant) {
    const id = first.row === "lane" ? first.key : first.id;
    const input: ClockInput = { type: "waited", id: `clock:${id}`, at: now };
    let row: typeof first | undefined = first;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Somebody was first, and it is no longer due.
      if (!row?.wakeAt || row.wakeAt > now) return false;
      const office = (await store.office()) ?? startOffice(town);
      const context: Context = { ...contextFor(`${input.id}#${row.version}`, attempt), office };
      const turn = await decide(input, row, context);
      try {
        const gone = row.row === "contribution" ? unlinked(row, turn) : [];
        await commit(turn, context, { byClock: true, ...(row.row === "lane" && { lane: row }) }, gone);
        if (!moves(turn, row)) throw new Error("the clock has nothing to do with what wants to be woken");
        const count = row.row === "contribution" ? overdue(row, turn, now) : 0;
        // An alarm adds these up (infra/watch.ts).
        if (count > 0) log.info("overdue", { count });
        return true;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const [found] = await store.woken([waiting], now);
        if (found?.is === "unreadable") throw found.error;
        row = found?.is === "due" && isTimer(found.row) ? found.row : undefined;
      }
    }
    throw new Conflict(`a timer is still in conflict after ${ATTEMPTS} attempts`);
  }

  /** Its desk reads whether it reached her: noted once, whatever else happens to the contribution meanwhile. */
  async function noteArrival(row: Notice, news: Arrival): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const contribution = await store.contribution(news.contribution);
      const office = (await store.office()) ?? startOffice(town);
      const context: Context = { ...contextFor(row.id, attempt), office };
      const side = ofClock.find((one) => one.name === contribution?.instrument);
      const turn = contribution && side?.arrival?.(news, contribution, context);
      try {
        return await commit(turn ?? nothing, context, { byClock: true }, [{ remove: row }]).then(() => {});
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Conflict(`whether something arrived is still in conflict after ${ATTEMPTS} attempts`);
  }

  async function decide(input: ClockInput, row: Lane | Contribution | Process, context: Context) {
    return resolveNeeds(store, context, whoOf(row), (seen) => {
      const whole = { ...context, ...seen };
      if (row.row === "lane") return clockLane(input, row, whole, ofClock);
      const instrument = ofClock.find((one) => one.name === row.instrument);
      if (row.row === "process") return instrument?.process?.clock(input, row, whole) ?? nothing;
      return instrument ? instrument.clock(input, row, whole) : nothing;
    });
  }

  /**
   * In the order in which they were caused. One by one when all together are not taken: one that the queue refuses
   * must not keep the others back.
   * @returns false when the queue takes nothing at all
   */
  async function handOver(late: readonly Begun<Notice>[], now: Instant): Promise<boolean> {
    const inOrder = late.toSorted((a, b) => a.row.id.localeCompare(b.row.id));
    const hand = (some: typeof inOrder) => outbox.hand(some.map(({ row: { group, id } }) => ({ group, id })));
    const all = await hand(inOrder).then(
      () => true,
      () => false,
    );
    let refusals = 0;
    for (const one of inOrder) {
      if (refusals >= REFUSALS) return false;
      try {
        if (!all) await hand([one]);
        refusals = 0;
        // When somebody has taken it away meanwhile it was delivered.
        const since = after(now, pauseAfter(one.tries));
        await store.putOff({ ...one.waiting, since }, after(now, LOOK_AGAIN), "none");
      } catch (error) {
        refusals++;
        failed(one, error);
      }
    }
    return true;
  }

  function failed({ waiting, tries }: Omit<Begun, "row">, error: unknown, alarm = tries >= ASK_AFTER): void {
    const { pk, sk } = waiting.place;
    log.error("clock_failed", error, { row: waiting.kind, key: `${pk} ${sk}`, tries, alarm });
  }

  /** @returns undefined when there is nothing to do, or somebody else is at it */
  async function begin(waiting: Waiting, found: Found, now: Instant): Promise<Begun | undefined> {
    if (found.is === "early") await store.putOff(waiting, found.until, "as they are");
    if (found.is === "expired") await store.putOff(waiting, after(now, EXPIRED), "none");
    if (found.is === "early" || found.is === "expired") return undefined;
    const tries = await store.putOff(waiting, after(now, pauseAfter(1)), "one more");
    if (tries === undefined) return undefined;
    if (tries > 1)
      await store.putOff(
        { ...waiting, since: after(now, pauseAfter(1)) },
        after(now, pauseAfter(tries)),
        "as they are",
      );
    if (found.is === "due") return { waiting, row: found.row, tries };
    // Neither gets well by itself.
    failed({ waiting, tries }, found.is === "gone" ? new Error("its row is gone") : found.error, true);
    return undefined;
  }

  return async (timeLeft = () => Number.POSITIVE_INFINITY) => {
    const now = clock.now();
    const queue = await inTurns(store, now);
    let [handled, latest, left, handing] = [0, 0, 0, true];

    async function turnOf(waiting: Waiting, found: Found, notices: Begun<Notice>[]): Promise<void> {
      let begun: Begun | undefined;
      try {
        begun = await begin(waiting, found, now);
        if (!begun || found.is !== "due") return;
        latest = Math.max(latest, elapsed(found.since, now) / 1000);
        const { row, tries } = begun;
        if (row.row === "notice" && row.what.kind === "arrival") await noteArrival(row, row.what);
        else if (row.row === "notice") notices.push({ waiting, row, tries });
        else if (row.row === "broadcast") await lookAgain(row);
        else if (await clockTurn(waiting, row, now)) handled++;
      } catch (error) {
        // One row that cannot be handled must not keep the clock from the others.
        failed({ waiting, tries: begun?.tries ?? 0 }, error);
      }
    }

    while (queue.length > 0 && timeLeft() > MARGIN) {
      const some = queue.splice(0, AT_ONCE);
      const all = await store.woken(some, now);
      const notices: Begun<Notice>[] = [];
      for (const [at, waiting] of some.entries()) {
        const found = all[at];
        if (!found || timeLeft() <= MARGIN || (waiting.kind === "notice" && !handing)) left++;
        else await turnOf(waiting, found, notices);
      }
      if (notices.length > 0) handing = await handOver(notices, now);
      if (handing) handled += notices.length;
    }
    left += queue.length;
    if (latest >= LATE || left > 0) log.info("clock_late", { seconds: Math.round(latest), left });
    return handled;
  };
}

const isTimer = (row: Woken): row is Lane | Contribution | Process =>
  row.row !== "notice" && row.row !== "broadcast";

/** What was kept long enough is nobody's: the way from her to it goes with it. */
function unlinked({ id, by, created }: Contribution, turn: Turn): readonly Write[] {
  const stays = (turn.contributions ?? []).some((one) => one.id === id && one.by !== undefined);
  if (by === undefined || stays || !turn.contributions?.some((one) => one.id === id)) return [];
  return [{ unlink: { resident: by, contribution: id, at: created } }];
}

/** The resident whose it is, when it is one's. */
function whoOf(row: Lane | Contribution | Process): string | undefined {
  return row.row === "lane" ? row.resident : row.row === "contribution" ? row.by : undefined;
}

/** Whether a turn writes the row that it was about, so that the row says itself when it wants to be woken again. */
function moves(turn: Turn, row: Lane | Contribution | Process): boolean {
  if (row.row === "lane") return turn.lane !== undefined;
  const written = row.row === "process" ? turn.processes : turn.contributions;
  return (written ?? []).some(({ id }) => id === row.id);
}

/** Whether a promised day passed in this turn of the clock: 1 or 0. A date that passed before counts no second time. */
function overdue(before: Contribution, turn: Turn, now: Instant): number {
  const { id, open, dueAt } = before;
  if (!open || dueAt === undefined || dueAt > now) return 0;
  return (turn.contributions ?? []).filter((one) => one.id === id && one.open && one.dueAt !== dueAt).length;
}
