import * as z from "zod/mini";
import { type Ballot, type Count, change } from "../core/counting/ballot.ts";
import type { Steps } from "../core/counting/released.ts";
import { difference, type Response, type Results } from "../core/counting/response.ts";
import type { Entry } from "../core/model/contribution.ts";
import type { Figures } from "../core/needs.ts";
import { fromImage, type Image } from "./item-codec.ts";
import { ballotCountedKey, countedKey, figuresKey, type Key, resultKey, tallyKey } from "./keys.ts";

/**
 * Running counts: what a change adds to them, and how they are read. Each change counts once, however often the stream
 * redelivers it.
 */

/** Numbers to add to items, once: only if the checkpoint `counted` has not reached `n`. */
export interface Tally {
  readonly counted: Key;
  readonly n: number;
  readonly adds: readonly { readonly to: Key; readonly numbers: Readonly<Record<string, number>> }[];
}

const countsSchema = z.object({
  desk: z.string(),
  month: z.string().check(z.regex(/^\d{4}-\d{2}$/)),
  event: z.enum(["received", "answered", "reopened", "confirmed", "closed", "ended", "evaluated"]),
  days: z.optional(z.int().check(z.nonnegative())),
  inTime: z.optional(z.boolean()),
  forced: z.optional(z.boolean()),
  answers: z.optional(z.int().check(z.nonnegative())),
  sum: z.optional(z.int().check(z.nonnegative())),
});

/** Attribute names, one for each number of working days, because DynamoDB's ADD cannot create the map it adds to. */
const DAYS = /^days(\d+)$/;

/**
 * What an entry adds to the figures; undefined when nothing.
 * @throws ZodError when `counts` is present but invalid: better a loud failure than a wrong figure
 */
export function tallyOf(entry: Entry): Tally | undefined {
  if (entry.counts === undefined) return undefined;
  const { desk, month, event, days, inTime, forced, answers, sum } = countsSchema.parse(entry.counts);
  const add: Record<string, number> = { [event]: 1 };
  if (event === "answered" && inTime === true) add.answeredInTime = 1;
  if (event === "ended" && forced === true) add.forced = 1;
  if (event === "evaluated" && answers !== undefined && sum !== undefined)
    Object.assign(add, { evaluatedAnswers: answers, evaluatedSum: sum });
  if (event === "answered" && days !== undefined) add[`days${days}`] = 1;
  return {
    counted: countedKey(entry.contribution),
    n: entry.n,
    adds: [{ to: figuresKey(desk, month), numbers: add }],
  };
}

/** What a changed ballot adds to the count; undefined when nothing. */
export function ballotTallyOf(before: Ballot | undefined, after: Ballot): Tally | undefined {
  const changes = Object.entries(change(before, after));
  if (changes.length === 0) return undefined;
  const { process, voter, version } = after;
  return {
    counted: ballotCountedKey(process, voter),
    n: version,
    adds: [
      {
        to: tallyKey(process, voter),
        numbers: Object.fromEntries(
          changes.map(([name, more]) => [ITEM.test(name) ? `item${name}` : name, more]),
        ),
      },
    ],
  };
}

/** What a changed response adds to the results, question by question; undefined when nothing. */
export function responseTallyOf(before: Response | undefined, after: Response): Tally | undefined {
  const changes = Object.entries(difference(before, after));
  if (changes.length === 0) return undefined;
  const { process, voter, version } = after;
  return {
    counted: ballotCountedKey(process, voter),
    n: version,
    adds: changes.map(([question, numbers]) => ({ to: resultKey(process, question), numbers })),
  };
}

const numbersSchema = z.record(z.string(), z.number());

const stepSchema = z.object({ shown: numbersSchema, next: numbersSchema });

const stepsSchema = z.object({
  sk: z.string(),
  version: z.int(),
  residents: stepSchema,
  staff: stepSchema,
});

/** The part of one question's results shown while answers come in; undefined before the first release. */
export function readSteps(
  image: Image | undefined,
): ({ version: number; question: string } & Steps) | undefined {
  if (!image) return undefined;
  const { sk, ...steps } = stepsSchema.parse(fromImage(image));
  return { question: sk, ...steps };
}

/** Reads the results of all questions of one process. */
export function readResults(images: readonly Image[]): Results {
  return Object.fromEntries(
    images.map((image) => {
      const { pk: _pk, sk, ...rest } = fromImage(image);
      return [z.string().parse(sk), z.record(z.string(), z.number()).parse(rest)];
    }),
  );
}

const ITEM = /^\d+$/;

/** Sums all shards of a count. */
export function readCount(images: readonly Image[]): Count {
  let voters = 0;
  const points: Record<string, number> = {};
  for (const image of images) {
    const { pk: _pk, sk: _sk, ...rest } = fromImage(image);
    for (const [name, value] of Object.entries(z.record(z.string(), z.number()).parse(rest))) {
      if (name === "voters") voters += value;
      else points[name.replace(/^item/, "")] = (points[name.replace(/^item/, "")] ?? 0) + value;
    }
  }
  return { voters, points };
}

/** Sums the figures of several months. */
export function readFigures(images: readonly Image[]): Figures {
  const sum: Record<string, number> = {};
  const daysToAnswer: Record<string, number> = {};
  for (const image of images) {
    const { pk: _pk, sk: _sk, ...rest } = fromImage(image);
    for (const [name, value] of Object.entries(z.record(z.string(), z.number()).parse(rest))) {
      const days = DAYS.exec(name)?.[1];
      if (days === undefined) sum[name] = (sum[name] ?? 0) + value;
      else daysToAnswer[days] = (daysToAnswer[days] ?? 0) + value;
    }
  }
  const of = (name: string) => sum[name] ?? 0;
  return {
    received: of("received"),
    answered: of("answered"),
    answeredInTime: of("answeredInTime"),
    reopened: of("reopened"),
    confirmed: of("confirmed"),
    closed: of("closed"),
    ended: of("ended"),
    forced: of("forced"),
    evaluated: { processes: of("evaluated"), answers: of("evaluatedAnswers"), sum: of("evaluatedSum") },
    daysToAnswer,
  };
}
