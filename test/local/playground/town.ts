/** A playground on a free port with a small bot behind it, for the tests of the playground itself. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { PlaygroundOptions } from "../../../local/playground/ground.ts";
import { type RunningPlayground, startPlayground } from "../../../local/playground/server.ts";

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

export type Reaction = (received: Received) => Answer | Promise<Answer>;
export interface Answer {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
}

/** A web server that keeps what came in and responds with what the test wants. */
export class Listener {
  readonly received: Received[] = [];
  reaction: Reaction = () => ({});
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        const received = {
          headers: request.headers,
          body: Buffer.concat(chunks).toString("utf8"),
          at: Date.now(),
        };
        this.received.push(received);
        const { status = 200, body = "", headers = {} } = await this.reaction(received);
        response.writeHead(status, headers).end(body);
      });
    });
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The bodies as JSON. */
  get updates(): Record<string, never>[] {
    return this.received.map(({ body }) => JSON.parse(body));
  }

  /** The payloads of Slack's interactions. */
  get payloads(): Record<string, never>[] {
    return this.received.map(({ body }) => JSON.parse(new URLSearchParams(body).get("payload") ?? "null"));
  }
}

/** Counts its own calls, from 1. */
export function counter(): () => number {
  let calls = 0;
  return () => {
    calls += 1;
    return calls;
  };
}

export const NOOR = 700_001;
export const SAM = 700_002;

export interface Town extends RunningPlayground {
  telegramHook: Listener;
  slackHook: Listener;
}

export async function raiseTown(options: Partial<PlaygroundOptions> = {}): Promise<Town> {
  const telegramHook = new Listener();
  const slackHook = new Listener();
  const running = await startPlayground(
    {
      municipality: "Waterkant",
      bot: { name: "Samenspel", username: "samenspel_bot" },
      store: "memory",
      channels: [
        { id: "C0WEGEN", name: "wegen" },
        { id: "C0GROEN", name: "groen" },
      ],
      retryUnitMs: 5,
      telegramSecret: "hush",
      webhooks: { telegram: await telegramHook.listen(), slack: await slackHook.listen() },
      ...options,
    },
    0,
  );
  return {
    ...running,
    telegramHook,
    slackHook,
    stop: async () => {
      await running.stop();
      await telegramHook.close();
      await slackHook.close();
    },
  };
}
