import { needs, whisper } from "../../core/decision.ts";
import { isOf } from "../../core/model/contribution.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import { refusedAsClosed } from "../../core/officials/desk-membership.ts";
import { tellParticipants } from "../../core/processes/announcements.ts";
import { editedCard, editForm } from "../../core/processes/card-editing.ts";
import { submittedProcess } from "../../core/processes/submitted-process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { propose } from "./core-group/agreement.ts";
import { pressedForCouncil } from "./council/council.ts";
import { isCouncilAct } from "./council/council-acts.ts";
import { NAME } from "./names.ts";
import { record, showCard } from "./record.ts";
import { readManifesto } from "./state.ts";
import { arrange } from "./topics/arranging.ts";
import { stopPressed } from "./topics/stopping.ts";

/** What an organiser does with a manifesto in progress. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function pressedOnCard(option: string, id: string, member: string, context: Context): Decision {
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  if (!isOf(process, NAME)) return whisper(say("officials:refused.gone"));
  if (isCouncilAct(option)) return pressedForCouncil(option, process, member, context);
  switch (option) {
    case "agreement":
      return propose(process, context);
    case "edit":
      return { effects: [{ do: "open", form: editForm(process, context) }] };
    case "stopCollecting":
      return stopPressed(process, context);
    case "merge":
    case "split":
    case "items": {
      const closed = refusedAsClosed(member, process, context);
      return closed ? whisper(closed) : arrange(option, process, context);
    }
    default:
      return whisper(say("officials:refused.old"));
  }
}

/** Edits the card; every participant reads what it was and what it is. */
export function edited(input: Submitted, context: Context): Decision {
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const { process } = found;
  const after = editedCard(input, process, context);
  if ("decision" in after) return after.decision;
  const changed = record(
    { ...process, card: after.card },
    readManifesto(process),
    "edit",
    { actor: "organiser", official: input.official },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, after.screen, input.official, context)],
    effects: [showCard(process.id)],
  };
}
