import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { broadcastSchema, chunkSchema, progressSchema } from "../core/broadcasts/broadcast.ts";
import { listenersOf, participantsOf } from "../core/broadcasts/reach.ts";
import { epochSeconds, type Instant } from "../core/calendar/time.ts";
import { type Ballot, ballotSchema, type Count, change } from "../core/counting/ballot.ts";
import type { Steps } from "../core/counting/released.ts";
import { difference, type Response, type Results, responseSchema } from "../core/counting/response.ts";
import { listenerSchema, participantSchema } from "../core/model/audience.ts";
import { contributionSchema, type Entry, entrySchema } from "../core/model/contribution.ts";
import { laneSchema } from "../core/model/lane.ts";
import { noticeSchema, postedSchema } from "../core/model/notice.ts";
import { processSchema } from "../core/model/process.ts";
import { officeSchema, staffSchema } from "../core/model/staff.ts";
import { markSchema } from "../core/residents/erasure-mark.ts";
import type { Figures } from "../core/turn.ts";
import type { Row, Write } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Tried } from "../ports/store.ts";
import {
  alarmKey,
  alarmOf,
  ballotCountedKey,
  countedKey,
  figuresKey,
  type Key,
  laneKey,
  linkKey,
  placeOf,
  pointerKey,
  resultKey,
  tallyKey,
} from "./keys.ts";
import { asAttribute, bytesOf, fillingOf, hidden, packed, revealed, unpacked } from "./sealing.ts";
import { tableShape } from "./table-shape.ts";

/**
 * Rows and items: how each row is written down, and how it is read back. A row lies whole in the attribute `body`, or
 * in `sealed` when nobody may read it who only has the table; beside it stand only what the table itself looks at (key,
 * index, version, expiry).
 */

/** An item as DynamoDB holds it and as the stream shows it. */
export type Image = Record<string, AttributeValue>;

/** One change of one item. `expect`: the version that must be there now, or "new" for nothing (alive) there. */
export type Step =
  | {
      readonly do: "put";
      readonly key: Key;
      readonly image: Image;
      readonly expect?: number | "new" | undefined;
    }
  | { readonly do: "remove"; readonly key: Key; readonly expect?: number | undefined }
  | { readonly do: "check"; readonly key: Key; readonly expect: number };

/** Numbers to add to these items, once: only when `counted` has not come as far as `n`. */
export interface Tally {
  readonly counted: Key;
  readonly n: number;
  readonly adds: readonly { readonly to: Key; readonly numbers: Readonly<Record<string, number>> }[];
}

const deadSchema = z.object({
  row: z.literal("dead"),
  id: z.string(),
  at: z.string(),
  who: z.string().optional(),
  sealed: z.string(),
  error: z.string(),
});

const rowSchema = z.discriminatedUnion("row", [
  laneSchema,
  contributionSchema,
  entrySchema,
  staffSchema,
  officeSchema,
  noticeSchema,
  postedSchema,
  broadcastSchema,
  chunkSchema,
  progressSchema,
  listenerSchema,
  participantSchema,
  processSchema,
  markSchema,
  ballotSchema,
  responseSchema,
  deadSchema,
]);

const itemSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  expiresAt: z.number().optional(),
});
const waitingSchema = z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() });
const pointerSchema = z.object({ lane: z.string() });
const linkSchema = z.object({ contribution: z.string() });
const countsSchema = z.object({
  desk: z.string(),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  event: z.enum(["received", "answered", "reopened", "confirmed", "closed", "ended"]),
  days: z.number().int().nonnegative().optional(),
  inTime: z.boolean().optional(),
  forced: z.boolean().optional(),
});

/** Attribute names, one for each number of working days, because ADD cannot make the map it adds in. */
const DAYS = /^days(\d+)$/;

/** An item from its plain attributes. Absent values are left out. */
export function toImage(attributes: object): Image {
  return marshall(attributes, { removeUndefinedValues: true });
}

/**
 * From so many characters on a body is packed. DynamoDB counts by the kilobyte, and a contribution with its history of
 * handled inputs packs to a quarter.
 */
const PACKED_FROM = 800;

/** A row as the table holds it. */
export function rowImage(row: Row, seals: Seals): Image {
  const beside = toImage({ ...placeOf(row), ...("version" in row && { version: row.version }) });
  const text = JSON.stringify(row);
  const filling = fillingOf(row);
  if (filling) return { ...beside, sealed: asAttribute(hidden(text, seals, filling)) };
  if (text.length < PACKED_FROM) return { ...beside, ...toImage({ body: row }) };
  return { ...beside, body: asAttribute(packed(text)) };
}

/** The same item with its body in plain sight. */
export function inPlainSight(image: Image, seals: Seals): Image {
  const { sealed: _sealed, ...rest } = image;
  const body = bodyOf(image, seals);
  return body === undefined ? image : { ...rest, ...toImage({ body }) };
}

/** What was written before rows were sealed lies in `body` until its next write, and is read as well. */
function bodyOf({ body, sealed }: Image, seals: Seals): unknown {
  const closed = sealed && bytesOf(sealed);
  if (closed) return JSON.parse(revealed(closed, seals));
  if (body === undefined) return undefined;
  const deflated = bytesOf(body);
  return deflated ? JSON.parse(unpacked(deflated)) : unmarshall({ body }).body;
}

/**
 * The row in an item. `at` is now: what has expired counts as absent, however long DynamoDB takes to
 * delete it. Leave `at` out to read a change that happened in the past.
 * @returns undefined when there is no item, it has expired, or it holds no row (a pointer, a link, a figure)
 * @throws Error naming the key, never the content, when the row is not as the model says; or that it cannot be opened
 */
export function readRow(image: Image | undefined, seals: Seals, at?: Instant): Row | undefined {
  if (image === undefined) return undefined;
  const { body: _body, sealed: _sealed, ...beside } = image;
  const item = itemSchema.parse(unmarshall(beside));
  if (at !== undefined && expired(item.expiresAt, at)) return undefined;
  const body = bodyOf(image, seals);
  if (body === undefined) return undefined;
  const row = rowSchema.safeParse(body);
  if (!row.success)
    throw new Error(`the item ${item.pk} ${item.sk} is not as the model says`, { cause: row.error });
  return row.data;
}

/** The row in an item when it is of this kind; otherwise as `readRow`. */
export function readAs<Kind extends Row["row"]>(
  kind: Kind,
  image: Image | undefined,
  seals: Seals,
  at: Instant,
): Extract<Row, { row: Kind }> | undefined {
  const row = readRow(image, seals, at);
  return row !== undefined && isOf(kind, row) ? row : undefined;
}

function isOf<Kind extends Row["row"]>(kind: Kind, row: Row): row is Extract<Row, { row: Kind }> {
  return row.row === kind;
}

/** Whether an item kept until `expiresAt` (epoch seconds) is to be treated as gone. */
export function expired(expiresAt: number | undefined, at: Instant): boolean {
  return expiresAt !== undefined && expiresAt <= epochSeconds(at);
}

export function readKey(image: Image): Key {
  const { pk, sk } = image;
  return itemSchema.parse({ pk: pk?.S, sk: sk?.S });
}

/** What waits, as the index shows it: its key, and since when. */
export function readWaiting(image: Image): Key & { dueAt: Instant } {
  const { pk, sk, dueAt } = image;
  return waitingSchema.parse({ pk: pk?.S, sk: sk?.S, dueAt: dueAt?.S });
}

/** How often an item was given another moment; 0 when that was not counted. */
export function readTries(image: Image | undefined): number {
  return Number(image?.[tableShape.tries]?.N ?? 0);
}

/** What is known of the tries of a notice. */
export function readTried(image: Image | undefined): Tried {
  const { unended, failingSince } = tableShape;
  return { since: image?.[failingSince]?.S ?? "", unended: Number(image?.[unended]?.N ?? 0) };
}

/** Key of the lane that a pointer leads to. */
export function readPointer(image: Image): string {
  return pointerSchema.parse(unmarshall(image)).lane;
}

/** Id of the contribution that a link or an alarm leads to. */
export function readLink(image: Image): string {
  return linkSchema.parse(unmarshall(image)).contribution;
}

/** What a write does to single items. The links of a forgotten lane are not in it: they have to be looked up. */
export function stepsOf(write: Write, seals: Seals): readonly Step[] {
  if ("link" in write) {
    const { resident, contribution, at } = write.link;
    const key = linkKey(resident, at, contribution);
    return [{ do: "put", key, image: toImage({ ...key, contribution }) }];
  }
  if ("unlink" in write) {
    const { resident, contribution, at } = write.unlink;
    return [{ do: "remove", key: linkKey(resident, at, contribution) }];
  }
  if ("move" in write) {
    const { move, to } = write;
    return [
      { do: "remove", key: laneKey(move.key), expect: move.version },
      ...stepsOf({ put: to, expect: "new" }, seals),
    ];
  }
  if ("forget" in write) {
    return [
      { do: "remove", key: laneKey(write.forget.key), expect: write.expect },
      { do: "remove", key: pointerKey(write.forget.resident) },
      ...listenersOf(write.forget).flatMap((remove) => stepsOf({ remove }, seals)),
      ...participantsOf(write.forget).flatMap((remove) => stepsOf({ remove }, seals)),
    ];
  }
  if ("remove" in write) {
    const { pk, sk } = placeOf(write.remove);
    const first: Step = { do: "remove", key: { pk, sk }, expect: write.expect };
    if (write.remove.row === "lane") return [first, { do: "remove", key: pointerKey(write.remove.resident) }];
    if (write.remove.row === "contribution" || write.remove.row === "process")
      return [first, { do: "remove", key: alarmKey(write.remove.id) }];
    return [first];
  }
  const row = write.put;
  const { pk, sk, expiresAt } = placeOf(row);
  const first: Step = { do: "put", key: { pk, sk }, image: rowImage(row, seals), expect: write.expect };
  if (row.row === "lane" && (write.expect === "new" || write.pointer)) {
    const key = pointerKey(row.resident);
    return [first, { do: "put", key, image: toImage({ ...key, lane: row.key, expiresAt }) }];
  }
  if ((row.row === "contribution" || row.row === "process") && write.alarm === undefined) {
    const key = alarmKey(row.id);
    const alarm = alarmOf(row);
    return [
      first,
      alarm === undefined
        ? { do: "remove", key }
        : { do: "put", key, image: toImage({ ...alarm, contribution: row.id }) },
    ];
  }
  return [first];
}

/**
 * What an entry adds to the figures; undefined when it counts for nothing.
 * @throws ZodError when `counts` is there and makes no sense: better loud than a figure that is wrong
 */
export function tallyOf(entry: Entry): Tally | undefined {
  if (entry.counts === undefined) return undefined;
  const { desk, month, event, days, inTime, forced } = countsSchema.parse(entry.counts);
  const add: Record<string, number> = { [event]: 1 };
  if (event === "answered" && inTime === true) add.answeredInTime = 1;
  if (event === "ended" && forced === true) add.forced = 1;
  if (event === "answered" && days !== undefined) add[`days${days}`] = 1;
  return {
    counted: countedKey(entry.contribution),
    n: entry.n,
    adds: [{ to: figuresKey(desk, month), numbers: add }],
  };
}

/** What a changed ballot adds to the count; undefined when it adds nothing. */
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

/** What a changed response adds to the results, question by question; undefined when it adds nothing. */
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
  version: z.number().int(),
  residents: stepSchema,
  staff: stepSchema,
});

/** What of one question is shown while answers come in; undefined before anything was. */
export function readSteps(
  image: Image | undefined,
): ({ version: number; question: string } & Steps) | undefined {
  if (!image) return undefined;
  const { sk, ...steps } = stepsSchema.parse(unmarshall(image));
  return { question: sk, ...steps };
}

/** All questions of one process. */
export function readResults(images: readonly Image[]): Results {
  return Object.fromEntries(
    images.map((image) => {
      const { pk: _pk, sk, ...rest } = unmarshall(image);
      return [z.string().parse(sk), z.record(z.string(), z.number()).parse(rest)];
    }),
  );
}

const ITEM = /^\d+$/;

/** The sum of all parts of a count. */
export function readCount(images: readonly Image[]): Count {
  let voters = 0;
  const points: Record<string, number> = {};
  for (const image of images) {
    const { pk: _pk, sk: _sk, ...rest } = unmarshall(image);
    for (const [name, value] of Object.entries(z.record(z.string(), z.number()).parse(rest))) {
      if (name === "voters") voters += value;
      else points[name.replace(/^item/, "")] = (points[name.replace(/^item/, "")] ?? 0) + value;
    }
  }
  return { voters, points };
}

/** The sum of several months. */
export function readFigures(images: readonly Image[]): Figures {
  const sum: Record<string, number> = {};
  const daysToAnswer: Record<string, number> = {};
  for (const image of images) {
    const { pk: _pk, sk: _sk, ...rest } = unmarshall(image);
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
    daysToAnswer,
  };
}
