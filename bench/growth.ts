import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Contribution, Entry } from "../bot/core/model/contribution.ts";
import { residentId } from "../bot/core/model/ids.ts";
import type { Lane } from "../bot/core/model/lane.ts";
import type { Write } from "../bot/ports/rows.ts";
import { type Image, readRow } from "../bot/store/item-codec.ts";
import { stepsOf } from "../bot/store/steps.ts";
import { lanesTable } from "../bot/store/table-shape.ts";
import { type Figure, grown, only, sample } from "./figures.ts";
import { fill } from "./filling.ts";
import { startWorker } from "./processes.ts";
import { checkReceipts, rehearse } from "./rehearsal.ts";
import { startCounter } from "./servers/counter.ts";
import type { Stack } from "./stacks.ts";
import { seals } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/** Does an update cost the same in a large town? The table is filled, and the same dialogue is counted again. */

const TABLE = "growth";
/** One in this many contributions is still open: those are in a desk's list. */
const ONE_OPEN_OF = 50;
export interface GrowthSize {
  /** How many contributions there are each time the dialogue is counted, and as many residents. */
  readonly sizes: readonly number[];
  /** Minutes. Filling stops after this; then the largest size reached is measured. */
  readonly minutes: number;
  readonly residents: number;
}

export async function measureGrowth(
  ours: Stack,
  stage: Stage,
  { sizes, minutes, residents }: GrowthSize,
): Promise<Figure[]> {
  await ours.createTable(stage.client, TABLE);
  const counter = await startCounter(stage.dynamo);
  const environment = {
    ...stage.environment,
    AWS_ENDPOINT_URL_DYNAMODB: counter.endpoint,
    TABLE_NAME: TABLE,
  };
  const worker = await startWorker(ours.telegram, environment);
  const people = (round: number) => Array.from({ length: residents }, (_, n) => 850_000 + round * 1_000 + n);

  /** In one round, new people raise one report each. The first warms the process up. */
  const round = async (number: number) => {
    const chats = people(number);
    await rehearse(ours.joins, chats, worker, stage.chats);
    const took: number[] = [];
    counter.take();
    await rehearse(ours.raises, chats, worker, stage.chats, (work) => took.push(...work.took));
    const counted = counter.take();
    await checkReceipts(ours, chats, stage.chats);
    const updates = took.length;
    const requests = Object.values(counted.operations).reduce((sum, one) => sum + one, 0);
    return { took, requests: requests / updates, units: (counted.read + counted.write) / updates };
  };

  try {
    await round(0);
    const pattern = await patternOf(stage, TABLE);
    const deadline = performance.now() + minutes * 60_000;
    const found: { size: number; took: readonly number[]; requests: number; units: number }[] = [];
    let size = 0;
    for (const wanted of sizes) {
      size = await fill(stage.dynamo, TABLE, (n) => itemsOf(pattern, n), size, wanted, deadline);
      found.push({ size, ...(await round(found.length + 1)) });
      if (size < wanted) break;
    }
    return figuresOf(found, sizes);
  } finally {
    await worker.stop();
    await counter.stop();
  }
}

function figuresOf(
  found: readonly { size: number; took: readonly number[]; requests: number; units: number }[],
  sizes: readonly number[],
): Figure[] {
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) throw new Error("nothing was filled");
  const wanted = sizes.at(-1) ?? 0;
  const note =
    last.size < wanted
      ? `DynamoDB Local could not be filled with ${wanted} residents and contributions in the time there was; ${last.size} is the largest that was measured.`
      : undefined;
  const each = found.flatMap(({ size, took, requests, units }) => [
    only(
      `growth.${size}.roundtrips`,
      `Round trips for each update with ${size} residents and contributions`,
      "",
      sample([requests]),
    ),
    only(
      `growth.${size}.units`,
      `Capacity units for each update with ${size} residents and contributions`,
      "",
      sample([units]),
    ),
    only(
      `growth.${size}.time`,
      `Time for each update with ${size} residents and contributions`,
      "ms",
      sample(took),
    ),
  ]);
  return [
    ...each,
    grown(
      "growth.roundtrips",
      `Round trips: ${last.size} residents and contributions ÷ ${first.size}`,
      last.requests / first.requests,
      note,
    ),
    grown(
      "growth.units",
      `Capacity units: ${last.size} residents and contributions ÷ ${first.size}`,
      last.units / first.units,
      note,
    ),
  ];
}

/** What one resident with one report leaves in the table, as the bot itself wrote it. */
interface Pattern {
  readonly lane: Lane;
  readonly contribution: Contribution;
  readonly entries: readonly Entry[];
}

async function patternOf(stage: Stage, table: string): Promise<Pattern> {
  const both = await Promise.all(
    [table, lanesTable(table)].map((TableName) => stage.client.send(new ScanCommand({ TableName }))),
  );
  const rows = both.flatMap(({ Items = [] }) => Items).flatMap((item) => readRow(item, seals) ?? []);
  const contribution = rows.find((row) => row.row === "contribution");
  const lane = rows.find((row) => row.row === "lane" && row.resident === contribution?.by);
  if (contribution?.row !== "contribution" || lane?.row !== "lane")
    throw new Error("The bot wrote no report that can be copied.");
  const entries = rows.filter((row) => row.row === "entry" && row.contribution === contribution.id);
  return { lane, contribution, entries: entries.filter((row) => row.row === "entry") };
}

/** The items of one more report by one more resident, as the store writes them. */
function itemsOf({ lane, contribution, entries }: Pattern, n: number): readonly Image[] {
  const id = String(20_000_000 + n);
  const resident = residentId(`filled${n}`);
  const writes: Write[] = [
    { put: { ...contribution, id, by: resident, open: n % ONE_OPEN_OF === 0 }, expect: "new" },
    { link: { resident, contribution: id, at: contribution.created } },
    ...entries.map((entry) => ({ put: { ...entry, contribution: id } })),
    { put: { ...lane, key: `filled-${n}`, resident }, expect: "new" },
  ];
  return writes
    .flatMap((write) => stepsOf(write, seals))
    .flatMap((step) => (step.do === "put" ? [step.image] : []));
}
