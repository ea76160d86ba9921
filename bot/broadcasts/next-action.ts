/** Decides the next action of a run that sends a chunk, from its progress. Nothing here sends or waits. */

/** Milliseconds. With less time left than this, nothing new is started: a send in progress may take four seconds. */
export const LEFT = 5000;
/** After this many failures in a row the rest is given back for a longer pause. */
const TROUBLES = 3;
/** Seconds. */
const LONG_PAUSE = 30;

/** The progress of a run. */
export interface Standing {
  /** Residents claimed but not sent anything yet. */
  readonly claimed: number;
  /** Residents not yet claimed. */
  readonly unclaimed: number;
  /** Messages in flight. */
  readonly underway: number;
  /** The most messages that may be in flight at once. */
  readonly atOnce: number;
  /** Consecutive messages whose arrival is unknown. */
  readonly troubles: number;
  /** Milliseconds the run has left. */
  readonly timeLeft: number;
  /** Milliseconds until the rate limiter allows the next message. */
  readonly ahead: number;
  /** Seconds until quiet hours end; undefined outside them. Called only when a window is about to be claimed. */
  readonly quietFor: () => number | undefined;
}

export type Action =
  /** Claims the next window of residents. */
  | { readonly do: "claim" }
  /** Waits until a message in flight is done. */
  | { readonly do: "wait" }
  /** Sends to the next claimed resident. */
  | { readonly do: "send" }
  /** Gives back what is unsent, to be retried after this many seconds. */
  | { readonly do: "giveBack"; readonly seconds: number }
  | { readonly do: "finish" };

export function nextAction(now: Standing): Action {
  if (now.claimed === 0) {
    if (now.unclaimed === 0) return { do: now.underway === 0 ? "finish" : "wait" };
    if (now.timeLeft < LEFT) return { do: "giveBack", seconds: 0 };
    const quiet = now.quietFor();
    return quiet === undefined ? { do: "claim" } : { do: "giveBack", seconds: quiet };
  }
  if (now.underway >= now.atOnce) return { do: "wait" };
  if (now.troubles >= TROUBLES) return { do: "giveBack", seconds: LONG_PAUSE };
  if (now.timeLeft - now.ahead < LEFT) return { do: "giveBack", seconds: now.ahead / 1000 };
  return { do: "send" };
}
