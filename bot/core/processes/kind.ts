import type * as z from "zod/mini";
import type { Instant } from "../calendar/time.ts";
import type { Card, Field } from "../model/card.ts";
import type { Contribution } from "../model/contribution.ts";
import type { Document } from "../model/document.ts";
import type { Lane } from "../model/lane.ts";
import type { Message, Params } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Choice, Press, Screen } from "../model/screen.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision, Effect } from "../turn.ts";
import type { BallotPaper } from "./ballot-paper.ts";
import type { ConsentCode } from "./consent-code.ts";
import type { Filled, ReadValues, Sent, Submitted } from "./filled.ts";
import type { ItemState, NewItem, QuoteTold } from "./item.ts";
import type { ItemCode } from "./item-code.ts";
import type { Actor, Audience, Consent, Lifecycle, Role, Step } from "./lifecycle.ts";
import type { Stage } from "./stage.ts";

/**
 * The code beside a table, by name: what has to hold, what a list holds, what is worked out. Everything else follows from
 * the table. The code of the rows that residents take stands in `ResidentPart`, of the others in `ProcessKind`: so the
 * function that serves residents loads with the table nothing of what officials do.
 */

type GuardOf<L> = L extends { guards?: Readonly<Record<infer G extends string, string>> } ? G : never;
type ListOf<L> = L extends { lists?: Readonly<Record<infer N extends string, string>> } ? N : never;
type StepsOf<L> = L extends { steps: infer Steps } ? Steps : never;

/** Who may take a row in the chat, or says there the yes by which it is taken. */
type InChat = Exclude<Actor | Consent, Role | "colleague" | "clock">;
type Each<T> = T extends readonly (infer One)[] ? One : T;
type Acts<Row> =
  | (Row extends { by: infer By } ? Each<By> : never)
  | (Row extends { agreed: infer Agreed } ? Each<Agreed> : never);
type ResidentRow<L, Steps = StepsOf<L>> = {
  [N in keyof Steps]: Extract<Acts<Steps[N]>, InChat> extends never ? never : N;
}[keyof Steps];
/** The names of guards or lists that stand in these rows. */
type NamesIn<L, N extends keyof StepsOf<L>, All extends string> = {
  [One in N]: Extract<Mentioned<StepsOf<L>[One]>, All>;
}[N];
type Mentioned<Row> =
  | (Row extends { guard: infer G } ? G : never)
  | (Row extends { due: { when: infer G } } ? G : never)
  | (Row extends { forEach: infer N } ? N : never)
  | (Row extends { adds: infer N } ? N : never);

type FilledAt<L, N extends keyof StepsOf<L>> = Filled<
  StepsOf<L>[N] extends { asks: infer A } ? A : undefined
>;

/** Anything that was filled in, before its row is known. */
export type Values = Readonly<Record<string, unknown>>;

/** A process at a moment. `items`: what residents brought in, by list, once it was asked for. */
export interface Standing<S extends Stage = Stage> {
  readonly process: Process;
  readonly state: S;
  readonly context: Context;
  /** Who acts, when somebody does: a member of the workspace, or a resident by random id. */
  readonly by?: string;
  /** What her lane says that she took, of rows that each can take one time. */
  readonly took?: readonly string[] | undefined;
}

/** A ballot paper, or what has to be read first: the items that are voted on. */
export type BallotOf<S extends Stage = Stage> = (
  s: Standing<S>,
) => BallotPaper | { readonly needs: readonly Need[] };

/** Something that was brought in or added, as its contribution. */
export interface Item {
  readonly row: Contribution;
  readonly state: ItemState;
}

/**
 * Holds, or says what its refusal has to name, as how many are missing. `filled`: once something was filled in; without
 * it, whether there is any use in asking.
 */
type Check<S extends Stage> = (s: Standing<S>, filled?: Values, item?: Item) => boolean | Params;
type Shown<S extends Stage> = Pick<Standing<S>, "process" | "state" | "context">;

/** The code of some rows: their guards, their lists, and what is worked out. */
interface Code<L, S extends Stage, N extends keyof StepsOf<L>, Guard extends string, List extends string> {
  readonly guards: { readonly [G in Guard]: Check<S> };
  /** Of those that were added to it or brought in, which belong to it now. Absent: all of them. */
  readonly lists: { readonly [One in List]: (s: Standing<S>, items: readonly Item[]) => readonly Item[] };
  /** What has to be seen first, beside the process, its items and its counts. */
  readonly needs?: { readonly [One in N]?: (s: Standing<S>) => readonly Need[] };
  /** What is worked out at a row. What was filled in is kept without it. */
  readonly change?: {
    readonly [One in N]?: (s: Standing<S>, filled: FilledAt<L, One>, item?: Item) => Partial<S>;
  } & Partial<Record<"forceEnd", (s: Standing<S>) => Partial<S>>>;
  /** Lines that follow the text of a row: a result, a list. */
  readonly says?: {
    readonly [One in N]?: (s: Standing<S>, filled: FilledAt<L, One>, to: Audience) => readonly Message[];
  };
  /** What residents read of a row that takes more than its text and such lines: with buttons, or in another order. */
  readonly screen?: {
    readonly [One in N]?: (s: Standing<S>, filled: FilledAt<L, One>, to: Audience) => Screen;
  } & Partial<Record<"forceEnd", (s: Standing<S>, filled: Values, to: Audience) => Screen>>;
  /** What the child of a row is begun with, beside what was filled in there: the points that the council answers. */
  readonly begins?: {
    readonly [One in N]?: (s: Standing<S>, filled: FilledAt<L, One>) => Values;
  };
  /** Items that come into being at a row without anybody bringing them in: the lines of a budget, conditions. */
  readonly makes?: {
    readonly [One in N]?: (s: Standing<S>, filled: FilledAt<L, One>) => readonly NewItem[];
  };
}

/** Fields that take more than what a row asks: what can be chosen depends on what there is. */
export interface OwnFields<S extends Stage = Stage> {
  /** @param values what was filled in before */
  readonly fields: (s: Standing<S>, values: Submitted) => readonly Field[];
  readonly read: (s: Standing<S>, values: Submitted) => ReadValues | { readonly needs: readonly Need[] };
}

/** What a form needs beside the fields that its row asks. */
export interface RowForm<S extends Stage = Stage> {
  /** Lines on top, in place of the usual text. A row that asks nothing is confirmed below them. */
  readonly says?: (s: Standing<S>) => readonly Message[];
  /** What stands in its fields at first, by field. */
  readonly starts?: (s: Standing<S>) => Submitted;
  /** The texts of the hints that stand below fields, by field. */
  readonly hints?: Readonly<Record<string, string>>;
  /** What is wrong with what was filled in, by field. */
  readonly problems?: (s: Standing<S>, filled: Values) => Readonly<Record<string, Message>>;
  /** What people will read of it, when nobody is told at once: it is shown before the row is taken. */
  readonly preview?: (s: Standing<S>, filled: Values) => Screen;
  /** What people will read whatever is filled in: it stands in the form from the first. */
  readonly shows?: (s: Standing<S>) => Screen;
  /** The text of its last button, when that is not the usual one. */
  readonly submit?: string;
  /** Fields of its own, in place of those that the row asks. */
  readonly own?: OwnFields<S>;
  /**
   * A fingerprint of what it is about. When that has changed by the time it is sent, nothing is done: she sees the form
   * anew, or, with `changed`, what she filled in with this text at a field.
   */
  readonly about?: (s: Standing<S>) => string;
  readonly changed?: Readonly<Record<string, string>>;
  /** What its button does first; undefined: the form opens. */
  readonly opens?: (s: Standing<S>) => Decision | undefined;
  /** What is done when it was sent, when that is more than its row; undefined: the row is taken. */
  readonly does?: (s: Standing<S>, filled: Values, input: Sent) => Decision | undefined;
  /** It shows nothing that residents wrote: at a closed desk others fill it in, too. */
  readonly plain?: true;
}

/** What officials and the clock do in one way of taking part. What is the same for all of them is not in here. */
export interface ProcessKind<L extends Lifecycle, S extends Stage = Stage>
  extends Code<
    L,
    S,
    Exclude<keyof StepsOf<L>, ResidentRow<L>>,
    Exclude<GuardOf<L>, NamesIn<L, ResidentRow<L>, GuardOf<L>>>,
    Exclude<ListOf<L>, NamesIn<L, ResidentRow<L>, ListOf<L>>>
  > {
  /** Of the organiser, in Slack, without the slash. */
  readonly command?: string;
  /** What the desk sees on its card, beside what every process shows. */
  readonly facts?: (s: Pick<Standing<S>, "process" | "state">) => Card["facts"];
  readonly document?: (s: Pick<Standing<S>, "process" | "state">) => Document;
  /** Which of its own texts the municipality reads of a row, or of what the clock did, when not the usual one. */
  readonly text?: Readonly<Record<string, (s: Standing<S>) => string | undefined>>;
  /** What else is shown when something happened: `event` is the name of a row, or of what the clock did. */
  readonly besides?: (s: Standing<S>, event: string) => readonly Effect[];
  /** What everybody reads of what became of words that were quoted without a name. @param item as it becomes */
  readonly quoted?: (s: Standing<S>, told: QuoteTold, item: Item, filled: Values) => Screen;
  readonly forms?: { readonly [One in keyof StepsOf<L>]?: RowForm<S> };
  /** What the clock does beside the rows of the table, before it looks at those. */
  readonly clock?: (s: Standing<S>) => Decision | undefined;
}

/** What the function for residents loads: with the table, nothing of the above. Officials have this too. */
export interface ResidentPart<L extends Lifecycle, S extends Stage = Stage>
  extends Code<
      L,
      S,
      ResidentRow<L>,
      NamesIn<L, ResidentRow<L>, GuardOf<L>>,
      NamesIn<L, ResidentRow<L>, ListOf<L>>
    >,
    ItemCode<Standing<S>, Item, S>,
    ConsentCode<Standing<S>> {
  readonly table: L;
  /** Goes up when the shape of what it keeps changes. */
  readonly version: number;
  readonly schema: z.ZodMiniType<S>;
  /** Her buttons, beside those for the rows and parts that she can use now. */
  readonly choices?: (s: Shown<S>, lane: Lane) => readonly (readonly Choice[])[];
  /** What can be voted on, and how; needed when the table has a ballot. */
  readonly ballot?: BallotOf<S>;
  /** Whether and how what groups choose counts, when not apart as usual; before it began without its state. */
  readonly groupsCount?: (state: S | undefined) => Message;
  /** What a youth worker enters for a group, beside votes and items: her buttons for it. */
  readonly forGroups?: (s: Shown<S>) => readonly Choice[][];
  /** Buttons of its own, by step. */
  readonly presses?: Readonly<Record<string, (press: Press, lane: Lane, s: Standing<S>) => Decision>>;
  /** When the clock has to look at what stands beside the rows of the table. */
  readonly wakes?: (s: Standing<S>) => Instant | undefined;
}

/**
 * Any kind, as the kernel sees it: the types of a table's own names were checked where it was written. In the function
 * for residents it holds what is in `ResidentPart`, elsewhere everything.
 */
export interface AnyKind extends ItemCode<Standing, Item, Stage>, ConsentCode<Standing> {
  readonly table: Lifecycle;
  readonly version: number;
  readonly schema: z.ZodMiniType<Stage>;
  readonly guards: Readonly<Record<string, Check<Stage>>>;
  readonly lists: Readonly<Record<string, (s: Standing, items: readonly Item[]) => readonly Item[]>>;
  readonly needs?: Readonly<Record<string, (s: Standing) => readonly Need[]>>;
  readonly change?: Readonly<Record<string, (s: Standing, filled: Values, item?: Item) => Partial<Stage>>>;
  readonly says?: Readonly<Record<string, (s: Standing, filled: Values, to: Audience) => readonly Message[]>>;
  readonly screen?: Readonly<Record<string, (s: Standing, filled: Values, to: Audience) => Screen>>;
  readonly begins?: Readonly<Record<string, (s: Standing, filled: Values) => Values>>;
  readonly makes?: Readonly<Record<string, (s: Standing, filled: Values) => readonly NewItem[]>>;
  readonly choices?: (s: Standing, lane: Lane) => readonly (readonly Choice[])[];
  readonly presses?: Readonly<Record<string, (press: Press, lane: Lane, s: Standing) => Decision>>;
  readonly ballot?: BallotOf;
  readonly groupsCount?: (state: Stage | undefined) => Message;
  readonly forGroups?: (s: Standing) => readonly Choice[][];
  readonly wakes?: (s: Standing) => Instant | undefined;
  readonly clock?: (s: Standing) => Decision | undefined;
  readonly text?: Readonly<Record<string, (s: Standing) => string | undefined>>;
  readonly besides?: (s: Standing, event: string) => readonly Effect[];
  readonly quoted?: (s: Standing, told: QuoteTold, item: Item, filled: Values) => Screen;
  readonly forms?: Readonly<Record<string, RowForm>>;
  readonly command?: string;
  readonly facts?: (s: Pick<Standing, "process" | "state">) => Card["facts"];
  readonly document?: (s: Pick<Standing, "process" | "state">) => Document;
  /** The kinds that it begins, by name. */
  readonly children: Readonly<Record<string, AnyKind>>;
}

function byName(children: readonly AnyKind[]): AnyKind["children"] {
  return Object.fromEntries(children.map((one) => [one.table.name, one]));
}

/**
 * The kernel's view of what residents do in a kind.
 * @param children the kinds that its rows begin, or that its promises are
 * @throws Error when residents can vote and nothing says on what: else they would miss the button, in silence
 */
export function anyPart<L extends Lifecycle, S extends Stage>(
  part: ResidentPart<L, S>,
  children: readonly AnyKind[] = [],
): AnyKind {
  const { name, parts } = part.table;
  if (parts?.ballot && !part.ballot)
    throw new Error(
      `“${name}” has a ballot in its table: say in \`ballot\`, beside it, what can be voted on.`,
    );
  // Each function is called with the state that this part's own schema read.
  return { ...(part as unknown as AnyKind), children: byName(children) };
}

/** The kernel's view of a kind: all of its code, that of residents' rows too. */
export function anyKind<L extends Lifecycle, S extends Stage>(
  part: ResidentPart<L, S>,
  kind: ProcessKind<L, S>,
  children: readonly AnyKind[] = [],
): AnyKind {
  const [officials, residents] = [kind as unknown as AnyKind, part as unknown as AnyKind];
  return {
    ...residents,
    ...officials,
    guards: { ...residents.guards, ...officials.guards },
    lists: { ...residents.lists, ...officials.lists },
    needs: { ...residents.needs, ...officials.needs },
    change: { ...residents.change, ...officials.change },
    says: { ...residents.says, ...officials.says },
    screen: { ...residents.screen, ...officials.screen },
    begins: { ...residents.begins, ...officials.begins },
    makes: { ...residents.makes, ...officials.makes },
    children: byName(children),
  };
}

/** A row of a table with its name. */
export interface Row {
  readonly name: string;
  readonly step: Step;
}
