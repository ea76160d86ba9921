import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bill, pricesSchema } from "../ops/bill.ts";
import type { OwnBundles } from "./bundles.ts";
import { type Action, compared, type Figure, only, sample } from "./figures.ts";
import { startWorker } from "./processes.ts";
import { rehearse } from "./rehearsal.ts";
import { type Counted, type Counter, startCounter } from "./servers/counter.ts";
import type { Deed, Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";
import { type BenchTown, openTown } from "./town.ts";

/**
 * What each action costs in DynamoDB: every deployed handler runs, and a counter sits between them and
 * the table. The figures do not depend on how busy the machine is.
 */

/** The names of the main dialogue's actions in the table, in order. */
const RAISING = [
  ["words", "Words of a report typed"],
  ["place", "Its place typed"],
  ["photos", "A tap: no photo"],
  ["category", "A tap: what it is about"],
  ["send", "A tap: send. The report exists"],
] as const;

export async function measureActions(
  own: OwnBundles,
  stacks: readonly [ours: Stack, peer: Stack],
  stage: Stage,
): Promise<{ figures: Figure[]; actions: Action[] }> {
  const [ours, peer] = stacks;
  const counter = await startCounter(stage.dynamo);
  try {
    const town = await openTown(own, ours, stage, counter.endpoint);
    // The first resident warms the processes up; the second one's actions are counted.
    await playLoop(840_001, town, ours, stage, counter);
    const actions = await playLoop(840_002, town, ours, stage, counter);
    await town.stop();
    const raising = actions.slice(0, actions.findIndex(({ id }) => id === "send") + 1);
    const updates = raising.filter(({ id }) => RAISING.some(([name]) => name === id));
    const peers = await peerUpdates(peer, stage, counter);
    return { actions, figures: [...hotPath(updates, peers), ...single(actions), costOfAMonth(actions)] };
  } finally {
    await counter.stop();
  }
}

function hotPath(updates: readonly Action[], peers: readonly Counted[]): Figure[] {
  const requests = updates.map((one) => one.requests);
  const peerRequests = peers.map(requestsOf);
  const units = sample([sum(updates.map(({ write }) => write))]);
  return [
    only(
      "roundtrips.most",
      "Round trips to DynamoDB: the most for any one update of the main dialogue",
      "",
      sample([Math.max(...requests)]),
      { most: 2 },
      `in order (words, place, no photo, category, send): ${requests.join(", ")}; the peer: ${peerRequests.join(", ")}.`,
    ),
    compared(
      "roundtrips.dialogue",
      "Round trips to DynamoDB: the main dialogue, five updates",
      "",
      sample([sum(requests)]),
      sample([sum(peerRequests)]),
    ),
    compared(
      "units.write",
      "Write units: the main dialogue",
      "",
      units,
      sample([sum(peers.map(({ write }) => write))]),
      undefined,
      "ours also keeps what happened to a report, wakes somebody when it is forgotten, and hands it to a desk; the peer holds the report only.",
    ),
  ];
}

/** Taps while she joins that only go on to the next question. */
const TAPS = ["language", "privacy", "area"];

/** Actions with a target of their own. */
function single(actions: readonly Action[]): Figure[] {
  const of = (id: string): Action => {
    const found = actions.find((one) => one.id === id);
    if (!found) throw new Error(`nothing was counted for “${id}”`);
    return found;
  };
  const tap = Math.max(...TAPS.map((id) => of(id).write));
  return [
    only("units.send", "Write units: a report is sent", "", sample([of("send").write])),
    only("units.tap", "Write units: a tap while she joins, the most", "", sample([tap])),
    only(
      "roundtrips.answer",
      "Round trips: an official sends an answer",
      "",
      sample([of("answer").requests]),
    ),
    only("roundtrips.card", "Round trips: a card is delivered", "", sample([of("card").requests])),
    only("roundtrips.open", "Round trips: an official opens a form", "", sample([of("open").requests])),
    only(
      "roundtrips.preview",
      "Round trips: an official looks at a message",
      "",
      sample([of("preview").requests]),
    ),
    only(
      "roundtrips.notice",
      "Round trips: an answer is with the resident, on its card and in its thread",
      "",
      sample([of("notice").requests]),
    ),
    only(
      "roundtrips.closed",
      "Round trips: the stream and the desk hear that it helped",
      "",
      sample([of("closed").requests]),
    ),
  ];
}

/** Residents of the town whose month is reckoned. */
const TOWN = 10_000;

/** What docs/cost.md says in full, from the units that were just counted. */
function costOfAMonth(actions: readonly Action[]): Figure {
  const prices = pricesSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, "../ops/prices.json"), "utf8")),
  );
  const { total } = bill(TOWN, { made: new Date().toISOString(), actions: [...actions] }, prices);
  return only(
    `cost.month.${TOWN}`,
    `A month for a town of ${TOWN} residents`,
    "$",
    sample([total]),
    undefined,
    "AWS's list prices, without its free allowances and without VAT; what each part buys is in docs/cost.md.",
  );
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
const requestsOf = ({ operations }: Counted) => sum(Object.values(operations));

async function peerUpdates(peer: Stack, stage: Stage, counter: Counter): Promise<readonly Counted[]> {
  const environment = {
    ...stage.environment,
    AWS_ENDPOINT_URL_DYNAMODB: counter.endpoint,
    TABLE_NAME: "actions-peer",
  };
  await peer.createTable(stage.client, environment.TABLE_NAME);
  const worker = await startWorker(peer.telegram, environment);
  await rehearse([...peer.joins, ...peer.raises], [840_003], worker, stage.chats);
  const counted: Counted[] = [];
  counter.take();
  await rehearse(peer.raises, [840_003], worker, stage.chats, () => counted.push(counter.take()));
  await worker.stop();
  return counted;
}

/** One resident and one official, from the first word to “this helps”. */
export async function playLoop(
  chat: number,
  town: BenchTown,
  ours: Stack,
  stage: Stage,
  counter: Counter,
): Promise<Action[]> {
  const { telegram, streamed, delivered, newestCard, presses, submits } = town;
  const actions: Action[] = [];
  const counts = (id: string, action: string) => {
    const counted = counter.take();
    actions.push({ id, action, ...counted, requests: requestsOf(counted) });
  };
  const deeds = (some: readonly Deed[], names: readonly (readonly [id: string, action: string])[]) => {
    let at = 0;
    return rehearse(some, [chat], telegram, stage.chats, () => counts(...(names[at++] ?? ["?", "?"])));
  };
  counter.take();
  await deeds(ours.joins, [
    ["newcomer", "Somebody writes for the first time"],
    ["language", "A tap: her language"],
    ["privacy", "A tap: she takes part"],
    ["area", "A tap: her neighbourhood"],
    ["allow", "A tap: what she allows. She has come in"],
  ]);
  // What the stream reports about joining is of no interest.
  await streamed();
  counts("joined", "The stream tells of her joining");
  await deeds(ours.raises, RAISING);
  await streamed();
  counts("raised", "The stream: the report is counted and handed to the queue");
  await delivered();
  counts("card", "Its card is delivered to the desk");

  const card = newestCard();
  await presses(card, "answer");
  counts("open", "An official opens the form for an answer");
  await submits({ outcome: "done", reason: "De lamp is vervangen. Hij brandt weer." });
  counts("preview", "…looks at the message");
  await submits({});
  counts("answer", "…and sends it");
  await streamed();
  counts("answered", "The stream: the answer is counted and handed to the queue");
  await delivered();
  counts("notice", "The answer is delivered to the resident, and the card and its thread brought up to date");
  await deeds([{ presses: "helps" }], [["helps", "“Yes, this helps”"]]);
  await streamed();
  await delivered();
  counts("closed", "The stream and the desk hear of it");
  await deeds([{ types: "/mijn" }], [["mine", "/mijn, with one report"]]);
  await streamed();
  counter.take();
  return actions;
}
