import { z } from "zod";
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

  function add(operation: string, asked: string, answered: string): void {
    const { ConsumedCapacity = [] } = consumed.parse(JSON.parse(answered));
    let units = 0;
    for (const { CapacityUnits, Table } of [ConsumedCapacity].flat()) {
      const indexes = CapacityUnits - (Table?.CapacityUnits ?? CapacityUnits);
      units += operation === "TransactWriteItems" ? indexes : CapacityUnits;
    }
    if (operation === "TransactWriteItems") units += transactionUnits(JSON.parse(asked));
    if (READS.has(operation)) read += units;
    else write += units;
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
      const counted = { operations, read, write };
      operations = {};
      read = 0;
      write = 0;
      return counted;
    },
  };
}
