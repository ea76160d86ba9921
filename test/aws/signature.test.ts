import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type AwsAccount, createSigner } from "../../bot/aws/signature.ts";

/** Amazon's own signer is the judge: whoever has the same signature is let in. */
class Sha256 {
  readonly #hash;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      key === undefined
        ? createHash("sha256")
        : createHmac("sha256", typeof key === "string" ? key : Buffer.from(key as Uint8Array));
  }
  update(data: Uint8Array) {
    this.#hash.update(data);
  }
  async digest() {
    return new Uint8Array(this.#hash.digest());
  }
  reset() {
    throw new Error("not used");
  }
}

async function byAmazon(
  account: AwsAccount,
  service: string,
  request: Parameters<ReturnType<typeof createSigner>>[0],
  at: number,
) {
  const { region, accessKeyId, secretAccessKey, sessionToken } = account;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const { headers } = await signer.sign(
    {
      method: "POST",
      protocol: "https:",
      hostname: request.host,
      path: "/",
      headers: {
        host: request.host,
        "content-type": request.contentType,
        "x-amz-target": request.target,
      },
      body: request.body,
    },
    { signingDate: new Date(at) },
  );
  return headers;
}

const word = fc.stringMatching(/^[A-Za-z0-9+/=-]{1,60}$/);
const accounts = fc.record({
  region: fc.constantFrom("eu-central-1", "eu-west-1"),
  accessKeyId: word,
  secretAccessKey: word,
  sessionToken: fc.option(word, { nil: undefined }),
});
const requests = fc.record({
  host: fc.constantFrom("dynamodb.eu-central-1.amazonaws.com", "127.0.0.1:8000"),
  contentType: fc.constantFrom("application/x-amz-json-1.0", "application/x-amz-json-1.1"),
  target: fc.constantFrom("DynamoDB_20120810.GetItem", "AmazonSQS.SendMessageBatch"),
  body: fc.string({ unit: "grapheme" }),
});
/** From 2026 to 2056. */
const moments = fc.integer({ min: 1_767_225_600_000, max: 2_713_996_800_000 });

test("Amazon's own signer gives every request the same headers, on one day and on the next", async () => {
  await fc.assert(
    fc.asyncProperty(
      accounts,
      fc.constantFrom("dynamodb", "sqs", "secretsmanager"),
      fc.array(fc.tuple(requests, moments), { minLength: 1, maxLength: 3 }),
      async (account, service, sent) => {
        const sign = createSigner(account, service);
        for (const [request, at] of sent)
          expect(sign(request, at)).toEqual(await byAmazon(account, service, request, at));
      },
    ),
    { numRuns: 100 },
  );
});

test("a process that lives on past midnight (UTC) signs with the new day's key", async () => {
  const account = { region: "eu-central-1", accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const request = {
    host: "dynamodb.eu-central-1.amazonaws.com",
    contentType: "application/x-amz-json-1.0",
    target: "DynamoDB_20120810.GetItem",
    body: "{}",
  };
  const sign = createSigner(account, "dynamodb");
  for (const moment of ["2026-05-04T23:59:59.999Z", "2026-05-05T00:00:00.000Z"]) {
    const at = Date.parse(moment);
    expect(sign(request, at)).toEqual(await byAmazon(account, "dynamodb", request, at));
  }
});
