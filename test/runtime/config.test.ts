import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../bot/runtime/config.ts";
import { ConfigurationProblem } from "../../bot/runtime/config-problem.ts";

const complete = {
  TELEGRAM_BOT_TOKEN: "123456:not-a-real-token",
  TELEGRAM_WEBHOOK_SECRET: "only-for_tests",
  SLACK_BOT_TOKEN: "xoxb-not-a-real-token",
  SLACK_SIGNING_SECRET: "not-a-real-signing-secret",
  TABLE_NAME: "samenspel",
  NOTICES_QUEUE_URL: "http://localhost:4566/000000000000/notices.fifo",
  BROADCAST_QUEUE_URL: "http://localhost:4566/000000000000/broadcast.fifo",
  MEDIA_BUCKET: "samenspel-media",
  SAMENSPEL_SECRET: "0123456789012345678901234567890123456789",
  BALLOT_SECRET: "9876543210987654321098765432109876543210",
};
const everything = [
  "telegram",
  "telegramDoor",
  "slack",
  "slackDoor",
  "table",
  "queue",
  "bucket",
  "secret",
] as const;

function problemsOf(
  env: Record<string, string | undefined>,
  needs: Parameters<typeof readConfig>[1] = everything,
) {
  try {
    readConfig(env, needs);
  } catch (problem) {
    if (problem instanceof ConfigurationProblem) return problem.problems;
    throw problem;
  }
  return [];
}

describe("someone who sets the bot up", () => {
  test("needs to fill in only what cannot be guessed", () => {
    expect(readConfig(complete, everything)).toEqual({
      telegram: {
        token: complete.TELEGRAM_BOT_TOKEN,
        apiRoot: "https://api.telegram.org",
      },
      telegramDoor: {
        webhookSecret: complete.TELEGRAM_WEBHOOK_SECRET,
        ballotSecret: complete.BALLOT_SECRET,
      },
      slack: {
        token: complete.SLACK_BOT_TOKEN,
        apiUrl: "https://slack.com/api/",
      },
      slackDoor: { signingSecret: complete.SLACK_SIGNING_SECRET },
      table: { store: "dynamodb", name: "samenspel", lanes: "apart" },
      queue: { notices: complete.NOTICES_QUEUE_URL, broadcast: complete.BROADCAST_QUEUE_URL },
      bucket: { name: "samenspel-media" },
      secret: complete.SAMENSPEL_SECRET,
      municipality: `${process.cwd()}/infra/municipalities/waterkant.yaml`,
      paper: `${process.cwd()}/node_modules`,
      texts: `${process.cwd()}/locales`,
      port: 8080,
      secretArns: [],
    });
  });

  test("fills in only what this part of the software needs", () => {
    const { TELEGRAM_BOT_TOKEN } = complete;
    const config = readConfig({ TELEGRAM_BOT_TOKEN }, ["telegram"]);
    expect(config.telegram.token).toBe(TELEGRAM_BOT_TOKEN);
    expect(config).not.toHaveProperty("slack");
  });

  test("hears of everything that is missing at once, and how to mend it", () => {
    const problems = problemsOf({});
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "TELEGRAM_BOT_TOKEN",
      "TELEGRAM_WEBHOOK_SECRET",
      "BALLOT_SECRET",
      "SLACK_BOT_TOKEN",
      "SLACK_SIGNING_SECRET",
      "TABLE_NAME",
      "NOTICES_QUEUE_URL",
      "BROADCAST_QUEUE_URL",
      "MEDIA_BUCKET",
      "SAMENSPEL_SECRET",
    ]);
    expect(problems[0]).toBe(
      "TELEGRAM_BOT_TOKEN: missing; copy the token that @BotFather gave, such as 123456:ABC…",
    );
  });

  test("may leave a variable empty, which is the same as leaving it out", () => {
    expect(problemsOf({ ...complete, TELEGRAM_BOT_TOKEN: "  " })).toEqual([
      expect.stringContaining("TELEGRAM_BOT_TOKEN: missing"),
    ]);
    expect(readConfig({ ...complete, TELEGRAM_API_ROOT: "" }, ["telegram"]).telegram.apiRoot).toBe(
      "https://api.telegram.org",
    );
  });

  test("never reads a secret back in a problem", () => {
    const wrong = Object.fromEntries(Object.keys(complete).map((name) => [name, `wrong ${name} §`]));
    const printed = problemsOf({
      ...wrong,
      TELEGRAM_API_ROOT: "wrong",
      SLACK_API_URL: "wrong",
      PORT: "wrong",
    }).join("\n");
    expect(printed).toContain("TELEGRAM_WEBHOOK_SECRET");
    expect(printed).toContain("SAMENSPEL_SECRET");
    expect(printed).not.toContain("§");
  });

  test("hears that a webhook secret has Telegram's limits", () => {
    expect(problemsOf({ ...complete, TELEGRAM_WEBHOOK_SECRET: "with spaces" })).toHaveLength(1);
    expect(problemsOf({ ...complete, TELEGRAM_WEBHOOK_SECRET: "a".repeat(257) })).toHaveLength(1);
    expect(problemsOf({ ...complete, TELEGRAM_WEBHOOK_SECRET: "a".repeat(256) })).toEqual([]);
  });

  test("hears that the key for pseudonyms is too short", () => {
    expect(problemsOf({ ...complete, SAMENSPEL_SECRET: "a".repeat(31) })).toHaveLength(1);
  });

  test("may write an address with or without a slash at the end", () => {
    const config = readConfig(
      {
        ...complete,
        TELEGRAM_API_ROOT: "http://localhost:8081/",
        SLACK_API_URL: "http://localhost:8082/api",
      },
      ["telegram", "slack"],
    );
    expect(config.telegram.apiRoot).toBe("http://localhost:8081");
    expect(config.slack.apiUrl).toBe("http://localhost:8082/api/");
  });

  test("finds every variable in the example", () => {
    const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const source = readFileSync(new URL("../../bot/runtime/config.ts", import.meta.url), "utf8");
    const read = new Set([...source.matchAll(/"([A-Z][A-Z_]+)"/g)].map((match) => match[1] ?? ""));
    expect(read.size).toBeGreaterThan(20);
    for (const name of [...Object.keys(complete), ...read].filter((name) => !/^(AWS|LAMBDA)_/.test(name))) {
      expect(example).toMatch(new RegExp(`^#?${name}=`, "m"));
    }
  });
});

describe("where things are kept", () => {
  test("on one's own machine the memory will do", () => {
    expect(readConfig({ STORE: "memory" }, ["table"]).table).toEqual({ store: "memory" });
  });

  test("on Lambda nothing may be forgotten", () => {
    expect(problemsOf({ STORE: "memory", AWS_LAMBDA_FUNCTION_NAME: "tick" }, ["table"])).toEqual([
      "STORE: memory is not for Lambda; use dynamodb",
    ]);
  });

  test("a clock may be moved on one's own machine, and on Lambda not", () => {
    const offset = (text: string) => readConfig({ CLOCK_OFFSET: text }, []).clockOffset;
    expect(["3d", "90m", "-12h", "+5s", "1500ms", "86400000", "0"].map(offset)).toEqual([
      259_200_000, 5_400_000, -43_200_000, 5000, 1500, 86_400_000, 0,
    ]);
    expect(readConfig({ CLOCK_OFFSET: " " }, []).clockOffset).toBeUndefined();
    for (const wrong of ["tomorrow", "3 weeks", "1.5h", "4000d"])
      expect(problemsOf({ CLOCK_OFFSET: wrong }, []), wrong).toEqual([
        expect.stringMatching(/^CLOCK_OFFSET: /),
      ]);
    expect(problemsOf({ CLOCK_OFFSET: "3d", AWS_LAMBDA_FUNCTION_NAME: "tick" }, [])).toEqual([
      "CLOCK_OFFSET: only for npm start, not for Lambda; take it out",
    ]);
  });

  test("there are two kinds", () => {
    expect(problemsOf({ STORE: "paper" }, ["table"])).toEqual(["STORE: use dynamodb or memory"]);
  });

  test("on Lambda the municipality's file lies in the bundle", () => {
    expect(readConfig({ LAMBDA_TASK_ROOT: "/var/task" }, []).municipality).toBe(
      "/var/task/infra/municipalities/waterkant.yaml",
    );
  });
});
