import type { Broadcast } from "./broadcasts/broadcast.ts";
import type { Instant } from "./calendar/time.ts";
import type { Ballot } from "./counting/ballot.ts";
import type { Response } from "./counting/response.ts";
import type { Form, Home } from "./model/card.ts";
import type { Contribution, Entry } from "./model/contribution.ts";
import type { Lane, Limit } from "./model/lane.ts";
import type { Language, Message, Vocabulary } from "./model/message.ts";
import type { Municipality } from "./model/municipality.ts";
import type { SingleNotice } from "./model/notice.ts";
import type { Process } from "./model/process.ts";
import type { Screen } from "./model/screen.ts";
import type { Office, Outsider, Staff } from "./model/staff.ts";
import type { Need, Seen } from "./needs.ts";
import type { Phrases } from "./understanding/phrases.ts";

/** The pure outcome of an input: what is so from now on, and what should happen. */
export interface Turn {
  /** The lane as it becomes; null erases it and everything that leads from it to a person. */
  readonly lane?: Lane | null;
  readonly contributions?: readonly Contribution[];
  /** Of these contributions the moment at which the clock looks at them stays, so that many fit in one commit. */
  readonly wakeAsBefore?: readonly string[];
  readonly processes?: readonly Process[];
  readonly ballots?: readonly Ballot[];
  readonly responses?: readonly Response[];
  readonly entries?: readonly Entry[];
  readonly staff?: readonly Staff[];
  readonly office?: Office;
  readonly broadcasts?: readonly Broadcast[];
  readonly effects: readonly Effect[];
  /** The limit that this act reached: for the log, which says no more of it. */
  readonly reached?: Limit;
  /** Nothing is taken any more until a moment that she was told: no word, no trace. */
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
  /** `refused`: nothing was done. Where a form was handed in it stays open, with what was typed. */
  | { readonly do: "whisper"; readonly message: Message; readonly refused?: true }
  | { readonly do: "found"; readonly options: readonly { readonly value: string; readonly label: Message }[] }
  | { readonly do: "home"; readonly home: Home };

/** What is at hand when deciding. Everything is data; time and chance come in here. */
export interface Context {
  readonly now: Instant;
  /** Differs for every input and every attempt; the same text gives the same choices. */
  readonly seed: string;
  readonly town: Municipality;
  readonly office: Office;
  /** The member of the workspace who acts, when an official does. */
  readonly staff?: Staff;
  /** Why the member who acts is no colleague. */
  readonly outsider?: Outsider;
  /** Language of the official who acts. */
  readonly language?: Language;
  /**
   * Which of these options somebody meant who typed instead of pressing: its number, its words or a part of them that
   * can be nothing else, in the person's language. Undefined when none fits.
   */
  readonly typedChoice: (text: string, options: readonly Message[], language: Language) => number | undefined;
  /** Whether somebody typed the very words of this label, whatever its capitals, accents and signs. */
  readonly says: (text: string, label: Message, language: Language) => boolean;
  /** What people type in each language, by what they mean: `heard.json`. */
  readonly vocabulary: Readonly<Record<Language, Vocabulary>>;
  /** The words of a message, for comparing what she types with them. */
  readonly shows: (message: Message, language: Language) => string;
  /** What her words mean when they are few, and whether they tell of danger: in every language of the town. */
  readonly phrases: Phrases;
  /** Pairs of these texts that seem to be about the same, by their places, the most alike first. */
  readonly similarPairs: (texts: readonly string[]) => readonly (readonly [number, number])[];
  /** When a resident acts: by which of these a ballot of hers is known in a vote, the one for a new ballot first. */
  readonly lives?: (process: string) => readonly string[];
  /** What earlier needs brought. */
  readonly seen: Seen;
}

export type Decision = Turn | { readonly needs: readonly Need[] };
