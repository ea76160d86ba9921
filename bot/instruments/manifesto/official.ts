import { needs, nothing, whisper } from "../../core/decision.ts";
import { isOf } from "../../core/model/contribution.ts";
import { say } from "../../core/model/message.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { NAME } from "./names.ts";
import { stopPressed } from "./topics/stopping.ts";

/** What an organiser does with a manifesto in progress, beside what the kernel does for every process. */

export function pressedOnCard(option: string, id: string, member: string, context: Context): Decision {
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  if (!isOf(process, NAME)) return whisper(say("officials:refused.gone"));
  switch (option) {
    case "stopCollecting":
      return stopPressed(process, context);
    default:
      return nothing;
  }
}

/** Buttons that had another name before the table had this row: cards that were posted then still have them. */
const rows: Readonly<Record<string, string>> = {
  agreement: "agree",
  items: "openVote",
  forceClose: "forceEnd",
};

/** The row of the table that a button on the card is for. */
export function rowOfAct(act: string): string {
  return rows[act] ?? act;
}
