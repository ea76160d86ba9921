import { needs, nothing, whisper } from "../../core/decision.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { NAME } from "./names.ts";

/** The survey a form is about, or the reply to someone who is too late. */
export function processOf(
  input: Extract<OfficialInput, { type: "submitted" }>,
  context: Context,
): { process: Process } | { refusal: Decision } {
  const id = input.form.ref ?? "";
  const process = context.seen.process[id];
  if (process === undefined) return { refusal: needs({ see: "process", id }) };
  if (process?.instrument !== NAME) return { refusal: whisper(say("officials:refused.gone")) };
  return process.handled.includes(input.id) ? { refusal: nothing } : { process };
}
