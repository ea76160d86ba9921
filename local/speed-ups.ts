import type { Deployment } from "./deployment.ts";

/**
 * Everything in which one machine differs from what is deployed, so that nobody waits for minutes. All else is as the
 * template says; a test holds the two against each other.
 */
export const speedUps = {
  /** The clock rings so often. Seconds. */
  clock: 2,
  /**
   * What a process that died had in hands comes again after so long. Shorter, and a slow delivery is taken for a dead
   * one. Seconds, by queue.
   */
  visibility: { Notices: 18, Broadcasts: 60 },
  /**
   * So long may a run take: shorter than its messages are hidden, and longer than the 15 seconds with which a delivery
   * is begun (bot/delivery/queue-consumer.ts). Seconds, by function.
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
