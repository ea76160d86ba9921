import type { DynamoDBRecord } from "aws-lambda";
import type { StreamSource } from "./deployment.ts";
import { readFilters } from "./event-filter.ts";
import { call, failedOf, type Invoke, pause, teller } from "./invocation.ts";

/**
 * Milliseconds. Pauses between two attempts, doubling from the first up to the second. Lambda does not document its
 * own.
 */
const BACK_OFF = [200, 5_000] as const;

/** Unlimited, as Lambda writes it. */
const ENDLESS = -1;

/** Real time, even where the town's clock has been moved. */
const machineClock = () => performance.timeOrigin + performance.now();

/** A record that was given up, as Lambda reports it to the queue: its position in the stream, and none of its words. */
export interface SetAside {
  readonly requestContext: { readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded" };
  readonly version: "1.0";
  readonly timestamp: string;
  readonly DDBStreamBatchInfo: {
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly batchSize: number;
    readonly streamArn: string;
  };
}

export interface StreamParts {
  readonly source: StreamSource;
  /** Seconds that one call may take. */
  readonly timeout: number;
  readonly invoke: Invoke;
  /** Sends what was given up to the queue that the source names. */
  readonly setAside: (what: SetAside) => Promise<void>;
  /** Milliseconds since 1970, on the clock that dates changes; the machine's by default. */
  readonly now?: () => number;
}

/** A function that is called with changes in the table, batch after batch. */
export interface Feed {
  /**
   * Delivers changes of one shard, in order: through the filter, in batches, again after a failure.
   * @returns whether all of it was handled or given up; false when it was stopped half-way
   */
  take(records: readonly DynamoDBRecord[]): Promise<boolean>;
  stop(): void;
}

/**
 * Calls a function with changes in the table as Lambda does: a change that matches no filter is skipped silently; a
 * failed batch comes again whole, cut in two or from the change that the function names; what failed too often or is
 * too old is set aside, and the rest continues.
 */
export function feedFromStream({ source, timeout, invoke, setAside, now = machineClock }: StreamParts): Feed {
  const getsThrough = readFilters(source.filters);
  const told = teller(`stream to ${source.function}`);
  let stopped = false;

  async function giveUp(
    records: readonly DynamoDBRecord[],
    condition: SetAside["requestContext"]["condition"],
  ): Promise<void> {
    const number = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber ?? "";
    await setAside({
      requestContext: { condition },
      version: "1.0",
      timestamp: new Date(now()).toISOString(),
      DDBStreamBatchInfo: {
        startSequenceNumber: number(records[0]),
        endSequenceNumber: number(records.at(-1)),
        batchSize: records.length,
        streamArn: records[0]?.eventSourceARN ?? "",
      },
    });
  }

  const isOld = ({ dynamodb }: DynamoDBRecord) =>
    source.maxAge !== ENDLESS && now() / 1000 - (dynamodb?.ApproximateCreationDateTime ?? 0) > source.maxAge;

  /** @returns what has to come again; empty when all was handled */
  async function attempt(
    records: readonly DynamoDBRecord[],
  ): Promise<{ readonly left: readonly DynamoDBRecord[]; readonly threw: boolean }> {
    try {
      const answer = await call(invoke, { Records: records }, timeout);
      if (!source.reportsFailures) return { left: [], threw: false };
      const ids = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? "");
      const failed = failedOf(answer, ids);
      if (failed === undefined) return { left: records, threw: true };
      const first = ids.findIndex((id) => failed.has(id));
      return { left: first === -1 ? [] : records.slice(first), threw: false };
    } catch (error) {
      told(error);
      return { left: records, threw: true };
    }
  }

  /** Handles one batch until nothing of it is left. Cutting it in two does not count as an attempt. */
  async function handle(batch: readonly DynamoDBRecord[]): Promise<void> {
    let left = batch;
    for (let tries = 0, wait: number = BACK_OFF[0]; left.length > 0 && !stopped; tries++) {
      const old = left.filter(isOld);
      if (old.length > 0) await giveUp(old, "RecordAgeExceeded");
      left = left.filter((record) => !isOld(record));
      if (left.length === 0) return;
      const outcome = await attempt(left);
      left = outcome.left;
      if (left.length === 0) return;
      if (source.bisects && outcome.threw && left.length > 1) {
        const middle = Math.ceil(left.length / 2);
        await handle(left.slice(0, middle));
        return handle(left.slice(middle));
      }
      if (source.retries !== ENDLESS && tries >= source.retries)
        return giveUp(left, "RetryAttemptsExhausted");
      await pause(wait);
      wait = Math.min(wait * 2, BACK_OFF[1]);
    }
  }

  return {
    async take(records) {
      const fitting = records.filter(getsThrough);
      for (let start = 0; start < fitting.length && !stopped; start += source.batchSize)
        await handle(fitting.slice(start, start + source.batchSize));
      return !stopped;
    },
    stop() {
      stopped = true;
    },
  };
}

/** A source for observers: everything, repeated until it was seen. */
export const lookingOn: StreamSource = {
  function: "somebody who looks on",
  filters: [],
  batchSize: 100,
  bisects: false,
  reportsFailures: true,
  retries: ENDLESS,
  maxAge: ENDLESS,
  start: "TRIM_HORIZON",
  dead: "",
};
