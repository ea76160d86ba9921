import bolt from "@slack/bolt";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Response } from "../bot/runtime/http-request.ts";
import { readCommand, readEvent, readInteraction } from "../bot/slack/inbound.ts";
import { handlePayload } from "../bot/slack/webhook.ts";
import { createApi, webhookSettings } from "../bot/telegram/api.ts";
import { openOffice, openResidents } from "../handlers/wiring.ts";

/** The real Telegram and Slack on a machine that the internet cannot reach: we poll, instead of being called. */

/** Milliseconds. What could not be taken is retried after this. */
const AGAIN = 2000;

/** Long polling: each update goes through the same handler that a webhook would call. */
export async function pollTelegram(
  handler: (event: APIGatewayProxyEventV2) => Promise<Response>,
): Promise<void> {
  const { config } = await openResidents.parts(process.env);
  const api = createApi({ token: config.telegram.token, apiRoot: config.telegram.apiRoot, seconds: 40 });
  await api.deleteWebhook();
  const { allowed_updates } = webhookSettings("https://localhost", config.telegramDoor.webhookSecret);
  let offset = 0;
  for (;;) {
    try {
      const updates = await api.getUpdates({ offset, timeout: 25, allowed_updates });
      for (const update of updates) {
        const { statusCode } = await handler(
          asEvent(JSON.stringify(update), config.telegramDoor.webhookSecret),
        );
        // Like Telegram's own server: what was not taken comes again a little later, and nothing overtakes it.
        if (statusCode === 503 || statusCode === 429) {
          await new Promise((resolve) => setTimeout(resolve, AGAIN));
          break;
        }
        offset = update.update_id + 1;
      }
    } catch (error) {
      console.error(
        "Telegram cannot be reached; trying again in 5 seconds.",
        error instanceof Error ? error.message : error,
      );
      await new Promise((resolve) => setTimeout(resolve, 5000));
    }
  }
}

function asEvent(body: string, secret: string): APIGatewayProxyEventV2 {
  return {
    version: "2.0",
    routeKey: "POST /telegram",
    rawPath: "/telegram",
    rawQueryString: "",
    headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
    requestContext: {
      accountId: "local",
      apiId: "local",
      domainName: "localhost",
      domainPrefix: "localhost",
      http: {
        method: "POST",
        path: "/telegram",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "polling",
      },
      requestId: crypto.randomUUID(),
      routeKey: "POST /telegram",
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
    body,
    isBase64Encoded: false,
  };
}

/**
 * Socket Mode, through Bolt's receiver. Slack proved its identity when the socket was opened, so there is no
 * signature; from there on everything is as in the deployed handler.
 */
export async function listenToSlack(appToken: string): Promise<void> {
  const town = await openOffice.parts(process.env);
  const receiver = new bolt.SocketModeReceiver({ appToken });
  const readers = { events_api: readEvent, slash_commands: readCommand, interactive: readInteraction };
  receiver.client.on(
    "slack_event",
    async ({
      ack,
      body,
      type,
    }: {
      ack: (answer?: object) => Promise<void>;
      body: unknown;
      type: keyof typeof readers;
    }) => {
      const { now } = town.clock;
      const read = readers[type];
      if (!read) return ack();
      try {
        const parts = { ...town, now };
        const answer = await handlePayload(read(body, now()), JSON.stringify(body), parts);
        // What was not taken is not acknowledged, so Slack tells the member, or sends it again.
        if (answer.statusCode === 200) await ack(answer.body ? JSON.parse(answer.body) : undefined);
      } catch (error) {
        town.log.error("not_read", error, { type });
      }
    },
  );
  await receiver.client.start();
}
