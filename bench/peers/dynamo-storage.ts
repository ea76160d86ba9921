import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";

/** One client for the whole process. Undefined values are left out, because a conversation's state has some. */
export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

/** A grammY storage adapter on a DynamoDB table with the partition key `pk`, the obvious way: one item per key. */
export function dynamoStorage<Value>(table: string, kind: string) {
  const keyOf = (key: string) => ({ pk: `${kind}#${key}` });
  return {
    async read(key: string): Promise<Value | undefined> {
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: keyOf(key) }));
      return Item?.value as Value | undefined;
    },
    async write(key: string, value: Value): Promise<void> {
      await dynamo.send(new PutCommand({ TableName: table, Item: { ...keyOf(key), value } }));
    },
    async delete(key: string): Promise<void> {
      await dynamo.send(new DeleteCommand({ TableName: table, Key: keyOf(key) }));
    },
  };
}
