import { Match } from "aws-cdk-lib/assertions";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { describe, expect, test } from "vitest";
import { voterToken } from "../../bot/core/model/ids.ts";
import { ONE_DELIVERY } from "../../bot/delivery/queue-consumer.ts";
import {
  ballotKey,
  contributionKey,
  entryKey,
  laneKey,
  noticeKey,
  responseKey,
} from "../../bot/store/keys.ts";
import { streamFilters } from "../../bot/store/stream-filters.ts";
import { tableShape } from "../../bot/store/table-shape.ts";
import { functionNames, functions } from "../../infra/functions.ts";
import { readFilters } from "../../local/event-filter.ts";
import { synthesise } from "./template.ts";

/** What the deployment promises, as properties of the template. */

const template = synthesise();
const resources = (type: string) => Object.values(template.findResources(type));

describe("what people entrust to the town", () => {
  test("is encrypted with the town's own key, can be brought back and is not thrown away by accident", () => {
    template.hasResource("AWS::DynamoDB::GlobalTable", {
      DeletionPolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            SSESpecification: { KMSMasterKeyId: Match.anyValue() },
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
          }),
        ],
      },
    });
    template.hasResource("AWS::KMS::Key", {
      DeletionPolicy: "Retain",
      Properties: { EnableKeyRotation: true },
    });
  });

  test("goes with the stack only where somebody asked for that", () => {
    const passing = synthesise({ keep: false });
    for (const type of [
      "AWS::DynamoDB::GlobalTable",
      "AWS::S3::Bucket",
      "AWS::SecretsManager::Secret",
      "AWS::KMS::Key",
    ]) {
      template.allResources(type, { DeletionPolicy: "Retain" });
      passing.allResources(type, { DeletionPolicy: "Delete" });
    }
  });

  test("lies in a table of the shape that the store expects", () => {
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: "due",
          KeySchema: [
            { AttributeName: "dueFor", KeyType: "HASH" },
            { AttributeName: "dueAt", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: tableShape.index.projection },
        }),
        Match.objectLike({
          IndexName: "wake",
          KeySchema: [
            { AttributeName: "wakeFor", KeyType: "HASH" },
            { AttributeName: "wakeAt", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: tableShape.wake.projection },
        }),
      ],
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
  });

  test("never shows a photo to the public, nor sends it unencrypted, nor pays for half an upload", () => {
    template.allResourcesProperties("AWS::S3::Bucket", {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
      LifecycleConfiguration: {
        Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: "Enabled" }],
      },
    });
    template.hasResourceProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ]),
      },
    });
  });

  test("keeps a photo for as long as its report may need it: the bucket itself takes nothing away", () => {
    expect(JSON.stringify(resources("AWS::S3::Bucket"))).not.toContain("Expiration");
  });

  test("has its keys in a secret, and none in a setting of a function", () => {
    const settings = JSON.stringify(
      resources("AWS::Lambda::Function").map((one) => one.Properties.Environment),
    );
    expect(settings).not.toMatch(/_TOKEN|SAMENSPEL_SECRET|SIGNING/);
    expect(settings).toContain("SECRET_ARNS");
  });
});

describe("news that must arrive", () => {
  const patterns = resources("AWS::Lambda::EventSourceMapping").flatMap((one): string[] =>
    (one.Properties.FilterCriteria?.Filters ?? []).map((filter: { Pattern: string }) => filter.Pattern),
  );

  test("is tried again change by change, not for ever, and what cannot be handled is kept for a person", () => {
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  test("wakes nobody for what leads to nothing, such as a lane that was written", () => {
    // What is followed is held against what is done about it in test/store/followed-rows.test.ts.
    expect(patterns).toEqual(streamFilters().map((filter) => JSON.stringify(filter)));
    const getsThrough = readFilters(patterns);
    const wakes = (eventName: string, { pk, sk }: { pk: string; sk: string }) =>
      getsThrough({ eventName, dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } });
    expect(wakes("INSERT", noticeKey("resident:r1", "n1"))).toBe(true);
    expect(wakes("INSERT", entryKey("48210937", 1))).toBe(true);
    expect(wakes("INSERT", entryKey("P1234567", 1))).toBe(true);
    expect(wakes("MODIFY", ballotKey("P1234567", voterToken("a1")))).toBe(true);
    expect(wakes("MODIFY", responseKey("P1234567", voterToken("a1")))).toBe(true);
    expect(wakes("MODIFY", { pk: "BROADCASTS", sk: "B1" })).toBe(true);
    expect(wakes("MODIFY", noticeKey("resident:r1", "n1"))).toBe(false);
    expect(wakes("REMOVE", noticeKey("resident:r1", "n1"))).toBe(false);
    expect(wakes("INSERT", contributionKey("48210937"))).toBe(false);
    expect(wakes("MODIFY", laneKey("k"))).toBe(false);
    expect(wakes("INSERT", laneKey("k"))).toBe(false);
    // How far a broadcast is, is written every second while it is sent.
    expect(wakes("MODIFY", { pk: "BROADCAST#B1", sk: "PROGRESS#00001" })).toBe(false);
  });

  test("goes to each person in order, and after twenty failures to the dead letters", () => {
    template.hasResourceProperties("AWS::SQS::Queue", {
      FifoQueue: true,
      // Twenty deaths have to be over in half an hour.
      VisibilityTimeout: functions.deliver.timeout.toSeconds() + 30,
      RedrivePolicy: { maxReceiveCount: 20, deadLetterTargetArn: Match.anyValue() },
    });
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 5 },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      StartingPosition: Match.absent(),
    });
  });

  test("for many goes one piece at a time, and hides what is behind it hardly longer than its sender may take", () => {
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      BatchSize: 1,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      FunctionName: { Ref: Match.stringLikeRegexp("^Broadcast") },
    });
    const timeout = functions.broadcast.timeout.toSeconds();
    // There is one message group: while one is hidden nobody gets anything. Five deaths have to be over in minutes.
    template.hasResourceProperties("AWS::SQS::Queue", { FifoQueue: true, VisibilityTimeout: timeout + 30 });
    expect(5 * (timeout + 30)).toBeLessThan(15 * 60);
  });

  test("lies encrypted in every queue, and is sent to it encrypted", () => {
    template.allResourcesProperties("AWS::SQS::Queue", { SqsManagedSseEnabled: true });
    const guarded = JSON.stringify(resources("AWS::SQS::QueuePolicy").map((one) => one.Properties.Queues));
    for (const name of Object.keys(template.findResources("AWS::SQS::Queue")))
      expect(guarded).toContain(name);
  });

  test("is woken each minute, and a minute that failed is seen", () => {
    template.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "rate(1 minute)",
      State: "ENABLED",
      Target: {
        DeadLetterConfig: { Arn: Match.anyValue() },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      },
    });
    template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });
});

describe("each function", () => {
  test("runs on Node 24, on arm64, and finds the municipality's file", () => {
    template.allResourcesProperties("AWS::Lambda::Function", {
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Environment: {
        Variables: Match.objectLike({
          STORE: "dynamodb",
          MUNICIPALITY: "municipality.json",
          TABLE_NAME: Match.anyValue(),
          NOTICES_QUEUE_URL: Match.anyValue(),
          BROADCAST_QUEUE_URL: Match.anyValue(),
          MEDIA_BUCKET: Match.anyValue(),
        }),
      },
    });
  });

  test("can be followed from call to call, and writes its log as JSON", () => {
    template.allResourcesProperties("AWS::Lambda::Function", {
      TracingConfig: { Mode: "Active" },
      LoggingConfig: { LogFormat: "JSON", LogGroup: Match.anyValue() },
    });
  });

  test("logs for a month and no longer", () => {
    template.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: 30 });
  });
});

describe("the outside world", () => {
  test("leaves no address, header or words in the log of the doors", () => {
    const [stage] = resources("AWS::ApiGatewayV2::Stage");
    const format: string = stage?.Properties.AccessLogSettings.Format;
    expect(format).toContain("$context.status");
    expect(format).not.toMatch(/identity|sourceIp|userAgent|header|query|body|path\b|route/i);
  });
});

describe("the person who deploys", () => {
  test("finds the address or the name of everything that a command needs", () => {
    const outputs = template.findOutputs("*");
    for (const name of [
      "TelegramWebhook",
      "SlackRequests",
      "SecretArn",
      "TelegramSecretArn",
      "TelegramDoorSecretArn",
      "SlackSecretArn",
      "SlackDoorSecretArn",
      "TableName",
      "NoticesQueueUrl",
      "NoticesDeadUrl",
      "BroadcastQueueUrl",
      "BroadcastDeadUrl",
      "ChangesDeadUrl",
      "MediaBucketName",
      "AlarmTopicArn",
      "DashboardName",
      "ScheduleName",
      "BudgetName",
    ])
      expect(outputs[name]?.Value, name).toBeDefined();
    const listed = JSON.stringify(outputs.FunctionNames?.Value);
    for (const name of functionNames) expect(listed).toContain(`${name}=`);
  });

  test("is stopped by anything that AWS advises against and nobody explained", () => {
    expect(() => synthesise()).not.toThrow();
    expect(() => synthesise({}, (stack) => new Bucket(stack, "Careless"))).toThrow(/AwsSolutions-S1\b/);
  });
});

test("the function that delivers lives long enough to begin something, and then to end it", () => {
  expect(functions.deliver.timeout.toMilliseconds()).toBeGreaterThan(2 * ONE_DELIVERY);
});
