import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../core/calendar/time.ts";

/** The parts of a request needed to verify its sender. */
export interface Signed {
  /** The body exactly as received, decoded if the gateway had encoded it as base64, and otherwise untouched. */
  readonly body: string;
  /** Header `x-slack-request-timestamp`: seconds since 1970. */
  readonly timestamp: string | undefined;
  /** Header `x-slack-signature`. */
  readonly signature: string | undefined;
}

/** Slack's advice, in seconds: older requests may be replays. */
const FRESH_FOR_SECONDS = 5 * 60;

/**
 * Our limit on how far Slack's clock may be ahead of ours, in seconds. A later timestamp would keep a request fresh for
 * longer.
 */
const AHEAD_SECONDS = 60;

/**
 * Why a request is refused. `unsigned`: it cannot be from anyone holding a secret, even a wrong one. `stale`: signed
 * with our secret, but not recently. `wrong`: signed with another secret.
 */
export type Refusal = "unsigned" | "stale" | "wrong";

/**
 * Checks that a request was sent by Slack, just now. This comes before any parsing, because all later code trusts what
 * a request says about who acted.
 *
 * Slack's scheme v0: HMAC-SHA256 over `v0:timestamp:body` (docs.slack.dev, "Verifying requests from Slack").
 *
 * @returns why it is refused; undefined when it is genuine
 */
export function refusalOf(request: Signed, secret: string, now: Instant): Refusal | undefined {
  const { body, timestamp, signature } = request;
  if (!timestamp || !/^\d{1,12}$/.test(timestamp) || !signature?.startsWith("v0=")) return "unsigned";
  // With an empty secret anybody could forge a valid signature.
  if (secret === "") return "wrong";
  const right = Buffer.from(sign({ body, timestamp }, secret));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return "wrong";
  const age = Date.parse(now) / 1000 - Number(timestamp);
  // Written so that an unreadable timestamp (NaN) is refused.
  return age <= FRESH_FOR_SECONDS && age >= -AHEAD_SECONDS ? undefined : "stale";
}

export function isFromSlack(request: Signed, secret: string, now: Instant): boolean {
  return refusalOf(request, secret, now) === undefined;
}

/** Signs a request as Slack would; used by the playground and the tests. */
export function sign(request: { readonly body: string; readonly timestamp: string }, secret: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${request.timestamp}:${request.body}`, "utf8").digest("hex")}`;
}
