import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import {
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import {
  ChangeMessageVisibilityCommand,
  type ChangeMessageVisibilityCommandInput,
  SendMessageBatchCommand,
  type SendMessageBatchCommandInput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { ATTEMPTS, AwsRefusal, type AwsService, type Options, WITHIN, wasBusy } from "./client.ts";
import type { AwsAccount } from "./signature.ts";

/**
 * The services through Amazon's SDK, for the functions that nobody waits for
 * (docs/adr/0060-amazons-sdk-where-nobody-waits.md). They are called and heard like those of `client.ts`, and held to
 * the same contract of the store and the same table of retries (`test/aws/client.test.ts`).
 */

/** What each client is told: the same limits as our own. */
function settings({ region, accessKeyId, secretAccessKey, sessionToken }: AwsAccount, { endpoint }: Options) {
  return {
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: ATTEMPTS,
    retryMode: "standard",
    requestHandler: { connectionTimeout: WITHIN, requestTimeout: WITHIN, throwOnRequestTimeout: true },
  };
}

export function sdkTable(account: AwsAccount, options: Options = {}): AwsService {
  const client = new DynamoDBClient(settings(account, options));
  // A transaction that was cancelled because the table was too busy is tried again. The SDK would take it for a verdict.
  client.middlewareStack.add(
    (next) => async (given) => {
      try {
        return await next(given);
      } catch (error) {
        if (error instanceof Error && wasBusy(refusalOf(error)))
          Object.assign(error, { $retryable: { throttling: true } });
        throw error;
      }
    },
    { step: "deserialize", priority: "high", name: "busyTransactions" },
  );
  return speaking({
    GetItem: (input: GetItemCommandInput) => client.send(new GetItemCommand(input)),
    BatchGetItem: (input: BatchGetItemCommandInput) => client.send(new BatchGetItemCommand(input)),
    Query: (input: QueryCommandInput) => client.send(new QueryCommand(input)),
    PutItem: (input: PutItemCommandInput) => client.send(new PutItemCommand(input)),
    UpdateItem: (input: UpdateItemCommandInput) => client.send(new UpdateItemCommand(input)),
    DeleteItem: (input: DeleteItemCommandInput) => client.send(new DeleteItemCommand(input)),
    TransactWriteItems: (input: TransactWriteItemsCommandInput) =>
      client.send(new TransactWriteItemsCommand(input)),
  });
}

export function sdkQueues(account: AwsAccount, options: Options = {}): AwsService {
  const client = new SQSClient({ ...settings(account, options), useQueueUrlAsEndpoint: false });
  return speaking({
    SendMessageBatch: (input: SendMessageBatchCommandInput) =>
      client.send(new SendMessageBatchCommand(input)),
    ChangeMessageVisibility: (input: ChangeMessageVisibilityCommandInput) =>
      client.send(new ChangeMessageVisibilityCommand(input)),
  });
}

export function sdkSecrets(account: AwsAccount, options: Options = {}): AwsService {
  const client = new SecretsManagerClient(settings(account, options));
  return speaking({
    GetSecretValue: (input: GetSecretValueCommandInput) => client.send(new GetSecretValueCommand(input)),
  });
}

/** Calls operations by their names, and turns what the SDK throws into what our own client throws. */
function speaking(calls: Readonly<Record<string, (input: never) => Promise<object>>>): AwsService {
  return async (operation, input) => {
    const call = Object.hasOwn(calls, operation) ? calls[operation] : undefined;
    if (!call) throw new Error(`${operation} is not among the operations that are bundled`);
    try {
      // Whoever calls an operation gives it its own input, here as in `client.ts`.
      return await call(bytesIn(input) as never);
    } catch (error) {
      throw error instanceof Error && "$metadata" in error ? refusalOf(error) : error;
    }
  };
}

/** An attribute's bytes are written as text in DynamoDB's JSON. The SDK takes them as bytes, and writes them itself. */
function bytesIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bytesIn);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  const fields = Object.entries(value);
  const [first] = fields;
  if (fields.length === 1 && first?.[0] === "B" && typeof first[1] === "string")
    return { B: Buffer.from(first[1], "base64") };
  return Object.fromEntries(fields.map(([name, one]) => [name, bytesIn(one)]));
}

/** The SDK's errors have a name, and beside it what came with it. */
function refusalOf(error: Error): AwsRefusal {
  const { $metadata, CancellationReasons: reasons } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly CancellationReasons?: readonly { readonly Code?: string }[];
  };
  const codes = (reasons ?? []).map(({ Code }) => Code ?? "");
  return new AwsRefusal(error.name, $metadata?.httpStatusCode ?? 0, error.message, codes);
}
