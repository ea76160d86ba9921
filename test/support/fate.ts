import type { Ports } from "../../bot/ports/ports.ts";

/** The process died. Nothing that was running in it does anything any more. */
export class Crash extends Error {
  override name = "Crash";
}

/** When something strikes: before the call reached the other side, or after it was carried out there. */
export type Moment = "before" | "after";

export interface Call {
  /** 1, 2, 3 … over every call through a port. */
  readonly n: number;
  /** Such as "store.commit". */
  readonly name: string;
}

/** Whether it only reads: dying after it is the same as dying before it. */
export function isReading({ name }: Pick<Call, "name">): boolean {
  return /^(store\.(?!commit|count|putOff)|media\.get|channel\.fetch|workplace\.language)/.test(name);
}

/**
 * Sits between the loop and its ports and can strike at any call. After a `Crash` every call fails until
 * `restart`, as nothing from a dead process reaches anybody.
 */
export function createFate() {
  let calls = 0;
  let dead = false;
  let strike: (call: Call, moment: Moment) => Error | undefined = () => undefined;
  const seen: string[] = [];

  function hit(call: Call, moment: Moment): void {
    if (dead) throw new Crash("dead");
    const error = strike(call, moment);
    if (!error) return;
    if (error instanceof Crash) dead = true;
    throw error;
  }

  function through<Port extends object>(port: Port, label: string): Port {
    return new Proxy(port, {
      get(target, property) {
        const real: unknown = Reflect.get(target, property);
        if (typeof real !== "function" || typeof property !== "string") return real;
        return async (...given: unknown[]) => {
          const call = { n: ++calls, name: `${label}.${property}` };
          seen.push(call.name);
          hit(call, "before");
          const result: unknown = await Promise.resolve(real.apply(target, given)).catch((error: unknown) => {
            // Part of the test made it die.
            dead ||= error instanceof Crash;
            throw error;
          });
          hit(call, "after");
          return result;
        };
      },
    });
  }

  return {
    ports: (ports: Ports): Ports => ({
      ...ports,
      store: through(ports.store, "store"),
      channel: through(ports.channel, "channel"),
      workplace: through(ports.workplace, "workplace"),
      media: through(ports.media, "media"),
      outbox: through(ports.outbox, "outbox"),
    }),
    /** Decides what happens at each call. Restarts the count. */
    decides(how: typeof strike) {
      strike = how;
      calls = 0;
      seen.length = 0;
    },
    restart() {
      dead = false;
    },
    /** Names of all calls since `decides`. */
    get seen(): readonly string[] {
      return seen;
    },
    get isDead() {
      return dead;
    },
  };
}
