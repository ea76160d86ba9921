import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  DeleteItemCommandInput,
  DeleteItemCommandOutput,
  GetItemCommandInput,
  GetItemCommandOutput,
  PutItemCommandInput,
  PutItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteItemsCommandInput,
  TransactWriteItemsCommandOutput,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { AwsRefusal, type AwsService, wasBusy } from "../aws/client.ts";
import { Unavailable } from "../ports/errors.ts";

/** What the store asks of DynamoDB. The types are the SDK's, the calls are not. */
interface Operations {
  GetItem: [GetItemCommandInput, GetItemCommandOutput];
  BatchGetItem: [BatchGetItemCommandInput, BatchGetItemCommandOutput];
  Query: [QueryCommandInput, QueryCommandOutput];
  PutItem: [PutItemCommandInput, PutItemCommandOutput];
  UpdateItem: [UpdateItemCommandInput, UpdateItemCommandOutput];
  DeleteItem: [DeleteItemCommandInput, DeleteItemCommandOutput];
  TransactWriteItems: [TransactWriteItemsCommandInput, TransactWriteItemsCommandOutput];
}

export type Dynamo = <Name extends keyof Operations>(
  operation: Name,
  input: Operations[Name][0],
) => Promise<Operations[Name][1]>;

/** Answers of DynamoDB that say something about the write, not about how DynamoDB is doing. */
const meant = new Set([
  "ConditionalCheckFailedException",
  "TransactionCanceledException",
  "TransactionConflictException",
  "ValidationException",
]);

/**
 * DynamoDB whose troubles are `Unavailable`, so that whoever knocked can be asked to come again. The service
 * itself already tries three times.
 */
export function connectDynamo(service: AwsService): Dynamo {
  return async <Name extends keyof Operations>(operation: Name, input: Operations[Name][0]) => {
    try {
      // The one place where DynamoDB's own JSON is taken for what its documentation says it is.
      return (await service(operation, input)) as Operations[Name][1];
    } catch (error) {
      if (error instanceof AwsRefusal && meant.has(error.name) && !wasBusy(error)) throw error;
      throw new Unavailable("the table could not be reached", { cause: error });
    }
  };
}
