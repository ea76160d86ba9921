import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { type AwsService, awsService, type Options } from "../bot/aws/client.ts";
import { s3MediaBox } from "../bot/aws/s3-media-box.ts";
import { sdkQueues, sdkSecrets, sdkTable } from "../bot/aws/sdk.ts";
import type { AwsAccount } from "../bot/aws/signature.ts";
import { sqsOutbox } from "../bot/aws/sqs-outbox.ts";
import { createPlanner } from "../bot/broadcasts/planner.ts";
import { instantAt } from "../bot/core/calendar/time.ts";
import type { Municipality } from "../bot/core/model/municipality.ts";
import { createPhrases } from "../bot/core/understanding/phrases.ts";
import { createDelivery } from "../bot/delivery/deliver.ts";
import { createDocumentFiles } from "../bot/documents/document-files.ts";
import { createDrawing } from "../bot/documents/document-images.ts";
import { createPdfTypesetter } from "../bot/documents/pdf.ts";
import { createPosterPrinter } from "../bot/documents/poster.ts";
import { createSvgToPng } from "../bot/documents/svg-to-png.ts";
import { createChanges } from "../bot/engine/changes.ts";
import { createClock } from "../bot/engine/clock.ts";
import { createOfficials } from "../bot/engine/officials.ts";
import { createResidents } from "../bot/engine/residents.ts";
import { readBuilt } from "../bot/municipality/read-built.ts";
import type { Clock } from "../bot/ports/clock.ts";
import type { Seals } from "../bot/ports/secrecy.ts";
import type { Store } from "../bot/ports/store.ts";
import { type Config, type Need, readConfig } from "../bot/runtime/config.ts";
import {
  answer,
  bodySize,
  largestBody,
  type Request,
  type Response,
  readRequest,
} from "../bot/runtime/http-request.ts";
import { readKeyring } from "../bot/runtime/keyring.ts";
import { createLog } from "../bot/runtime/log.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { type SecretReader, secretsOf } from "../bot/runtime/secret-names.ts";
import { readSecrets } from "../bot/runtime/secrets.ts";
import { readTexts } from "../bot/runtime/text-files.ts";
import { createVoterTokens } from "../bot/runtime/voter-tokens.ts";
import { createApi as createSlackApi } from "../bot/slack/api.ts";
import { slackWorkplace } from "../bot/slack/outbound.ts";
import { connectDynamo } from "../bot/store/dynamo-client.ts";
import { dynamoTable } from "../bot/store/dynamo-table.ts";
import { createApi } from "../bot/telegram/api.ts";
import { telegramChannel } from "../bot/telegram/outbound.ts";
import { similarPairs } from "../bot/text/similarity.ts";
import { createHearing } from "../bot/text/typed-choice.ts";
import { createWords } from "../bot/text/words.ts";

/**
 * Assembles the parts from the environment, once per process: a Lambda keeps them between calls. Each handler opens
 * only what it uses, because the bundler leaves out the rest.
 */

const clock: Clock = { now: () => instantAt(Date.now()) };
const log = createLog();

type Env = NodeJS.ProcessEnv;

/** How a function reaches the table, and the secrets with its keys. */
type Reach = Readonly<Record<"table" | "secrets", (account: AwsAccount, options: Options) => AwsService>>;

/** Somebody waits for the webhooks to start, and for each of their calls (docs/adr/0060-amazons-sdk-where-nobody-waits.md). */
const atOnce: Reach = {
  table: (account, options) => awsService("dynamodb", account, options),
  secrets: (account, options) => awsService("secretsmanager", account, options),
};

/** Everything else goes through Amazon's SDK. */
const throughSdk: Reach = { table: sdkTable, secrets: sdkSecrets };

/** The store on one's own machine (`memory.ts`). A function on Lambda stores everything in its table. */
let ownStore: ((env: Env) => Store) | undefined;
export function keepIn(store: (env: Env) => Store): void {
  ownStore = store;
}

function openStore(reach: Reach, env: Env, seals: Seals): Store {
  const { table } = readConfig(env, ["table"]);
  if (table.store === "memory") {
    if (!ownStore) throw new Error("STORE=memory is for npm start");
    return ownStore(env);
  }
  const { account, endpoints } = readConfig(env, ["aws"]).aws;
  return dynamoTable({
    client: connectDynamo(reach.table(account, { endpoint: endpoints.dynamodb })),
    table: table.name,
    lanes: table.lanes,
    now: clock.now,
    seals,
  });
}

function openOutbox(env: Env): ReturnType<typeof sqsOutbox> {
  const { queue, aws } = readConfig(env, ["queue", "aws"]);
  return sqsOutbox(queue, sdkQueues(aws.account, { endpoint: aws.endpoints.sqs }));
}

/**
 * The settings of one function: the keys that it may read, and anything else it needs. When deployed, keys are in
 * secrets and are read once; on one's own machine they are in the environment.
 */
async function settings<Name extends SecretReader, Needed extends Need = never>(
  reach: Reach,
  env: Env,
  name: Name,
  needs: readonly Needed[] = [],
): Promise<Config<(typeof secretsOf)[Name][number] | Needed>> {
  const { secretArns } = readConfig(env, []);
  const all = [...secretsOf[name], ...needs];
  if (secretArns.length === 0) return readConfig(env, all);
  const { account, endpoints } = readConfig(env, ["aws"]).aws;
  const secrets = reach.secrets(account, { endpoint: endpoints.secretsmanager });
  return readConfig({ ...(await readSecrets(secretArns, secrets)), ...env }, all);
}

/** Shared by everything that decides or speaks. */
function common(reach: Reach, env: Env, config: Config<"secret">) {
  const town: Municipality = readBuilt(
    readFileSync(config.municipality, "utf8"),
    basename(config.municipality),
  );
  const { number: emergency, crisis, crisisChat } = town.emergency;
  const words = createWords(readTexts(config.texts), "nl", { emergency, crisis, crisisChat });
  const secrecy = createSecrecy(config.secret);
  return {
    words,
    town,
    store: openStore(reach, env, secrecy),
    secrecy,
    clock,
    log,
    ...createHearing(words, town.languages),
  };
}

const channelFor = ({ telegram }: Config<"telegram">, words: ReturnType<typeof createWords>) =>
  telegramChannel({ api: createApi({ token: telegram.token, apiRoot: telegram.apiRoot }), words });

const workplaceFor = (
  { slack }: Config<"slack">,
  { words, town }: Pick<ReturnType<typeof common>, "words" | "town">,
) =>
  slackWorkplace({
    client: createSlackApi({ token: slack.token, apiUrl: slack.apiUrl }),
    words,
    defaultLanguage: town.languages[0] ?? "nl",
  });

/** Milliseconds. Anything opened this long ago may be reopened when its keys seem wrong (our limit). */
const STALE = 60_000;

/**
 * Opens once and keeps the result. A failure is retried at the next call: a secret may have been filled in. `forget`
 * drops anything at least a minute old, so that changed keys are read; a caller with wrong keys cannot make us read
 * them all the time.
 */
function once<Opened>(open: (env: Env) => Promise<Opened>) {
  let opened: { readonly parts: Promise<Opened>; readonly since: number } | undefined;
  const now = () => performance.now();
  return {
    async parts(env: Env): Promise<Opened> {
      opened ??= { parts: open(env), since: now() };
      try {
        return await opened.parts;
      } catch (error) {
        opened = undefined;
        throw error;
      }
    },
    /** @returns whether there was something to drop */
    forget(): boolean {
      if (!opened || now() - opened.since < STALE) return false;
      opened = undefined;
      return true;
    },
  };
}

/**
 * Answers a request to a webhook; if it is refused, once more with freshly read keys. A body that neither Telegram nor
 * Slack can have sent is refused before it is decoded, and before anything is opened for it.
 */
export async function atDoor<Opened>(
  door: keyof typeof largestBody,
  open: { parts(env: Env): Promise<Opened>; forget(): boolean },
  env: Env,
  event: APIGatewayProxyEventV2,
  enter: (parts: Opened) => (request: Request) => Promise<Response>,
): Promise<Response> {
  const bytes = bodySize(event);
  if (bytes > largestBody[door]) {
    log.info("too_large", { door, bytes });
    return answer(413);
  }
  const request = readRequest(event);
  const response = await enter(await open.parts(env))(request);
  return response.statusCode === 401 && open.forget() ? enter(await open.parts(env))(request) : response;
}

/** For `handlers/telegram.ts`. */
export const openResidents = /* @__PURE__ */ once(async (env) => {
  const config = await settings(atOnce, env, "telegram");
  const parts = common(atOnce, env, config);
  const [newest, ...older] = readKeyring(config.telegramDoor.ballotSecret);
  const app = createResidents({
    ...parts,
    channel: channelFor(config, parts.words),
    phrases: createPhrases(parts.vocabularies),
    shows: parts.words.render,
    voters: createVoterTokens(newest.secret, ...older.map(({ secret }) => secret)),
  });
  return { app, config, log, clock };
});

/** For `handlers/slack.ts`. */
export const openOffice = /* @__PURE__ */ once(async (env) => {
  const config = await settings(atOnce, env, "slack");
  const parts = common(atOnce, env, config);
  const workplace = workplaceFor(config, parts);
  return {
    app: createOfficials({ ...parts, workplace, similarPairs, reads }),
    workplace,
    words: parts.words,
    config,
    log,
    clock,
  };
});

/** Few forms contain such a text: its parser is loaded with the first of them. */
async function reads(text: string) {
  return (await import("../bot/text/questions-yaml.ts")).readQuestions(text);
}

/** For `handlers/changes.ts`: opens ballots and answers, because it counts them; no chats. */
export const openReaction = /* @__PURE__ */ once(async (env) => {
  const seals = createSecrecy((await settings(throughSdk, env, "changes")).secret);
  const react = createChanges({ store: openStore(throughSdk, env, seals), outbox: openOutbox(env), clock });
  return { react, seals, log };
});

/** For `handlers/deliver.ts`. */
export const openDelivery = /* @__PURE__ */ once(async (env) => {
  const config = await settings(throughSdk, env, "deliver", ["bucket"]);
  const parts = common(throughSdk, env, config);
  const { deliver } = createDelivery({
    ...parts,
    channel: channelFor(config, parts.words),
    workplace: workplaceFor(config, parts),
    media: s3MediaBox(config.bucket.name),
    print: createDocumentFiles(
      parts.words,
      log,
      createPdfTypesetter(config.paper),
      createDrawing(parts.words, log, parts.town.name, {
        paint: createSvgToPng(config.paper),
        poster: createPosterPrinter(config.paper),
      }),
    ),
  });
  return { deliver, postpone: openOutbox(env).postpone, log };
});

/** For `handlers/tick.ts`. */
export const openTicking = /* @__PURE__ */ once(async (env) => {
  const config = await settings(throughSdk, env, "tick");
  return { tick: createClock({ ...common(throughSdk, env, config), outbox: openOutbox(env) }), log };
});

/** For `handlers/broadcast.ts`. */
export const openBroadcasting = /* @__PURE__ */ once(async (env) => {
  const config = await settings(throughSdk, env, "broadcast");
  const parts = common(throughSdk, env, config);
  const outbox = openOutbox(env);
  const channel = channelFor(config, parts.words);
  return { broadcast: createPlanner({ ...parts, channel, outbox }), giveBack: outbox.giveBack, log };
});
