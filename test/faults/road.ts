import { Agent, createServer, type IncomingHttpHeaders, request } from "node:http";

/** One call on its way to the other side. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** What happens to a call. "after" means: the other side did it, and the caller is not told. */
export type Event =
  | { readonly is: "none" }
  | { readonly is: "refused"; readonly answer: Answer }
  | { readonly is: "refused after"; readonly answer: Answer }
  | { readonly is: "cut"; readonly when: "before" | "after" }
  | { readonly is: "slow"; readonly when: "before" | "after"; readonly milliseconds: number }
  /** The calling process dies at this very moment. */
  | { readonly is: "death"; readonly when: "before" | "after" };

export interface Road {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A connection between two HTTP sides, on which things happen to calls.
 * @param parts.to origin of the other side
 * @param parts.meets decides what happens to a call, in the order in which calls arrive
 * @param parts.passed is told of every call that reached the other side, and its response
 * @param parts.kill kills the caller
 */
export async function openRoad(parts: {
  readonly to: () => string;
  readonly meets: (call: Call) => Event;
  readonly passed?: (call: Call, answer: Answer, event: Event) => void;
  readonly kill?: () => void;
}): Promise<Road> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const { method = "GET", url: path = "/", headers } = incoming;
      const call: Call = { method, path, headers, body: Buffer.concat(chunks) };
      const event = parts.meets(call);
      const cut = () => incoming.socket.destroy();
      const say = ({ status, headers, body }: Answer) => {
        if (outgoing.destroyed) return;
        outgoing.writeHead(status, headers);
        outgoing.end(body);
      };
      if (event.is === "refused") return say(event.answer);
      if ((event.is === "cut" || event.is === "death") && event.when === "before") {
        if (event.is === "death") parts.kill?.();
        return cut();
      }
      const dawdle = () =>
        new Promise((resolve) => setTimeout(resolve, event.is === "slow" ? event.milliseconds : 0));
      if (event.is === "slow" && event.when === "before") await dawdle();
      const answer = await forward(parts.to(), call, agent);
      parts.passed?.(call, answer, event);
      if (event.is === "death") parts.kill?.();
      if (event.is === "death" || event.is === "cut") return cut();
      if (event.is === "slow" && event.when === "after") await dawdle();
      say(event.is === "refused after" ? event.answer : answer);
    })().catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the road has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Passes a call to the other side. @throws Error when nobody is there, or the other side dies */
export function forward(to: string, call: Call, agent?: Agent): Promise<Answer> {
  const { host } = new URL(to);
  const headers = { ...call.headers, host: call.headers["x-amz-target"] ? call.headers.host : host };
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(call.path, to),
      { method: call.method, headers, ...(agent && { agent }) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const body = Buffer.concat(chunks);
          const kept = Object.entries(response.headers).filter(
            ([name]) => !["connection", "keep-alive", "transfer-encoding", "content-length"].includes(name),
          );
          resolve({
            status: response.statusCode ?? 0,
            headers: {
              ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
              "content-length": String(body.length),
            },
            body,
          });
        });
      },
    );
    sent.on("error", reject);
    sent.end(call.body);
  });
}
