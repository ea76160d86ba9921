import type { Message } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Telling } from "../notices.ts";
import type { Told } from "../record.ts";
import type { Issue, OfIssue } from "../state.ts";
import type { Act } from "./acts.ts";

/** An act that is ready to be done: what becomes of the issue, and what the resident reads. */
export interface Prepared {
  readonly act: Act;
  readonly contribution: OfIssue;
  readonly next: Issue;
  readonly events: readonly string[];
  readonly told: Told;
  readonly telling?: Telling;
  /** What the maker reads; absent when she is not told. */
  readonly screen?: Screen;
  readonly advice?: readonly Message[];
  readonly desk: string;
  readonly into?: OfIssue;
  /** Her pause begins or ends with this. */
  readonly pauses?: { readonly ref: string; readonly desk: string; readonly until?: string };
}
