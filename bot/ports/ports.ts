import type { Document, Printed } from "../core/model/document.ts";
import type { Language } from "../core/model/message.ts";
import type { Municipality } from "../core/model/municipality.ts";
import type { ReadText } from "../core/needs.ts";
import type { Context } from "../core/turn.ts";
import type { Channel } from "./channel.ts";
import type { Clock, Stopwatch } from "./clock.ts";
import type { Log } from "./log.ts";
import type { MediaBox } from "./media-box.ts";
import type { Outbox } from "./outbox.ts";
import type { Secrecy, VoterTokens } from "./secrecy.ts";
import type { Store } from "./store.ts";
import type { Workplace } from "./workplace.ts";

/** Everything the loop needs from outside. Adapters implement these; tests put fakes here and nowhere else. */

/** All of them, and the town they serve. */
export interface Ports {
  readonly town: Municipality;
  readonly store: Store;
  readonly channel: Channel;
  readonly workplace: Workplace;
  readonly media: MediaBox;
  readonly outbox: Outbox;
  readonly secrecy: Secrecy;
  readonly voters: VoterTokens;
  readonly clock: Clock;
  readonly log: Log;
  readonly typedChoice: Context["typedChoice"];
  readonly says: Context["says"];
  readonly vocabularies: Context["vocabularies"];
  /** Only where residents type. */
  readonly phrases?: Context["phrases"];
  readonly shows?: Context["shows"];
  /** Turns a document into files. Only where something is delivered. */
  readonly print?: (document: Document, language: Language) => Promise<readonly Printed[]>;
  /** Only where somebody submits a machine-readable text. */
  readonly reads?: (text: string) => Promise<ReadText>;
  /** Only where somebody is shown similar texts. */
  readonly similarPairs?: Context["similarPairs"];
  /** For the pace of broadcasts; the system clock by default. */
  readonly stopwatch?: Stopwatch;
}
