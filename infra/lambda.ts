import { join } from "node:path";
import { RemovalPolicy } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { accept } from "./advice.ts";
import { keepToBudget } from "./budget.ts";
import { type FunctionName, functions, type Shape, titled } from "./functions.ts";
import { leanLibraries } from "./lean-libraries.ts";
import { BUNDLE } from "./start/load.ts";

/** The project folder, which contains package-lock.json. */
export const projectRoot = join(import.meta.dirname, "..");

/** The municipality's file as the handlers read it, next to the bundle. */
const BUILT = "municipality.json";

/** Everything needed to typeset documents and paint pictures, also next to the bundle. */
const PAPER = "paper";

/** All texts, a folder for each language, next to the bundle too. */
const TEXTS = "texts";

export interface HandlerProps {
  /** Absolute path of the file that exports `handler`. */
  readonly entry: string;
  /** Path of the municipality's file from the project folder; built into the bundle. */
  readonly municipality: string;
  readonly environment: Readonly<Record<string, string>>;
  /** It speaks or understands: texts come with it. */
  readonly speaks?: boolean;
  /** It creates documents: fonts and compiler come with it. */
  readonly setsPaper?: boolean;
  /** Compiled code lies beside a bundle that somebody waits for (`code-cache.ts`). */
  readonly codeCache?: boolean | undefined;
  /** It gets its reserved capacity, if it has any (`functions.ts`). */
  readonly reserve?: boolean | undefined;
}

const isDoor = (name: FunctionName): boolean => name === "telegram" || name === "slack";

/** A function, its role, and its log. */
export interface Handler {
  readonly handler: NodejsFunction;
  readonly role: Role;
  readonly logs: LogGroup;
}

/**
 * One Lambda function, all of them alike: Node 24 on arm64 and one small bundle.
 *
 * - CommonJS: as ES modules the same bundles loaded 15–30 ms slower (measured on Node 22 and 24).
 * - grammY's web build, without what we do not use of it (`slim-grammy.ts`), in place of its Node build: minified, the Node build checks a class by its name and then
 *   every call to Telegram fails. With it names need not be kept (`keepNames`), which costs a call for each
 *   function that is made, at every start. Errors carry their names themselves.
 * - The AWS SDK is bundled: the version that was tested is the version that runs.
 * - A role of its own, made here: AWS's ready-made one may write to every log there is.
 */
export function createHandler(scope: Construct, name: FunctionName, props: HandlerProps): Handler {
  const { description, timeout, memory, budget, reserved }: Shape = functions[name];
  const id = titled(name);
  // Logs contain only ids and durations, and even those for a month.
  const logs = new LogGroup(scope, `${id}Logs`, {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  logs.grantWrite(role);
  accept(
    role,
    "AwsSolutions-IAM5[Resource::*]",
    "X-Ray has no things to name: only two actions that send traces.",
  );
  const handler = new NodejsFunction(scope, id, {
    description,
    entry: props.entry,
    handler: "handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: memory,
    ...(props.reserve && reserved !== undefined && { reservedConcurrentExecutions: reserved }),
    timeout,
    role,
    environment: {
      ...props.environment,
      STORE: "dynamodb",
      MUNICIPALITY: BUILT,
      ...(props.speaks && { TEXTS }),
      ...(props.setsPaper && { PAPER }),
    },
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    // Lambda's own lines about each start and end repeat the metrics, and are paid for by the byte.
    systemLogLevelV2: SystemLogLevel.WARN,
    logGroup: logs,
    projectRoot,
    depsLockFilePath: join(projectRoot, "package-lock.json"),
    bundling: {
      format: OutputFormat.CJS,
      target: "node24",
      mainFields: ["module", "main"],
      minify: true,
      bundleAwsSDK: true,
      // In UTF-8 a character such as “ or é takes two or three bytes instead of six.
      esbuildArgs: {
        ...Object.fromEntries(
          Object.entries(leanLibraries(projectRoot)).map(([name, path]) => [`--alias:${name}`, path]),
        ),
        "--charset": "utf8",
      },
      commandHooks: {
        beforeBundling: () => [],
        beforeInstall: () => [],
        // A mistake in the file stops the build here, with each line that needs fixing.
        afterBundling: (from, to) => [
          `"${process.execPath}" "${join(from, "infra/municipality.ts")}" "${join(from, props.municipality)}" "${join(to, BUILT)}"`,
          ...(props.speaks
            ? [`"${process.execPath}" "${join(from, "infra/texts.ts")}" "${join(to, TEXTS)}"`]
            : []),
          ...(props.setsPaper
            ? [`"${process.execPath}" "${join(from, "infra/paper.ts")}" "${join(to, PAPER)}"`]
            : []),
          // Whoever waits for a door waits for its connections too: these two begin with them.
          ...(isDoor(name)
            ? [`"${process.execPath}" "${join(from, "infra/entry.ts")}" "${to}" ${name}`]
            : []),
          // Last, because the function is called for it.
          ...(isDoor(name) && props.codeCache
            ? [`"${process.execPath}" "${join(from, "infra/code-cache.ts")}" "${to}" ${name}`]
            : []),
        ],
      },
    },
  });
  keepToBudget(name, handler, budget, isDoor(name) ? BUNDLE : "index.js");
  return { handler, role, logs };
}
