import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Process } from "../../bot/core/model/process.ts";
import { rowImage } from "../../bot/store/item-codec.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { playLoop } from "../actions.ts";
import { deeds, opensTheSurvey, surveyed } from "../answers.ts";
import type { OwnBundles } from "../bundles.ts";
import { measureNews } from "../news.ts";
import { rehearse } from "../rehearsal.ts";
import { type Counted, type Counter, startCounter, sumOf } from "../servers/counter.ts";
import { each } from "../servers/heat.ts";
import { type Deed, type Stack, seals } from "../stacks.ts";
import type { Stage } from "../stage.ts";
import { type BenchTown, openTown } from "../town.ts";
import { firstVote, laterVotes, opensTheVote, votedOn } from "../votes.ts";
import type { Cost } from "./machinery.ts";

/** What every action of a day takes of the table: counted between the deployed functions and DynamoDB Local. */

const VOTES = "day-votes";
const ANSWERS = "day-answers";
/** People who vote, and who answer. */
const CROWD = 8;
/** Residents who get news: two windows of the sender and a little. */
const NEWS = 60;

export async function measureCosts(
  own: OwnBundles,
  ours: Stack,
  stage: Stage,
  folder: string,
): Promise<Readonly<Record<string, Cost>>> {
  const counter = await startCounter(stage.dynamo);
  /** A town of its own for each: a function remembers for a while what people can take part in. */
  const inTown = async <Found>(table: string, play: (town: BenchTown) => Promise<Found>): Promise<Found> => {
    const town = await openTown(own, ours, stage, counter.endpoint, table);
    try {
      return await play(town);
    } finally {
      await town.stop();
    }
  };
  try {
    const loop = await inTown("day-reports", async (town) => {
      await playLoop(841_001, town, ours, stage, counter);
      return playLoop(841_002, town, ours, stage, counter);
    });
    const actions = loop.map(
      ({ id, requests, read, write, heat = {} }) => [id, { requests, read, write, heat }] as const,
    );
    const votes = await inTown(VOTES, (town) => voting(town, ours, stage, counter));
    const answers = await inTown(ANSWERS, (town) => answering(town, ours, stage, counter));
    const through = { ...stage.environment, AWS_ENDPOINT_URL_DYNAMODB: counter.endpoint };
    counter.take();
    await measureNews(own, { ...stage, environment: through }, folder, NEWS);
    return { ...Object.fromEntries(actions), ...votes, ...answers, news: per(counter.take(), NEWS) };
  } finally {
    await counter.stop();
  }
}

function per({ operations, read, write, heat }: Counted, count: number): Cost {
  const requests = Object.values(operations).reduce((sum, one) => sum + one, 0);
  return { requests: requests / count, read: read / count, write: write / count, heat: each(heat, count) };
}

/** A process that is open, put into the table as it is. */
async function open(process: Process, table: string, stage: Stage): Promise<void> {
  await stage.client.send(new PutItemCommand({ TableName: table, Item: forSdk(rowImage(process, seals)) }));
}

async function voting(
  town: BenchTown,
  ours: Stack,
  stage: Stage,
  counter: Counter,
): Promise<Record<string, Cost>> {
  await open(votedOn, VOTES, stage);
  const play = playing(town, stage, counter, 842_000);
  await play(ours.joins);
  const opening = await play(opensTheVote);
  const first = await play([firstVote]);
  const later = await play(laterVotes);
  const counted = await followed(town, counter, 1 + laterVotes.length);
  return {
    "vote.open": per(opening, CROWD),
    "vote.first": per(first, CROWD),
    "vote.later": per(later, CROWD * laterVotes.length),
    "vote.counted": counted,
  };
}

async function answering(
  town: BenchTown,
  ours: Stack,
  stage: Stage,
  counter: Counter,
): Promise<Record<string, Cost>> {
  await open(surveyed, ANSWERS, stage);
  const play = playing(town, stage, counter, 843_000);
  await play(ours.joins);
  const opening = await play(opensTheSurvey);
  const found: Record<"first" | "next", Counted[]> = { first: [], next: [] };
  let answers = 0;
  for (const [kind, deed] of deeds) {
    const counted = await play([deed]);
    if (kind === "first" || kind === "next") found[kind].push(counted);
    if (kind !== undefined) answers++;
  }
  return {
    "survey.open": per(opening, CROWD),
    "survey.first": per(sumOf(found.first), CROWD * found.first.length),
    "survey.next": per(sumOf(found.next), CROWD * found.next.length),
    "survey.counted": await followed(town, counter, answers),
  };
}

/** Everybody in a crowd does the same. */
function playing(town: BenchTown, stage: Stage, counter: Counter, from: number) {
  const chats = Array.from({ length: CROWD }, (_, n) => from + n);
  return async (some: readonly Deed[]): Promise<Counted> => {
    counter.take();
    await rehearse(some, chats, town.telegram, stage.chats);
    return counter.take();
  };
}

/** What counting from the stream takes for one of the acts before it. */
async function followed(town: BenchTown, counter: Counter, acts: number): Promise<Cost> {
  counter.take();
  await town.streamed();
  return per(counter.take(), CROWD * acts);
}
