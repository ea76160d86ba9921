import type { Broadcast, Chunk, Progress } from "../core/broadcasts/broadcast.ts";
import type { Instant } from "../core/calendar/time.ts";
import type { Ballot, Count } from "../core/counting/ballot.ts";
import type { Makeup } from "../core/counting/breakdown.ts";
import type { Gathered, Said } from "../core/counting/recount.ts";
import type { Response, Results } from "../core/counting/response.ts";
import type { AudiencePart, Listener, Participant } from "../core/model/audience.ts";
import type { Card, Form, Home } from "../core/model/card.ts";
import type { Contribution, Entry } from "../core/model/contribution.ts";
import type { Document, Printed } from "../core/model/document.ts";
import type { OfficialInput, ResidentInput } from "../core/model/input.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Language, Message } from "../core/model/message.ts";
import type { Municipality } from "../core/model/municipality.ts";
import type { Notice, Posted } from "../core/model/notice.ts";
import type { Process } from "../core/model/process.ts";
import type { Media, Screen } from "../core/model/screen.ts";
import type { Office, Outsider, Staff } from "../core/model/staff.ts";
import type { Mark } from "../core/residents/erasure-mark.ts";
import type { Context, Effect, Figures, ReadText } from "../core/turn.ts";

/** Everything the loop needs from outside. Adapters implement these; tests put fakes here and nowhere else. */

/** A row that the table can hold. `row` tells which kind it is. */
export type Row =
  | Lane
  | Contribution
  | Entry
  | Staff
  | Office
  | Notice
  | Posted
  | Broadcast
  | Chunk
  | Progress
  | Listener
  | Participant
  | Ballot
  | Response
  | Process
  | Mark
  | DeadLetter;

/** An update that could not be handled, sealed. Kept for a person to look at. */
export interface DeadLetter {
  readonly row: "dead";
  readonly id: string;
  readonly at: Instant;
  /** Key of the lane of whoever sent it, so that it goes when she has herself erased; absent when that could not be read. */
  readonly who?: string | undefined;
  /** The update as it came, encrypted: nobody reads it by accident. */
  readonly sealed: string;
  /** Name and place of the mistake; no content. */
  readonly error: string;
}

/** One change inside a commit. All changes of a commit happen, or none. */
export type Write =
  /**
   * Put a row. `expect` is the version that must be in the table now ("new": no such row; absent: whatever is there).
   * A row with a `version` is stored with the version it carries. A new lane gets its pointer with it;
   * `pointer` writes that again, when it has to be kept longer or shorter than before. A contribution or process gets its
   * alarm with it, unless that stays as it is.
   */
  | {
      readonly put: Row;
      readonly expect?: number | "new";
      readonly pointer?: boolean;
      readonly alarm?: "as it is";
    }
  /** Give a lane another key; its pointer follows. `to` carries its new version. */
  | { readonly move: Lane; readonly to: Lane }
  /** Take away a lane and its pointer and list of contributions. */
  | { readonly forget: Lane; readonly expect: number }
  /** Take a row away. `expect` is the version that must be in the table now; absent: whatever is there. */
  | { readonly remove: Row; readonly expect?: number }
  /** Link a new contribution to the resident who made it. */
  | { readonly link: { readonly resident: string; readonly contribution: string; readonly at: Instant } }
  /** Take that link away: it is nobody's any more. */
  | { readonly unlink: { readonly resident: string; readonly contribution: string; readonly at: Instant } };

/** Is told some of many; the next are read when it is done with them. */
export type TellPage = (residents: readonly string[]) => Promise<void>;

/** A lane and what lies in a process under a token, in one call. */
export type ReadsWithLane<Row> = (
  key: string,
  process: string,
  voter: string,
) => Promise<{ readonly lane: Lane | undefined; readonly row: Row | undefined }>;

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

export interface Sending {
  /** Without a sound, in quiet hours. */
  readonly silently?: boolean;
  /** So many messages of it have arrived before: it goes on behind them. */
  readonly from?: number;
  /** Waited for before each message but the first of this call: each of them counts for the pace. */
  readonly turn?: () => Promise<void>;
  /** Is told each time how many messages of it have arrived, these included: whatever happens then, those are not said again. */
  readonly arrived?: (messages: number) => void;
}

/** Where residents are reached. */
export interface Channel {
  /**
   * Answers the person who acted. `pressed` is the message whose button was pressed: it is changed in
   * place when the screen says so. `how` is about the first of the screens.
   * @returns the channel's message ids, one for each screen
   */
  reply(
    address: string,
    screens: readonly Screen[],
    language: Language,
    pressed?: { message: number; callback: string },
    how?: Pick<Sending, "from" | "arrived">,
  ): Promise<readonly number[]>;
  /**
   * Sends a notice; a long one as several messages.
   * @throws Undeliverable when this person cannot be reached (blocked, deleted), Wait when it is too busy
   */
  send(address: string, screen: Screen, language: Language, how?: Sending): Promise<number>;
  /** Sends a file with its description below it. @throws Undeliverable, Wait, as `send` */
  sendFile(address: string, file: Printed, language: Language): Promise<void>;
  /** The bytes of something a resident sent, as they came. @throws Undeliverable when it is gone or too large */
  fetch(media: Media): Promise<Uint8Array>;
}

/** Where officials work. All texts are rendered in `language`. */
export interface Workplace {
  postCard(
    channel: string,
    card: Card,
    files: Readonly<Record<string, string>>,
    language: Language,
  ): Promise<{ channel: string; ts: string }>;
  updateCard(
    at: { channel: string; ts: string },
    card: Card,
    files: Readonly<Record<string, string>>,
    language: Language,
  ): Promise<void>;
  /** @returns ts of the thread message; long words are split over several, all returned */
  thread(
    at: { channel: string; ts: string },
    message: Message,
    language: Language,
  ): Promise<readonly string[]>;
  upload(
    at: { channel: string; ts: string },
    file: { name: string; bytes: Uint8Array; type: string; alt: Message },
    language: Language,
  ): Promise<string>;
  removeMessage(channel: string, ts: string): Promise<void>;
  removeFile(file: string): Promise<void>;
  tell(member: string, message: Message, language: Language): Promise<void>;
  whisper(channel: string, member: string, message: Message, language: Language): Promise<void>;
  openForm(trigger: string, form: Form, language: Language): Promise<void>;
  showHome(member: string, home: Home, language: Language): Promise<void>;
  /** The member's own language, from the workspace; the town's first language when unknown. */
  language(member: string): Promise<Language>;
  /** The same, and whether she is a colleague: one look for both. `unknown`: the workspace could not be asked. */
  member(member: string): Promise<{ readonly language: Language; readonly outsider?: Outsider | "unknown" }>;
}

/** Where photos and recordings are kept. */
export interface MediaBox {
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
}

/** One piece of work on a broadcast: to count who gets it, or to send one of its chunks. */
export interface BroadcastPart {
  readonly broadcast: string;
  readonly part: "plan" | number;
  /** How often somebody asked to try again what had been set aside: the queue takes it for another message. */
  readonly again?: number;
}

/** Hands over what has to leave. Handing over the same again does no harm. */
export interface Outbox {
  /** Notices, to be delivered in order within a group. */
  hand(notices: readonly { readonly group: string; readonly id: string }[]): Promise<void>;
  /** Work on broadcasts, done one after the other. */
  spread(parts: readonly BroadcastPart[]): Promise<void>;
}

/** Keeps what may not be read: addresses, dead letters. */
export interface Secrecy {
  /** Finds a lane without telling whose it is. */
  laneKey(channel: string, chat: string): string;
  /** Under which names it may lie as long as keys are being renewed, the newest first. None at any other time. */
  olderLaneKeys(channel: string, chat: string): readonly string[];
  /** A short text that cannot be guessed from the outside, the same for the same input. */
  derive(purpose: string, text: string): string;
  /** The same under each key, the newest first: for what has to be found again after keys were renewed. */
  deriveAll(purpose: string, text: string): readonly [string, ...string[]];
  seal(text: string): string;
  open(sealed: string): string;
  /** The same for what is no text. The same bytes are sealed differently each time. @throws Error when it cannot be opened */
  sealBytes(bytes: Uint8Array): Uint8Array;
  openBytes(sealed: Uint8Array): Uint8Array;
}

/** What a store needs of it, for rows that may not be read by whoever has the table. */
export type Seals = Pick<Secrecy, "sealBytes" | "openBytes">;

/**
 * Who voted or answered, as ballots and answers name her. Nobody can work this out without the town's key, also
 * nobody who has the whole table.
 */
export interface VoterTokens {
  /**
   * Under which tokens the ballot or the answers of a chat may lie, the one for a new ballot first. The others are of
   * earlier keys: what lies under one of those stays there, so that she has one vote.
   */
  of(who: Pick<FromChat, "channel" | "chat">, process: string): readonly [string, ...string[]];
  /**
   * By these a ballot is known as that of a resident, by the random id that she has until she erases herself; the one for
   * a new ballot first, the others of earlier keys.
   */
  lives(resident: string, process: string): readonly [string, ...string[]];
  /** By this a ballot recognises an input that it has had, and nobody else can tell which input that was. */
  repeat(input: string, process: string): string;
}

export interface Clock {
  now(): Instant;
}

/** One line for the machine: an event with ids, kinds and durations; never content. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, error: unknown, facts?: Readonly<Record<string, string | number | boolean>>): void;
}

/** A document with every word in it as it is shown, in one language. */
export interface Paper {
  readonly language: Language;
  readonly title: string;
  /** The day it was made, "2026-05-04". */
  readonly day: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly lines: readonly string[];
    readonly items: readonly {
      readonly heading: string;
      readonly facts: readonly { readonly term: string; readonly text: string }[];
    }[];
  }[];
  /** Version, day and checksum. */
  readonly about: string;
}

/** Sets it as PDF. The same paper gives the same bytes. @throws Error when it cannot be set */
export type Typeset = (paper: Paper) => Promise<Uint8Array>;

/** All of them, and the town that they are for. */
export interface Ports {
  readonly town: Municipality;
  readonly store: Store;
  readonly channel: Channel;
  readonly workplace: Workplace;
  readonly media: MediaBox;
  readonly outbox: Outbox;
  readonly secrecy: Secrecy;
  readonly voters: VoterTokens;
  readonly clock: Clock;
  readonly log: Log;
  readonly typedChoice: Context["typedChoice"];
  readonly says: Context["says"];
  readonly vocabulary: Context["vocabulary"];
  /** Only where residents type. */
  readonly phrases?: Context["phrases"];
  readonly shows?: Context["shows"];
  /** Makes files of a document. Only where something is delivered. */
  readonly print?: (document: Document, language: Language) => Promise<readonly Printed[]>;
  /** Only where somebody hands in a text for a machine. */
  readonly reads?: (text: string) => Promise<ReadText>;
  /** Only where somebody is shown what is alike. */
  readonly similarPairs?: Context["similarPairs"];
  /** For the pace of broadcasts; the machine's own unless told otherwise. */
  readonly stopwatch?: Stopwatch;
}

/** Somebody else changed it first: load and decide again. */
export class Conflict extends Error {
  override name = "Conflict";
}

/** The table could not be reached, or was too busy: nothing was decided. Coming again can help. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

/** This person or place cannot be reached now: mark it, never retry for ever. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
}

/**
 * Too busy: try again after so many seconds. `refused`: the other side said so before it did anything, so
 * nothing of it can have arrived.
 */
export class Wait extends Error {
  override name = "Wait";
  readonly seconds: number;
  readonly refused: boolean;
  /** So many messages of several had arrived before: only what comes behind them was refused. */
  readonly arrived: number;
  constructor(
    seconds: number,
    options?: ErrorOptions & { readonly refused?: boolean; readonly arrived?: number },
  ) {
    super(`asked to wait ${seconds} seconds`, options);
    this.seconds = seconds;
    this.refused = options?.refused ?? false;
    this.arrived = options?.arrived ?? 0;
  }
}

/** What came in from a resident's chat. */
export interface FromChat {
  readonly input: ResidentInput;
  readonly channel: "telegram";
  /** The chat's address in clear text; only here and in the adapter. */
  readonly chat: string;
  readonly pressed?: { readonly message: number; readonly callback: string };
}

/** What an official's act brings back at once. */
export type Immediate = Extract<Effect, { do: "open" | "whisper" | "found" | "home" }>;

/** The loop, as the doors see it. */
export interface App {
  resident(from: FromChat): Promise<void>;
  official(input: OfficialInput): Promise<{ effects: readonly Immediate[]; language: Language }>;
  /**
   * Something that could not be handled: kept sealed, and the person is told that people will look at it.
   * @param chat whose it is, when nothing but that could be read
   */
  setAside(body: string, error: unknown, from?: FromChat, chat?: string): Promise<void>;
  /** From the table's stream. */
  react(changes: readonly { row: Row; isNew: boolean; before?: Row | undefined }[]): Promise<void>;
  /**
   * @param attempt how often the queue has given it out, this time included
   * @param timeLeft milliseconds after which the process is ended
   * @throws Wait when it has to be tried later, or whatever kept it from being delivered
   */
  deliver(ref: NoticeRef, attempt?: number, timeLeft?: () => number): Promise<void>;
  /**
   * Counts or sends one part of a broadcast.
   * @param timeLeft milliseconds that this run may still take
   * @param attempt how often the queue has given it out, this time included
   * @throws Wait when the rest has to be done later
   */
  broadcast(part: BroadcastPart, timeLeft: () => number, attempt?: number): Promise<void>;
  /**
   * One ring of the clock: everything whose moment has come, as far as there is time.
   * @param timeLeft milliseconds that this ring may still take; without it there is no end to them
   * @returns how many timers were handled
   */
  tick(timeLeft?: () => number): Promise<number>;
}

/** Milliseconds on a clock that only goes forward, and a way to wait on it. Tests bring their own. */
export interface Stopwatch {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}
