import { createRequire } from "node:module";

/**
 * One bot in one long-lived process, like a warm Lambda: loads a bundle and handles what arrives over IPC.
 * Its clocks run only while it handles something.
 *
 *     node bench/worker.ts <bundle>
 */

/** Lines of events: one line in order, `atOnce` lines at the same time. */
export interface Task {
  readonly lines: readonly (readonly unknown[])[];
  readonly atOnce: number;
}

/** One event, of which the handler's own response is wanted. */
export interface Single {
  readonly single: unknown;
}

/** One event, of which the cost is wanted. Needs `--expose-gc`. */
export interface Weighing {
  readonly weigh: unknown;
}

export interface Weighed {
  readonly answer: unknown;
  /** Milliseconds from the event to the response. */
  readonly wall: number;
  /** Bytes of V8's heap that were really in use before it began, and the maximum over all samples. */
  readonly before: number;
  readonly held: number;
  /** The maximum including garbage that had not been collected yet. */
  readonly most: number;
}

export interface Work {
  /** Milliseconds from the first event to the last response. */
  readonly wall: number;
  /** Milliseconds of this process's processor time meanwhile. */
  readonly cpu: number;
  readonly handled: number;
  /** Responses other than 200. */
  readonly refused: number;
  /** Milliseconds per event. */
  readonly took: readonly number[];
}

type Handler = (event: unknown, context: unknown) => Promise<{ statusCode?: number } | undefined>;

/** The part of Lambda's context that our handlers look at: plenty of time left. */
const lambda = { getRemainingTimeInMillis: () => 60_000 };

const [bundle = ""] = process.argv.slice(2);
const { handler }: { handler: Handler } = createRequire(import.meta.url)(bundle);

async function work({ lines, atOnce }: Task): Promise<Work> {
  const took: number[] = [];
  let refused = 0;
  let next = 0;
  const oneLineAfterTheOther = async (): Promise<void> => {
    while (next < lines.length) {
      for (const event of lines[next++] ?? []) {
        const begun = performance.now();
        const answer = await handler(event, lambda);
        took.push(performance.now() - begun);
        if (answer?.statusCode !== 200) refused++;
      }
    }
  };
  const used = process.cpuUsage();
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, oneLineAfterTheOther));
  const wall = performance.now() - begun;
  const { user, system } = process.cpuUsage(used);
  return { wall, cpu: (user + system) / 1000, handled: took.length, refused, took };
}

/** Milliseconds between two samples of the heap, and between two after a garbage collection. */
const LOOKS_EVERY = 10;
const COLLECTS_EVERY = 500;

async function weigh(event: unknown): Promise<Weighed> {
  const inUse = () => process.memoryUsage().heapUsed;
  const reallyInUse = () => {
    globalThis.gc?.();
    return inUse();
  };
  const before = reallyInUse();
  let [held, most] = [before, before];
  const looking = setInterval(() => {
    most = Math.max(most, inUse());
  }, LOOKS_EVERY);
  const collecting = setInterval(() => {
    held = Math.max(held, reallyInUse());
  }, COLLECTS_EVERY);
  const begun = performance.now();
  const answer = await handler(event, lambda);
  const wall = performance.now() - begun;
  clearInterval(looking);
  clearInterval(collecting);
  return { answer, wall, before, held, most };
}

function does(asked: Task | Single | Weighing): Promise<unknown> {
  if ("weigh" in asked) return weigh(asked.weigh);
  return "single" in asked ? handler(asked.single, lambda) : work(asked);
}

process.on("message", (asked: Task | Single | Weighing) => {
  const done = does(asked);
  void Promise.resolve(done).then((answer) => process.send?.(answer ?? {}));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
