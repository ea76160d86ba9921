import { DynamoDBClient, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { SQSClient } from "@aws-sdk/client-sqs";
import { shownNumber } from "../../bot/core/contribution.ts";
import type { Message } from "../../bot/core/message.ts";
import { addDays } from "../../bot/core/time.ts";
import { readManifesto } from "../../bot/instruments/manifesto/state.ts";
import type { Row, Seals } from "../../bot/ports.ts";
import { createSecrecy } from "../../bot/secrecy.ts";
import { type Image, readResults, readRow, rowImage } from "../../bot/store/items.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { createWords } from "../../bot/text.ts";
import { createVoterTokens } from "../../bot/voter-tokens.ts";
import { createTable, localAws, startQueuesAndBucket } from "../../local/aws.ts";
import { moveClock, takeOverClock } from "../../local/clock.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import { startPlayground } from "../../local/playground/server.ts";
import { watchStream } from "../../local/polls.ts";
import { officeHours, playgroundOptions, readTown, townSettings } from "../../local/settings.ts";
import { locales } from "../../locales/index.ts";
import { type BallotsFound, type Choice, findBallots, openVote, VOTE } from "./ballots.ts";
import { chanceFrom } from "./chance.ts";
import { type DeedsFound, findDeeds, findDisorder } from "./deeds.ts";
import { type Figures, noFigures } from "./figures.ts";
import { createOfficial } from "./officials.ts";
import type { Erased, Marker } from "./phone.ts";
import { createPoison, isPlanted, type PoisonFound } from "./poison.ts";
import { keepRecord, type Record_ } from "./record.ts";
import { createResident } from "./residents.ts";
import { type Answer, type Call, type Event, forward, openRoad } from "./road.ts";
import {
  findAnswers,
  findTalks,
  type Given,
  type GroupTalks,
  SURVEY,
  type SurveyFound,
  surveyProcess,
} from "./survey.ts";
import { openTowns } from "./towns.ts";
import type { Measure } from "./troubles.ts";
import { compare, findErased, findNews, findWords, type Heard, unheard, type WordsFound } from "./verdict.ts";

const TOWN = "infra/municipalities/waterkant.yaml";
const ANA = "U0ANA";
const SECRET = "only-for-the-fault-tests-and-never-for-a-real-town";
const BALLOT_SECRET = "only-for-votes-in-the-fault-tests-and-never-elsewhere";
const MINUTE = 60_000;

export interface Plan {
  readonly updates: number;
  readonly residents: number;
  readonly seed: number;
  /** Residents who are in their chat at the same time. */
  readonly atOnce: number;
  /** Acts of the official, at least. */
  readonly acts: number;
  /** Processes in which the town runs at the same time. */
  readonly processes: number;
  readonly measure: Measure;
  /** Of DynamoDB Local. */
  readonly endpoint: string;
  /** Hears what the town logs and complains of. */
  readonly onLine?: (line: string) => void;
}

export interface Outcome {
  readonly seed: number;
  readonly seconds: number;
  readonly figures: Figures;
  readonly words: WordsFound;
  readonly heard: Heard;
  /** Updates that were taken, and after which their sender heard nothing. */
  readonly replies: { readonly taken: number; readonly unheard: readonly string[] };
  /** `uncertain`: claimed by a process that died, and not sent again; `open`: neither sent nor waiting for anybody. */
  readonly news: {
    said: number;
    doubled: readonly string[];
    reached: number;
    uncertain: number;
    open: readonly string[];
  };
  readonly notices: { promised: number; delivered: number; parked: number; open: readonly string[] };
  readonly ballots: BallotsFound;
  readonly survey: SurveyFound;
  readonly talks: ReturnType<typeof findTalks>;
  readonly erased: ReturnType<typeof findErased> & { readonly people: number };
  readonly deeds: DeedsFound;
  /** `disordered`: what stands below it is not in the order in which it happened. */
  readonly cards: {
    wanted: number;
    disordered: readonly string[];
    missing: readonly string[];
    doubled: number;
  };
  readonly poison: PoisonFound;
  /** Updates that were set aside, because handling them failed, without those that were planted. */
  readonly setAside: number;
  /** Sittings that ended because the bot did not say what a resident waited for. */
  readonly stuck: number;
}

/** The longest pause before a delivery that failed is tried again (bot/delivery-batch.ts), and a little. Milliseconds. */
const HIDDEN_AT_MOST = 310_000;

/** Plays a town in trouble from beginning to end, and looks afterwards at what came of every promise. */
export async function play(plan: Plan): Promise<Outcome> {
  const began = performance.now();
  const chance = chanceFrom(plan.seed);
  const figures = noFigures();
  const words = createWords(locales);
  const town = readTown(TOWN, words.languages);
  // Nobody is told anything at night, so it is day: for the queue, the town, Telegram and Slack alike.
  takeOverClock();
  let ahead = officeHours(Date.now(), town.promise.closedDays) - Date.now();
  moveClock(ahead);

  const table = `faults-${plan.seed}-${Math.round(performance.now())}`;
  const client = new DynamoDBClient({ ...localAws, endpoint: plan.endpoint });
  await createTable(client, table);
  const aws = await startQueuesAndBucket();
  const secrecy = createSecrecy(SECRET);
  const morning = new Date().toISOString();
  for (const process of [openVote(morning), surveyProcess(morning)])
    await client.send(new PutItemCommand({ TableName: table, Item: forSdk(rowImage(process, secrecy)) }));
  const record = keepRecord(words, secrecy);
  const stream = watchStream(
    new DynamoDBStreamsClient({ ...localAws, endpoint: plan.endpoint }),
    table,
    record.changed,
  );

  const people = Array.from({ length: plan.residents }, (_, at) => ({
    id: 810_001 + at,
    name: `Inwoner ${at + 1}`,
    language: at % 5 === 0 ? "en" : "nl",
  }));
  const running = await startPlayground(
    {
      ...playgroundOptions(town, {}),
      residents: people,
      store: "dynamodb",
      now: () => Date.now(),
      retryUnitMs: 150,
    },
    0,
  );
  const { playground } = running;

  const settings = townSettings(
    { PATH: process.env.PATH, SAMENSPEL_SECRET: SECRET, BALLOT_SECRET },
    TOWN,
    plan.endpoint,
    aws,
  );
  const poison = createPoison({
    client,
    table,
    sqs: new SQSClient({ ...localAws, endpoint: aws.endpoint }),
    queues: aws.urls,
    door: () => towns.door(),
    secret: settings.TELEGRAM_WEBHOOK_SECRET ?? "",
  });
  const hears = (line: string) => {
    poison.hears(line);
    plan.onLine?.(line);
  };
  const towns = await openTowns({
    processes: plan.processes,
    to: { table: plan.endpoint, telegram: running.telegramApiRoot, slack: running.slackApiUrl },
    settings: (roads) => ({
      ...settings,
      AWS_ENDPOINT_URL_DYNAMODB: roads.table,
      TABLE_NAME: table,
      TELEGRAM_BOT_TOKEN: "1234567:playground",
      TELEGRAM_API_ROOT: roads.telegram,
      SLACK_BOT_TOKEN: "xoxb-playground",
      SLACK_API_URL: roads.slack,
    }),
    measure: plan.measure,
    chance,
    figures,
    record,
    clock: () => ahead,
    onLine: hears,
  });
  const updates = await openRoad({ to: towns.door, ...unsteady(plan, figures, record, towns.door) });
  const presses = await openRoad({ to: towns.door, meets: () => ({ is: "none" }) });
  playground.webhooks.telegram = `${updates.url}/telegram`;
  playground.webhooks.slack = `${presses.url}/slack`;

  const accepted: Marker[] = [];
  let stuck = 0;
  const stage = {
    playground,
    accepted,
    choices: new Map<string, Choice>(),
    answers: new Map<string, Given>(),
    talks: { survey: new Map(), votes: new Map() } satisfies GroupTalks,
    left: new Map<string, number>(),
    erased: [] as Erased[],
    now: record.now,
    inEachLanguage: (message: Message) => words.languages.map((language) => words.render(message, language)),
    enough: () => figures.updates >= plan.updates,
    patience: 15_000,
    note: (line: string) => plan.onLine?.(line),
  };
  const idle = people.map(({ id }) => createResident(id, chance.for(`resident ${id}`), stage));
  const turns = chance.for("turns");
  let sitting = 0;
  const day = addDays(new Date().toISOString().slice(0, 10), 14);
  const official = createOfficial(ANA, chance.for("official"), {
    playground,
    figures,
    day,
    least: plan.acts,
    note: (line) => plan.onLine?.(line),
  });
  const planting = poison.plantsOften(() => (stage.enough() ? 1 : figures.updates / plan.updates));
  const working = official.works(() => stage.enough() && sitting === 0);
  await Promise.all(
    Array.from({ length: plan.atOnce }, async () => {
      while (!stage.enough()) {
        const [one] = idle.splice(turns.between(0, Math.min(idle.length, 40) - 1), 1);
        if (!one) return;
        sitting += 1;
        const well = await one.sits().catch((error: unknown) => {
          plan.onLine?.(`resident ${one.id}: ${error instanceof Error ? error.message : error}`);
          return false;
        });
        if (!well) stuck += 1;
        sitting -= 1;
        if (!one.isGone()) idle.push(one);
      }
    }),
  );
  await Promise.all([working, planting]);
  towns.endTroubles();
  await playground.settled();

  /** Whatever got lost on the way is handed over again by the clock: after a quarter of an hour, and later. */
  const openNotices = () =>
    [...record.notices].filter(([key, { parked }]) => !record.over.has(key) && !parked);
  const pass = (milliseconds: number) => {
    ahead += milliseconds;
    moveClock(ahead);
    towns.moveClocks(ahead);
  };
  /** Waits until nothing is open, or until nothing has moved for so long. Slack's channels take one message a second. */
  const calm = async (still: number) => {
    let before = openNotices().length;
    for (let since = performance.now(); before > 0 && performance.now() - since < still; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const now = openNotices().length;
      if (now < before) since = performance.now();
      before = now;
    }
  };
  await calm(20_000);
  for (let round = 0; round < 4 && openNotices().length > 0; round++) {
    pass((round === 0 ? 16 : 46) * MINUTE);
    await calm(20_000);
  }
  // What failed again and again in all this trouble is hidden by the queue for five minutes at most, in real time.
  if (openNotices().length > 0) await calm(HIDDEN_AT_MOST);
  for (let round = 0; round < 3 && openNews(await readRows(client, table, secrecy)).length > 0; round++) {
    pass(61 * MINUTE);
    await new Promise((resolve) => setTimeout(resolve, 15_000));
  }
  await poison.plantsUnopenable();
  // The stream's last words, and the messages that were on their way.
  await new Promise((resolve) => setTimeout(resolve, 1500));

  const poisoned = await poison.found();
  const rows = await readRows(client, table, secrecy);
  const tallies = await readItems(client, table, `TALLY#${VOTE}#`);
  const results = readResults(await readItems(client, table, `RESULTS#${SURVEY}`));
  await Promise.all([updates.stop(), presses.stop(), towns.stop(), stream.stop()]);
  await Promise.all([running.stop(), aws.stop()]);
  client.destroy();

  const tokens = createVoterTokens(BALLOT_SECRET);
  const cards = rows.flatMap((row) => (row.row === "contribution" ? [row.id] : []));
  const posted = playground.slack.messages().filter((one) => one.blocks && !one.thread_ts && !one.dm_with);
  const cardsOf = (id: string) => posted.filter((one) => namesIt(one, id)).length;
  return {
    seed: plan.seed,
    seconds: Math.round((performance.now() - began) / 1000),
    figures,
    words: findWords(accepted, rows, stage.erased),
    heard: compare({ ...record, updates: [...record.updates.values()] }, stage.left),
    replies: {
      taken: [...record.updates.values()].filter((one) => one.to !== undefined).length,
      unheard: unheard([...record.updates.values()], record.said, record.queued, record.silent),
    },
    news: {
      ...findNews(record.said),
      reached: rows.reduce((sum, row) => sum + (row.row === "progress" ? row.reached : 0), 0),
      uncertain: rows.reduce((sum, row) => sum + (row.row === "progress" ? row.uncertain : 0), 0),
      open: openNews(rows),
    },
    notices: {
      promised: record.notices.size,
      delivered: [...record.notices.keys()].filter((key) => record.over.has(key)).length,
      parked: [...record.notices.values()].filter((one) => one.parked).length,
      open: openNotices().map(([key]) => key),
    },
    ballots: findBallots(stage.choices, rows, tallies, tokens),
    survey: findAnswers(
      { given: stage.answers, fills: record.fills, languageOf: record.languageOf },
      rows,
      results,
      tokens,
    ),
    talks: findTalks(
      stage.talks,
      rows,
      rows.flatMap((row) =>
        row.row === "process" && row.id === VOTE ? (readManifesto(row).groups ?? []) : [],
      ),
    ),
    erased: {
      people: stage.erased.length,
      ...findErased(accepted, stage.erased, rows, playground.slack.messages()),
    },
    deeds: findDeeds(official.deeds, rows, record.said, record.chatOf, new Set(stage.left.keys())),
    cards: {
      disordered: findDisorder(playground.slack.messages(), rows),
      wanted: cards.length,
      missing: cards.filter((id) => cardsOf(id) === 0),
      doubled: cards.reduce((sum, id) => sum + Math.max(0, cardsOf(id) - 1), 0),
    },
    poison: poisoned,
    setAside: rows.filter((row) => row.row === "dead").length - poison.letters(),
    stuck,
  };
}

/** News that is still being counted or sent. */
function openNews(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) =>
    row.row === "broadcast" && (row.status.at === "counting" || row.status.at === "sending") ? [row.id] : [],
  );
}

/** The road on which Telegram brings updates: late, twice at the same time, again later, or without our answer. */
function unsteady(plan: Plan, figures: Figures, record: Record_, town: () => string) {
  const chance = chanceFrom(plan.seed).for("updates");
  const known = new Set<string>();
  const again = (call: Call) => {
    record.comes(call.body.toString("utf8"));
    void forward(town(), call).catch(() => undefined);
  };
  return {
    meets(call: Call): Event {
      figures.deliveries += 1;
      record.comes(call.body.toString("utf8"));
      const update = /"update_id":(\d+)/.exec(call.body.toString("utf8"))?.[1] ?? "";
      if (!known.has(update)) figures.updates += 1;
      known.add(update);
      if (chance.share(0.02)) {
        figures["repeated at the same time"] += 1;
        again(call);
      }
      if (chance.share(0.01)) {
        figures["answers to Telegram lost"] += 1;
        return { is: "cut", when: "after" };
      }
      return { is: "slow", when: "before", milliseconds: chance.between(0, 40) };
    },
    passed(call: Call, { status }: Answer) {
      if (status === 200) record.taken(call.body.toString("utf8"));
      if (!chance.share(0.02)) return;
      figures["repeated later"] += 1;
      setTimeout(() => again(call), chance.between(50, 5000)).unref();
    },
  };
}

/** A card shows its number with a dash, and its buttons carry it without. */
function namesIt(card: SlackMessage, id: string): boolean {
  const text = JSON.stringify(card.blocks);
  return text.includes(id) || text.includes(shownNumber(id));
}

async function readRows(client: DynamoDBClient, table: string, seals: Seals): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) {
    rows.push(...Items.filter((item) => !isPlanted(item)).flatMap((item) => readRow(item, seals) ?? []));
  }
  return rows;
}

/** Items as they lie in the table, by how their partition key begins. */
async function readItems(client: DynamoDBClient, table: string, prefix: string): Promise<readonly Image[]> {
  const images: Image[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table }))
    images.push(...Items.filter((item) => item.pk?.S?.startsWith(prefix)));
  return images;
}
