import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpError, InputFile } from "grammy";
import { afterEach, expect, test } from "vitest";
import { posting } from "../../bot/runtime/http-client.ts";
import { createApi } from "../../bot/telegram/api.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listening(answer: Parameters<typeof createServer>[1]): Promise<URL> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

test("words in any script arrive whole, and so does the answer", async () => {
  const url = await listening((request, response) => request.pipe(response));
  const { status, text } = await posting(url)("/", { body: "Дві ями 🕳️ مصباح", within: 1000 });
  expect([status, text]).toEqual([200, "Дві ями 🕳️ مصباح"]);
});

test("a server that says nothing is given up on in time", async () => {
  const url = await listening(() => undefined);
  await expect(posting(url)("/", { body: "", within: 30 })).rejects.toMatchObject({ code: "ETIMEDOUT" });
});

test("an answer that stops halfway is no answer", async () => {
  const url = await listening((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    setTimeout(() => response.destroy(), 10);
  });
  await expect(posting(url)("/", { body: "", within: 1000 })).rejects.toMatchObject({ code: "ECONNRESET" });
});

/** Says yes to whatever Telegram is asked. */
const yes: Parameters<typeof createServer>[1] = (_, response) =>
  response.setHeader("content-type", "application/json").end('{"ok":true,"result":{"id":1,"message_id":7}}');

test("Telegram is reached over the same way, and one connection serves for several calls", async () => {
  let connections = 0;
  const url = await listening(yes);
  server?.on("connection", () => connections++);
  const api = createApi({ token: "1:abc", apiRoot: url.href });
  for (let call = 0; call < 3; call++) {
    expect((await api.getMe()).id).toBe(1);
    expect((await api.raw.sendMessage({ chat_id: "1", text: "Дві ями" })).message_id).toBe(7);
  }
  expect(connections).toBe(1);
});

test("a message reaches a server that plays Telegram below a path of its own, word for word", async () => {
  const asked: string[] = [];
  const url = await listening((request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url} ${request.headers["content-type"]}`);
    request.on("data", (chunk) => asked.push(String(chunk)));
    request.on("end", () => yes(request, response as Parameters<typeof yes>[1]));
  });
  const api = createApi({ token: "1:abc", apiRoot: `${url.href}telegram/` });
  await api.raw.sendMessage({ chat_id: "1", text: "Kade 5 \ud83d\udd73" });
  expect(asked).toEqual([
    `POST ${url.host} /telegram/bot1:abc/sendMessage application/json`,
    JSON.stringify({ chat_id: "1", text: "Kade 5 🕳" }),
  ]);
});

test("a message to a Telegram that says nothing is given up on in time", async () => {
  const url = await listening(() => undefined);
  const api = createApi({ token: "1:abc", apiRoot: url.href, seconds: 0.03 });
  await expect(api.raw.sendMessage({ chat_id: "1", text: "Kade 5" })).rejects.toThrow(HttpError);
});

test("a file is sent as a form", async () => {
  let form = "";
  const url = await listening((request, response) => {
    request.on("data", (chunk) => (form += String(chunk)));
    request.on("end", () => yes(request, response as Parameters<typeof yes>[1]));
  });
  const api = createApi({ token: "1:abc", apiRoot: url.href });
  await api.raw.sendDocument({ chat_id: "1", document: new InputFile(Buffer.from("brief"), "antwoord.pdf") });
  expect(form).toMatch(/filename="?antwoord\.pdf"?[\s\S]*brief/);
});
