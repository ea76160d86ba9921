import { createHmac } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** Requests as API Gateway's HTTP API hands them to a function (payload format 2.0). */

export const WEBHOOK_SECRET = "secret-of-the-bench";
export const SIGNING_SECRET = "signing-secret-of-the-bench";
/** Epoch seconds. The moment in Telegram's messages; nothing depends on it. */
const DATE = 1_795_338_000;
/** Seconds that people take between two messages, so that nobody here writes in pieces. */
const READING = 10;

function eventOf(path: string, body: string, headers: Record<string, string>): APIGatewayProxyEventV2 {
  return {
    version: "2.0",
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: "",
    headers: { accept: "*/*", "content-length": String(Buffer.byteLength(body)), ...headers },
    requestContext: {
      accountId: "000000000000",
      apiId: "bench",
      domainName: "bench.execute-api.eu-central-1.amazonaws.com",
      domainPrefix: "bench",
      http: { method: "POST", path, protocol: "HTTP/1.1", sourceIp: "91.108.6.97", userAgent: "" },
      requestId: "U5mfFjJ2joEEMTg=",
      routeKey: `POST ${path}`,
      stage: "$default",
      time: "25/Nov/2026:09:00:00 +0000",
      timeEpoch: DATE * 1000,
    },
    body,
    isBase64Encoded: false,
  };
}

export function fromTelegram(update: unknown): APIGatewayProxyEventV2 {
  return eventOf("/telegram", JSON.stringify(update), {
    "content-type": "application/json",
    "x-telegram-bot-api-secret-token": WEBHOOK_SECRET,
  });
}

/** Signed now: Slack's signatures are valid for five minutes. */
export function fromSlack(form: Readonly<Record<string, string>>): APIGatewayProxyEventV2 {
  const body = new URLSearchParams(form).toString();
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", SIGNING_SECRET).update(`v0:${at}:${body}`).digest("hex");
  return eventOf("/slack", body, {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": at,
    "x-slack-signature": `v0=${signature}`,
  });
}

const person = (chat: number) => ({ id: chat, is_bot: false, first_name: "Noor", language_code: "nl" });
const room = (chat: number) => ({ id: chat, type: "private", first_name: "Noor" });

/** What a resident types. Each update has a number of its own, which is also its message's number. */
export function typed(chat: number, id: number, text: string) {
  const command = /^\/\w+/.exec(text)?.[0];
  return {
    update_id: id,
    message: {
      message_id: id,
      date: DATE + READING * (id % 1_000_000),
      chat: room(chat),
      from: person(chat),
      text,
      // Telegram marks a command, and grammY looks for that mark.
      ...(command && { entities: [{ type: "bot_command", offset: 0, length: command.length }] }),
    },
  };
}

/** The button she presses, and under which message. */
export function pressed(chat: number, id: number, message: number, data: string) {
  return {
    update_id: id,
    callback_query: {
      id: `9${id}`,
      from: person(chat),
      chat_instance: "1",
      data,
      message: { message_id: message, date: DATE, chat: room(chat), text: "?" },
    },
  };
}
