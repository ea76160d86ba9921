import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Response } from "../bot/runtime/http-request.ts";
import { slackWebhook } from "../bot/slack/webhook.ts";
import { atDoor, openOffice } from "./wiring.ts";

/** POST /slack: what officials, organisers and clerks do in Slack. */
export async function handler(event: APIGatewayProxyEventV2): Promise<Response> {
  return atDoor("slack", openOffice, process.env, event, ({ config, clock, ...parts }) =>
    slackWebhook({ ...parts, signingSecret: config.slackDoor.signingSecret, now: clock.now }),
  );
}
