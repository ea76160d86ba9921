import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import type { FromParent, ToParent } from "./talk.ts";

export interface TownRun {
  /** Where the handlers listen: POST /telegram and POST /slack. */
  readonly url: string;
  /** Whether it can be called: not between a death and the next start. */
  readonly isUp: boolean;
  say(message: FromParent): void;
  /** Kills it, as a Lambda can die at any moment. It restarts by itself, on the same port. */
  kill(): void;
  stop(): Promise<void>;
}

/** EX_CONFIG: the settings are wrong, and restarting would not help. */
const WRONG_SETTINGS = 78;
/** Milliseconds before it is started again when it did not even come up. */
const BREATHER = 500;

/**
 * Runs the town's side in a process of its own and keeps it running.
 * @param settings its environment; `clock` gives its clock's offset in milliseconds at each start
 */
export async function runTown(parts: {
  settings: NodeJS.ProcessEnv;
  port: number;
  clock: () => number;
  onStep: (step: Extract<ToParent, { type: "step" }>["step"]) => void;
  onLine: (line: string) => void;
  /** Its error output; without this it goes to the terminal. */
  onComplaint?: (text: string) => void;
}): Promise<TownRun> {
  let child: ChildProcess | undefined;
  let stopping = false;
  let isUp = false;
  let port = parts.port;
  let wasUp = false;
  /** How far the stream has been handled, by shard: Lambda remembers that too when a function dies. */
  const handled: Record<string, string> = {};

  const launch = () =>
    new Promise<void>((resolve, reject) => {
      let cameUp = false;
      const env = {
        ...parts.settings,
        LOCAL_PORT: String(port),
        LOCAL_CLOCK_OFFSET: String(parts.clock()),
        LOCAL_STREAM_HANDLED: JSON.stringify(handled),
      };
      const started = fork(new URL("./town-process.ts", import.meta.url), {
        env,
        stdio: ["ignore", "pipe", parts.onComplaint ? "pipe" : "inherit", "ipc"],
      });
      child = started;
      if (started.stdout) createInterface({ input: started.stdout }).on("line", parts.onLine);
      started.stderr?.setEncoding("utf8").on("data", (text: string) => parts.onComplaint?.(text));
      started.on("message", (message: ToParent) => {
        if (message.type === "step") parts.onStep(message.step);
        else if (message.type === "handled") handled[message.shard] = message.upTo;
        else {
          port = message.port;
          isUp = true;
          cameUp = true;
          wasUp = true;
          resolve();
        }
      });
      started.on("exit", (code) => {
        isUp = false;
        if (stopping) return;
        if (code === WRONG_SETTINGS) process.exit(WRONG_SETTINGS);
        if (wasUp) setTimeout(() => void launch(), cameUp ? 0 : BREATHER);
        else reject(new Error("The town's process stopped before it was ready. Its last words stand above."));
      });
    });
  await launch();

  return {
    url: `http://localhost:${port}`,
    get isUp() {
      return isUp;
    },
    say: (message) => {
      if (child?.connected) child.send(message);
    },
    kill() {
      isUp = false;
      child?.kill("SIGKILL");
    },
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        if (!child || child.exitCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}
