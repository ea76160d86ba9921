import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Unavailable } from "../ports.ts";

/** Answers of DynamoDB that say something about the write, not about how DynamoDB is doing. */
const meant = new Set([
  "ConditionalCheckFailedException",
  "TransactionCanceledException",
  "TransactionConflictException",
  "ValidationException",
]);

/**
 * A client for DynamoDB whose troubles are `Unavailable`, so that whoever knocked can be asked to come again.
 * The SDK itself already tries three times. Where to find it comes from AWS_ENDPOINT_URL_DYNAMODB or the region.
 */
export function connectDynamo(options: ConstructorParameters<typeof DynamoDBClient>[0] = {}): DynamoDBClient {
  const client = new DynamoDBClient({ maxAttempts: 3, ...options });
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error && meant.has(error.name) && !throttled(error)) throw error;
        throw new Unavailable("the table could not be reached", { cause: error });
      }
    },
    { step: "initialize", priority: "high", name: "unavailable" },
  );
  return client;
}

/** A transaction can be cancelled because the table was too busy; that is no verdict on what it would write. */
function throttled(error: Error): boolean {
  const reasons =
    "CancellationReasons" in error && Array.isArray(error.CancellationReasons)
      ? error.CancellationReasons
      : [];
  const codes: unknown[] = reasons.map((one: unknown) =>
    typeof one === "object" && one !== null && "Code" in one ? one.Code : undefined,
  );
  const verdict = codes.some(
    (code) =>
      code === "ConditionalCheckFailed" || code === "ValidationError" || code === "TransactionConflict",
  );
  return (
    !verdict && codes.some((code) => code === "ThrottlingError" || code === "ProvisionedThroughputExceeded")
  );
}
