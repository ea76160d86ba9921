import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "aws-cdk-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SamenspelStack } from "../../infra/stack.ts";

/**
 * What is deployed is a minified bundle, and minifying has broken a chat library silently before. So the real
 * bundle is made, loaded in a fresh process and has to answer somebody.
 */
const run = promisify(execFile);
let folder: string;
let bundles: string[];
let telegram: Server;
const sent: { method: string; body: string }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "samenspel-bundle-"));
  const app = new App({ outdir: folder });
  new SamenspelStack(app, "Samenspel");
  app.synth();
  bundles = readdirSync(folder)
    .map((name) => join(folder, name, "index.js"))
    .filter((path) => existsSync(path));
  telegram = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      sent.push({
        method: request.url?.split("/").at(-1) ?? "",
        body: Buffer.concat(chunks).toString("utf8"),
      });
      const result = { message_id: 1, date: 0, chat: { id: 5, type: "private" }, text: "" };
      response.setHeader("content-type", "application/json").end(JSON.stringify({ ok: true, result }));
    });
  });
  await new Promise<void>((resolve) => telegram.listen(0, "127.0.0.1", resolve));
}, 120_000);

afterAll(() => {
  telegram?.close();
  rmSync(folder, { recursive: true, force: true });
});

function bundleWith(words: string): string {
  const found = bundles.find((path) => readFileSync(path, "utf8").includes(words));
  if (!found) throw new Error(`no bundle holds “${words}”`);
  return found;
}

test("the bundle that is deployed greets somebody who writes for the first time", async () => {
  const address = telegram.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const update = {
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: 5, type: "private", first_name: "Zoë" },
      from: { id: 5, is_bot: false, first_name: "Zoë", language_code: "nl" },
      text: "Привіт",
    },
  };
  const event = {
    headers: { "x-telegram-bot-api-secret-token": "secret", "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(update)).toString("base64"),
    isBase64Encoded: true,
  };
  const path = bundleWith("x-telegram-bot-api-secret-token");
  const script = `require(${JSON.stringify(path)}).handler(${JSON.stringify(event)}).then((r) => { console.log("answer " + r.statusCode); })`;
  const { stdout } = await run(process.execPath, ["-e", script], {
    cwd: join(path, ".."),
    env: {
      PATH: process.env.PATH,
      STORE: "memory",
      MUNICIPALITY: "municipality.json",
      TELEGRAM_BOT_TOKEN: "1:abc",
      TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
      TELEGRAM_WEBHOOK_SECRET: "secret",
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_SIGNING_SECRET: "signing",
      NOTICES_QUEUE_URL: "http://127.0.0.1:1/queue.fifo",
      MEDIA_BUCKET: "media-bucket",
      SAMENSPEL_SECRET: "a secret of at least thirty-two characters",
      AWS_REGION: "eu-central-1",
    },
  });
  expect(stdout).toContain("answer 200");
  expect(sent.map((one) => one.method)).toContain("sendMessage");
  expect(sent.find((one) => one.method === "sendMessage")?.body).toContain("Samenspel Waterkant");
});

test("every function has a bundle that loads on its own", async () => {
  expect(bundles.length).toBeGreaterThanOrEqual(5);
  for (const path of bundles) {
    const { stdout } = await run(process.execPath, [
      "-e",
      `console.log(typeof require(${JSON.stringify(path)}).handler)`,
    ]);
    expect(stdout.trim()).toBe("function");
  }
});
