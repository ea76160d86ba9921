import { at, compared, type Figure, only, sample } from "./figures.ts";
import { startWorker, type Worker } from "./processes.ts";
import { checkReceipts, type Line, rehearse } from "./rehearsal.ts";
import type { Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/**
 * Many residents at once: each taps, reads and thinks, and what is measured is how long each of them waits.
 *
 * A bot runs in as many processes as Lambda would keep for it, each handling one update at a time, as Lambda does: what
 * arrives while all are busy waits. With one process that handled everything at once no update would wait for another,
 * which is not how Lambda works; with a process for each update in flight, most would be cold starts, which have rows
 * of their own.
 */

export interface LoadSize {
  readonly residents: number;
  /** Nobody begins something new after this. */
  readonly seconds: number;
  /** Seconds that a resident reads and thinks before she acts again. */
  readonly thinks: { readonly least: number; readonly most: number };
}

/** Invented: quick for somebody who types. */
export const WHOLE: LoadSize = { residents: 200, seconds: 60, thinks: { least: 1, most: 2 } };
/** Hasty people, so that it is over soon. */
export const SHORT: LoadSize = { residents: 40, seconds: 1, thinks: { least: 0.1, most: 0.3 } };

/**
 * Processes that each bot has. A resident acts about every second and a half, so 200 of them bring 130 updates a
 * second; at 15 ms each, two are busy on average (Little's law), and eight at once is rare.
 */
const PROCESSES = 8;
/** One resident may send ten reports a day. */
const MOST_REPORTS = 9;
/** Updates of one report. */
const ACTS = 5;

/** What each resident does, learned on a table that is not measured. */
interface Script {
  readonly stack: Stack;
  readonly joins: readonly Line[];
  readonly reports: readonly (readonly Line[])[];
}

/** @param quick where to rehearse: both bots make the same buttons on any table */
export async function writeScripts(
  stacks: readonly Stack[],
  quick: Stage,
  { residents, seconds, thinks }: LoadSize,
): Promise<Script[]> {
  const chats = chatsOf(residents);
  const each = Math.min(MOST_REPORTS, Math.ceil(seconds / (ACTS * thinks.least)) + 1);
  const scripts: Script[] = [];
  for (const stack of stacks) {
    const table = `load-rehearsal-${stack.name}`;
    await stack.createTable(quick.client, table);
    const worker = await startWorker(stack.telegram, { ...quick.environment, TABLE_NAME: table });
    const joins = await rehearse(stack.joins, chats, worker, quick.chats);
    const reports: (readonly Line[])[] = [];
    for (let n = 0; n < each; n++) reports.push(await rehearse(stack.raises, chats, worker, quick.chats));
    await checkReceipts(stack, chats, quick.chats);
    await worker.stop();
    scripts.push({ stack, joins, reports });
  }
  return scripts;
}

const chatsOf = (residents: number) => Array.from({ length: residents }, (_, n) => 880_000 + n);

/** @param where a short name of the table, for ids: `quick` or `dynamo` */
export async function measureLoad(
  scripts: readonly Script[],
  stage: Stage,
  where: string,
  onWhat: string,
  size: LoadSize,
): Promise<Figure[]> {
  const found = [];
  for (const script of scripts) found.push(await crowd(script, stage, size));
  const [ours, peer] = found;
  if (!ours || !peer) throw new Error("there is nothing to compare");
  const what = `${size.residents} residents at once, ${onWhat}`;
  const percentile = (share: number, name: string) =>
    compared(
      `load.${where}.${name}`,
      `${what}: ${name} of the time for one update`,
      "ms",
      sample([at(ours.waits, share)]),
      sample([at(peer.waits, share)]),
    );
  return [
    percentile(0.5, "p50"),
    percentile(0.95, "p95"),
    percentile(0.99, "p99"),
    only(
      `load.${where}.updates`,
      `${what}: updates`,
      "updates/s",
      sample([ours.waits.length / ours.seconds]),
      undefined,
      `the peer: ${(peer.waits.length / peer.seconds).toFixed(0)}. Each in ${PROCESSES} processes that handle one update at a time, as Lambda's do; on average ${ours.busy.toFixed(1)} of ours were busy and ${peer.busy.toFixed(1)} of the peer's, and for ${share(ours)} and ${share(peer)} of the updates none was free.`,
    ),
  ];
}

interface Crowd {
  /** Milliseconds from an update's arrival to the handler's answer, sorted. */
  readonly waits: readonly number[];
  readonly seconds: number;
  /** Processes that were busy, on average. */
  readonly busy: number;
  /** Updates that found no free process. */
  readonly queued: number;
}

const share = ({ queued, waits }: Crowd) => `${((queued / waits.length) * 100).toFixed(0)} %`;

async function crowd({ stack, joins, reports }: Script, stage: Stage, size: LoadSize): Promise<Crowd> {
  const table = `load-${stack.name}`;
  await stack.createTable(stage.client, table);
  const workers = await Promise.all(
    Array.from({ length: PROCESSES }, () =>
      startWorker(stack.telegram, { ...stage.environment, TABLE_NAME: table }),
    ),
  );
  const pool = createPool(stack, workers);
  try {
    // Everybody comes in, and the processes get warm.
    await Promise.all(joins.map((line) => inTurn(line, (event) => pool.handle(event))));
    pool.forget();
    const begun = performance.now();
    const until = begun + size.seconds * 1000;
    await Promise.all(
      joins.map(async (_, resident) => {
        const thinks = thinking(resident, size.thinks);
        await pause(thinks() * (resident / joins.length));
        for (const report of reports) {
          if (performance.now() > until) break;
          // A report that was begun is finished, so that each can be checked.
          await inTurn(report[resident] ?? [], async (event) => {
            await pool.handle(event);
            await pause(thinks());
          });
        }
      }),
    );
    const seconds = (performance.now() - begun) / 1000;
    await checkReceipts(stack, chatsOf(size.residents), stage.chats);
    const { waits, worked, queued } = pool.seen();
    return { waits: waits.toSorted((a, b) => a - b), seconds, busy: worked / 1000 / seconds, queued };
  } finally {
    await Promise.all(workers.map((one) => one.stop()));
  }
}

async function inTurn<One>(some: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  for (const one of some) await act(one);
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** How long a resident thinks each time, in milliseconds: the same in every run, and different for everybody. */
function thinking(resident: number, { least, most }: LoadSize["thinks"]): () => number {
  let state = resident + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (least + (state / 2_147_483_647) * (most - least)) * 1000;
  };
}

/** Processes that take what has waited longest. */
function createPool(stack: Stack, workers: readonly Worker[]) {
  const free = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  let waits: number[] = [];
  let [worked, queued] = [0, 0];
  return {
    async handle(event: unknown): Promise<void> {
      const begun = performance.now();
      const idle = free.pop();
      if (!idle) queued++;
      const worker = idle ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
      const taken = performance.now();
      const answer = await worker.answers(event);
      const done = performance.now();
      waits.push(done - begun);
      worked += done - taken;
      const next = waiting.shift();
      if (next) next(worker);
      else free.push(worker);
      if (JSON.stringify(answer).includes('"statusCode":200')) return;
      throw new Error(`${stack.name} refused an update: ${JSON.stringify(answer)} ${worker.complaints()}`);
    },
    seen: () => ({ waits, worked, queued }),
    forget() {
      waits = [];
      [worked, queued] = [0, 0];
    },
  };
}
