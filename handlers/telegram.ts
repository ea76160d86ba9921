import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Response } from "../bot/runtime/http-request.ts";
import { telegramWebhook } from "../bot/telegram/webhook.ts";
import { atDoor, openResidents } from "./wiring.ts";

/** POST /telegram: what residents do in Telegram. */
export async function handler(event: APIGatewayProxyEventV2): Promise<Response> {
  return atDoor("telegram", openResidents, process.env, event, ({ app, config, log, clock }) =>
    telegramWebhook({ app, secret: config.telegramDoor.webhookSecret, log, now: clock.now }),
  );
}
