import * as z from "zod";
import type { Deployment, FunctionShape, QueueShape, QueueSource, StreamSource } from "./deployment.ts";

/** Lambda begins with this many concurrent batches of a queue if the template does not say. */
const UNSAID_CONCURRENCY = 5;
/** Seconds. SQS keeps a message for four days if the template does not say. */
const UNSAID_RETENTION = 345_600;

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});
const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => nameOf(Ref)),
  z
    .object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) })
    .transform((one) => nameOf(one["Fn::GetAtt"][0])),
]);
const filters = z
  .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
  .optional()
  .transform((given) => given?.Filters.map(({ Pattern }) => Pattern) ?? []);
const reports = z
  .array(z.literal("ReportBatchItemFailures"))
  .optional()
  .transform((given) => (given?.length ?? 0) > 0);
const onFailure = z
  .strictObject({ OnFailure: z.strictObject({ Destination: reference }) })
  .transform(({ OnFailure }) => OnFailure.Destination);

const functionSchema = z
  .object({
    Timeout: z.number(),
    Environment: z.object({
      Variables: z.record(
        z.string(),
        z.union([
          z.string(),
          reference.transform((of) => ({ of })),
          z.unknown().transform((one) => ({ of: JSON.stringify(one) })),
        ]),
      ),
    }),
  })
  .transform(
    ({ Timeout, Environment }): FunctionShape => ({ timeout: Timeout, variables: Environment.Variables }),
  );

const queueSchema = z
  .strictObject({
    FifoQueue: z.boolean().default(false),
    // SQS's default.
    VisibilityTimeout: z.number().default(30),
    MessageRetentionPeriod: z.number().default(UNSAID_RETENTION),
    RedrivePolicy: z
      .strictObject({ deadLetterTargetArn: reference, maxReceiveCount: z.number() })
      .transform((one) => ({ queue: one.deadLetterTargetArn, after: one.maxReceiveCount }))
      .optional(),
    SqsManagedSseEnabled: z.literal(true),
  })
  .transform(
    (one): QueueShape => ({
      fifo: one.FifoQueue,
      visibility: one.VisibilityTimeout,
      retention: one.MessageRetentionPeriod,
      dead: one.RedrivePolicy,
    }),
  );

const streamSchema = z
  .strictObject({
    EventSourceArn: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("StreamArn")]) }),
    FunctionName: reference,
    FilterCriteria: filters,
    BatchSize: z.number(),
    BisectBatchOnFunctionError: z.boolean().default(false),
    FunctionResponseTypes: reports,
    MaximumRetryAttempts: z.number(),
    MaximumRecordAgeInSeconds: z.number(),
    StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]),
    DestinationConfig: onFailure,
  })
  .transform(
    (one): StreamSource => ({
      function: one.FunctionName,
      filters: one.FilterCriteria,
      batchSize: one.BatchSize,
      bisects: one.BisectBatchOnFunctionError,
      reportsFailures: one.FunctionResponseTypes,
      retries: one.MaximumRetryAttempts,
      maxAge: one.MaximumRecordAgeInSeconds,
      start: one.StartingPosition,
      dead: one.DestinationConfig,
    }),
  );

const queueSourceSchema = z
  .strictObject({
    EventSourceArn: z
      .object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) })
      .transform((one) => nameOf(one["Fn::GetAtt"][0])),
    FunctionName: reference,
    FilterCriteria: filters,
    BatchSize: z.number(),
    FunctionResponseTypes: reports,
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.number() }).optional(),
  })
  .transform(
    (one): QueueSource => ({
      function: one.FunctionName,
      queue: one.EventSourceArn,
      filters: one.FilterCriteria,
      batchSize: one.BatchSize,
      concurrency: one.ScalingConfig?.MaximumConcurrency ?? UNSAID_CONCURRENCY,
      reportsFailures: one.FunctionResponseTypes,
    }),
  );

const scheduleSchema = z.object({
  ScheduleExpression: z.literal("rate(1 minute)").transform(() => 60),
  State: z.literal("ENABLED"),
  Target: z.object({
    Arn: reference,
    RetryPolicy: z.object({ MaximumRetryAttempts: z.number() }),
    DeadLetterConfig: z.object({ Arn: reference }),
  }),
});
const invokeSchema = z.object({ FunctionName: reference, MaximumRetryAttempts: z.number() });

const integrationSchema = z.object({ IntegrationUri: reference, PayloadFormatVersion: z.literal("2.0") });
/** When deployed, the stack's number is behind a path that nobody may guess. On one machine there is no stack. */
const secretPathSchema = z
  .object({
    "Fn::Join": z.tuple([
      z.literal(""),
      z.tuple([
        z.string().regex(/^[A-Z]+ \/\S+\/$/),
        z.object({
          "Fn::Select": z.tuple([
            z.literal(2),
            z.object({
              "Fn::Split": z.tuple([z.literal("/"), z.object({ Ref: z.literal("AWS::StackId") })]),
            }),
          ]),
        }),
      ]),
    ]),
  })
  .transform((one) => one["Fn::Join"][1][0].slice(0, -1));

const routeSchema = z.object({
  RouteKey: z.union([z.string().regex(/^[A-Z]+ \/\S+$/), secretPathSchema]),
  Target: z
    .object({
      "Fn::Join": z.tuple([
        z.literal(""),
        z.tuple([z.literal("integrations/"), z.object({ Ref: z.string() })]),
      ]),
    })
    .transform((one) => one["Fn::Join"][1][1].Ref),
});

/** @throws Error when the template contains something about calls that is not emulated here */
export function readDeployment(template: unknown): Deployment {
  const resources = Object.entries(templateSchema.parse(template).Resources);
  const all = <Shape>(type: string, schema: z.ZodType<Shape>): readonly (readonly [string, Shape])[] =>
    resources
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => [id, schema.parse(Properties)] as const);
  const named = <Shape>(type: string, schema: z.ZodType<Shape>): Readonly<Record<string, Shape>> =>
    Object.fromEntries(all(type, schema).map(([id, shape]) => [nameOf(id), shape]));
  const sources = all("AWS::Lambda::EventSourceMapping", z.union([streamSchema, queueSourceSchema]));
  const [schedule, ...others] = all("AWS::Scheduler::Schedule", scheduleSchema).map(([, one]) => one);
  if (!schedule || others.length > 0) throw new Error("the template has another number of clocks than one");
  const invoked = all("AWS::Lambda::EventInvokeConfig", invokeSchema).map(([, one]) => one);
  const integrations = new Map(all("AWS::ApiGatewayV2::Integration", integrationSchema));
  return {
    functions: named("AWS::Lambda::Function", functionSchema),
    queues: named("AWS::SQS::Queue", queueSchema),
    streams: sources.flatMap(([, one]) => ("start" in one ? [one] : [])),
    queueSources: sources.flatMap(([, one]) => ("start" in one ? [] : [one])),
    clock: {
      function: schedule.Target.Arn,
      every: schedule.ScheduleExpression,
      retries:
        invoked.find((one) => one.FunctionName === schedule.Target.Arn)?.MaximumRetryAttempts ??
        schedule.Target.RetryPolicy.MaximumRetryAttempts,
      dead: schedule.Target.DeadLetterConfig.Arn,
    },
    routes: all("AWS::ApiGatewayV2::Route", routeSchema).map(([, { RouteKey, Target }]) => {
      const [method = "", path = ""] = RouteKey.split(" ");
      return { method, path, function: integrations.get(Target)?.IntegrationUri ?? "" };
    }),
  };
}

/** CDK appends eight characters to each name. */
function nameOf(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, "");
}
