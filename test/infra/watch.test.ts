import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import * as z from "zod";
import { DAY, MINUTE } from "../../bot/core/calendar/time.ts";
import { createLog } from "../../bot/runtime/log.ts";
import { functionNames, titled } from "../../infra/functions.ts";
import { always } from "../../ops/use.ts";
import { createTestTown } from "../support/town.ts";
import { synthesise } from "./template.ts";

/** Somebody is alerted when something is wrong, and understands what it is. */

const template = synthesise({ alarmEmail: "beheer@example.org" });
const alarms = Object.values(template.findResources("AWS::CloudWatch::Alarm")).map((one) =>
  z
    .looseObject({
      AlarmName: z.string(),
      AlarmDescription: z.string(),
      // An alarm on a sum has neither.
      MetricName: z.string().default(""),
      Namespace: z.string().default(""),
      Dimensions: z.array(z.looseObject({ Name: z.string() })).optional(),
      AlarmActions: z.array(z.unknown()),
      TreatMissingData: z.string(),
    })
    .parse(one.Properties),
);
const alarmOn = (metric: string, part = "") =>
  alarms.filter((one) => one.MetricName === metric && JSON.stringify(one.Dimensions ?? []).includes(part));

test("every alarm reaches the topic, and says what is the matter and what to do", () => {
  expect(alarms.length).toBeGreaterThan(0);
  for (const alarm of alarms) {
    expect(JSON.stringify(alarm.AlarmActions), alarm.AlarmName).toContain("Alarms");
    expect(alarm.AlarmName).toMatch(/^Samenspel: /);
    expect(alarm.AlarmDescription.length, alarm.AlarmName).toBeGreaterThan(40);
  }
});

test("the person who was named gets a mail; without a name nobody does", () => {
  template.hasResourceProperties("AWS::SNS::Subscription", {
    Protocol: "email",
    Endpoint: "beheer@example.org",
  });
  expect(synthesise().findResources("AWS::SNS::Subscription")).toEqual({});
});

test("alarms travel encrypted, and CloudWatch may send them and use the key for them", () => {
  template.hasResourceProperties("AWS::SNS::TopicPolicy", {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: "Allow",
          Action: "sns:Publish",
          Principal: { Service: "cloudwatch.amazonaws.com" },
        }),
      ]),
    },
  });
  template.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.anyValue() });
  template.hasResourceProperties("AWS::KMS::Key", {
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({ Principal: { Service: "cloudwatch.amazonaws.com" }, Condition: Match.anyValue() }),
      ]),
    },
  });
});

test("somebody is called when any function fails or is held back, whichever it is", () => {
  for (const metric of ["Errors", "Throttles"]) {
    const [alarm, ...others] = alarms.filter((one) => one.MetricName === metric);
    // Without a function's name it is the sum of all of them.
    expect(alarm, metric).toMatchObject({ Namespace: "AWS/Lambda" });
    expect(alarm?.Dimensions, metric).toBeUndefined();
    expect(others, metric).toEqual([]);
  }
  expect(alarms.find((one) => one.MetricName === "Errors")?.AlarmDescription).toContain("npm run doctor");
});

test("somebody is called for every place where something was set aside", () => {
  const dead = Object.keys(template.findResources("AWS::SQS::Queue")).filter((name) => /Dead/.test(name));
  expect(dead.length).toBeGreaterThan(0);
  for (const name of dead) expect(alarmOn("ApproximateNumberOfMessagesVisible", name), name).not.toEqual([]);
});

test("somebody is called when notices wait, news is behind, a door is broken or the clock stands still", () => {
  expect(alarmOn("ApproximateAgeOfOldestMessage", "Notices")).not.toEqual([]);
  expect(alarmOn("IteratorAge", "Changes")).not.toEqual([]);
  expect(alarmOn("5xx", "Doors")).not.toEqual([]);
  // Silence is what is wrong with a clock that stands still.
  expect(alarmOn("Invocations", "Tick").map((one) => one.TreatMissingData)).toEqual(["breaching"]);
});

test("a line in any function's log that asks for a person, calls one", () => {
  const lines: string[] = [];
  createLog((line) => lines.push(line)).error("parked", new Error("no desk"), { alarm: true });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ alarm: true });
  for (const name of functionNames)
    template.hasResourceProperties("AWS::Logs::MetricFilter", {
      LogGroupName: { Ref: Match.stringLikeRegexp(`^${titled(name)}Logs`) },
      FilterPattern: "{ $.alarm IS TRUE }",
      MetricTransformations: [Match.objectLike({ MetricName: "NeedsAPerson", MetricValue: "1" })],
    });
  expect(alarmOn("NeedsAPerson")).not.toEqual([]);
  template.hasResourceProperties("AWS::Logs::MetricFilter", {
    LogGroupName: { Ref: Match.stringLikeRegexp("^BroadcastLogs") },
    FilterPattern: Match.stringLikeRegexp("broadcast_failed"),
    MetricTransformations: [Match.objectLike({ MetricName: "BroadcastTrouble" })],
  });
  expect(alarmOn("BroadcastTrouble")).not.toEqual([]);
});

test("somebody is called when the clock is late", () => {
  template.hasResourceProperties("AWS::Logs::MetricFilter", {
    LogGroupName: { Ref: Match.stringLikeRegexp("^TickLogs") },
    FilterPattern: '{ $.event = "clock_late" }',
    MetricTransformations: [Match.objectLike({ MetricName: "ClockLate", MetricValue: "$.seconds" })],
  });
  template.hasResourceProperties("AWS::CloudWatch::Alarm", { MetricName: "ClockLate", Threshold: 600 });
});

test("an answer that does not come in time is counted once for each promised day that passes", async () => {
  template.hasResourceProperties("AWS::Logs::MetricFilter", {
    LogGroupName: { Ref: Match.stringLikeRegexp("^TickLogs") },
    FilterPattern: '{ $.event = "overdue" }',
    MetricTransformations: [Match.objectLike({ MetricName: "Overdue", MetricValue: "$.count" })],
  });
  expect(alarmOn("Overdue")).not.toEqual([]);

  const town = createTestTown({ now: "2026-05-04T09:00:00.000Z" });
  const noor = town.resident("noor");
  await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  const overdue = () => town.logged.filter((one) => one.event === "overdue");
  const apologies = () =>
    noor.heard.filter((one) => one.screen.lines.some((line) => line.key === "issue:notice.late"));
  await town.passes(7 * DAY, 7);
  expect(overdue()).toEqual([]);
  await town.passes(14 * DAY, 28);
  expect(overdue()).toEqual([{ event: "overdue", facts: { count: 1 } }]);
  await town.passes(14 * DAY, 28);
  // New dates passed as well, and she heard so each time; the lead and the clerk heard in between.
  expect(overdue().length).toBeGreaterThan(1);
  expect(overdue().length).toBe(apologies().length);
});

test("the dashboard is made for a town that asks for it, and explains each picture in words", () => {
  expect(template.findResources("AWS::CloudWatch::Dashboard")).toEqual({});
  const asked = synthesise({ dashboard: true });
  const [dashboard] = Object.values(asked.findResources("AWS::CloudWatch::Dashboard"));
  const parts = z.object({ "Fn::Join": z.tuple([z.literal(""), z.array(z.unknown())]) });
  const [, body] = parts.parse(dashboard?.Properties.DashboardBody)["Fn::Join"];
  const text = body.map((part) => (typeof part === "string" ? part : "…")).join("");
  for (const title of [
    "How long residents wait for a reply (ms)",
    "Messages waiting to be delivered",
    "Set aside, needs a person",
    "Answers that did not come in time",
  ]) {
    expect(text).toContain(`"title":"${title}"`);
    expect(text).toContain(`### ${title}`);
  }
});

test("a flood calls somebody once; one account, whatever it sends, does not", async () => {
  template.hasResourceProperties("AWS::Logs::MetricFilter", {
    LogGroupName: { Ref: Match.stringLikeRegexp("^TelegramLogs") },
    FilterPattern: '{ $.event = "limit_reached" }',
    MetricTransformations: [Match.objectLike({ MetricName: "LimitReached", MetricValue: "1" })],
  });
  template.hasResourceProperties("AWS::CloudWatch::Alarm", {
    MetricName: "LimitReached",
    Threshold: 20,
    ComparisonOperator: "GreaterThanThreshold",
    Period: 3600,
  });
  expect(alarmOn("LimitReached").map((one) => one.AlarmDescription)[0]).toContain("docs/operations.md");

  const town = createTestTown({ now: "2026-05-04T09:00:00.000Z" });
  const reached = () => town.logged.filter(({ event }) => event === "limit_reached").length;
  const sam = town.resident("sam");
  for (let n = 0; n < 10; n++) {
    await sam.raises(`Melding ${n} van vandaag`);
    await town.passes(15 * MINUTE);
  }
  const before = reached();
  await sam.says("De elfde");
  await sam.says("Sla over");
  await sam.presses("Geen foto");
  await sam.presses("Afval");
  // It is not sent, and she presses again and again.
  for (let n = 0; n < 25; n++) await sam.presses("Verstuur");
  expect(reached() - before).toBe(1);
  // An app that never stops.
  for (let minute = 0; minute < 60; minute++) {
    for (let n = 0; n < 20; n++) await sam.gives({ type: "said", text: `bericht ${minute} ${n}` });
    await town.passes(MINUTE);
  }
  expect(reached() - before).toBeLessThanOrEqual(10);
  // It is one line in the log, with which limit and not who.
  const line = town.logged.findLast(({ event }) => event === "limit_reached");
  expect(Object.keys(line?.facts ?? {})).toEqual(["limit"]);
});

test("what alarms and figures cost is counted from what there is", () => {
  const metrics = Object.values(template.findResources("AWS::CloudWatch::Alarm")).map(({ Properties }) => {
    const { Metrics } = z
      .looseObject({ Metrics: z.array(z.looseObject({ MetricStat: z.unknown().optional() })).optional() })
      .parse(Properties);
    // AWS counts an alarm once for each figure that it looks at.
    return Metrics ? Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;
  });
  expect(always.alarms).toBe(metrics.reduce((sum, one) => sum + one, 0));
  const own = Object.values(template.findResources("AWS::Logs::MetricFilter")).map(({ Properties }) =>
    JSON.stringify(Properties.MetricTransformations.map((one: { MetricName: string }) => one.MetricName)),
  );
  expect(always.metrics).toBe(new Set(own).size);
});
