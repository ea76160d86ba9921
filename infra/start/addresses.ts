/** The servers that a function calls first, by the same variables as `bot/runtime/config.ts` reads. */
export function addressesOf(door: "telegram" | "slack", env: NodeJS.ProcessEnv): string[] {
  const aws = (service: string) => `https://${service}.${env.AWS_REGION}.amazonaws.com`;
  const secrets = env.AWS_ENDPOINT_URL_SECRETS_MANAGER || aws("secretsmanager");
  return [
    // They are all read at once, each over a connection of its own.
    ...(env.SECRET_ARNS ?? "").split(",").flatMap((arn) => (arn.trim() === "" ? [] : [secrets])),
    env.AWS_ENDPOINT_URL_DYNAMODB || aws("dynamodb"),
    door === "telegram"
      ? env.TELEGRAM_API_ROOT || "https://api.telegram.org"
      : env.SLACK_API_URL || "https://slack.com",
  ];
}
