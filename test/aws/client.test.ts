import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { AwsRefusal, type AwsService, awsService } from "../../bot/aws/client.ts";
import { sdkTable } from "../../bot/aws/sdk.ts";
import type { AwsAccount } from "../../bot/aws/signature.ts";
import { Unavailable } from "../../bot/ports/errors.ts";
import { connectDynamo } from "../../bot/store/dynamo-client.ts";
import { bytesOf } from "../../bot/store/sealing.ts";

/** AWS's responses, in order; the last one is repeated. */
type Answer = { status: number; body: object | string } | "cut";
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Open = (account: AwsAccount, options: { readonly endpoint: string }) => AwsService;

async function playing(open: Open, answers: readonly Answer[]) {
  const asked: { target: string; authorization: string; body: string }[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push({
        target: String(request.headers["x-amz-target"]),
        authorization: String(request.headers.authorization),
        body: Buffer.concat(chunks).toString("utf8"),
      });
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      if (!answer || answer === "cut") return void request.socket.destroy();
      response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
      response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const account = {
    region: "eu-central-1",
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "secret",
    sessionToken: "token",
  };
  return { asked, service: open(account, { endpoint: `http://127.0.0.1:${port}` }) };
}

const refused = (type: string, more: object = {}) => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: "no", ...more },
});

const kinds: { name: string; open: Open }[] = [
  { name: "our own", open: (account, options) => awsService("dynamodb", account, options) },
  { name: "Amazon's SDK", open: sdkTable },
];

describe.each(kinds)("a table that is called through $name", ({ open }) => {
  const aws = (...answers: Answer[]) => playing(open, answers);

  test("a call carries the operation and a signature for the region, and brings back what AWS said", async () => {
    const { asked, service } = await aws({ status: 200, body: { Item: { words: { S: "Дві ями" } } } });
    expect(await service("GetItem", { TableName: "town", Key: {} })).toMatchObject({
      Item: { words: { S: "Дві ями" } },
    });
    expect(asked[0]?.target).toBe("DynamoDB_20120810.GetItem");
    expect(asked[0]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/dynamodb\/aws4_request, SignedHeaders=.*x-amz-security-token.*Signature=[0-9a-f]{64}$/,
    );
  });

  test.each<[string, Answer]>([
    ["too busy", refused("ProvisionedThroughputExceededException")],
    ["in trouble", { status: 500, body: "" }],
    ["away", "cut"],
    [
      "too busy for a transaction",
      refused("TransactionCanceledException", {
        CancellationReasons: [{ Code: "None" }, { Code: "ThrottlingError" }],
      }),
    ],
  ])("AWS that is %s is asked again, and then it works", async (_, trouble) => {
    const { asked, service } = await aws(trouble, trouble, { status: 200, body: {} });
    await service("PutItem", { TableName: "town", Item: {} });
    expect(asked).toHaveLength(3);
  });

  test("after three attempts it is given up, and the store calls that unavailable", async () => {
    const { asked, service } = await aws("cut");
    await expect(connectDynamo(service)("GetItem", { TableName: "town", Key: {} })).rejects.toThrow(
      Unavailable,
    );
    expect(asked).toHaveLength(3);
  });

  test.each([
    ["a condition that does not hold", refused("ConditionalCheckFailedException"), []],
    [
      "a transaction that meets another",
      refused("TransactionCanceledException", {
        CancellationReasons: [{ Code: "None" }, { Code: "TransactionConflict" }],
      }),
      ["None", "TransactionConflict"],
    ],
  ])("%s is an answer, and not asked again", async (_, answer, reasons) => {
    const { asked, service } = await aws(answer);
    const error = await connectDynamo(service)("TransactWriteItems", { TransactItems: [] }).catch(
      (one: unknown) => one,
    );
    expect(error).toBeInstanceOf(AwsRefusal);
    expect(error).toMatchObject({ status: 400, reasons });
    expect(asked).toHaveLength(1);
  });

  test("nothing of what was written stands in a refusal", async () => {
    const { service } = await aws(refused("ValidationException"));
    const error: unknown = await service("PutItem", {
      TableName: "town",
      Item: { words: { S: "Kade 5" } },
    }).catch((one: unknown) => one);
    expect(JSON.stringify(error) + String(error)).not.toContain("Kade");
  });

  test("bytes go out as they are written in the table, and come back", async () => {
    const { asked, service } = await aws({ status: 200, body: { Item: { sealed: { B: "aGVlbA==" } } } });
    await service("PutItem", { TableName: "town", Item: { sealed: { B: "aGVlbA==" }, B: { S: "B" } } });
    expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({
      Item: { sealed: { B: "aGVlbA==" }, B: { S: "B" } },
    });
    const { Item } = await connectDynamo(service)("GetItem", { TableName: "town", Key: {} });
    expect(Buffer.from(bytesOf(Item?.sealed ?? { S: "" }) ?? "").toString()).toBe("heel");
  });
});
