import { ConfigurationProblem } from "./config-problem.ts";

/** A service that stores secrets, called by operation. */
type Secrets = (operation: string, input: object) => Promise<unknown>;

/**
 * The keys of a deployed town that one function may read: each secret is JSON with names from `.env.example`
 * (`bot/runtime/secret-names.ts`). All are requested at once, because a resident waits for the slowest.
 * @param arns a name filled in in several of them takes its value from the first
 * @returns names with their values, without empty ones
 * @throws ConfigurationProblem with one line that says what to do; never a value
 */
export async function readSecrets(
  arns: readonly string[],
  secrets: Secrets,
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(arns.map((arn) => readSecret(arn, secrets)));
  return Object.fromEntries(
    found.toReversed().flatMap((keys) => Object.entries(keys).filter(([, value]) => value.trim() !== "")),
  );
}

async function readSecret(arn: string, secrets: Secrets): Promise<Readonly<Record<string, string>>> {
  const answer = await secrets("GetSecretValue", { SecretId: arn }).catch((cause: unknown) => {
    throw new ConfigurationProblem(
      [
        `SECRET_ARNS: ${arn} could not be read (${cause instanceof Error ? cause.name : "unknown"}); run npm run doctor`,
      ],
      { cause },
    );
  });
  const keys =
    isRecord(answer) && typeof answer.SecretString === "string" ? json(answer.SecretString) : undefined;
  if (!isTexts(keys))
    throw new ConfigurationProblem([
      `SECRET_ARNS: ${arn} is not JSON with a text for each name; run npm run connect -- --fill-in`,
    ]);
  return keys;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** By hand: somebody waits for it at each start of a function. */
const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every((one) => typeof one === "string");

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
