import { Agent, request } from "node:http";
import { compared, type Figure, only, sample } from "./figures.ts";
import { startWorker, type Worker } from "./processes.ts";
import { checkReceipts, type Line, rehearse } from "./rehearsal.ts";
import type { Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";

export interface WarmSize {
  /** Residents, each of whom raises one report in each round. */
  readonly residents: number;
  readonly rounds: number;
}

/** A bot's processor is idle while it waits; with this many at once it hardly ever waits. */
const AT_ONCE = 8;
/** Rounds that are discarded: the bot's code has not been compiled to machine code yet. */
const WARM_UP = 3;
/** They alternate, round by round: one person sends no more than ten reports a day. */
const HALVES = 2;

interface Round {
  readonly perSecond: number;
  readonly cpu: number;
  readonly took: readonly number[];
}

/**
 * The main dialogue in a long-lived process, ours and the peer's alternately. Half of the residents raise one report
 * each in a round. Updates come one after the other, as one Lambda gets them; then the same with eight at once.
 */
export async function measureWarm(stacks: readonly Stack[], stage: Stage, size: WarmSize): Promise<Figure[]> {
  const all = WARM_UP + 2 * size.rounds;
  const residents = Array.from({ length: HALVES * size.residents }, (_, n) => 820_000 + n);
  const bots: { stack: Stack; worker: Worker; rounds: readonly (readonly Line[])[] }[] = [];
  for (const stack of stacks) bots.push({ stack, ...(await prepare(stack, stage, residents, all)) });

  const measured = new Map(stacks.map(({ name }) => [name, { one: [] as Round[], many: [] as Round[] }]));
  for (let round = 0; round < all; round++) {
    const many = round >= WARM_UP && (round - WARM_UP) % 2 === 1;
    for (const { stack, worker, rounds } of round % 2 === 0 ? bots : bots.toReversed()) {
      const done = await worker.does({ lines: rounds[round] ?? [], atOnce: many ? AT_ONCE : 1 });
      if (done.refused > 0)
        throw new Error(`${stack.name} refused ${done.refused} updates: ${worker.complaints()}`);
      if (round < WARM_UP) continue;
      const { wall, cpu, handled, took } = done;
      measured
        .get(stack.name)
        ?.[many ? "many" : "one"].push({ perSecond: (handled / wall) * 1000, cpu: cpu / handled, took });
    }
  }
  for (const { stack, worker } of bots) {
    await checkReceipts(stack, residents, stage.chats);
    await worker.stop();
  }

  const of = (name: Stack["name"], how: "one" | "many", value: (round: Round) => number) =>
    sample(measured.get(name)?.[how].map(value) ?? []);
  const latency = (name: Stack["name"]) => sample(measured.get(name)?.one.flatMap(({ took }) => took) ?? []);
  const speed = (how: "one" | "many") =>
    [of("ours", how, (round) => round.perSecond), of("peer", how, (round) => round.perSecond)] as const;
  const work = (how: "one" | "many") =>
    [of("ours", how, (round) => round.cpu), of("peer", how, (round) => round.cpu)] as const;
  const table = await tableAlone(stage);
  return [
    compared("warm.throughput", "Main dialogue, one after the other", "updates/s", ...speed("one")),
    compared("warm.cpu", "Processor time for one update", "ms", ...work("one")),
    compared("warm.latency", "Time for one update", "ms", latency("ours"), latency("peer")),
    compared("warm.throughput.8", "Main dialogue, eight at once", "updates/s", ...speed("many")),
    compared("warm.cpu.8", "Processor time for one update, eight at once", "ms", ...work("many")),
    only("warm.table.read", "The table alone: one GetItem", "ms", table.read),
    only("warm.table.write", "The table alone: one PutItem", "ms", table.write),
  ];
}

/** Plays everything once on a table that is not measured, then has a new process let the residents in. */
async function prepare(stack: Stack, stage: Stage, residents: readonly number[], rounds: number) {
  const environmentOf = async (table: string) => {
    await stack.createTable(stage.client, table);
    return { ...stage.environment, TABLE_NAME: table };
  };
  const rehearsing = await startWorker(stack.telegram, await environmentOf(`rehearsal-${stack.name}`));
  const joins = await rehearse(stack.joins, residents, rehearsing, stage.chats);
  const raises: (readonly Line[])[] = [];
  for (let round = 0; round < rounds; round++)
    raises.push(
      await rehearse(
        stack.raises,
        residents.filter((_, n) => n % HALVES === round % HALVES),
        rehearsing,
        stage.chats,
      ),
    );
  await checkReceipts(stack, residents, stage.chats);
  await rehearsing.stop();

  const worker = await startWorker(stack.telegram, await environmentOf(`warm-${stack.name}`));
  await worker.does({ lines: joins, atOnce: 1 });
  return { worker, rounds: raises };
}

/**
 * How long the table itself takes, measured with minimal requests: that much of each round trip is
 * DynamoDB Local's (a JVM with SQLite) and nobody's merit or fault here. Real DynamoDB takes a few milliseconds too.
 */
async function tableAlone(stage: Stage) {
  const table = "table-alone";
  const agent = new Agent({ keepAlive: true });
  const key = { pk: { S: "one" } };
  const ask = (operation: string, body: unknown): Promise<number> =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const asked = request(
        stage.dynamo,
        {
          agent,
          method: "POST",
          headers: {
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": `DynamoDB_20120810.${operation}`,
            authorization:
              "AWS4-HMAC-SHA256 Credential=local/20261125/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
          },
        },
        (answer) => {
          answer.resume();
          answer.on("end", () => {
            if (answer.statusCode === 200) resolve(performance.now() - begun);
            else reject(new Error(`DynamoDB Local answered ${answer.statusCode} to ${operation}`));
          });
        },
      );
      asked.on("error", reject);
      asked.end(JSON.stringify(body));
    });
  await ask("CreateTable", {
    TableName: table,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  });
  const writes: number[] = [];
  const reads: number[] = [];
  for (let n = 0; n < 300; n++) {
    writes.push(await ask("PutItem", { TableName: table, Item: { ...key, value: { S: "a".repeat(1500) } } }));
    reads.push(await ask("GetItem", { TableName: table, Key: key, ConsistentRead: true }));
  }
  agent.destroy();
  return { read: sample(reads.slice(100)), write: sample(writes.slice(100)) };
}
