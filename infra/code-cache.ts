/**
 * `node infra/code-cache.ts <folder> telegram|slack`: lets V8 compile a bundle and puts what came of it beside it, so
 * that a function that has just started need not (`infra/start/load.ts`). Called while bundling with
 * `--context codeCache=true`.
 *
 * V8 compiles a function when it is first called. So somebody comes in and says something, with a table and a Telegram
 * of the bench, and then everything that this took is compiled.
 */
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromSlack, fromTelegram, pressed, typed } from "../bench/events.ts";
import type { Question, Shown } from "../bench/servers/chats.ts";
import { secrets } from "../bench/stacks.ts";
import { cacheName, compiled, type Loaded, run, sealed } from "./start/load.ts";

const CHAT = 7001;
/** More buttons than it takes to come in; whatever comes after is worth compiling too. */
const BUTTONS = 6;

const [, file = "", folder, door, here] = process.argv;
if (!folder || (door !== "telegram" && door !== "slack"))
  throw new Error("say where, and for which door: node infra/code-cache.ts <folder> telegram");
if (here === undefined)
  // Lambda exposes the garbage collector to its own code, and V8 takes that for another V8: so both are made.
  for (const options of [[], ["--expose-gc"]])
    execFileSync(process.execPath, [...options, file, folder, door, "here"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
else await make(folder, door);

async function make(bundled: string, which: "telegram" | "slack"): Promise<void> {
  const table = await startServer("quick-table");
  const chats = await startServer("chats");
  process.chdir(bundled);
  Object.assign(process.env, secrets, {
    MUNICIPALITY: "municipality.json",
    TEXTS: "texts",
    TABLE_NAME: "town",
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "nobody",
    AWS_SECRET_ACCESS_KEY: "nothing",
    AWS_ENDPOINT_URL_DYNAMODB: table.address,
    TELEGRAM_API_ROOT: chats.address,
    SLACK_API_URL: `${chats.address}/api/`,
  });
  const script = compiled(bundled);
  const loaded = run(script, bundled);
  await (which === "telegram" ? comesIn(loaded, chats.child) : looks(loaded));
  writeFileSync(join(bundled, cacheName()), sealed(script.createCachedData()));
  process.exit();
}

async function startServer(name: string): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(join(import.meta.dirname, `../bench/servers/${name}.ts`), { execArgv: [] });
  const [{ port }] = await once(child, "message");
  return { child, address: `http://127.0.0.1:${port}` };
}

/** @throws Error when a bundle does not do what it is for: it had better not be deployed */
async function handles({ handler }: Loaded, event: unknown): Promise<void> {
  const answered = await handler(event, {});
  const status: unknown =
    typeof answered === "object" && answered !== null ? Reflect.get(answered, "statusCode") : undefined;
  if (status !== 200) throw new Error(`the bundle in ${folder} answered ${status}`);
}

/** Somebody comes in by the first button each time, and types. The same in every municipality. */
async function comesIn(loaded: Loaded, chats: ChildProcess): Promise<void> {
  let update = 1000;
  const types = (text: string) => handles(loaded, fromTelegram(typed(CHAT, ++update, text)));
  await types("/start");
  for (let press = 0; press < BUTTONS; press++) {
    chats.send({ ask: "shown", chat: CHAT } satisfies Question);
    const [shown]: Shown[] = await once(chats, "message");
    const data = shown?.buttons.at(0)?.data;
    if (shown && data) await handles(loaded, fromTelegram(pressed(CHAT, ++update, shown.message, data)));
  }
  await types("De lamp bij de speeltuin is kapot");
  await types("Havenstraat, bij de brug");
}

/** An official asks what there is. */
async function looks(loaded: Loaded): Promise<void> {
  const command = { command: "/samenspel", text: "help", team_id: "T0", user_id: "U0ANA", user_name: "ana" };
  const channel = { channel_id: "C0DESK1", channel_name: "desk", trigger_id: "1.2.3" };
  const response_url = "http://127.0.0.1:9/never-called";
  await handles(loaded, fromSlack({ ...command, ...channel, response_url }));
}
