import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** A request as the doors read it. */
export interface Request {
  header(name: string): string | undefined;
  /** The body as text, byte for byte as it was signed. */
  readonly body: string;
}

export type Response = APIGatewayProxyStructuredResultV2;

/**
 * API Gateway hands over form bodies in base64 and may do so with any other. Decoded here once, as UTF-8:
 * some adapters decode as ASCII or not at all, which breaks every language but English.
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

/** Not now: the sender should come again after so many seconds. Telegram takes at most an hour for an answer. */
export const tryAgain = (seconds = 2): Response =>
  answer(503, "", { "retry-after": String(Math.min(3600, Math.max(1, Math.ceil(seconds)))) });

/** The text as JSON, or undefined when it is none. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
