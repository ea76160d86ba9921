import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { streamFilters } from "../../bot/store/stream-filters.ts";
import { functionNames, titled } from "../../infra/functions.ts";
import { startQueuesAndBucket } from "../../local/aws.ts";
import type { Deployment } from "../../local/deployment.ts";
import { localDeployment } from "../../local/local-deployment.ts";
import { readDeployment } from "../../local/read-deployment.ts";
import { townSettings } from "../../local/settings.ts";
import { speedUps } from "../../local/speed-ups.ts";
import { synthesizeTemplate } from "../../local/synthesis.ts";

/** One machine invokes functions as the deployed template says, and differs only in what is documented. */

const templateSchema = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.looseObject({}) })),
});
let template: z.output<typeof templateSchema>;
let deployed: Deployment;
let local: Deployment;
beforeAll(async () => {
  template = templateSchema.parse(synthesizeTemplate());
  deployed = readDeployment(template);
  local = await localDeployment();
}, 60_000);

/** The template with something else in the properties of all resources of a kind. */
const withProperties = (type: string, more: object) => ({
  Resources: Object.fromEntries(
    Object.entries(template.Resources).map(([id, one]) => [
      id,
      one.Type === type ? { ...one, Properties: { ...one.Properties, ...more } } : one,
    ]),
  ),
});

describe("what one machine plays", () => {
  test("is what the template says, but for the clock, three times and what is hidden for how long", () => {
    const { clock, visibility, timeout } = speedUps;
    const expected = structuredClone(deployed) as {
      clock: { every: number };
      queues: Record<string, { visibility: number }>;
      functions: Record<string, { timeout: number }>;
    };
    expected.clock.every = clock;
    for (const [name, seconds] of Object.entries(visibility)) {
      const queue = expected.queues[name];
      if (!queue) throw new Error(`there is no queue ${name} to be faster with`);
      expect(queue.visibility, name).toBeGreaterThan(seconds);
      queue.visibility = seconds;
    }
    for (const [name, seconds] of Object.entries(timeout)) {
      const one = expected.functions[name];
      if (!one) throw new Error(`there is no function ${name} to be faster with`);
      expect(one.timeout, name).toBeGreaterThan(seconds);
      one.timeout = seconds;
    }
    expect(local).toEqual(expected);
  });

  test("hides no message for a shorter time than its function may take", () => {
    for (const { function: name, queue } of local.queueSources)
      expect(local.queues[queue]?.visibility, queue).toBeGreaterThan(local.functions[name]?.timeout ?? 0);
  });

  test("calls every function in one way at least", () => {
    const called = [
      ...deployed.streams.map((one) => one.function),
      ...deployed.queueSources.map((one) => one.function),
      ...deployed.routes.map((one) => one.function),
      deployed.clock.function,
    ];
    expect(called.toSorted()).toEqual(functionNames.map(titled).toSorted());
  });

  test("lets through what is followed", () => {
    expect(deployed.streams.map(({ filters }) => filters)).toEqual([
      streamFilters().map((filter) => JSON.stringify(filter)),
    ]);
  });

  test("gives the functions every setting that the template gives them", async () => {
    const aws = await startQueuesAndBucket(local);
    const settings = townSettings({}, "infra/municipalities/waterkant.yaml", undefined, aws);
    await aws.stop();
    // The keys lie in the environment here, and documents are set with what is in node_modules.
    const elsewhere = ["SECRET_ARNS", "PAPER"];
    for (const [name, { variables }] of Object.entries(deployed.functions))
      for (const variable of Object.keys(variables))
        if (!elsewhere.includes(variable)) expect(settings[variable], `${name} ${variable}`).toBeTruthy();
  });
});

describe("a template that says what is not played is refused", () => {
  test.each([
    ["AWS::Lambda::EventSourceMapping", { ParallelizationFactor: 2 }],
    ["AWS::Lambda::EventSourceMapping", { MaximumBatchingWindowInSeconds: 5 }],
    ["AWS::SQS::Queue", { DelaySeconds: 5 }],
    ["AWS::Scheduler::Schedule", { ScheduleExpression: "rate(5 minutes)" }],
    ["AWS::ApiGatewayV2::Route", { RouteKey: "$default" }],
  ])("%s with %o", (type, more) => {
    expect(() => readDeployment(withProperties(type, more))).toThrow();
  });
});
