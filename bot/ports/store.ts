import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import type { Chunk, Progress } from "../core/broadcasts/progress.ts";
import type { Instant } from "../core/calendar/time.ts";
import type { Ballot, Count, Givers } from "../core/counting/ballot.ts";
import type { Makeup } from "../core/counting/breakdown.ts";
import type { Gathered, Said } from "../core/counting/recount.ts";
import type { Response, Results } from "../core/counting/response.ts";
import type { AudiencePart } from "../core/model/audience.ts";
import type { Contribution, Entry } from "../core/model/contribution.ts";
import type { ResidentId, VoterToken } from "../core/model/ids.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Language } from "../core/model/message.ts";
import type { Notice, Posted } from "../core/model/notice.ts";
import type { Process } from "../core/model/process.ts";
import type { Office, Staff } from "../core/model/staff.ts";
import type { Figures } from "../core/needs.ts";
import type { Mark } from "../core/residents/erasure-mark.ts";
import type { DeadLetter, Row, Write } from "./rows.ts";

/** Receives one page of many; the next is read once it is done with this one. */
export type TellPage = (residents: readonly ResidentId[]) => Promise<void>;

/** A lane and what a process holds under a token, in one call. */
export type ReadsWithLane<Row> = (
  key: string,
  process: string,
  voter: VoterToken,
) => Promise<{ readonly lane: Lane | undefined; readonly row: Row | undefined }>;

/** The table: what the loop reads from it, and the one way to write. */
export interface Store {
  lane(key: string): Promise<Lane | undefined>;
  /** By random resident id, through the pointer that exists only as long as the lane. */
  laneOf(resident: ResidentId): Promise<Lane | undefined>;
  /** The language in which a resident reads; undefined when she is gone. */
  languageOf(resident: ResidentId): Promise<Language | undefined>;
  /** What was kept of somebody who erased herself, by the key of her former lane. Asked only when there is no lane. */
  mark(lane: string): Promise<Mark | undefined>;
  contribution(id: string): Promise<Contribution | undefined>;
  /** Entries of a contribution or a process, in order. */
  history(id: string): Promise<readonly Entry[]>;
  /** One of them, from 1. */
  entry(id: string, n: number): Promise<Entry | undefined>;
  /** A resident's contributions, newest first, at most `limit` (50). */
  mine(resident: ResidentId, limit?: number): Promise<readonly Contribution[]>;
  /** Open contributions of a desk, earliest answer date first, at most `limit` (200). */
  desk(desk: string, limit?: number): Promise<readonly Contribution[]>;
  /**
   * Ids of everything open at a desk, page by page, without a limit. The index lags slightly: something may have been
   * closed since.
   */
  openAt(desk: string, tell: (contributions: readonly string[]) => Promise<void>): Promise<void>;
  /** What residents see in a process, the oldest first, at most `limit` (500). */
  listed(process: string, limit?: number): Promise<readonly Contribution[]>;
  process(id: string): Promise<Process | undefined>;
  /** Those that residents can take part in, the oldest first. */
  processes(): Promise<readonly Process[]>;
  /** Those that go on and that residents find nowhere, the oldest first. */
  unlisted(waits: NonNullable<Process["waits"]>): Promise<readonly Process[]>;
  /** Those that ended last, the newest first. */
  ended(limit: number): Promise<readonly Process[]>;
  /** Ids of residents who take part in a process, in a fixed order; `tell` gets them page by page, as they are read. */
  participants(process: string, tell: TellPage): Promise<void>;
  /** How many take part in a process, by age and neighbourhood, reading each row. */
  makeup(process: string): Promise<Makeup>;
  ballot(process: string, voter: VoterToken): Promise<Ballot | undefined>;
  /** Both in one call, because a voter is waiting for both. */
  readonly laneAndBallot: ReadsWithLane<Ballot>;
  /** The running count, maintained from the stream. */
  tally(process: string): Promise<Count>;
  /** All ballots, read and counted one by one. */
  recount(process: string): Promise<Count>;
  /** The ballots on these subjects, read one by one, and how many people gave them. */
  givers(subjects: readonly string[]): Promise<Givers>;
  response(process: string, voter: VoterToken): Promise<Response | undefined>;
  /** Both in one call, because a respondent is waiting for both. */
  readonly laneAndResponse: ReadsWithLane<Response>;
  /** All answers to a survey, read and counted one by one. */
  answers(process: string): Promise<Gathered>;
  /** One part of what was said in words: the first, or the one after `after`. */
  said(process: string, after?: string): Promise<Said>;
  /** The running results, maintained from the stream. */
  results(process: string): Promise<Results>;
  /** The part of them that may be shown while answers come in (`bot/core/counting/released.ts`). */
  released(process: string): Promise<Results>;
  /** Rows of several kinds in one call, in the order of their names; a lane takes one call more. */
  together(names: readonly RowName[]): Promise<readonly FoundRow[]>;
  staff(id: string): Promise<Staff | undefined>;
  office(): Promise<Office | undefined>;
  notice(group: string, id: string): Promise<Notice | undefined>;
  /** Notices that could not be delivered and were set aside, oldest first, at most `limit`. */
  parked(limit: number): Promise<readonly Notice[]>;
  /** The same for one recipient, oldest first. */
  parkedFor(group: string): Promise<readonly Notice[]>;
  /** Everything waiting or parked for one recipient, oldest first. */
  noticesFor(group: string): Promise<readonly Notice[]>;
  /** Updates from the person with this lane that could not be handled. */
  failedOf(lane: string): Promise<readonly DeadLetter[]>;
  posted(contribution: string): Promise<Posted | undefined>;
  broadcast(id: string): Promise<Broadcast | undefined>;
  /** Those created since a moment, newest first. */
  broadcasts(since: Instant): Promise<readonly Broadcast[]>;
  chunk(broadcast: string, n: number): Promise<Chunk | undefined>;
  chunks(broadcast: string): Promise<readonly Chunk[]>;
  /** The progress of each chunk that was started. */
  progress(broadcast: string): Promise<readonly Progress[]>;
  /** Ids of residents of one neighbourhood who allow this, in a fixed order, also page by page. */
  audience(part: AudiencePart, tell: TellPage): Promise<void>;
  /** Lanes of at most 100 residents, by resident; missing ones are left out. */
  lanesOf(residents: readonly ResidentId[]): Promise<ReadonlyMap<string, Lane>>;
  figures(desk: string, months: readonly string[]): Promise<Figures>;
  /**
   * Adds to the running figures what history entries count for, each entry exactly once, however often the stream
   * repeats it.
   */
  count(entries: readonly Entry[]): Promise<void>;
  /**
   * Adds what ballots changed to the count of their process, each change exactly once, however often the stream repeats
   * it. They must arrive in the order in which they were written.
   */
  countBallots(
    changes: readonly { readonly before: Ballot | undefined; readonly after: Ballot }[],
  ): Promise<void>;
  /** The same for the results of a survey. */
  countResponses(
    changes: readonly { readonly before: Response | undefined; readonly after: Response }[],
  ): Promise<void>;
  /**
   * Reports everything due for the clock, page by page: contributions and then all else, each the earliest first. Only
   * keys are read, so that an unreadable row is found like any other. `tell` returns whether it wants more.
   */
  due(now: Instant, tell: (page: readonly Waiting[]) => boolean): Promise<void>;
  /** The current state of these, in order. An unreadable one does not hold up the others. */
  woken(waiting: readonly Waiting[], now: Instant): Promise<readonly Found[]>;
  /**
   * Reschedules something that is waiting, without reading its row, and counts how often that happened; with no `until`
   * it waits no more. Any later write
   * of the row sets its moment again and restarts the count.
   * @returns the count; undefined when somebody moved or removed it meanwhile, and then nothing is written
   */
  putOff(
    waiting: Waiting,
    until: Instant | undefined,
    tries: "one more" | "as they are" | "none",
  ): Promise<number | undefined>;
  /**
   * Counts an attempt to deliver a notice before it is made, without reading its row; the clock hands it over again at
   * `until` and not before. Any later write of the row restarts the count.
   * @returns undefined when it was delivered, erased or parked meanwhile; nothing is written then
   */
  countBegun(ref: NoticeRef, until: Instant): Promise<Tried | undefined>;
  /** That attempt ended without delivering the notice: whatever happened, it did not kill the process. */
  countEnded(ref: NoticeRef, until: Instant): Promise<void>;
  /**
   * Writes out what commits of a contribution left to the stream, and counts it, once. What of it the stream would tell
   * is for the caller to do: its notices are there now, or were sent.
   */
  follow(contribution: string): Promise<void>;
  /** The same for whoever does not follow the stream: it tells of the rows as of any other. */
  complete(contribution: string): Promise<void>;
  /** Removes the alarm that an earlier version left beside a contribution which has its moment in its item by now. */
  dropAlarm(waiting: Waiting): Promise<void>;
  /** @throws Conflict when an expectation does not hold; nothing is written then. */
  commit(writes: readonly Write[]): Promise<void>;
}

/** What names a row that has not been read yet. A lane is named by its resident. */
export type RowName =
  | { readonly row: "contribution" | "process" | "staff" | "broadcast"; readonly id: string }
  | { readonly row: "office" }
  | { readonly row: "posted"; readonly contribution: string }
  | { readonly row: "lane"; readonly resident: ResidentId }
  | { readonly row: "entry"; readonly contribution: string; readonly n: number }
  | ({ readonly row: "notice" } & NoticeRef);

/** What is found under a name. A row that cannot be read does not hold up the others. */
export type FoundRow = { readonly row: Row | undefined } | { readonly error: unknown };

/** Where a notice is stored. */
export type NoticeRef = Pick<Notice, "group" | "id">;

/** What the queue holds of a notice: where it is stored, and which entry of a history its card is going to show. */
export type NoticeInQueue = NoticeRef & { readonly entry?: number | undefined };

/** What is known about the attempts to deliver a notice, including this one. */
export interface Tried {
  /** Since when it has been failing: the first attempt that was counted. */
  readonly since: Instant | undefined;
  /** Consecutive attempts with an unknown end: each of them killed the process. */
  readonly unended: number;
}

/** Rows that the clock wakes. */
export type Woken = Lane | Contribution | Process | Notice | Broadcast;

/** Something waiting for the clock, known by its key alone. */
export interface Waiting {
  readonly kind: Woken["row"];
  /** Its place in the table. It names nobody and contains no words. */
  readonly place: { readonly pk: string; readonly sk: string };
  /** The moment it is indexed under. */
  readonly since: Instant;
}

/** What the clock finds where something was waiting. */
export type Found =
  /** `since`: when it fell due, to the millisecond. */
  | { readonly is: "due"; readonly row: Woken; readonly since: Instant }
  /** A commit of it left something to the stream that has not been done yet. */
  | { readonly is: "pending"; readonly id: string }
  /** It waits by an alarm of an earlier version, and has its moment in its own item by now. */
  | { readonly is: "alarm of before" }
  /** The index is coarse; the row itself wants to be woken then. */
  | { readonly is: "early"; readonly until: Instant }
  /** Its retention is over; the table removes it within days. */
  | { readonly is: "expired" }
  /** A lane that nothing is to wake any more. */
  | { readonly is: "idle" }
  /** Its row does not exist, or has no business with the clock any more. */
  | { readonly is: "gone" }
  | { readonly is: "unreadable"; readonly error: unknown };
