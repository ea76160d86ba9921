import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { fromSlack, fromTelegram, typed } from "./events.ts";
import { compared, type Figure, sample } from "./figures.ts";
import { type Fresh, startFresh, startWorker } from "./processes.ts";
import { rehearse } from "./rehearsal.ts";
import { PEER_REPORT, type Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/** Processes to discard first: they warm up the disk and the emulator, not themselves. */
const WARM_UP = 2;

/**
 * Cold starts: fresh processes, ours and the peer's alternately. A known resident types her first words; the bot
 * has to load itself, read and write DynamoDB and send one message.
 */
export async function measureCold(
  stacks: readonly Stack[],
  stage: Stage,
  folder: string,
  times: number,
): Promise<Figure[]> {
  const runs = new Map(
    stacks.map((stack) => [stack.name, { telegram: [] as Fresh[], slack: [] as Fresh[] }]),
  );
  for (const stack of stacks) await prepare(stack, stage, times + WARM_UP);
  for (let round = 0; round < times + WARM_UP; round++) {
    for (const stack of round % 2 === 0 ? stacks : stacks.toReversed()) {
      const environment = { ...stage.environment, TABLE_NAME: tableOf(stack) };
      const words = fromTelegram(typed(chatOf(round), 900_000 + round, "De lamp bij de speeltuin is kapot"));
      const before = (await stage.chats.seen()).calls.sendMessage ?? 0;
      const telegram = await startFresh(stack.telegram, environment, write(folder, words));
      const sent = ((await stage.chats.seen()).calls.sendMessage ?? 0) - before;
      if (sent !== 1) throw new Error(`${stack.name} sent ${sent} messages for the first words, not one`);
      const slack = await startFresh(stack.slack, environment, write(folder, fromSlack(command(stack))));
      if (round < WARM_UP) continue;
      runs.get(stack.name)?.telegram.push(telegram);
      runs.get(stack.name)?.slack.push(slack);
    }
  }
  const of = (name: Stack["name"], which: "telegram" | "slack", value: (run: Fresh) => number) =>
    sample(runs.get(name)?.[which].map(value) ?? []);
  const figure = (
    id: string,
    what: string,
    which: "telegram" | "slack",
    value: (run: Fresh) => number,
    most?: number,
  ) =>
    compared(
      id,
      what,
      "ms",
      of("ours", which, value),
      of("peer", which, value),
      most === undefined ? undefined : { most },
    );
  const whole = (run: Fresh) => run.load + run.handled;
  return [
    figure("cold.telegram", "Telegram: load, one update, DynamoDB, one message", "telegram", whole, 0.6),
    figure("cold.telegram.load", "Telegram: load only", "telegram", (run) => run.load),
    figure("cold.telegram.cpu", "Telegram: processor time of the same", "telegram", (run) => run.cpu),
    figure("cold.slack.load", "Slack: load only", "slack", (run) => run.load, 0.6),
    figure("cold.slack", "Slack: load and the first signed command", "slack", whole, 0.6),
  ];
}

const tableOf = (stack: Stack) => `cold-${stack.name}`;
const chatOf = (round: number) => 810_000 + round;

/** Everybody is known, so that both bots do the same: take her words and ask where it is. */
async function prepare(stack: Stack, stage: Stage, residents: number): Promise<void> {
  await stack.createTable(stage.client, tableOf(stack));
  const worker = await startWorker(stack.telegram, { ...stage.environment, TABLE_NAME: tableOf(stack) });
  await rehearse(
    stack.joins,
    Array.from({ length: residents }, (_, n) => chatOf(n)),
    worker,
    stage.chats,
  );
  await worker.stop();
  if (stack.name === "peer")
    await stage.client.send(
      new PutItemCommand({
        TableName: tableOf(stack),
        Item: { pk: { S: `issue#${PEER_REPORT}` }, words: { S: "De lamp is kapot" }, status: { S: "new" } },
      }),
    );
}

function command(stack: Stack): Record<string, string> {
  return {
    ...stack.command,
    team_id: "T0",
    user_id: "U0ANA",
    user_name: "ana",
    channel_id: "C0DESK1",
    channel_name: "openbare-ruimte",
    trigger_id: "1.2.3",
    response_url: "http://127.0.0.1:9/never-called",
  };
}

function write(folder: string, event: unknown): string {
  const path = join(folder, "events.json");
  writeFileSync(path, JSON.stringify([event]));
  return path;
}
