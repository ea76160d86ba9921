import { needs, nothing, whisper } from "../../core/decision.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { type Message, say } from "../../core/model/message.ts";
import { type Attempt, actNamed } from "../../core/model/official-acts.ts";
import { isProcessId, type Process } from "../../core/model/process.ts";
import type { Role } from "../../core/model/staff.ts";
import { refusedAsClosed } from "../../core/officials/desk-membership.ts";
import { refusedAsSame } from "../../core/officials/permissions.ts";
import { editForm } from "../../core/processes/card-editing.ts";
import { changedSinceApproved } from "../../core/processes/four-eyes.ts";
import { pressedByMember, sentByMember } from "../../core/processes/official-turns.ts";
import { rolesThat, rowOf } from "../../core/processes/rows.ts";
import { submittedProcess } from "../../core/processes/submitted-process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { isAct, type OfficialAct, possibleActs } from "./acts.ts";
import { answeredByStaff, asked, askForm, isForEverybody, pressedByStaff } from "./entering/asking-staff.ts";
import { entered, enterForm } from "./entering/entering.ts";
import { openWriting, wroteDown } from "./entering/writing-down.ts";
import { daysForm, movedDays } from "./making/days.ts";
import { edited } from "./making/editing.ts";
import { discardForm, stopPressed, stopped, withoutInvitations } from "./making/ending-early.ts";
import { begun } from "./making/opening.ts";
import { repeated, repeatForm } from "./making/repeating.ts";
import {
  approved,
  approveForm,
  proposeForm,
  sendBackForm,
  sentBack,
  takeBackForm,
} from "./making/reviewing.ts";
import { NAME } from "./names.ts";
import { added, addForm } from "./questions/adding.ts";
import { pasted, pastePressed } from "./questions/pasting.ts";
import { removed, removeForm } from "./questions/removing.ts";
import { invite, inviteForm } from "./reaching/inviting.ts";
import { actedOn, actForm } from "./returning/acting.ts";
import { helpersForm, toldHelpers } from "./returning/helpers.ts";
import { published, publishForm } from "./returning/publishing.ts";
import { moreTexts, resultsForm, textsForm } from "./returning/results-form.ts";
import { readSurvey } from "./state.ts";
import { survey as kind } from "./survey.ts";
import { takes } from "./taking.ts";

/** Handles what officials do with a survey: a button opens a form, and a submitted form is carried out. */

/** The act an input amounts to in the table of permissions. */
export function actOf(input: OfficialInput): Attempt | undefined {
  switch (input.type) {
    case "commanded":
      return "survey.open";
    case "chose": {
      if (isForEverybody(input)) return "survey.staff";
      const { option, ref = "" } = input.press;
      if (!isProcessId(ref)) return "survey.writeDown";
      return isAct(option) ? `survey.${option}` : rolesOfEverywhere(option);
    }
    case "submitted": {
      const { form } = input.form;
      return isForEverybody(input) ? "survey.staff" : (actNamed(NAME, form) ?? rolesOfEverywhere(form));
    }
    default:
      return undefined;
  }
}

/** Rows that every process has: the kernel asks and takes them. */
const everywhere: readonly string[] = ["postpone", "skip", "forceEnd"];

function rolesOfEverywhere(name: string): readonly Role[] | undefined {
  const row = everywhere.includes(name) ? rowOf(kind.table, name) : undefined;
  return row && rolesThat(row);
}

export function official(input: OfficialInput, context: Context): Decision {
  if (input.type === "chose" && isForEverybody(input)) return pressedByStaff(input, context);
  if (input.type === "chose") {
    const { option, ref = "" } = input.press;
    if (everywhere.includes(option)) return pressedByMember(kind, input, context);
    return isProcessId(ref)
      ? pressed(option, ref, input.official, context)
      : openWriting(ref, input.official, context);
  }
  if (input.type !== "submitted") return nothing;
  if (isForEverybody(input)) return answeredByStaff(input, context);
  if (input.form.form === "open") return begun(input, context);
  if (input.form.form === "writeDown") return wroteDown(input, context);
  if (everywhere.includes(input.form.form)) return sentToEverybody(input, context);
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const act = input.form.form;
  if (!isAct(act)) return whisper(say("officials:refused.old"));
  const { process } = found;
  const refusal = refused(act, process, input.official, context);
  return refusal ? whisper(refusal) : done[act](input, process, context);
}

/** A new day, or an end before its time: the kernel's; nobody is invited to what is about to end. */
function sentToEverybody(input: Submitted, context: Context): Decision {
  const decision = sentByMember(kind, input, context);
  const process = context.seen.process[input.form.ref ?? ""];
  if ("needs" in decision || !decision.processes || !process || input.form.form !== "forceEnd")
    return decision;
  const also = withoutInvitations(readSurvey(process), input.official, context);
  if ("needs" in also) return also;
  return {
    ...decision,
    broadcasts: [...(decision.broadcasts ?? []), ...(also.broadcasts ?? [])],
    effects: [...decision.effects, ...also.effects],
  };
}

function pressed(option: string, id: string, member: string, context: Context): Decision {
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  if (process?.instrument !== NAME || !isAct(option)) return whisper(say("officials:refused.gone"));
  const refusal = refused(option, process, member, context);
  return refusal ? whisper(refusal) : opens[option](process, context);
}

/** Acts that show what people said: at a closed desk, reserved for its members. */
const readsWords: readonly OfficialAct[] = ["results", "texts", "publish"];

function refused(act: OfficialAct, process: Process, member: string, context: Context): Message | undefined {
  const survey = readSurvey(process);
  if (!possibleActs(survey).includes(act))
    return say("officials:survey.notNow", { status: say(`officials:survey.at.${survey.at}`) });
  const closed = readsWords.includes(act) ? refusedAsClosed(member, process, context) : undefined;
  if (closed) return closed;
  return act === "approve" || act === "sendBack"
    ? refusedAsSame(`survey.${act}`, member, [...changedSinceApproved({ process, state: survey })])
    : undefined;
}

type Opens = (process: Process, context: Context) => Decision;
type Submitted = Extract<OfficialInput, { type: "submitted" }>;

const form = (make: (process: Process, context: Context) => Parameters<typeof show>[0]): Opens => {
  return (process, context) => show(make(process, context));
};

function show(one: ReturnType<typeof proposeForm>): Decision {
  return { effects: [{ do: "open", form: one }] };
}

const opens: Readonly<Record<OfficialAct, Opens>> = {
  questions: pastePressed,
  addQuestion: form((process, context) => addForm(process, {}, context)),
  removeQuestion: form(removeForm),
  propose: form(proposeForm),
  approve: form(approveForm),
  sendBack: form((process) => sendBackForm(process)),
  takeBack: form(takeBackForm),
  discard: form(discardForm),
  invite: inviteForm,
  stop: stopPressed,
  enterPaper: form((process, context) => enterForm("paper", process, {}, context)),
  enterGroup: form((process, context) => enterForm("group", process, {}, context)),
  askStaff: form(askForm),
  results: resultsForm,
  texts: (process, context) => textsForm(process, context),
  days: form((process) => daysForm(process)),
  publish: publishForm,
  actOn: form((process, context) => actForm(process, {}, context)),
  tellHelpers: form((process, context) => helpersForm(process, {}, context)),
  repeat: form((process) => repeatForm(process, {})),
  edit: form((process, context) => editForm(process, context)),
};

const done: Readonly<
  Record<OfficialAct, (input: Submitted, process: Process, context: Context) => Decision>
> = {
  questions: pasted,
  addQuestion: added,
  removeQuestion: removed,
  propose: (input, process, context) => takes("propose", input, process, context),
  approve: approved,
  sendBack: sentBack,
  takeBack: (input, process, context) => takes("takeBack", input, process, context),
  discard: (input, process, context) => takes("discard", input, process, context),
  invite,
  stop: stopped,
  enterPaper: (input, process, context) => entered("paper", input, process, context),
  enterGroup: (input, process, context) => entered("group", input, process, context),
  askStaff: asked,
  results: () => nothing,
  texts: moreTexts,
  days: movedDays,
  publish: published,
  actOn: actedOn,
  tellHelpers: toldHelpers,
  repeat: repeated,
  edit: edited,
};
