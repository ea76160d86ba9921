import { needs, nothing, whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { isOf } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { strangersIn } from "../../../core/officials/outsiders.ts";
import { refusedAsSame } from "../../../core/officials/permissions.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { handoverOf, readManifesto } from "../state.ts";
import { type CouncilAct, forItem, isCouncilAct, itemAt, possibleActs } from "./council-acts.ts";
import { formFor, mistakes } from "./council-forms.ts";
import { readCouncilForm } from "./form-name.ts";
import { perform } from "./performing.ts";

/**
 * From the vote to the promises: the text, the handover, the council's answers and whether promises are kept. Each step
 * is open to certain people only, and what everybody will be told is previewed before it is sent.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** A button on the card. If there are several items, the first form asks which one. */
export function pressedForCouncil(
  act: CouncilAct,
  process: Process,
  member: string,
  context: Context,
): Decision {
  const refusal = refusedForCouncil(act, process, member);
  return refusal
    ? whisper(refusal)
    : { effects: [{ do: "open", form: formFor(act, undefined, process, {}, context) }] };
}

export function submittedForCouncil(input: Submitted, context: Context): Decision {
  const { act: name, item: number } = readCouncilForm(input.form.form);
  const process = context.seen.process[input.form.ref ?? ""];
  if (process === undefined) return needs({ see: "process", id: input.form.ref ?? "" });
  if (!isOf(process, NAME)) return whisper(say("officials:refused.gone"));
  if (process.handled.includes(input.id)) return nothing;
  if (!isCouncilAct(name)) return whisper(say("officials:refused.old"));
  const refusal = refusedForCouncil(name, process, input.official);
  if (refusal) return whisper(refusal);
  const manifesto = readManifesto(process);
  const { values, official: member } = input;
  if (forItem.some((one) => one === name) && number === undefined) {
    const picked = itemAt(values.item, name, manifesto);
    const errors = picked ? undefined : { item: say("officials:error.required") };
    return {
      effects: [{ do: "open", form: formFor(name, picked, process, {}, context, undefined, errors) }],
    };
  }
  const item = number === undefined ? undefined : itemAt(number, name, manifesto);
  if (number !== undefined && !item) return whisper(say("officials:refused.old"));
  const errors = mistakes(name, item, values, context);
  // The owner of a promise reports its progress; that it was kept, or the answer to a dispute, comes from somebody else.
  const another = name === "progress" && (values.state === "kept" || item?.commitment?.at === "disputed");
  const same = another && refusedAsSame("manifesto.progress", member, [item?.commitment?.owner]);
  if (same && Object.keys(errors).length === 0) errors.state = same;
  if (name === "answer" && Object.keys(errors).length === 0) {
    const strangers = strangersIn({ owner: textIn(values, "owner") }, context);
    if ("decision" in strangers) return strangers.decision;
    Object.assign(errors, strangers.errors);
  }
  if (Object.keys(errors).length > 0)
    return {
      effects: [{ do: "open", form: formFor(name, item, process, values, context, undefined, errors) }],
    };
  const { screen, commit } = perform[name]({ act: name, item, values, process, manifesto, member, context });
  if (!screen) return commit();
  const seen = fingerprint(JSON.stringify(screen));
  return seen === input.form.seen
    ? commit()
    : { effects: [{ do: "open", form: formFor(name, item, process, values, context, { seen, screen }) }] };
}

/** Why somebody cannot do this now: its state, or that it was she who asked the council. */
export function refusedForCouncil(act: CouncilAct, process: Process, member: string): Message | undefined {
  const manifesto = readManifesto(process);
  if (possibleActs(manifesto).includes(act))
    return refusedAsSame(
      `manifesto.${act}`,
      member,
      earlierThan[act]?.(process, handoverOf(manifesto)?.by) ?? [],
    );
  const part = manifesto.at === "forced" ? "process" : "manifesto";
  return say("officials:manifesto.notNow", { status: say(`officials:${part}.at.${manifesto.at}`) });
}

/** The council's side is a different person from the side that asks it something. */
const council = (process: Process, handedOver?: string) => [process.organiser, handedOver];
const organiser = (process: Process) => [process.organiser];

/** The earlier acts that must have been done by somebody else. */
const earlierThan: Partial<Record<CouncilAct, typeof council>> = {
  confirm: council,
  putOnAgenda: council,
  answer: council,
  endEmpty: organiser,
  forceClose: organiser,
};
