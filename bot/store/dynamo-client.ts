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

/** The DynamoDB operations the store uses. The types are the SDK's, the calls are not. */
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

/** DynamoDB errors that concern the write itself rather than the state of the service. */
const meant = new Set([
  "ConditionalCheckFailedException",
  "TransactionCanceledException",
  "TransactionConflictException",
  "ValidationException",
]);

/**
 * Connects to DynamoDB, turning its outages into `Unavailable` so that callers can be asked to retry. The service
 * client itself already tries three times.
 */
export function connectDynamo(service: AwsService): Dynamo {
  return async <Name extends keyof Operations>(operation: Name, input: Operations[Name][0]) => {
    try {
      // The one place where DynamoDB's JSON is trusted to match its documentation.
      return (await service(operation, input)) as Operations[Name][1];
    } catch (error) {
      if (error instanceof AwsRefusal && meant.has(error.name) && !wasBusy(error)) throw error;
      throw new Unavailable("the table could not be reached", { cause: error });
    }
  };
}
