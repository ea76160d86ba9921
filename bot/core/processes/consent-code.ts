import type { Screen } from "../model/screen.ts";
import type { Effect } from "../turn.ts";
import type { Asked } from "./stage.ts";

/** What follows when a row is not agreed: what its history calls that, and who hears it. */
export interface Fell {
  readonly event: string;
  readonly effects: readonly Effect[];
}

/**
 * The code of a kind for what others have to agree to, where the usual question and news are not enough.
 * @template At a process at a moment
 */
export interface ConsentCode<At> {
  /** What residents are asked to agree to, when that takes more than a sentence; with the buttons for it. */
  readonly question?: (s: At, asked: Asked) => Screen | undefined;
  /** Who hears it when those who have to agree would rather not, or do too late. */
  readonly fell?: (s: At, asked: Asked) => Fell;
}
