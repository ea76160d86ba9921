import { Agent, request } from "node:http";
import type { Image } from "../bot/store/item-codec.ts";
import { isOfLanes } from "../bot/store/keys.ts";
import { lanesTable } from "../bot/store/table-shape.ts";

/** Writes many items into DynamoDB Local at once, as fast as it accepts them. */

/** DynamoDB accepts at most this many items in one BatchWriteItem. */
const BATCH = 25;
const WRITERS = 8;

/**
 * Fills a table with the items of `from` up to `to`.
 * @param items the items of the nth
 * @param deadline on the clock of `performance.now()`
 * @returns how far it came: less than `to` when time ran out
 */
export async function fill(
  dynamo: string,
  table: string,
  items: (n: number) => readonly Image[],
  from: number,
  to: number,
  deadline: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  let next = from;
  const writer = async (): Promise<void> => {
    let waiting: Image[] = [];
    while (next < to && performance.now() < deadline) {
      waiting.push(...items(next++));
      if (waiting.length < BATCH && next < to) continue;
      while (waiting.length >= BATCH) await write(dynamo, table, agent, waiting.splice(0, BATCH));
    }
    if (waiting.length > 0) await write(dynamo, table, agent, waiting);
    waiting = [];
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  agent.destroy();
  return next;
}

/** Without the SDK, which would take longer than DynamoDB Local. DynamoDB Local does not check the signature. */
function write(dynamo: string, table: string, agent: Agent, images: readonly Image[]): Promise<void> {
  const RequestItems: Record<string, { PutRequest: { Item: Image } }[]> = {};
  for (const Item of images) {
    const its = isOfLanes({ pk: Item.pk?.S ?? "" }) ? lanesTable(table) : table;
    RequestItems[its] = [...(RequestItems[its] ?? []), { PutRequest: { Item } }];
  }
  const body = JSON.stringify({ RequestItems });
  return new Promise((resolve, reject) => {
    const asked = request(
      dynamo,
      {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": "DynamoDB_20120810.BatchWriteItem",
          authorization:
            "AWS4-HMAC-SHA256 Credential=local/20261125/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`DynamoDB Local answered ${answer.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}
