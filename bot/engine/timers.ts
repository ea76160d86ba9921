import type { Instant } from "../core/calendar/time.ts";
import { nothing } from "../core/decision.ts";
import type { Contribution } from "../core/model/contribution.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { ClockInput } from "../core/model/input.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Arrival, Notice } from "../core/model/notice.ts";
import type { Process } from "../core/model/process.ts";
import { startOffice } from "../core/officials/office.ts";
import { clockLane } from "../core/residents/timeouts.ts";
import type { Context, Turn } from "../core/turn.ts";
import { ofClock } from "../instruments/registry.ts";
import { Conflict } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import type { Waiting, Woken } from "../ports/store.ts";
import { resolveNeeds } from "./needs.ts";
import { ATTEMPTS, createLoop, type LoopPorts } from "./turn-context.ts";

/** Handles a row whose due time has come, which is an input like any other. */
export function createTimers(ports: LoopPorts & Pick<Ports, "log">) {
  const { store, log, town } = ports;
  const { contextFor, commit } = createLoop(ports, ofClock);

  /** @throws Error when its turn did not change it, so it would be due for ever */
  async function clockTurn(waiting: Waiting, first: Lane | Contribution | Process, now: Instant) {
    const id = first.row === "lane" ? first.key : first.id;
    const input: ClockInput = { type: "waited", id: `clock:${id}`, at: now };
    let row: typeof first | undefined = first;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Somebody else got there first, and it is no longer due.
      if (!row?.wakeAt || row.wakeAt > now) return false;
      const office = (await store.office()) ?? startOffice(town);
      const context: Context = { ...contextFor(`${input.id}#${row.version}`, attempt), office };
      const turn = await decide(input, row, context);
      try {
        const gone = row.row === "contribution" ? unlinked(row, turn) : [];
        await commit(turn, context, { byClock: true, ...(row.row === "lane" && { lane: row }) }, gone);
        if (!moves(turn, row)) throw new Error("the clock has nothing to do with what wants to be woken");
        const count = row.row === "contribution" ? overdue(row, turn, now) : 0;
        // An alarm adds these up (infra/alarms.ts).
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

  /**
   * Records, once, whether a notice reached her, for her contribution's desk to read, whatever else happens to the
   * contribution meanwhile.
   */
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

  return { clockTurn, noteArrival };
}

const isTimer = (row: Woken): row is Lane | Contribution | Process =>
  row.row !== "notice" && row.row !== "broadcast";

/**
 * Removes the link from a resident to a contribution whose retention period is over: it no longer belongs to anybody.
 */
function unlinked({ id, by, created }: Contribution, turn: Turn): readonly Write[] {
  const stays = (turn.contributions ?? []).some((one) => one.id === id && one.by !== undefined);
  if (by === undefined || stays || !turn.contributions?.some((one) => one.id === id)) return [];
  return [{ unlink: { resident: by, contribution: id, at: created } }];
}

/** The resident a row belongs to, if any. */
function whoOf(row: Lane | Contribution | Process): ResidentId | undefined {
  return row.row === "lane" ? row.resident : row.row === "contribution" ? row.by : undefined;
}

/** Whether a turn writes the row it was about, in which case the row itself says when to wake it next. */
function moves(turn: Turn, row: Lane | Contribution | Process): boolean {
  if (row.row === "lane") return turn.lane !== undefined;
  const written = row.row === "process" ? turn.processes : turn.contributions;
  return (written ?? []).some(({ id }) => id === row.id);
}

/**
 * Counts promised dates that passed in this turn of the clock: 1 or 0. A date that passed earlier is not counted again.
 */
function overdue(before: Contribution, turn: Turn, now: Instant): number {
  const { id, open, dueAt } = before;
  if (!open || dueAt === undefined || dueAt > now) return 0;
  return (turn.contributions ?? []).filter((one) => one.id === id && one.open && one.dueAt !== dueAt).length;
}
