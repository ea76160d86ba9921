import type { Broadcast } from "./broadcasts/broadcast.ts";
import type { Ballot, Count, Givers } from "./counting/ballot.ts";
import type { Makeup } from "./counting/breakdown.ts";
import type { Gathered, Said } from "./counting/recount.ts";
import type { Response, Results } from "./counting/response.ts";
import type { Contribution, Entry } from "./model/contribution.ts";
import type { ResidentId, VoterToken } from "./model/ids.ts";
import type { Language } from "./model/message.ts";
import type { Process } from "./model/process.ts";
import type { Outsider, Staff } from "./model/staff.ts";

/**
 * What a decision can ask to see. A decision is pure and cannot fetch; it returns what it needs, the loop fetches that
 * (`bot/engine/needs.ts`) and asks again. Everything about a need is in one line of `Sights`: its key, and its result.
 * `Need` and `Seen` are derived from it.
 */

/** One kind of need. A result of `null` means that there is no such thing. */
interface Sight<By, Gets> {
  readonly by: By;
  readonly gets: Gets;
}

type ById = { readonly id: string };
type ByProcess = { readonly process: string };
type ByDesk = { readonly desk: string };
type ByMember = { readonly member: string };
/** Seen once, without a key. */
type Alone = Readonly<Record<never, never>>;

/** Every kind of need. */
export interface Sights {
  readonly contribution: Sight<ById, Contribution | null>;
  /** The entries of a contribution or of a process, in order. */
  readonly history: Sight<ById, readonly Entry[]>;
  /** `recent`: up to half a minute old is good enough. */
  readonly process: Sight<ById & { readonly recent?: boolean }, Process | null>;
  /** Everything that residents can take part in now, the oldest first. */
  readonly processes: Sight<Alone, readonly Process[]>;
  /** What residents could take part in and is over, the newest first: as many as fit on a screen. */
  readonly ended: Sight<Alone, readonly Process[]>;
  /** What officials make ready, and residents do not see yet. */
  readonly hidden: Sight<Alone, readonly Process[]>;
  /** For whoever watches over the whole town: promises that go on, and what ended last, as much as a year has. */
  readonly account: Sight<
    Alone,
    { readonly cardless: readonly Process[]; readonly ended: readonly Process[] }
  >;
  /** Everything that the acting resident brought in, newest first. */
  readonly mine: Sight<Alone, readonly Contribution[]>;
  /** What residents see in a process, the oldest first; `all`: without the usual limit. */
  readonly listed: Sight<ByProcess & { readonly all?: boolean }, readonly Contribution[]>;
  /** What the acting resident has voted, and under which token. */
  readonly ballot: Sight<ByProcess, { readonly voter: VoterToken; readonly ballot: Ballot | null }>;
  /** The running count, updated as ballots come in. */
  readonly tally: Sight<ByProcess, Count>;
  /** All ballots, recounted. */
  readonly recount: Sight<ByProcess, Count>;
  /** Ballots on these subjects, and how many people gave them. For the clock only. By their names with a space between. */
  readonly givers: Sight<{ readonly subjects: readonly string[] }, Givers>;
  /** What the acting person has answered, and under which token. */
  readonly response: Sight<ByProcess, { readonly voter: VoterToken; readonly response: Response | null }>;
  /** What somebody answered, by her token: for a colleague who writes down what was said. */
  readonly given: Sight<ByProcess & { readonly voter: VoterToken }, Response | null>;
  /** The running results of a survey, updated as answers come in. */
  readonly results: Sight<ByProcess, Results>;
  /** What may be shown of them. */
  readonly released: Sight<ByProcess, Results>;
  /** All answers to a survey, read and recounted. For the clock only: it takes longer than anybody waits. */
  readonly answers: Sight<ByProcess, Gathered>;
  /** What was said in a survey in words: the first part, or the one after `after`. Keyed by `partName`. */
  readonly said: Sight<ByProcess & { readonly after?: string | undefined }, Said>;
  /** Who takes part in a process, by age and neighbourhood. */
  readonly makeup: Sight<ByProcess, Makeup>;
  /** The language in which a resident reads, by her random id. */
  readonly reader: Sight<{ readonly resident: ResidentId }, Language | null>;
  /** Open contributions of a desk, the earliest answer date first. */
  readonly desk: Sight<ByDesk, readonly Contribution[]>;
  readonly figures: Sight<ByDesk, Figures>;
  readonly broadcast: Sight<ById, Broadcast | null>;
  /** The contents of a text in YAML or JSON. Keyed by the text itself. */
  readonly reading: Sight<{ readonly text: string }, ReadText>;
  /** The roles of a member of the workspace other than the one who acts. */
  readonly staff: Sight<ByMember, Staff | null>;
  /** Why a member of the workspace is not a colleague; null when she is one. */
  readonly member: Sight<ByMember, Outsider | "unknown" | null>;
}

/** A need of one kind. */
export type NeedOf<Kind extends keyof Sights> = { readonly see: Kind } & Sights[Kind]["by"];

/** Something `decide` has to see before it can decide. */
export type Need = { readonly [Kind in keyof Sights]: NeedOf<Kind> }[keyof Sights];

/** Kinds that have only one result. */
export type SeenOnce = "processes" | "ended" | "hidden" | "account" | "mine";

/** Results of needs, by kind and key. Absent means not asked for yet. */
export type Seen = {
  readonly [Kind in SeenOnce]?: Sights[Kind]["gets"];
} & {
  readonly [Kind in Exclude<keyof Sights, SeenOnce>]: Readonly<Record<string, Sights[Kind]["gets"]>>;
} & {
  /** Processes read in their current state, even where half a minute old was good enough. */
  readonly fresh: readonly string[];
};

const none = {};

/** Before anything was asked for. */
export const nothingSeen: Seen = {
  contribution: none,
  history: none,
  process: none,
  listed: none,
  ballot: none,
  tally: none,
  recount: none,
  givers: none,
  response: none,
  given: none,
  results: none,
  released: none,
  answers: none,
  said: none,
  makeup: none,
  reader: none,
  desk: none,
  figures: none,
  broadcast: none,
  reading: none,
  staff: none,
  member: none,
  fresh: [],
};

/** The contents of a text, with the line of each part (from 1); or the line at which it cannot be read. */
export type ReadText =
  | { readonly value: unknown; readonly lineOf: (path: readonly (string | number)[]) => number | undefined }
  | { readonly unreadable: number };

/** Running figures of a desk over the last twelve months. Days are working days. */
export interface Figures {
  readonly received: number;
  readonly answered: number;
  readonly answeredInTime: number;
  readonly reopened: number;
  readonly confirmed: number;
  readonly closed: number;
  /** Participation processes that ended, and how many of them a clerk closed before everything was done. */
  readonly ended: number;
  readonly forced: number;
  /**
   * “Was it what was promised?”, 1 to 5: in how many processes that ended enough people answered, how many they were
   * together, and the sum of their answers.
   */
  readonly evaluated: { readonly processes: number; readonly answers: number; readonly sum: number };
  /** How many answers took each number of working days. */
  readonly daysToAnswer: Readonly<Record<string, number>>;
}
