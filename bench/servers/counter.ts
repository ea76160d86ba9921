import { z } from "zod";
import { type Heat, heatOf, together } from "./heat.ts";
import { startProxy } from "./proxy.ts";
import { transactionUnits } from "./units.ts";

/**
 * Sits between a bot and DynamoDB Local and counts what passes: requests by operation, and the capacity that
 * DynamoDB reports for each of them. It asks for that itself (`ReturnConsumedCapacity`), so the bots need not;
 * DynamoDB Local does not check signatures, so a body may change in transit. Transactions are counted by their
 * items, because there DynamoDB Local counts too little (units.ts).
 */

export interface Counted {
  /** Requests by operation, such as `GetItem`. */
  readonly operations: Readonly<Record<string, number>>;
  /** Read and write capacity units, the table and its index together. */
  readonly read: number;
  readonly write: number;
  /** The same units by the kind of partition. */
  readonly heat: Heat;
}

export interface Counter {
  readonly endpoint: string;
  /** What has passed since the last call. */
  take(): Counted;
  stop(): Promise<void>;
}

const READS = new Set(["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"]);
const capacity = z.looseObject({
  CapacityUnits: z.number().default(0),
  Table: z.looseObject({ CapacityUnits: z.number() }).optional(),
});
const consumed = z.looseObject({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });

export async function startCounter(target: string): Promise<Counter> {
  let operations: Record<string, number> = {};
  let read = 0;
  let write = 0;
  let heat: Heat = {};

  function add(operation: string, asked: string, answered: string): void {
    const { ConsumedCapacity = [] } = consumed.parse(JSON.parse(answered));
    let [table, indexes] = [0, 0];
    for (const { CapacityUnits, Table } of [ConsumedCapacity].flat()) {
      const inTable = Table?.CapacityUnits ?? CapacityUnits;
      table += inTable;
      indexes += CapacityUnits - inTable;
    }
    if (operation === "TransactWriteItems") table = transactionUnits(JSON.parse(asked));
    const reads = READS.has(operation);
    if (reads) read += table + indexes;
    else write += table + indexes;
    heat = together([heat, heatOf(asked, answered, reads, { table, indexes })]);
  }

  const { endpoint, stop } = await startProxy(
    target,
    ({ operation, asked, status, answered }) => {
      operations[operation] = (operations[operation] ?? 0) + 1;
      if (status === 200) add(operation, asked, answered);
    },
    (body) => ({ ...body, ReturnConsumedCapacity: "INDEXES" }),
  );
  return {
    endpoint,
    stop,
    take() {
      const counted = { operations, read, write, heat };
      operations = {};
      read = 0;
      write = 0;
      heat = {};
      return counted;
    },
  };
}

/** Several counts as one. */
export function sumOf(some: readonly Counted[]): Counted {
  const operations: Record<string, number> = {};
  let [read, write] = [0, 0];
  for (const one of some) {
    read += one.read;
    write += one.write;
    for (const [name, count] of Object.entries(one.operations))
      operations[name] = (operations[name] ?? 0) + count;
  }
  return { operations, read, write, heat: together(some.map(({ heat }) => heat)) };
}
