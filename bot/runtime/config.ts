import { resolve } from "node:path";
import * as z from "zod/mini";
import { ConfigurationProblem } from "./config-problem.ts";
import { isKeyring } from "./keyring.ts";

/**
 * Every environment variable of the software, read once at start-up. Nothing else in `bot/` reads the environment.
 * `.env.example` lists them all for the person who fills them in.
 */

/** A mandatory text. @param how what to fill in, reported when it is missing or wrong */
const given = (how: string, pattern = /./) =>
  z.string({ error: `missing; ${how}` }).check(z.regex(pattern, { error: `not usable; ${how}` }));

const webAddress = (how: string) => z.url({ protocol: /^https?$/, error: `not a web address; ${how}` });

const elsewhere = z.optional(webAddress("leave it out, unless you talk to a stand-in for AWS"));

const howToMakeOne =
  "make one of at least 32 characters: node -e 'console.log(crypto.randomUUID()+crypto.randomUUID())'";

/** One key, or several of which the first is the current one (`bot/runtime/keyring.ts`). */
const longKey = given(howToMakeOne).check(z.refine(isKeyring, { error: `not usable; ${howToMakeOne}` }));

const variables = {
  telegram: z.pipe(
    z.object({
      TELEGRAM_BOT_TOKEN: given("copy the token that @BotFather gave, such as 123456:ABC…", /^\d+:[\w-]+$/),
      TELEGRAM_API_ROOT: z._default(
        webAddress("leave it out, or write the address of your own Bot API server"),
        "https://api.telegram.org",
      ),
    }),
    z.transform((env) => ({
      token: env.TELEGRAM_BOT_TOKEN,
      /** Without a slash at the end, as grammY wants it. */
      apiRoot: env.TELEGRAM_API_ROOT.replace(/\/+$/, ""),
    })),
  ),
  telegramDoor: z.pipe(
    z.object({
      // Telegram's own limit for secret_token. An empty one would let anybody speak for any resident.
      TELEGRAM_WEBHOOK_SECRET: given("make up 1–256 letters, digits, _ or -", /^[A-Za-z0-9_-]{1,256}$/),
      BALLOT_SECRET: longKey,
    }),
    z.transform((env) => ({
      webhookSecret: env.TELEGRAM_WEBHOOK_SECRET,
      /** The key that ballots and answers are named with. */
      ballotSecret: env.BALLOT_SECRET,
    })),
  ),
  slack: z.pipe(
    z.object({
      SLACK_BOT_TOKEN: given(
        "copy “Bot User OAuth Token” from the app's page, it starts with xoxb-",
        /^xoxb-./,
      ),
      SLACK_API_URL: z._default(
        webAddress("leave it out, unless you talk to a stand-in for Slack"),
        "https://slack.com/api/",
      ),
    }),
    z.transform((env) => ({
      token: env.SLACK_BOT_TOKEN,
      /** With a slash at the end, as Slack's client wants it. */
      apiUrl: env.SLACK_API_URL.replace(/\/*$/, "/"),
    })),
  ),
  slackDoor: z.pipe(
    z.object({
      SLACK_SIGNING_SECRET: given("copy “Signing Secret” from the app's page at api.slack.com"),
    }),
    z.transform((env) => ({ signingSecret: env.SLACK_SIGNING_SECRET })),
  ),
  table: z.pipe(
    z.discriminatedUnion(
      "STORE",
      [
        z.object({ STORE: z.literal("dynamodb"), TABLE_NAME: given("write the name of the DynamoDB table") }),
        z.object({ STORE: z.literal("memory"), AWS_LAMBDA_FUNCTION_NAME: z.optional(z.string()) }).check(
          // A function that forgets everything when it goes to sleep would break every promise made.
          z.refine((env) => env.AWS_LAMBDA_FUNCTION_NAME === undefined, {
            path: ["STORE"],
            error: "memory is not for Lambda; use dynamodb",
          }),
        ),
      ],
      { error: "use dynamodb or memory" },
    ),
    z.transform((env) =>
      env.STORE === "dynamodb" ? { store: env.STORE, name: env.TABLE_NAME } : { store: env.STORE },
    ),
  ),
  aws: z.pipe(
    z.object({
      AWS_REGION: given("write the region, such as eu-central-1"),
      AWS_ACCESS_KEY_ID: given("Lambda gives it; on your own machine take the keys of a role"),
      AWS_SECRET_ACCESS_KEY: given("Lambda gives it; on your own machine take the keys of a role"),
      AWS_SESSION_TOKEN: z.optional(z.string()),
      AWS_ENDPOINT_URL_DYNAMODB: elsewhere,
      AWS_ENDPOINT_URL_SQS: elsewhere,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: elsewhere,
    }),
    z.transform((env) => ({
      account: {
        region: env.AWS_REGION,
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
        sessionToken: env.AWS_SESSION_TOKEN,
      },
      /** Stand-ins for Amazon's own servers, by the names that Amazon's SDK also knows. */
      endpoints: {
        dynamodb: env.AWS_ENDPOINT_URL_DYNAMODB,
        sqs: env.AWS_ENDPOINT_URL_SQS,
        secretsmanager: env.AWS_ENDPOINT_URL_SECRETS_MANAGER,
      },
    })),
  ),
  queue: z.pipe(
    z.object({
      NOTICES_QUEUE_URL: z.url({ error: "missing or not a web address; write the URL of notices.fifo" }),
      BROADCAST_QUEUE_URL: z.url({ error: "missing or not a web address; write the URL of broadcast.fifo" }),
    }),
    z.transform((env) => ({ notices: env.NOTICES_QUEUE_URL, broadcast: env.BROADCAST_QUEUE_URL })),
  ),
  bucket: z.pipe(
    z.object({ MEDIA_BUCKET: given("write the name of the S3 bucket for photos and recordings") }),
    z.transform((env) => ({ name: env.MEDIA_BUCKET })),
  ),
  secret: z.pipe(
    z.object({ SAMENSPEL_SECRET: longKey }),
    z.transform((env) => env.SAMENSPEL_SECRET),
  ),
};

/** Milliseconds per unit in which a clock offset may be given; without a unit it is in milliseconds. */
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const OFFSET = /^([+-]?\d{1,13})(ms|s|m|h|d)?$/;
/** Milliseconds. No calendar of a town goes further than ten years ahead or back (our limit). */
const FURTHEST = 3653 * UNITS.d;

function readOffset(text: string): number {
  const [, number = "", unit = "ms"] = OFFSET.exec(text) ?? [];
  return Number(number) * (Object.entries(UNITS).find(([name]) => name === unit)?.[1] ?? 1);
}

const always = z.pipe(
  z
    .object({
      MUNICIPALITY: z._default(z.string(), "infra/municipalities/waterkant.yaml"),
      PORT: z._default(
        z.coerce
          .number({ error: "not a number; use a port such as 8080" })
          .check(
            z.int(),
            z.minimum(1, { error: "use a port from 1 to 65535" }),
            z.maximum(65_535, { error: "use a port from 1 to 65535" }),
          ),
        8080,
      ),
      PAPER: z._default(z.string(), "node_modules"),
      TEXTS: z._default(z.string(), "locales"),
      LAMBDA_TASK_ROOT: z._default(z.string(), "."),
      SECRET_ARNS: z.optional(z.string()),
      CLOCK_OFFSET: z.optional(
        z
          .pipe(
            z.string().check(
              z.regex(OFFSET, {
                error: "not usable; write how far ahead the clock is, such as 3d, 90m or -12h",
              }),
            ),
            z.transform(readOffset),
          )
          .check(z.refine((offset) => Math.abs(offset) <= FURTHEST, { error: "use at most ten years" })),
      ),
      AWS_LAMBDA_FUNCTION_NAME: z.optional(z.string()),
    })
    .check(
      // Residents are promised days: a deployed town keeps the same time as everybody else.
      z.refine((env) => env.CLOCK_OFFSET === undefined || env.AWS_LAMBDA_FUNCTION_NAME === undefined, {
        path: ["CLOCK_OFFSET"],
        error: "only for npm start, not for Lambda; take it out",
      }),
    ),
  z.transform((env) => ({
    /** Absolute path of the municipality's file: in the bundle on Lambda, otherwise from the working directory. */
    municipality: resolve(env.LAMBDA_TASK_ROOT, env.MUNICIPALITY),
    /** The folder with everything needed to typeset a document: in the bundle on Lambda, otherwise the packages. */
    paper: resolve(env.LAMBDA_TASK_ROOT, env.PAPER),
    /** The folder with the texts of every language: in the bundle on Lambda, otherwise as they are written. */
    texts: resolve(env.LAMBDA_TASK_ROOT, env.TEXTS),
    /** Deployed: where to find the keys that are not in the environment (`bot/runtime/secrets.ts`). Empty: all are. */
    secretArns: env.SECRET_ARNS?.split(",").map((arn) => arn.trim()) ?? [],
    /** Used only on one's own machine. */
    port: env.PORT,
    /** Milliseconds that the town's clock runs ahead, on one's own machine. Undefined when not given. */
    clockOffset: env.CLOCK_OFFSET,
  })),
);

/** A part of the software that a handler uses; what it does not use need not be filled in. */
export type Need = keyof typeof variables;

type Parts = { readonly [Name in Need]: z.output<(typeof variables)[Name]> };

/** The settings, with only the parts that were asked for. */
export type Config<Needed extends Need = Need> = z.output<typeof always> & Pick<Parts, Needed>;

/**
 * @param env `process.env`, or an invented one in a test. An empty variable counts as absent.
 * @throws ConfigurationProblem with one line per variable and its remedy; never a value, because most of them are
 *   secrets
 */
export function readConfig<Needed extends Need>(
  env: Readonly<Record<string, string | undefined>>,
  needs: readonly Needed[],
): Config<Needed>;
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  needs: readonly Need[],
): Partial<Config> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const trimmed = value?.trim() ?? "";
    if (trimmed !== "") filled[name] = trimmed;
  }
  filled.STORE ??= "dynamodb";

  const problems: string[] = [];
  const read = <Output>(schema: z.ZodMiniType<Output>): Output | undefined => {
    const result = schema.safeParse(filled);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) problems.push(`${String(path[0])}: ${message}`);
    return undefined;
  };
  const config: Partial<Config> = {
    ...read(always),
    ...(needs.includes("telegram") && { telegram: read(variables.telegram) }),
    ...(needs.includes("telegramDoor") && { telegramDoor: read(variables.telegramDoor) }),
    ...(needs.includes("slack") && { slack: read(variables.slack) }),
    ...(needs.includes("slackDoor") && { slackDoor: read(variables.slackDoor) }),
    ...(needs.includes("table") && { table: read(variables.table) }),
    ...(needs.includes("aws") && { aws: read(variables.aws) }),
    ...(needs.includes("queue") && { queue: read(variables.queue) }),
    ...(needs.includes("bucket") && { bucket: read(variables.bucket) }),
    ...(needs.includes("secret") && { secret: read(variables.secret) }),
  };
  if (problems.length > 0) throw new ConfigurationProblem(problems);
  return config;
}
