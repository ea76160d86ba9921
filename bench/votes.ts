import { createHash } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type Ballot, sameCount } from "../bot/core/ballot.ts";
import type { Process } from "../bot/core/process.ts";
import type { Manifesto } from "../bot/instruments/manifesto/state.ts";
import { awsService } from "../bot/store/aws.ts";
import { connectDynamo } from "../bot/store/connect.ts";
import { dynamoStore } from "../bot/store/dynamo.ts";
import { rowImage } from "../bot/store/items.ts";
import { memoryStore } from "../bot/store/memory.ts";
import { localAws } from "../local/aws.ts";
import { type Figure, only, sample } from "./figures.ts";
import { fill } from "./filling.ts";
import { startWorker } from "./processes.ts";
import { rehearse } from "./rehearsal.ts";
import { startCounter } from "./servers/counter.ts";
import type { Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/** A vote with fifty items: what one vote costs, how long the recount takes, and whether the running count is exact. */

const TABLE = "votes";
const PROCESS = "P1234567";
const ITEMS = 50;
const FAR = "2099-01-01T00:00:00.000Z";

export async function measureVotes(
  ours: Stack,
  stage: Stage,
  { residents, ballots }: { readonly residents: number; readonly ballots: number },
): Promise<Figure[]> {
  await ours.createTable(stage.client, TABLE);
  await stage.client.send(new PutItemCommand({ TableName: TABLE, Item: rowImage(process) }));
  return [
    ...(await costOfAVote(ours, stage, residents)),
    await recount(stage, ballots),
    await exactness(ballots),
  ];
}

/** Through the bundle that is deployed: residents who came in open the vote and give three votes each. */
async function costOfAVote(ours: Stack, stage: Stage, residents: number): Promise<Figure[]> {
  const counter = await startCounter(stage.dynamo);
  const worker = await startWorker(ours.telegram, {
    ...stage.environment,
    AWS_ENDPOINT_URL_DYNAMODB: counter.endpoint,
    TABLE_NAME: TABLE,
  });
  try {
    const chats = Array.from({ length: residents }, (_, n) => 860_000 + n);
    await rehearse(
      [
        ...ours.joins,
        { types: "/meedoen" },
        { presses: "|ballot|0" },
        { presses: "|16_17" },
        { presses: "|1+" },
      ],
      chats,
      worker,
      stage.chats,
    );
    counter.take();
    const took: number[] = [];
    await rehearse(
      [{ presses: "|1-" }, { presses: "|1+" }, { presses: "|1-" }],
      chats,
      worker,
      stage.chats,
      (work) => took.push(...work.took),
    );
    const { operations, write, read } = counter.take();
    const requests = Object.values(operations).reduce((sum, one) => sum + one, 0);
    const votes = took.length;
    const calls = Object.entries(operations).map(([name, count]) => `${name} ${count}`);
    return [
      only(
        "votes.roundtrips",
        "A vote: round trips to DynamoDB",
        "",
        sample([requests / votes]),
        { most: 2 },
        `of ${votes} votes together: ${calls.join(", ")}.`,
      ),
      only("votes.write", "A vote: write units", "", sample([write / votes]), { most: 4 }),
      only("votes.read", "A vote: read units", "", sample([read / votes])),
    ];
  } finally {
    await worker.stop();
    await counter.stop();
  }
}

async function recount(stage: Stage, ballots: number): Promise<Figure> {
  const reached = await fill(
    stage.dynamo,
    TABLE,
    (n) => [rowImage(ballotOf(n, 1))],
    0,
    ballots,
    performance.now() + 10 * 60_000,
  );
  const { accessKeyId, secretAccessKey } = localAws.credentials;
  const service = awsService(
    "dynamodb",
    { region: localAws.region, accessKeyId, secretAccessKey },
    { endpoint: stage.dynamo },
  );
  const store = dynamoStore({
    client: connectDynamo(service),
    table: TABLE,
    now: () => new Date().toISOString(),
  });
  const begun = performance.now();
  const { voters } = await store.recount(PROCESS);
  const seconds = (performance.now() - begun) / 1000;
  if (voters < reached) throw new Error(`The recount found ${voters} voters of ${reached}.`);
  return only(
    `votes.recount.${reached}`,
    `Recount of ${reached} ballots on DynamoDB Local`,
    "s",
    sample([seconds]),
  );
}

/**
 * Everybody votes and changes her mind once or twice. The stream hands each change over at least once, batches come
 * again, and voters are mixed; only what one voter did stays in its order, as in a shard.
 */
async function exactness(ballots: number): Promise<Figure> {
  const store = memoryStore({ now: () => new Date().toISOString() });
  let changes = 0;
  for (let start = 0; start < ballots; start += 100) {
    const voters = Array.from({ length: Math.min(100, ballots - start) }, (_, index) => start + index);
    const batch: { before: Ballot | undefined; after: Ballot }[] = [];
    for (const version of [1, 2, 3])
      for (const n of voters.toReversed())
        if (version <= 1 + (n % 3))
          batch.push({
            before: version > 1 ? ballotOf(n, version - 1) : undefined,
            after: ballotOf(n, version),
          });
    changes += batch.length;
    // The first half, then all of it again from the beginning, and a piece of the end once more.
    await store.countBallots(batch.slice(0, batch.length / 2));
    await store.countBallots(batch);
    await store.countBallots(batch.slice(-10));
    await store.commit(voters.map((n) => ({ put: ballotOf(n, 1 + (n % 3)) })));
  }
  const [tally, again] = [await store.tally(PROCESS), await store.recount(PROCESS)];
  return only(
    "votes.exact",
    `Running count against recount after ${ballots} ballots with ${changes} changes, each handed over up to three times: differences`,
    "",
    sample([sameCount(tally, again) && again.voters === ballots ? 0 : 1]),
    { most: 0 },
  );
}

/** The nth voter's ballot as it was at this version: other items each time, the same each run. */
function ballotOf(n: number, version: number): Ballot {
  const voter = createHash("sha256").update(`voter ${n}`).digest("hex").slice(0, 32);
  const first = (n * 7 + version * 13) % ITEMS;
  const choices = Array.from(
    { length: 1 + ((n + version) % 10) },
    (_, index) => ((first + index * 3) % ITEMS) + 1,
  );
  return { row: "ballot", process: PROCESS, voter, version, choices, ranked: false, at: FAR };
}

const text = { nl: "Een tekst van gewone lengte, zoals een organisator die schrijft." };

const manifesto: Manifesto = {
  at: "prioritising",
  since: FAR,
  from: 16,
  to: 27,
  least: 12,
  most: 16,
  invitation: "0123456789ab",
  groupInvitation: "ba9876543210",
  core: [],
  motions: 2,
  agreement: {
    ages: { from: 16, to: 27 },
    counting: "votes",
    votes: 10,
    collectUntil: "2098-01-01",
    rounds: 1,
    votingDays: 14,
    adopt: 10,
  },
  items: Array.from({ length: ITEMS }, (_, index) => ({
    n: index + 1,
    words: `Onderwerp ${index + 1}: een plek voor jongeren in de buurt, ook als het regent`,
    topics: [String(20_000_000 + index)],
    since: FAR,
  })),
  voteUntil: FAR,
};

const process: Process = {
  row: "process",
  id: PROCESS,
  instrument: "manifesto",
  version: 1,
  card: {
    title: text,
    question: text,
    open: text,
    fixed: text,
    decides: text,
    answers: text,
    level: "advise",
    phase: "prepare",
    answerBy: "2098-12-31",
  },
  state: manifesto,
  open: true,
  desk: "youth_neighbourhood",
  organiser: "U0OLA",
  handled: [],
  created: FAR,
  changed: FAR,
  entries: 1,
};
