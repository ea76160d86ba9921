import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { post } from "../../bot/runtime/http-client.ts";
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
  const { status, text } = await post(url, { body: "Дві ями 🕳️ مصباح", within: 1000 });
  expect([status, text]).toEqual([200, "Дві ями 🕳️ مصباح"]);
});

test("a server that says nothing is given up on in time", async () => {
  const url = await listening(() => undefined);
  await expect(post(url, { body: "", within: 30 })).rejects.toMatchObject({ code: "ETIMEDOUT" });
});

test("an answer that stops halfway is no answer", async () => {
  const url = await listening((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    setTimeout(() => response.destroy(), 10);
  });
  await expect(post(url, { body: "", within: 1000 })).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("the other side says how long to wait", async () => {
  const url = await listening((_, response) => response.writeHead(429, { "retry-after": "7" }).end());
  expect(await post(url, { body: "", within: 1000 })).toMatchObject({ status: 429, retryAfter: 7 });
});

test("Telegram is reached over the same way, and one connection serves for several calls", async () => {
  let connections = 0;
  const url = await listening((_, response) =>
    response.setHeader("content-type", "application/json").end('{"ok":true,"result":{"id":1,"is_bot":true}}'),
  );
  server?.on("connection", () => connections++);
  const api = createApi({ token: "1:abc", apiRoot: url.href });
  for (let call = 0; call < 3; call++) expect((await api.getMe()).id).toBe(1);
  expect(connections).toBe(1);
});
