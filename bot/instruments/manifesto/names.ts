import { type Message, say } from "../../core/message.ts";
import type { Press } from "../../core/screen.ts";
import type { Agreement } from "./state.ts";

/** How things are called on screens and cards. */

export const NAME = "manifesto";
export const VERSION = 1;

export function press(step: string, option: string, ref?: string): Press {
  return { instrument: NAME, version: VERSION, step, option, ref };
}

/** What the core group agrees to, a line each. */
export function agreementLines({ counting, votes, collectUntil, votingDays }: Agreement): Message[] {
  return [
    say("manifesto:agreement.collect", { day: { day: collectUntil } }),
    say(`manifesto:agreement.${counting}`, { count: votes }),
    say("manifesto:agreement.voting", { count: votingDays }),
  ];
}
