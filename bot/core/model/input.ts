import type { Instant } from "../calendar/time.ts";
import type { Language } from "./message.ts";
import type { Place } from "./place.ts";
import type { Media, Press } from "./screen.ts";

/** What every input of a resident carries. */
interface FromResident {
  /** Unique for this input and the same when the channel repeats it. */
  readonly id: string;
  readonly at: Instant;
  /** Language the person's app is in, as a proposal. */
  readonly appLanguage?: Language;
  /** Made by an app and not typed by a person, as far as the channel knows: sent by a bot, through one, or by itself. */
  readonly byMachine?: true;
  /** Id of the person's own message in the channel. */
  readonly message?: number;
  /** When the person sent it, as the channel says, to the second; `at` is when it came in here. */
  readonly sent?: Instant;
  /** Id of the message that this one answers, when the person used "reply". */
  readonly repliesTo?: number;
  /** The contribution whose number stands in that message, when the message was ours. */
  readonly repliesAbout?: string | undefined;
  /** Belongs to what she was telling, whatever question is open in it: said in a silence and kept until now. */
  readonly adds?: boolean;
  /** The rest of her words of just now, written before she could read our answer; what those went into, or "". */
  readonly continues?: string;
  /** The contribution that this is about, once the dialogue has found out. */
  readonly about?: string;
}

/** What a resident can do in chat. */
export type ResidentInput = FromResident &
  (
    | { readonly type: "started"; readonly campaign?: string }
    | { readonly type: "said"; readonly text: string; readonly edited?: boolean }
    | {
        readonly type: "chose";
        readonly press: Press;
        /** What the message with the button quotes, when it quotes the person's own earlier message. */
        readonly quoted?: Quoted;
      }
    /** A button of an unknown or older make: its data could not be read. */
    | { readonly type: "chose_unknown" }
    | { readonly type: "shared"; readonly media: Media; readonly caption?: string; readonly edited?: boolean }
    | { readonly type: "placed"; readonly place: Place }
    /** A sticker, contact, poll, document or anything else that is not understood; `reason` chooses the explanation. */
    | {
        readonly type: "unreadable";
        readonly reason: "sticker" | "too_large" | "file_type" | "video" | "other";
        /** What was written below it: that is kept. */
        readonly caption?: string;
      }
    | { readonly type: "commanded"; readonly command: string; readonly rest: string }
    /** The person blocked the bot, or let it in again. */
    | { readonly type: "left" }
    | { readonly type: "returned" }
  );

/** A message of the person's own that comes along with a button, as she sent it. */
export type Quoted =
  | { readonly type: "said"; readonly text: string }
  | { readonly type: "shared"; readonly media: Media; readonly caption?: string }
  | { readonly type: "commanded"; readonly command: string; readonly rest: string };

/** What an official, organiser or clerk can do at the desk. */
export type OfficialInput = {
  readonly id: string;
  readonly at: Instant;
  /** The member of the workspace who acted. */
  readonly official: string;
  /** The channel it happened in, when it happened in one. */
  readonly channel?: string;
  /** Its name without #, when the workplace told it. */
  readonly channelName?: string;
  /** Whether it is one that not everybody can read; absent of a public one, and where the workplace did not tell. */
  readonly channelKind?: "private" | "direct" | "group";
} & (
  | { readonly type: "commanded"; readonly command: string; readonly rest: string }
  | { readonly type: "chose"; readonly press: Press }
  | {
      readonly type: "submitted";
      readonly form: FormRef;
      /** What was filled in, by field name; empty fields are left out. */
      readonly values: Readonly<Record<string, string | readonly string[]>>;
    }
  /** Typed in a field that looks things up while typing. */
  | { readonly type: "searched"; readonly form: FormRef; readonly field: string; readonly words: string }
  | { readonly type: "opened_home" }
);

/** A moment that somebody asked to be woken at has come. */
export interface ClockInput {
  readonly type: "waited";
  readonly id: string;
  readonly at: Instant;
}

/** Which form was filled in, for what, and what was shown in it last. Travels with the form and comes back with it. */
export interface FormRef {
  readonly instrument: string;
  readonly form: string;
  /** Number of the contribution it is about. */
  readonly ref?: string;
  /** Fingerprint of the preview that the official saw; sending is allowed only for what was seen. */
  readonly seen?: string;
}
