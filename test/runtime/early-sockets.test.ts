import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { connectEarly, takeEarly } from "../../bot/runtime/early-sockets.ts";
import { posting } from "../../bot/runtime/http-client.ts";

/** Connections that were begun before the bot was loaded. */

let server: Server | undefined;
afterEach(() => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
});

async function listening() {
  const connections: Socket[] = [];
  const own = createServer((request, response) => request.pipe(response));
  server = own.on("connection", (socket) => connections.push(socket));
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(own.address() as AddressInfo).port}`, connections };
}

const says = (url: string, body: string) => posting(new URL(url))("/", { body, within: 1000 });

test("the first message goes over the connection that was begun early, and so do the next ones", async () => {
  const { url, connections } = await listening();
  connectEarly([`${url}/a/path`]);
  await expect.poll(() => connections.length).toBe(1);
  expect((await says(url, "hello")).text).toBe("hello");
  expect((await says(url, "again")).text).toBe("again");
  expect(connections).toHaveLength(1);
});

test("two messages at once go over two connections, of which one was begun early", async () => {
  const { url, connections } = await listening();
  connectEarly([url]);
  const answers = await Promise.all([says(url, "one"), says(url, "two")]);
  expect(answers.map(({ text }) => text)).toEqual(["one", "two"]);
  expect(connections).toHaveLength(2);
});

test("a connection that came to nothing is not used: the message gets one of its own", async () => {
  const { url, connections } = await listening();
  connectEarly([url]);
  await expect.poll(() => connections.length).toBe(1);
  connections[0]?.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await says(url, "hello")).text).toBe("hello");
  expect(connections).toHaveLength(2);
});

test("one that has waited too long is not used either: the function may have slept", async () => {
  const { url, connections } = await listening();
  connectEarly([url]);
  await expect.poll(() => connections.length).toBe(1);
  vi.useFakeTimers({ now: Date.now() + 6000, toFake: ["Date"] });
  expect((await says(url, "hello")).text).toBe("hello");
  expect(connections).toHaveLength(2);
});

test("an address that is none, and a server that is not there, bring nothing to an end", async () => {
  expect(() => connectEarly(["", "nowhere", "http://127.0.0.1:9", "https://127.0.0.1:9"])).not.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(takeEarly("http:", "127.0.0.1", 9)).toBeUndefined();
});
