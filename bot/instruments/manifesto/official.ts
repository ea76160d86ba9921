import { needs, nothing, whisper } from "../../core/decision.ts";
import { isOf } from "../../core/model/contribution.ts";
import { say } from "../../core/model/message.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { pressedForCouncil } from "./council/council.ts";
import { isCouncilAct } from "./council/council-acts.ts";
import { NAME } from "./names.ts";
import { stopPressed } from "./topics/stopping.ts";

/** What an organiser does with a manifesto in progress, beside what the kernel does for every process. */

export function pressedOnCard(option: string, id: string, member: string, context: Context): Decision {
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  if (!isOf(process, NAME)) return whisper(say("officials:refused.gone"));
  if (isCouncilAct(option)) return pressedForCouncil(option, process, member, context);
  switch (option) {
    case "stopCollecting":
      return stopPressed(process, context);
    default:
      return nothing;
  }
}
