import { needs, nothing, whisper } from "../../core/decision.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { type Message, say } from "../../core/model/message.ts";
import { type OfficialAct as Act, actNamed } from "../../core/model/official-acts.ts";
import { isProcessId, type Process } from "../../core/model/process.ts";
import { refusedAsClosed } from "../../core/officials/desk-membership.ts";
import { refusedAsSame } from "../../core/officials/permissions.ts";
import { editForm } from "../../core/processes/card-editing.ts";
import { submittedProcess } from "../../core/processes/submitted-process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { isAct, type OfficialAct, possibleActs } from "./acts.ts";
import { answeredByStaff, asked, askForm, isForEverybody, pressedByStaff } from "./entering/asking-staff.ts";
import { entered, enterForm } from "./entering/entering.ts";
import { openWriting, wroteDown } from "./entering/writing-down.ts";
import { authorsOf } from "./making/authors.ts";
import { daysForm, movedDays } from "./making/days.ts";
import { edited } from "./making/editing.ts";
import { discarded, discardForm, stopPressed, stopped } from "./making/ending-early.ts";
import { begun } from "./making/opening.ts";
import { repeated, repeatForm } from "./making/repeating.ts";
import {
  approved,
  approveForm,
  proposed,
  proposeForm,
  sendBackForm,
  sentBack,
  takeBackForm,
  takenBack,
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

/** Handles what officials do with a survey: a button opens a form, and a submitted form is carried out. */

/** The act an input amounts to in the table of permissions. */
export function actOf(input: OfficialInput): Act | undefined {
  switch (input.type) {
    case "commanded":
      return "survey.open";
    case "chose": {
      if (isForEverybody(input)) return "survey.staff";
      const { option, ref = "" } = input.press;
      if (!isProcessId(ref)) return "survey.writeDown";
      return isAct(option) ? `survey.${option}` : undefined;
    }
    case "submitted":
      return isForEverybody(input) ? "survey.staff" : actNamed(NAME, input.form.form);
    default:
      return undefined;
  }
}

export function official(input: OfficialInput, context: Context): Decision {
  if (input.type === "chose" && isForEverybody(input)) return pressedByStaff(input, context);
  if (input.type === "chose") {
    const { option, ref = "" } = input.press;
    return isProcessId(ref)
      ? pressed(option, ref, input.official, context)
      : openWriting(ref, input.official, context);
  }
  if (input.type !== "submitted") return nothing;
  if (isForEverybody(input)) return answeredByStaff(input, context);
  if (input.form.form === "open") return begun(input, context);
  if (input.form.form === "writeDown") return wroteDown(input, context);
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const act = input.form.form;
  if (!isAct(act)) return whisper(say("officials:refused.old"));
  const { process } = found;
  const refusal = refused(act, process, input.official, context);
  return refusal ? whisper(refusal) : done[act](input, process, context);
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
    ? refusedAsSame(`survey.${act}`, member, authorsOf(process))
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
  propose: proposed,
  approve: approved,
  sendBack: sentBack,
  takeBack: takenBack,
  discard: discarded,
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
