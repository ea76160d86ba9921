import { type Logger, LogLevel, WebClient } from "@slack/web-api";
import { slackFetch } from "./wire.ts";

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
export function createApi({
  token,
  apiUrl,
  milliseconds = TIMEOUT,
}: {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  /** The limit on one call. */
  readonly milliseconds?: number;
}): WebClient {
  return new WebClient(token, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: slackFetch(milliseconds),
    logger: silent,
  });
}

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
