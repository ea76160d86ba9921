import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEvent, type Broadcast } from "../bot/core/broadcasts/broadcast.ts";
import { listenerOf } from "../bot/core/broadcasts/reach.ts";
import { type Instant, instantAt } from "../bot/core/calendar/time.ts";
import { buildMunicipality } from "../bot/municipality/read-built.ts";
import type { Store } from "../bot/ports/store.ts";
import { readTown } from "../local/settings.ts";
import { LIMIT, measureBroadcast } from "./broadcast.ts";
import type { OwnBundles } from "./bundles.ts";
import type { Figure } from "./figures.ts";
import { laneOf, partOf, TOWN } from "./neighbours.ts";
import { startWorker, type Worker } from "./processes.ts";
import { ours } from "./stacks.ts";
import { type Stage, startChats } from "./stage.ts";
import { storeOn } from "./voices.ts";

/** Our very sender, as deployed, against a Telegram that enforces its limit. */

const TABLE = "news";
const ID = "B2026-11-25-bench";
/** A lane is three items here, and DynamoDB accepts a hundred in one commit. */
const AT_ONCE = 25;

export async function measureNews(
  own: OwnBundles,
  stage: Stage,
  folder: string,
  residents: number,
): Promise<Figure[]> {
  await ours(own).createTable(stage.client, TABLE);
  const now = () => instantAt(Date.now());
  const store = storeOn(stage, TABLE);
  const town = awakeTown(folder);
  await settle(store, residents, now());
  const chats = await startChats(LIMIT);
  const worker = await startWorker(own.broadcast, {
    ...stage.environment,
    TABLE_NAME: TABLE,
    TELEGRAM_API_ROOT: `http://127.0.0.1:${chats.port}`,
    MUNICIPALITY: town.file,
  });
  try {
    await works(worker, "plan");
    const ready = await found(store);
    const next = afterEvent(ready, { type: "send", by: "U0ANA" }, now(), town.town);
    if (!next || ready.status.at !== "ready") throw new Error(`the news is ${ready.status.at}, not ready`);
    const { chunks } = ready.status;
    await store.commit([{ put: { ...next, version: ready.version + 1 }, expect: ready.version }]);
    return await measureBroadcast(residents, chats, async () => {
      for (let n = 1; n <= chunks; n++) await works(worker, n);
    });
  } finally {
    await worker.stop();
    chats.stop();
  }
}

/** The example town without quiet hours, so that it can be measured at night too. */
function awakeTown(folder: string) {
  const town = readTown(TOWN, ["nl", "en"]);
  const awake = { ...town, quietHours: { from: "00:00", until: "00:00" } };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "awake.json");
  writeFileSync(file, buildMunicipality(awake));
  return { town: awake, file };
}

/** Residents who allow news, spread over the neighbourhoods, and news waiting to be counted. */
async function settle(store: Store, residents: number, now: Instant): Promise<void> {
  for (let start = 0; start < residents; start += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, residents - start) }, (_, n) =>
      laneOf(start + n, "neighbourhood_news", now),
    );
    await store.commit(
      some.flatMap((one) => {
        const listener = listenerOf(one);
        return [{ put: one, expect: "new" as const }, ...(listener ? [{ put: listener }] : [])];
      }),
    );
  }
  const news: Broadcast = {
    row: "broadcast",
    id: ID,
    version: 1,
    created: now,
    author: "U0ANA",
    texts: { nl: "Zaterdag is er markt op het plein.", en: "On Saturday there is a market in the square." },
    neighbourhoods: [],
    channel: "C0DESK1",
    status: { at: "counting" },
  };
  await store.commit([{ put: news, expect: "new" }]);
}

async function found(store: Store): Promise<Broadcast> {
  const broadcast = await store.broadcast(ID);
  if (!broadcast) throw new Error("the news is not in the table");
  return broadcast;
}

/** Delivers one message of broadcast.fifo repeatedly until it is done, as the queue does. */
async function works(worker: Worker, part: "plan" | number): Promise<void> {
  for (;;) {
    const answer = await worker.answers(partOf(ID, part));
    if (!JSON.stringify(answer).includes("itemIdentifier")) return;
    await setTimeout(1000);
  }
}
