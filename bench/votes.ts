import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { instantAt } from "../bot/core/calendar/time.ts";
import { type Ballot, sameCount } from "../bot/core/counting/ballot.ts";
import { newStage } from "../bot/core/processes/stage.ts";
import type { Manifesto } from "../bot/instruments/manifesto/state.ts";
import { rowImage } from "../bot/store/item-codec.ts";
import { memoryTable } from "../bot/store/memory-table.ts";
import { forSdk } from "../bot/store/sealing.ts";
import { type Figure, only, sample } from "./figures.ts";
import { fill } from "./filling.ts";
import { rehearse } from "./rehearsal.ts";
import type { Deed, Stack } from "./stacks.ts";
import { seals } from "./stacks.ts";
import type { Stage } from "./stage.ts";
import { costs, FAR, handedOver, openProcess, PROCESS, storeOn, voterOf, whileCounting } from "./voices.ts";

/** A vote with fifty items: what one vote costs, how long the recount takes, and whether the running count is exact. */

const TABLE = "votes";
const ITEMS = 50;

export async function measureVotes(
  ours: Stack,
  stage: Stage,
  { residents, ballots }: { readonly residents: number; readonly ballots: number },
): Promise<Figure[]> {
  await ours.createTable(stage.client, TABLE);
  await stage.client.send(new PutItemCommand({ TableName: TABLE, Item: forSdk(rowImage(votedOn, seals)) }));
  return [
    ...(await costOfAVote(ours, stage, residents)),
    await recount(stage, ballots),
    await exactness(ballots),
  ];
}

/** From somebody who has come in to somebody who can vote. */
export const opensTheVote: readonly Deed[] = [
  { types: "/meedoen" },
  { presses: "|ballot|0" },
  { presses: "|16_17" },
];
export const firstVote: Deed = { presses: "|1+" };
export const laterVotes: readonly Deed[] = [{ presses: "|1-" }, { presses: "|1+" }, { presses: "|1-" }];

/** Through the deployed bundle: residents who have come in open the vote and give three votes each. */
function costOfAVote(ours: Stack, stage: Stage, residents: number): Promise<Figure[]> {
  return whileCounting(ours, stage, TABLE, async (worker, counter) => {
    const chats = Array.from({ length: residents }, (_, n) => 860_000 + n);
    await rehearse(
      [...ours.joins, { types: "/meedoen" }, { presses: "|ballot|0" }, { presses: "|16_17" }],
      chats,
      worker,
      stage.chats,
    );
    counter.take();
    await rehearse([firstVote], chats, worker, stage.chats);
    const first = costs("votes.first", "A first vote", "votes", counter.take(), residents);
    await rehearse(laterVotes, chats, worker, stage.chats);
    const later = costs(
      "votes.later",
      "A later vote",
      "votes",
      counter.take(),
      laterVotes.length * residents,
    );
    return [...first, ...later];
  });
}

async function recount(stage: Stage, ballots: number): Promise<Figure> {
  const reached = await fill(
    stage.dynamo,
    TABLE,
    (n) => [rowImage(ballotOf(n, 1), seals)],
    0,
    ballots,
    performance.now() + 10 * 60_000,
  );
  const store = storeOn(stage, TABLE);
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
 * Everybody votes and changes her mind once or twice. The stream delivers each change at least once, batches come
 * again, and voters are interleaved; only each voter's own acts stay in order, as in a shard.
 */
async function exactness(ballots: number): Promise<Figure> {
  const store = memoryTable({ now: () => instantAt(Date.now()), seals });
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
    for (const some of handedOver(batch)) await store.countBallots(some);
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

/** The nth voter's ballot at this version: different items each time, the same in each run. */
function ballotOf(n: number, version: number): Ballot {
  const first = (n * 7 + version * 13) % ITEMS;
  const choices = Array.from(
    { length: 1 + ((n + version) % 10) },
    (_, index) => ((first + index * 3) % ITEMS) + 1,
  );
  return { row: "ballot", process: PROCESS, voter: voterOf(n), version, choices, ranked: false };
}

const manifesto: Manifesto = {
  ...newStage("prioritising", FAR),
  days: { voteUntil: { day: "2098-12-31", on: FAR } },
  group: { code: "0123456789ab", members: [] },
  facilitated: { code: "ba9876543210", workers: [] },
  from: 16,
  to: 27,
  least: 12,
  most: 16,
  agreement: {
    ages: { from: 16, to: 27 },
    counting: "votes",
    votes: 10,
    collectUntil: "2098-01-01",
    rounds: 1,
    votingDays: 14,
    adopt: 10,
  },
  themes: Array.from({ length: ITEMS }, (_, index) => ({
    n: index + 1,
    words: `Onderwerp ${index + 1}: een plek voor jongeren in de buurt, ook als het regent`,
    topics: [String(20_000_000 + index)],
    since: FAR,
  })),
  voteUntil: "2098-12-31",
};

/** A vote over fifty items that is open. */
export const votedOn = openProcess("manifesto", manifesto);
