import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { instantAt } from "../bot/core/calendar/time.ts";
import { readRequest } from "../bot/runtime/http-request.ts";
import { isFromSlack, sign } from "../bot/slack/verify.ts";

/**
 * Re-signs requests for a moved clock. Slack, and a program that stands in for it, signs by its own clock, and the town
 * accepts only recent signatures. Where the town's clock is moved (`CLOCK_OFFSET`), a signature that is fresh by the
 * machine's clock is renewed by the town's; anything else stays as it came, and is accepted or refused on its merits.
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
  if (!isFromSlack(signed, secret, instantAt(now.machine))) return event;
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
