/**
 * `npm start`: the whole system on this machine. Without tokens it opens the playground, which emulates
 * Telegram and Slack in a browser; with tokens it talks to the real ones.
 */
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readConfig } from "../bot/runtime/config.ts";
import { ConfigurationProblem } from "../bot/runtime/config-problem.ts";
import { createApi, register, registration } from "../bot/telegram/api.ts";
import { createWords } from "../bot/text/words.ts";
import { locales } from "../locales/index.ts";
import { createTable, type LocalDynamo, localAws, startDynamo, startQueuesAndBucket } from "./aws.ts";
import { buildPage } from "./playground/build-page.ts";
import { type RunningPlayground, startPlayground } from "./playground/server.ts";
import {
  type Cast,
  castOf,
  doorSecrets,
  officeHours,
  PLAYGROUND_TOKEN,
  playgroundOptions,
  readTown,
  TABLE,
  townSettings,
} from "./settings.ts";
import { runTown, type TownRun } from "./town-run.ts";

/** The playground's port, if it is free. */
const USUAL_PORT = 3000;

const notAsked = { endpoint: undefined, reason: "STORE says memory" } as const;

if (existsSync(".env")) process.loadEnvFile(".env");
const env = process.env;
const words = createWords(locales);

try {
  await start();
} catch (error) {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (!taken && !(error instanceof ConfigurationProblem)) throw error;
  console.error(taken ? `PORT: ${env.PORT} is in use; choose another port` : error.message);
  process.exit(78);
}

async function start(): Promise<void> {
  const cast = castOf(env);
  const playTelegram = cast.telegram === "played";
  const playSlack = cast.slack === "played";
  const plays = playTelegram || playSlack;
  const polls = cast.telegram === "real";
  const given = { ...env, ...doorSecrets(env, cast) };
  // Anything missing is reported at once, before starting what takes seconds.
  const { clockOffset, table } = readConfig({ ...given, TABLE_NAME: TABLE }, [
    "table",
    ...(playTelegram ? [] : (["telegram", "telegramDoor"] as const)),
    ...(playSlack ? [] : (["slack", "slackDoor"] as const)),
    ...(env.SAMENSPEL_SECRET ? ["secret" as const] : []),
  ]);
  const path = env.MUNICIPALITY || "infra/municipalities/waterkant.yaml";
  const town = readTown(path, words.languages);

  const [dynamo, aws] = await Promise.all([openStore(table.store), startQueuesAndBucket()]);

  // The town hall is open when you arrive: at night or at a weekend you start on the next working morning.
  const ahead = clockOffset ?? (plays ? officeHours(Date.now(), town.promise.closedDays) - Date.now() : 0);
  let clock = ahead;
  let resets = 0;
  let run: TownRun | undefined;
  let open: RunningPlayground | undefined;
  if (plays) {
    open = await startPlayground(
      {
        ...playgroundOptions(town, given),
        store: dynamo.endpoint === undefined ? "memory" : "dynamodb",
        now: () => Date.now() + ahead,
        onClock: (offset) => {
          clock = ahead + offset;
          run?.say({ type: "clock", offset: clock });
        },
        onDie: () => run?.kill(),
        onDoubled: (what) => console.error(`Counted as said twice: ${what}`),
        onReset: async () => {
          clock = ahead;
          // A new table is the quickest way to forget everything; the old one goes with the process.
          if (dynamo.endpoint !== undefined) {
            settings.TABLE_NAME = `${TABLE}-${++resets}`;
            await createTable(
              new DynamoDBClient({ ...localAws, endpoint: dynamo.endpoint }),
              settings.TABLE_NAME,
            );
          }
          run?.kill();
        },
        page: await buildPage(),
      },
      env.PORT ? Number(env.PORT) : await freePort(USUAL_PORT),
    );
  }

  const settings: NodeJS.ProcessEnv = {
    ...townSettings(given, path, dynamo.endpoint, aws),
    ...(playTelegram &&
      open && { TELEGRAM_BOT_TOKEN: PLAYGROUND_TOKEN, TELEGRAM_API_ROOT: open.telegramApiRoot }),
    ...(playSlack && open && { SLACK_BOT_TOKEN: "xoxb-playground", SLACK_API_URL: open.slackApiUrl }),
    LOCAL_TELEGRAM: polls ? "polling" : "webhook",
  };
  run = await runTown({
    settings,
    port: plays ? 0 : Number(env.PORT || 8080),
    clock: () => clock,
    onStep: (step) => open?.playground.addStep(step),
    onLine: (line) => showLine(line, open),
  });
  if (open && playTelegram) open.playground.webhooks.telegram = `${run.url}/telegram`;
  if (open && playSlack) open.playground.webhooks.slack = `${run.url}/slack`;

  const api = createApi({
    token: settings.TELEGRAM_BOT_TOKEN ?? "",
    apiRoot: settings.TELEGRAM_API_ROOT || undefined,
  });
  await register(api, registration(words, town)).catch((error: unknown) =>
    console.error(
      "The commands could not be registered with Telegram:",
      error instanceof Error ? error.message : error,
    ),
  );

  sayReady(town.name, run.url, open, cast);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await Promise.allSettled([
      run?.stop(),
      open?.stop(),
      aws.stop(),
      dynamo.endpoint === undefined ? undefined : dynamo.stop(),
    ]);
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
}

/**
 * The table on this machine, or memory with a remark about it. @throws ConfigurationProblem when STORE asks for what is
 * not there
 */
async function openStore(asked: string): Promise<LocalDynamo> {
  const dynamo = asked === "memory" ? notAsked : await startDynamo();
  if (dynamo.endpoint === undefined) {
    if (env.STORE?.trim() === "dynamodb")
      throw new ConfigurationProblem([`STORE: ${dynamo.reason}; install it, or use memory`]);
    console.log(`DynamoDB Local is not running: ${dynamo.reason}.`);
    console.log("Everything is kept in memory and is gone when you stop.");
  } else {
    await createTable(new DynamoDBClient({ ...localAws, endpoint: dynamo.endpoint }), TABLE);
  }
  return dynamo;
}

/** Tells the person who started it that everything is running. */
function sayReady(town: string, url: string, open: RunningPlayground | undefined, cast: Cast): void {
  const polls = cast.telegram === "real";
  if (open) console.log(`\nSamenspel ${town} is open: ${open.url}\n`);
  if (!open || polls) console.log(`The handlers are ready: POST ${url}/telegram and POST ${url}/slack`);
  if (polls) console.log("Telegram: the real one, by long polling.");
  if (cast.slack === "real") {
    console.log(
      env.SLACK_APP_TOKEN
        ? "Slack: the real one, by Socket Mode."
        : "Slack: the real one. To listen from this machine, set SLACK_APP_TOKEN (xapp-…).",
    );
  }
  console.log("Stop with Ctrl+C.");
}

/** This port, or any free one when it is taken. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(wanted, "127.0.0.1", () => probe.close(() => resolve(wanted)));
  });
}

/** The handlers' log goes to the terminal; lines about a decision also go to the page. */
function showLine(line: string, open: RunningPlayground | undefined): void {
  console.log(line);
  const decided = /"event":"(?:received|official)","type":"(\w+)","attempt":(\d+)/.exec(line);
  if (decided) {
    const again = decided[2] === "0" ? "" : `, after ${decided[2]} conflict(s)`;
    open?.playground.addStep({ lane: "decision", text: `Decided about “${decided[1]}”${again}` });
  }
}
