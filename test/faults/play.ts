import { writeFileSync } from "node:fs";
import { DynamoDBClient, PutItemCommand, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { SQSClient } from "@aws-sdk/client-sqs";
import { addDays, dayPart, instantAt, townClock } from "../../bot/core/calendar/time.ts";
import type { Message } from "../../bot/core/model/message.ts";
import { endOf } from "../../bot/core/processes/terms.ts";
import { buildMunicipality } from "../../bot/municipality/read-built.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import { rowImage } from "../../bot/store/item-codec.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { lanesTable, tableShape } from "../../bot/store/table-shape.ts";
import { readResults } from "../../bot/store/tallies.ts";
import { createWords } from "../../bot/text/words.ts";
import { createTable, localAws, startQueuesAndBucket } from "../../local/aws.ts";
import { moveClock, takeOverClock } from "../../local/clock.ts";
import { startPlayground } from "../../local/playground/server.ts";
import { watchStream } from "../../local/polls.ts";
import { officeHours, playgroundOptions, readTown, townSettings } from "../../local/settings.ts";
import { locales } from "../../locales/index.ts";
import { openVote, VOTE } from "./ballots.ts";
import { chanceFrom } from "./chance.ts";
import { BEFORE, createClerk } from "./clerk.ts";
import { noFigures } from "./figures.ts";
import { createOfficial } from "./officials.ts";
import { createOrganiser, fieldsOf } from "./organiser.ts";
import { judged, type Outcome, openNews, openNotices } from "./outcome.ts";
import type { Stage } from "./phone.ts";
import { createPoison } from "./poison.ts";
import { endPolls } from "./poll-end.ts";
import { keepRecord } from "./record.ts";
import { createResident } from "./residents.ts";
import { openRoad } from "./road.ts";
import { readItems, readRows } from "./rows.ts";
import { SURVEY, surveyProcess } from "./survey.ts";
import { openTowns } from "./towns.ts";
import type { Measure } from "./troubles.ts";
import { unsteady } from "./unsteady.ts";
import { councilAnswers, daysPass } from "./waiting-end.ts";

const TOWN = "infra/municipalities/waterkant.yaml";
const ANA = "U0ANA";
const CHRIS = "U0CHRIS";
const SECRET = "only-for-the-fault-tests-and-never-for-a-real-town";
const BALLOT_SECRET = "only-for-votes-in-the-fault-tests-and-never-elsewhere";
const MINUTE = 60_000;

export interface Plan {
  readonly updates: number;
  readonly residents: number;
  readonly seed: number;
  /** Residents who are in their chat at the same time. */
  readonly atOnce: number;
  /** The official's acts, at least. */
  readonly acts: number;
  /** Polls that are open at the same time. */
  readonly polls: number;
  /** Reports that are put before the council, at most. */
  readonly questions: number;
  /** Processes that run the town at the same time. */
  readonly processes: number;
  readonly measure: Measure;
  /** DynamoDB Local's address. */
  readonly endpoint: string;
  /** Receives the town's log and complaints, each with the seconds since the beginning. */
  readonly onLine?: (line: string) => void;
}

/**
 * Milliseconds. The longest pause before a failed delivery is retried (bot/delivery/queue-consumer.ts), and a little
 * more.
 */
const HIDDEN_AT_MOST = 310_000;

/** Simulates a town in trouble from beginning to end, and then checks what became of every promise. */
export async function play(plan: Plan): Promise<Outcome> {
  const began = performance.now();
  const chance = chanceFrom(plan.seed);
  const figures = noFigures();
  const words = createWords(locales);
  // One resident is enough for the council here: nobody says “me too” in a run.
  const town = { ...readTown(TOWN, words.languages), councilThreshold: 1 };
  // Nobody is told anything at night, so it is day: for the queue, the town, Telegram and Slack alike.
  takeOverClock();
  let ahead = officeHours(Date.now(), town.promise.closedDays) - Date.now();
  moveClock(ahead);

  const table = `faults-${plan.seed}-${Math.round(performance.now())}`;
  const client = new DynamoDBClient({ ...localAws, endpoint: plan.endpoint });
  await createTable(client, table);
  const aws = await startQueuesAndBucket();
  const secrecy = createSecrecy(SECRET);
  const morning = instantAt(Date.now());
  for (const process of [openVote(morning), surveyProcess(morning)])
    await client.send(new PutItemCommand({ TableName: table, Item: forSdk(rowImage(process, secrecy)) }));
  const record = keepRecord(words, secrecy);
  // No function follows the lanes; the record does, to know who was whom and until when.
  await client.send(
    new UpdateTableCommand({
      TableName: lanesTable(table),
      StreamSpecification: { StreamEnabled: true, StreamViewType: tableShape.stream },
    }),
  );
  const logs = (line: string) => plan.onLine?.(`${(record.now() / 1000).toFixed(2)} ${line}`);
  const streams = [table, lanesTable(table)].map((one) =>
    watchStream(new DynamoDBStreamsClient({ ...localAws, endpoint: plan.endpoint }), one, record.changed),
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
      readingMs: 10_000,
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
  writeFileSync(settings.MUNICIPALITY ?? "", buildMunicipality(town));
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
    logs(line);
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
  const updates = await openRoad({ to: towns.door, ...unsteady(plan.seed, figures, record, towns.door) });
  const presses = await openRoad({ to: towns.door, meets: () => ({ is: "none" }) });
  playground.webhooks.telegram = `${updates.url}/telegram`;
  playground.webhooks.slack = `${presses.url}/slack`;

  let stuck = 0;
  const stage: Stage = {
    playground,
    accepted: [],
    choices: new Map(),
    answers: new Map(),
    polls: { open: [], votes: new Map(), counted: new Set() },
    talks: { survey: new Map(), votes: new Map() },
    letsIn: () => organiser.letsIn(),
    left: new Map(),
    erased: [],
    now: record.now,
    inEachLanguage: (message: Message) => words.languages.map((language) => words.render(message, language)),
    enough: () => figures.updates >= plan.updates,
    patience: 15_000,
    note: (id, line) => {
      record.notes(String(id), line);
      logs(`resident ${id} ${line}`);
    },
  };
  const everybody = people.map(({ id }) => createResident(id, chance.for(`resident ${id}`), stage));
  const idle = [...everybody];
  const turns = chance.for("turns");
  let sitting = 0;
  const day = addDays(dayPart(instantAt(Date.now())), 14);
  const official = createOfficial(ANA, chance.for("official"), {
    playground,
    figures,
    day,
    least: plan.acts,
    questions: plan.questions,
    note: logs,
  });
  const organiser = createOrganiser(ANA, { playground, figures, note: logs });
  const { day: today } = townClock(instantAt(Date.now()));
  const clerk = createClerk(CHRIS, {
    playground,
    figures,
    days: { discussed: addDays(today, 7), promised: day },
    note: logs,
  });
  const polled = fieldsOf({ voteUntil: today, answerBy: addDays(today, 30) });
  for (let n = 1; n <= plan.polls; n++) stage.polls.open.push(await organiser.opens(n, polled));
  const polls = [...stage.polls.open];
  const planting = poison.plantsOften(() => (stage.enough() ? 1 : figures.updates / plan.updates));
  const isQuiet = () => stage.enough() && sitting === 0;
  const working = Promise.all([official.works(isQuiet), clerk.works(BEFORE, async () => isQuiet())]);
  await Promise.all(
    Array.from({ length: plan.atOnce }, async () => {
      while (!stage.enough()) {
        const [one] = idle.splice(turns.between(0, Math.min(idle.length, 40) - 1), 1);
        if (!one) return;
        sitting += 1;
        const well = await one.sits().catch((error: unknown) => {
          stage.note(one.id, `failed: ${error instanceof Error ? error.message : error}`);
          return false;
        });
        if (!well) stuck += 1;
        sitting -= 1;
        if (!one.isGone()) idle.push(one);
      }
    }),
  );
  await Promise.all([working, planting]);

  /** The clock hands over again whatever got lost on the way: after a quarter of an hour, and later. */
  const pass = (milliseconds: number) => {
    ahead += milliseconds;
    moveClock(ahead);
    towns.moveClocks(ahead);
  };
  /** Waits until nothing is open, or nothing has moved for this long. Slack's channels take one message a second. */
  const calm = async (still: number) => {
    let before = openNotices(record).length;
    for (let since = performance.now(); before > 0 && performance.now() - since < still; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const now = openNotices(record).length;
      if (now < before) since = performance.now();
      before = now;
    }
  };
  /** Nothing fails any more, and everything that was promised comes. */
  const settles = async () => {
    towns.endTroubles();
    await playground.settled();
    await calm(20_000);
    for (let round = 0; round < 4 && openNotices(record).length > 0; round++) {
      pass((round === 0 ? 16 : 46) * MINUTE);
      await calm(20_000);
    }
    // The queue hides what failed repeatedly in all this trouble for five minutes at most, in real time.
    if (openNotices(record).length > 0) await calm(HIDDEN_AT_MOST);
    for (let round = 0; round < 3 && openNews(await readRows(client, table, secrecy)).length > 0; round++) {
      pass(61 * MINUTE);
      await new Promise((resolve) => setTimeout(resolve, 15_000));
    }
  };
  const all = () => readRows(client, table, secrecy);
  await settles();
  // What still fails when a day passes counts as failing for a day, and is set aside: so first all is calm.
  await endPolls({
    stage,
    towns,
    organiser,
    people: everybody,
    chance: chance.for("polls"),
    pass,
    untilCounted: () => officeHours(Date.parse(endOf(today)), town.promise.closedDays) - Date.now(),
    rows: all,
  });
  await settles();
  const waiting = { towns, rows: all, note: logs };
  await councilAnswers({ ...waiting, clerk });
  await settles();
  await daysPass({
    ...waiting,
    pass: () => {
      const next = officeHours(Date.parse(endOf(addDays(day, 1))), town.promise.closedDays);
      pass(next - Date.now());
    },
  });
  await settles();
  await poison.plantsUnopenable();
  // The stream's last records, and the messages still in transit.
  await new Promise((resolve) => setTimeout(resolve, 1500));

  const poisoned = await poison.found();
  const rows = await readRows(client, table, secrecy);
  const tallies = await readItems(client, table, `TALLY#${VOTE}#`);
  const items = await readItems(client, table, "");
  const results = readResults(await readItems(client, table, `RESULTS#${SURVEY}`));
  await Promise.all([updates.stop(), presses.stop(), towns.stop(), ...streams.map((one) => one.stop())]);
  await Promise.all([running.stop(), aws.stop()]);
  client.destroy();
  return {
    seed: plan.seed,
    seconds: Math.round((performance.now() - began) / 1000),
    figures,
    stuck,
    poison: poisoned,
    ...judged({
      stage,
      record,
      rows,
      tallies,
      items,
      polls,
      now: instantAt(Date.now()),
      results,
      deeds: official.deeds,
      messages: playground.slack.messages(),
      tokens: createVoterTokens(BALLOT_SECRET),
      open: secrecy.open,
    }),
  };
}
