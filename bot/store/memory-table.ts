import { isDeepStrictEqual } from "node:util";
import type { DynamoDBRecord } from "aws-lambda";
import { epochSeconds, type Instant } from "../core/calendar/time.ts";
import { Conflict } from "../ports/errors.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Store } from "../ports/store.ts";
import { clockIndexOf, indexWith } from "./clock-index.ts";
import {
  expired,
  fromImage,
  type Image,
  readKey,
  readRow,
  readTried,
  readTries,
  toImage,
  unsealed,
} from "./item-codec.ts";
import type { ItemTable } from "./item-table.ts";
import { isOfLanes, type Key, nameOf, WAKE } from "./keys.ts";
import { imageAfter } from "./memory-steps.ts";
import { unsettled } from "./pending.ts";
import { rowSchema } from "./row-schemas.ts";
import type { Step } from "./steps.ts";
import { createStore } from "./store.ts";
import { tableShape } from "./table-shape.ts";

/** An in-memory store, for tests and demonstrations. */
export interface MemoryStore extends Store {
  /**
   * Reports every commit as the table's stream would, in order and immediately.
   * @returns a function that removes the listener
   */
  onChange(listener: (records: readonly DynamoDBRecord[]) => void): () => void;
  /** Every item, expired ones included, uncompressed and decrypted: what someone with the keys can read. */
  images(): readonly Image[];
  /** The same items as stored: what someone holds who has a copy of the table but no keys. */
  copy(): readonly Image[];
  /** Puts items there as an older version may have written them, whatever is in them. */
  plant(images: readonly Image[]): void;
}

/** An item, with the attributes the table itself uses alongside. */
interface Laid {
  readonly image: Image;
  readonly pk: string;
  readonly sk: string;
  readonly dueFor: string | undefined;
  readonly dueAt: Instant | undefined;
  readonly wakeFor: string | undefined;
  readonly wakeAt: Instant | undefined;
  readonly expiresAt: number | undefined;
  readonly version: number | undefined;
}

/**
 * The same store as on DynamoDB, over a Map of the same items. Nothing outlives the process. It is stricter: a row that
 * its schema would read in another way than it was written is refused, because the table trusts what it wrote.
 */
export function memoryTable({
  now,
  seals,
  most,
}: {
  readonly now: () => Instant;
  readonly seals: Seals;
  /** The most items one commit may touch. */
  readonly most?: number | undefined;
}): MemoryStore {
  const listeners = new Set<(records: readonly DynamoDBRecord[]) => void>();
  const laid = createLaid(now, (records) => {
    for (const listener of listeners) listener(records);
  });
  const table = memoryItems(laid);
  const strict: ItemTable = {
    ...table,
    async write(steps) {
      for (const step of steps) if (step.do === "put") holdToModel(step.image, seals);
      await table.write(steps);
    },
  };
  const { items } = laid;
  return {
    ...createStore(strict, now, seals, most),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    images: () => [...items.values()].map(({ image }) => unsealed(structuredClone(image), seals)),
    plant: (images) => laid.write(images.map((image) => ({ do: "put", key: readKey(image), image }))),
    copy: () => [...items.values()].map(({ image }) => structuredClone(image)),
  };
}

/** @throws Error when the row in an item is not as its schema would read it */
function holdToModel(image: Image, seals: Seals): void {
  const row = readRow(image, seals);
  if (row !== undefined && !isDeepStrictEqual(rowSchema.parse(row), row))
    throw new Error(`the row ${row.row} holds what its schema does not know, and would be trusted with it`);
}

/** The items, and the only way to change them: all steps or none. */
interface LaidItems {
  readonly items: ReadonlyMap<string, Laid>;
  write(steps: readonly Step[]): void;
}

/** @param tell receives what the stream would report for a write that changed something */
function createLaid(now: () => Instant, tell: (records: readonly DynamoDBRecord[]) => void): LaidItems {
  const items = new Map<string, Laid>();
  let sequence = 0;

  const holds = (step: Step): boolean => {
    const there = items.get(nameOf(step.key));
    if (step.do === "remove" && step.since !== undefined) return there?.dueAt === step.since;
    const expect = step.do === "add" ? undefined : step.expect;
    if (expect === undefined) return true;
    if (step.do === "put" && step.adds && there?.version === unsettled(Number(expect))) return true;
    return expect === "new"
      ? there === undefined || expired(there.expiresAt, now())
      : there?.version === expect;
  };

  const write = (steps: readonly Step[]): void => {
    if (!steps.every(holds)) throw new Conflict("somebody else changed it first");
    const records: DynamoDBRecord[] = [];
    for (const step of steps) {
      if (step.do === "check") continue;
      const before = items.get(nameOf(step.key))?.image;
      const after = imageAfter(step, before);
      if (after === undefined) items.delete(nameOf(step.key));
      else items.set(nameOf(step.key), lay(after));
      // As in the real stream, a write that changes nothing is not reported, and no lane is.
      if (!isOfLanes(step.key) && !isDeepStrictEqual(before, after))
        records.push(recordOf(step.key, before, after, ++sequence, now()));
    }
    if (records.length > 0) tell(records);
  };

  return { items, write };
}

function lay(image: Image): Laid {
  const { dueFor, dueAt, wakeFor, wakeAt, expiresAt, version } = fromImage(image);
  return {
    image,
    ...readKey(image),
    dueFor: dueFor as string | undefined,
    dueAt: dueAt as Instant | undefined,
    wakeFor: wakeFor as string | undefined,
    wakeAt: wakeAt as Instant | undefined,
    expiresAt: expiresAt as number | undefined,
    version: version as number | undefined,
  };
}

function memoryItems({ items, write }: LaidItems): ItemTable {
  return {
    async get(key) {
      return items.get(nameOf(key))?.image;
    },
    async getMany(keys) {
      return keys.map((key) => items.get(nameOf(key))?.image).filter((image) => image !== undefined);
    },
    async *list(pk, prefix, order) {
      const found = [...items.values()]
        .filter((item) => item.pk === pk && item.sk.startsWith(prefix))
        .filter((item) => order?.after === undefined || compare(item.sk, order.after) > 0)
        .sort((a, b) => compare(a.sk, b.sk));
      yield (order?.newestFirst ? found.reverse() : found).map(({ image }) => image);
    },
    async *waiting(dueFor, _limit, until, order) {
      const { partitionKey, sortKey } = indexWith(dueFor);
      const found = [...items.values()].flatMap(({ pk, sk, ...item }) => {
        const dueAt = item[sortKey];
        return item[partitionKey] === dueFor && dueAt !== undefined && (until === undefined || dueAt <= until)
          ? { dueAt, pk, sk }
          : [];
      });
      found.sort((a, b) => compare(a.dueAt, b.dueAt));
      yield order?.newestFirst ? found.reverse() : found;
    },
    async putOff(key, { since, until, tries }) {
      const there = items.get(nameOf(key));
      const { sortKey } = clockIndexOf(key);
      if (there?.[sortKey] !== since) return undefined;
      const { [tableShape.tries]: _, ...rest } = there.image;
      if (until === undefined) {
        const { dueFor: _for, dueAt: _at, ...image } = rest;
        write([{ do: "put", key, image }]);
        return 0;
      }
      const so = readTries(there.image) + (tries === "one more" ? 1 : 0);
      const keeps = tries !== "none" && so > 0;
      const image = {
        ...rest,
        [sortKey]: { S: until },
        ...(keeps && { [tableShape.tries]: { N: String(so) } }),
      };
      write([{ do: "put", key, image }]);
      return keeps ? so : 0;
    },
    async tries(key, { until, begins }) {
      const there = items.get(nameOf(key));
      if (there?.dueFor !== WAKE) return undefined;
      const { [tableShape.unended]: _, ...rest } = there.image;
      const before = readTried(there.image);
      const tried =
        begins === undefined
          ? { ...before, unended: 0 }
          : { since: before.since ?? begins, unended: before.unended + 1 };
      const image: Image = {
        ...rest,
        dueAt: { S: until },
        ...(begins !== undefined && {
          [tableShape.unended]: { N: String(tried.unended) },
          [tableShape.failingSince]: { S: tried.since ?? begins },
        }),
      };
      write([{ do: "put", key, image }]);
      return tried;
    },
    async write(steps) {
      write(steps);
    },
    async tally({ counted, n, adds }) {
      const plain = (key: Key) => fromImage(items.get(nameOf(key))?.image ?? toImage(key));
      const upTo: unknown = plain(counted).upTo;
      if (typeof upTo === "number" && upTo >= n) return;
      write([
        { do: "put", key: counted, image: toImage({ ...counted, upTo: n }) },
        ...adds.map(({ to, numbers }): Step => {
          const sum = plain(to);
          for (const [name, value] of Object.entries(numbers)) sum[name] = Number(sum[name] ?? 0) + value;
          return { do: "put", key: to, image: toImage(sum) };
        }),
      ]);
    },
  };
}

/** Compares by bytes, as DynamoDB does, not by any language's alphabet. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function recordOf(
  key: Key,
  before: Image | undefined,
  after: Image | undefined,
  sequence: number,
  at: Instant,
): DynamoDBRecord {
  return {
    eventID: String(sequence),
    eventName: before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY",
    eventSource: "aws:dynamodb",
    eventVersion: "1.1",
    awsRegion: "memory",
    dynamodb: {
      ApproximateCreationDateTime: epochSeconds(at),
      Keys: recorded(toImage(key)),
      ...(before && { OldImage: recorded(before) }),
      ...(after && { NewImage: recorded(after) }),
      SequenceNumber: String(sequence).padStart(21, "0"),
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
  };
}

type Recorded = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

/**
 * Copies an item for the stream, so that a listener cannot change it. The event's types describe the same JSON as the
 * SDK's.
 */
function recorded(image: Image): Recorded {
  return structuredClone(image) as Recorded;
}
