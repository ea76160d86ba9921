/** The requests Slack sends to the app: signed, and with three seconds to respond. */
import { createHmac, randomBytes } from "node:crypto";
import { type Ground, pause } from "./ground.ts";
import { APP, nextTs, type SlackState, TEAM } from "./slack-state.ts";

/** Seconds. Slack repeats an event at once, after a minute and after five. */
const EVENT_RETRY_SECONDS = [0, 60, 300];

export type Answer =
  | { kind: "answered"; status: number; body: string; json: unknown }
  | { kind: "timeout" }
  | { kind: "unreachable" };

export type Requests = ReturnType<typeof createRequests>;

export function createRequests(ground: Ground, getState: () => SlackState) {
  /** Signs the body as Slack does (v0) and posts it. Never throws. */
  async function post(body: string, type: string, extra: Record<string, string> = {}): Promise<Answer> {
    const url = ground.webhooks.slack;
    if (url === undefined) return { kind: "unreachable" };
    const timestamp = Math.floor(ground.now() / 1000);
    const hash = createHmac("sha256", ground.settings.slackSigningSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest("hex");
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": type,
          "x-slack-signature": `v0=${hash}`,
          "x-slack-request-timestamp": String(timestamp),
          "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
          ...extra,
        },
        body,
        signal: AbortSignal.timeout(ground.settings.slackTimeoutMs),
      });
      const text = await response.text();
      return { kind: "answered", status: response.status, body: text, json: parse(text) };
    } catch (error) {
      return error instanceof Error && error.name === "TimeoutError"
        ? { kind: "timeout" }
        : { kind: "unreachable" };
    }
  }

  async function event(content: Record<string, unknown>, words: string): Promise<boolean> {
    const state = getState();
    const body = JSON.stringify(callbackOf(ground, state, content));
    let retry: Record<string, string> = {};
    for (let attempt = 0; ; attempt += 1) {
      const again = attempt === 0 ? "" : `, again (${attempt})`;
      if (attempt === 0) ground.books.somethingHappened();
      ground.addStep({ lane: "slack-in", text: `${words}${again}`, detail: content });
      const answer = await post(body, "application/json", retry);
      if (answer.kind === "answered" && answer.status < 300) return true;
      const wait = EVENT_RETRY_SECONDS[attempt];
      ground.addStep({
        lane: "slack-in",
        text: `${inWords(answer)}${wait === undefined ? "" : ": Slack will try again"}`,
      });
      if (wait === undefined) return false;
      await pause(wait * ground.settings.retryUnitMs);
      if (getState() !== state) return false;
      const reason =
        answer.kind === "timeout"
          ? "http_timeout"
          : answer.kind === "unreachable"
            ? "connection_failed"
            : "http_error";
      retry = { "x-slack-retry-num": String(attempt + 1), "x-slack-retry-reason": reason };
    }
  }

  return {
    /** A slash command. */
    form: (fields: Record<string, string>) => {
      ground.books.somethingHappened();
      return ground.during(post(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded"));
    },
    /** A press, a form, a menu that asks for options. */
    interaction: (payload: Record<string, unknown>) => {
      ground.books.somethingHappened();
      return ground.during(
        post(
          new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
          "application/x-www-form-urlencoded",
        ),
      );
    },
    /** An event, repeated until it is taken, four times in all. @returns whether it was taken */
    event: (content: Record<string, unknown>, words: string) => ground.during(event(content, words)),
    /**
     * The request Slack makes when an address is entered in its settings. @returns whether the app responded correctly
     */
    async verifyUrl(): Promise<boolean> {
      const challenge = randomBytes(16).toString("hex");
      const answer = await post(
        JSON.stringify({ token: "playground", challenge, type: "url_verification" }),
        "application/json",
      );
      if (answer.kind !== "answered" || answer.status !== 200) return false;
      return (
        answer.body === challenge ||
        (answer.json as { challenge?: string } | undefined)?.challenge === challenge
      );
    },
  };
}

/** The envelope in which Slack sends an event. */
function callbackOf(
  ground: Ground,
  state: SlackState,
  content: Record<string, unknown>,
): Record<string, unknown> {
  return {
    token: "playground",
    team_id: TEAM,
    api_app_id: APP,
    event: { ...content, event_ts: content.ts ?? nextTs(ground, state) },
    type: "event_callback",
    event_id: `Ev0${randomBytes(5).toString("hex").toUpperCase()}`,
    event_time: Math.floor(ground.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM,
        user_id: "U0SAMENSPEL",
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
}

export function inWords(answer: Answer): string {
  if (answer.kind === "timeout") return "The app did not answer within 3 seconds (operation timed out)";
  if (answer.kind === "unreachable") return "The app could not be reached";
  return `The app answered ${answer.status}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
