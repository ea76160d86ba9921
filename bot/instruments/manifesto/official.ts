import { needs, whisper } from "../../core/decision.ts";
import { isOf } from "../../core/model/contribution.ts";
import { say } from "../../core/model/message.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { NAME } from "./names.ts";
import { stopPressed } from "./topics/stopping.ts";

/** Topics are closed: by the organiser from the agreed day on, before it by the core group. */
export function stopsOnCard(id: string, context: Context): Decision {
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  return isOf(process, NAME) ? stopPressed(process, context) : whisper(say("officials:refused.gone"));
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
