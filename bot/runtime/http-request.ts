import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { parseWellFormed } from "../core/model/characters.ts";

/** A request as the webhooks read it. */
export interface Request {
  header(name: string): string | undefined;
  /** The body as text, byte for byte as it was signed. */
  readonly body: string;
}

export type Response = APIGatewayProxyStructuredResultV2;

/** Bytes. The largest body each sender can produce. Anything larger is not from them, and is not even decoded. */
export const largestBody = {
  /**
   * A message has at most 4096 characters, each six bytes when escaped, and up to 100 entities; it may reply to another
   * such message with 100 buttons below it. Together about 120 KB (core.telegram.org/bots/api).
   */
  telegram: 256 * 1024,
  /**
   * A view is at most 250 KB of JSON (docs.slack.dev, views), and in a form a character such as { takes three bytes.
   * What was typed in it appears a second time.
   */
  slack: 1536 * 1024,
} as const;

/** The size of a request's body in bytes, from its length alone. */
export function bodySize({
  body = "",
  isBase64Encoded,
}: Pick<APIGatewayProxyEventV2, "body" | "isBase64Encoded">): number {
  return isBase64Encoded ? Math.floor((body.length * 3) / 4) : Buffer.byteLength(body);
}

/**
 * API Gateway delivers form bodies in base64 and may do so with any other. Decoded once, here, as UTF-8: some adapters
 * decode as ASCII or not at all, which breaks every language but English.
 */
export function readRequest(event: APIGatewayProxyEventV2): Request {
  const headers = new Map(
    Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const body = event.body ?? "";
  return {
    header: (name) => headers.get(name.toLowerCase()),
    body: event.isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body,
  };
}

export function answer(
  statusCode: number,
  body = "",
  headers: Readonly<Record<string, string>> = {},
): Response {
  return { statusCode, body, headers };
}

export function json(body: unknown): Response {
  return answer(200, JSON.stringify(body), { "content-type": "application/json; charset=utf-8" });
}

/** The problem is ours: the sender should come back after this many seconds. */
export const tryAgain = (seconds = 2): Response => comeAgain(503, seconds);

/**
 * Too much was asked of somebody else, who said when to try again. Not our fault, so not a 5xx, which would ring an
 * alarm (infra/alarms.ts). Telegram's server obeys `retry-after` whatever the status (tdlib/telegram-bot-api,
 * WebhookActor).
 */
export const notNow = (seconds: number): Response => comeAgain(429, seconds);

/** Telegram waits at most an hour before it tries again. */
function comeAgain(status: number, seconds: number): Response {
  return answer(status, "", { "retry-after": String(Math.min(3600, Math.max(1, Math.ceil(seconds)))) });
}

/** Parses the text as JSON; undefined when it is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: parseWellFormed(text) };
  } catch {
    return undefined;
  }
}
