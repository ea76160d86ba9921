import { join } from "node:path";
import { compared, type Figure, sample } from "./figures.ts";
import { startWorker, type Worker } from "./processes.ts";
import { checkReceipts, type Line, rehearse } from "./rehearsal.ts";
import { type Passed, startProxy } from "./servers/proxy.ts";
import type { Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/**
 * Whose time is an update's: the bot's, or that of the table it waits for? The very requests that a bot makes in the
 * main dialogue are recorded, and sent once more by the barest client there is. What that takes nobody can save by
 * making a bot faster; only fewer or smaller requests help.
 */

export interface ReplaySize {
  readonly residents: number;
  readonly rounds: number;
}

/** Discarded rounds: nothing has been compiled yet. */
const WARM_UP = 2;
const AT_ONCE = [1, 8] as const;

type Requests = readonly Passed[];

/** One bot: the updates, and the requests that it made for each of them. */
interface Recording {
  readonly stack: Stack;
  readonly joins: { readonly events: readonly Line[]; readonly requests: readonly (readonly Requests[])[] };
  readonly rounds: Recording["joins"][];
}

const busy = (stack: Stack) => `replay-busy-${stack.name}`;
/** The name under which requests are recorded, and which stands in them. */
const bare = (stack: Stack) => `replay-bare-${stack.name}`;

/** @param quick where to record: what a bot asks does not depend on how fast its table is */
export async function record(
  stacks: readonly Stack[],
  quick: Stage,
  { residents, rounds }: ReplaySize,
): Promise<Recording[]> {
  const chats = Array.from({ length: residents }, (_, n) => 890_000 + n);
  const found: Recording[] = [];
  for (const stack of stacks) {
    let passed: Passed[] = [];
    const recorder = await startProxy(quick.dynamo, (one) => passed.push(one));
    const start = (table: string, dynamo: string) =>
      startWorker(stack.telegram, {
        ...quick.environment,
        AWS_ENDPOINT_URL_DYNAMODB: dynamo,
        TABLE_NAME: table,
      });
    await stack.createTable(quick.client, busy(stack));
    await stack.createTable(quick.client, bare(stack));
    const rehearsing = await start(busy(stack), quick.dynamo);
    const recording = await start(bare(stack), recorder.endpoint);
    const played = async (deeds: Stack["joins"]) => {
      const events = await rehearse(deeds, chats, rehearsing, quick.chats);
      const requests: Requests[][] = [];
      for (const line of events) {
        const each: Requests[] = [];
        for (const event of line) {
          await recording.does({ lines: [[event]], atOnce: 1 });
          each.push(passed);
          passed = [];
        }
        requests.push(each);
      }
      return { events, requests };
    };
    const joins = await played(stack.joins);
    const all = [];
    for (let n = 0; n < WARM_UP + rounds; n++) all.push(await played(stack.raises));
    await checkReceipts(stack, chats, quick.chats);
    await Promise.all([rehearsing.stop(), recording.stop()]);
    await recorder.stop();
    found.push({ stack, joins, rounds: all });
  }
  return found;
}

/** The bots and the bare client in turns, one after the other and eight at once, on the same table service. */
export async function measureReplay(recordings: readonly Recording[], stage: Stage): Promise<Figure[]> {
  const found = new Map<Stack["name"], Times>();
  for (const one of recordings) found.set(one.stack.name, await times(one, stage));
  const [mine, theirs] = [found.get("ours"), found.get("peer")];
  if (!mine || !theirs) throw new Error("there is nothing to compare");
  return AT_ONCE.flatMap((atOnce) => {
    const how = atOnce === 1 ? "one after the other" : "eight at once";
    const id = (name: string) => `replay.${name}${atOnce === 1 ? "" : `.${atOnce}`}`;
    const of = (one: Times, which: "bot" | "bare") => one[which].get(atOnce) ?? [];
    const shares = (one: Times) =>
      sample(of(one, "bare").map((bareTime, n) => (bareTime / (of(one, "bot")[n] ?? 0)) * 100));
    const [ourBare, peerBare] = [sample(of(mine, "bare")), sample(of(theirs, "bare"))];
    return [
      compared(
        id("bare"),
        `DynamoDB Local alone, ${how}: the requests of one update, sent bare`,
        "ms",
        ourBare,
        peerBare,
        undefined,
        `if both bots took no time at all, our throughput ${how} would be ${(peerBare.median / ourBare.median).toFixed(2)} of the peer's.`,
      ),
      compared(
        id("share"),
        `DynamoDB Local's share of the time for one update, ${how}`,
        "%",
        shares(mine),
        shares(theirs),
      ),
    ];
  });
}

/** Milliseconds for one update by how many at once, a value per round. */
interface Times {
  readonly bot: Map<number, number[]>;
  readonly bare: Map<number, number[]>;
}

async function times({ stack, joins, rounds }: Recording, stage: Stage): Promise<Times> {
  await stack.createTable(stage.client, busy(stack));
  await stack.createTable(stage.client, bare(stack));
  const bot = await startWorker(stack.telegram, { ...stage.environment, TABLE_NAME: busy(stack) });
  const client = await startWorker(
    { path: join(import.meta.dirname, "bare.cjs"), environment: {} },
    stage.environment,
  );
  const found: Times = { bot: new Map(), bare: new Map() };
  try {
    const play = async (worker: Worker, lines: readonly (readonly unknown[])[], atOnce: number) => {
      const { wall, handled, refused } = await worker.does({ lines, atOnce });
      if (refused > 0)
        throw new Error(`${stack.name}: ${refused} of ${handled} were refused: ${worker.complaints()}`);
      return wall / handled;
    };
    await play(bot, joins.events, 1);
    await play(client, joins.requests, 1);
    for (const [n, { events, requests }] of rounds.entries()) {
      const atOnce = AT_ONCE[n % AT_ONCE.length] ?? 1;
      const [withBot, alone] = [await play(bot, events, atOnce), await play(client, requests, atOnce)];
      if (n < WARM_UP) continue;
      found.bot.set(atOnce, [...(found.bot.get(atOnce) ?? []), withBot]);
      found.bare.set(atOnce, [...(found.bare.get(atOnce) ?? []), alone]);
    }
    return found;
  } finally {
    await Promise.all([bot.stop(), client.stop()]);
  }
}
