import { needs, nothing, whisper } from "../../core/decision.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import type { Attempt } from "../../core/model/official-acts.ts";
import { isProcessId, type Process } from "../../core/model/process.ts";
import { refusedAsClosed } from "../../core/officials/desk-membership.ts";
import { moderationIn } from "../../core/processes/moderation.ts";
import { officialSide } from "../../core/processes/official-side.ts";
import { isBeginning } from "../../core/processes/opening.ts";
import { isFrom, rolesThat } from "../../core/processes/rows.ts";
import { statusOf } from "../../core/processes/shown-values.ts";
import { submittedProcess } from "../../core/processes/submitted-process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { isShown, shown, stepsOf } from "./acts.ts";
import { answeredByStaff, isForEverybody, pressedByStaff } from "./entering/asking-staff.ts";
import { withoutHerGroups } from "./entering/taking-out.ts";
import { openWriting, wroteDown } from "./entering/writing-down.ts";
import { surveyKind } from "./forms.ts";
import { survey as table } from "./lifecycle.ts";
import { withoutInvitations } from "./making/ending-early.ts";
import { NAME } from "./names.ts";
import { quoteItem } from "./returning/quotes.ts";
import { moreTexts, resultsForm, textsForm } from "./returning/results-form.ts";
import { readSurvey } from "./state.ts";
import { withMore } from "./taking.ts";

/** Handles what officials do with a survey: a button opens a form, and a submitted form is carried out. */

const ofKernel = officialSide(surveyKind);

/** Which act it is in the table of who may do what, or which roles the survey's own table names. */
export function actOf(input: OfficialInput): Attempt | undefined {
  if (isForEverybody(input)) return "survey.staff";
  const ref = input.type === "chose" ? input.press.ref : input.type === "submitted" ? input.form.ref : "";
  const isQuotes = input.type === "chose" && input.press.step === "item";
  const isSpoken = input.type === "submitted" ? input.form.form === WRITE : !isProcessId(ref ?? "");
  if (input.type === "commanded" || isQuotes) return ofKernel.act(input);
  if (isSpoken) return "survey.writeDown";
  const name =
    input.type === "chose" ? input.press.option : input.type === "submitted" ? input.form.form : "";
  return isShown(name) ? rolesThat(shown[name]) : ofKernel.act(input);
}

/** The form in which somebody writes down what a recording says. */
const WRITE = "writeDown";

export function official(input: OfficialInput, context: Context): Decision {
  if (input.type === "chose") return pressed(input, context);
  return input.type === "submitted" ? sent(input, context) : nothing;
}

function pressed(input: Chose, context: Context): Decision {
  if (isForEverybody(input)) return pressedByStaff(input, context);
  const { option, ref = "" } = input.press;
  if (!isProcessId(ref))
    return quoteItem(context.seen.contribution[ref])
      ? ofKernel.official(input, context)
      : openWriting(ref, input.official, context);
  const process = context.seen.process[ref];
  if (process === undefined) return needs({ see: "process", id: ref });
  if (process?.instrument !== NAME) return whisper(say("officials:refused.gone"));
  return isShown(option) ? reads(option, process, input, context) : sideFor(process).official(input, context);
}

function sent(input: Sent, context: Context): Decision {
  if (isForEverybody(input)) return answeredByStaff(input, context);
  const { form } = input.form;
  if (form === WRITE) return wroteDown(input, context);
  if (isBeginning(input) || moderationIn(form)) return ofKernel.official(input, context);
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const { process } = found;
  if (isShown(form)) return reads(form, process, input, context);
  const decision = sideFor(process).official(input, context);
  if (form.startsWith("worker.")) return withoutHerGroups(decision, process, context);
  const stops = form === "stop" || form === "forceEnd";
  if ("needs" in decision || !decision.processes || !stops) return decision;
  // Nobody is invited any more to what is about to end.
  const also = withoutInvitations(readSurvey(process), input.official, context);
  return "needs" in also ? also : withMore(decision, also);
}

/** The kernel, with the rows as they are now. */
function sideFor(process: Process) {
  const steps = stepsOf(process);
  return steps === table.steps
    ? ofKernel
    : officialSide({ ...surveyKind, table: { ...surveyKind.table, steps: { ...table.steps, ...steps } } });
}

/** Shows what people said: at a closed desk, to its members. */
function reads(act: keyof typeof shown, process: Process, input: Chose | Sent, context: Context): Decision {
  const survey = readSurvey(process);
  if (!isFrom(table, shown[act], survey.at))
    return whisper(say("officials:process.notNow", { status: statusOf(surveyKind, survey) }));
  const closed = refusedAsClosed(input.official, process, context);
  if (closed) return whisper(closed);
  if (input.type === "submitted") return act === "texts" ? moreTexts(input, process, context) : nothing;
  return act === "texts" ? textsForm(process, context) : resultsForm(process, context);
}

type Chose = Extract<OfficialInput, { type: "chose" }>;
type Sent = Extract<OfficialInput, { type: "submitted" }>;
