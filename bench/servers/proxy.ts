import { Agent, request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Sits between a bot and its table and sees what passes. DynamoDB Local does not check signatures. */

/** One request that passed, as it was asked and answered. */
export interface Passed {
  /** Such as `GetItem`. */
  readonly operation: string;
  readonly asked: string;
  readonly status: number;
  readonly answered: string;
}

export interface Proxy {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * @param seen is told of each request when it has been answered
 * @param change what is asked instead of a body in JSON
 */
export async function startProxy(
  target: string,
  seen: (passed: Passed) => void,
  change: (body: object) => object = (body) => body,
): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const operation =
        String(incoming.headers["x-amz-target"] ?? "")
          .split(".")
          .at(-1) ?? "";
      const asked = Buffer.concat(chunks).toString("utf8");
      const asking = asked === "" ? asked : JSON.stringify(change(JSON.parse(asked)));
      const passed = ask(
        {
          agent,
          hostname,
          port,
          method: incoming.method,
          path: incoming.url,
          headers: { ...incoming.headers, "content-length": Buffer.byteLength(asking) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("end", () => {
            const body = Buffer.concat(parts);
            const status = answer.statusCode ?? 502;
            seen({ operation, asked, status, answered: body.toString("utf8") });
            outgoing.writeHead(status, answer.headers);
            outgoing.end(body);
          });
        },
      );
      passed.on("error", () => outgoing.destroy());
      passed.end(asking);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}
