import { nothing, whisper } from "../../core/decision.ts";
import type { OfficialSide } from "../../core/instrument.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import { type Attempt, actNamed } from "../../core/model/official-acts.ts";
import { isProcessId } from "../../core/model/process.ts";
import { everywhere } from "../../core/processes/everywhere.ts";
import { officialSide } from "../../core/processes/official-side.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { proposed } from "./core-group/agreement.ts";
import { submittedForCouncil } from "./council/council.ts";
import { readCouncilForm } from "./council/form-name.ts";
import { waitsForClerk } from "./council/waits-for-clerk.ts";
import { manifestoKind } from "./manifesto.ts";
import { NAME } from "./names.ts";
import { pressedOnCard } from "./official.ts";
import { begin, opened } from "./opening.ts";
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
  process: { ...manifestoShown.process, command: "manifest", begin, waitsForClerk },
} satisfies OfficialSide;

/** Which act it is in the table of who may do what. */
function act(input: OfficialInput): Attempt | undefined {
  switch (input.type) {
    case "commanded":
      return "manifesto.open";
    case "chose":
      return actNamed(NAME, input.press.option) ?? ofKernel.act(input);
    case "submitted":
      return actNamed(NAME, readCouncilForm(input.form.form).act) ?? ofKernel.act(input);
    default:
      return undefined;
  }
}

/** Whether it is a row that every process has: the kernel's. */
function isShared(name: string): boolean {
  return Object.hasOwn(everywhere, name) && name !== "forceEnd";
}

function official(input: OfficialInput, context: Context): Decision {
  switch (input.type) {
    case "chose": {
      if (isShared(input.press.option)) return ofKernel.official(input, context);
      const { step, option, ref = "" } = input.press;
      return isProcessId(ref)
        ? pressedOnCard(option, ref, input.official, context)
        : step === "topic"
          ? moderate(option, ref, input.official, context)
          : // "Open" on a start page: a topic is reviewed where its words, photos and recordings are.
            whisper(say("officials:manifesto.onCard"));
    }
    case "submitted":
      if (isShared(input.form.form)) return ofKernel.official(input, context);
      switch (input.form.form) {
        case "open":
          return opened(input, context);
        case "agreement":
          return proposed(input, context);
        case "stopCollecting":
          return stopped(input, context);
        case "merge":
        case "split":
        case "items":
          return arranged(input, context);
        default:
          return isProcessId(input.form.ref ?? "")
            ? submittedForCouncil(input, context)
            : moderated(input, context);
      }
    default:
      return nothing;
  }
}
