import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../core/calendar/time.ts";

/** What of a request is needed to know who sent it. */
export interface Signed {
  /** The body as it came over the wire, decoded from base64 when the gateway did that, and nothing else done to it. */
  readonly body: string;
  /** Header `x-slack-request-timestamp`: seconds since 1970. */
  readonly timestamp: string | undefined;
  /** Header `x-slack-signature`. */
  readonly signature: string | undefined;
}

/** Slack's own advice: older requests may be recordings that somebody plays again. */
const FRESH_FOR_SECONDS = 5 * 60;

/** So much may Slack's clock be ahead of ours. What is signed for later than that would stay fresh for longer. */
const AHEAD_SECONDS = 60;

/**
 * `unsigned`: nobody who has a secret, even a wrong one, knocks like this. `stale`: signed with our secret, but not
 * now. `wrong`: signed with another secret.
 */
export type Refusal = "unsigned" | "stale" | "wrong";

/**
 * Whether this request was sent by Slack, just now. Asked before anything is parsed, because everything
 * behind it trusts what a request says about who acted.
 *
 * Slack's scheme v0: HMAC-SHA256 over `v0:timestamp:body` (docs.slack.dev, "Verifying requests from Slack").
 *
 * @returns why it is not believed; undefined when it is
 */
export function refusalOf(request: Signed, secret: string, now: Instant): Refusal | undefined {
  const { body, timestamp, signature } = request;
  if (!timestamp || !/^\d{1,12}$/.test(timestamp) || !signature?.startsWith("v0=")) return "unsigned";
  // An empty secret would make every forger's signature right.
  if (secret === "") return "wrong";
  const right = Buffer.from(sign({ body, timestamp }, secret));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return "wrong";
  const age = Date.parse(now) / 1000 - Number(timestamp);
  // Written so that a clock that cannot be read (NaN) refuses.
  return age <= FRESH_FOR_SECONDS && age >= -AHEAD_SECONDS ? undefined : "stale";
}

export function isFromSlack(request: Signed, secret: string, now: Instant): boolean {
  return refusalOf(request, secret, now) === undefined;
}

/** The signature that Slack would give. The playground and the tests sign with it. */
export function sign(request: { readonly body: string; readonly timestamp: string }, secret: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${request.timestamp}:${request.body}`, "utf8").digest("hex")}`;
}
