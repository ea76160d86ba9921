import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent, request as tlsRequest } from "node:https";
import { takeEarly } from "./early-sockets.ts";

/**
 * One HTTP client for the services that somebody waits for: Telegram, Slack and AWS. Node's global `fetch` loads its
 * machinery at the first call, which adds more to a cold start than the call itself, and each later call takes twice
 * the processor time (`npm run bench`).
 */

/** Milliseconds. We close an idle connection before the other side does: a sleeping function cannot see that happen. */
const IDLE = 20_000;

const agents = {
  "http:": withEarly("http:", new PlainAgent({ keepAlive: true, timeout: IDLE })),
  "https:": withEarly("https:", new Agent({ keepAlive: true, timeout: IDLE })),
};

/** Uses a connection that was begun before the bot was loaded, if there is one. */
function withEarly<Kept extends PlainAgent>(protocol: "http:" | "https:", agent: Kept): Kept {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) =>
    takeEarly(protocol, options.host ?? "", options.port ?? "") ?? connect(options, done);
  return agent;
}

export interface Outgoing {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Milliseconds. The request is abandoned after this. */
  readonly within: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** A header of the response, by its name in lower case; undefined when it has none. */
  readonly header: (name: string) => string | undefined;
}

/**
 * Posts to a path of one server, and reads the whole response, whatever its status.
 * @throws Error with a `code` such as ECONNREFUSED or ETIMEDOUT when there was no response; then it is unknown
 *   whether the other side did what was asked
 */
export type Post = (path: string, outgoing: Outgoing) => Promise<Answered>;

/** @param server its address; a path in it is not used. Taken apart here, once, and not for each request. */
export function posting(server: URL): Post {
  const secure = server.protocol === "https:";
  const send = secure ? tlsRequest : plainRequest;
  const to = {
    method: "POST",
    // An address in brackets is how a URL writes IPv6, and not how Node connects to it.
    hostname: server.hostname.replace(/^\[|\]$/g, ""),
    port: server.port,
    agent: secure ? agents["https:"] : agents["http:"],
  };
  const { host } = server;

  return (path, { headers = {}, body, within, signal }) =>
    new Promise((resolve, reject) => {
      // As a list headers are written as they stand; one by one each of them is checked, and kept to be asked for.
      const lines = ["host", host, "content-length", String(Buffer.byteLength(body))];
      for (const [name, value] of Object.entries(headers)) if (name !== "host") lines.push(name, value);
      const request = send({ ...to, path, headers: lines, ...(signal && { signal }) }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          clearTimeout(limit);
          const [first, ...more] = chunks;
          const whole = first === undefined || more.length > 0 ? Buffer.concat(chunks) : first;
          resolve({
            status: response.statusCode ?? 0,
            text: whole.toString("utf8"),
            header: (name) => response.headers[name]?.toString(),
          });
        });
      });
      const limit = setTimeout(
        () =>
          request.destroy(Object.assign(new Error(`no answer within ${within} ms`), { code: "ETIMEDOUT" })),
        within,
      );
      request.on("error", (error) => {
        clearTimeout(limit);
        reject(error);
      });
      request.end(body);
    });
}
