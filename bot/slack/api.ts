import { type Logger, LogLevel, WebClient } from "@slack/web-api";
import { parseJson } from "../runtime/http-request.ts";

/**
 * Our limit on one call, in milliseconds. An abandoned call may have gone through all the same, and then the queue
 * posts it a second time; so calls get plenty of time, within the function's 10 seconds. Someone waiting at a button
 * hears from Slack after 3 seconds anyway.
 */
const TIMEOUT = 8000;

/**
 * Creates a client that never waits silently. By default the SDK retries for half an hour and sleeps through rate
 * limits, in a function billed by the millisecond; here the queue retries instead. A request is not repeated after a
 * time-out either, since Slack may already have posted the message.
 */
export function createApi(options: {
  readonly token: string;
  readonly apiUrl?: string | undefined;
}): WebClient {
  return new WebClient(options.token, {
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
    retryConfig: { retries: 0 },
    timeout: TIMEOUT,
    rejectRateLimitedCalls: true,
    fetch: wholly,
    logger: silent,
  });
}

/** Seconds to wait when Slack is too busy without saying for how long. */
const UNSAID = "30";

/**
 * Reads the whole answer before the SDK sees it, so that one that breaks off counts as Slack not being reached, and one
 * from something in between, which is no JSON, as Slack being in trouble. The SDK takes both for a refusal, or for a
 * mistake of ours: the press of an official was set aside then.
 */
const wholly: typeof fetch = async (url, init) => {
  const response = await fetch(url, init);
  const text = await response.text();
  const headers = new Headers(response.headers);
  if (response.status === 429 && !/^\d/.test(headers.get("retry-after") ?? ""))
    headers.set("retry-after", UNSAID);
  const isReadable = response.status !== 200 || parseJson(text) !== undefined;
  return new Response(text, { status: isReadable ? response.status : 502, headers });
};

/**
 * Discards the SDK's logging, which includes parts of messages. Whatever matters is thrown, and logged elsewhere
 * without content.
 */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
