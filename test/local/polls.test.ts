import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, describe, expect, test } from "vitest";
import { lanesTable } from "../../bot/store/table-shape.ts";
import { watchStream } from "../../local/polls.ts";
import { dynamoForTests } from "../support/dynamo.ts";

/** Who follows a table's stream on one machine hears of each change, however long nothing was written to it. */

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

describe.skipIf(dynamo === undefined)("the stream of a table beside which another is written", () => {
  test("tells of the next change, also after only residents' lanes were written for a while", async () => {
    if (dynamo === undefined) return;
    const table = await dynamo.newTable();
    const put = (into: string, pk: string) =>
      dynamo.client.send(
        new PutItemCommand({ TableName: into, Item: { pk: { S: pk }, sk: { S: "STATE" } } }),
      );
    const heard: (string | undefined)[] = [];
    let rounds = 0;
    const poll = watchStream(
      Object.assign(Object.create(dynamo.streams), {
        send: (command: never) => {
          rounds++;
          return dynamo.streams.send(command);
        },
      }),
      table,
      async ({ Records }) => void heard.push(...Records.map((one) => one.dynamodb?.Keys?.pk?.S)),
    );
    try {
      // It has a position in the empty stream before anything is written.
      await expect.poll(() => rounds, { timeout: 10_000 }).toBeGreaterThan(4);
      for (const lane of ["LANE#1", "LANE#2", "LANE#3"]) await put(lanesTable(table), lane);
      await put(table, "PROCESS#P1");
      await expect.poll(() => heard, { timeout: 10_000 }).toEqual(["PROCESS#P1"]);
    } finally {
      await poll.stop();
    }
  });
});
