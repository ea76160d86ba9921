import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import type { SlackMessage } from "../../local/playground/api.ts";
import { startPlayground } from "../../local/playground/server.ts";
import { playgroundOptions, readTown } from "../../local/settings.ts";

/** `node local/start.ts` as started by somebody who brings her own Telegram and Slack. */

const NOOR = 700_001;
const ANA = "U0ANA";
const secrets = {
  TELEGRAM_WEBHOOK_SECRET: "secret-of-the-harness",
  SLACK_SIGNING_SECRET: "signing-secret-of-the-harness",
  SAMENSPEL_SECRET: "a secret of the harness that is long enough",
};

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGTERM");
});

/** @param given the whole environment, except for what every process needs */
function starts(given: Record<string, string>, java = false) {
  const path = java ? process.env.PATH : "/nowhere";
  const env: NodeJS.ProcessEnv = { PATH: path, HOME: process.env.HOME, ...given };
  const child = spawn(process.execPath, ["local/start.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let said = "";
  let wrong = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (wrong += text));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, ended, said: () => said, wrong: () => wrong };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

function javaVersion(): number {
  const { stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  return Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0);
}

/**
 * @param more settings besides those of the two servers
 * @returns what Noor read
 */
async function playsThrough(java: boolean, more: Record<string, string> = {}): Promise<readonly string[]> {
  const town = readTown("infra/municipalities/waterkant.yaml", ["nl", "en"]);
  const running = await startPlayground(
    {
      ...playgroundOptions(town, secrets),
      store: "memory",
      retryUnitMs: 20,
      telegramToken: "42:token-of-the-harness",
      slackToken: "xoxb-of-the-harness",
    },
    0,
  );
  onTestFinished(() => running.stop());
  const { playground } = running;
  const port = await freePort();
  const begun = performance.now();
  const one = starts(
    {
      ...secrets,
      PORT: String(port),
      TELEGRAM_BOT_TOKEN: "42:token-of-the-harness",
      TELEGRAM_API_ROOT: running.telegramApiRoot,
      SLACK_BOT_TOKEN: "xoxb-of-the-harness",
      SLACK_API_URL: running.slackApiUrl,
      ...more,
    },
    java,
  );
  await expect.poll(() => one.said() + one.wrong(), { timeout: 30_000 }).toContain("ready");
  const ready = performance.now() - begun;
  expect(one.said()).toContain(`http://localhost:${port}/telegram`);
  expect(one.said()).toContain(`http://localhost:${port}/slack`);
  expect(one.said().includes("kept in memory")).toBe(!java || more.STORE === "memory");
  playground.webhooks.telegram = `http://localhost:${port}/telegram`;
  playground.webhooks.slack = `http://localhost:${port}/slack`;

  const messages = () => playground.telegram.resident(NOOR)?.messages ?? [];
  const heard = (part: string) => () =>
    messages().some((message) => message.from_bot && message.text?.includes(part));
  const presses = async (part: string) => {
    for (const message of messages().toReversed()) {
      const markup = message.reply_markup;
      const buttons = markup && "inline_keyboard" in markup ? markup.inline_keyboard.flat() : [];
      for (const button of buttons)
        if ("callback_data" in button && button.callback_data.includes(part))
          return playground.telegram.presses(NOOR, message.message_id, button.callback_data);
    }
    throw new Error(`no button for ${part}`);
  };
  await playground.telegram.says(NOOR, "/start");
  for (const part of ["language|nl", "privacy|join", "area|skip", "allow|done"]) await presses(part);
  await playground.telegram.says(NOOR, "De лампа is kapot 💡");
  await playground.telegram.says(NOOR, "Dorpsstraat");
  await presses("photos|done");
  await presses("category|street");
  await presses("preview|send");
  const cards = () => playground.slack.messages().filter((message) => message.blocks && !message.thread_ts);
  await expect.poll(() => cards().length, { timeout: 5000 }).toBe(1);
  const card = cards()[0] as SlackMessage;
  expect(JSON.stringify(card.blocks)).toContain("De лампа is kapot 💡");

  const found = card.blocks
    ?.flatMap((block) =>
      block.type === "actions" ? block.elements.map((element) => ({ block, element })) : [],
    )
    .find(({ element }) => element.type === "button" && element.value?.includes('"answer"'));
  if (found?.element.type !== "button") throw new Error("no button to answer with");
  const { action_id = "", value } = found.element;
  await playground.slack.presses(
    ANA,
    card.ts,
    { type: "button", action_id, block_id: found.block.block_id ?? "", value },
    { channel: card.channel },
  );
  const values: Record<string, string> = { outcome: "done", reason: "De lamp is vervangen." };
  for (let round = 0; round < 2; round++) {
    const modal = playground.world().slack.modals[ANA]?.at(-1);
    if (!modal) throw new Error("no form opened");
    const state: Parameters<typeof playground.slack.submits>[2] = {};
    for (const block of modal.view.blocks) {
      if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
      const filled = values[block.block_id] ?? "";
      const { type, action_id: id } = block.element;
      state[block.block_id] = {
        [id]:
          type === "plain_text_input"
            ? { type, value: filled }
            : { type, selected_option: { value: filled, text: { type: "plain_text", text: filled } } },
      };
    }
    await playground.slack.submits(ANA, modal.id, state);
  }
  await expect.poll(heard("De lamp is vervangen."), { timeout: 5000 }).toBe(true);

  const url = `http://localhost:${port}`;
  const knock = (path: string, method = "POST") =>
    fetch(url + path, { method, ...(method === "POST" && { body: "{}" }) });
  expect((await knock("/telegram")).status).toBe(401);
  expect((await knock("/slack")).status).toBe(401);
  expect((await knock("/telegram", "GET")).status).toBe(404);
  expect((await knock("/elsewhere")).status).toBe(404);
  expect(one.wrong()).not.toMatch(/token-of-the-harness|secret-of-the-harness/);

  one.child.kill("SIGTERM");
  expect(await one.ended).toBe(0);
  console.log(
    `ready after ${Math.round(ready)} ms, all done after ${Math.round(performance.now() - begun)} ms`,
  );
  return messages().flatMap((message) => (message.from_bot && message.text ? [message.text] : []));
}

test("with both servers given, in memory: it says when it is ready, and the whole loop plays through", async () => {
  await playsThrough(false);
}, 40_000);

const java = javaVersion();
if (java < 17 && process.env.CI) throw new Error("CI needs Java 17 for DynamoDB Local");
if (java < 17) console.warn("\n*** SKIPPED: start with DynamoDB Local, which needs Java 17 ***\n");
test.skipIf(java < 17)(
  "with both servers given, on DynamoDB: the same",
  async () => {
    await playsThrough(true);
  },
  60_000,
);

test.skipIf(java < 17)(
  "with both servers given, Java there and STORE=memory: in memory, three weeks ahead, and each side keeps its own clock",
  async () => {
    const read = await playsThrough(true, { STORE: "memory", CLOCK_OFFSET: "21d" });
    const months = "januari februari maart april mei juni juli augustus september oktober november december";
    const [, day = "", month = ""] =
      /uiterlijk \p{L}+ (\d+) (\p{L}+)/u.exec(read.find((text) => text.includes("Het nummer is")) ?? "") ??
      [];
    const now = new Date();
    const promised = new Date(now.getFullYear(), months.split(" ").indexOf(month), Number(day));
    // A promise over New Year names a month that comes before this one.
    if (promised < now) promised.setFullYear(now.getFullYear() + 1);
    const days = (promised.getTime() - now.getTime()) / 86_400_000;
    // Ten working days are promised, so two to five weeks after the moved day.
    expect(days).toBeGreaterThan(21 + 7);
    expect(days).toBeLessThan(21 + 40);
  },
  40_000,
);

describe("wrong settings", () => {
  const whole = {
    ...secrets,
    TELEGRAM_BOT_TOKEN: "42:abc",
    TELEGRAM_API_ROOT: "http://127.0.0.1:1",
    SLACK_BOT_TOKEN: "xoxb-abc",
    SLACK_API_URL: "http://127.0.0.1:1/api/",
  };

  test.each([
    [
      "no tokens and no secrets beside the addresses",
      { TELEGRAM_API_ROOT: whole.TELEGRAM_API_ROOT, SLACK_API_URL: whole.SLACK_API_URL },
      ["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"],
    ],
    [
      "a token that is none and an address that is none",
      { ...whole, TELEGRAM_BOT_TOKEN: "geheim!", SLACK_API_URL: "slack" },
      ["TELEGRAM_BOT_TOKEN", "SLACK_API_URL"],
    ],
    ["a port that is none", { ...whole, PORT: "eighty" }, ["PORT"]],
    ["a short secret", { ...whole, SAMENSPEL_SECRET: "short" }, ["SAMENSPEL_SECRET"]],
    ["a clock that nobody can read", { ...whole, CLOCK_OFFSET: "soon" }, ["CLOCK_OFFSET"]],
    ["a place to keep things that is none", { ...whole, STORE: "paper" }, ["STORE"]],
    ["DynamoDB asked for, and no Java", { ...whole, STORE: "dynamodb" }, ["STORE"]],
    ["a town that is not there", { ...whole, MUNICIPALITY: "nowhere.yaml" }, ["MUNICIPALITY"]],
  ])(
    "%s: one line for each, and it stops",
    async (_, env, names) => {
      const one = starts(env);
      expect(await one.ended).not.toBe(0);
      const lines = one
        .wrong()
        .split("\n")
        .filter((line) => /^\W*[A-Z_]+:/.test(line));
      expect(lines.map((line) => /[A-Z_]+/.exec(line)?.[0]).sort()).toEqual([...names].sort());
      expect(one.wrong()).not.toContain("    at ");
      expect(one.wrong() + one.said()).not.toMatch(/geheim!|42:abc|xoxb-abc/);
    },
    10_000,
  );

  test("a port that somebody else has: one line, and it stops", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const one = starts({ ...whole, PORT: port });
    expect(await one.ended).not.toBe(0);
    expect(one.wrong()).toMatch(new RegExp(`^PORT: .*${port}`, "m"));
  }, 10_000);
});
