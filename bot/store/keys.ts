/**
 * The only file that writes a key. `access-patterns.ts` has the table of them all: what lies where, until when, and which
 * operations read it.
 */

import { after, DAY, epochSeconds, type Instant, MINUTE, roundedDown } from "../core/calendar/time.ts";
import type { AudiencePart } from "../core/model/audience.ts";
import type { Contribution } from "../core/model/contribution.ts";
import { isProcessId, type Process } from "../core/model/process.ts";
import type { Row } from "../ports/rows.ts";
import type { Woken } from "../ports/store.ts";

/** Where an item is. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A key as one word, to look things up by. */
export const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Where an item is, who waits for it and until when it is kept (epoch seconds). */
export interface Place extends Key {
  readonly dueFor?: string;
  readonly dueAt?: string;
  readonly expiresAt?: number;
}

/** What waits for the clock. One partition is enough: a town has few timers in a second. */
export const WAKE = "WAKE";

/** What residents can take part in now. */
export const OPEN_PROCESSES = "PROCESSES";

/** What could not be delivered and waits for a person, or for the resident to come back. */
export const PARKED = "PARKED";

/** Updates that could not be handled, whose they are or not known whose. */
export const FAILED = "FAILED";

/** Every id of a broadcast begins so. */
export const BROADCAST = "B";

/** Every chunk of a broadcast, and how far each is, begin so. */
export const CHUNKS = "CHUNK#";
export const PROGRESS = "PROGRESS#";

/** Every link of a resident begins so. */
export const MINE = "MINE#";

/** Every entry of a history begins so. */
export const ENTRY = "ENTRY#";

/**
 * A notice that is still there after so long was lost on its way: the stream gave it up, or the queue did. The
 * clock hands it over again. Long after SQS has hidden it for the last time, and soon enough to be news.
 */
const LOST_AFTER = 15 * MINUTE;

/** Notices and dead letters are kept so long: enough for somebody to look, and no longer. */
const KEPT = 30 * DAY;

/** What was sent to many, and what became of it, can be accounted for in the next year's report. */
const ACCOUNTED = 400 * DAY;

export const laneKey = (key: string): Key => ({ pk: `LANE#${key}`, sk: "LANE" });
export const markKey = (key: string): Key => ({ pk: laneKey(key).pk, sk: "MARK" });
export const pointerKey = (resident: string): Key => ({ pk: `RESIDENT#${resident}`, sk: "LANE" });
export const linkKey = (resident: string, created: Instant, id: string): Key => ({
  pk: `RESIDENT#${resident}`,
  sk: `${MINE}${created}#${id}`,
});
export const residentPartition = (resident: string): string => pointerKey(resident).pk;
export const contributionKey = (id: string): Key => ({ pk: `CONTRIBUTION#${id}`, sk: "STATE" });
export const processKey = (id: string): Key => ({ pk: `PROCESS#${id}`, sk: "STATE" });
/** A contribution or a process, by its id: both have a history, an alarm and a card. The office has a history too. */
const stateKey = (id: string): Key =>
  id === officeKey.pk ? officeKey : isProcessId(id) ? processKey(id) : contributionKey(id);
export const statePartition = (id: string): string => stateKey(id).pk;
export const alarmKey = (id: string): Key => ({ ...stateKey(id), sk: WAKE });
/**
 * Ballots of one process and their count lie in sixteen partitions, by the first sign of the voter: DynamoDB takes
 * about 1,000 writes a second in one. Opinions on one topic need no more than one.
 */
export const shardsOf = (votedOn: string): readonly string[] =>
  isOpinion(votedOn) ? ["0"] : [..."0123456789abcdef"];
const shardOf = (votedOn: string, voter: string): string => (isOpinion(votedOn) ? "0" : voter.slice(0, 1));
const isOpinion = (votedOn: string): boolean => votedOn.startsWith("T");
export const ballotsPartition = (process: string, shard: string): string => `BALLOTS#${process}#${shard}`;
export const ballotKey = (process: string, voter: string): Key => ({
  pk: ballotsPartition(process, shardOf(process, voter)),
  sk: voter,
});
export const ballotCountedKey = (process: string, voter: string): Key => countedKey(`${process}#${voter}`);
export const tallyKey = (process: string, voter: string): Key => ({
  pk: `TALLY#${process}#${shardOf(process, voter)}`,
  sk: "TALLY",
});
export const responsesPartition = (process: string, shard: string): string => `RESPONSES#${process}#${shard}`;
export const responseKey = (process: string, voter: string): Key => ({
  pk: responsesPartition(process, shardOf(process, voter)),
  sk: voter,
});
/**
 * All results of one process lie in one partition, a row for each question, so that one query reads them. It takes
 * about 1,000 units a second; an answer is three, and 28 people a second are invited.
 */
export const resultsPartition = (process: string): string => `RESULTS#${process}`;
export const resultKey = (process: string, question: string): Key => ({
  pk: resultsPartition(process),
  sk: question,
});
export const releasedPartition = (process: string): string => `RELEASED#${process}`;
export const releasedKey = (process: string, question: string): Key => ({
  pk: releasedPartition(process),
  sk: question,
});
export const participantsPartition = (process: string): string => `PARTICIPANTS#${process}`;
// Two that are not in the partition of their contribution: what a function may write goes by partition key, and
// whoever keeps the figures or puts up cards may not touch what people told.
export const countedKey = (id: string): Key => ({ pk: `COUNTED#${id}`, sk: "COUNTED" });
export const postedKey = (id: string): Key => ({ pk: `POSTED#${id}`, sk: "POSTED" });
/** So that they sort as text: enough for 99,999 things that happen to one contribution, process or broadcast. */
const fiveDigits = (n: number) => String(n).padStart(5, "0");
export const entryKey = (id: string, n: number): Key => ({
  ...stateKey(id),
  sk: `${ENTRY}${fiveDigits(n)}`,
});
export const staffKey = (id: string): Key => ({ pk: `STAFF#${id}`, sk: "STAFF" });
export const officeKey: Key = { pk: "OFFICE", sk: "OFFICE" };
export const noticeKey = (group: string, id: string): Key => ({ pk: `NOTICE#${group}`, sk: id });
export const broadcastKey = (id: string): Key => ({ pk: "BROADCASTS", sk: id });
export const chunkKey = (broadcast: string, n: number): Key => ({
  pk: `BROADCAST#${broadcast}`,
  sk: `${CHUNKS}${fiveDigits(n)}`,
});
export const progressKey = (broadcast: string, n: number): Key => ({
  pk: `BROADCAST#${broadcast}`,
  sk: `${PROGRESS}${fiveDigits(n)}`,
});
export const audiencePartition = ({ purpose, neighbourhood, out }: AudiencePart): string =>
  `AUDIENCE#${purpose}#${neighbourhood}${out ? "#out" : ""}`;
/** Where an earlier version put all updates that failed. */
export const DEAD = "DEAD";
/** @param who key of the lane of whoever sent it; empty when that could not be read */
export const deadKey = (who: string, at: Instant, id: string): Key => ({
  pk: `${DEAD}#${who}`,
  sk: `${at}#${id}`,
});
export const figuresKey = (desk: string, month: string): Key => ({ pk: `FIGURES#${desk}`, sk: month });
/** What residents see in a process. */
export const listOf = (process: string): string => `LISTED#${process}`;
export const deskQueue = (desk: string): string => `DESK#${desk}`;

/** When the clock should look at a row; undefined when it has no business with it. */
export function wakesAt(row: Woken): Instant | undefined {
  return row.row === "notice" && row.parked === undefined
    ? (row.wakeAt ?? after(row.created, LOST_AFTER))
    : row.wakeAt;
}

/**
 * A lane is woken a day or more after she last did something, so every tap moves the moment a little. In the
 * index it moves once in a quarter of an hour, which saves two writes a tap; the clock looks at the row itself.
 */
const COARSE = 15 * MINUTE;
const coarse = (moment: Instant): Instant => roundedDown(moment, COARSE);

/** What kind of row waits at this key; undefined for what nobody wakes. */
export function wakesKind({ pk }: Key): Woken["row"] | undefined {
  const [kind = ""] = pk.split("#");
  return wakeable.get(kind);
}

const wakeable: ReadonlyMap<string, Woken["row"]> = new Map([
  ["LANE", "lane"],
  ["CONTRIBUTION", "contribution"],
  ["PROCESS", "process"],
  ["NOTICE", "notice"],
  ["BROADCASTS", "broadcast"],
]);

/** The id of the contribution that lies at this key. */
export const contributionAt = ({ pk }: Key): string => pk.slice(contributionKey("").pk.length);

/** What the clock has to look at: the contribution or process that an alarm belongs to, or the item itself. */
export function wokenBy(key: Key): Key {
  return key.sk === WAKE ? { ...key, sk: contributionKey("").sk } : key;
}

/** Beside a key: when the table takes the item away; nothing for what stays. */
const keptUntil = (expires: Instant | undefined): Pick<Place, "expiresAt"> =>
  expires === undefined ? {} : { expiresAt: epochSeconds(expires) };

/** Where a row goes. */
export function placeOf(row: Row): Place {
  switch (row.row) {
    case "lane":
      return {
        ...laneKey(row.key),
        ...(row.wakeAt !== undefined && { dueFor: WAKE, dueAt: coarse(row.wakeAt) }),
        ...keptUntil(row.expires),
      };
    case "mark":
      return { ...markKey(row.key), expiresAt: epochSeconds(row.expires) };
    case "contribution":
      return {
        ...contributionKey(row.id),
        ...(row.open
          ? { dueFor: deskQueue(row.desk), dueAt: row.dueAt ?? row.created }
          : row.listedIn !== undefined && { dueFor: listOf(row.listedIn), dueAt: row.created }),
      };
    case "process":
      return {
        ...processKey(row.id),
        ...(row.open && { dueFor: OPEN_PROCESSES, dueAt: row.created }),
      };
    case "ballot":
      return ballotKey(row.process, row.voter);
    case "response":
      return {
        ...responseKey(row.process, row.voter),
        ...keptUntil(row.expires),
      };
    case "participant":
      return {
        pk: participantsPartition(row.process),
        sk: row.resident,
        ...keptUntil(row.expires),
      };
    case "entry":
      return entryKey(row.contribution, row.n);
    case "posted":
      return postedKey(row.contribution);
    case "staff":
      return staffKey(row.id);
    case "office":
      return officeKey;
    case "notice":
      return {
        ...noticeKey(row.group, row.id),
        ...(row.parked === undefined
          ? { dueFor: WAKE, dueAt: wakesAt(row) }
          : { dueFor: PARKED, dueAt: row.parked.at }),
        expiresAt: epochSeconds(after(row.created, KEPT)),
      };
    case "broadcast":
      return {
        ...broadcastKey(row.id),
        ...(row.wakeAt !== undefined && { dueFor: WAKE, dueAt: row.wakeAt }),
        expiresAt: epochSeconds(after(row.created, ACCOUNTED)),
      };
    case "chunk":
      return {
        ...chunkKey(row.broadcast, row.n),
        // Nobody is invited twice, however long it is open.
        expiresAt: Math.max(
          epochSeconds(after(row.created, KEPT)),
          row.keptUntil === undefined ? 0 : epochSeconds(row.keptUntil),
        ),
      };
    case "progress":
      return { ...progressKey(row.broadcast, row.n), expiresAt: epochSeconds(after(row.created, KEPT)) };
    case "listener":
      return {
        pk: audiencePartition(row),
        sk: row.resident,
        ...keptUntil(row.expires),
      };
    case "dead":
      return {
        ...deadKey(row.who ?? "", row.at, row.id),
        dueFor: FAILED,
        dueAt: row.at,
        expiresAt: epochSeconds(after(row.at, KEPT)),
      };
  }
}

/**
 * The alarm of a contribution or a process, an item of its own because the row itself already stands in the
 * index under its desk, or among what is open. Nothing when the clock has no business with it.
 */
export function alarmOf({ id, wakeAt }: Contribution | Process): Place | undefined {
  return wakeAt === undefined ? undefined : { ...alarmKey(id), dueFor: WAKE, dueAt: wakeAt };
}
