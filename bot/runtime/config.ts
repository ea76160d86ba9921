import { resolve } from "node:path";
import { ConfigurationProblem } from "./config-problem.ts";
import { isKeyring } from "./keyring.ts";

/**
 * Every environment variable of the software, read once at start-up. Nothing else in `bot/` reads the environment.
 * `.env.example` lists them all for the person who fills them in. By hand and not with schemas: somebody waits for it at
 * each start of a function, and every value is a text.
 */

/** Reads variables, and collects what is wrong with them; what it returns for such a one is not used. */
function reading(env: Readonly<Record<string, string>>, problems: string[]) {
  const wrong = (name: string, what: string): string => {
    problems.push(`${name}: ${what}`);
    return "";
  };
  const optional = (name: string): string | undefined => env[name];
  /** A mandatory text. @param how what to fill in, reported when it is missing or wrong */
  const given = (name: string, how: string, isUsable: (text: string) => boolean = () => true): string => {
    const text = env[name];
    if (text === undefined) return wrong(name, `missing; ${how}`);
    return isUsable(text) ? text : wrong(name, `not usable; ${how}`);
  };
  return {
    wrong,
    optional,
    given,
    matching: (name: string, how: string, pattern: RegExp) => given(name, how, (text) => pattern.test(text)),
    /** One key, or several of which the first is the current one (`bot/runtime/keyring.ts`). */
    longKey: (name: string) =>
      given(
        name,
        "make one of at least 32 characters: node -e 'console.log(crypto.randomUUID()+crypto.randomUUID())'",
        isKeyring,
      ),
    /** Of a stand-in, on one's own machine; otherwise `usual`. */
    address<Usual extends string | undefined>(name: string, how: string, usual: Usual): string | Usual {
      const text = env[name];
      if (text === undefined || isWebAddress(text)) return text ?? usual;
      return wrong(name, `not a web address; ${how}`);
    },
  };
}

type Reading = ReturnType<typeof reading>;

const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

/** Of a queue, as Amazon gives it. */
const queueUrl = ({ optional, wrong }: Reading, name: string, queue: string): string => {
  const text = optional(name);
  return text !== undefined && URL.canParse(text)
    ? text
    : wrong(name, `missing or not a web address; write the URL of ${queue}`);
};

/** Where lanes may lie (`bot/store/lane-places.ts`). */
function lanesOf(env: Reading): "stay" | "move" | "apart" {
  const lanes = env.optional("LANES") ?? "apart";
  if (lanes === "stay" || lanes === "move" || lanes === "apart") return lanes;
  env.wrong("LANES", "not known; use stay, move or apart");
  return "apart";
}

const variables = {
  telegram: (env: Reading) => ({
    token: env.matching(
      "TELEGRAM_BOT_TOKEN",
      "copy the token that @BotFather gave, such as 123456:ABC…",
      /^\d+:[\w-]+$/,
    ),
    /** Without a slash at the end, as grammY wants it. */
    apiRoot: env
      .address(
        "TELEGRAM_API_ROOT",
        "leave it out, or write the address of your own Bot API server",
        "https://api.telegram.org",
      )
      .replace(/\/+$/, ""),
  }),
  telegramDoor: (env: Reading) => ({
    // Telegram's own limit for secret_token. An empty one would let anybody speak for any resident.
    webhookSecret: env.matching(
      "TELEGRAM_WEBHOOK_SECRET",
      "make up 1–256 letters, digits, _ or -",
      /^[A-Za-z0-9_-]{1,256}$/,
    ),
    /** The key that ballots and answers are named with. */
    ballotSecret: env.longKey("BALLOT_SECRET"),
  }),
  slack: (env: Reading) => ({
    token: env.matching(
      "SLACK_BOT_TOKEN",
      "copy “Bot User OAuth Token” from the app's page, it starts with xoxb-",
      /^xoxb-./,
    ),
    /** With a slash at the end, as Slack's client wants it. */
    apiUrl: env
      .address(
        "SLACK_API_URL",
        "leave it out, unless you talk to a stand-in for Slack",
        "https://slack.com/api/",
      )
      .replace(/\/*$/, "/"),
  }),
  slackDoor: (env: Reading) => ({
    signingSecret: env.given(
      "SLACK_SIGNING_SECRET",
      "copy “Signing Secret” from the app's page at api.slack.com",
    ),
  }),
  table: (
    env: Reading,
  ):
    | { readonly store: "dynamodb"; readonly name: string; readonly lanes: "stay" | "move" | "apart" }
    | { readonly store: "memory" } => {
    const store = env.optional("STORE") ?? "dynamodb";
    if (store === "dynamodb")
      return {
        store,
        name: env.given("TABLE_NAME", "write the name of the main DynamoDB table"),
        lanes: lanesOf(env),
      };
    if (store !== "memory") env.wrong("STORE", "use dynamodb or memory");
    // A function that forgets everything when it goes to sleep would break every promise made.
    else if (isOnLambda(env)) env.wrong("STORE", "memory is not for Lambda; use dynamodb");
    return { store: "memory" };
  },
  aws: (env: Reading) => {
    const keys = "Lambda gives it; on your own machine take the keys of a role";
    const standIn = "leave it out, unless you talk to a stand-in for AWS";
    return {
      account: {
        region: env.given("AWS_REGION", "write the region, such as eu-central-1"),
        accessKeyId: env.given("AWS_ACCESS_KEY_ID", keys),
        secretAccessKey: env.given("AWS_SECRET_ACCESS_KEY", keys),
        sessionToken: env.optional("AWS_SESSION_TOKEN"),
      },
      /** Stand-ins for Amazon's own servers, by the names that Amazon's SDK also knows. */
      endpoints: {
        dynamodb: env.address("AWS_ENDPOINT_URL_DYNAMODB", standIn, undefined),
        sqs: env.address("AWS_ENDPOINT_URL_SQS", standIn, undefined),
        secretsmanager: env.address("AWS_ENDPOINT_URL_SECRETS_MANAGER", standIn, undefined),
      },
    };
  },
  queue: (env: Reading) => ({
    notices: queueUrl(env, "NOTICES_QUEUE_URL", "notices.fifo"),
    broadcast: queueUrl(env, "BROADCAST_QUEUE_URL", "broadcast.fifo"),
  }),
  bucket: (env: Reading) => ({
    name: env.given("MEDIA_BUCKET", "write the name of the S3 bucket for photos and recordings"),
  }),
  secret: (env: Reading) => env.longKey("SAMENSPEL_SECRET"),
};

/** Milliseconds per unit in which a clock offset may be given; without a unit it is in milliseconds. */
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const OFFSET = /^([+-]?\d{1,13})(ms|s|m|h|d)?$/;
/** Milliseconds. No calendar of a town goes further than ten years ahead or back (our limit). */
const FURTHEST = 3653 * UNITS.d;

function clockOffset(env: Reading): number | undefined {
  const text = env.optional("CLOCK_OFFSET");
  if (text === undefined) return undefined;
  const [found, number = "", unit = "ms"] = OFFSET.exec(text) ?? [];
  const offset = Number(number) * (Object.entries(UNITS).find(([name]) => name === unit)?.[1] ?? 1);
  if (found === undefined)
    env.wrong("CLOCK_OFFSET", "not usable; write how far ahead the clock is, such as 3d, 90m or -12h");
  else if (Math.abs(offset) > FURTHEST) env.wrong("CLOCK_OFFSET", "use at most ten years");
  // Residents are promised days: a deployed town keeps the same time as everybody else.
  else if (isOnLambda(env)) env.wrong("CLOCK_OFFSET", "only for npm start, not for Lambda; take it out");
  return offset;
}

function port(env: Reading): number {
  const number = Number(env.optional("PORT") ?? 8080);
  if (Number.isNaN(number)) env.wrong("PORT", "not a number; use a port such as 8080");
  else if (!Number.isInteger(number) || number < 1 || number > 65_535)
    env.wrong("PORT", "use a port from 1 to 65535");
  return number;
}

const isOnLambda = (env: Reading): boolean => env.optional("AWS_LAMBDA_FUNCTION_NAME") !== undefined;

function always(env: Reading) {
  const root = env.optional("LAMBDA_TASK_ROOT") ?? ".";
  return {
    /** Absolute path of the municipality's file: in the bundle on Lambda, otherwise from the working directory. */
    municipality: resolve(root, env.optional("MUNICIPALITY") ?? "infra/municipalities/waterkant.yaml"),
    /** The folder with everything needed to typeset a document: in the bundle on Lambda, otherwise the packages. */
    paper: resolve(root, env.optional("PAPER") ?? "node_modules"),
    /** The folder with the texts of every language: in the bundle on Lambda, otherwise as they are written. */
    texts: resolve(root, env.optional("TEXTS") ?? "locales"),
    /** Deployed: where to find the keys that are not in the environment (`bot/runtime/secrets.ts`). Empty: all are. */
    secretArns:
      env
        .optional("SECRET_ARNS")
        ?.split(",")
        .map((arn) => arn.trim()) ?? [],
    /** Used only on one's own machine. */
    port: port(env),
    /** Milliseconds that the town's clock runs ahead, on one's own machine. Undefined when not given. */
    clockOffset: clockOffset(env),
  };
}

/** A part of the software that a handler uses; what it does not use need not be filled in. */
export type Need = keyof typeof variables;

type Parts = { readonly [Name in Need]: ReturnType<(typeof variables)[Name]> };

/** The settings, with only the parts that were asked for. */
export type Config<Needed extends Need = Need> = ReturnType<typeof always> & Pick<Parts, Needed>;

/** In this order problems are reported. */
const needs = [
  "telegram",
  "telegramDoor",
  "slack",
  "slackDoor",
  "table",
  "aws",
  "queue",
  "bucket",
  "secret",
] as const satisfies readonly Need[];

/**
 * @param env `process.env`, or an invented one in a test. An empty variable counts as absent.
 * @throws ConfigurationProblem with one line per variable and its remedy; never a value, because most of them are
 *   secrets
 */
export function readConfig<Needed extends Need>(
  env: Readonly<Record<string, string | undefined>>,
  needed: readonly Needed[],
): Config<Needed>;
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  needed: readonly Need[],
): Partial<Config> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const trimmed = value?.trim() ?? "";
    if (trimmed !== "") filled[name] = trimmed;
  }
  const problems: string[] = [];
  const read = reading(filled, problems);
  const config = {
    ...always(read),
    ...Object.fromEntries(
      needs.filter((one) => needed.includes(one)).map((one) => [one, variables[one](read)]),
    ),
  };
  if (problems.length > 0) throw new ConfigurationProblem(problems);
  return config;
}
