import { createLookingAgain } from "./broadcasting.ts";
import type { Broadcast } from "./core/broadcast.ts";
import type { Contribution } from "./core/contribution.ts";
import { nothing } from "./core/decide.ts";
import type { ClockInput } from "./core/input.ts";
import type { Notice } from "./core/notice.ts";
import { startOffice } from "./core/office.ts";
import type { Process } from "./core/process.ts";
import type { Lane } from "./core/resident.ts";
import { clockLane } from "./core/silence.ts";
import { after, type Instant, MINUTE } from "./core/time.ts";
import type { Context, Turn } from "./core/turn.ts";
import { ofClock } from "./instruments/registry.ts";
import { ATTEMPTS, createLoop, type LoopPorts } from "./loop.ts";
import { decided } from "./needs.ts";
import { type App, Conflict, type Ports } from "./ports.ts";

/** A notice that was handed over and is still there is handed over again after this long (milliseconds). */
const LOOK_AGAIN = 45 * MINUTE;

export type TickPorts = LoopPorts & Pick<Ports, "outbox" | "log">;

/** What the clock does: whatever is due becomes an input, and notices that waited are handed over. */
export function createTicking(ports: TickPorts): App["tick"] {
  const { store, clock, log, town, outbox } = ports;
  const { contextFor, commit } = createLoop(ports);
  const lookAgain = createLookingAgain(ports);

  async function clockTurn(
    input: ClockInput,
    load: () => Promise<Lane | Contribution | Process | undefined>,
  ): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const row = await load();
      if (!row?.wakeAt || row.wakeAt > input.at) return false;
      const office = (await store.office()) ?? startOffice(town);
      const context: Context = { ...contextFor(`${input.id}#${row.version}`, attempt), office };
      const turn = await decided(store, context, whoOf(row), (seen) => {
        const whole = { ...context, ...seen };
        if (row.row === "lane") return clockLane(input, row, whole, ofClock);
        const instrument = ofClock.find((one) => one.name === row.instrument);
        if (row.row === "process") return instrument?.process?.clock(input, row, whole) ?? nothing;
        return instrument ? instrument.clock(input, row, whole) : nothing;
      });
      try {
        await commit(turn, context, { byClock: true, ...(row.row === "lane" && { lane: row }) });
        const count = row.row === "contribution" ? overdue(row, turn, input.at) : 0;
        // An alarm adds these up (infra/watch.ts).
        if (count > 0) log.info("overdue", { count });
        return true;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    return false;
  }

  /** Something of a broadcast may have got lost on its way. */
  async function goOn(broadcast: Broadcast): Promise<void> {
    try {
      await lookAgain(broadcast);
    } catch (error) {
      // Somebody was at it at this very moment: then nothing is lost, or the clock rings again.
      if (!(error instanceof Conflict)) log.error("clock_failed", error, { row: "broadcast" });
    }
  }

  /** In the order in which they were caused. Each is looked at again later, in case it gets lost on the way. */
  async function handOver(late: readonly Notice[], now: Instant): Promise<void> {
    if (late.length === 0) return;
    const inOrder = late.toSorted((a, b) => a.id.localeCompare(b.id));
    await outbox.hand(inOrder.map(({ group, id }) => ({ group, id })));
    for (const notice of inOrder) {
      // Only when it is still there: whoever delivered it meanwhile has taken it away.
      if (await store.notice(notice.group, notice.id))
        await store.commit([{ put: { ...notice, wakeAt: after(now, LOOK_AGAIN) } }]);
    }
  }

  return async () => {
    const now = clock.now();
    let handled = 0;
    const late: Notice[] = [];
    for (const row of await store.due(now, 200)) {
      if (row.row === "notice") {
        late.push(row);
        continue;
      }
      if (row.row === "broadcast") {
        await goOn(row);
        continue;
      }
      const input: ClockInput = {
        type: "waited",
        id: row.row === "lane" ? `clock:${row.key}` : `clock:${row.id}`,
        at: now,
      };
      const load =
        row.row === "lane"
          ? () => store.lane(row.key)
          : row.row === "process"
            ? () => store.process(row.id)
            : () => store.contribution(row.id);
      // One row that cannot be handled must not keep the clock from the others.
      try {
        if (await clockTurn(input, load)) handled++;
      } catch (error) {
        log.error("clock_failed", error, { row: row.row });
      }
    }
    await handOver(late, now);
    return handled + late.length;
  };
}

/** The resident whose it is, when it is one's. */
function whoOf(row: Lane | Contribution | Process): string | undefined {
  return row.row === "lane" ? row.resident : row.row === "contribution" ? row.by : undefined;
}

/** Whether a promised day passed in this turn of the clock: 1 or 0. A date that passed before counts no second time. */
function overdue(before: Contribution, turn: Turn, now: Instant): number {
  const { id, open, dueAt } = before;
  if (!open || dueAt === undefined || dueAt > now) return 0;
  return (turn.contributions ?? []).filter((one) => one.id === id && one.open && one.dueAt !== dueAt).length;
}
