import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startFauxqs } from "fauxqs";
import { localAws } from "../../local/aws.ts";
import { startPlayground } from "../../local/playground/server.ts";
import { playgroundOptions, readTown } from "../../local/settings.ts";
import type { Cloud, Measure } from "../../ops/cloud.ts";
import { Problem } from "../../ops/command.ts";
import type { Outside } from "../../ops/installation.ts";
import type { TestDynamo } from "../support/dynamo.ts";

/**
 * An installation as it is deployed, on one machine: the table in DynamoDB Local, queues and photos in fauxqs,
 * Telegram and Slack in the playground. What nothing here can play (CloudFormation, Secrets Manager, the
 * schedule, CloudWatch, Lambda) stands behind the port `Cloud`.
 */

export const STACK = "Samenspel-waterkant-prod";
export const TOKEN = "1234567:playground";
export const SLACK_TOKEN = "xoxb-playground";
export const SAMENSPEL_SECRET = "only-for-this-test-and-never-for-a-real-town";

export const filledIn = {
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_WEBHOOK_SECRET: "webhook-secret-of-the-test",
  SLACK_BOT_TOKEN: SLACK_TOKEN,
  SLACK_SIGNING_SECRET: "playground-signing-secret",
  SAMENSPEL_SECRET,
};

const functions = ["telegram", "slack", "changes", "deliver", "tick", "broadcast"];

export type TestInstallation = Awaited<ReturnType<typeof install>>;

export async function install(dynamo: TestDynamo) {
  const town = readTown("infra/municipalities/waterkant.yaml", ["nl", "en"]);
  const running = await startPlayground({ ...playgroundOptions(town, {}), store: "dynamodb" }, 0);
  const aws = await startFauxqs({ port: 0, logger: false, defaultRegion: localAws.region });
  const queue = (name: string) => {
    const attributes: Record<string, string> = name.endsWith(".fifo") ? { FifoQueue: "true" } : {};
    const { queueUrl } = aws.createQueue(name, { attributes });
    return new URL(new URL(queueUrl).pathname, aws.address).href;
  };
  const { bucketName } = aws.createBucket("samenspel-media");
  const at = { ...localAws, endpoint: aws.address };
  const sqs = new SQSClient(at);
  const s3 = new S3Client({ ...at, forcePathStyle: true });
  const folder = mkdtempSync(join(tmpdir(), "samenspel-ops-"));

  const outputs: Record<string, string> = {
    TelegramWebhook: "https://abc123.execute-api.eu-central-1.amazonaws.com/telegram",
    SlackRequests: "https://abc123.execute-api.eu-central-1.amazonaws.com/slack",
    SecretArn: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:Secret-abc",
    TableName: await dynamo.newTable(),
    NoticesQueueUrl: queue("notices.fifo"),
    NoticesDeadUrl: queue("notices-dead.fifo"),
    BroadcastQueueUrl: queue("broadcast.fifo"),
    BroadcastDeadUrl: queue("broadcast-dead.fifo"),
    ChangesDeadUrl: queue("changes-dead"),
    MediaBucketName: bucketName,
    AlarmTopicArn: "arn:aws:sns:eu-central-1:000000000000:Alarms",
    DashboardName: STACK,
    ScheduleName: "Clock",
    FunctionNames: functions.map((name) => `${name}=${STACK}-${name}`).join(","),
  };
  const state = {
    secret: JSON.stringify(filledIn) as string,
    schedule: "ENABLED",
    restarted: [] as string[],
    /** What CloudWatch measured, by the name of the figure. */
    measures: { Invocations: 5, Errors: 0 } as Record<string, number | undefined>,
  };
  const cloud: Cloud = {
    async outputs(stack) {
      if (stack !== STACK) throw new Problem(`There is no stack ${stack}.`);
      return outputs;
    },
    readSecret: async () => state.secret,
    async writeSecret(_arn, text) {
      state.secret = text;
    },
    schedule: async () => state.schedule,
    measure: async ({ name }: Measure) => state.measures[name],
    async restart(name) {
      state.restarted.push(name);
    },
  };
  const said: string[] = [];
  const answers: string[] = [];
  const outside: Outside = {
    cloud,
    dynamo: dynamo.client,
    sqs,
    s3,
    env: { TELEGRAM_API_ROOT: running.telegramApiRoot, SLACK_API_URL: running.slackApiUrl },
    say: (line) => said.push(line),
    ask: async () => answers.shift() ?? "",
    confirm: async (question) => {
      said.push(question);
      return answers.shift() === "yes";
    },
    now: Date.now,
  };
  return {
    outside,
    /** For the commands: whatever the region, this is outside. */
    open: () => outside,
    outputs,
    state,
    cloud,
    sqs,
    s3,
    bucket: bucketName,
    playground: running.playground,
    folder,
    /** What the administrator reads. */
    said,
    /** What she types when she is asked, in order. */
    answers,
    get text() {
      return said.join("\n");
    },
    async stop() {
      rmSync(folder, { recursive: true, force: true });
      await running.stop();
      await aws.stop();
      sqs.destroy();
      s3.destroy();
    },
  };
}
