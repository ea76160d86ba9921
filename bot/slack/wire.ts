import { type Answered, type Post, posting } from "../runtime/http-client.ts";
import { parseJson } from "../runtime/http-request.ts";

/** The way from Slack's SDK to Slack's server and back. Files go another way (`files.ts`). */

/** Seconds to wait when Slack is too busy without saying for how long. */
const UNSAID = "30";

/** Statuses that send the caller elsewhere. Slack's methods never do, and the token is for nobody else. */
const elsewhere: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The SDK's `fetch`, over our own HTTP client.
 * @param within the limit on one call, up to the last byte of its answer, in milliseconds
 */
export function slackFetch(within: number): typeof fetch {
  const servers = new Map<string, Post>();
  const call = async (url: string, { headers, body }: RequestInit) => {
    const { origin, pathname, search } = new URL(url);
    const post = servers.get(origin) ?? posting(new URL(origin));
    servers.set(origin, post);
    if (typeof body !== "string") throw new TypeError("a call to Slack is words: a file goes another way");
    // The SDK gives them as an object of its own making.
    const given = headers as Readonly<Record<string, string>>;
    return response(await post(pathname + search, { headers: given, body, within }));
  };
  // The SDK calls it with an address and what is sent, and uses no more of the response than this one has.
  return call as unknown as typeof fetch;
}

/**
 * The response as the SDK sees it. It was read to its end, so that one that breaks off counts as Slack not being
 * reached, and one from something in between, which is no JSON, as Slack being in trouble. The SDK takes both for a
 * refusal, or for a mistake of ours: the press of an official was set aside then.
 * @throws Error for one that sends us elsewhere, which counts as Slack not being reached too
 */
function response({ status, text, header }: Answered) {
  if (elsewhere.has(status)) throw new Error(`Slack sent us elsewhere: HTTP ${status}`);
  const isReadable = status !== 200 || parseJson(text) !== undefined;
  const get = (name: string) => {
    const said = header(name);
    if (name === "retry-after" && status === 429 && !/^\d/.test(said ?? "")) return UNSAID;
    return said ?? null;
  };
  return {
    status: isReadable ? status : 502,
    statusText: "",
    url: "",
    headers: { get, entries: () => [] },
    text: async () => text,
  };
}
