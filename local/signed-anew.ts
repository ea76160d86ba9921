import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { readRequest } from "../bot/runtime/http-request.ts";
import { isFromSlack, sign } from "../bot/slack/verify.ts";

/**
 * Slack, and a program that stands in for it, signs by its own clock, and the town believes only what was signed just
 * now. Where the town's clock is moved (`CLOCK_OFFSET`), what is fresh by the machine's clock is signed anew by the
 * town's; anything else stays as it came, and is refused or believed for what it is.
 *
 * @param now of both clocks, in milliseconds since 1970
 */
export function signedAnew(
  event: APIGatewayProxyEventV2,
  secret: string,
  now: { readonly machine: number; readonly town: number },
): APIGatewayProxyEventV2 {
  const { body, header } = readRequest(event);
  const signed = {
    body,
    timestamp: header("x-slack-request-timestamp"),
    signature: header("x-slack-signature"),
  };
  if (!isFromSlack(signed, secret, new Date(now.machine).toISOString())) return event;
  const timestamp = String(Math.floor(now.town / 1000));
  return {
    ...event,
    headers: {
      ...event.headers,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": sign({ body, timestamp }, secret),
    },
  };
}
