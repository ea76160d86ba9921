import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import type { Municipality } from "../bot/core/model/municipality.ts";
import { readMunicipality } from "../bot/municipality/read-yaml.ts";
import type { SecretPart } from "../bot/runtime/secret-names.ts";
import { locales } from "../locales/index.ts";
import { amazon, type Cloud } from "./cloud.ts";
import { type Meant, Problem, stackName } from "./command.ts";
import { askHidden, askYes } from "./hidden.ts";

/** Everything outside the process that a command touches. A test supplies its own. */
export interface Outside {
  readonly cloud: Cloud;
  readonly dynamo: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  /** For stand-ins: TELEGRAM_API_ROOT and SLACK_API_URL. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** One line for the administrator. */
  say(line: string): void;
  /** Asks for something that nobody may read over her shoulder. */
  ask(question: string): Promise<string>;
  /** Asks for a yes, in plain sight. @throws Problem when nobody is there to give it */
  confirm(question: string): Promise<boolean>;
  /** Milliseconds since 1970. */
  now(): number;
}

export function outside({ region }: Pick<Meant, "region">): Outside {
  return {
    cloud: amazon(region),
    dynamo: new DynamoDBClient({ region }),
    sqs: new SQSClient({ region }),
    s3: new S3Client({ region, forcePathStyle: true }),
    env: process.env,
    say: (line) => console.log(line),
    ask: askHidden,
    confirm: askYes,
    now: Date.now,
  };
}

/** The functions by purpose: "telegram=Samenspel-…,slack=…". */
const functionsSchema = z.string().transform((text) =>
  Object.fromEntries(
    text.split(",").map((one): [string, string] => {
      const [name = "", physical = name] = one.trim().split("=");
      return [name, physical];
    }),
  ),
);

/** The names of the outputs that hold the addresses of the secrets. */
export const secretOutput = {
  telegram: "TelegramSecretArn",
  telegramDoor: "TelegramDoorSecretArn",
  slack: "SlackSecretArn",
  slackDoor: "SlackDoorSecretArn",
  secret: "SecretArn",
} as const satisfies Record<SecretPart, string>;

const outputsSchema = z.object({
  TelegramWebhook: z.url(),
  SlackRequests: z.url(),
  SecretArn: z.string(),
  TelegramSecretArn: z.string(),
  TelegramDoorSecretArn: z.string(),
  SlackSecretArn: z.string(),
  SlackDoorSecretArn: z.string(),
  TableName: z.string(),
  /** How far lanes have moved into their own table; absent before there was one. */
  LanesPhase: z.enum(["before", "stay", "move", "apart"]).default("before"),
  NoticesQueueUrl: z.url(),
  NoticesDeadUrl: z.url(),
  BroadcastQueueUrl: z.url(),
  BroadcastDeadUrl: z.url(),
  ChangesDeadUrl: z.url(),
  MediaBucketName: z.string(),
  AlarmTopicArn: z.string(),
  DashboardName: z.string(),
  ScheduleName: z.string(),
  /** “none” when no mail address was given at the deployment. */
  BudgetName: z.string().default("none"),
  FunctionNames: functionsSchema,
});
export type Outputs = z.output<typeof outputsSchema>;
export type SecretArns = Pick<Outputs, (typeof secretOutput)[SecretPart]>;

/** A running Samenspel of one municipality, and the locations of its parts. */
export interface Installation {
  readonly name: string;
  readonly town: Municipality;
  readonly outputs: Outputs;
}

/**
 * @param folder the folder of the municipalities' files
 * @throws Problem when there is no such installation, or it is older than this software
 */
export async function findInstallation(
  meant: Meant,
  { cloud }: Pick<Outside, "cloud">,
  folder = "infra/municipalities",
): Promise<Installation> {
  const name = stackName(meant);
  const file = `${folder}/${meant.municipality}.yaml`;
  if (!existsSync(file))
    throw new Problem(
      `There is no file ${file}. Give the name of a file in ${folder} with --municipality, without .yaml.`,
    );
  const town = readMunicipality(readFileSync(file, "utf8"), basename(file), locales.languages);
  const said = meant.outputs === undefined ? await cloud.outputs(name) : fromFile(meant.outputs, name);
  const outputs = outputsSchema.safeParse(said);
  if (!outputs.success) {
    const names = [...new Set(outputs.error.issues.map(({ path }) => String(path[0])))];
    throw new Problem(
      `The stack ${name} does not say what these are: ${names.join(", ")}. Deploy it once more with this version of the software.`,
    );
  }
  return { name, town, outputs: outputs.data };
}

function fromFile(path: string, name: string): unknown {
  if (!existsSync(path))
    throw new Problem(
      `There is no file ${path}. npm run deploy writes it to cdk.out/outputs.json; without --outputs CloudFormation is asked.`,
    );
  const stacks = z.record(z.string(), z.unknown()).safeParse(JSON.parse(readFileSync(path, "utf8")));
  const found = stacks.success ? stacks.data[name] : undefined;
  if (found === undefined)
    throw new Problem(`The file ${path} says nothing about ${name}. Are the municipality and stage right?`);
  return found;
}
