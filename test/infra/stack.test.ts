import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { projectRoot } from "../../infra/lambda.ts";
import { SamenspelStack } from "../../infra/stack.ts";

/**
 * What the deployment promises, as properties of the template. Nothing is bundled here, so it needs no
 * network, no account and a few seconds.
 */

const names = ["telegram", "slack", "changes", "deliver", "tick"];
const statement = z.object({
  Effect: z.string(),
  Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  Resource: z.unknown(),
});
const policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(statement) }),
    Roles: z.array(z.object({ Ref: z.string() })),
  }),
});

let folder: string;
let template: Template;

beforeAll(() => {
  // CDK wants handlers inside the project; what they contain does not matter here.
  mkdirSync(join(projectRoot, ".cache"), { recursive: true });
  folder = mkdtempSync(join(projectRoot, ".cache", "handlers-"));
  for (const name of names)
    writeFileSync(join(folder, `${name}.ts`), "export const handler = () => undefined;\n");
  const app = new App({ context: { "aws:cdk:bundling-stacks": [] } });
  template = Template.fromStack(new SamenspelStack(app, "Samenspel", { handlers: folder }));
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a function may do, as [action, resources as text]. */
function rightsOf(name: string): readonly (readonly [action: string, resources: string])[] {
  const role = new RegExp(`^${name}ServiceRole`);
  return Object.values(template.findResources("AWS::IAM::Policy"))
    .map((one) => policy.parse(one).Properties)
    .filter(({ Roles }) => Roles.some(({ Ref }) => role.test(Ref)))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) => Action.map((action) => [action, JSON.stringify(Resource)] as const));
}

const actionsOf = (name: string) => rightsOf(name).map(([action]) => action);

describe("what people entrust to the town", () => {
  test("is encrypted, can be brought back and is not thrown away by accident", () => {
    template.hasResource("AWS::DynamoDB::GlobalTable", {
      DeletionPolicy: "Retain",
      Properties: {
        SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
          }),
        ],
      },
    });
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
          Projection: { ProjectionType: "KEYS_ONLY" },
        }),
      ],
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
  });

  test("never shows a photo to the public, nor sends it unencrypted", () => {
    template.allResourcesProperties("AWS::S3::Bucket", {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
    });
    template.hasResourceProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ]),
      },
    });
  });

  test("has its keys in a secret, and none in a setting of a function", () => {
    template.hasResource("AWS::SecretsManager::Secret", { DeletionPolicy: "Retain" });
    const settings = JSON.stringify(
      Object.values(template.findResources("AWS::Lambda::Function")).map((one) => one.Properties.Environment),
    );
    expect(settings).not.toMatch(/_TOKEN|SAMENSPEL_SECRET|SIGNING/);
  });
});

describe("news that must arrive", () => {
  test("is tried again change by change, and what cannot be handled is kept for a person", () => {
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRetryAttempts: 10,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  test("goes to each person in order, and after five failures to the dead letters", () => {
    template.hasResourceProperties("AWS::SQS::Queue", {
      FifoQueue: true,
      VisibilityTimeout: 360,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: Match.anyValue() },
    });
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      StartingPosition: Match.absent(),
    });
  });

  test("lies encrypted in every queue", () => {
    template.allResourcesProperties("AWS::SQS::Queue", { SqsManagedSseEnabled: true });
  });

  test("is woken each minute", () => {
    template.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "rate(1 minute)",
      State: "ENABLED",
      Target: { RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } },
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
        }),
      },
    });
  });

  test("logs for a month and no longer", () => {
    template.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: 30 });
  });

  test("may do only what is named, and only to what is named", () => {
    const all = names.flatMap((name) => rightsOf(`${name.charAt(0).toUpperCase()}${name.slice(1)}`));
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(([action]) => action.includes("*"))).toEqual([]);
    expect(all.filter(([, resources]) => /"\*"/.test(resources))).toEqual([]);
  });

  test("never reads through the whole table, and never changes the table itself", () => {
    for (const name of ["Telegram", "Slack", "Changes", "Deliver", "Tick"]) {
      expect(actionsOf(name)).toContain("dynamodb:Query");
      expect(actionsOf(name)).not.toContain("dynamodb:Scan");
      expect(actionsOf(name).filter((action) => /Table$/.test(action))).toEqual([]);
    }
  });

  test("that residents or officials can reach cannot send notices or open photos", () => {
    for (const name of ["Telegram", "Slack"]) {
      expect(actionsOf(name).filter((action) => /^(s3|sqs):/.test(action))).toEqual([]);
    }
  });

  test("that only follows changes reads no keys", () => {
    expect(actionsOf("Changes").filter((action) => action.startsWith("secretsmanager:"))).toEqual([]);
  });

  test("that delivers can take away a photo, and cannot add to its own queue", () => {
    expect(actionsOf("Deliver")).toContain("s3:DeleteObject");
    expect(actionsOf("Deliver")).not.toContain("sqs:SendMessage");
    // Without it S3 answers "forbidden" for a photo that is not there yet.
    expect(actionsOf("Deliver")).toContain("s3:ListBucket");
    expect(rightsOf("Deliver").find(([action]) => action === "s3:GetObject")?.[1]).toContain("/media/*");
  });
});

describe("the outside world", () => {
  test("finds two doors, for posting only", () => {
    for (const path of ["telegram", "slack"]) {
      template.hasResourceProperties("AWS::ApiGatewayV2::Route", { RouteKey: `POST /${path}` });
    }
    const routes = Object.values(template.findResources("AWS::ApiGatewayV2::Route"));
    expect(routes.filter((route) => !String(route.Properties.RouteKey).startsWith("POST /"))).toEqual([]);
  });
});
