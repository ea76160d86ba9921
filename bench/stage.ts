import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { localAws, startDynamo } from "../local/aws.ts";
import type { Question, Seen, Shown } from "./servers/chats.ts";

/** Everything around the bots: DynamoDB Local, and Telegram and Slack in a process of their own. */

export interface Chats {
  readonly port: number;
  seen(): Promise<Seen>;
  /** The last message in a chat. */
  shown(chat: number): Promise<Shown>;
  reset(): Promise<void>;
  stop(): void;
}

/** @param perSecond messages that Telegram accepts within any second; 0 means no limit */
export async function startChats(perSecond = 0): Promise<Chats> {
  const child = fork(join(import.meta.dirname, "servers/chats.ts"), {
    env: { ...process.env, PER_SECOND: String(perSecond) },
  });
  const port = (await told<{ port: number }>(child)).port;
  // One question at a time: answers come back in order, without a number.
  let turn: Promise<unknown> = Promise.resolve();
  const ask = <Answer>(question: Question): Promise<Answer> => {
    const answer = turn.then(() => {
      child.send(question);
      return told<Answer>(child);
    });
    turn = answer.catch(() => undefined);
    return answer;
  };
  return {
    port,
    seen: () => ask<Seen>({ ask: "seen" }),
    shown: (chat) => ask<Shown>({ ask: "shown", chat }),
    reset: () => ask<void>({ ask: "reset" }),
    stop: () => void child.kill(),
  };
}

/** The next message from a process. @throws Error when it ends instead */
export async function told<Message>(child: ChildProcess): Promise<Message> {
  const controller = new AbortController();
  try {
    return await Promise.race([
      once(child, "message", controller).then(([message]) => message as Message),
      once(child, "exit", controller).then(([code]) => {
        throw new Error(`${child.spawnargs.slice(1).join(" ")} ended with ${code} instead of answering`);
      }),
    ]);
  } finally {
    controller.abort();
  }
}

export interface Stage {
  readonly dynamo: string;
  readonly client: DynamoDBClient;
  readonly chats: Chats;
  /** The environment that every bot gets: addresses, and invented secrets. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** A table in memory that responds at once. */
async function startQuickTable() {
  const child = fork(join(import.meta.dirname, "servers/quick-table.ts"));
  const { port } = await told<{ port: number }>(child);
  return { endpoint: `http://127.0.0.1:${port}`, stop: async () => void child.kill() };
}

/**
 * @param quick with a table in memory that responds at once, instead of DynamoDB Local
 * @throws Error without Java, unless it is quick
 */
export async function openStage(secrets: Readonly<Record<string, string>>, quick = false): Promise<Stage> {
  const dynamo = await (quick ? startQuickTable() : startDynamo());
  if (dynamo.endpoint === undefined) throw new Error(dynamo.reason);
  const chats = await startChats();
  const client = new DynamoDBClient({ ...localAws, endpoint: dynamo.endpoint });
  return {
    dynamo: dynamo.endpoint,
    client,
    chats,
    environment: {
      PATH: process.env.PATH ?? "",
      // grammY and the Slack packages use deprecated parts of Node; warning about it each time helps nobody.
      NODE_NO_WARNINGS: "1",
      AWS_REGION: localAws.region,
      AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      TELEGRAM_API_ROOT: `http://127.0.0.1:${chats.port}`,
      SLACK_API_URL: `http://127.0.0.1:${chats.port}/api/`,
      ...secrets,
    },
    async stop() {
      client.destroy();
      chats.stop();
      await dynamo.stop();
    },
  };
}
