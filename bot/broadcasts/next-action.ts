/** What a run that sends a chunk does next, decided from how far it is. Nothing here sends or waits. */

/** With less time left than this (milliseconds) nothing new is begun: what is under way may take four seconds. */
export const LEFT = 5000;
/** At most this many messages are under way at once: calls that take long must not pile up and become a flood. */
const AT_ONCE = 27;
/** After this many troubles in a row the rest is given back for a longer pause (seconds). */
const TROUBLES = 3;
const LONG_PAUSE = 30;

/** How far a run is. */
export interface Standing {
  /** Residents who are claimed and to whom nothing was sent yet. */
  readonly claimed: number;
  /** Residents whom nobody has claimed yet. */
  readonly unclaimed: number;
  /** Messages under way. */
  readonly underway: number;
  /** Messages in a row of which nobody knows whether they arrived. */
  readonly troubles: number;
  /** Milliseconds that the run may still take. */
  readonly timeLeft: number;
  /** Milliseconds until the rate limiter lets the next message go. */
  readonly ahead: number;
  /** Seconds until quiet hours are over; undefined outside them. Asked only when a window is about to be claimed. */
  readonly quietFor: () => number | undefined;
}

export type Action =
  /** Claims the next window of residents. */
  | { readonly do: "claim" }
  /** Waits until a message that is under way has come to its end. */
  | { readonly do: "wait" }
  /** Sends to the next resident who is claimed. */
  | { readonly do: "send" }
  /** Gives back what is not sent, to be tried again after so many seconds. */
  | { readonly do: "giveBack"; readonly seconds: number }
  | { readonly do: "finish" };

export function nextAction(now: Standing): Action {
  if (now.claimed === 0) {
    if (now.unclaimed === 0) return { do: now.underway === 0 ? "finish" : "wait" };
    if (now.timeLeft < LEFT) return { do: "giveBack", seconds: 0 };
    const quiet = now.quietFor();
    return quiet === undefined ? { do: "claim" } : { do: "giveBack", seconds: quiet };
  }
  if (now.underway >= AT_ONCE) return { do: "wait" };
  if (now.troubles >= TROUBLES) return { do: "giveBack", seconds: LONG_PAUSE };
  if (now.timeLeft - now.ahead < LEFT) return { do: "giveBack", seconds: now.ahead / 1000 };
  return { do: "send" };
}
