import * as z from "zod";
import { ConfigurationProblem } from "./configuration-problem.ts";

/** A service that keeps secrets, called by operation. */
type Secrets = (operation: string, input: object) => Promise<unknown>;

const answerSchema = z.object({ SecretString: z.string() });
const keysSchema = z.record(z.string(), z.string());

/**
 * The keys of a deployed town: one secret, as JSON with the names of `.env.example`.
 * @throws ConfigurationProblem with one line that says what to do; never a value
 */
export async function readSecret(arn: string, secrets: Secrets): Promise<Readonly<Record<string, string>>> {
  const answer = await secrets("GetSecretValue", { SecretId: arn }).catch((cause: unknown) => {
    throw new ConfigurationProblem(
      [
        `SECRET_ARN: the secret could not be read (${cause instanceof Error ? cause.name : "unknown"}); run npm run doctor`,
      ],
      { cause },
    );
  });
  const found = answerSchema.safeParse(answer);
  const keys = found.success ? keysSchema.safeParse(json(found.data.SecretString)) : undefined;
  if (!keys?.success)
    throw new ConfigurationProblem([
      "SECRET_ARN: the secret is not JSON with a text for each name; run npm run connect -- --fill-in",
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
