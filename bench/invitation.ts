import type { Broadcast } from "../bot/core/broadcasts/broadcast.ts";
import { listenersOf } from "../bot/core/broadcasts/reach.ts";
import { type Instant, instantAt } from "../bot/core/calendar/time.ts";
import type { Lane } from "../bot/core/model/lane.ts";
import type { Write } from "../bot/ports/rows.ts";
import { stepsOf } from "../bot/store/steps.ts";
import { functions } from "../infra/functions.ts";
import type { OwnBundles } from "./bundles.ts";
import { type Figure, only, sample } from "./figures.ts";
import { fill } from "./filling.ts";
import { laneOf, partOf } from "./neighbours.ts";
import { startWorker } from "./processes.ts";
import { startCounter } from "./servers/counter.ts";
import { ours, seals } from "./stacks.ts";
import type { Stage } from "./stage.ts";
import { PROCESS, storeOn } from "./voices.ts";

/**
 * An invitation to a survey is prepared for many: how long it takes, how much memory, and whether everybody is in it.
 */

const TABLE = "invitation";
const ID = "B2026-11-25-bench";
/** One in this many residents has finished the survey, and is not invited. */
const ONE_FINISHED_OF = 20;
/** One in this many did not say where she lives: they make up most of one part of the index. */
const ONE_UNKNOWN_OF = 3;
const MEGABYTE = 1_000_000;

export async function measureInvitation(own: OwnBundles, stage: Stage, residents: number): Promise<Figure[]> {
  await ours(own).createTable(stage.client, TABLE);
  const now = instantAt(Date.now());
  const store = storeOn(stage, TABLE);
  const all = residents + Math.ceil(residents / ONE_FINISHED_OF);
  const finished = (n: number) => n >= residents;
  const lane = (n: number): Lane => {
    const one = laneOf(n, "ask_opinion", now);
    return {
      ...one,
      ...(n % ONE_UNKNOWN_OF === 0 && { neighbourhood: undefined }),
      ...(finished(n) && { finished: [PROCESS] }),
    };
  };
  const until = performance.now() + 20 * 60_000;
  const reached = await fill(stage.dynamo, TABLE, (n) => imagesOf(lane(n)), 0, all, until);
  if (reached < all) throw new Error(`${reached} of ${all} residents moved in within the time there was.`);
  await store.commit([{ put: invitation(now), expect: "new" }]);

  const counter = await startCounter(stage.dynamo);
  const worker = await startWorker(
    own.broadcast,
    { ...stage.environment, AWS_ENDPOINT_URL_DYNAMODB: counter.endpoint, TABLE_NAME: TABLE },
    // As much as it has when deployed.
    ["--expose-gc", `--max-old-space-size=${functions.broadcast.memory}`],
  );
  try {
    // A broadcast that does not exist, so that lazy loading is not counted as part of the invitation.
    await worker.answers(partOf("B0", "plan"));
    counter.take();
    const { wall, before, held, most } = await worker.weighs(partOf(ID, "plan"));
    const { operations } = counter.take();
    const requests = Object.values(operations).reduce((sum, one) => sum + one, 0);
    const calls = Object.entries(operations).map(([name, count]) => `${name} ${count}`);
    const { status } = (await store.broadcast(ID)) ?? {};
    if (status?.at !== "ready")
      throw new Error(`the invitation is ${status?.at}, not ready: ${worker.complaints()}`);
    const chosen = (await store.chunks(ID)).flatMap((chunk) => chunk.residents);
    const invited = new Set(chosen);
    const wanted = Array.from({ length: residents }, (_, n) => lane(n).resident);
    const missed = wanted.filter((one) => !invited.has(one)).length;
    const tooMany = chosen.length - (wanted.length - missed);
    const what = `Preparing an invitation for ${residents}`;
    return [
      only("invitation.seconds", `${what}: time`, "s", sample([wall / 1000]), {
        most: functions.broadcast.timeout.toSeconds(),
      }),
      only(
        "invitation.roundtrips",
        `${what}: round trips to DynamoDB`,
        "",
        sample([requests]),
        undefined,
        `one after the other: ${calls.join(", ")}.`,
      ),
      only(
        "invitation.memory",
        `${what}: memory, above what the process had`,
        "MB",
        sample([(held - before) / MEGABYTE]),
        undefined,
        `what was really in use, looked at every half second; with garbage that was not collected yet ${megabytes(most - before)} MB at most. ${megabytes(before)} MB were in use before, and the function has ${functions.broadcast.memory}.`,
      ),
      only("invitation.missed", `${what}: who was missed`, "", sample([missed]), { most: 0 }),
      only(
        "invitation.doubled",
        `${what}: who is in it twice, or has finished already`,
        "",
        sample([tooMany]),
        { most: 0 },
      ),
    ];
  } finally {
    await worker.stop();
    await counter.stop();
  }
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(0);
}

function imagesOf(lane: Lane) {
  const writes: Write[] = [{ put: lane, expect: "new" }, ...listenersOf(lane).map((put) => ({ put }))];
  return writes
    .flatMap((write) => stepsOf(write, seals))
    .flatMap((step) => (step.do === "put" ? [step.image] : []));
}

function invitation(now: Instant): Broadcast {
  return {
    row: "broadcast",
    id: ID,
    version: 1,
    created: now,
    author: "U0OLA",
    texts: { nl: "Hoe is het in jouw buurt?", en: "How is your neighbourhood?" },
    neighbourhoods: [],
    invites: {
      process: PROCESS,
      asks: true,
      ages: [],
      languages: [],
      full: [],
      until: "2099-01-01T00:00:00.000Z",
      reminds: false,
    },
    channel: "C0YOUTH",
    status: { at: "counting" },
  };
}
