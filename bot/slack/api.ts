import { type Logger, LogLevel, WebClient } from "@slack/web-api";

/**
 * What is given up may have been posted all the same, and then the queue posts it once more: so a call may
 * take long, within the 10 seconds of the function. Who waits at a button hears from Slack after 3. In milliseconds.
 */
const TIMEOUT = 8000;

/**
 * A client that never waits in the dark. The SDK's own defaults retry for half an hour and sleep through
 * rate limits, inside a function that is paid by the millisecond; here the queue retries. A request is not
 * repeated after a time-out either, as Slack may have posted the message already.
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
    logger: silent,
  });
}

/** The SDK logs parts of messages. What matters is thrown, and logged by the loop without content. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
