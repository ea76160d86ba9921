import { join } from "node:path";
import { UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApi } from "../../bot/telegram/api.ts";
import { connect } from "../../ops/connect.ts";
import { doctor } from "../../ops/doctor.ts";
import type { Finding } from "../../ops/finding.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { filledIn, install, type TestInstallation, TOKEN } from "./installation.ts";

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

describe.skipIf(dynamo === undefined)("the doctor looks at an installation", () => {
  let town: TestInstallation;

  beforeEach(async () => {
    if (!dynamo) throw new Error("no DynamoDB");
    town = await install(dynamo);
    await connect(["--manifest", join(town.folder, "app.json")], town.open);
    town.said.length = 0;
  });
  afterEach(() => town.stop());

  async function looks(): Promise<{ code: number; of: (part: string) => Finding | undefined }> {
    town.said.length = 0;
    const code = await doctor(["--json"], town.open);
    const { findings } = JSON.parse(town.text) as { findings: Finding[] };
    return { code, of: (part) => findings.find((one) => one.part === part) };
  }

  test("and finds everything in order, and says what it could not see", async () => {
    expect(await doctor([], town.open)).toBe(0);
    expect(town.text).not.toContain("WRONG");
    expect(town.text).not.toContain("ATTENTION");
    expect(town.text).toContain("not seen  Slack channels");
    expect(town.text).toContain("not seen  Backups of the table");
    expect(town.text).toContain("The menu of commands is set in nl, en.");
  });

  test("and never shows a key", async () => {
    await doctor([], town.open);
    for (const value of Object.values(filledIn)) expect(town.text).not.toContain(value);
  });

  test("a key that is missing is named", async () => {
    town.changeKeys({ SLACK_SIGNING_SECRET: "" });
    const { code, of } = await looks();
    expect(code).toBe(1);
    expect(of("Secret")).toMatchObject({
      verdict: "wrong",
      says: "SLACK_SIGNING_SECRET is missing or cannot be right.",
    });
  });

  test("a key in a secret that more functions read than need it is noticed", async () => {
    expect((await looks()).of("Secret, who reads what")?.verdict).toBe("good");
    const { SAMENSPEL_SECRET, SLACK_BOT_TOKEN } = filledIn;
    town.state.secrets.secret = JSON.stringify({ SAMENSPEL_SECRET, SLACK_BOT_TOKEN });
    expect((await looks()).of("Secret, who reads what")?.verdict).toBe("attention");
  });

  test("an installation that can tell nobody of an alarm says so", async () => {
    expect((await looks()).of("Who is told")?.verdict).toBe("good");
    town.outputs.BudgetName = "none";
    expect((await looks()).of("Who is told")?.verdict).toBe("attention");
    delete town.outputs.BudgetName;
    expect((await looks()).of("Who is told")?.verdict).toBe("attention");
  });

  test("messages that go elsewhere are found", async () => {
    const api = createApi({ token: TOKEN, apiRoot: town.outside.env.TELEGRAM_API_ROOT });
    await api.setWebhook("https://elsewhere.example.org/telegram", { allowed_updates: ["message"] });
    const { code, of } = await looks();
    expect(code).toBe(1);
    expect(of("Telegram webhook")?.verdict).toBe("wrong");
    // Nor to the same gateway without the secret part of the address.
    await api.setWebhook(new URL("/telegram", town.outputs.TelegramWebhook).href, {
      allowed_updates: ["message"],
    });
    expect((await looks()).of("Telegram webhook")?.verdict).toBe("wrong");
    await api.setWebhook("https://elsewhere.example.org/telegram", { allowed_updates: ["message"] });
    expect(of("Telegram updates")?.says).toContain("callback_query");
  });

  test("an error of the webhook is news for an hour", async () => {
    const text = "Wrong response from the webhook: 401 Unauthorized";
    town.playground.telegram.hook.lastError = { at: Date.now() - 10 * 60_000, text };
    const { of } = await looks();
    expect(of("Telegram errors")?.says).toContain(text);
    expect(of("Telegram errors")?.verdict).toBe("attention");
    town.playground.telegram.hook.lastError = { at: Date.now() - 2 * 60 * 60_000, text };
    expect((await looks()).of("Telegram errors")?.verdict).toBe("good");
  });

  test("a menu of commands of another version is noticed", async () => {
    const api = createApi({ token: TOKEN, apiRoot: town.outside.env.TELEGRAM_API_ROOT });
    await api.setMyCommands([{ command: "start", description: "Begin" }], { language_code: "nl" });
    expect((await looks()).of("Telegram commands")?.verdict).toBe("attention");
  });

  test("a token that Slack does not take is wrong", async () => {
    town.changeKeys({ SLACK_BOT_TOKEN: "xoxb-of-last-year" });
    const { code, of } = await looks();
    expect(code).toBe(1);
    expect(of("Slack token")?.says).toBe("Slack does not take the token: invalid_auth.");
  });

  test("a right that the app lacks is named, and one too many as well", async () => {
    town.playground.ground.settings.slackScopes = ["chat:write", "commands", "files:write", "im:write"];
    expect((await looks()).of("Slack rights")).toMatchObject({
      verdict: "wrong",
      says: "The app lacks: users:read.",
    });
    town.playground.ground.settings.slackScopes.push("users:read", "channels:history");
    expect((await looks()).of("Slack rights")).toMatchObject({
      verdict: "attention",
      says: "The app may do more than it needs: channels:history.",
    });
  });

  test("what was set aside asks for attention", async () => {
    await town.sqs.send(
      new SendMessageCommand({
        QueueUrl: town.outputs.NoticesDeadUrl,
        MessageBody: JSON.stringify({ group: "resident:r1", id: "n1" }),
        MessageGroupId: "resident:r1",
        MessageDeduplicationId: "n1",
      }),
    );
    const { code, of } = await looks();
    expect(code).toBe(0);
    expect(of("Queue of answers and cards, set aside")).toMatchObject({ verdict: "attention" });
    expect(of("Queue of broadcasts, set aside")).toMatchObject({ verdict: "good" });
  });

  test("messages that wait too long ask for attention", async () => {
    town.state.measures.ApproximateAgeOfOldestMessage = 900;
    const { of } = await looks();
    expect(of("Queue of answers and cards")?.says).toContain("the oldest waits 900 seconds");
    expect(of("Queue of answers and cards")?.verdict).toBe("attention");
  });

  test("a clock that is switched off, or does not ring, is wrong", async () => {
    town.state.schedule = "DISABLED";
    town.state.measures.Invocations = undefined;
    const { code, of } = await looks();
    expect(code).toBe(1);
    expect(of("Clock")?.verdict).toBe("wrong");
    expect(of("Clock, last rings")?.verdict).toBe("wrong");
  });

  test("errors of a function are counted", async () => {
    town.state.measures.Errors = 3;
    expect((await looks()).of("Function deliver")?.says).toBe(
      "It stopped 3 times with an error in the last hour.",
    );
  });

  test("a table that keeps what it should forget is wrong", async () => {
    await dynamo?.client.send(
      new UpdateTimeToLiveCommand({
        TableName: town.outputs.TableName,
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: false },
      }),
    );
    expect((await looks()).of("Forgetting")?.verdict).toBe("wrong");
  });

  test("what cannot be reached does not end the round", async () => {
    town.outputs.TableName = "gone";
    town.outputs.MediaBucketName = "gone";
    const { code, of } = await looks();
    expect(code).toBe(1);
    expect(of("Table")?.says).toContain("It could not be looked at.");
    expect(of("Photos and recordings")?.verdict).toBe("wrong");
    expect(of("Slack token")?.verdict).toBe("good");
  });
});
