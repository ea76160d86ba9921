import { createHash } from "node:crypto";
import { awsService } from "../bot/aws/client.ts";
import { instantAt } from "../bot/core/calendar/time.ts";
import { type VoterToken, voterToken } from "../bot/core/model/ids.ts";
import type { Process } from "../bot/core/model/process.ts";
import type { Store } from "../bot/ports/store.ts";
import { connectDynamo } from "../bot/store/dynamo-client.ts";
import { dynamoTable } from "../bot/store/dynamo-table.ts";
import { localAws } from "../local/aws.ts";
import { type Figure, only, sample } from "./figures.ts";
import { startWorker, type Worker } from "./processes.ts";
import { type Counted, type Counter, startCounter } from "./servers/counter.ts";
import type { Stack } from "./stacks.ts";
import { seals } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/** Shared by the measurements of votes and of survey answers. */

export const PROCESS = "P1234567";
export const FAR = "2099-01-01T00:00:00.000Z";

/** The deployment's store, on DynamoDB Local. @param dynamo a counter in front of it, if it is to be counted */
export function storeOn(stage: Pick<Stage, "dynamo">, table: string, dynamo = stage.dynamo): Store {
  const account = { region: localAws.region, ...localAws.credentials };
  return dynamoTable({
    client: connectDynamo(awsService("dynamodb", account, { endpoint: dynamo })),
    table,
    now: () => instantAt(Date.now()),
    seals,
  });
}

/** The deployed bundle for Telegram, with a counter between it and the table. */
export async function whileCounting<Found>(
  ours: Stack,
  stage: Stage,
  table: string,
  play: (worker: Worker, counter: Counter) => Promise<Found>,
): Promise<Found> {
  const counter = await startCounter(stage.dynamo);
  const worker = await startWorker(ours.telegram, {
    ...stage.environment,
    AWS_ENDPOINT_URL_DYNAMODB: counter.endpoint,
    TABLE_NAME: table,
  });
  try {
    return await play(worker, counter);
  } finally {
    await worker.stop();
    await counter.stop();
  }
}

/** The cost of one of them, when this many were counted together. */
export function costs(
  id: string,
  what: string,
  plural: string,
  { operations, write, read }: Counted,
  count: number,
): Figure[] {
  const requests = Object.values(operations).reduce((sum, one) => sum + one, 0);
  const calls = Object.entries(operations).map(([name, times]) => `${name} ${times}`);
  return [
    only(
      `${id}.roundtrips`,
      `${what}: round trips to DynamoDB`,
      "",
      sample([requests / count]),
      { most: 2 },
      `of ${count} ${plural} together: ${calls.join(", ")}.`,
    ),
    only(`${id}.write`, `${what}: write units`, "", sample([write / count])),
    only(`${id}.read`, `${what}: read units`, "", sample([read / count])),
  ];
}

/**
 * The stream delivers each change at least once, and batches come again: the first half, then all of it again from
 * the beginning, and a piece of the end once more.
 */
export function handedOver<Change>(batch: readonly Change[]): readonly (readonly Change[])[] {
  return [batch.slice(0, batch.length / 2), batch, batch.slice(-10)];
}

/** The token of the nth: the same in each run, and distributed like real ones. */
export function voterOf(n: number): VoterToken {
  return voterToken(createHash("sha256").update(`voter ${n}`).digest("hex").slice(0, 32));
}

const text = { nl: "Een tekst van gewone lengte, zoals een organisator die schrijft." };

/** A process that residents can take part in. */
export function openProcess(instrument: string, state: unknown): Process {
  return {
    row: "process",
    id: PROCESS,
    instrument,
    version: 1,
    card: {
      title: text,
      question: text,
      open: text,
      fixed: text,
      decides: text,
      answers: text,
      level: "advise",
      phase: "prepare",
      answerBy: "2098-12-31",
    },
    state,
    open: true,
    desk: "youth_neighbourhood",
    organiser: "U0OLA",
    handled: [],
    created: FAR,
    changed: FAR,
    entries: 1,
  };
}
