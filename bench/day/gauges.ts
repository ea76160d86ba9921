import type { Chance } from "./chance.ts";
import type { Cost, Machinery } from "./machinery.ts";

/** What is read off while a day passes. Everything is by the second. */

/** Values by second, and the highest of them. */
interface Seconds {
  add(at: number, value: number): void;
  readonly peak: number;
  readonly sum: number;
}

function seconds(): Seconds {
  const values = new Map<number, number>();
  let [peak, sum] = [0, 0];
  return {
    add(at, value) {
      const second = Math.floor(at);
      const now = (values.get(second) ?? 0) + value;
      values.set(second, now);
      peak = Math.max(peak, now);
      sum += value;
    },
    get peak() {
      return peak;
    },
    get sum() {
      return sum;
    },
  };
}

export type Gauges = ReturnType<typeof createGauges>;

export function createGauges({ spread, apart }: Machinery, chance: Chance) {
  const partitions = new Map<string, { readonly read: Seconds; readonly write: Seconds }>();
  const table = { read: seconds(), write: seconds() };
  const doors = { telegram: seconds(), slack: seconds() };
  /** Seconds of running that fall into each second: how many run at once, on average over that second. */
  const running = seconds();
  const busy: Record<string, number> = {};
  const calls: Record<string, number> = {};
  const telling = seconds();
  const lags: number[] = [];
  const waits: number[] = [];

  function ran(from: number, until: number, name: string): void {
    calls[name] = (calls[name] ?? 0) + 1;
    busy[name] = (busy[name] ?? 0) + until - from;
    for (let at = from; at < until; ) {
      const end = Math.min(until, Math.floor(at) + 1);
      running.add(at, end - at);
      at = end;
    }
  }

  return {
    table,
    doors,
    running,
    /** Messages that nobody asked for: notices and news. */
    telling,
    partitions,
    lags,
    waits,
    calls,
    busy,
    ran,
    heat(at: number, { heat, read, write }: Cost) {
      table.read.add(at, read);
      table.write.add(at, write);
      for (const [kind, units] of Object.entries(heat)) {
        if (apart.has(kind)) continue;
        const parts = spread[kind] ?? 1;
        const name = parts === 1 ? kind : `${kind}, one of ${parts}: ${chance.below(parts)}`;
        let one = partitions.get(name);
        if (!one) {
          one = { read: seconds(), write: seconds() };
          partitions.set(name, one);
        }
        one.read.add(at, units.read);
        one.write.add(at, units.write);
      }
    },
    door(at: number, name: "telegram" | "slack", takes: number) {
      doors[name].add(at, 1);
      ran(at, at + takes, name);
    },
    told: (at: number) => telling.add(at, 1),
    lag: (waited: number) => lags.push(waited),
    waited: (waited: number) => waits.push(waited),
  };
}
