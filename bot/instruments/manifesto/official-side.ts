import { nothing, whisper } from "../../core/decision.ts";
import type { OfficialSide } from "../../core/instrument.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import { type Attempt, actNamed } from "../../core/model/official-acts.ts";
import { isProcessId } from "../../core/model/process.ts";
import { waitsForYes } from "../../core/processes/consent-asking.ts";
import { everywhere } from "../../core/processes/everywhere.ts";
import { officialSide } from "../../core/processes/official-side.ts";
import { beginForm, isBeginning } from "../../core/processes/opening.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { submittedForCouncil } from "./council/council.ts";
import { rowOfAct } from "./council/council-acts.ts";
import { readCouncilForm } from "./council/form-name.ts";
import { waitsForClerk } from "./council/waits-for-clerk.ts";
import { manifestoKind } from "./manifesto.ts";
import { NAME } from "./names.ts";
import { pressedOnCard } from "./official.ts";
import { manifestoShown } from "./shown-side.ts";
import { arranged } from "./topics/arranging.ts";
import { moderate, moderated } from "./topics/moderating.ts";
import { stopped } from "./topics/stopping.ts";
import { topicCard } from "./topics/topic-card.ts";

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
  stands: (contribution) => topicCard(contribution, { now: contribution.changed }).status,
  process: {
    ...manifestoShown.process,
    command: manifestoKind.command,
    begin: (input, context) => beginForm(manifestoKind, input, context),
    waitsForClerk,
  },
} satisfies OfficialSide;

/** Which act it is in the table of who may do what. */
function act(input: OfficialInput): Attempt | undefined {
  switch (input.type) {
    case "commanded":
      return ofKernel.act(input);
    case "chose":
      return actNamed(NAME, input.press.option) ?? ofKernel.act(input);
    case "submitted":
      return actNamed(NAME, readCouncilForm(input.form.form).act) ?? ofKernel.act(input);
    default:
      return undefined;
  }
}

/** Whether the kernel does all of it: it begins, the form is proposed, and what every process has. */
function isOfKernel(name: string): boolean {
  return name === "begin" || name === "agree" || (Object.hasOwn(everywhere, name) && name !== "forceEnd");
}

function official(input: OfficialInput, context: Context): Decision {
  switch (input.type) {
    case "chose": {
      const { step, option, ref = "" } = input.press;
      // "Open" on a start page: a topic is reviewed where its words, photos and recordings are.
      if (step === "worker") return ofKernel.official(input, context);
      if (!isProcessId(ref))
        return step === "topic"
          ? moderate(option, ref, input.official, context)
          : whisper(say("officials:manifesto.onCard"));
      const press = { ...input.press, option: rowOfAct(option) };
      return isOfKernel(press.option)
        ? ofKernel.official({ ...input, press }, context)
        : pressedOnCard(option, ref, input.official, context);
    }
    case "submitted": {
      const { form, ref = "" } = input.form;
      if (form.startsWith("worker.")) return ofKernel.official(input, context);
      if (!isProcessId(ref) && !isBeginning(input)) return moderated(input, context);
      if (isOfKernel(form)) return quietly(ofKernel.official(input, context));
      switch (form) {
        case "stopCollecting":
          return stopped(input, context);
        case "merge":
        case "split":
        case "items":
          return arranged(input, context);
        default:
          return submittedForCouncil(input, context);
      }
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
