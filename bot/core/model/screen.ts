import * as z from "zod/mini";
import { type Message, messageSchema } from "./message.ts";

/** What a resident sees. Independent of Telegram: an adapter turns it into a chat message, a letter or a page. */
export interface Screen {
  /** Paragraphs, each a complete message. */
  readonly lines: readonly Message[];
  /** Rows of buttons. */
  readonly choices?: readonly (readonly Choice[])[];
  /** Offers the channel's own way to share a place, as well as typing it. `skip` labels the button that skips it. */
  readonly asksPlace?: { readonly share: Message; readonly skip: Message };
  /** Removes the place-sharing keyboard. */
  readonly closesKeyboard?: boolean;
  /** Edits the message whose button was pressed instead of sending a new one. */
  readonly replaces?: boolean;
  /** The pressed button has done its work: the buttons disappear, the words above them stay. */
  readonly usesUp?: boolean;
  /** Photos and recordings to show with it. */
  readonly media?: readonly Media[];
  /** The contribution this is about: a reply to this message belongs to it. */
  readonly about?: string;
  /** Shown as a reply to this message of the resident's own (the channel's message id). */
  readonly quotes?: number;
}

export type Choice =
  | { readonly label: Message; readonly press: Press }
  | { readonly label: Message; readonly link: string };

/**
 * The data of a button. It has to fit in 64 bytes, so everything is an id. Never trusted: a modified client can send
 * any bytes, so the receiver checks again what this person may do.
 */
export interface Press {
  /** The instrument the button belongs to, or "core" for what they all share. */
  readonly instrument: string;
  /** Version of that instrument's dialogue, so that a button from before a deploy explains itself. */
  readonly version: number;
  readonly step: string;
  readonly option: string;
  /** The dialogue (its token) or the contribution (its number) that the button was made for. */
  readonly ref?: string;
}

/** A photo, a voice recording or a document, by reference. The bytes live in the media bucket. */
export interface Media {
  readonly kind: "photo" | "voice";
  /** Where the channel keeps it (for Telegram: its file id), until it is in the bucket. */
  readonly source?: string;
  /** Key in the media bucket, once stored. */
  readonly stored?: string;
  /** For voice: length in seconds. */
  readonly seconds?: number;
  /** Photos sent together carry the same album id. */
  readonly album?: string;
  /** MIME type detected from its bytes, once inspected. The sender's own claim is not kept. */
  readonly type?: string;
}

export const mediaSchema: z.ZodMiniType<Media> = z.object({
  kind: z.enum(["photo", "voice"]),
  source: z.optional(z.string()),
  stored: z.optional(z.string()),
  seconds: z.optional(z.number()),
  album: z.optional(z.string()),
});

export const pressSchema: z.ZodMiniType<Press> = z.object({
  instrument: z.string(),
  version: z.int(),
  step: z.string(),
  option: z.string(),
  ref: z.optional(z.string()),
});

export const screenSchema: z.ZodMiniType<Screen> = z.object({
  lines: z.array(messageSchema),
  choices: z.optional(
    z.array(
      z.array(
        z.union([
          z.object({ label: messageSchema, press: pressSchema }),
          z.object({ label: messageSchema, link: z.string() }),
        ]),
      ),
    ),
  ),
  asksPlace: z.optional(z.object({ share: messageSchema, skip: messageSchema })),
  closesKeyboard: z.optional(z.boolean()),
  replaces: z.optional(z.boolean()),
  usesUp: z.optional(z.boolean()),
  media: z.optional(z.array(mediaSchema)),
  about: z.optional(z.string()),
  quotes: z.optional(z.number()),
});

export function button(label: Message, press: Press): Choice {
  return { label, press };
}

/** Distributes buttons over rows of at most `width`. */
export function rows(choices: readonly Choice[], width: number): Choice[][] {
  const dealt: Choice[][] = [];
  for (let start = 0; start < choices.length; start += width) dealt.push(choices.slice(start, start + width));
  return dealt;
}

/** Version of the core's screens: their buttons have "core" as instrument. */
export const CORE_VERSION = 1;

export function corePress(step: string, option: string, ref?: string): Press {
  return { instrument: "core", version: CORE_VERSION, step, option, ref };
}
