import type { Broadcast } from "./broadcasts/broadcast.ts";
import type { Instant } from "./calendar/time.ts";
import type { Ballot } from "./counting/ballot.ts";
import type { Response } from "./counting/response.ts";
import type { Form, Home } from "./model/card.ts";
import type { Contribution, Entry } from "./model/contribution.ts";
import type { Hearer } from "./model/hearer.ts";
import type { Lane, Limit } from "./model/lane.ts";
import type { Language, Message, Vocabularies } from "./model/message.ts";
import type { Municipality } from "./model/municipality.ts";
import type { SingleNotice } from "./model/notice.ts";
import type { Process } from "./model/process.ts";
import type { Screen } from "./model/screen.ts";
import type { Office, Outsider, Staff } from "./model/staff.ts";
import type { Need, Seen } from "./needs.ts";
import type { Phrases } from "./understanding/phrases.ts";

/** The pure outcome of an input: the new state, and what should happen. */
export interface Turn {
  /** The lane as it becomes; null erases it and everything that leads from it to a person. */
  readonly lane?: Lane | null;
  readonly contributions?: readonly Contribution[];
  /** Existing contributions that are the acting resident's from now on: they are found through her. */
  readonly becomeHers?: readonly string[];
  readonly processes?: readonly Process[];
  readonly ballots?: readonly Ballot[];
  readonly responses?: readonly Response[];
  readonly entries?: readonly Entry[];
  /** Entries of before are among them, without their words. */
  readonly emptiesHistory?: true;
  readonly staff?: readonly Staff[];
  readonly office?: Office;
  readonly broadcasts?: readonly Broadcast[];
  readonly effects: readonly Effect[];
  /** The limit that this act reached: for the log, which says nothing more about it. */
  readonly reached?: Limit;
  /** A vote or an answer by button that needs no more than its own row (`lane-alone.ts`). */
  readonly small?: true;
  /** Nothing is taken until a moment she was told: no word, no trace. */
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
  /** `refused`: nothing was done. A submitted form stays open, with what was typed. */
  | { readonly do: "whisper"; readonly message: Message; readonly refused?: true }
  | { readonly do: "found"; readonly options: readonly { readonly value: string; readonly label: Message }[] }
  | { readonly do: "home"; readonly home: Home };

/** Everything available to a decision. It is all data; time and randomness enter here. */
export interface Context {
  readonly now: Instant;
  /** Different for every input and every attempt; the same text gives the same choices. */
  readonly seed: string;
  readonly town: Municipality;
  readonly office: Office;
  /** The acting member of the workspace, when an official acts. */
  readonly staff?: Staff;
  /** Why the acting member is not a colleague. */
  readonly outsider?: Outsider;
  /** Language of the acting official. */
  readonly language?: Language;
  /**
   * The option that somebody typed instead of pressing: by its number, its words or an unambiguous part of them, in the
   * person's language. Undefined when none fits.
   */
  readonly typedChoice: (text: string, options: readonly Message[], language: Language) => number | undefined;
  /** Whether somebody typed exactly the words of this label, ignoring capitals, accents and punctuation. */
  readonly says: (text: string, label: Message, language: Language) => boolean;
  /** What people type in each of the town's languages, by meaning: `heard.json`. */
  readonly vocabularies: Vocabularies;
  /** The words of a message, for comparing what she types with them. */
  readonly shows: (message: Message, language: Language) => string;
  /** What a short message means, and whether words tell of danger: in every language of the town. */
  readonly phrases: Phrases;
  /** Pairs of texts that seem to be about the same thing, by position, the most similar first. */
  readonly similarPairs: (texts: readonly string[]) => readonly (readonly [number, number])[];
  /** Who hears what comes of something that was raised. */
  readonly hearers?: (contribution: Contribution) => readonly Hearer[];
  /** When a resident acts: the keys that identify her own ballot in a vote, the one for a new ballot first. */
  readonly lives?: (process: string) => readonly string[];
  /** The codes that paper with this name can carry, newest first: one for each key that the town still has. */
  readonly codesOf?: (name: string) => readonly string[];
  /** What earlier needs brought. */
  readonly seen: Seen;
}

export type Decision = Turn | { readonly needs: readonly Need[] };
