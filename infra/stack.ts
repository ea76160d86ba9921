import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import { Grant } from "aws-cdk-lib/aws-iam";
import { type IFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, SqsDlq, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { tableShape } from "../bot/store/table.ts";
import { createHandler, projectRoot } from "./lambda.ts";

export interface SamenspelProps extends StackProps {
  /** Folder with telegram.ts, slack.ts, changes.ts, deliver.ts and tick.ts. */
  readonly handlers?: string;
  /** Path of the municipality's file, from the folder of the project. */
  readonly municipality?: string;
}

/** How long `deliver` may take; the queue waits six times as long before it tries again (AWS's advice). */
const DELIVER_TIMEOUT = Duration.seconds(60);

/**
 * Samenspel of one municipality: two doors (Telegram and Slack), one table, one queue, a box for photos
 * and recordings, and a clock. What people entrusted to it stays when the stack is removed.
 */
export class SamenspelStack extends Stack {
  constructor(scope: Construct, id: string, props: SamenspelProps = {}) {
    super(scope, id, props);
    const handlers = props.handlers ?? join(projectRoot, "handlers");
    const municipality = props.municipality ?? "infra/municipalities/waterkant.yaml";

    const table = createTable(this);
    const notices = createNotices(this);
    const media = createMedia(this);
    const secret = createSecret(this);

    // Knowing where something is does not open it: what each function may do is granted below.
    const places = {
      TABLE_NAME: table.tableName,
      NOTICES_QUEUE_URL: notices.queueUrl,
      MEDIA_BUCKET: media.bucketName,
    };
    const withSecret = { ...places, SECRET_ARN: secret.secretArn };
    const handler = (
      name: string,
      description: string,
      timeout: Duration,
      environment: Record<string, string>,
    ) =>
      createHandler(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, {
        description,
        entry: join(handlers, `${name}.ts`),
        municipality,
        environment,
        timeout,
      });

    // API Gateway gives up after 30 seconds; Telegram then tries again, Slack already after 3.
    const telegram = handler("telegram", "What residents do in Telegram.", Duration.seconds(25), withSecret);
    const slack = handler("slack", "What officials do in Slack.", Duration.seconds(10), withSecret);
    const changes = handler("changes", "Keeps figures and hands on notices.", Duration.seconds(60), places);
    const deliver = handler("deliver", "Sends notices to residents and desks.", DELIVER_TIMEOUT, withSecret);
    const tick = handler("tick", "Wakes what was to be woken.", Duration.seconds(55), withSecret);

    for (const one of [telegram, slack, changes, deliver, tick]) grantTable(table, one);
    for (const one of [telegram, slack, deliver, tick]) secret.grantRead(one);
    for (const one of [changes, tick]) notices.grantSendMessages(one);
    grantMedia(media, deliver);

    changes.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // One change that cannot be handled must not keep everybody else's news waiting.
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        onFailure: new SqsDlq(createQueue(this, "ChangesDead", {})),
      }),
    );
    deliver.addEventSource(new SqsEventSource(notices, { batchSize: 10, reportBatchItemFailures: true }));

    new Schedule(this, "EveryMinute", {
      description: "Wakes what was to be woken.",
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      // A missed minute needs no second try: the next one sees everything that is due.
      target: new LambdaInvoke(tick, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
    });

    const api = createDoors(this, { telegram, slack });
    new CfnOutput(this, "TelegramWebhook", { value: `${api.apiEndpoint}/telegram` });
    new CfnOutput(this, "SlackRequests", { value: `${api.apiEndpoint}/slack` });
    new CfnOutput(this, "SecretToFillIn", { value: secret.secretArn });
  }
}

function createTable(scope: Construct): TableV2 {
  const { index } = tableShape;
  return new TableV2(scope, "Table", {
    partitionKey: { name: tableShape.partitionKey, type: AttributeType.STRING },
    sortKey: { name: tableShape.sortKey, type: AttributeType.STRING },
    globalSecondaryIndexes: [
      {
        indexName: index.name,
        partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
        sortKey: { name: index.sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType[index.projection],
      },
    ],
    timeToLiveAttribute: tableShape.timeToLive,
    dynamoStream: StreamViewType[tableShape.stream],
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.awsManagedKey(),
    // Long enough to mend a mistake after a weekend; whoever was forgotten is gone from here too after it.
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** Reads and writes rows, and never scans: there is no list of everybody. */
function grantTable(table: TableV2, grantee: IFunction): void {
  Grant.addToPrincipal({
    grantee,
    actions: [
      "BatchGetItem",
      "ConditionCheckItem",
      "DeleteItem",
      "GetItem",
      "PutItem",
      "Query",
      "UpdateItem",
    ].map((action) => `dynamodb:${action}`),
    resourceArns: [table.tableArn, `${table.tableArn}/index/${tableShape.index.name}`],
  });
}

function createNotices(scope: Construct): Queue {
  return createQueue(scope, "Notices", {
    fifo: true,
    visibilityTimeout: Duration.seconds(DELIVER_TIMEOUT.toSeconds() * 6),
    deadLetterQueue: { queue: createQueue(scope, "NoticesDead", { fifo: true }), maxReceiveCount: 5 },
  });
}

/** Messages are references, never words; dead ones stay as long as SQS allows (14 days). */
function createQueue(scope: Construct, name: string, props: ConstructorParameters<typeof Queue>[2]): Queue {
  return new Queue(scope, name, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    ...props,
  });
}

/** Photos and recordings. No versions: what somebody takes back is gone. */
function createMedia(scope: Construct): Bucket {
  return new Bucket(scope, "Media", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** Listing is there for one reason: without it S3 says "forbidden" where it means "not there". */
function grantMedia(media: Bucket, grantee: IFunction): void {
  const actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
  Grant.addToPrincipal({ grantee, actions, resourceArns: [media.arnForObjects("media/*")] });
  Grant.addToPrincipal({ grantee, actions: ["s3:ListBucket"], resourceArns: [media.bucketArn] });
}

/**
 * One secret, as JSON with the names of `.env.example`. The key for pseudonyms is made at the first
 * deployment and never again; an administrator fills in the others.
 */
function createSecret(scope: Construct): Secret {
  const toFillIn = [
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
  ];
  return new Secret(scope, "Secret", {
    description: "Keys of Samenspel: fill in the empty ones, and never change SAMENSPEL_SECRET.",
    generateSecretString: {
      secretStringTemplate: JSON.stringify(Object.fromEntries(toFillIn.map((name) => [name, ""]))),
      generateStringKey: "SAMENSPEL_SECRET",
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** The two addresses that are open to the world; each handler first checks who is calling. */
function createDoors(
  scope: Construct,
  doors: { readonly telegram: IFunction; readonly slack: IFunction },
): HttpApi {
  const api = new HttpApi(scope, "Doors", { description: "Webhooks of Telegram and Slack." });
  for (const [path, handler] of Object.entries(doors)) {
    api.addRoutes({
      path: `/${path}`,
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration(path, handler),
    });
  }
  return api;
}
