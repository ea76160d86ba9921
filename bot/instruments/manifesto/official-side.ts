import { nothing, whisper } from "../../core/decision.ts";
import type { OfficialSide } from "../../core/instrument.ts";
import { isOf } from "../../core/model/contribution.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { type Attempt, actNamed } from "../../core/model/official-acts.ts";
import { isProcessId } from "../../core/model/process.ts";
import { refusedAsSame } from "../../core/officials/permissions.ts";
import { waitsForYes } from "../../core/processes/consent-asking.ts";
import { deskSay } from "../../core/processes/item-text.ts";
import { officialSide } from "../../core/processes/official-side.ts";
import { beginForm } from "../../core/processes/opening.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { waitsForClerk } from "./council.ts";
import { manifestoKind } from "./manifesto.ts";
import { NAME } from "./names.ts";
import { rowOfAct, stopsOnCard } from "./official.ts";
import { manifestoShown } from "./shown-side.ts";
import { handoverOf, readManifesto, readTopic } from "./state.ts";
import { stopped } from "./topics/stopping.ts";
import { waits } from "./topics/to-the-vote.ts";

/**
 * What officials do with a Youth Manifesto: young people's topics, their vote, the council's answer and the promises.
 * Lifecycle (b).
 */
const ofKernel = officialSide(manifestoKind);

export const manifestoOfficial = {
  ...manifestoShown,
  act,
  official,
  // It says whether somebody has reviewed it, and nothing of hers.
  stands: (contribution) => deskSay([manifestoKind, "topic"], `at.${readTopic(contribution).at}`),
  process: {
    ...manifestoShown.process,
    command: manifestoKind.command,
    begin: (input, context) => beginForm(manifestoKind, input, context),
    waitsForClerk,
  },
} satisfies OfficialSide;

/** Which act it is in the table of who may do what. */
function act(input: OfficialInput): Attempt | undefined {
  const aboutTopic = ofTopic(input);
  if (aboutTopic) return ofKernel.act(aboutTopic);
  switch (input.type) {
    case "commanded":
      return ofKernel.act(input);
    case "chose":
      return actNamed(NAME, input.press.option) ?? ofKernel.act(asRow(input));
    case "submitted":
      return actNamed(NAME, input.form.form) ?? ofKernel.act(input);
    default:
      return undefined;
  }
}

/** What is about a topic and not about a manifesto, as the kernel's own buttons and forms have it. */
function ofTopic(input: OfficialInput): OfficialInput | undefined {
  if (input.type === "submitted") return input.form.form.startsWith("item.") ? input : undefined;
  if (input.type !== "chose" || isProcessId(input.press.ref ?? "")) return undefined;
  const { step, option } = input.press;
  // Cards that were sent before the kernel showed topics have these buttons.
  return step === "topic"
    ? { ...input, press: { ...input.press, step: "item", option: option === "publish" ? "show" : option } }
    : input;
}

type Chose = Extract<OfficialInput, { type: "chose" }>;

function asRow(input: Chose): Chose {
  return { ...input, press: { ...input.press, option: rowOfAct(input.press.option) } };
}

/** What the clerk ends: not what she began herself, or handed over. */
const ends: ReadonlySet<string> = new Set(["forceEnd", "endEmpty"]);

function refusedAsAsker(name: string, id: string, member: string, { seen }: Context): Decision | undefined {
  const process = seen.process[id];
  if (!ends.has(name) || !isOf(process, NAME)) return undefined;
  const asked = [process.organiser, handoverOf(readManifesto(process))?.by];
  const refusal = refusedAsSame(["clerk"], member, asked);
  return refusal && whisper(refusal);
}

function official(input: OfficialInput, context: Context): Decision {
  const aboutTopic = ofTopic(input);
  if (aboutTopic) return ofKernel.official(aboutTopic, context);
  switch (input.type) {
    case "chose": {
      const { step, option, ref = "" } = input.press;
      if (step === "worker") return ofKernel.official(input, context);
      if (option === "stopCollecting") return stopsOnCard(ref, context);
      const row = asRow(input);
      const name = row.press.option;
      const process = context.seen.process[ref];
      const first = name === "openVote" && isOf(process, NAME) && waits(process, context);
      return (
        (first || undefined) ??
        refusedAsAsker(name, ref, input.official, context) ??
        ofKernel.official(row, context)
      );
    }
    case "submitted": {
      const { ref = "" } = input.form;
      const form = rowOfAct(input.form.form);
      if (form.startsWith("worker.")) return ofKernel.official(input, context);
      if (form === "stopCollecting") return stopped(input, context);
      const sent = { ...input, form: { ...input.form, form } };
      return refusedAsAsker(form, ref, input.official, context) ?? quietly(ofKernel.official(sent, context));
    }
    default:
      return nothing;
  }
}

/** The card says what the core group was asked: whoever asked it reads no more. */
function quietly(decision: Decision): Decision {
  return "needs" in decision
    ? decision
    : { ...decision, effects: decision.effects.filter((one) => one !== waitsForYes) };
}
