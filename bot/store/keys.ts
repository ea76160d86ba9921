import type { ResidentId, VoterToken } from "../core/model/ids.ts";
/**
 * The only file that writes keys. `access-patterns.ts` lists them all: what is stored where, until when, and which
 * operations read it.
 */

import { after, DAY, epochSeconds, type Instant, MINUTE } from "../core/calendar/time.ts";
import type { AudiencePart } from "../core/model/audience.ts";
import { isProcessId, type Process } from "../core/model/process.ts";
import type { Row } from "../ports/rows.ts";
import type { Woken } from "../ports/store.ts";
import { processInIndex } from "./process-partitions.ts";
import { tableShape } from "./table-shape.ts";

/** The key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A key as a single string, for look-ups. */
export const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Where an item is stored, what it waits for in the index, and until when it is kept (epoch seconds). */
export interface Place extends Key {
  readonly dueFor?: string;
  readonly dueAt?: string;
  readonly wakeFor?: string;
  readonly wakeAt?: string;
  readonly expiresAt?: number;
}

/** Index partition of what waits for the clock. One is enough: a town has few timers a second. */
export const WAKE = "WAKE";

/** The partitions of the index `wake`. */
export const { alarm: ALARM, mend: MEND } = tableShape.wake.partitions;

/** Index partition of undelivered notices that wait for a person, or for the resident to come back. */
export const PARKED = "PARKED";

/** Index partition of updates that could not be handled, whether or not the sender is known. */
export const FAILED = "FAILED";

/** Prefix of every broadcast's id. */
export const BROADCAST = "B";

/** Prefix of the sort key of every chunk of a broadcast. */
export const CHUNKS = "CHUNK#";
export const PROGRESS = "PROGRESS#";

/** Prefix of the sort key of every link of a resident. */
export const MINE = "MINE#";

/** Prefix of the sort key of every history entry. */
export const ENTRY = "ENTRY#";

/**
 * Milliseconds after which a notice that still exists counts as lost: the stream gave up on it, or the queue did. The
 * clock then hands it over again. This is well after SQS has hidden it for the last time, and soon enough for it to be
 * news.
 */
export const LOST_AFTER = 15 * MINUTE;

/** How long notices and dead letters are kept, in milliseconds: long enough for somebody to look, and no longer. */
const KEPT = 30 * DAY;

/**
 * How long broadcasts and their outcomes are kept, in milliseconds, so that next year's report can account for them.
 */
const ACCOUNTED = 400 * DAY;

export const laneKey = (key: string): Key => ({ pk: `LANE#${key}`, sk: "LANE" });
/** Whether a key belongs to the table of lanes. All others lie in the main table. */
export const isOfLanes = ({ pk }: Pick<Key, "pk">): boolean => pk.startsWith(laneKey("").pk);
export const markKey = (key: string): Key => ({ pk: laneKey(key).pk, sk: "MARK" });
export const pointerKey = (resident: ResidentId): Key => ({ pk: `RESIDENT#${resident}`, sk: "LANE" });
export const linkKey = (resident: ResidentId, created: Instant, id: string): Key => ({
  pk: `RESIDENT#${resident}`,
  sk: `${MINE}${created}#${id}`,
});
export const residentPartition = (resident: ResidentId): string => pointerKey(resident).pk;
export const contributionKey = (id: string): Key => ({ pk: `CONTRIBUTION#${id}`, sk: "STATE" });
export const processKey = (id: string): Key => ({ pk: `PROCESS#${id}`, sk: "STATE" });
/**
 * The key of a contribution or a process, by its id: both have a history, an alarm and a card. The office has a history
 * too.
 */
const stateKey = (id: string): Key =>
  id === officeKey.pk ? officeKey : isProcessId(id) ? processKey(id) : contributionKey(id);
export const statePartition = (id: string): string => stateKey(id).pk;
export const alarmKey = (id: string): Key => ({ ...stateKey(id), sk: WAKE });
/**
 * The shards of a process's ballots and their count: sixteen partitions, by the first character of the voter, because
 * DynamoDB takes about 1,000 writes a second in one. Opinions on one topic need only one.
 */
export const shardsOf = (votedOn: string): readonly string[] =>
  isOpinion(votedOn) ? ["0"] : [..."0123456789abcdef"];
const shardOf = (votedOn: string, voter: string): string => (isOpinion(votedOn) ? "0" : voter.slice(0, 1));
const isOpinion = (votedOn: string): boolean => votedOn.startsWith("T");
export const ballotsPartition = (process: string, shard: string): string => `BALLOTS#${process}#${shard}`;
export const ballotKey = (process: string, voter: VoterToken): Key => ({
  pk: ballotsPartition(process, shardOf(process, voter)),
  sk: voter,
});
export const ballotCountedKey = (process: string, voter: VoterToken): Key =>
  countedKey(`${process}#${voter}`);
export const tallyKey = (process: string, voter: string): Key => ({
  pk: `TALLY#${process}#${shardOf(process, voter)}`,
  sk: "TALLY",
});
export const responsesPartition = (process: string, shard: string): string => `RESPONSES#${process}#${shard}`;
export const responseKey = (process: string, voter: VoterToken): Key => ({
  pk: responsesPartition(process, shardOf(process, voter)),
  sk: voter,
});
/**
 * The partition of a process's results, with a row for each question, so that one query reads them all. A partition
 * takes about 1,000 write units a second; an answer costs three, and 28 people a second are invited.
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
// These two are outside their contribution's partition: permissions to write are by partition key, and the functions
// that keep the figures or post cards must not be able to touch what people told us.
export const countedKey = (id: string): Key => ({ pk: `COUNTED#${id}`, sk: "COUNTED" });
export const postedKey = (id: string): Key => ({ pk: `POSTED#${id}`, sk: "POSTED" });
/** Pads numbers so that they sort as text: enough for 99,999 entries of one contribution, process or broadcast. */
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
/** The partition where an earlier version put all failed updates. */
export const DEAD = "DEAD";
/** @param who key of the sender's lane; empty when that could not be read */
export const deadKey = (who: string, at: Instant, id: string): Key => ({
  pk: `${DEAD}#${who}`,
  sk: `${at}#${id}`,
});
export const figuresKey = (desk: string, month: string): Key => ({ pk: `FIGURES#${desk}`, sk: month });
/** Index partition of the contributions residents can see in a process. */
export const listOf = (process: string): string => `LISTED#${process}`;
export const deskQueue = (desk: string): string => `DESK#${desk}`;

/** When the clock should look at a row; undefined if never. */
export function wakesAt(row: Woken): Instant | undefined {
  return row.row === "notice" && row.parked === undefined
    ? (row.wakeAt ?? after(row.created, LOST_AFTER))
    : row.wakeAt;
}

/** The id of the contribution stored at this key. */
export const contributionAt = ({ pk }: Key): string => pk.slice(contributionKey("").pk.length);

/** The expiry part of a place; empty for items that stay. */
const keptUntil = (expires: Instant | undefined): Pick<Place, "expiresAt"> =>
  expires === undefined ? {} : { expiresAt: epochSeconds(expires) };

/** Where a row is stored. */
export function placeOf(row: Row): Place {
  switch (row.row) {
    case "lane": {
      const dueAt = row.indexed ?? row.wakeAt;
      return {
        ...laneKey(row.key),
        ...(dueAt !== undefined && { dueFor: WAKE, dueAt }),
        ...keptUntil(row.expires),
      };
    }
    case "mark":
      return { ...markKey(row.key), expiresAt: epochSeconds(row.expires) };
    case "contribution":
      return {
        ...contributionKey(row.id),
        ...(row.open
          ? { dueFor: deskQueue(row.desk), dueAt: row.dueAt ?? row.created }
          : row.listedIn !== undefined && { dueFor: listOf(row.listedIn), dueAt: row.created }),
        ...(row.wakeAt !== undefined && { wakeFor: ALARM, wakeAt: row.wakeAt }),
      };
    case "process":
      return {
        ...processKey(row.id),
        ...processInIndex(row),
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
        // Nobody is invited twice, however long the process stays open.
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
 * The alarm of a process: a separate item, because the row itself is already in the index among the open processes and
 * can be large. Undefined when the clock need not look at it. Contributions had one too, in earlier versions.
 */
export function alarmOf({ id, wakeAt }: Process): Place | undefined {
  return wakeAt === undefined ? undefined : { ...alarmKey(id), dueFor: WAKE, dueAt: wakeAt };
}
