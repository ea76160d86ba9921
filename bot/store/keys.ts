/**
 * The only file that writes a key. One table (pk, sk), one sparse index "due" (dueFor, dueAt).
 *
 * | what                           | pk              | sk              | dueFor    | dueAt              | expires        | read by                              |
 * | ------------------------------ | --------------- | --------------- | --------- | ------------------ | -------------- | ------------------------------------ |
 * | lane                           | LANE#key        | LANE            | WAKE      | wakeAt, to the quarter | expires    | lane: GetItem; due: Query index, then BatchGetItem |
 * | pointer to a resident's lane   | RESIDENT#id     | LANE            |           |                    | as the lane    | laneOf: GetItem, then the lane       |
 * | link to what a resident made   | RESIDENT#id     | MINE#created#id |           |                    |                | mine, forget: Query                  |
 * | contribution                   | CONTRIBUTION#id | STATE           | DESK#desk | dueAt or created   |                | contribution: GetItem; desk: Query index (open ones), then BatchGetItem |
 * | its alarm                      | CONTRIBUTION#id | WAKE            | WAKE      | wakeAt             |                | due: Query index, then BatchGetItem  |
 * | entry of its history           | CONTRIBUTION#id | ENTRY#n         |           |                    |                | history: Query                       |
 * | where its card stands          | POSTED#id       | POSTED          |           |                    |                | posted: GetItem                      |
 * | up to where it is counted      | COUNTED#id      | COUNTED         |           |                    |                | count: condition on the update       |
 * | member of the workspace        | STAFF#id        | STAFF           |           |                    |                | staff: GetItem                       |
 * | what officials arranged        | OFFICE          | OFFICE          |           |                    |                | office: GetItem                      |
 * | notice                         | NOTICE#group    | id              | WAKE      | wakeAt or 15 minutes after created, not parked | 30 days | notice: GetItem; due: Query index, then BatchGetItem |
 * | update that failed             | DEAD            | at#id           |           |                    | 30 days        | a person, by hand                    |
 * | running figures                | FIGURES#desk    | month           |           |                    |                | figures: BatchGetItem                |
 */
import type { Contribution } from "../core/contribution.ts";
import type { Notice } from "../core/notice.ts";
import type { Lane } from "../core/resident.ts";
import { after, DAY, epochSeconds, type Instant, MINUTE, roundedDown } from "../core/time.ts";
import type { Row } from "../ports.ts";

/** The table above as data; a test keeps the two the same. `key` recognises the items of the pattern. */
export const patterns = [
  {
    what: "lane",
    pk: "LANE#key",
    sk: "LANE",
    dueFor: "WAKE",
    dueAt: "wakeAt, to the quarter",
    expires: "expires",
    readBy: "lane: GetItem; due: Query index, then BatchGetItem",
    key: /^LANE#\S+ LANE$/,
  },
  {
    what: "pointer to a resident's lane",
    pk: "RESIDENT#id",
    sk: "LANE",
    dueFor: "",
    dueAt: "",
    expires: "as the lane",
    readBy: "laneOf: GetItem, then the lane",
    key: /^RESIDENT#\S+ LANE$/,
  },
  {
    what: "link to what a resident made",
    pk: "RESIDENT#id",
    sk: "MINE#created#id",
    dueFor: "",
    dueAt: "",
    expires: "",
    readBy: "mine, forget: Query",
    key: /^RESIDENT#\S+ MINE#\S+#\S+$/,
  },
  {
    what: "contribution",
    pk: "CONTRIBUTION#id",
    sk: "STATE",
    dueFor: "DESK#desk",
    dueAt: "dueAt or created",
    expires: "",
    readBy: "contribution: GetItem; desk: Query index (open ones), then BatchGetItem",
    key: /^CONTRIBUTION#\S+ STATE$/,
  },
  {
    what: "its alarm",
    pk: "CONTRIBUTION#id",
    sk: "WAKE",
    dueFor: "WAKE",
    dueAt: "wakeAt",
    expires: "",
    readBy: "due: Query index, then BatchGetItem",
    key: /^CONTRIBUTION#\S+ WAKE$/,
  },
  {
    what: "entry of its history",
    pk: "CONTRIBUTION#id",
    sk: "ENTRY#n",
    dueFor: "",
    dueAt: "",
    expires: "",
    readBy: "history: Query",
    key: /^CONTRIBUTION#\S+ ENTRY#\d{5}$/,
  },
  {
    what: "where its card stands",
    pk: "POSTED#id",
    sk: "POSTED",
    dueFor: "",
    dueAt: "",
    expires: "",
    readBy: "posted: GetItem",
    key: /^POSTED#\S+ POSTED$/,
  },
  {
    what: "up to where it is counted",
    pk: "COUNTED#id",
    sk: "COUNTED",
    dueFor: "",
    dueAt: "",
    expires: "",
    readBy: "count: condition on the update",
    key: /^COUNTED#\S+ COUNTED$/,
  },
  {
    what: "member of the workspace",
    pk: "STAFF#id",
    sk: "STAFF",
    dueFor: "",
    dueAt: "",
    expires: "",
    readBy: "staff: GetItem",
    key: /^STAFF#\S+ STAFF$/,
  },
  {
    what: "what officials arranged",
    pk: "OFFICE",
    sk: "OFFICE",
    dueFor: "",
    dueAt: "",
    expires: "",
    readBy: "office: GetItem",
    key: /^OFFICE OFFICE$/,
  },
  {
    what: "notice",
    pk: "NOTICE#group",
    sk: "id",
    dueFor: "WAKE",
    dueAt: "wakeAt or 15 minutes after created, not parked",
    expires: "30 days",
    readBy: "notice: GetItem; due: Query index, then BatchGetItem",
    key: /^NOTICE#\S+ \S+$/,
  },
  {
    what: "update that failed",
    pk: "DEAD",
    sk: "at#id",
    dueFor: "",
    dueAt: "",
    expires: "30 days",
    readBy: "a person, by hand",
    key: /^DEAD \S+#\S+$/,
  },
  {
    what: "running figures",
    pk: "FIGURES#desk",
    sk: "month",
    dueFor: "",
    dueAt: "",
    expires: "",
    readBy: "figures: BatchGetItem",
    key: /^FIGURES#\S+ \d{4}-\d{2}$/,
  },
] as const;

/** Where an item is. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Where an item is, who waits for it and until when it is kept (epoch seconds). */
export interface Place extends Key {
  readonly dueFor?: string;
  readonly dueAt?: string;
  readonly expiresAt?: number;
}

/** What waits for the clock. One partition is enough: a town has few timers in a second. */
export const WAKE = "WAKE";

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

export const laneKey = (key: string): Key => ({ pk: `LANE#${key}`, sk: "LANE" });
export const pointerKey = (resident: string): Key => ({ pk: `RESIDENT#${resident}`, sk: "LANE" });
export const linkKey = (resident: string, created: Instant, id: string): Key => ({
  pk: `RESIDENT#${resident}`,
  sk: `${MINE}${created}#${id}`,
});
export const residentPartition = (resident: string): string => pointerKey(resident).pk;
export const contributionKey = (id: string): Key => ({ pk: `CONTRIBUTION#${id}`, sk: "STATE" });
export const contributionPartition = (id: string): string => contributionKey(id).pk;
export const alarmKey = (id: string): Key => ({ ...contributionKey(id), sk: WAKE });
// Two that are not in the partition of their contribution: what a function may write goes by partition key, and
// whoever keeps the figures or puts up cards may not touch what people told.
export const countedKey = (id: string): Key => ({ pk: `COUNTED#${id}`, sk: "COUNTED" });
export const postedKey = (id: string): Key => ({ pk: `POSTED#${id}`, sk: "POSTED" });
/** Five digits, so that entries sort as text: enough for 99,999 things that happen to one contribution. */
export const entryKey = (id: string, n: number): Key => ({
  ...contributionKey(id),
  sk: `${ENTRY}${String(n).padStart(5, "0")}`,
});
export const staffKey = (id: string): Key => ({ pk: `STAFF#${id}`, sk: "STAFF" });
export const officeKey: Key = { pk: "OFFICE", sk: "OFFICE" };
export const noticeKey = (group: string, id: string): Key => ({ pk: `NOTICE#${group}`, sk: id });
export const deadKey = (at: Instant, id: string): Key => ({ pk: "DEAD", sk: `${at}#${id}` });
export const figuresKey = (desk: string, month: string): Key => ({ pk: `FIGURES#${desk}`, sk: month });
export const deskQueue = (desk: string): string => `DESK#${desk}`;

/** When the clock should look at a row; undefined when it has no business with it. */
export function wakesAt(row: Lane | Contribution | Notice): Instant | undefined {
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

/** What the clock has to look at: the contribution that an alarm belongs to, or the item itself. */
export function wokenBy(key: Key): Key {
  return key.sk === WAKE ? { ...key, sk: contributionKey("").sk } : key;
}

/** Where a row goes. */
export function placeOf(row: Row): Place {
  switch (row.row) {
    case "lane":
      return {
        ...laneKey(row.key),
        ...(row.wakeAt !== undefined && { dueFor: WAKE, dueAt: coarse(row.wakeAt) }),
        ...(row.expires !== undefined && { expiresAt: epochSeconds(row.expires) }),
      };
    case "contribution":
      return {
        ...contributionKey(row.id),
        ...(row.open && { dueFor: deskQueue(row.desk), dueAt: row.dueAt ?? row.created }),
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
        ...(row.parked === undefined && { dueFor: WAKE, dueAt: wakesAt(row) }),
        expiresAt: epochSeconds(after(row.created, KEPT)),
      };
    case "dead":
      return { ...deadKey(row.at, row.id), expiresAt: epochSeconds(after(row.at, KEPT)) };
  }
}

/**
 * The alarm of a contribution, an item of its own because the contribution itself already stands in the
 * index under its desk. Nothing when the clock has no business with it.
 */
export function alarmOf(contribution: Contribution): Place | undefined {
  return contribution.wakeAt === undefined
    ? undefined
    : { ...alarmKey(contribution.id), dueFor: WAKE, dueAt: contribution.wakeAt };
}
