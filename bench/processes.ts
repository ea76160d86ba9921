import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Bundle } from "./bundles.ts";
import { told } from "./stage.ts";
import type { Single, Task, Weighed, Weighing, Work } from "./worker.ts";

/**
 * Bots run in processes of their own, on the last core; everything else (DynamoDB Local, Telegram, this
 * program) keeps off that core. Without `taskset`, or with one core, nothing is pinned and the report says so.
 */

const LAST_CORE = availableParallelism() - 1;
export const pinned =
  LAST_CORE > 0 && spawnSync("taskset", ["--version"]).error === undefined && process.platform === "linux";

/** Keeps this process, and those it starts from now on, off the bots' core. */
export function keepOffTheBotsCore(): void {
  if (pinned) spawnSync("taskset", ["-acp", `0-${LAST_CORE - 1}`, String(process.pid)]);
}

function commandFor(file: string, ...rest: string[]): [string, string[]] {
  const node = [process.execPath, join(import.meta.dirname, file), ...rest];
  const [first = "", ...more] = pinned ? ["taskset", "-c", String(LAST_CORE), ...node] : node;
  return [first, more];
}

export interface Worker {
  does(task: Task): Promise<Work>;
  /** The handler's response to one event; one at a time. */
  answers(event: unknown): Promise<unknown>;
  /** The same, with the time and the memory that it took. */
  weighs(event: unknown): Promise<Weighed>;
  /** Recent log output about errors. */
  complaints(): string;
  stop(): Promise<void>;
}

/** Starts a bot that stays. Its log goes into a pipe, as in a Lambda, and only its end is kept. */
export async function startWorker(
  bundle: Pick<Bundle, "path" | "environment">,
  environment: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<Worker> {
  const [command, given] = commandFor("worker.ts", bundle.path);
  const at = given.findIndex((one) => one.endsWith("worker.ts"));
  const child = spawn(command, [...given.slice(0, at), ...options, ...given.slice(at)], {
    cwd: dirname(bundle.path),
    env: { ...bundle.environment, ...environment },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-20_000);
  });
  await told(child);
  return {
    complaints: () =>
      said
        .split("\n")
        .filter((line) => /"?level"?:"?error|error/i.test(line))
        .join("\n"),
    does(task) {
      child.send(task);
      return told<Work>(child);
    },
    answers(event) {
      child.send({ single: event } satisfies Single);
      return told<unknown>(child);
    },
    weighs(event) {
      child.send({ weigh: event } satisfies Weighing);
      return told<Weighed>(child);
    },
    async stop() {
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

const freshSchema = z.object({
  /** Milliseconds to load the bundle, and then to handle the events. */
  load: z.number(),
  handled: z.number(),
  cpu: z.number(),
  statuses: z.array(z.number()),
  megabytes: z.number(),
});
export type Fresh = z.infer<typeof freshSchema>;

/** A cold start: a fresh process loads a bundle and handles the events in a file. */
export async function startFresh(
  bundle: Bundle,
  environment: Readonly<Record<string, string>>,
  events?: string,
): Promise<Fresh> {
  const [command, given] = commandFor("fresh.cjs", bundle.path, ...(events === undefined ? [] : [events]));
  const { stdout } = await promisify(execFile)(command, given, {
    cwd: dirname(bundle.path),
    env: { ...bundle.environment, ...environment },
  });
  const fresh = freshSchema.parse(JSON.parse(stdout.split("\n@@").at(-1) ?? ""));
  const wrong = fresh.statuses.find((status) => status !== 200);
  if (wrong !== undefined) throw new Error(`${bundle.path} answered ${wrong}: ${stdout.slice(0, 2000)}`);
  return fresh;
}
