import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { type Response, readRequest } from "../bot/http.ts";
import { telegramDoor } from "../bot/telegram/door.ts";
import { openResidents } from "./wiring.ts";

/** POST /telegram: what residents do in Telegram. */
export async function handler(event: APIGatewayProxyEventV2): Promise<Response> {
  const { app, config, log, clock } = await openResidents(process.env);
  const door = telegramDoor({ app, secret: config.telegram.webhookSecret, log, now: clock.now });
  return door(readRequest(event));
}
