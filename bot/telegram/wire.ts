import { HttpError, type Transformer } from "grammy";
import { type Post, posting } from "../runtime/http-client.ts";
import { parseJson } from "../runtime/http-request.ts";
import { withoutToken } from "./errors.ts";

/** The way from grammY to Telegram's server and back. */

/** The `fetch` that grammY needs: it sends JSON, or a form with a file, and gets JSON back. */
export type TelegramFetch = (
  url: string,
  init: Pick<RequestInit, "method" | "body" | "signal" | "headers">,
) => Promise<{ readonly status: number; text(): Promise<string> }>;

/** A bot's own address at a server. */
export interface At {
  readonly token: string;
  /** Without a slash at its end. */
  readonly apiRoot: string;
}

/** @param seconds the limit on one call, also when nobody aborts it */
export function overWire(apiRoot: string, seconds: number): TelegramFetch {
  let server: { readonly post: Post; readonly path: string } | undefined;
  // Only when something is sent, because the address can be no address; and once, because taking it apart takes longer
  // than putting the message into words.
  const opened = () => {
    if (server) return server;
    const root = new URL(apiRoot);
    server = { post: posting(root), path: root.pathname.replace(/\/$/, "") };
    return server;
  };
  return async (url, { body, signal, headers }) => {
    const { post, path } = opened();
    const { status, text } = await post(path + url.slice(apiRoot.length), {
      ...(typeof body === "string"
        ? { headers: { "content-type": "application/json" }, body }
        : // A form with a file: grammY supplies it as a stream and names the boundary of its parts.
          {
            headers: { "content-type": new Headers(headers).get("content-type") ?? "" },
            body: new Uint8Array(await new Response(body).arrayBuffer()),
          }),
      within: seconds * 1000,
      signal: signal ?? undefined,
    });
    return { status, text: async () => text };
  };
}

/** grammY's `fetch`, over this way. */
export function fetchFor({ token }: At, send: TelegramFetch): typeof globalThis.fetch {
  const fetch = async (url: string, init: RequestInit) => {
    try {
      const answer = await send(url, { ...init, signal: ownSignal(init.signal) });
      const said = readable(answer.status, await answer.text());
      return { json: async () => said };
    } catch (error) {
      throw withoutToken(error, token);
    }
  };
  // grammY only uses the response's JSON.
  return fetch as unknown as typeof globalThis.fetch;
}

/** What is called while a resident waits. None of these can hold a file. */
const hot: ReadonlySet<string> = new Set([
  "sendMessage",
  "editMessageText",
  "editMessageReplyMarkup",
  "answerCallbackQuery",
]);

/**
 * Sends what a resident waits for as it is. Otherwise grammY would look for files in it and watch over it with two
 * signals and a clock of its own beside ours, which takes a third as long as the call itself.
 */
export function straight({ token, apiRoot }: At, send: TelegramFetch): Transformer {
  return async (byGrammy, method, payload, signal) => {
    if (!hot.has(method) || signal !== undefined) return byGrammy(method, payload, signal);
    try {
      const answer = await send(`${apiRoot}/bot${token}/${method}`, {
        method: "POST",
        body: JSON.stringify(payload),
      });
      // Telegram's answers are taken as its documentation describes them, as grammY takes them.
      return readable(answer.status, await answer.text()) as Awaited<ReturnType<typeof byGrammy>>;
    } catch (error) {
      throw new HttpError(`Network request for '${method}' failed!`, withoutToken(error, token));
    }
  };
}

/** Converts grammY's abort signal, in Node a look-alike of AbortSignal that others reject, into a real one. */
function ownSignal(theirs: RequestInit["signal"]): AbortSignal {
  const controller = new AbortController();
  if (theirs?.aborted) controller.abort();
  theirs?.addEventListener("abort", () => controller.abort());
  return controller.signal;
}

/**
 * Reads a response as JSON. A failing proxy responds in HTML; that still counts as a refusal by Telegram, with the
 * status as its code.
 */
function readable(status: number, text: string): unknown {
  const said = parseJson(text)?.value;
  if (typeof said === "object" && said !== null) return said;
  return {
    ok: false,
    error_code: status >= 400 ? status : 502,
    description: "no answer from the Bot API",
  };
}
