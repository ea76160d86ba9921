import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { addDays, type Day, instantAt, townClock, townMoment } from "../bot/core/calendar/time.ts";
import { isWorkingDay } from "../bot/core/calendar/working-days.ts";
import type { Municipality } from "../bot/core/model/municipality.ts";
import { withPopulation } from "../bot/municipality/population.ts";
import { buildMunicipality } from "../bot/municipality/read-built.ts";
import { readMunicipality } from "../bot/municipality/read-yaml.ts";
import { ConfigurationProblem } from "../bot/runtime/config-problem.ts";
import { copyTexts } from "../bot/runtime/text-files.ts";
import { locales, localesFolder } from "../locales/index.ts";
import { type LocalAws, localAws } from "./aws.ts";

export const TABLE = "samenspel-local";
export const PLAYGROUND_TOKEN = "1234567:playground";
const PLAYGROUND_SECRET = "playground-secret";
const PLAYGROUND_BALLOTS = "only-for-votes-on-this-machine-never-for-a-real-town";
const PLAYGROUND_SIGNING_SECRET = "playground-signing-secret";

/** @throws ConfigurationProblem when there is no such file or something in it is wrong */
export function readTown(path: string, languages: readonly string[]): Municipality {
  if (!existsSync(path)) {
    throw new ConfigurationProblem([
      `MUNICIPALITY: there is no file ${path}; copy infra/municipalities/waterkant.yaml and fill it in`,
    ]);
  }
  return withPopulation(readMunicipality(readFileSync(path, "utf8"), basename(path), languages), (name) =>
    readFileSync(join(dirname(path), name), "utf8"),
  );
}

/** What lies beside a bundle, made as for a deployment: the municipality and the texts. */
function builtFiles(path: string): { readonly MUNICIPALITY: string; readonly TEXTS: string } {
  const folder = mkdtempSync(join(tmpdir(), "samenspel-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "municipality.json");
  writeFileSync(file, buildMunicipality(readTown(path, locales.languages)));
  const texts = join(folder, "texts");
  copyTexts(localesFolder, texts);
  return { MUNICIPALITY: file, TEXTS: texts };
}

/** The environment of the town's process on this machine; values in `env` take precedence. */
export function townSettings(
  env: NodeJS.ProcessEnv,
  path: string,
  dynamo: string | undefined,
  aws: LocalAws,
): NodeJS.ProcessEnv {
  return {
    ...env,
    AWS_REGION: localAws.region,
    AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: env.AWS_ENDPOINT_URL_DYNAMODB || dynamo || "",
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: dynamo ?? "",
    AWS_ENDPOINT_URL_SQS: aws.endpoint,
    AWS_ENDPOINT_URL_S3: aws.endpoint,
    STORE: dynamo === undefined ? "memory" : "dynamodb",
    TABLE_NAME: TABLE,
    LANES: lanesIn(aws.deployment),
    NOTICES_QUEUE_URL: aws.queues.notices,
    BROADCAST_QUEUE_URL: aws.queues.broadcast,
    MEDIA_BUCKET: aws.bucket,
    // The town's process gets the template from us: making it takes seconds, and it may be started often.
    LOCAL_DEPLOYMENT: JSON.stringify({ deployment: aws.deployment, urls: aws.urls }),
    ...builtFiles(path),
    SAMENSPEL_SECRET: env.SAMENSPEL_SECRET || "only-for-this-machine-and-never-for-a-real-town",
    BALLOT_SECRET: env.BALLOT_SECRET || PLAYGROUND_BALLOTS,
    TELEGRAM_WEBHOOK_SECRET: env.TELEGRAM_WEBHOOK_SECRET ?? PLAYGROUND_SECRET,
    SLACK_SIGNING_SECRET: env.SLACK_SIGNING_SECRET ?? PLAYGROUND_SIGNING_SECRET,
  };
}

/** Where lanes may lie: as the template says to the function that residents call. */
function lanesIn({ functions }: LocalAws["deployment"]): string | undefined {
  const lanes = functions.Telegram?.variables.LANES;
  return typeof lanes === "string" ? lanes : undefined;
}

/** Which Telegram and Slack are used: the playground here, the real ones, or stand-ins provided from outside. */
export interface Cast {
  readonly telegram: "played" | "real" | "stand-in";
  readonly slack: "played" | "real" | "stand-in";
}

/** Real tokens select the real services, an address selects a stand-in; otherwise we emulate them. */
export function castOf(env: NodeJS.ProcessEnv): Cast {
  const who = (address: string | undefined, token: string | undefined) =>
    address ? "stand-in" : token ? "real" : "played";
  return {
    telegram: who(env.TELEGRAM_API_ROOT, env.TELEGRAM_BOT_TOKEN),
    slack: who(env.SLACK_API_URL, env.SLACK_BOT_TOKEN),
  };
}

/**
 * The secrets that open the webhooks. The playground knows its own; where we poll instead of being called,
 * nobody has to know them; a stand-in has to be given the same as us. An empty one counts as missing.
 */
export function doorSecrets(env: NodeJS.ProcessEnv, cast: Cast): NodeJS.ProcessEnv {
  const secret = (given: string | undefined, who: Cast["telegram"], played: string) =>
    given || { played, real: crypto.randomUUID(), "stand-in": "" }[who];
  return {
    TELEGRAM_WEBHOOK_SECRET: secret(env.TELEGRAM_WEBHOOK_SECRET, cast.telegram, PLAYGROUND_SECRET),
    SLACK_SIGNING_SECRET: secret(env.SLACK_SIGNING_SECRET, cast.slack, PLAYGROUND_SIGNING_SECRET),
    BALLOT_SECRET: env.BALLOT_SECRET || PLAYGROUND_BALLOTS,
  };
}

/** What the playground has to know about the town. */
export function playgroundOptions(town: Municipality, env: NodeJS.ProcessEnv) {
  return {
    municipality: town.name,
    bot: { name: town.bot, username: "samenspel_playground_bot" },
    channels: town.desks.map((desk, index) => ({
      id: `C0DESK${index + 1}`,
      name: desk.channel.replace("#", ""),
      ...(desk.closed && { is_private: true }),
    })),
    administrator: town.administrators[0],
    telegramToken: PLAYGROUND_TOKEN,
    telegramSecret: env.TELEGRAM_WEBHOOK_SECRET || PLAYGROUND_SECRET,
    slackSigningSecret: env.SLACK_SIGNING_SECRET || PLAYGROUND_SIGNING_SECRET,
  };
}

/** Now if the town hall is open, otherwise ten o'clock on the next working day. Milliseconds since 1970. */
export function officeHours(now: number, closedDays: readonly Day[]): number {
  const { day, minutes } = townClock(instantAt(now));
  if (isWorkingDay(day, closedDays) && minutes >= 9 * 60 && minutes < 16 * 60) return now;
  let next = minutes < 9 * 60 ? day : addDays(day, 1);
  while (!isWorkingDay(next, closedDays)) next = addDays(next, 1);
  return Date.parse(townMoment(next, 10 * 60));
}
