import { needs, nothing, whisper } from "../decision.ts";
import { isOf, type Of } from "../model/contribution.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Context, Decision } from "../turn.ts";

/**
 * The process a submitted form is about, or the reply to someone who is too late.
 * @param instrument the name of the instrument whose form it is: a number of something else is refused
 */
export function submittedProcess<Name extends string>(
  input: Extract<OfficialInput, { type: "submitted" }>,
  instrument: Name,
  context: Context,
): { process: Of<Name, Process> } | { refusal: Decision } {
  const id = input.form.ref ?? "";
  const process = context.seen.process[id];
  if (process === undefined) return { refusal: needs({ see: "process", id }) };
  if (!isOf(process, instrument)) return { refusal: whisper(say("officials:refused.gone")) };
  // Slack repeats what got no reply: it was done the first time.
  return process.handled.includes(input.id) ? { refusal: nothing } : { process };
}
