import type { RemovalPolicy } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { accept } from "./advice.ts";

/**
 * One secret, as JSON with the names of `.env.example`. The key for pseudonyms is made at the first
 * deployment and never again; an administrator fills in the others.
 */
export function createSecret(scope: Construct, removalPolicy: RemovalPolicy): Secret {
  const toFillIn = [
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
  ];
  const secret = new Secret(scope, "Secret", {
    description: "Keys of Samenspel: fill in the empty ones, and never change SAMENSPEL_SECRET.",
    generateSecretString: {
      secretStringTemplate: JSON.stringify(Object.fromEntries(toFillIn.map((name) => [name, ""]))),
      generateStringKey: "SAMENSPEL_SECRET",
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy,
  });
  accept(
    secret,
    "AwsSolutions-SMG4",
    "Telegram and Slack give their keys to a person only, so AWS cannot renew them; docs/operations.md says how a person does. SAMENSPEL_SECRET opens every address in the table and must stay.",
  );
  return secret;
}
