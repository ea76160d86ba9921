import { after, type Instant } from "../../bot/core/calendar/time.ts";
import type { App } from "../../bot/ports/app.ts";
import { Wait } from "../../bot/ports/errors.ts";
import type { BroadcastPart } from "../../bot/ports/outbox.ts";
import type { Ports } from "../../bot/ports/ports.ts";
import type { Secrecy } from "../../bot/ports/secrecy.ts";
import type { memoryTable } from "../../bot/store/memory-table.ts";
import { streamFilters } from "../../bot/store/stream-filters.ts";
import { readChange } from "../../bot/store/stream-records.ts";
import { readFilters } from "../../local/event-filter.ts";

/** A test town's stream and its two queues, behaving as on AWS. */

const getsThrough = readFilters(streamFilters().map((filter) => JSON.stringify(filter)));

interface Served {
  readonly now: () => Instant;
  /** Asked each time: the process may have died and restarted. */
  readonly app: () => App;
  readonly secrecy: () => Secrecy;
}

export function playQueues(store: ReturnType<typeof memoryTable>, town: Served) {
  const waiting: { group: string; id: string }[] = [];
  /** What the queue gave to the deliverer, in order. */
  const deliveries: { group: string; id: string }[] = [];
  /** Parts of broadcasts, in one queue for all, and until when its first one is hidden. */
  const spreading: BroadcastPart[] = [];
  let hidden = "";
  const givenBack: number[] = [];
  let watch = 0;

  const outbox: Ports["outbox"] = {
    hand: async (notices) => {
      for (const one of notices)
        if (!waiting.some((other) => other.id === one.id && other.group === one.group)) waiting.push(one);
    },
    spread: async (parts) => {
      for (const one of parts)
        if (!spreading.some((other) => other.broadcast === one.broadcast && other.part === one.part))
          spreading.push(one);
    },
  };

  // As Lambda does: what the filter leaves out never reaches the function. The template holds just these filters
  // (test/infra/stack.test.ts); reading them from it would take each test file two seconds.
  const changes: Parameters<typeof readChange>[0][] = [];
  store.onChange((records) => changes.push(...records.filter(getsThrough)));

  /** Handles everything that has been caused so far: the stream, the queue, and what these cause in turn. */
  let settling: Promise<void> | undefined;
  async function settle(): Promise<void> {
    do {
      settling ??= drain().finally(() => {
        settling = undefined;
      });
      await settling;
    } while (changes.length > 0 || waiting.length > 0 || sendable());
  }

  const sendable = () => spreading.length > 0 && hidden <= town.now();

  /** Lambda takes the first part; one that is given back is hidden, and everything behind it waits too. */
  let run = 60_000;
  async function spread(timeLeft = run): Promise<void> {
    const [next] = spreading;
    if (!next) return;
    const until = watch + timeLeft;
    try {
      await town.app().broadcast(next, () => until - watch);
    } catch (error) {
      if (!(error instanceof Wait)) throw error;
      hidden = after(town.now(), Math.ceil(error.seconds) * 1000);
      givenBack.push(error.seconds);
      return;
    }
    spreading.splice(spreading.indexOf(next), 1);
  }

  async function follows(): Promise<void> {
    const records = [...changes];
    const rows = records.flatMap((record) => {
      const change = readChange(record, town.secrecy());
      return change?.row ? [{ ...change, row: change.row }] : [];
    });
    await town.app().react(rows);
    changes.splice(0, records.length);
  }

  /** How many times the queue has handed out what it still holds. */
  const given = new Map<string, number>();

  /** Like the stream and the queue, which keep what was not handled: it comes again with the next `settle`. */
  async function drain(): Promise<void> {
    while (changes.length > 0 || waiting.length > 0 || sendable()) {
      await follows();
      const [next] = waiting;
      if (!next) {
        if (changes.length === 0 && sendable()) await spread();
        continue;
      }
      deliveries.push(next);
      const name = `${next.group} ${next.id}`;
      given.set(name, (given.get(name) ?? 0) + 1);
      await town.app().deliver(next, given.get(name));
      given.delete(name);
      waiting.splice(waiting.indexOf(next), 1);
    }
  }

  /** Rings the clock until nothing is due any more, five times at most, and handles what that causes. */
  async function rings(): Promise<void> {
    await settle();
    for (let round = 0; round < 5; round++) {
      if ((await town.app().tick()) === 0) break;
      await settle();
    }
  }

  return {
    outbox,
    rings,
    // Sending takes no real time; `stopwatch` tells how long it would take.
    stopwatch: {
      now: () => watch,
      sleep: async (some: number) => {
        watch += some;
      },
    },
    settle,
    follows,
    waiting,
    deliveries,
    spreading,
    givenBack,
    forgetsChanges: () => void changes.splice(0),
    runsFor(milliseconds: number) {
      run = milliseconds;
    },
    watched: () => watch,
    passes(milliseconds: number) {
      watch += milliseconds;
    },
  };
}
