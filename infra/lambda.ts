import { join } from "node:path";
import { type Duration, RemovalPolicy } from "aws-cdk-lib";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/** The folder of this project: where package-lock.json is. */
export const projectRoot = join(import.meta.dirname, "..");

/** The municipality's file as the handlers read it, beside the bundle. */
const BUILT = "municipality.json";

export interface HandlerProps {
  /** What the function is for, in one sentence for whoever opens the console. */
  readonly description: string;
  /** Absolute path of the file that exports `handler`. */
  readonly entry: string;
  /** Path of the municipality's file from the project's folder; built into the bundle. */
  readonly municipality: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
}

/**
 * One Lambda function, all of them alike: Node 24 on arm64 and one small bundle.
 *
 * - CommonJS: as ES modules the same bundles loaded 15–30 ms slower (measured on Node 22 and 24).
 * - `keepNames`, and grammY's web build in place of its Node build: minified, the Node build checks a
 *   class by its name and then every call to Telegram fails.
 * - The AWS SDK is bundled: the version that was tested is the version that runs.
 * - 1024 MB: below that the processor is so small that a chat answer takes noticeably longer.
 */
export function createHandler(scope: Construct, name: string, props: HandlerProps): NodejsFunction {
  return new NodejsFunction(scope, name, {
    description: props.description,
    entry: props.entry,
    handler: "handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: 1024,
    timeout: props.timeout,
    environment: { ...props.environment, STORE: "dynamodb", MUNICIPALITY: BUILT },
    // Logs hold ids and durations only, and even those for a month.
    logGroup: new LogGroup(scope, `${name}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
    projectRoot,
    depsLockFilePath: join(projectRoot, "package-lock.json"),
    bundling: {
      format: OutputFormat.CJS,
      target: "node24",
      mainFields: ["module", "main"],
      minify: true,
      keepNames: true,
      bundleAwsSDK: true,
      esbuildArgs: { "--alias:grammy": "grammy/web" },
      commandHooks: {
        beforeBundling: () => [],
        beforeInstall: () => [],
        // A mistake in the file stops the build here, with each line that needs mending.
        afterBundling: (from, to) => [
          `"${process.execPath}" "${join(from, "infra/municipality.ts")}" "${join(from, props.municipality)}" "${join(to, BUILT)}"`,
        ],
      },
    },
  });
}
