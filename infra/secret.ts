import { type RemovalPolicy, SecretValue } from "aws-cdk-lib";
import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { Secret, type SecretStringGenerator } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { type SecretPart, secretNames, secretParts, secretsOf } from "../bot/runtime/secret-names.ts";
import { accept } from "./advice.ts";
import { type FunctionName, titled } from "./functions.ts";

/**
 * The initial value of each secret. CloudFormation generates a new value whenever one of these texts changes, and then
 * everybody who wrote before is a stranger and every token has to be typed again: never change them.
 */
const begin: Readonly<Record<SecretPart, SecretStringGenerator | SecretValue>> = {
  telegram: toFillIn(secretNames.telegram),
  telegramDoor: generated("BALLOT_SECRET", ["TELEGRAM_WEBHOOK_SECRET"]),
  slack: toFillIn(secretNames.slack),
  slackDoor: toFillIn(secretNames.slackDoor),
  // All keys used to be in this one; `npm run connect` moves them to the others.
  secret: generated("SAMENSPEL_SECRET", [
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
  ]),
};

/** Its id in the template. “Secret” dates from when there was only one. */
const idOf = (part: SecretPart): string => (part === "secret" ? "Secret" : `${titled(part)}Secret`);

function empty(names: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, ""])));
}

function toFillIn(names: readonly string[]): SecretValue {
  return SecretValue.unsafePlainText(empty(names));
}

function generated(key: string, others: readonly string[]): SecretStringGenerator {
  return {
    secretStringTemplate: empty(others),
    generateStringKey: key,
    passwordLength: 64,
    excludePunctuation: true,
  };
}

export type Secrets = Readonly<Record<SecretPart, Secret>>;

/**
 * A town's keys, in secrets that are read whole or not at all (`bot/runtime/secret-names.ts`), as JSON with the names
 * from `.env.example`. Those that nobody else provides are generated at the first deployment and never again; an
 * administrator fills in the others.
 */
export function createSecrets(scope: Construct, removalPolicy: RemovalPolicy): Secrets {
  const make = (part: SecretPart): Secret => {
    const value = begin[part];
    const secret = new Secret(scope, idOf(part), {
      description: `Keys of Samenspel: ${secretNames[part].join(", ")}. Filled in with npm run connect.`,
      ...(value instanceof SecretValue ? { secretStringValue: value } : { generateSecretString: value }),
      removalPolicy,
    });
    accept(
      secret,
      "AwsSolutions-SMG4",
      "Telegram and Slack give their keys to a person only, so AWS cannot renew them; and a town's own keys need what lies in the table to be moved with them. docs/operations.md says how a person does both.",
    );
    return secret;
  };
  return {
    telegram: make("telegram"),
    telegramDoor: make("telegramDoor"),
    slack: make("slack"),
    slackDoor: make("slackDoor"),
    secret: make("secret"),
  };
}

/** Allows a function to read its secrets: the values, but not their metadata, which it never needs. */
export function grantSecrets(secrets: Secrets, name: FunctionName, to: IGrantable): void {
  for (const part of secretsOf[name])
    Grant.addToPrincipal({
      grantee: to,
      actions: ["secretsmanager:GetSecretValue"],
      resourceArns: [secrets[part].secretArn],
    });
}

/** Their addresses, for a function's environment; empty when it has none. */
export function secretSettings(secrets: Secrets, name: FunctionName): Record<string, string> {
  const arns = secretsOf[name].map((part: SecretPart) => secrets[part].secretArn);
  return arns.length === 0 ? {} : { SECRET_ARNS: arns.join(",") };
}

/** “SecretArn”, “TelegramSecretArn” …: the names by which an administrator's commands find them. */
export function secretOutputs(secrets: Secrets): Record<string, string> {
  return Object.fromEntries(secretParts.map((part) => [`${idOf(part)}Arn`, secrets[part].secretArn]));
}
