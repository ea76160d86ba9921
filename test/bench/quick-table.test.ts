import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { secrets } from "../../bench/stacks.ts";
import { openStage, type Stage } from "../../bench/stage.ts";

/** The table that responds at once behaves as both bots expect; otherwise they would do different work. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(secrets, true);
}, 30_000);
afterAll(() => stage?.stop());

const TableName = "town";
const key = (sk: string) => ({ pk: { S: "one" }, sk: { S: sk } });
const put = (sk: string, version: string, condition: object = {}) => ({
  TableName,
  Item: { ...key(sk), version: { N: version } },
  ...condition,
});
const isNew = { ConditionExpression: "attribute_not_exists(pk)" };
const expects = (version: string) => ({
  ConditionExpression: "#version = :expected",
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: { ":expected": { N: version } },
});
const versionOf = async (sk: string) =>
  (await stage.client.send(new GetItemCommand({ TableName, Key: key(sk) }))).Item?.version?.N;

test("what is new is put once, and a version that has passed is refused", async () => {
  await stage.client.send(new PutItemCommand(put("a", "1", isNew)));
  const again = stage.client.send(new PutItemCommand(put("a", "9", isNew)));
  await expect(again).rejects.toThrow(expect.objectContaining({ name: "ConditionalCheckFailedException" }));
  await stage.client.send(new PutItemCommand(put("a", "2", expects("1"))));
  const late = stage.client.send(new PutItemCommand(put("a", "9", expects("1"))));
  await expect(late).rejects.toThrow(expect.objectContaining({ name: "ConditionalCheckFailedException" }));
  expect(await versionOf("a")).toBe("2");
  await stage.client.send(new DeleteItemCommand({ TableName, Key: key("a") }));
  expect(await versionOf("a")).toBeUndefined();
});

test("a transaction is done as a whole or not at all", async () => {
  await stage.client.send(new PutItemCommand(put("b", "1")));
  const torn = stage.client.send(
    new TransactWriteItemsCommand({
      TransactItems: [{ Put: put("c", "1", isNew) }, { Put: put("b", "3", expects("2")) }],
    }),
  );
  await expect(torn).rejects.toThrow(expect.objectContaining({ name: "TransactionCanceledException" }));
  expect([await versionOf("b"), await versionOf("c")]).toEqual(["1", undefined]);
});

test("several items of several tables are read in one call, and those that are not there are left out", async () => {
  await stage.client.send(new PutItemCommand(put("d", "1")));
  await stage.client.send(new PutItemCommand({ ...put("d", "2"), TableName: "lanes" }));
  const { Responses, UnprocessedKeys } = await stage.client.send(
    new BatchGetItemCommand({
      RequestItems: {
        [TableName]: { Keys: [key("d"), key("nobody")], ConsistentRead: true },
        lanes: { Keys: [key("d")] },
      },
    }),
  );
  expect(Responses).toEqual({ [TableName]: [put("d", "1").Item], lanes: [put("d", "2").Item] });
  expect(UnprocessedKeys).toEqual({});
});

test.each([
  ["a part of each item", { Keys: [key("d")], ProjectionExpression: "pk" }],
  ["the same item twice", { Keys: [key("d"), key("d")] }],
  ["more than DynamoDB reads at once", { Keys: Array.from({ length: 101 }, (_, n) => key(`${n}`)) }],
])("%s is refused, as it is not known here or to DynamoDB", async (_, asked) => {
  const reading = stage.client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: asked } }));
  await expect(reading).rejects.toMatchObject({ name: "ValidationException" });
});
