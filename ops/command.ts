import { parseArgs } from "node:util";
import { ConfigurationProblem } from "../bot/runtime/config-problem.ts";

/** Shared by all administrator commands: parsing the options, and reporting problems. */

/** A problem that the person who typed the command can fix, in clear sentences. */
export class Problem extends Error {
  override name = "Problem";
}

/** Which installation is meant. */
export interface Meant {
  /** Name of the file in infra/municipalities, without .yaml. */
  readonly municipality: string;
  readonly stage: string;
  readonly region: string;
  /** File that `npm run deploy` wrote; without it CloudFormation is asked. */
  readonly outputs: string | undefined;
}

export const which = {
  municipality: { type: "string", default: "waterkant" },
  stage: { type: "string", default: "prod" },
  region: { type: "string", default: "eu-central-1" },
  outputs: { type: "string" },
} as const;

/** @throws Problem naming the option that does not exist, or that lacks its value */
export function readOptions<Options extends NonNullable<Parameters<typeof parseArgs>[0]>["options"]>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const names = Object.keys(options ?? {}).map((name) => `--${name}`);
    throw new Problem(
      `${error instanceof Error ? error.message : "These options cannot be read."}\nThe options are: ${names.join(", ")}.`,
    );
  }
}

export const stackName = ({ municipality, stage }: Meant): string => `Samenspel-${municipality}-${stage}`;

/**
 * Runs a command and exits with its code: 0 is good. A fixable problem is reported in a sentence, without a stack
 * trace.
 */
export async function run(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const known = error instanceof Problem || error instanceof ConfigurationProblem || isExplained(error);
    console.error(known && error instanceof Error ? error.message : error);
    if (error instanceof Error && error.name === "CredentialsProviderError")
      console.error(
        "Sign in to AWS first (aws sso login, or aws configure), and say which profile with AWS_PROFILE when you have several.",
      );
    process.exitCode = 2;
  }
}

/** Missing credentials, permissions or network, or Ctrl+C: AWS and Node explain those in a sentence of their own. */
function isExplained(error: unknown): boolean {
  return (
    error instanceof Error &&
    ("$metadata" in error || ["CredentialsProviderError", "AbortError"].includes(error.name))
  );
}
