import type { FormRef } from "./input.ts";
import type { Language, Message, Param } from "./message.ts";
import type { Media, Press, Screen } from "./screen.ts";

/** A contribution as an official sees it. Independent of Slack. */
export interface Card {
  /** Number of the contribution. */
  readonly ref: string;
  readonly title: Message;
  /** The resident's own words, unchanged; undefined when there are none (voice or photo only) or when erased. */
  readonly words?: string;
  /** Facts as label and value, in order of importance. */
  readonly facts: readonly { readonly label: Message; readonly value: Param; readonly link?: string }[];
  /** Its current status, in one line. */
  readonly status: Message;
  /** Needs attention now: shown in words as well as in colour. */
  readonly urgent?: boolean;
  readonly media: readonly Media[];
  readonly actions: readonly CardAction[];
}

export interface CardAction {
  readonly label: Message;
  readonly press: Press;
  /** `main` stands out; `more` goes into the overflow menu. */
  readonly rank: "main" | "plain" | "more";
}

/** A form that an official fills in. Independent of Slack. */
export interface Form {
  readonly id: FormRef;
  readonly title: Message;
  readonly submit: Message;
  readonly cancel?: Message;
  readonly intro?: readonly Message[];
  readonly fields: readonly Field[];
  /** Exactly what the resident will read, and in which language. */
  readonly preview?: {
    readonly screen: Screen;
    readonly language: Language;
    readonly advice?: readonly Message[];
    /** The same in other languages. */
    readonly also?: readonly { readonly screen: Screen; readonly language: Language }[];
  };
  /** Show these at the named fields instead of accepting the form. */
  readonly errors?: Readonly<Record<string, Message>>;
}

export type Field = {
  readonly name: string;
  readonly label: Message;
  readonly hint?: Message;
  readonly optional?: boolean;
} & (
  | { readonly kind: "text"; readonly long?: boolean; readonly value?: string; readonly max?: number }
  | { readonly kind: "day"; readonly value?: string }
  | {
      readonly kind: "choice";
      readonly options: readonly { readonly value: string; readonly label: Message }[];
      readonly value?: string;
    }
  | {
      readonly kind: "choices";
      readonly options: readonly { readonly value: string; readonly label: Message }[];
      readonly value?: readonly string[];
    }
  /** Looks up while typing (arrives as `searched`, answered with `found`). */
  | { readonly kind: "search" }
  /** Members of the workspace. */
  | { readonly kind: "member"; readonly value?: string }
  | { readonly kind: "members"; readonly value?: readonly string[] }
);

/** An official's start page. */
export interface Home {
  readonly title: Message;
  readonly sections: readonly {
    readonly heading: Message;
    readonly empty?: Message;
    /** Plain figures or remarks. */
    readonly lines?: readonly Message[];
    readonly rows?: readonly {
      readonly text: Message;
      readonly urgent?: boolean;
      readonly action?: CardAction;
    }[];
  }[];
}
