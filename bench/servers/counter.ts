import { Agent, request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
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
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  let operations: Record<string, number> = {};
  let read = 0;
  let write = 0;

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const operation =
        String(incoming.headers["x-amz-target"] ?? "")
          .split(".")
          .at(-1) ?? "";
      operations[operation] = (operations[operation] ?? 0) + 1;
      const given = Buffer.concat(chunks).toString("utf8");
      const asking =
        given === "" ? given : JSON.stringify({ ...JSON.parse(given), ReturnConsumedCapacity: "INDEXES" });
      const passed = ask(
        {
          agent,
          hostname,
          port,
          method: incoming.method,
          path: incoming.url,
          headers: { ...incoming.headers, "content-length": Buffer.byteLength(asking) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("end", () => {
            const body = Buffer.concat(parts);
            if (answer.statusCode === 200) add(operation, given, body.toString("utf8"));
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            outgoing.end(body);
          });
        },
      );
      passed.on("error", () => outgoing.destroy());
      passed.end(asking);
    });
  });

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

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const counted = { operations, read, write };
      operations = {};
      read = 0;
      write = 0;
      return counted;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}
