/** The whole playground in one process: both services, their people, and what the page sees of them. */
import * as z from "zod";
import { createActs } from "./acts.ts";
import type { Action, World } from "./api.ts";
import { type Ground, layGround, type PlaygroundOptions, Problem } from "./ground.ts";
import { createSlack } from "./slack-server.ts";
import { createTelegram } from "./telegram-server.ts";

export type { PlaygroundOptions } from "./ground.ts";

export type Done = { ok: true; options?: unknown } | { ok: false; problem: string };
export type Playground = ReturnType<typeof createPlayground>;

/**
 * Nothing listens yet: `startPlayground` in server.ts gives it a port. In a test, talk to it directly:
 * `await playground.telegram.says(700001, "Hoi")` resolves when the bot has taken the update.
 */
export function createPlayground(options: PlaygroundOptions) {
  const ground: Ground = layGround(options);
  const telegram = createTelegram(ground);
  const slack = createSlack(ground);
  const webhooks = {
    get telegram() {
      return ground.webhooks.telegram;
    },
    set telegram(url: string | undefined) {
      ground.webhooks.telegram = url;
      telegram.resume();
    },
    get slack() {
      return ground.webhooks.slack;
    },
    set slack(url: string | undefined) {
      ground.webhooks.slack = url;
    },
  };

  async function reset(): Promise<void> {
    telegram.reset();
    slack.reset();
    ground.resetGround();
    await options.onReset?.();
    ground.changed();
  }

  function setFaults(faults: unknown): void {
    const count = z.number().int().min(-1).optional();
    const known = Object.fromEntries(Object.keys(ground.faults).map((name) => [name, count]));
    const read = z.strictObject(known).safeParse(faults);
    if (!read.success) throw new Problem("A fault counts down from a number; -1 stays on.");
    Object.assign(
      ground.faults,
      Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== undefined)),
    );
    ground.changed();
  }

  const acts = createActs({ ground, telegram, slack, setFaults, reset });

  return {
    ground,
    telegram,
    slack,
    webhooks,
    /** Milliseconds since 1970 on the playground's clock. */
    now: ground.now,
    faults: ground.faults,
    setFaults,
    addStep: ground.addStep,
    subscribe: ground.subscribe,
    /** Waits until nothing is on its way to the bot any more. */
    settled: ground.settled,
    jump: ground.jump,
    reset,
    /** Does what the page asks, with problems in the response. */
    async do(action: Action): Promise<Done> {
      try {
        return { ok: true, ...(await acts(action)) };
      } catch (error) {
        if (error instanceof Problem) return { ok: false, problem: error.message };
        // An error in the action or in the playground itself: the page shows it, the process survives.
        return {
          ok: false,
          problem: `The playground stumbled: ${error instanceof Error ? error.message : String(error)}`,
        };
      }
    },
    world: (): World => ({
      now: new Date(ground.now()).toISOString(),
      store: ground.settings.store,
      municipality: ground.settings.municipality,
      bot: telegram.about(),
      residents: telegram.view(),
      slack: slack.view(),
      trace: ground.trace,
      faults: ground.faults,
      tally: ground.tally,
    }),
  };
}
