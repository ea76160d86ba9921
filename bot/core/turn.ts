import type { Broadcast } from "./broadcasts/broadcast.ts";
import type { Instant } from "./calendar/time.ts";
import type { Ballot, Count } from "./counting/ballot.ts";
import type { Makeup } from "./counting/breakdown.ts";
import type { Gathered, Said } from "./counting/recount.ts";
import type { Response, Results } from "./counting/response.ts";
import type { Form, Home } from "./model/card.ts";
import type { Contribution, Entry } from "./model/contribution.ts";
import type { Lane, Limit } from "./model/lane.ts";
import type { Language, Message, Vocabulary } from "./model/message.ts";
import type { Municipality } from "./model/municipality.ts";
import type { SingleNotice } from "./model/notice.ts";
import type { Process } from "./model/process.ts";
import type { Screen } from "./model/screen.ts";
import type { Office, Outsider, Staff } from "./model/staff.ts";
import type { Phrases } from "./understanding/phrases.ts";

/** The pure outcome of an input: what is so from now on, and what should happen. */
export interface Turn {
  /** The lane as it becomes; null erases it and everything that leads from it to a person. */
  readonly lane?: Lane | null;
  readonly contributions?: readonly Contribution[];
  /** Of these contributions the moment at which the clock looks at them stays, so that many fit in one commit. */
  readonly wakeAsBefore?: readonly string[];
  readonly processes?: readonly Process[];
  readonly ballots?: readonly Ballot[];
  readonly responses?: readonly Response[];
  readonly entries?: readonly Entry[];
  readonly staff?: readonly Staff[];
  readonly office?: Office;
  readonly broadcasts?: readonly Broadcast[];
  readonly effects: readonly Effect[];
  /** The limit that this act reached: for the log, which says no more of it. */
  readonly reached?: Limit;
  /** Nothing is taken any more until a moment that she was told: no word, no trace. */
  readonly unheard?: true;
}

/** What should now happen, as data. Words are keys with parameters, never sentences. */
export type Effect =
  /** To the resident who acted, at once. */
  | { readonly do: "reply"; readonly screen: Screen }
  /** To somebody else, through the queue. */
  | { readonly do: "notify"; readonly notice: SingleNotice }
  /** To the official who acted, at once: a form, a private remark, search results or a start page. */
  | { readonly do: "open"; readonly form: Form }
  /** `refused`: nothing was done. Where a form was handed in it stays open, with what was typed. */
  | { readonly do: "whisper"; readonly message: Message; readonly refused?: true }
  | { readonly do: "found"; readonly options: readonly { readonly value: string; readonly label: Message }[] }
  | { readonly do: "home"; readonly home: Home };

/** Something `decide` has to see before it can decide. The loop fetches it and asks again. */
export type Need =
  | { readonly see: "contribution"; readonly id: string }
  /** Of a contribution or of a process. */
  | { readonly see: "history"; readonly id: string }
  /** `recent`: half a minute old is new enough. */
  | { readonly see: "process"; readonly id: string; readonly recent?: boolean }
  /** What the resident who acts has voted. */
  | { readonly see: "ballot"; readonly process: string }
  /** What whoever acts has answered. */
  | { readonly see: "response"; readonly process: string }
  /** What somebody answered, by her token: for a colleague who writes down what was said. */
  | { readonly see: "given"; readonly process: string; readonly voter: string }
  /** The results of a survey as they are kept while answers come in. */
  | { readonly see: "results"; readonly process: string }
  /** What of them may be shown. */
  | { readonly see: "released"; readonly process: string }
  /** All answers to a survey, read and counted anew. For the clock: it takes longer than anybody waits. */
  | { readonly see: "answers"; readonly process: string }
  /** What was said in a survey in words: the first part of it, or the one behind `after`. */
  | { readonly see: "said"; readonly process: string; readonly after?: string | undefined }
  /** The count as it is kept while ballots come in. */
  | { readonly see: "tally"; readonly process: string }
  /** All ballots, counted anew. */
  | { readonly see: "recount"; readonly process: string }
  /** Who takes part in a process, by age and neighbourhood. */
  | { readonly see: "makeup"; readonly process: string }
  /** Everything that residents can take part in now, the oldest first. */
  | { readonly see: "processes" }
  /** What residents see in a process, the oldest first. */
  | { readonly see: "listed"; readonly process: string; readonly all?: boolean }
  /** Everything the resident who acts brought in, newest first. */
  | { readonly see: "mine" }
  /** Open contributions of a desk, the earliest answer date first. */
  | { readonly see: "desk"; readonly desk: string }
  /** The lane of a resident by random id: for the language she reads in. */
  | { readonly see: "reader"; readonly resident: string }
  | { readonly see: "broadcast"; readonly id: string }
  | { readonly see: "figures"; readonly desk: string }
  /** What a text in YAML or JSON says. */
  | { readonly see: "reading"; readonly text: string }
  /** The roles of a member of the workspace other than the one who acts. */
  | { readonly see: "staff"; readonly member: string }
  /** Whether a member of the workspace is a colleague. */
  | { readonly see: "member"; readonly member: string };

/** What is at hand when deciding. Everything is data; time and chance come in here. */
export interface Context {
  readonly now: Instant;
  /** Differs for every input and every attempt; the same text gives the same choices. */
  readonly seed: string;
  readonly town: Municipality;
  readonly office: Office;
  /** The member of the workspace who acts, when an official does. */
  readonly staff?: Staff;
  /** Why the member who acts is no colleague. */
  readonly outsider?: Outsider;
  /** Language of the official who acts. */
  readonly language?: Language;
  /**
   * Which of these options somebody meant who typed instead of pressing: its number, its words or a part of them that
   * can be nothing else, in the person's language. Undefined when none fits.
   */
  readonly typedChoice: (text: string, options: readonly Message[], language: Language) => number | undefined;
  /** Whether somebody typed the very words of this label, whatever its capitals, accents and signs. */
  readonly says: (text: string, label: Message, language: Language) => boolean;
  /** What people type in each language, by what they mean: `heard.json`. */
  readonly vocabulary: Readonly<Record<Language, Vocabulary>>;
  /** The words of a message, for comparing what she types with them. */
  readonly shows: (message: Message, language: Language) => string;
  /** What her words mean when they are few, and whether they tell of danger: in every language of the town. */
  readonly phrases: Phrases;
  /** Pairs of these texts that seem to be about the same, by their places, the most alike first. */
  readonly similarPairs: (texts: readonly string[]) => readonly (readonly [number, number])[];
  /** When a resident acts: by which of these a ballot of hers is known in a vote, the one for a new ballot first. */
  readonly lives?: (process: string) => readonly string[];
  /** What earlier needs brought. */
  readonly seen: Seen;
}

/** What a text says, with the line at which each part stands (from 1); or the line at which it cannot be read. */
export type ReadText =
  | { readonly value: unknown; readonly lineOf: (path: readonly (string | number)[]) => number | undefined }
  | { readonly unreadable: number };

/** Answers to needs. A key that is absent was not asked for yet; null means there is no such thing. */
export interface Seen {
  readonly contributions: Readonly<Record<string, Contribution | null>>;
  readonly histories: Readonly<Record<string, readonly Entry[]>>;
  readonly mine?: readonly Contribution[];
  readonly desks: Readonly<Record<string, readonly Contribution[]>>;
  readonly readers: Readonly<Record<string, Lane | null>>;
  readonly figures: Readonly<Record<string, Figures>>;
  readonly broadcasts?: Readonly<Record<string, Broadcast | null>>;
  readonly process?: Readonly<Record<string, Process | null>>;
  readonly processes?: readonly Process[];
  readonly ballots?: Readonly<Record<string, { readonly voter: string; readonly ballot: Ballot | null }>>;
  readonly responses?: Readonly<
    Record<string, { readonly voter: string; readonly response: Response | null }>
  >;
  /** By token. */
  readonly given?: Readonly<Record<string, Response | null>>;
  readonly results?: Readonly<Record<string, Results>>;
  readonly released?: Readonly<Record<string, Results>>;
  readonly answers?: Readonly<Record<string, Gathered>>;
  /** By process, and by where the part begins. */
  readonly said?: Readonly<Record<string, Said>>;
  readonly tallies?: Readonly<Record<string, Count>>;
  readonly recounts?: Readonly<Record<string, Count>>;
  readonly makeups?: Readonly<Record<string, Makeup>>;
  /** Processes in `process` that are as they are now, also where half a minute old was new enough. */
  readonly fresh?: readonly string[];
  readonly listed?: Readonly<Record<string, readonly Contribution[]>>;
  /** By the text itself. */
  readonly readings?: Readonly<Record<string, ReadText>>;
  readonly staffed?: Readonly<Record<string, Staff | null>>;
  /** Why somebody is no colleague; null when she is one. */
  readonly members?: Readonly<Record<string, Outsider | "unknown" | null>>;
}

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
  /** How many answers took so many working days. */
  readonly daysToAnswer: Readonly<Record<string, number>>;
}

export type Decision = Turn | { readonly needs: readonly Need[] };

export const nothingSeen: Seen = { contributions: {}, histories: {}, desks: {}, readers: {}, figures: {} };
