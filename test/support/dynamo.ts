import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { awsService } from "../../bot/aws/client.ts";
import { sdkTable } from "../../bot/aws/sdk.ts";
import { connectDynamo, type Dynamo } from "../../bot/store/dynamo-client.ts";
import { createTable, localAws, startDynamo } from "../../local/aws.ts";

export interface TestDynamo {
  /** As the store uses it where somebody waits. */
  readonly dynamo: Dynamo;
  /** As it uses it where nobody does. */
  readonly throughSdk: Dynamo;
  readonly endpoint: string;
  /** As an administrator's tools use it. */
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  /** Creates an empty table and returns its name. */
  newTable(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts Amazon's DynamoDB Local. Call it once at the top of a test file, and `stop` in `afterAll`:
 *
 *     const dynamo = await dynamoForTests();
 *     afterAll(() => dynamo?.stop());
 *
 * @returns undefined, after a warning, on a machine without Java
 * @throws Error without Java when CI is set: there the tests must not be passed over in silence
 */
export async function dynamoForTests(): Promise<TestDynamo | undefined> {
  const local = await startDynamo();
  if (local.endpoint === undefined) {
    if (process.env.CI) throw new Error(local.reason);
    console.warn(`\n*** SKIPPED: everything that needs DynamoDB. ${local.reason} ***\n`);
    return undefined;
  }
  const client = new DynamoDBClient({ ...localAws, endpoint: local.endpoint });
  const streams = new DynamoDBStreamsClient({ ...localAws, endpoint: local.endpoint });
  let tables = 0;
  const account = { region: localAws.region, ...localAws.credentials };
  return {
    dynamo: connectDynamo(awsService("dynamodb", account, { endpoint: local.endpoint })),
    throughSdk: connectDynamo(sdkTable(account, { endpoint: local.endpoint })),
    endpoint: local.endpoint,
    client,
    streams,
    async newTable() {
      const name = `town-${++tables}`;
      await createTable(client, name);
      return name;
    },
    async stop() {
      client.destroy();
      streams.destroy();
      await local.stop();
    },
  };
}
