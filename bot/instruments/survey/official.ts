import { needs, nothing, whisper } from "../../core/decision.ts";
import type { Form } from "../../core/model/card.ts";
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
import { edited } from "./making/editing.ts";
import { withoutInvitations } from "./making/ending-early.ts";
import { begun } from "./making/opening.ts";
import { repeated, repeatForm } from "./making/repeating.ts";
import { approved, approveForm, sendBackForm, sentBack } from "./making/reviewing.ts";
import { NAME } from "./names.ts";
import { statusOf } from "./process-card.ts";
import { added, addForm } from "./questions/adding.ts";
import { pasted, pastePressed } from "./questions/pasting.ts";
import { removed, removeForm } from "./questions/removing.ts";
import { invite, inviteForm } from "./reaching/inviting.ts";
import { published, publishForm } from "./returning/publishing.ts";
import { moreTexts, resultsForm, textsForm } from "./returning/results-form.ts";
import { readSurvey } from "./state.ts";
import { survey as kind } from "./survey.ts";
import { withMore } from "./taking.ts";

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

/** Rows that every process has. */
const everywhere: readonly string[] = ["postpone", "skip", "forceEnd"];

function rolesOfEverywhere(name: string): readonly Role[] | undefined {
  const row = everywhere.includes(name) ? rowOf(kind.table, name) : undefined;
  return row && rolesThat(row);
}

export function official(input: OfficialInput, context: Context): Decision {
  if (input.type !== "chose" && input.type !== "submitted") return nothing;
  if (input.type === "chose") {
    if (isForEverybody(input)) return pressedByStaff(input, context);
    const { option, ref = "" } = input.press;
    return isProcessId(ref)
      ? pressed(option, ref, input, context)
      : openWriting(ref, input.official, context);
  }
  if (isForEverybody(input)) return answeredByStaff(input, context);
  if (input.form.form === "open") return begun(input, context);
  if (input.form.form === "writeDown") return wroteDown(input, context);
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const { process } = found;
  const act = input.form.form;
  const refusal = refused(act, process, input.official, context);
  if (refusal) return whisper(refusal);
  const own = isAct(act) ? ownActs[act] : undefined;
  return own ? own.done(input, process, context) : takenByKernel(input, process, context);
}

/** What the table and the kernel do by themselves; nobody is invited any more to what is about to end. */
function takenByKernel(input: Submitted, process: Process, context: Context): Decision {
  const decision = sentByMember(kind, input, context);
  const stops = input.form.form === "stop" || input.form.form === "forceEnd";
  if ("needs" in decision || !decision.processes || !stops) return decision;
  const also = withoutInvitations(readSurvey(process), input.official, context);
  return "needs" in also ? also : withMore(decision, also);
}

function pressed(option: string, id: string, input: Chose, context: Context): Decision {
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  if (process?.instrument !== NAME) return whisper(say("officials:refused.gone"));
  const refusal = refused(option, process, input.official, context);
  if (refusal) return whisper(refusal);
  const own = isAct(option) ? ownActs[option] : undefined;
  return own ? own.opens(process, context) : pressedByMember(kind, input, context);
}

/** Acts that show what people said: at a closed desk, reserved for its members. */
const readsWords: readonly string[] = ["results", "texts", "publish"];

function refused(act: string, process: Process, member: string, context: Context): Message | undefined {
  if (everywhere.includes(act)) return undefined;
  if (!isAct(act)) return say("officials:refused.gone");
  const survey = readSurvey(process);
  if (!possibleActs(survey).includes(act))
    return say("officials:survey.notNow", { status: statusOf(survey) });
  const closed = readsWords.includes(act) ? refusedAsClosed(member, process, context) : undefined;
  if (closed) return closed;
  return act === "approve" || act === "sendBack"
    ? refusedAsSame(`survey.${act}`, member, [...changedSinceApproved({ process, state: survey })])
    : undefined;
}

type Chose = Extract<OfficialInput, { type: "chose" }>;
type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** An act with a form that is richer than what its row asks, or that is no row at all. */
interface OwnAct {
  readonly opens: (process: Process, context: Context) => Decision;
  readonly done: (input: Submitted, process: Process, context: Context) => Decision;
}

const show = (make: (process: Process, context: Context) => Form): OwnAct["opens"] => {
  return (process, context) => ({ effects: [{ do: "open", form: make(process, context) }] });
};

const ownActs: Readonly<Partial<Record<OfficialAct, OwnAct>>> = {
  questions: { opens: pastePressed, done: pasted },
  addQuestion: { opens: show((process, context) => addForm(process, {}, context)), done: added },
  removeQuestion: { opens: show(removeForm), done: removed },
  approve: { opens: show(approveForm), done: approved },
  sendBack: { opens: show((process) => sendBackForm(process)), done: sentBack },
  invite: { opens: inviteForm, done: invite },
  enterPaper: {
    opens: show((process, context) => enterForm("paper", process, {}, context)),
    done: (input, process, context) => entered("paper", input, process, context),
  },
  enterGroup: {
    opens: show((process, context) => enterForm("group", process, {}, context)),
    done: (input, process, context) => entered("group", input, process, context),
  },
  askStaff: { opens: show(askForm), done: asked },
  results: { opens: resultsForm, done: () => nothing },
  texts: { opens: (process, context) => textsForm(process, context), done: moreTexts },
  publish: { opens: publishForm, done: published },
  repeat: { opens: show((process) => repeatForm(process, {})), done: repeated },
  edit: { opens: show((process, context) => editForm(process, context)), done: edited },
};
