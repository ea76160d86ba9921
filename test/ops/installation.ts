import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startFauxqs } from "fauxqs";
import { type SecretPart, secretNames, secretParts } from "../../bot/runtime/secret-names.ts";
import { localAws } from "../../local/aws.ts";
import { startPlayground } from "../../local/playground/server.ts";
import { playgroundOptions, readTown } from "../../local/settings.ts";
import type { Cloud, Measure } from "../../ops/cloud.ts";
import { Problem } from "../../ops/command.ts";
import { type Outside, secretOutput } from "../../ops/installation.ts";
import type { TestDynamo } from "../support/dynamo.ts";

/**
 * An installation as deployed, on one machine: the table in DynamoDB Local, queues and photos in fauxqs,
 * Telegram and Slack in the playground. What nothing here can emulate (CloudFormation, Secrets Manager, the
 * schedule, CloudWatch, Lambda) is behind the port `Cloud`.
 */

export const STACK = "Samenspel-waterkant-prod";
export const TOKEN = "1234567:playground";
const SLACK_TOKEN = "xoxb-playground";
export const SAMENSPEL_SECRET = "only-for-this-test-and-never-for-a-real-town";

export const filledIn = {
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_WEBHOOK_SECRET: "webhook-secret-of-the-test",
  SLACK_BOT_TOKEN: SLACK_TOKEN,
  SLACK_SIGNING_SECRET: "playground-signing-secret",
  SAMENSPEL_SECRET,
  BALLOT_SECRET: "only-for-votes-in-this-test-and-never-for-a-real-town",
};

/** A secret as text, with the keys that belong in it. */
const textOf = (part: SecretPart, keys: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    Object.fromEntries(secretNames[part].map((name): [string, string] => [name, keys[name] ?? ""])),
  );

const partOf = (arn: string): SecretPart => {
  const part = secretParts.find((one) => arn.endsWith(`:${one}`));
  if (!part) throw new Error(`there is no secret ${arn}`);
  return part;
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
    TelegramWebhook:
      "https://abc123.execute-api.eu-central-1.amazonaws.com/telegram/1b9cbd10-3a8f-11ef-8b5c-0a1b2c3d4e5f",
    SlackRequests: "https://abc123.execute-api.eu-central-1.amazonaws.com/slack",
    ...Object.fromEntries(
      secretParts.map((part) => [
        secretOutput[part],
        `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${part}`,
      ]),
    ),
    TableName: await dynamo.newTable(),
    LanesPhase: "apart",
    NoticesQueueUrl: queue("notices.fifo"),
    NoticesDeadUrl: queue("notices-dead.fifo"),
    BroadcastQueueUrl: queue("broadcast.fifo"),
    BroadcastDeadUrl: queue("broadcast-dead.fifo"),
    ChangesDeadUrl: queue("changes-dead"),
    MediaBucketName: bucketName,
    AlarmTopicArn: "arn:aws:sns:eu-central-1:000000000000:Alarms",
    DashboardName: STACK,
    ScheduleName: "Clock",
    BudgetName: STACK,
    FunctionNames: functions.map((name) => `${name}=${STACK}-${name}`).join(","),
  };
  const state = {
    /** Each secret as text, by purpose. */
    secrets: {
      telegram: textOf("telegram", filledIn),
      telegramDoor: textOf("telegramDoor", filledIn),
      slack: textOf("slack", filledIn),
      slackDoor: textOf("slackDoor", filledIn),
      secret: textOf("secret", filledIn),
    } as Record<SecretPart, string>,
    schedule: "ENABLED",
    restarted: [] as string[],
    /** CloudWatch's measurements, by the name of the figure. */
    measures: { Invocations: 5, Errors: 0 } as Record<string, number | undefined>,
  };
  const cloud: Cloud = {
    async outputs(stack) {
      if (stack !== STACK) throw new Problem(`There is no stack ${stack}.`);
      return outputs;
    },
    readSecret: async (arn) => state.secrets[partOf(arn)],
    async writeSecret(arn, text) {
      state.secrets[partOf(arn)] = text;
    },
    schedule: async () => state.schedule,
    measure: async ({ name }: Measure) => state.measures[name],
    async restart(name) {
      state.restarted.push(name);
    },
  };
  /** Everything in the secrets, by name. */
  const keys = (): Record<string, string> =>
    Object.assign({}, ...Object.values(state.secrets).map((text) => JSON.parse(text)));
  /** Puts other values into the secrets where they belong. */
  const changeKeys = (news: Readonly<Record<string, string>>): void => {
    const all = { ...keys(), ...news };
    for (const part of secretParts) state.secrets[part] = textOf(part, all);
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
    /** For the commands: the outside world, whatever the region. */
    open: () => outside,
    outputs,
    state,
    keys,
    changeKeys,
    cloud,
    sqs,
    s3,
    bucket: bucketName,
    playground: running.playground,
    folder,
    /** What the administrator reads. */
    said,
    /** What she types when asked, in order. */
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
