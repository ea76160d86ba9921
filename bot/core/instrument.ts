import type { Card } from "./model/card.ts";
import type { Contribution, Entry } from "./model/contribution.ts";
import type { Document } from "./model/document.ts";
import type { ClockInput, OfficialInput, ResidentInput } from "./model/input.ts";
import type { Lane } from "./model/lane.ts";
import type { Message } from "./model/message.ts";
import type { Arrival } from "./model/notice.ts";
import type { OfficialAct } from "./model/official-acts.ts";
import type { Process } from "./model/process.ts";
import type { Choice, Press, Screen } from "./model/screen.ts";
import type { Need } from "./needs.ts";
import type { Context, Decision, Turn } from "./turn.ts";
import type { Meaning } from "./understanding/phrases.ts";

/**
 * One way to take part. An instrument speaks in Screens, Cards and Forms, so it holds no Telegram and no Slack. All its
 * functions are pure. It has sides, and `registry.ts` has a list of each, because a function that speaks to residents
 * need not load what officials do, and waits the shorter for it.
 */
interface Named {
  /** "issue". Also the namespace of its texts in `locales/`. */
  readonly name: string;
  /** Goes up when the shape of its dialogue's answers or steps changes. */
  readonly version: number;
}

/** What residents do with it. */
export interface ResidentSide extends Named {
  /** Commands that start it, without the slash. */
  readonly commands: readonly string[];
  /** Whether this input opens the instrument when no question is open. */
  starts(input: ResidentInput): boolean;
  /** A resident acts: in its dialogue, or on one of its contributions. */
  resident(input: ResidentInput, lane: Lane, context: Context): Decision;
  /**
   * Somebody types only such words at the question that is open in its dialogue. "words": there they are an answer like any
   * other. Undefined: they are small talk or a wish there too.
   */
  means?(
    meaning: Meaning,
    input: Extract<ResidentInput, { type: "said" }>,
    lane: Lane,
    context: Context,
  ): Decision | "words" | undefined;
  /** What is said when what she is in the middle of was over before she came back to it; undefined when it is not. */
  tooLate?(input: ResidentInput, lane: Lane, context: Context): Decision | undefined;
  /** The button that leaves its dialogue, when that is more than forgetting it. */
  halt?(lane: Lane): Press | undefined;
  /** The question that is open in its dialogue, as it would be asked now. */
  current(lane: Lane, context: Context): readonly Screen[];
  /** One line in /mijn: what it is and how it stands. */
  summary(contribution: Contribution): Message;
  /** The whole story of one contribution, for the one who made it. */
  detail(contribution: Contribution, history: readonly Entry[], context: Context): Decision | Screen;
  /** Whether a pause that began with this contribution still runs. */
  pauses?(contribution: Contribution, now: string): boolean;
  /** What remains of a contribution when its maker has herself erased, and how that is recorded. */
  erase(
    contribution: Contribution,
    input: ResidentInput,
    context: Context,
  ): { contribution: Contribution; entry: Entry };
  /**
   * What others brought in and still names her, without her. `mine`: what she brought in. It finds a contribution as it
   * becomes in `becoming`, or else as it is; what it gives back takes its place.
   */
  without?(
    mine: readonly Contribution[],
    becoming: ReadonlyMap<string, Contribution>,
    context: Context,
  ): readonly Contribution[] | { readonly needs: readonly Need[] };
  readonly process?: ResidentProcess;
}

/** What the clock does with it; and with residents who have said nothing for long. */
export interface ClockSide extends Omit<ResidentSide, "process"> {
  /** The moment has come that a contribution asked to be woken at. */
  clock(input: ClockInput, contribution: Contribution, context: Context): Decision;
  /** Something that its desk said has not reached whom it was for, or has after all; undefined when that changes nothing. */
  arrival?(news: Arrival, contribution: Contribution, context: Context): Turn | undefined;
  readonly process?: ClockProcess;
}

/** What officials do with it. */
export interface OfficialSide extends Omit<ShownSide, "process"> {
  /** What this is in the table of who may do what (`rights.ts`); undefined when it is nothing of this instrument's. */
  act(input: OfficialInput): OfficialAct | undefined;
  /** How it stands, for whoever may not see what it says: nothing in it was typed by anybody. */
  stands(contribution: Contribution): Message;
  /** What the clerk has to do with it now, wherever its card stands; undefined when it is nothing of hers. */
  waitsForClerk?(contribution: Contribution, member: string, context: Context): ForClerk | undefined;
  /** An official acts on a card or in a form; that she may was looked at. */
  official(input: OfficialInput, context: Context): Decision;
  /** When organisers open processes of it. */
  readonly process?: ShownProcess & OrganiserProcess;
}

/** A line on the clerk's start page, and the button that does it. No words of residents. */
export interface ForClerk {
  readonly text: Message;
  readonly press: Press;
}

/** What is shown of it where officials work, and what delivery has to know. */
export interface ShownSide extends Named {
  /** Whether a question to the one who made it is open. */
  waitsForMaker(contribution: Contribution): boolean;
  /** The contribution that it was merged into, when it was: what is said of it belongs there. */
  mergedInto?(contribution: Contribution): string | undefined;
  /** What was merged into it: that is finished, and goes with it where its card goes. */
  joined?(contribution: Contribution): readonly string[];
  /** What the desk sees. */
  card(contribution: Contribution, context: Pick<Context, "town" | "office" | "now">): Card;
  /** One history entry as the desk reads it in the card's thread; undefined when it needs no line. */
  threadLine(
    entry: Entry,
    contribution: Contribution,
    context: Pick<Context, "town" | "office">,
  ): Message | undefined;
  readonly process?: ShownProcess;
}

/** What residents do in a process, which an organiser opens and in which they take part together. */
export interface ResidentProcess {
  /** Whether a link with this after `start=` leads to one of its processes. */
  invites(campaign: string): boolean;
  /** The process in which this press changes or shows a ballot: it is then read together with the lane. */
  votesIn(press: Press): string | undefined;
  /** The process to which this press gives an answer: what she answered before is then read together with the lane. */
  answersIn(press: Press): string | undefined;
  /** Whether this press only shows something, or says what is to be so: made once more it changes nothing. */
  saysAgain(press: Press): boolean;
  /** The process to which her next words are an answer. */
  answersNext(lane: Lane): string | undefined;
  /** What this resident can do in it now, as buttons below its card. */
  choices(process: Process, lane: Lane, context: Context): readonly (readonly Choice[])[];
  /** She has herself erased: the process without her and her words; nothing when it knows nothing of her. */
  leaves(
    process: Process,
    lane: Lane,
    context: Context,
  ): Left | { readonly needs: readonly Need[] } | undefined;
}

export interface ClockProcess extends ResidentProcess {
  /** The moment has come that a process asked to be woken at. */
  clock(input: ClockInput, process: Process, context: Context): Decision;
}

/** What a process becomes when somebody who took part has herself erased. */
export interface Left {
  readonly process?: Process;
  readonly responses?: Turn["responses"];
  readonly contributions?: readonly Contribution[];
  readonly entries: readonly Entry[];
  readonly effects: Turn["effects"];
}

export interface ShownProcess {
  /** What the desk sees. */
  card(process: Process, context: Pick<Context, "town" | "office" | "now">): Card;
  /** One history entry as the desk reads it in the card's thread; undefined when it needs no line. */
  threadLine(entry: Entry, process: Process, context: Pick<Context, "town" | "office">): Message | undefined;
  /** What can be handed over of it; undefined as long as there is nothing. */
  document(process: Process, context: Pick<Context, "town" | "now">): Document | undefined;
  /** What colleagues see in other channels than that of its desk; undefined when there is nothing to see now. */
  call?(process: Process, context: Pick<Context, "now">): Card | undefined;
}

export interface OrganiserProcess {
  /** Commands of organisers, without the slash. */
  readonly organiserCommands: readonly string[];
  /** What the clerk has to do with a process now; undefined when it is nothing of hers, or not hers as the same person. */
  waitsForClerk?(process: Process, member: string, context: Context): ForClerk | undefined;
  /** An organiser typed such a command. */
  begin(input: Extract<OfficialInput, { type: "commanded" }>, context: Context): Decision;
}
