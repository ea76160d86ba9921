import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { commandsOf } from "../../bot/core/officials/commands.ts";
import { ofOfficials } from "../../bot/instruments/registry.ts";
import { manifestShape } from "../../bot/slack/manifest-shape.ts";
import { createApi } from "../../bot/telegram/api.ts";
import { connect } from "../../ops/connect.ts";
import { askHidden } from "../../ops/hidden.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { filledIn, install, STACK, type TestInstallation, TOKEN } from "./installation.ts";

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

describe.skipIf(dynamo === undefined)("an administrator connects", () => {
  let town: TestInstallation;
  let manifest: string;
  const connects = (...more: string[]) => connect(["--manifest", manifest, ...more], town.open);

  beforeEach(async () => {
    if (!dynamo) throw new Error("no DynamoDB");
    town = await install(dynamo);
    manifest = join(town.folder, "slack-app.json");
  });
  afterEach(() => town.stop());

  test("Telegram brings messages to the installation, with its secret", async () => {
    expect(await connects()).toBe(0);
    expect(town.playground.webhooks.telegram).toBe(town.outputs.TelegramWebhook);
    const api = createApi({ token: TOKEN, apiRoot: town.outside.env.TELEGRAM_API_ROOT });
    expect((await api.getWebhookInfo()).allowed_updates).toContain("callback_query");
    expect((await api.getMyCommands({ language_code: "nl" })).map(({ command }) => command)).toContain(
      "melden",
    );
    expect((await api.getMyCommands({ language_code: "en" })).map(({ command }) => command)).toContain(
      "report",
    );
  });

  test("she finds the Slack app in a file, with the real address, as Slack takes it", async () => {
    await connects();
    const app = manifestShape.parse(JSON.parse(readFileSync(manifest, "utf8")));
    expect(app.settings.interactivity.request_url).toBe(town.outputs.SlackRequests);
    expect(app.features.slash_commands.map(({ command }) => command)).toEqual([
      "/samenspel",
      ...commandsOf(ofOfficials).map(({ command }) => `/${command}`),
    ]);
    expect(town.text).toContain("/invite @Samenspel");
  });

  test("the secret of the webhook is made when there is none, and the functions read it", async () => {
    town.changeKeys({ TELEGRAM_WEBHOOK_SECRET: "" });
    expect(await connects()).toBe(0);
    const { TELEGRAM_WEBHOOK_SECRET: made } = town.keys();
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(town.state.restarted).toContain(`${STACK}-telegram`);
    expect(town.state.restarted).not.toContain(`${STACK}-changes`);
    expect(town.text).not.toContain(made);
  });

  test("connecting again changes nothing", async () => {
    await connects();
    const before = { ...town.state.secrets };
    expect(await connects()).toBe(0);
    expect(town.state.secrets).toEqual(before);
    expect(town.state.restarted).toEqual([]);
  });

  test("she renews the secret of the webhook", async () => {
    expect(await connects("--new-webhook-secret")).toBe(0);
    expect(town.keys().TELEGRAM_WEBHOOK_SECRET).not.toBe(filledIn.TELEGRAM_WEBHOOK_SECRET);
  });

  test("she types what is missing, and it is shown nowhere", async () => {
    town.changeKeys({ TELEGRAM_BOT_TOKEN: "", SLACK_BOT_TOKEN: "", SLACK_SIGNING_SECRET: "" });
    town.state.secrets.slack = JSON.stringify({ OF_SOMEBODY_ELSE: "kept" });
    town.answers.push(TOKEN, "not a token", "xoxb-playground", "signing-secret-of-hers");
    expect(await connects("--fill-in")).toBe(0);
    expect(town.keys()).toEqual({
      ...filledIn,
      SLACK_SIGNING_SECRET: "signing-secret-of-hers",
      OF_SOMEBODY_ELSE: "kept",
    });
    expect(JSON.parse(town.state.secrets.telegram)).toEqual({ TELEGRAM_BOT_TOKEN: TOKEN });
    for (const value of [TOKEN, "xoxb-playground", "signing-secret-of-hers"])
      expect(town.text).not.toContain(value);
  });

  test("without a token she hears what is missing and how to get it", async () => {
    town.changeKeys({ TELEGRAM_BOT_TOKEN: "" });
    expect(await connects()).toBe(1);
    expect(town.text).toContain("Still missing: TELEGRAM_BOT_TOKEN. In Telegram, ask @BotFather");
    expect(existsSync(manifest)).toBe(true);
  });

  test("when Telegram refuses the token she hears so, without the token", async () => {
    town.changeKeys({ TELEGRAM_BOT_TOKEN: "999:somebody-else" });
    expect(await connects()).toBe(1);
    expect(town.text).toContain("Telegram did not take it");
    expect(town.text).not.toContain("somebody-else");
  });

  test.each(["SAMENSPEL_SECRET", "BALLOT_SECRET"])("%s is never replaced by it", async (name) => {
    town.changeKeys({ [name]: "" });
    await expect(connects()).rejects.toThrow("do not make a new one");
  });

  test("a town that had all keys in one secret: each is put where it belongs, and taken away where it was", async () => {
    const { SAMENSPEL_SECRET, BALLOT_SECRET, ...others } = filledIn;
    town.changeKeys(Object.fromEntries(Object.keys(others).map((name) => [name, ""])));
    town.state.secrets.secret = JSON.stringify({ ...others, SAMENSPEL_SECRET });
    const everywhere = town.keys();
    expect(await connects()).toBe(0);
    expect(town.keys()).toEqual({ ...everywhere, ...filledIn });
    expect(JSON.parse(town.state.secrets.secret)).toEqual({ SAMENSPEL_SECRET });
    expect(JSON.parse(town.state.secrets.telegramDoor)).toEqual({
      TELEGRAM_WEBHOOK_SECRET: filledIn.TELEGRAM_WEBHOOK_SECRET,
      BALLOT_SECRET,
    });
    expect(town.text).not.toContain(SAMENSPEL_SECRET);
  });

  test("she gives the file that the deployment wrote instead of asking AWS", async () => {
    const file = join(town.folder, "outputs.json");
    const address = "https://other.execute-api.eu-central-1.amazonaws.com/telegram";
    writeFileSync(file, JSON.stringify({ [STACK]: { ...town.outputs, TelegramWebhook: address } }));
    expect(await connects("--outputs", file)).toBe(0);
    expect(town.playground.webhooks.telegram).toBe(address);
  });

  test("a wrong name is explained in a sentence", async () => {
    await expect(connects("--municipality", "atlantis")).rejects.toThrow(
      "There is no file infra/municipalities/atlantis.yaml",
    );
    await expect(connects("--stage", "test")).rejects.toThrow("There is no stack Samenspel-waterkant-test");
    await expect(connects("--fill")).rejects.toThrow("The options are: ");
    delete town.outputs.ScheduleName;
    await expect(connects()).rejects.toThrow("does not say what these are: ScheduleName");
  });
});

test("keys are typed at a terminal, not piped in from a file", async () => {
  await expect(askHidden("TELEGRAM_BOT_TOKEN: ")).rejects.toThrow("Keys are typed at a terminal");
});
