import type { Broadcast, Chunk, Progress } from "../core/broadcasts/broadcast.ts";
import type { Instant } from "../core/calendar/time.ts";
import type { Ballot, Count } from "../core/counting/ballot.ts";
import type { Makeup } from "../core/counting/breakdown.ts";
import type { Gathered, Said } from "../core/counting/recount.ts";
import type { Response, Results } from "../core/counting/response.ts";
import type { AudiencePart } from "../core/model/audience.ts";
import type { Contribution, Entry } from "../core/model/contribution.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Notice, Posted } from "../core/model/notice.ts";
import type { Process } from "../core/model/process.ts";
import type { Office, Staff } from "../core/model/staff.ts";
import type { Figures } from "../core/needs.ts";
import type { Mark } from "../core/residents/erasure-mark.ts";
import type { DeadLetter, Write } from "./rows.ts";

/** Is told some of many; the next are read when it is done with them. */
export type TellPage = (residents: readonly string[]) => Promise<void>;

/** A lane and what lies in a process under a token, in one call. */
export type ReadsWithLane<Row> = (
  key: string,
  process: string,
  voter: string,
) => Promise<{ readonly lane: Lane | undefined; readonly row: Row | undefined }>;

/** The table: what the loop reads from it, and the one way to write. */
export interface Store {
  lane(key: string): Promise<Lane | undefined>;
  /** By random resident id, through the pointer that only the lane's existence keeps alive. */
  laneOf(resident: string): Promise<Lane | undefined>;
  /** What stayed of somebody who had herself erased, by the key of what was her lane. Asked for only when there is no lane. */
  mark(lane: string): Promise<Mark | undefined>;
  contribution(id: string): Promise<Contribution | undefined>;
  /** Entries of a contribution or a process, in order. */
  history(id: string): Promise<readonly Entry[]>;
  /** What a resident brought in, newest first, at most `limit` (50). */
  mine(resident: string, limit?: number): Promise<readonly Contribution[]>;
  /** Open contributions of a desk, earliest answer date first, at most `limit` (200). */
  desk(desk: string, limit?: number): Promise<readonly Contribution[]>;
  /**
   * Ids of everything that is open at a desk, page by page, however much it is. The index runs a moment behind: something
   * may have been closed since.
   */
  openAt(desk: string, tell: (contributions: readonly string[]) => Promise<void>): Promise<void>;
  /** What residents see in a process, the oldest first, at most `limit` (500). */
  listed(process: string, limit?: number): Promise<readonly Contribution[]>;
  process(id: string): Promise<Process | undefined>;
  /** Those that residents can take part in, the oldest first. */
  processes(): Promise<readonly Process[]>;
  /** Ids of residents who take part in a process, in a fixed order; `tell` gets them page by page, as they are read. */
  participants(process: string, tell: TellPage): Promise<void>;
  /** How many take part in a process, by age and neighbourhood, each row read. */
  makeup(process: string): Promise<Makeup>;
  ballot(process: string, voter: string): Promise<Ballot | undefined>;
  /** Both in one call, because whoever votes waits for both. */
  readonly laneAndBallot: ReadsWithLane<Ballot>;
  /** The count as it is kept from the stream. */
  tally(process: string): Promise<Count>;
  /** All ballots, read and counted one by one. */
  recount(process: string): Promise<Count>;
  response(process: string, voter: string): Promise<Response | undefined>;
  /** Both in one call, because whoever answers waits for both. */
  readonly laneAndResponse: ReadsWithLane<Response>;
  /** All answers to a survey, read and counted one by one. */
  answers(process: string): Promise<Gathered>;
  /** What was said in words, one part of it: the first, or the one behind `after`. */
  said(process: string, after?: string): Promise<Said>;
  /** The results as they are kept from the stream. */
  results(process: string): Promise<Results>;
  /** What of them may be shown while answers come in (`bot/core/counting/released.ts`). */
  released(process: string): Promise<Results>;
  staff(id: string): Promise<Staff | undefined>;
  office(): Promise<Office | undefined>;
  notice(group: string, id: string): Promise<Notice | undefined>;
  /** What could not be delivered and was set aside, longest ago first, at most `limit`. */
  parked(limit: number): Promise<readonly Notice[]>;
  /** The same for one recipient, oldest first. */
  parkedFor(group: string): Promise<readonly Notice[]>;
  /** Everything that waits for one recipient or is parked, oldest first. */
  noticesFor(group: string): Promise<readonly Notice[]>;
  /** Updates that could not be handled, of the person with this lane. */
  failedOf(lane: string): Promise<readonly DeadLetter[]>;
  posted(contribution: string): Promise<Posted | undefined>;
  broadcast(id: string): Promise<Broadcast | undefined>;
  /** Those made since a moment, newest first. */
  broadcasts(since: Instant): Promise<readonly Broadcast[]>;
  chunk(broadcast: string, n: number): Promise<Chunk | undefined>;
  chunks(broadcast: string): Promise<readonly Chunk[]>;
  /** How far each chunk is that was begun. */
  progress(broadcast: string): Promise<readonly Progress[]>;
  /** Ids of residents of one neighbourhood who allow this, in a fixed order, page by page as well. */
  audience(part: AudiencePart, tell: TellPage): Promise<void>;
  /** Lanes of at most 100 residents, by resident; who is not there any more is left out. */
  lanesOf(residents: readonly string[]): Promise<ReadonlyMap<string, Lane>>;
  figures(desk: string, months: readonly string[]): Promise<Figures>;
  /**
   * Adds to the running figures what history entries count for, each entry exactly once:
   * however often the stream repeats them.
   */
  count(entries: readonly Entry[]): Promise<void>;
  /**
   * Adds what ballots changed to the count of their process, each change exactly once: however often the stream
   * repeats them. They have to come in the order in which they were written.
   */
  countBallots(
    changes: readonly { readonly before: Ballot | undefined; readonly after: Ballot }[],
  ): Promise<void>;
  /** The same for the results of a survey. */
  countResponses(
    changes: readonly { readonly before: Response | undefined; readonly after: Response }[],
  ): Promise<void>;
  /**
   * Tells what waits for the clock and whose moment has come, the earliest first, page by page. Only keys are read, so
   * that a row that cannot be read is found like any other. `tell` says whether it wants to know more.
   */
  due(now: Instant, tell: (page: readonly Waiting[]) => boolean): Promise<void>;
  /** What became of these, in their order. One that cannot be read does not keep the others back. */
  woken(waiting: readonly Waiting[], now: Instant): Promise<readonly Found[]>;
  /**
   * Gives something that waits another moment, without reading its row, and counts how often that happened. Whatever
   * writes the row afterwards decides about its moment again and begins to count anew.
   * @returns the count; undefined when somebody moved it or took it away meanwhile, and then nothing is written
   */
  putOff(
    waiting: Waiting,
    until: Instant,
    tries: "one more" | "as they are" | "none",
  ): Promise<number | undefined>;
  /**
   * Counts that a notice is tried once more, before it is, without reading its row; the clock hands it over again at
   * `until` and not before. Whatever writes the row afterwards begins to count anew.
   * @returns undefined when it was delivered, erased or parked meanwhile; nothing is written then
   */
  countBegun(ref: NoticeRef, until: Instant): Promise<Tried | undefined>;
  /** That try came to an end, and the notice did not arrive: whatever it was, it did not end the process. */
  countEnded(ref: NoticeRef, until: Instant): Promise<void>;
  /** @throws Conflict when an expectation does not hold; nothing is written then. */
  commit(writes: readonly Write[]): Promise<void>;
}

/** Where a notice lies. */
export type NoticeRef = Pick<Notice, "group" | "id">;

/** What is known of the tries of a notice, this one included. */
export interface Tried {
  /** Since when it fails: the first try that was counted. */
  readonly since: Instant;
  /** Tries in a row of which nobody knows how they ended: each of them ended the process. */
  readonly unended: number;
}

/** Rows that the clock wakes. */
export type Woken = Lane | Contribution | Process | Notice | Broadcast;

/** Something that waits for the clock, known by its key alone. */
export interface Waiting {
  readonly kind: Woken["row"];
  /** Its place in the table. It names nobody and holds no words. */
  readonly place: { readonly pk: string; readonly sk: string };
  /** Under which moment it stands in the index. */
  readonly since: Instant;
}

/** What the clock finds where something waited. */
export type Found =
  /** `since`: when its moment came, to the millisecond. */
  | { readonly is: "due"; readonly row: Woken; readonly since: Instant }
  /** The index is coarse; the row itself wants to be woken then. */
  | { readonly is: "early"; readonly until: Instant }
  /** Kept long enough; the table takes it away one of these days. */
  | { readonly is: "expired" }
  /** Its row is not there, or has no business with the clock any more. */
  | { readonly is: "gone" }
  | { readonly is: "unreadable"; readonly error: unknown };
