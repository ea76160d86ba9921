import { RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  type TablePropsV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { type LanePhase, lanesTable, tableShape } from "../bot/store/table-shape.ts";

/** The tables, and how far lanes have moved from one to the other (bot/store/lane-places.ts). */
export interface Tables {
  readonly table: TableV2;
  readonly lanes: TableV2;
  readonly phase: LanePhase;
}

/**
 * The key that the table is encrypted with: the town's own, with new material every year. Without permission to use it
 * nobody can read anything, not even in a backup. DynamoDB caches a key for minutes, so it costs about a euro a month
 * and next to nothing per use. Queues and photos use AWS's own keys: SQS and S3 would request (and pay for) the key
 * every few messages, and a queue contains only references.
 */
export function createKey(scope: Construct, removalPolicy: RemovalPolicy): Key {
  return new Key(scope, "Key", {
    description: `Table of ${Stack.of(scope).stackName}: without it nothing in the table can be read.`,
    enableKeyRotation: true,
    removalPolicy,
  });
}

/** Everything that is stored but lanes, in the structure that the store expects. */
export function createTable(scope: Construct, encryptionKey: Key, removalPolicy: RemovalPolicy): TableV2 {
  return new TableV2(scope, "Table", {
    ...shapeOf(encryptionKey, removalPolicy),
    dynamoStream: StreamViewType[tableShape.stream],
  });
}

/**
 * The lanes: who residents are, and what each is in the middle of. Named after the main table, so that whoever knows
 * one knows the other.
 */
export function createLanes(
  scope: Construct,
  table: TableV2,
  encryptionKey: Key,
  removalPolicy: RemovalPolicy,
): TableV2 {
  return new TableV2(scope, "Lanes", {
    ...shapeOf(encryptionKey, removalPolicy),
    tableName: lanesTable(table.tableName),
  });
}

function shapeOf(encryptionKey: Key, removalPolicy: RemovalPolicy): TablePropsV2 {
  return {
    partitionKey: { name: tableShape.partitionKey, type: AttributeType.STRING },
    sortKey: { name: tableShape.sortKey, type: AttributeType.STRING },
    globalSecondaryIndexes: [tableShape.index, tableShape.wake].map((index) => ({
      indexName: index.name,
      partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
      sortKey: { name: index.sortKey, type: AttributeType.STRING },
      projectionType: ProjectionType[index.projection],
    })),
    timeToLiveAttribute: tableShape.timeToLive,
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.customerManagedKey(encryptionKey),
    // Long enough to repair a mistake after a weekend; after it, anybody who was erased is gone from here too.
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
    deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
    removalPolicy,
  };
}
