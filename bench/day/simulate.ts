import { createAgenda } from "./agenda.ts";
import { chanceFrom } from "./chance.ts";
import { createGauges, type Gauges } from "./gauges.ts";
import { type Happening, happenings } from "./happenings.ts";
import type { Cost, Machinery } from "./machinery.ts";
import type { Plan } from "./plan.ts";

/**
 * A day, event by event: people act, doors open, changes go through the stream's shards, notices wait in a queue for
 * Telegram and for Slack's channels. The same seed gives the same day.
 */

export interface Day {
  readonly gauges: Gauges;
  /** How often each action happened. */
  readonly times: ReadonlyMap<string, number>;
}

/** Seconds of a day. What is still waiting then is finished all the same. */
export const SECONDS = 24 * 60 * 60;

/**
 * @param costs by action; an action of the plan that is missing is an error, because it would be taken for free
 */
export function simulate(
  plan: Plan,
  costs: Readonly<Record<string, Cost>>,
  machinery: Machinery,
  seed: number,
): Day {
  const chance = chanceFrom(seed);
  const gauges = createGauges(machinery, chance);
  const agenda = createAgenda<Happening>();
  const times = new Map<string, number>();
  const shards = Array.from(
    { length: machinery.shards },
    (): Shard => ({ free: 0, waiting: [], called: false }),
  );
  const deliverers = Array.from({ length: machinery.deliverers }, () => 0);
  const channels = new Map<number, number>();

  happenings(plan, chance, (at, event) => agenda.add(at, event));
  for (let one = agenda.next(); one; one = agenda.next()) handle(one.at, one.event);
  return { gauges, times };

  function takes(at: number, action: string): void {
    const cost = costs[action];
    if (!cost) throw new Error(`Nobody measured what “${action}” costs.`);
    times.set(action, (times.get(action) ?? 0) + 1);
    gauges.heat(at, cost);
  }

  function handle(at: number, event: Happening): void {
    switch (event.what) {
      case "act":
        takes(at, event.action);
        gauges.door(at, event.door, event.door === "telegram" ? machinery.telegram : machinery.slack);
        if (event.then) changed(at + machinery.telegram, event.then);
        return;
      case "shard":
        batch(at, event.shard);
        return;
      case "notice":
        deliver(at, event);
        return;
      case "news":
        takes(at, "news");
        gauges.told(at);
        return;
    }
  }

  /** A change in the table waits in its shard until the function that follows it is free. */
  function changed(at: number, then: NonNullable<Extract<Happening, { what: "act" }>["then"]>): void {
    const n = chance.below(machinery.shards);
    const shard = shards[n];
    if (!shard) return;
    shard.waiting.push({ at, then });
    call(shard, n, Math.max(at, shard.free));
  }

  function call(shard: Shard, n: number, at: number): void {
    if (shard.called) return;
    shard.called = true;
    agenda.add(at, { what: "shard", shard: n });
  }

  function batch(at: number, n: number): void {
    const shard = shards[n];
    if (!shard) return;
    shard.called = false;
    const some = shard.waiting.splice(0, machinery.batchSize);
    const done = at + machinery.batch + some.length * machinery.change;
    gauges.ran(at, done, "changes");
    shard.free = done;
    for (const { at: since, then } of some) {
      gauges.lag(done - since);
      takes(done, then.counts);
      if (then.notice)
        agenda.add(done, {
          what: "notice",
          since: done,
          action: then.notice,
          to: then.to ?? "telegram",
          next: then.next,
        });
    }
    if (shard.waiting.length > 0) call(shard, n, done);
  }

  /** A notice waits for its channel's next turn in Slack, and then for the first deliverer that is free. */
  function deliver(at: number, notice: Extract<Happening, { what: "notice" }>): void {
    if (notice.to === "slack" && !notice.turn) {
      const channel = chance.below(machinery.channels);
      const turn = Math.max(at, channels.get(channel) ?? 0);
      channels.set(channel, turn + machinery.channelEvery);
      agenda.add(turn, { ...notice, turn: true });
      return;
    }
    const first = deliverers.indexOf(Math.min(...deliverers));
    const begins = Math.max(at, deliverers[first] ?? 0);
    const done = begins + machinery.delivery;
    deliverers[first] = done;
    gauges.waited(begins - notice.since);
    gauges.ran(begins, done, "deliver");
    takes(begins, notice.action);
    if (notice.to === "telegram") gauges.told(begins);
    for (const { at: later, event } of notice.next?.(done, chance) ?? []) agenda.add(later, event);
  }
}

interface Shard {
  /** When its function is free again. */
  free: number;
  readonly waiting: {
    readonly at: number;
    readonly then: NonNullable<Extract<Happening, { what: "act" }>["then"]>;
  }[];
  /** Whether its function is about to be called. */
  called: boolean;
}
