import type { Day, Instant } from "./calendar/time.ts";
import type { Card } from "./model/card.ts";
import type { Contribution, Entry } from "./model/contribution.ts";
import type { Document } from "./model/document.ts";
import type { Hearer } from "./model/hearer.ts";
import type { ClockInput, OfficialInput, ResidentInput } from "./model/input.ts";
import type { Lane } from "./model/lane.ts";
import type { Language, Localized, Message } from "./model/message.ts";
import type { Arrival, PaperKind } from "./model/notice.ts";
import type { Attempt } from "./model/official-acts.ts";
import type { Process } from "./model/process.ts";
import type { Choice, Press, Screen } from "./model/screen.ts";
import type { Need } from "./needs.ts";
import type { Context, Decision, Turn } from "./turn.ts";
import type { Meaning } from "./understanding/phrases.ts";

/**
 * One way to take part. An instrument speaks in Screens, Cards and Forms, so it is independent of Telegram and Slack.
 * All its functions are pure. It has sides, each with a list of its own in `registry.ts`, because a function that
 * serves residents need not load what officials do, and so starts faster.
 */
interface Named {
  /** "issue". Also the namespace of its texts in `locales/`. */
  readonly name: string;
  /** Goes up when the shape of its dialogue's answers or steps changes. */
  readonly version: number;
}

/** Who hears what comes of something that was raised with it: the maker, when it does not say. */
interface Raised {
  hearers?(contribution: Contribution): readonly Hearer[];
}

/** What residents do with it. */
export interface ResidentSide extends Named, Raised {
  /** Commands that start it, without the slash. */
  readonly commands: readonly string[];
  /** Whether this input opens the instrument when no question is open. */
  starts(input: ResidentInput): boolean;
  /** What a code on paper opens, for anybody who has it, before everything else she does; undefined for anything else. */
  opens?(input: ResidentInput, lane: Lane, context: Context): Decision | undefined;
  /** A resident acts: in its dialogue, or on one of its contributions. */
  resident(input: ResidentInput, lane: Lane, context: Context): Decision;
  /**
   * Called when she types nothing but such words at the open question in its dialogue. "words": there they are an
   * answer like any other. Undefined: there too they are small talk or a wish.
   */
  means?(
    meaning: Meaning,
    input: Extract<ResidentInput, { type: "said" }>,
    lane: Lane,
    context: Context,
  ): Decision | "words" | undefined;
  /** The reply when what she was in the middle of had ended before she came back to it; undefined when it had not. */
  tooLate?(input: ResidentInput, lane: Lane, context: Context): Decision | undefined;
  /** The button that leaves its dialogue, when that takes more than forgetting it. */
  halt?(lane: Lane): Press | undefined;
  /** The question that is open in its dialogue, as it would be asked now. */
  current(lane: Lane, context: Context): readonly Screen[];
  /** One line in /mijn: what it is, and its status. */
  summary(contribution: Contribution): Message;
  /** The full story of one contribution, for the person who made it. */
  detail(contribution: Contribution, history: readonly Entry[], context: Context): Decision | Screen;
  /** Whether a pause that began with this contribution is still running. */
  pauses?(contribution: Contribution, now: Instant): boolean;
  /** What remains of a contribution when its maker erases herself, and how that is recorded. */
  erase(
    contribution: Contribution,
    input: ResidentInput,
    context: Context,
  ): {
    contribution: Contribution;
    entry: Entry;
    /** It is of others, for whom she wrote it down: their words stay. */
    stays?: true;
  };
  /**
   * Other people's contributions that still refer to her, without her. `mine`: what she brought in. It uses a
   * contribution from `becoming` when it changes there, or else its current state; the result takes its place.
   */
  without?(
    mine: readonly Contribution[],
    becoming: ReadonlyMap<string, Contribution>,
    context: Context,
  ): readonly Contribution[] | { readonly needs: readonly Need[] };
  readonly process?: ResidentProcess;
}

/** What the clock does with it; and with residents who have said nothing for a long time. */
export interface ClockSide extends Omit<ResidentSide, "process"> {
  /** The moment at which a contribution asked to be woken has come. */
  clock(input: ClockInput, contribution: Contribution, context: Context): Decision;
  /** Something its desk said did not reach its recipient, or did after all; undefined when that changes nothing. */
  arrival?(news: Arrival, contribution: Contribution, context: Context): Turn | undefined;
  readonly process?: ClockProcess;
}

/** What officials do with it. */
export interface OfficialSide extends Omit<ShownSide, "process"> {
  /**
   * Which act this is in the table of who may do what (`official-acts.ts`), or the roles that its own table names;
   * undefined when it is none of this instrument's.
   */
  act(input: OfficialInput): Attempt | undefined;
  /** Its status, for people who may not see its contents: nothing in it was typed by anybody. */
  stands(contribution: Contribution): Message;
  /** What is typed without the slash to begin something that is no process; `officials:<name>.command.<it>` says what. */
  readonly commands?: Readonly<Record<string, (input: Commanded, context: Context) => Decision>>;
  /** What the clerk has to do with it now, wherever its card is; undefined when there is nothing for her. */
  waitsForClerk?(contribution: Contribution, member: string, context: Context): ForClerk | undefined;
  /** An official acts on a card or in a form; her permission has been checked. */
  official(input: OfficialInput, context: Context): Decision;
  /** Present if organisers open processes of it. */
  readonly process?: ShownProcess & OrganiserProcess;
}

type Commanded = Extract<OfficialInput, { type: "commanded" }>;

/** A line on the clerk's start page, and the button for it. No words of residents. */
export interface ForClerk {
  readonly text: Message;
  readonly press: Press;
}

/** How it is shown where officials work, and what delivery has to know. */
export interface ShownSide extends Named, Raised {
  /** Whether a question to its maker is open. */
  waitsForMaker(contribution: Contribution): boolean;
  /** The contribution it was merged into, if it was: anything said about it belongs there. */
  mergedInto?(contribution: Contribution): string | undefined;
  /** The contributions merged into it: they are finished, and follow its card. */
  joined?(contribution: Contribution): readonly string[];
  /** What the desk sees. */
  card(contribution: Contribution, context: Pick<Context, "town" | "office" | "now">): Card;
  /** One history entry as the desk reads it in the card's thread; undefined when it needs no line. */
  threadLine(
    entry: Entry,
    contribution: Contribution,
    context: Pick<Context, "town" | "office">,
  ): Message | undefined;
  /** The paper for somebody who has no chat; undefined when there is none. @param code what opens it */
  paper?(
    contribution: Contribution,
    is: PaperKind,
    context: Pick<Context, "town" | "now"> & { readonly code: string; readonly whole?: Contribution },
  ): (Document & { readonly language: Language }) | undefined;
  /** What the code on its paper is derived from. */
  paperName?(contribution: Contribution): string | undefined;
  readonly process?: ShownProcess;
}

/** What residents do in a process, which an organiser opens and in which they take part together. */
export interface ResidentProcess {
  /** Whether a link with this after `start=` leads to one of its processes. */
  invites(campaign: string): boolean;
  /** The process in which this press changes or shows a ballot, which is then read together with the lane. */
  votesIn(press: Press): string | undefined;
  /** The process to which this press gives an answer; her earlier answers are then read together with the lane. */
  answersIn(press: Press): string | undefined;
  /** Whether this press only shows something, or sets a stated value: repeated, it changes nothing. */
  saysAgain(press: Press): boolean;
  /** The process that her next words answer. */
  answersNext(lane: Lane): string | undefined;
  /** Her lane with the question that is open in her answers, or what has to be read for that. */
  inPlace?(lane: Lane, context: Context): Lane | { readonly needs: readonly Need[] };
  /** What this resident can do in it now, as buttons below its card. */
  choices(process: Process, lane: Lane, context: Context): readonly (readonly Choice[])[];
  /** What one is called where she looks for what is hers, and where it stands; undefined when she does not see it. */
  called?(process: Process, lane: Lane, context: Context): Message | undefined;
  /** What came of it so far, as everybody who took part was told; absent when it is told elsewhere. */
  outcome?(process: Process, context: Context): readonly Message[];
  /** The button by which this resident begins one herself; undefined when she cannot. */
  begins?(lane: Lane): Choice | undefined;
  /** She erases herself: the process without her and her words; nothing when it holds nothing about her. */
  leaves(
    process: Process,
    lane: Lane,
    context: Context,
  ): Left | { readonly needs: readonly Need[] } | undefined;
}

export interface ClockProcess extends ResidentProcess {
  /** The moment at which a process asked to be woken has come. */
  clock(input: ClockInput, process: Process, context: Context): Decision;
}

/** What a process becomes when a participant erases herself, and what stands under it. */
export interface Left {
  readonly process?: Process;
  readonly processes?: readonly Process[];
  readonly responses?: Turn["responses"];
  readonly contributions?: readonly Contribution[];
  readonly entries: readonly Entry[];
  readonly effects: Turn["effects"];
}

/** Something that people owe in a process. */
export interface Owed {
  readonly what: Message;
  /** In the words of the town: “organisator”, “inwoners”. */
  readonly who: readonly Message[];
  /** The last day. */
  readonly day: Day;
  /** Somebody doubts what was reported. */
  readonly disputed?: true;
}

/** What became of a process, for whoever watches over all of them. */
export interface Account {
  /** When the answer came that its card promised. */
  readonly answered?: Instant;
  /** How many days that was too late; 0 when it was not. */
  readonly daysLate: number;
  /** Somebody ended it before its time, and why. */
  readonly forced?: Localized;
}

export interface ShownProcess {
  /** Every day that people owe something by, the first one first. Absent: only `owed` is known. */
  promises?(process: Process, context: Pick<Context, "town" | "office" | "now">): readonly Owed[];
  /** When the clock opens it for residents; undefined when it does not. */
  opens?(process: Process, context: Pick<Context, "town" | "office" | "now">): Day | undefined;
  account?(process: Process): Account;
  /** What people owe next; undefined while nobody does. Absent: only the answer that its card promises is known. */
  owed?(process: Process, context: Pick<Context, "town" | "office" | "now">): Owed | undefined;
  /** What the desk sees. */
  card(process: Process, context: Pick<Context, "town" | "office" | "now">): Card;
  /** One history entry as the desk reads it in the card's thread; undefined when it needs no line. */
  threadLine(entry: Entry, process: Process, context: Pick<Context, "town" | "office">): Message | undefined;
  /** The document that can be handed over; undefined while there is none. */
  document(process: Process, context: Pick<Context, "town" | "now">): Document | undefined;
  /** What colleagues see in channels other than its desk's; undefined when there is nothing to see now. */
  call?(process: Process, context: Pick<Context, "now">): Card | undefined;
}

export interface OrganiserProcess {
  /** What organisers type to begin one, without the slash; `officials:<name>.command` says what it does. */
  readonly command?: string | undefined;
  /**
   * What the clerk has to do with a process now; undefined when there is nothing for her, or the four-eyes principle
   * excludes her.
   */
  waitsForClerk?(process: Process, member: string, context: Context): ForClerk | undefined;
  /** An organiser typed that command. */
  begin(input: Commanded, context: Context): Decision;
}
