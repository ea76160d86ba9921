import { execFileSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { fromSlack, fromTelegram, typed } from "./events.ts";
import { openFar } from "./far.ts";
import { compared, type Figure, type Sample, sample } from "./figures.ts";
import { type Fresh, startFresh, startWorker } from "./processes.ts";
import { rehearse } from "./rehearsal.ts";
import { PEER_REPORT, type Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/** Processes to discard first: they warm up the disk and the emulator, not themselves. */
const WARM_UP = 2;

/** Who starts: ours, ours with compiled code beside it, and the peer. */
interface Starter {
  readonly name: "ours" | "cached" | "peer";
  readonly stack: Stack;
}
type Door = "telegram" | "slack";
type Start = Door | "far";

/**
 * Cold starts: fresh processes, ours and the peer's in turn. A known resident types her first words; the bot has to
 * load itself, read and write DynamoDB and send one message.
 */
export async function measureCold(
  stacks: readonly Stack[],
  stage: Stage,
  folder: string,
  times: number,
): Promise<Figure[]> {
  const starters: Starter[] = stacks.flatMap((stack): Starter[] =>
    stack.name === "peer"
      ? [{ name: "peer", stack }]
      : [
          { name: "ours", stack },
          { name: "cached", stack: withCompiledCode(stack, folder) },
        ],
  );
  const runs = new Map(
    starters.map(({ name }) => [name, { telegram: [] as Fresh[], slack: [] as Fresh[], far: [] as Fresh[] }]),
  );
  const far = await openFar(stage, folder);
  for (const starter of starters) await prepare(starter, stage, 2 * (times + WARM_UP));
  for (let round = 0; round < times + WARM_UP; round++) {
    const turn = round % starters.length;
    for (const starter of [...starters.slice(turn), ...starters.slice(0, turn)]) {
      const { name, stack } = starter;
      const environment = { ...stage.environment, TABLE_NAME: tableOf(starter) };
      const words = fromTelegram(typed(chatOf(round), 900_000 + round, "De lamp bij de speeltuin is kapot"));
      const before = (await stage.chats.seen()).calls.sendMessage ?? 0;
      const telegram = await startFresh(stack.telegram, environment, write(folder, words));
      const sent = ((await stage.chats.seen()).calls.sendMessage ?? 0) - before;
      if (sent !== 1) throw new Error(`${name} sent ${sent} messages for the first words, not one`);
      const slack = await startFresh(stack.slack, environment, write(folder, fromSlack(command(stack))));
      const others = fromTelegram(typed(chatOf(times + WARM_UP + round), 950_000 + round, "De lamp is stuk"));
      const away = await startFresh(
        stack.telegram,
        { ...environment, ...far.environment },
        write(folder, others),
      );
      if (round < WARM_UP) continue;
      runs.get(name)?.far.push(away);
      runs.get(name)?.telegram.push(telegram);
      runs.get(name)?.slack.push(slack);
    }
  }
  far.stop();
  return figuresOf((name, door, value) => sample(runs.get(name)?.[door].map(value) ?? []));
}

type Sampled = (name: Starter["name"], start: Start, value: (run: Fresh) => number) => Sample;

function figuresOf(of: Sampled): Figure[] {
  const figure = (
    id: string,
    what: string,
    door: Start,
    value: (run: Fresh) => number,
    name: "ours" | "cached" = "ours",
  ) => compared(id, what, "ms", of(name, door, value), of("peer", door, value));
  const whole = (run: Fresh) => run.load + run.handled;
  const update = "Telegram: load, one update, DynamoDB, one message";
  const command = "Slack: load and the first signed command";
  return [
    figure("cold.telegram", update, "telegram", whole),
    figure("cold.telegram.cached", `${update}, with compiled code`, "telegram", whole, "cached"),
    figure("cold.telegram.far", `${update}, over TLS and 2 and 20 ms away`, "far", whole),
    figure("cold.telegram.far.cached", "The same, with compiled code", "far", whole, "cached"),
    figure("cold.telegram.load", "Telegram: load only", "telegram", (run) => run.load),
    figure("cold.telegram.cpu", "Telegram: processor time of the same", "telegram", (run) => run.cpu),
    figure("cold.slack.load", "Slack: load only", "slack", (run) => run.load),
    figure("cold.slack", command, "slack", whole),
    figure("cold.slack.cached", `${command}, with compiled code`, "slack", whole, "cached"),
  ];
}

/** The same functions with what `--context codeCache=true` puts beside them. */
function withCompiledCode(stack: Stack, folder: string): Stack {
  const beside = (door: Door) => {
    const to = join(folder, `compiled-${door}`);
    cpSync(dirname(stack[door].path), to, { recursive: true });
    execFileSync(process.execPath, [join(import.meta.dirname, "../infra/code-cache.ts"), to, door]);
    return { ...stack[door], path: join(to, "index.js"), code: join(to, "bundle.js") };
  };
  return { ...stack, telegram: beside("telegram"), slack: beside("slack") };
}

const tableOf = ({ name }: Starter) => `cold-${name}`;
const chatOf = (round: number) => 810_000 + round;

/** Everybody is known, so that both bots do the same: take her words and ask where it is. */
async function prepare(starter: Starter, stage: Stage, residents: number): Promise<void> {
  const { stack } = starter;
  await stack.createTable(stage.client, tableOf(starter));
  const worker = await startWorker(stack.telegram, { ...stage.environment, TABLE_NAME: tableOf(starter) });
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
        TableName: tableOf(starter),
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
