import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent, request as tlsRequest } from "node:https";

/**
 * One HTTP client for the services that somebody waits for: Telegram and AWS. Node's global `fetch` loads its machinery
 * at the first call, which adds more to a cold start than the call itself, and each later call takes twice the
 * processor time (`npm run bench`).
 */

/** Milliseconds. We close an idle connection before the other side does: a sleeping function cannot see that happen. */
const IDLE = 20_000;

const agents = {
  "http:": new PlainAgent({ keepAlive: true, timeout: IDLE }),
  "https:": new Agent({ keepAlive: true, timeout: IDLE }),
};

export interface Outgoing {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds. The request is abandoned after this. */
  readonly within: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** Seconds that the other side asks us to wait, when it says so. */
  readonly retryAfter: number | undefined;
}

/**
 * Sends one request and reads the whole response, whatever its status.
 * @throws Error with a `code` such as ECONNREFUSED or ETIMEDOUT when there was no response; then it is unknown
 *   whether the other side did what was asked
 */
export function post(url: URL, outgoing: Outgoing): Promise<Answered> {
  const secure = url.protocol === "https:";
  const { method = "POST", headers, body, within, signal } = outgoing;
  return new Promise((resolve, reject) => {
    const send = secure ? tlsRequest : plainRequest;
    const agent = secure ? agents["https:"] : agents["http:"];
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = send(url, { method, agent, headers: { ...headers, ...length }, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        clearTimeout(limit);
        const seconds = Number(response.headers["retry-after"]);
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString("utf8"),
          retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
        });
      });
    });
    const limit = setTimeout(
      () => request.destroy(Object.assign(new Error(`no answer within ${within} ms`), { code: "ETIMEDOUT" })),
      within,
    );
    request.on("error", (error) => {
      clearTimeout(limit);
      reject(error);
    });
    request.end(body);
  });
}
