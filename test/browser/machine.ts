/** What the browser tests need from the machine: Java, a Chromium, and the playground as a user starts it. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";

/** What is missing on this machine, in plain words. */
export function missing(): string[] {
  const lacks: string[] = [];
  if (!findChromium()) lacks.push("Chromium (set CHROMIUM, or install the package chromium)");
  const java = spawnSync("java", ["-version"], { encoding: "utf8" });
  const major = Number(/version "(\d+)/.exec(java.stderr ?? "")?.[1] ?? 0);
  if (major < 17) lacks.push("Java 17 or later, for DynamoDB Local");
  return lacks;
}

export function findChromium(): string | undefined {
  const onPath = (process.env.PATH ?? "").split(":").map((folder) => `${folder}/chromium`);
  return [process.env.CHROMIUM ?? "", "/usr/bin/chromium", ...onPath].find(
    (path) => path !== "" && existsSync(path),
  );
}

/** For headless Chromium as root, without its own requests to the internet. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** DynamoDB Local alone may take a while on a busy machine. Milliseconds. */
const START_LIMIT = 90_000;

export interface Started {
  url: string;
  /** Its terminal output so far. */
  output: () => string;
  stop: () => Promise<void>;
}

/** `npm start`, on a free port, without this machine's own settings for real services. */
export async function startAsUser(): Promise<Started> {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port) };
  for (const name of Object.keys(env)) {
    if (/^(TELEGRAM_|SLACK_|AWS_|MUNICIPALITY$|VITEST|NODE_ENV$)/.test(name)) delete env[name];
  }
  const child = spawn(process.execPath, ["local/start.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const open = new Promise<string>((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill("SIGTERM");
      reject(new Error(`npm start did not open:\n${said}`));
    }, START_LIMIT);
    const hear = (text: string) => {
      said = (said + text).slice(-200_000);
      const url = /is open: (http:\S+)/.exec(said)?.[1];
      if (!url) return;
      clearTimeout(limit);
      resolve(url);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    child.once("exit", () => reject(new Error(`npm start stopped:\n${said}`)));
  });
  return {
    url: await open,
    output: () => said,
    stop: async () => {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
