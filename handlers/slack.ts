import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { type Response, readRequest } from "../bot/http.ts";
import { slackDoor } from "../bot/slack/door.ts";
import { openOffice, withKeys } from "./wiring.ts";

/** POST /slack: what officials, organisers and clerks do in Slack. */
export async function handler(event: APIGatewayProxyEventV2): Promise<Response> {
  return withKeys(openOffice, process.env, ({ config, clock, ...parts }) =>
    slackDoor({ ...parts, signingSecret: config.slack.signingSecret, now: clock.now })(readRequest(event)),
  );
}
