import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/**
 * A table in memory that implements as much of DynamoDB as the main dialogue of both bots needs, and responds at
 * once, so that the bottleneck is a bot's own core and not DynamoDB Local. It refuses what it does not know.
 *
 *     node bench/servers/quick-table.ts       reports its port over IPC
 */

type Item = Readonly<Record<string, unknown>>;
const itemSchema = z.record(z.string(), z.unknown());
const conditionSchema = z.looseObject({
  ConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).default({}),
});
const writeSchema = conditionSchema.extend({
  TableName: z.string(),
  Item: itemSchema.optional(),
  Key: itemSchema.optional(),
});
type Write = z.infer<typeof writeSchema>;
const transactionSchema = z.looseObject({
  TransactItems: z.array(
    z.looseObject({
      Put: writeSchema.optional(),
      Delete: writeSchema.optional(),
      ConditionCheck: writeSchema.optional(),
    }),
  ),
});

const batchSchema = z.strictObject({
  RequestItems: z.record(
    z.string(),
    z.strictObject({ Keys: z.array(itemSchema).min(1), ConsistentRead: z.boolean().optional() }),
  ),
});
/** DynamoDB's limit on the items that one call reads. */
const MAX_BATCH = 100;

const items = new Map<string, Item>();

function placeOf({ TableName, Item, Key }: Pick<Write, "TableName" | "Item" | "Key">): string {
  const { pk, sk } = Item ?? Key ?? {};
  return JSON.stringify([TableName, pk, sk]);
}

/** @throws Error for a kind of condition that is not implemented here */
function holds(write: Write): boolean {
  const {
    ConditionExpression: whole,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  } = write;
  if (whole === undefined) return true;
  const there = items.get(placeOf(write));
  return whole.split(" OR ").some((part) => {
    const absent = /^attribute_not_exists\((#?\w+)\)$/.exec(part)?.[1];
    if (absent !== undefined) return there?.[names[absent] ?? absent] === undefined;
    const [, name = "", operator, value = ""] = /^(#?\w+) (=|<=) (:\w+)$/.exec(part) ?? [];
    if (operator === undefined) throw new Error(`a condition that is not known here: ${part}`);
    const [left, right] = [there?.[names[name] ?? name], values[value]].map(
      (one) => one && Object.values(one)[0],
    );
    if (left === undefined) return false;
    return operator === "=" ? left === right : Number(left) <= Number(right);
  });
}

const refused = (type: string, more = {}) => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more },
});

function perform(write: Write): void {
  if (write.Item) items.set(placeOf(write), write.Item);
  else items.delete(placeOf(write));
}

/** The items that are there, by their table. @throws Error for more keys than DynamoDB takes, or the same one twice */
function batch(asked: unknown): Record<string, Item[]> {
  const tables = Object.entries(batchSchema.parse(asked).RequestItems);
  const places = tables.flatMap(([TableName, { Keys }]) => Keys.map((Key) => placeOf({ TableName, Key })));
  if (places.length > MAX_BATCH || new Set(places).size < places.length)
    throw new Error("too many keys for one call, or one of them twice");
  return Object.fromEntries(
    tables.map(([TableName, { Keys }]) => [
      TableName,
      Keys.map((Key) => items.get(placeOf({ TableName, Key }))).filter((item) => item !== undefined),
    ]),
  );
}

function answer(operation: string, asked: unknown): { status: number; body: unknown } {
  switch (operation) {
    case "CreateTable":
    case "UpdateTimeToLive":
      return { status: 200, body: {} };
    case "GetItem": {
      const Item = items.get(placeOf(writeSchema.parse(asked)));
      return { status: 200, body: Item ? { Item } : {} };
    }
    case "BatchGetItem":
      return { status: 200, body: { Responses: batch(asked), UnprocessedKeys: {} } };
    case "PutItem":
    case "DeleteItem": {
      const write = writeSchema.parse(asked);
      if (!holds(write)) return refused("ConditionalCheckFailedException");
      perform(write);
      return { status: 200, body: {} };
    }
    case "TransactWriteItems": {
      const steps = transactionSchema.parse(asked).TransactItems;
      const verdicts = steps.map(({ Put, Delete, ConditionCheck }) => {
        const step = Put ?? Delete ?? ConditionCheck;
        if (!step) throw new Error("a step of a transaction that is not known here");
        return holds(step);
      });
      if (verdicts.includes(false)) {
        const CancellationReasons = verdicts.map((ok) => ({ Code: ok ? "None" : "ConditionalCheckFailed" }));
        return refused("TransactionCanceledException", { CancellationReasons });
      }
      for (const { Put, Delete } of steps) if (Put ?? Delete) perform(writeSchema.parse(Put ?? Delete));
      return { status: 200, body: {} };
    }
    default:
      throw new Error(`an operation that is not known here: ${operation}`);
  }
}

/** What is not known here is refused, and not repeated by a client, as DynamoDB refuses what makes no sense. */
function answered(operation: string, text: string): ReturnType<typeof answer> {
  try {
    return answer(operation, JSON.parse(text));
  } catch (error) {
    return refused("ValidationException", { message: String(error) });
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const { status, body } = answered(operation, Buffer.concat(chunks).toString("utf8"));
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(body));
  });
});
server.keepAliveTimeout = 60_000;
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
