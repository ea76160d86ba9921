import type { Instant } from "../calendar/time.ts";
import type { Language } from "./message.ts";
import type { Place } from "./place.ts";
import type { Media, Press } from "./screen.ts";

/** Common to every input from a resident. */
interface FromResident {
  /** Unique for this input, and the same when the channel repeats it. */
  readonly id: string;
  readonly at: Instant;
  /** Language of the person's app, as a suggestion. */
  readonly appLanguage?: Language;
  /** Made by an app rather than typed, as far as the channel knows: sent by a bot, through one, or automatically. */
  readonly byMachine?: true;
  /** Id of the person's own message in the channel. */
  readonly message?: number;
  /** When the person sent it, as the channel says, to the second; `at` is when we received it. */
  readonly sent?: Instant;
  /** Id of the message that this one answers, when the person used "reply". */
  readonly repliesTo?: number;
  /** The contribution whose number is in that message, when the message was ours. */
  readonly repliesAbout?: string | undefined;
  /** Belongs to what she was telling, whichever question is open in it: said during a silence and held until now. */
  readonly adds?: boolean;
  /** Continues words she sent before she could read our answer; what those went into, or "". */
  readonly continues?: string;
  /** The contribution that this is about, once the dialogue has found out. */
  readonly about?: string;
}

/** Everything a resident can do in chat. */
export type ResidentInput = FromResident &
  (
    | { readonly type: "started"; readonly campaign?: string }
    | { readonly type: "said"; readonly text: string; readonly edited?: boolean }
    | {
        readonly type: "chose";
        readonly press: Press;
        /** The person's own earlier message, when the message with the button quotes it. */
        readonly quoted?: Quoted;
      }
    /** A button of an unknown or older format: its data could not be read. */
    | { readonly type: "chose_unknown" }
    | { readonly type: "shared"; readonly media: Media; readonly caption?: string; readonly edited?: boolean }
    | { readonly type: "placed"; readonly place: Place }
    /** A sticker, contact, poll, document or anything else we cannot handle; `reason` chooses the explanation. */
    | {
        readonly type: "unreadable";
        readonly reason: "sticker" | "too_large" | "file_type" | "video" | "other";
        /** The text below it: that is kept. */
        readonly caption?: string;
      }
    | { readonly type: "commanded"; readonly command: string; readonly rest: string }
    /** The person blocked the bot, or unblocked it. */
    | { readonly type: "left" }
    | { readonly type: "returned" }
  );

/** The person's own message that comes along with a button, as she sent it. */
export type Quoted =
  | { readonly type: "said"; readonly text: string }
  | { readonly type: "shared"; readonly media: Media; readonly caption?: string }
  | { readonly type: "commanded"; readonly command: string; readonly rest: string };

/** Everything an official, organiser or clerk can do at the desk. */
export type OfficialInput = {
  readonly id: string;
  readonly at: Instant;
  /** The member of the workspace who acted. */
  readonly official: string;
  /** The channel where it happened, if it was in one. */
  readonly channel?: string;
  /** Its name without #, when the workplace gave it. */
  readonly channelName?: string;
  /** Set if not everybody can read it; absent for a public channel, and where the workplace did not say. */
  readonly channelKind?: "private" | "direct" | "group";
} & (
  | { readonly type: "commanded"; readonly command: string; readonly rest: string }
  | { readonly type: "chose"; readonly press: Press }
  | {
      readonly type: "submitted";
      readonly form: FormRef;
      /** The values filled in, by field name; empty fields are left out. */
      readonly values: Readonly<Record<string, string | readonly string[]>>;
    }
  /** Typed in a field that looks things up while typing. */
  | { readonly type: "searched"; readonly form: FormRef; readonly field: string; readonly words: string }
  | { readonly type: "opened_home" }
);

/** A moment for which a wake-up was requested has come. */
export interface ClockInput {
  readonly type: "waited";
  readonly id: string;
  readonly at: Instant;
}

/** The form that was submitted, its subject, and what it last showed. Travels with the form and comes back with it. */
export interface FormRef {
  readonly instrument: string;
  readonly form: string;
  /** Number of the contribution it is about. */
  readonly ref?: string;
  /** Fingerprint of the preview that the official saw; only what was previewed may be sent. */
  readonly seen?: string;
}
