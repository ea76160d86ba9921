import type { Instant } from "../../../core/calendar/time.ts";
import type { CardAction, Field, Form } from "../../../core/model/card.ts";
import type { Actor } from "../../../core/model/contribution.ts";
import type { Hearer } from "../../../core/model/hearer.ts";
import type { Message } from "../../../core/model/message.ts";
import type { OfficialAct } from "../../../core/model/official-acts.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Need } from "../../../core/needs.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { type Event, path } from "../lifecycle.ts";
import type { Telling } from "../notices.ts";
import type { HistoryNote } from "../record.ts";
import type { Issue, OfIssue } from "../state.ts";

/** What an act of a desk is. Each has a file in `acts/` and a line in `acts.ts` and `buttons.ts`; the rest follows. */

/** What was filled in so far, by field. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong, by field; nothing at a field that is right. */
export type Problems = Readonly<Record<string, Message | undefined>>;

/** Somebody at a desk tries to do something with an issue. */
export interface Attempt {
  readonly contribution: OfIssue;
  readonly issue: Issue;
  /** The member of the workspace who tries. */
  readonly member: string;
  readonly values: Values;
  readonly context: Context;
}

/** Everything in core's table of who may do what that changes an issue. */
export type ActName = Exclude<NameOf<OfficialAct>, "show" | "search" | "raise" | "lookUp">;
type NameOf<Act> = Act extends `issue.${infer Name}` ? Name : never;

/** What the card needs of an act: the function that shows cards carries no more than this. */
export interface DeskButton {
  readonly rank: CardAction["rank"];
  /** Whether it fits how the issue stands. Who may do it, by role, is in core's table of permissions. */
  isPossible(contribution: OfIssue, issue: Issue, context: Pick<Context, "town" | "now">): boolean;
}

export interface DeskAct {
  readonly button: DeskButton;
  /** Why this member may not do it now, though her role may and whatever the state; nothing when she may. */
  refuses?(attempt: Attempt): Message | undefined;
  /** Whether the clerk may do it now also at a closed desk to which she does not belong. */
  isForClerk?(issue: Issue, now: Instant): boolean;
  /** What has to be read besides the issue before the form is opened or checked; it may be known already. */
  sees?(attempt: Attempt): readonly Need[];
  /** Above the fields, after the sentence that every form begins with. */
  intro?(attempt: Attempt): readonly Message[];
  /** Absent where there is nothing to fill in: then the form shows at once what the resident will read. */
  fields?(attempt: Attempt): readonly Field[];
  /** Fields that are filled in already and may be changed: the form shows at once what the resident will read. */
  proposes?(attempt: Attempt): readonly Field[];
  /** The whole form where nothing would be sent; absent where something always is. */
  silentForm?(attempt: Attempt): Form;
  /** Nobody hears of it, so its form saves and has no preview. */
  readonly isSilent?: true;
  /** What is wrong with what was filled in. What `sees` asked for is there. */
  check?(attempt: Attempt): Problems;
  /** What comes of it. The values were checked, and it is possible in this state. */
  prepare(attempt: Attempt, actor: Actor): Outcome;
  /** Said instead of doing it to somebody who saw a message that would not be sent any more. */
  overtaken?(attempt: Attempt): Message;
}

/** What comes of an act. */
export interface Outcome {
  readonly next: Issue;
  readonly events: readonly string[];
  readonly note?: Omit<HistoryNote, "actor" | "official">;
  /** Where the issue goes on, when that is another desk. */
  readonly desk?: string;
  readonly news?: News;
  /** Advice on plain language, for the author. */
  readonly advice?: readonly Message[];
  /** What else becomes so, beside the issue and its card. */
  readonly also?: Turn;
}

/** What residents hear of it. */
export type News =
  | {
      readonly tells: (one: Hearer) => Telling;
      /** Also those whose own issues were merged into it: nothing ends for them without their hearing why. */
      readonly hearers: "maker" | "everybody";
      /** Whether it puts a question to her, or ends what was asked before. */
      readonly question?: "asks" | "settles";
      /** Whether the desk has to know that it reached them. */
      readonly counts: boolean;
    }
  /** For the maker alone, and not about the issue itself. */
  | {
      readonly screen: Screen;
      /** Her pause begins with this, or ends when `until` is absent. */
      readonly pauses?: { readonly ref: string; readonly desk: string; readonly until?: Instant };
    };

/** Possible wherever the lifecycle has a way from here for an official. */
export function wherePathLeads(event: Event): DeskButton["isPossible"] {
  return (_contribution, issue) => path(event, issue.status.at, "official") !== undefined;
}

/** The events that stand in the history when somebody does this from where the issue is. */
export function eventsTo(event: Event, { status }: Issue, actor: Actor): readonly Event[] {
  return path(event, status.at, actor) ?? [event];
}

/** An official who acts on an issue that nobody owns becomes its owner. */
export function owned({ issue, member }: Attempt): Issue {
  return { ...issue, owner: issue.owner ?? member };
}
