import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { functionNames, functions, type Shape, titled } from "../../infra/functions.ts";
import { synthesise } from "./template.ts";

/** Who may call, how often, and what a flood at a webhook cannot do. */

const template = synthesise();
/** The same town, with reserved capacity and a mail address. */
const told = synthesise({ reserve: true, alarmEmail: "beheer@example.org", budget: 40 });
const resources = (type: string) => Object.values(template.findResources(type));
const routes = resources("AWS::ApiGatewayV2::Route").map((one) => one.Properties.RouteKey);
const [stage] = resources("AWS::ApiGatewayV2::Stage");
const secretPart = { "Fn::Select": [2, { "Fn::Split": ["/", { Ref: "AWS::StackId" }] }] };

describe("the outside world", () => {
  test("finds two webhooks, for posting only, and Telegram's only with the secret part of its address", () => {
    expect(routes).toHaveLength(2);
    expect(routes).toContain("POST /slack");
    expect(routes).toContainEqual({ "Fn::Join": ["", ["POST /telegram/", secretPart]] });
  });

  test("may call the functions behind the doors from this gateway, and from nowhere else", () => {
    const permissions = resources("AWS::Lambda::Permission").map((one) => one.Properties);
    const open = permissions.filter(({ Principal }) => Principal === "apigateway.amazonaws.com");
    expect(open.map(({ FunctionName }) => JSON.stringify(FunctionName)).toSorted()).toEqual([
      expect.stringContaining("Slack"),
      expect.stringContaining("Telegram"),
    ]);
    // What stands for the secret part has to be seen neither as a variable nor as something to be matched.
    for (const { SourceArn } of open)
      expect(JSON.stringify(SourceArn)).toMatch(/Doors\w+"\},"\/\*\/\*\/\*"\]/);
  });

  test("cannot knock without end, and a flood at one door leaves the other its pace", () => {
    expect(stage?.Properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 400,
      ThrottlingBurstLimit: 200,
    });
    expect(stage?.Properties.RouteSettings).toEqual({
      "POST /slack": { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    // The settings are those of routes that are there.
    for (const key of Object.keys(stage?.Properties.RouteSettings)) expect(routes).toContain(key);
  });
});

test("an administrator's commands are told the whole address, and the log is told no address", () => {
  const outputs = template.findOutputs("*");
  expect(JSON.stringify(outputs.TelegramWebhook?.Value)).toContain(JSON.stringify(secretPart));
  expect(JSON.stringify(stage?.Properties.AccessLogSettings.Format)).not.toMatch(/route|path/i);
});

describe("what delivers", () => {
  const concurrencyOf = (from: ReturnType<typeof synthesise>, name: string) =>
    Object.entries(from.findResources("AWS::Lambda::Function"))
      .filter(([id]) => new RegExp(`^${titled(name)}[0-9A-F]+$`).test(id))
      .map(([, one]) => one.Properties.ReservedConcurrentExecutions)[0];

  test("has room of its own where the account allows it, so that a flood at a door does not stop it", () => {
    const shapes: Readonly<Record<string, Shape>> = functions;
    for (const name of functionNames) expect(concurrencyOf(told, name)).toBe(shapes[name]?.reserved);
    for (const name of ["changes", "deliver", "tick", "broadcast"] as const)
      expect(functions[name].reserved).toBeGreaterThanOrEqual(2);
    // At least as many as the queue hands over at once: fewer would send messages to the dead letters.
    const [mapping] = Object.values(
      told.findResources("AWS::Lambda::EventSourceMapping", {
        Properties: { ScalingConfig: { MaximumConcurrency: Match.anyValue() } },
      }),
    );
    expect(functions.deliver.reserved).toBeGreaterThanOrEqual(
      mapping?.Properties.ScalingConfig.MaximumConcurrency,
    );
  });

  test("without that says nothing, because a new account may run only ten at once and would refuse it", () => {
    for (const name of functionNames) expect(concurrencyOf(template, name)).toBeUndefined();
  });
});

describe("the person who pays", () => {
  test("gets a mail at 80 % and at all of what was meant, and when that is to be expected", () => {
    const [budget] = Object.values(told.findResources("AWS::Budgets::Budget"));
    expect(budget?.Properties.Budget).toEqual({
      BudgetName: "Samenspel",
      BudgetType: "COST",
      TimeUnit: "MONTHLY",
      BudgetLimit: { Amount: 40, Unit: "USD" },
    });
    const mails = budget?.Properties.NotificationsWithSubscribers;
    expect(
      mails.map(({ Notification }: { Notification: { NotificationType: string; Threshold: number } }) => [
        Notification.NotificationType,
        Notification.Threshold,
      ]),
    ).toEqual([
      ["ACTUAL", 80],
      ["ACTUAL", 100],
      ["FORECASTED", 100],
    ]);
    for (const { Subscribers } of mails)
      expect(Subscribers).toEqual([{ SubscriptionType: "EMAIL", Address: "beheer@example.org" }]);
  });

  test("without an address there is nobody to tell, and the commands can say so", () => {
    expect(resources("AWS::Budgets::Budget")).toEqual([]);
    expect(template.findOutputs("*").BudgetName?.Value).toBe("none");
  });
});

describe("a wrong secret", () => {
  const alarms = resources("AWS::CloudWatch::Alarm").map((one) => one.Properties);
  test.each([
    ["Telegram", 10, 300],
    ["Slack", 3, 3600],
  ])(
    "of %s does not look like silence: nothing but refusals, and somebody is called",
    (door, refused, seconds) => {
      const [alarm] = alarms.filter(({ AlarmName }) => AlarmName.includes(`everything that ${door} brings`));
      expect(alarm).toMatchObject({
        MetricName: `${door}Refused`,
        Statistic: "Sum",
        Period: seconds,
        Threshold: refused,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      });
      expect(alarm?.TreatMissingData).toBe("notBreaching");
      expect(alarm?.AlarmDescription).toContain("npm run");
      const filters = resources("AWS::Logs::MetricFilter")
        .map((one) => one.Properties)
        .filter(({ MetricTransformations }) => MetricTransformations[0].MetricName === `${door}Refused`);
      const [no, yes] = filters.map(({ MetricTransformations }) =>
        Number(MetricTransformations[0].MetricValue),
      );
      expect(no).toBe(1);
      // A single person who is let in outweighs whatever the door can refuse in that time.
      expect((yes ?? 0) + 400 * seconds).toBeLessThan(refused);
      for (const { LogGroupName } of filters) expect(LogGroupName.Ref).toMatch(new RegExp(`^${door}Logs`));
    },
  );
});
