import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { instantAt } from "../../bot/core/calendar/time.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { dynamoTable } from "../../bot/store/dynamo-table.ts";
import { rowImage } from "../../bot/store/item-codec.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { localAws, startQueuesAndBucket } from "../../local/aws.ts";
import { startEventSources } from "../../local/event-sources.ts";
import { openRoutes } from "../../local/gateway.ts";
import type { Invoke } from "../../local/invocation.ts";
import { localDeployment } from "../../local/local-deployment.ts";
import { startPlayground } from "../../local/playground/server.ts";
import { pollStream } from "../../local/polls.ts";
import { officeHours, PLAYGROUND_TOKEN, playgroundOptions, readTown } from "../../local/settings.ts";
import { type Call, openRoad, type Road } from "../faults/road.ts";
import type { dynamoForTests } from "../support/dynamo.ts";
import { mediaActs, queueActs, secretActs, tableActs } from "./calls.ts";
import { type Deployable, environmentOf, type Places, startFunction, startSecrets } from "./deployment.ts";
import type { Act } from "./policies.ts";

/**
 * A town of the very bundles that `cdk synth` makes: each in a process of its own with nothing but the environment
 * that the template gives it, called by the routes and event sources of the template.
 */

const SECRET = "a secret of at least thirty-two characters";
const DOOR = {
  TELEGRAM_WEBHOOK_SECRET: "secret-of-the-bundles",
  SLACK_SIGNING_SECRET: "signing-secret-of-the-bundles",
};

/** More than the playground has by default: a quota is ten people at least. */
const manyResidents = Array.from({ length: 15 }, (_, at) => ({
  id: 700_001 + at,
  name: `Resident ${at + 1}`,
  language: "nl",
}));

export type BundledTown = Awaited<ReturnType<typeof openBundledTown>>;

/** @param functions what was synthesized, by the names in the template */
export async function openBundledTown(
  functions: ReadonlyMap<string, Deployable>,
  dynamo: NonNullable<Awaited<ReturnType<typeof dynamoForTests>>>,
) {
  const table = await dynamo.newTable();
  const deployment = await localDeployment();
  const aws = await startQueuesAndBucket(deployment);
  const municipality = readTown("infra/municipalities/waterkant.yaml", ["nl", "en"]);
  // Nobody is told anything at night, so it is day.
  let ahead = officeHours(Date.now(), municipality.promise.closedDays) - Date.now();
  const now = () => Date.now() + ahead;
  const ground = await startPlayground(
    { ...playgroundOptions(municipality, DOOR), residents: manyResidents, store: "dynamodb", now },
    0,
  );
  const secrets = await startSecrets(() => ({
    ...DOOR,
    TELEGRAM_BOT_TOKEN: PLAYGROUND_TOKEN,
    TELEGRAM_API_ROOT: ground.telegramApiRoot,
    SLACK_BOT_TOKEN: "xoxb-playground",
    SLACK_API_URL: ground.slackApiUrl,
    SAMENSPEL_SECRET: SECRET,
    BALLOT_SECRET: `${SECRET} for ballots`,
  }));
  const places: Places = {
    TABLE_NAME: table,
    NOTICES_QUEUE_URL: aws.queues.notices,
    BROADCAST_QUEUE_URL: aws.queues.broadcast,
    MEDIA_BUCKET: aws.bucket,
  };
  const queueOf = (url: string) =>
    Object.entries(aws.urls).find(([, one]) => new URL(one).pathname === new URL(url).pathname)?.[0] ?? url;
  const services = {
    AWS_ENDPOINT_URL_DYNAMODB: { to: dynamo.endpoint, acts: tableActs },
    AWS_ENDPOINT_URL_SQS: { to: aws.endpoint, acts: (call: Call) => queueActs(call, queueOf) },
    AWS_ENDPOINT_URL_S3: { to: aws.endpoint, acts: mediaActs },
    AWS_ENDPOINT_URL_SECRETS_MANAGER: { to: secrets.endpoint, acts: secretActs },
  };
  /** What each function requested from AWS: every call passes through here. */
  const asked: { readonly by: string; readonly act: Act }[] = [];
  const roads: Road[] = [];
  async function endpointsOf(by: string): Promise<Record<string, string>> {
    // Also in the secret; a function that has just started begins to connect before it has read that.
    const endpoints: Record<string, string> = {
      TELEGRAM_API_ROOT: ground.telegramApiRoot,
      SLACK_API_URL: ground.slackApiUrl,
    };
    for (const [name, { to, acts }] of Object.entries(services)) {
      const road = await openRoad({
        to: () => to,
        meets(call) {
          asked.push(...acts(call).map((act) => ({ by, act })));
          return { is: "none" };
        },
      });
      roads.push(road);
      endpoints[name] = road.url;
    }
    return endpoints;
  }
  const started = new Map<string, ReturnType<typeof startFunction>>();
  for (const [name, one] of functions)
    started.set(name, startFunction(one, environmentOf(one, places, await endpointsOf(name))));
  const later = (milliseconds: number) =>
    Promise.all([...started.values()].map((one) => one.invoke({ later: milliseconds })));
  if (ahead > 0) await later(ahead);
  const invokes = Object.fromEntries(
    [...started].map(([name, one]): [string, Invoke] => [
      name,
      (event, context) => one.invoke(event, context.getRemainingTimeInMillis()),
    ]),
  );
  const doors = createServer(openRoutes(deployment, invokes));
  await new Promise<void>((resolve) => doors.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(doors.address() as AddressInfo).port}`;
  ground.playground.webhooks.telegram = `${url}/telegram`;
  ground.playground.webhooks.slack = `${url}/slack`;
  const sources = startEventSources({
    deployment,
    functions: invokes,
    sqs: new SQSClient({ ...localAws, endpoint: aws.endpoint }),
    urls: aws.urls,
    follows: (feed) => pollStream(dynamo.streams, table, feed),
    rings: false,
  });

  const client = new DynamoDBClient({ ...localAws, endpoint: dynamo.endpoint });
  return {
    municipality,
    secrets,
    playground: ground.playground,
    asked,
    /** Puts a row in the table as if it had been there before. */
    writes: (row: Row) =>
      client.send(
        new PutItemCommand({ TableName: table, Item: forSdk(rowImage(row, createSecrecy(SECRET))) }),
      ),
    /** The table's contents, read as the town reads them. */
    store: dynamoTable({
      client: dynamo.dynamo,
      table,
      now: () => instantAt(now()),
      seals: createSecrecy(SECRET),
    }),
    functions: started,
    now: () => instantAt(now()),
    invoke: (name: string, event: unknown) => started.get(name)?.invoke(event),
    /** This much time passes at once, and the clock ticks. */
    async passes(milliseconds: number): Promise<void> {
      ahead += milliseconds;
      await later(milliseconds);
      await sources.ring();
    },
    ring: sources.ring,
    async stop(): Promise<void> {
      await sources.stop();
      for (const one of started.values()) one.stop();
      await ground.stop();
      doors.closeAllConnections();
      doors.close();
      await Promise.all(roads.map((road) => road.stop()));
      secrets.stop();
      await aws.stop();
    },
  };
}
