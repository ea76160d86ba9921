import * as z from "zod";
import { lanesTable, tableShape } from "../../bot/store/table-shape.ts";
import type { Call } from "../faults/road.ts";
import { type Act, nameOf } from "./policies.ts";

/** A function's requests to AWS, as the actions for which its role needs a permission. */

const value = z.object({ S: z.string() });
const item = z.looseObject({ pk: value });
const update = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ReturnValues: z.string().default("NONE"),
};
const TableName = z.string();
const onKey = z.object({ TableName, Key: item, ...update });
const onItem = z.object({ TableName, Item: item });
const transact = z.object({
  TransactItems: z.array(
    z.object({
      Put: onItem.optional(),
      Delete: onKey.optional(),
      ConditionCheck: onKey.optional(),
      Update: onKey.optional(),
    }),
  ),
});
const query = z.object({
  TableName,
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()),
});
const batch = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(item) })) });

const leading = (...keys: readonly string[]) => ({ "dynamodb:LeadingKeys": keys });
const at = (
  table: string,
  action: string,
  keys: readonly string[],
  more: Act["context"] = {},
  index?: string,
): Act => ({
  action: `dynamodb:${action}`,
  resource: `${named(table)}${index === undefined ? "" : `/index/${index}`}`,
  context: { ...leading(...keys), ...more },
});

/** The name in the template of a table. */
const named = (table: string): string =>
  table === lanesTable(table.replace(/-lanes$/, "")) ? "Lanes" : "Table";

function updating({ TableName, Key, ExpressionAttributeNames, ReturnValues }: z.output<typeof onKey>): Act {
  const attributes = [...Object.keys(Key), ...Object.values(ExpressionAttributeNames)];
  return at(TableName, "UpdateItem", [Key.pk.S], {
    "dynamodb:Attributes": [...new Set(attributes)],
    "dynamodb:ReturnValues": [ReturnValues],
  });
}

const onKeyed = (action: string, { TableName, Key }: z.output<typeof onKey>): Act =>
  at(TableName, action, [Key.pk.S]);
const onPut = ({ TableName, Item }: z.output<typeof onItem>): Act => at(TableName, "PutItem", [Item.pk.S]);

/** The value to which a query restricts its partition key: the first of its condition. */
function partitionOf({ KeyConditionExpression, ExpressionAttributeValues }: z.output<typeof query>): string {
  const name = /=\s*(:\w+)/.exec(KeyConditionExpression)?.[1] ?? "";
  return value.parse(ExpressionAttributeValues[name]).S;
}

/**
 * A transaction needs the permission for each of its parts.
 * @throws Error for an operation that is not known here
 */
export function tableActs({ headers, body }: Call): readonly Act[] {
  const operation = String(headers["x-amz-target"]).split(".")[1];
  const asked: unknown = JSON.parse(body.toString("utf8"));
  switch (operation) {
    case "GetItem":
    case "DeleteItem":
      return [onKeyed(operation, onKey.parse(asked))];
    case "PutItem":
      return [onPut(onItem.parse(asked))];
    case "UpdateItem":
      return [updating(onKey.parse(asked))];
    case "Query": {
      const read = query.parse(asked);
      return [at(read.TableName, operation, [partitionOf(read)], {}, read.IndexName)];
    }
    case "BatchGetItem":
      return Object.entries(batch.parse(asked).RequestItems).map(([table, { Keys }]) =>
        at(
          table,
          operation,
          Keys.map(({ pk }) => pk.S),
        ),
      );
    case "TransactWriteItems":
      return transact
        .parse(asked)
        .TransactItems.flatMap(({ Put, Delete, ConditionCheck, Update }) => [
          ...(Put ? [onPut(Put)] : []),
          ...(Delete ? [onKeyed("DeleteItem", Delete)] : []),
          ...(ConditionCheck ? [onKeyed("ConditionCheckItem", ConditionCheck)] : []),
          ...(Update ? [updating(Update)] : []),
        ]);
    default:
      throw new Error(`an operation on ${tableShape.partitionKey} that is not known here: ${operation}`);
  }
}

const queueAsked = z.object({ QueueUrl: z.string() });

/** @param queueOf the name in the template of the queue at an address */
export function queueActs({ headers, body }: Call, queueOf: (url: string) => string): readonly Act[] {
  const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
  const { QueueUrl } = queueAsked.parse(JSON.parse(body.toString("utf8")));
  // A batch needs the right to the single act.
  return [{ action: `sqs:${operation.replace(/Batch$/, "")}`, resource: queueOf(QueueUrl), context: {} }];
}

export function mediaActs({ method, path }: Call): readonly Act[] {
  const names: Readonly<Record<string, string>> = {
    GET: "GetObject",
    PUT: "PutObject",
    DELETE: "DeleteObject",
  };
  const name = names[method];
  const key = /^\/[^/]+\/([^?]+)/.exec(path)?.[1];
  if (!name || !key) throw new Error(`not known here: ${method} ${path}`);
  return [{ action: `s3:${name}`, resource: `Media/${decodeURIComponent(key)}`, context: {} }];
}

export function secretActs({ headers, body }: Call): readonly Act[] {
  const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
  const { SecretId } = z.object({ SecretId: z.string() }).parse(JSON.parse(body.toString("utf8")));
  return [
    {
      action: `secretsmanager:${operation}`,
      resource: nameOf(SecretId.split(":").at(-1) ?? ""),
      context: {},
    },
  ];
}
