import type { Role } from "../model/staff.ts";

/**
 * A lifecycle is a table of rows, and the table is data: from which state, to which, by whom, who has to agree, what has
 * to hold, when or until when; what is asked; what follows; who hears. Whatever is not in it is refused. It says what a
 * way of taking part is, and the kernel (this room) does the rest: it checks who may, asks, keeps, tells, counts, watches
 * every day and ends.
 *
 * - Guards, lists and changes are names; their code stands beside the table (`kind.ts`). So officials' code stays out of
 *   the residents' bundle, and a table can be drawn, checked and played without running it.
 * - Beginning is a row: `from: "new"`. A row into a state that is over tells everybody first, and ends when they heard.
 * - `due` stands on anybody's row. The clock takes its row then; people have until then, and are watched.
 * - `asks` serves both sides: a form in Slack, a question at a time in the chat.
 */

/** Who takes a row: always one person, or the clock. */
export type Actor =
  | Role
  /** Somebody of the municipality who did not make it, nor changed it since it was last approved. */
  | "colleague"
  /** Somebody it was given to by name: the leader of a walk, who keeps a promise, who has to answer. */
  | "owner"
  /** One of the core group. */
  | "member"
  /** Brought in what the row is about. */
  | "author"
  /** Takes part: brought in, supported, voted, answered, or follows it. */
  | "participant"
  /** Anybody in the chat. */
  | "resident"
  | "clock";
export type { Role };

/**
 * Whose yes is needed as well: never of whoever takes the row. `group`: most of the core group; after two weeks, most
 * of those who answered, at least three. A no, with its reason, leaves all as it was.
 */
export type Consent = "group" | "colleague" | "author" | "owner" | Role;

/** Who hears. */
export type Audience =
  | "participants"
  /** Of those who were asked: who has not voted yet. */
  | "unfinished"
  /** The target group, of whoever allows to be asked. */
  | "invited"
  | "group"
  | "author"
  | "helpers"
  | "drawn"
  | "notDrawn"
  | "organiser"
  | "colleagues"
  | "owner"
  | "clerk"
  | "public";

/** hidden: residents do not see it yet. paused: the town waits for residents. over: nothing has to happen any more. */
export type StateIs = "hidden" | "open" | "paused" | "over";

/** "10 working days". */
export type Term = `${number} ${"day" | "working day" | "week" | "month" | "year"}${"" | "s"}`;

/**
 * When the clock takes a row, or until when people have to. A day is a field that a row asks for or sets; `answerBy`
 * stands on the card. A day of an item holds for that item; without `forEach`, the first that comes. What people owe is
 * watched, as long as its guard holds. Who owes it hears before the day; on the day everybody who waits hears too; a
 * week later the clerk; then every month, until it is done or has a new day with a reason. When residents are late they
 * are reminded, and the organiser hears. A clock row whose guard does not hold is looked at again.
 */
export type Due<At extends string = string, Guard extends string = string> =
  /** In the morning of that day. */
  | { readonly on: string }
  /** When that day is over. */
  | { readonly past: string }
  /** So long before that day. */
  | { readonly ahead: Term; readonly of: string }
  /** So long after the state began, or after an earlier one did; for an item, after it came in. */
  | { readonly after: Term; readonly since?: At }
  /** Nobody did anything for so long. */
  | { readonly silent: Term }
  /** Again and again, counted in the same way. */
  | { readonly every: Term; readonly since?: At }
  /** As soon as a guard holds, or a child comes to a state: "response.sent"; "commitment.moved" is any but its first. */
  | { readonly when: Guard | `${string}.${string}` };

/**
 * Where a row leads. `back`: the way it came. `next`: where the row leads that is left out; never one that counts,
 * answers, tells or needs consent. `forced`: over; every kind with a card has it, and it counts as no other outcome.
 * `by`: a choice that is asked.
 */
export type To<At extends string> =
  | At
  | "back"
  | "next"
  | "forced"
  | { readonly by: string; readonly of: Readonly<Record<string, At>> };

/**
 * A field. `words` are read by residents: in each language, with advice on plain language; `note` and `line` stay
 * inside. A list of texts is a choice; a list of one record is rows of that record. "?": may be left empty, and so may a
 * choice that has "" among its texts.
 *
 * The chat asks every kind: a list again and again until "klaar"; an owner among the core group and "gemeente", where
 * the organiser fills in who. Words that she types are kept as `{ [her language]: text }`.
 */
export type Ask = FieldKind | `${FieldKind}?` | readonly string[] | readonly [Asks];
export type Asks = { readonly [name: string]: Ask };
export type FieldKind =
  | "words"
  | "note"
  | "line"
  | "day"
  /** A day that may be over: when something was done. Nothing waits for it. */
  | "date"
  | "number"
  | "money"
  | "yes"
  | "link"
  | "file"
  | "photo"
  | "place"
  /** Somebody of the municipality. */
  | "colleague"
  /** Who keeps a promise: somebody of the municipality, or somebody of the core group. */
  | "owner"
  /** Ages, neighbourhoods and languages. */
  | "groups";

type Some<T> = T | readonly T[];

/** One row of a lifecycle: what can happen, when, by whom, and who hears. */
export interface Step<
  At extends string = string,
  Guard extends string = string,
  List extends string = string,
> {
  readonly from: Some<At> | "new" | "any open";
  /** Absent: it stays. */
  readonly to?: To<At>;
  readonly by: Some<Actor>;
  /** Waits for their yes, two weeks at most, and is watched: they are reminded after one. */
  readonly agreed?: Some<Consent>;
  /** What has to hold; if not, `<kind>:not.<guard>` says why not now. */
  readonly guard?: Guard | KernelGuard;
  readonly due?: Due<At, Guard | KernelGuard>;
  readonly asks?: Asks;
  /** Item by item. With `to`, the state moves when each has had this row or another that leads on. */
  readonly forEach?: List;
  /** What is filled in becomes an item of this list. */
  readonly adds?: List;
  /** It can be taken one time, or one time for each item; "each": one time by each person. */
  readonly once?: true | "each";
  /** The day that is filled in takes the place of the due of this row. */
  readonly postpones?: string;
  /** Fields that are worked out here: days the clock waits for, a result, a draw. */
  readonly sets?: readonly string[];
  /**
   * What came in is counted anew, compared with the running count, and frozen. Whoever votes after that has a new ballot:
   * a process has as many votes as it counts.
   */
  readonly counts?: "ballots";
  /** It makes promises: of its own fields, of its field with this name, or of each item's at this other row. */
  readonly commits?: true | string;
  /** It begins a child of this kind. */
  readonly begins?: string;
  /** This is the answer that the card promised. */
  readonly answers?: true;
  readonly tells?: Some<Audience>;
  /** The document is made anew. */
  readonly document?: true;
  /** Fields that are emptied for good. */
  readonly forgets?: readonly string[];
}

/** What the kernel can tell of any process. */
export type KernelGuard =
  /** Every promise was kept, or broken with a reason, and no doubt is open. */
  | "promisesSettled"
  /** The core group has as many as it needs. */
  | "groupComplete";

/** What a kind uses of the kernel, and in which states residents can. */
export interface Parts<At extends string = string> {
  /** A core group: how it comes together, how many. */
  readonly group?: { readonly joins: "link" | "drawn"; readonly least: number; readonly most: number };
  /** What residents bring in, by name. Looked at first within a term; then listed, supported, merged with consent. */
  readonly items?: Readonly<
    Record<
      string,
      {
        readonly in: readonly At[];
        readonly brings: readonly ("words" | "voice" | "photo" | "place" | "score")[];
        readonly lookedAt?: Term;
        readonly supports?: { readonly in: readonly At[]; readonly least: number };
        readonly merges?: true;
        /** Each has a place for reasons for and against. */
        readonly sides?: true;
        /**
         * States in which others can still be shown it for the first time, and whoever brought it in can take it back;
         * absent: shown as long as the process goes on, and taken back until somebody has looked at it.
         */
        readonly changesIn?: readonly At[];
        /** One of these is chosen when it is not shown, beside the reason in words. */
        readonly refusals?: readonly string[];
        /** Photos and recordings are for the municipality alone. */
        readonly media?: "municipality";
        /** Texts about it that are the table's own, where others say what all kinds say. */
        readonly own?: { readonly chat: readonly string[]; readonly desk: readonly string[] };
      }
    >
  >;
  readonly ballot?: {
    readonly in: readonly At[];
    /** `votes`: a fixed number of them. `approval`: as many as she likes. */
    readonly is: readonly ("one" | "votes" | "approval" | "ranking" | "points" | "knapsack")[];
  };
  /** Handed out outside the chat, on paper: one code, one ballot or one registration. */
  readonly codes?: { readonly in: readonly At[]; readonly are: "ballots" | "registrations" };
  readonly commitments?: true;
  /** Youth workers, each approved by name, enter what groups say; shown apart. `true`: with the usual limits. */
  readonly facilitated?: true | Partial<GroupLimits>;
}

/** How much one youth worker can enter. */
export interface GroupLimits {
  /** Groups whose choice she enters in one vote. */
  readonly votes: number;
  /** How many times she brings something in that a group said. */
  readonly brings: number;
  /** People in a group. */
  readonly least: number;
  readonly most: number;
}

/** A lifecycle. The states stand in the order of the handbook. */
export interface Lifecycle<
  At extends string = string,
  Guard extends string = string,
  List extends string = string,
  Steps extends Readonly<Record<string, Step<At, Guard, List>>> = Readonly<
    Record<string, Step<At, Guard, List>>
  >,
> {
  readonly name: string;
  /** One sentence. */
  readonly what: string;
  /** It stands under the card of another process, or needs none: a promise, a report. No rows of `everywhere`. */
  readonly card?: false;
  /** Members of the workspace fill in forms of its own: those of the kernel ask only what every process is asked. */
  readonly forms?: "own";
  readonly states: { readonly [Is in StateIs]?: readonly At[] };
  readonly steps: Steps;
  /** What each guard means. */
  readonly guards?: Readonly<Record<Guard, string>>;
  /** What each list holds. */
  readonly lists?: Readonly<Record<List, string>>;
  readonly parts?: Parts<NoInfer<At>>;
}

/** A table whose names are checked: states, guards, lists, and the words of a row. */
export function lifecycle<
  const At extends string,
  const Steps extends Readonly<Record<string, Step<At, Guard, List>>>,
  const Guard extends string = never,
  const List extends string = never,
>(table: Lifecycle<At, Guard, List, Steps> & { steps: Known<Steps> }): Lifecycle<At, Guard, List, Steps> {
  return table;
}
/** No row has a word that the contract does not know. */
type Known<Steps> = {
  readonly [N in keyof Steps]: { readonly [K in Exclude<keyof Steps[N], keyof Step>]: never };
};
