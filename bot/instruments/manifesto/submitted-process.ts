import { needs, nothing, whisper } from "../../core/decision.ts";
import { isOf } from "../../core/model/contribution.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { NAME } from "./names.ts";

/** The process that an organiser's form is about; or what to reply when she is too late. */
export function processOf(
  input: Extract<OfficialInput, { type: "submitted" }>,
  context: Context,
): { process: Process } | { refusal: Decision } {
  const id = input.form.ref ?? "";
  const process = context.seen.process[id];
  if (process === undefined) return { refusal: needs({ see: "process", id }) };
  if (!isOf(process, NAME)) return { refusal: whisper(say("officials:refused.gone")) };
  // Slack repeats what got no reply: it was done the first time.
  return process.handled.includes(input.id) ? { refusal: nothing } : { process };
}
