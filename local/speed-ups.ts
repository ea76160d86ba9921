import type { Deployment } from "./deployment.ts";

/**
 * All the ways in which one machine differs from the deployment, so that nobody waits for minutes. Everything else
 * follows the template; a test compares the two.
 */
export const speedUps = {
  /** Seconds between two ticks of the clock. */
  clock: 2,
  /**
   * Seconds, by queue, after which the work of a process that died comes again. Any shorter, and a slow delivery would
   * be taken for a dead one.
   */
  visibility: { Notices: 18, Broadcasts: 60 },
  /**
   * Seconds, by function, that a run may take: less than its messages are hidden, and more than the 15 seconds that a
   * delivery needs left before it begins (bot/delivery/queue-consumer.ts).
   */
  timeout: { Deliver: 17, Broadcast: 50 },
} as const;

export function spedUp(deployment: Deployment): Deployment {
  return {
    ...deployment,
    clock: { ...deployment.clock, every: speedUps.clock },
    queues: changed(deployment.queues, speedUps.visibility, (queue, visibility) => ({
      ...queue,
      visibility,
    })),
    functions: changed(deployment.functions, speedUps.timeout, (one, timeout) => ({ ...one, timeout })),
  };
}

function changed<Shape>(
  all: Readonly<Record<string, Shape>>,
  faster: Readonly<Record<string, number>>,
  change: (shape: Shape, value: number) => Shape,
): Readonly<Record<string, Shape>> {
  return Object.fromEntries(
    Object.entries(all).map(([name, shape]) => {
      const value = faster[name];
      return [name, value === undefined ? shape : change(shape, value)];
    }),
  );
}
