import * as z from "zod/mini";
import { ConfigurationProblem } from "./config-problem.ts";

/** A service that stores secrets, called by operation. */
type Secrets = (operation: string, input: object) => Promise<unknown>;

const answerSchema = z.object({ SecretString: z.string() });
const keysSchema = z.record(z.string(), z.string());

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
  const found = answerSchema.safeParse(answer);
  const keys = found.success ? keysSchema.safeParse(json(found.data.SecretString)) : undefined;
  if (!keys?.success)
    throw new ConfigurationProblem([
      `SECRET_ARNS: ${arn} is not JSON with a text for each name; run npm run connect -- --fill-in`,
    ]);
  return keys.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
