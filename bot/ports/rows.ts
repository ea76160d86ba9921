import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import type { Chunk, Progress } from "../core/broadcasts/progress.ts";
import type { Instant } from "../core/calendar/time.ts";
import type { Ballot } from "../core/counting/ballot.ts";
import type { Response } from "../core/counting/response.ts";
import type { Listener, Participant } from "../core/model/audience.ts";
import type { Contribution, Entry } from "../core/model/contribution.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Notice, Posted } from "../core/model/notice.ts";
import type { Process } from "../core/model/process.ts";
import type { Office, Staff } from "../core/model/staff.ts";
import type { Mark } from "../core/residents/erasure-mark.ts";

/** A row that the table can hold. `row` is its kind. */
export type Row =
  | Lane
  | Contribution
  | Entry
  | Staff
  | Office
  | Notice
  | Posted
  | Broadcast
  | Chunk
  | Progress
  | Listener
  | Participant
  | Ballot
  | Response
  | Process
  | Mark
  | DeadLetter;

/** An update that could not be handled, sealed. Kept for a person to look at. */
export interface DeadLetter {
  readonly row: "dead";
  readonly id: string;
  readonly at: Instant;
  /** Key of the sender's lane, so that it goes when she erases herself; absent when it could not be read. */
  readonly who?: string | undefined;
  /** The update as received, encrypted: nobody reads it by accident. */
  readonly sealed: string;
  /** Name and location of the error; no content. */
  readonly error: string;
}

/** What belongs to a commit of a contribution and may be written out by the stream. */
export interface Companion {
  readonly put: Entry | Notice;
}

/** One change inside a commit. All changes of a commit happen, or none. */
export type Write =
  /**
   * Put a row. `expect` is the version that must be in the table now ("new": no such row; absent: any). A row with a
   * `version` is stored with the version it carries. A new lane gets its pointer with it; `pointer` rewrites that, when
   * its expiry or her language changes. A process gets its alarm with it. `later`: an entry or a notice may go along with the
   * contribution that the same commit writes, and is a row of its own a moment later.
   */
  | {
      readonly put: Row;
      readonly expect?: number | "new";
      readonly pointer?: boolean;
      readonly later?: boolean;
    }
  /** Give a lane another key; its pointer follows. `to` carries its new version. */
  | { readonly move: Lane; readonly to: Lane }
  /** Remove a lane, its pointer and its list of contributions. */
  | { readonly forget: Lane; readonly expect: number }
  /** Remove a row. `expect` is the version that must be in the table now; absent: any. */
  | { readonly remove: Row; readonly expect?: number }
  /** Link a new contribution to the resident who made it. */
  | { readonly link: { readonly resident: ResidentId; readonly contribution: string; readonly at: Instant } }
  /** Remove that link: it is nobody's any more. */
  | {
      readonly unlink: { readonly resident: ResidentId; readonly contribution: string; readonly at: Instant };
    };
