import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { GetScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { Problem } from "./command.ts";

/** A CloudWatch figure over the last few minutes. */
export interface Measure {
  readonly namespace: "AWS/Lambda" | "AWS/SQS";
  readonly name: string;
  readonly of: Readonly<Record<string, string>>;
  readonly take: "Sum" | "Maximum";
  readonly minutes: number;
}

/** What the commands need from those parts of AWS that nothing on one machine can emulate. */
export interface Cloud {
  /** The stack's outputs. @throws Problem when there is no such stack */
  outputs(stack: string): Promise<Readonly<Record<string, string>>>;
  readSecret(arn: string): Promise<string>;
  writeSecret(arn: string, text: string): Promise<void>;
  /** ENABLED or DISABLED. */
  schedule(name: string): Promise<string>;
  /** undefined: nothing was measured. */
  measure(what: Measure): Promise<number | undefined>;
  /** Restarts a function, so that it reads the secret again. */
  restart(functionName: string): Promise<void>;
}

/** With the administrator's own credentials: environment, profile or single sign-on, as in every AWS tool. */
export function amazon(region: string): Cloud {
  const at = { region };
  const formation = new CloudFormationClient(at);
  const secrets = new SecretsManagerClient(at);
  const scheduler = new SchedulerClient(at);
  const watch = new CloudWatchClient(at);
  const lambda = new LambdaClient(at);
  return {
    async outputs(stack) {
      const found = await formation.send(new DescribeStacksCommand({ StackName: stack })).catch((error) => {
        if (error instanceof Error && /does not exist/.test(error.message))
          throw new Problem(
            `There is no stack ${stack} in ${region}. Is it deployed, and is this the right account? See npm run deploy.`,
          );
        throw error;
      });
      const outputs = found.Stacks?.[0]?.Outputs ?? [];
      return Object.fromEntries(
        outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
      );
    },
    async readSecret(arn) {
      const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }));
      return SecretString;
    },
    async writeSecret(arn, text) {
      await secrets.send(new PutSecretValueCommand({ SecretId: arn, SecretString: text }));
    },
    async schedule(name) {
      const { State = "unknown" } = await scheduler.send(new GetScheduleCommand({ Name: name }));
      return State;
    },
    async measure({ namespace, name, of, take, minutes }) {
      const now = Date.now();
      const { Datapoints = [] } = await watch.send(
        new GetMetricStatisticsCommand({
          Namespace: namespace,
          MetricName: name,
          Dimensions: Object.entries(of).map(([Name, Value]) => ({ Name, Value })),
          Statistics: [take],
          StartTime: new Date(now - minutes * 60_000),
          EndTime: new Date(now),
          // One data point for the whole time; CloudWatch wants a multiple of a minute.
          Period: minutes * 60,
        }),
      );
      const values = Datapoints.flatMap((point) => point[take] ?? []);
      if (values.length === 0) return undefined;
      return take === "Sum" ? values.reduce((sum, one) => sum + one, 0) : Math.max(...values);
    },
    async restart(functionName) {
      const { Description = "" } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName: functionName }),
      );
      const plain = Description.replace(/ \(keys read anew .*\)$/, "");
      // A changed configuration makes Lambda start fresh processes.
      await lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: functionName,
          Description: `${plain} (keys read anew ${new Date().toISOString()})`,
        }),
      );
    },
  };
}
