import { expect, test } from "vitest";
import * as z from "zod";
import { readConfig } from "../../bot/runtime/config.ts";
import { ConfigurationProblem } from "../../bot/runtime/config-problem.ts";
import { type SecretPart, secretNames, secretParts, secretsOf } from "../../bot/runtime/secret-names.ts";
import { readSecrets } from "../../bot/runtime/secrets.ts";
import { functionNames, titled } from "../../infra/functions.ts";
import { rightsOf, synthesise } from "./template.ts";

/** Each function can read the keys that it uses, and no others. */

const template = synthesise();
const secrets = template.findResources("AWS::SecretsManager::Secret");
const idOf = (part: SecretPart): string => {
  const name = part === "secret" ? /^Secret[0-9A-F]+$/ : new RegExp(`^${titled(part)}Secret[0-9A-F]+$`);
  const found = Object.keys(secrets).find((id) => name.test(id));
  if (found === undefined) throw new Error(`no secret ${part}`);
  return found;
};

test.each(functionNames)("%s may read the secrets that it uses, and no other", (name) => {
  const rights = rightsOf(template, name).filter(({ action }) => action.startsWith("secretsmanager:"));
  const readable = secretParts.filter((part) =>
    rights.some(({ resource }) => JSON.parse(resource).Ref === idOf(part)),
  );
  expect(readable).toEqual(secretParts.filter((part) => secretsOf[name].some((one) => one === part)));
  for (const { action, resource } of rights) {
    expect(action).toBe("secretsmanager:GetSecretValue");
    expect(Object.keys(secrets)).toContain(JSON.parse(resource).Ref);
  }
});

test.each(functionNames)("%s is told where its secrets are, and where no other is", (name) => {
  const [settings] = Object.entries(template.findResources("AWS::Lambda::Function"))
    .filter(([id]) => new RegExp(`^${titled(name)}[0-9A-F]+$`).test(id))
    .map(([, one]) => one.Properties.Environment.Variables);
  const told = JSON.stringify(settings.SECRET_ARNS ?? "");
  const parts = secretParts.filter((part) => told.includes(`"${idOf(part)}"`));
  expect(parts).toEqual(secretParts.filter((part) => secretsOf[name].some((one) => one === part)));
});

test("the key of ballots is read where ballots are cast, and each token where it is sent with", () => {
  const readersOf = (key: string) =>
    functionNames.filter((name) =>
      secretsOf[name].some((part: SecretPart) => secretNames[part].some((one) => one === key)),
    );
  expect(readersOf("BALLOT_SECRET")).toEqual(["telegram"]);
  expect(readersOf("TELEGRAM_WEBHOOK_SECRET")).toEqual(["telegram"]);
  expect(readersOf("SLACK_SIGNING_SECRET")).toEqual(["slack"]);
  expect(readersOf("TELEGRAM_BOT_TOKEN")).toEqual(["telegram", "deliver", "broadcast"]);
  expect(readersOf("SLACK_BOT_TOKEN")).toEqual(["slack", "deliver"]);
  // Ballots and answers lie sealed with it, so who counts them opens them.
  expect(readersOf("SAMENSPEL_SECRET")).toEqual(functionNames);
});

test.each(functionNames)("what %s reads of its secrets is all that its settings ask for", (name) => {
  const names: string[] = secretsOf[name].flatMap((part: SecretPart) => secretNames[part]);
  try {
    readConfig({}, secretsOf[name]);
    expect(names).toEqual([]);
  } catch (problem) {
    if (!(problem instanceof ConfigurationProblem)) throw problem;
    expect(problem.problems.map((one) => one.split(":")[0]).toSorted()).toEqual(names.toSorted());
  }
});

test("a key that was made is never replaced: that would make a stranger of everybody", () => {
  const made = z.object({
    GenerateSecretString: z.object({ SecretStringTemplate: z.string(), GenerateStringKey: z.string() }),
  });
  expect(made.parse(secrets[idOf("secret")]?.Properties).GenerateSecretString).toEqual({
    // Word for word as it was deployed first.
    SecretStringTemplate:
      '{"TELEGRAM_BOT_TOKEN":"","TELEGRAM_WEBHOOK_SECRET":"","SLACK_BOT_TOKEN":"","SLACK_SIGNING_SECRET":""}',
    GenerateStringKey: "SAMENSPEL_SECRET",
  });
  expect(made.parse(secrets[idOf("telegramDoor")]?.Properties).GenerateSecretString).toEqual({
    SecretStringTemplate: '{"TELEGRAM_WEBHOOK_SECRET":""}',
    GenerateStringKey: "BALLOT_SECRET",
  });
  for (const part of ["telegram", "slack", "slackDoor"] as const)
    expect(secrets[idOf(part)]?.Properties.SecretString).toBe(`{"${secretNames[part][0]}":""}`);
});

test("secrets are read at the same time, what is empty in one may be filled in another, and the first that has it counts", async () => {
  let open = 0;
  let most = 0;
  const values: Record<string, object> = {
    telegram: { TELEGRAM_BOT_TOKEN: "" },
    door: { BALLOT_SECRET: "ballots", TELEGRAM_WEBHOOK_SECRET: "new" },
    old: { TELEGRAM_BOT_TOKEN: "1:from-before", TELEGRAM_WEBHOOK_SECRET: "old", SAMENSPEL_SECRET: "key" },
  };
  const service = async (_operation: string, input: object) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open--;
    const { SecretId } = z.object({ SecretId: z.string() }).parse(input);
    return { SecretString: JSON.stringify(values[SecretId]) };
  };
  expect(await readSecrets(["telegram", "door", "old"], service)).toEqual({
    TELEGRAM_BOT_TOKEN: "1:from-before",
    TELEGRAM_WEBHOOK_SECRET: "new",
    SAMENSPEL_SECRET: "key",
    BALLOT_SECRET: "ballots",
  });
  expect(most).toBe(3);
});
