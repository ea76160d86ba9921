import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { instantAt } from "../bot/core/calendar/time.ts";
import { createGathering } from "../bot/core/counting/recount.ts";
import { ALL, type Results, sameResults } from "../bot/core/counting/response.ts";
import { newStage } from "../bot/core/processes/stage.ts";
import { createChanges } from "../bot/engine/changes.ts";
import type { Survey } from "../bot/instruments/survey/state.ts";
import { rowImage, toImage } from "../bot/store/item-codec.ts";
import { resultKey } from "../bot/store/keys.ts";
import { memoryTable } from "../bot/store/memory-table.ts";
import { forSdk } from "../bot/store/sealing.ts";
import { readChange } from "../bot/store/stream-records.ts";
import { type Figure, grown, only, sample } from "./figures.ts";
import { fill } from "./filling.ts";
import { rehearse } from "./rehearsal.ts";
import { ALL_ANSWERED, definition, responseOf } from "./respondents.ts";
import { type Counted, startCounter, sumOf } from "./servers/counter.ts";
import type { Deed, Stack } from "./stacks.ts";
import { seals } from "./stacks.ts";
import type { Stage } from "./stage.ts";
import { costs, FAR, handedOver, openProcess, PROCESS, storeOn, whileCounting } from "./voices.ts";

/**
 * A survey of seven questions: what an answer costs, whether the running results are exact, what reading them costs
 * when many have answered, and how long a recount takes.
 */

const TABLE = "answers";
/** Respondents of the survey that has only just opened. */
const FEW = 1_000;
/** The survey that has only just opened. */
const YOUNG = "P7654321";
/** How many times the results are read. */
const READS = 200;

export interface AnswersSize {
  readonly residents: number;
  /** How many times somebody gives or changes an answer, for the exactness. */
  readonly changes: number;
  /** Respondents whose results are read, and recounted. */
  readonly responses: number;
}

export async function measureAnswers(ours: Stack, stage: Stage, size: AnswersSize): Promise<Figure[]> {
  await ours.createTable(stage.client, TABLE);
  await stage.client.send(new PutItemCommand({ TableName: TABLE, Item: forSdk(rowImage(surveyed, seals)) }));
  return [
    ...(await costOfAnAnswer(ours, stage, size.residents)),
    ...(await growth(stage, size.responses)),
    await exactness(size.changes),
  ];
}

const KINDS = {
  first: "A first answer, by a button",
  next: "The next answer, by a button",
  changed: "A changed answer",
  typed: "An answer that is typed",
} as const;
type Kind = keyof typeof KINDS;

/** From somebody who has come in to somebody who sees the first question. */
export const opensTheSurvey: readonly Deed[] = [{ types: "/meedoen" }, { presses: "|start|go" }];

/** What everybody does, in order. Looking at a question again is not an answer. */
export const deeds: readonly (readonly [Kind | undefined, Deed])[] = [
  ["first", { presses: "|q.nice|4" }],
  ["next", { presses: "|q.safe|yes" }],
  [undefined, { presses: "|show|safe" }],
  ["changed", { presses: "|q.safe|no" }],
  ["typed", { types: "Gezellig" }],
  ["next", { presses: "|q.first|green+" }],
  ["changed", { presses: "|q.first|homes+" }],
  ["changed", { presses: "|q.first|green-" }],
];

/** Through the deployed bundle: residents who have come in begin, answer, and change their minds. */
function costOfAnAnswer(ours: Stack, stage: Stage, residents: number): Promise<Figure[]> {
  return whileCounting(ours, stage, TABLE, async (worker, counter) => {
    const chats = Array.from({ length: residents }, (_, n) => 870_000 + n);
    await rehearse([...ours.joins, ...opensTheSurvey], chats, worker, stage.chats);
    const found = new Map<Kind, Counted[]>();
    for (const [kind, deed] of deeds) {
      counter.take();
      await rehearse([deed], chats, worker, stage.chats);
      if (kind) found.set(kind, [...(found.get(kind) ?? []), counter.take()]);
    }
    return [...found].flatMap(([kind, each]) =>
      costs(`answers.${kind}`, KINDS[kind], "answers", sumOf(each), each.length * residents),
    );
  });
}

/** Results of few and of many are read alternately, and then everything is recounted. */
async function growth(stage: Stage, responses: number): Promise<Figure[]> {
  const until = performance.now() + 10 * 60_000;
  const images = (n: number) => [rowImage(responseOf(n, ALL_ANSWERED), seals)];
  const reached = await fill(stage.dynamo, TABLE, images, 0, responses, until);
  const gathering = createGathering();
  for (let n = 0; n < reached; n++) {
    if (n === FEW) await put(stage, YOUNG, gathering.done().results);
    gathering.add(responseOf(n, ALL_ANSWERED));
  }
  const { results } = gathering.done();
  await put(stage, PROCESS, results);
  const [few, many] = await reading(stage, [YOUNG, PROCESS]);
  if (!few || !many || !sameResults(many.results, results))
    throw new Error("The results are not what was put there.");
  const begun = performance.now();
  const again = await storeOn(stage, TABLE).answers(PROCESS);
  const seconds = (performance.now() - begun) / 1000;
  const missing = (results[ALL]?.begun ?? 0) - (again.results[ALL]?.begun ?? 0);
  const asked = performance.now();
  await storeOn(stage, TABLE).said(PROCESS);
  const waited = performance.now() - asked;
  // People who were counted when an answer was measured come on top.
  if (missing > 0) throw new Error(`The recount did not find ${missing} people of ${reached}.`);
  const than = `${reached} responses ÷ ${FEW}`;
  return [
    only(
      "answers.results.roundtrips",
      `Reading the results of ${reached} responses: round trips`,
      "",
      sample([many.requests]),
      { most: 1 },
    ),
    only(
      `answers.results.read.${reached}`,
      `Reading the results of ${reached} responses: read units`,
      "",
      sample([many.units]),
    ),
    only(
      `answers.results.time.${reached}`,
      `Reading the results of ${reached} responses: time`,
      "ms",
      sample(many.took),
    ),
    grown("answers.results.units", `Reading the results, read units: ${than}`, many.units / few.units),
    grown(
      "answers.results.size",
      `Reading the results, bytes: ${than}`,
      many.bytes / few.bytes,
      "a hundred times as many responses make each number two digits longer; a tenth more is allowed.",
      0.1,
    ),
    {
      ...only(
        "answers.results.growth",
        `Reading the results, time: ${than}`,
        "",
        sample([sample(many.took).median / sample(few.took).median]),
      ),
      note: `read in turns; ${few.bytes} bytes as JSON of ${FEW} responses, ${many.bytes} of ${reached}.`,
    },
    only(
      `answers.said.${reached}`,
      `Opening the form to share results, or a part of the open answers, of ${reached} responses: reading`,
      "ms",
      sample([waited]),
      { most: 2000 },
    ),
    only(
      `answers.recount.${reached}`,
      `Recount of ${reached} responses on DynamoDB Local`,
      "s",
      sample([seconds]),
    ),
  ];
}

async function put(stage: Stage, survey: string, results: Results): Promise<void> {
  const images = Object.entries(results).map(([question, numbers]) =>
    toImage({ ...resultKey(survey, question), ...numbers }),
  );
  await fill(stage.dynamo, TABLE, (n) => images.slice(n, n + 1), 0, images.length, Number.POSITIVE_INFINITY);
}

/** @returns for each survey, per reading: requests, read units, milliseconds; and the size of the answer */
async function reading(stage: Stage, surveys: readonly string[]) {
  const store = storeOn(stage, TABLE);
  const took = surveys.map((): number[] => []);
  for (let n = -READS; n < READS; n++)
    for (const [at, survey] of surveys.entries()) {
      const begun = performance.now();
      await store.results(survey);
      // What this process is still learning must not be blamed on the table.
      if (n >= 0) took[at]?.push(performance.now() - begun);
    }
  const counter = await startCounter(stage.dynamo);
  try {
    const counted = storeOn(stage, TABLE, counter.endpoint);
    const found = [];
    for (const [at, survey] of surveys.entries()) {
      const results = await counted.results(survey);
      const { operations, read: units } = counter.take();
      const requests = Object.values(operations).reduce((sum, one) => sum + one, 0);
      found.push({ results, requests, units, took: took[at] ?? [], bytes: JSON.stringify(results).length });
    }
    return found;
  } finally {
    await counter.stop();
  }
}

/**
 * Everybody answers one question after the other and goes on changing answers, each a different number of times. The
 * stream's records go through the very loop that counts; respondents are interleaved, and only each one's own acts stay
 * in order, as in a shard.
 */
async function exactness(changes: number): Promise<Figure> {
  const now = () => instantAt(Date.now());
  const store = memoryTable({ now, seals });
  const told: DynamoDBRecord[] = [];
  store.onChange((records) => told.push(...records));
  const outbox = { hand: async () => undefined, spread: async () => undefined };
  const react = createChanges({ store, outbox, clock: { now } });
  let [done, respondents] = [0, 0];
  while (done < changes) {
    const some = Array.from({ length: 100 }, (_, index) => respondents + index);
    respondents += some.length;
    for (let version = 1; version <= 12; version++)
      for (const n of some.toReversed())
        if (version <= 1 + (n % 12)) await store.commit([{ put: responseOf(n, version) }]);
    const batch = told.splice(0).flatMap((record) => {
      const change = readChange(record, seals);
      return change?.row ? [{ row: change.row, isNew: change.isNew, before: change.before }] : [];
    });
    done += batch.length;
    for (const again of handedOver(batch)) await react(again);
    // Changes made by the counting itself are of no interest.
    told.length = 0;
  }
  const [kept, { results }] = [await store.results(PROCESS), await store.answers(PROCESS)];
  const differences = Object.keys({ ...kept, ...results }).filter(
    (question) => !sameResults({ [question]: kept[question] ?? {} }, { [question]: results[question] ?? {} }),
  );
  return only(
    "answers.exact",
    `Running results against recount after ${done} answers and changes of ${respondents} respondents, each handed over up to three times: questions that differ`,
    "",
    sample([differences.length]),
    { most: 0 },
  );
}

const survey: Survey = {
  ...newStage("open", FAR),
  resultsBy: "2099-01-07",
  template: "sample",
  definition,
  edition: 1,
  opensOn: "2026-01-01",
  closesOn: "2098-12-31",
  code: "0123456789ab",
};

/** A survey of seven questions that is open. */
export const surveyed = openProcess("survey", survey);
