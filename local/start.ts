/**
 * `npm start`: the whole system on this machine. Without tokens it opens the playground, which plays
 * Telegram and Slack in a browser; with tokens it talks to the real ones.
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { ConfigurationProblem } from "../bot/configuration-problem.ts";
import { addDays, townClock, townMoment } from "../bot/core/time.ts";
import { isWorkingDay } from "../bot/core/working-days.ts";
import { readMunicipality } from "../bot/municipality-file.ts";
import { connectDynamo } from "../bot/store/connect.ts";
import { createApi, register, registration } from "../bot/telegram/api.ts";
import { createWords } from "../bot/text.ts";
import { createTable, localAws, startDynamo, startQueuesAndBucket } from "./aws.ts";
import { buildPage } from "./playground/build-page.ts";
import { type RunningPlayground, startPlayground } from "./playground/server.ts";
import type { FromParent, ToParent } from "./talk.ts";

const TABLE = "samenspel-local";

if (existsSync(".env")) process.loadEnvFile(".env");
const env = process.env;
const words = createWords();

try {
  await start();
} catch (error) {
  if (!(error instanceof ConfigurationProblem)) throw error;
  console.error(error.message);
  process.exit(78);
}

async function start(): Promise<void> {
  const path = env.MUNICIPALITY || "infra/municipalities/waterkant.yaml";
  const town = readMunicipality(readText(path), basename(path), words.languages);
  // An outside harness brings both servers; real tokens bring the real services; otherwise we play them.
  const playTelegram = !env.TELEGRAM_API_ROOT && !env.TELEGRAM_BOT_TOKEN;
  const playSlack = !env.SLACK_API_URL && !env.SLACK_BOT_TOKEN;
  const plays = playTelegram || playSlack;
  const polls = Boolean(env.TELEGRAM_BOT_TOKEN) && !env.TELEGRAM_API_ROOT;

  const [dynamo, aws] = await Promise.all([startDynamo(), startQueuesAndBucket()]);
  if (dynamo.endpoint === undefined) {
    console.log(
      `DynamoDB Local is not running (${dynamo.reason}), so everything is kept in memory and is gone when you stop.`,
    );
  } else {
    await createTable(connectDynamo({ ...localAws, endpoint: dynamo.endpoint }), TABLE);
  }

  // The town hall is open when you arrive: at night or in a weekend you start on the next working morning.
  const start = officeHours(Date.now(), town.promise.closedDays) - Date.now();
  let clock = plays ? start : 0;
  let child: ChildProcess | undefined;
  let stopping = false;
  let playground: RunningPlayground | undefined;

  if (plays) {
    const page = await buildPage();
    const options = {
      municipality: town.name,
      bot: { name: town.bot, username: "samenspel_playground_bot" },
      store: dynamo.endpoint === undefined ? ("memory" as const) : ("dynamodb" as const),
      channels: town.desks.map((desk, index) => ({
        id: `C0DESK${index + 1}`,
        name: desk.channel.replace("#", ""),
      })),
      administrator: town.administrators[0],
      telegramSecret: env.TELEGRAM_WEBHOOK_SECRET || "playground-secret",
      slackSigningSecret: env.SLACK_SIGNING_SECRET || "playground-signing-secret",
      now: () => Date.now() + start,
      onClock: (offset: number) => {
        clock = start + offset;
        say({ type: "clock", offset: clock });
      },
      onDie: () => child?.kill("SIGKILL"),
      onReset: async () => {
        child?.kill("SIGKILL");
      },
      page,
    };
    playground = await startPlayground(options, await portFor(env.PORT, 3000));
  }

  const settings: NodeJS.ProcessEnv = {
    ...env,
    AWS_REGION: localAws.region,
    AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: env.AWS_ENDPOINT_URL_DYNAMODB || dynamo.endpoint || "",
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: dynamo.endpoint ?? "",
    AWS_ENDPOINT_URL_SQS: aws.endpoint,
    AWS_ENDPOINT_URL_S3: aws.endpoint,
    STORE: dynamo.endpoint === undefined ? "memory" : "dynamodb",
    TABLE_NAME: TABLE,
    NOTICES_QUEUE_URL: aws.queues.notices,
    MEDIA_BUCKET: aws.bucket,
    MUNICIPALITY: path,
    SAMENSPEL_SECRET: env.SAMENSPEL_SECRET || "only-for-this-machine-and-never-for-a-real-town",
    TELEGRAM_WEBHOOK_SECRET: env.TELEGRAM_WEBHOOK_SECRET || "playground-secret",
    SLACK_SIGNING_SECRET: env.SLACK_SIGNING_SECRET || "playground-signing-secret",
    ...(playTelegram &&
      playground && {
        TELEGRAM_BOT_TOKEN: "1234567:playground",
        TELEGRAM_API_ROOT: playground.telegramApiRoot,
      }),
    ...(playSlack &&
      playground && { SLACK_BOT_TOKEN: "xoxb-playground", SLACK_API_URL: playground.slackApiUrl }),
    LOCAL_TELEGRAM: polls ? "polling" : "webhook",
    LOCAL_PORT: plays ? "0" : env.PORT || "8080",
  };

  function say(message: FromParent): void {
    if (child?.connected) child.send(message);
  }

  function runTown(): Promise<number> {
    return new Promise((resolve) => {
      child = fork(new URL("./town-process.ts", import.meta.url), {
        env: { ...settings, LOCAL_CLOCK_OFFSET: String(clock) },
        stdio: ["ignore", "pipe", "inherit", "ipc"],
      });
      child.stdout?.on("data", (chunk: Buffer) => showLog(chunk.toString("utf8"), playground));
      child.on("message", (message: ToParent) => {
        if (message.type === "step") playground?.playground.addStep(message.step);
        else {
          settings.LOCAL_PORT = String(message.port);
          resolve(message.port);
        }
      });
      child.on("exit", (code) => {
        if (stopping) return;
        // 78: the settings are wrong (EX_CONFIG); starting again would not help.
        if (code === 78) process.exit(78);
        void runTown();
      });
    });
  }

  const port = await runTown();
  const local = `http://localhost:${port}`;
  if (playground) {
    if (playTelegram) playground.playground.webhooks.telegram = `${local}/telegram`;
    if (playSlack) playground.playground.webhooks.slack = `${local}/slack`;
  }
  const token = settings.TELEGRAM_BOT_TOKEN ?? "";
  await register(
    createApi({ token, apiRoot: settings.TELEGRAM_API_ROOT || undefined }),
    registration(words, town.name, town.bot),
  ).catch((error: unknown) =>
    console.error(
      "The commands could not be registered with Telegram:",
      error instanceof Error ? error.message : error,
    ),
  );

  if (playground) console.log(`\nSamenspel ${town.name} is open: ${playground.url}\n`);
  if (!plays || polls) console.log(`Handlers are ready: POST ${local}/telegram and POST ${local}/slack`);
  if (polls) console.log("Telegram: the real one, by long polling.");
  if (env.SLACK_BOT_TOKEN && !env.SLACK_API_URL)
    console.log(
      env.SLACK_APP_TOKEN
        ? "Slack: the real one, by Socket Mode."
        : "Slack: set SLACK_APP_TOKEN (xapp-…) to listen by Socket Mode.",
    );
  console.log("Stop with Ctrl+C.");

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    child?.kill("SIGTERM");
    await Promise.allSettled([
      playground?.stop(),
      aws.stop(),
      dynamo.endpoint === undefined ? undefined : dynamo.stop(),
    ]);
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new ConfigurationProblem([
      `MUNICIPALITY: there is no file ${path}; copy infra/municipalities/waterkant.yaml and fill it in`,
    ]);
  }
}

/** Now when the town hall is open, else ten o'clock on the next working day. Milliseconds since 1970. */
function officeHours(now: number, closedDays: readonly string[]): number {
  const { day, minutes } = townClock(new Date(now).toISOString());
  if (isWorkingDay(day, closedDays) && minutes >= 9 * 60 && minutes < 16 * 60) return now;
  let next = minutes < 9 * 60 ? day : addDays(day, 1);
  while (!isWorkingDay(next, closedDays)) next = addDays(next, 1);
  return Date.parse(townMoment(next, 10 * 60));
}

/** The port asked for, or else the usual one, or any free one when that is taken. */
async function portFor(asked: string | undefined, usual: number): Promise<number> {
  if (asked) return Number(asked);
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(usual, "127.0.0.1", () => probe.close(() => resolve(usual)));
  });
}

/** The handlers' log goes to the terminal; what tells of a decision also goes to the page. */
function showLog(text: string, playground: RunningPlayground | undefined): void {
  for (const line of text.split("\n").filter(Boolean)) {
    console.log(line);
    const entry = parse(line);
    if (entry?.event === "received" || entry?.event === "official") {
      playground?.playground.addStep({
        lane: "decision",
        text: `Decided about "${entry.type}" in ${Number(entry.attempt ?? 0) + 1} attempt(s)`,
      });
    }
  }
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
