import { nothing, whisper } from "../../core/decide.ts";
import type { OfficialInput } from "../../core/input.ts";
import type { Instrument } from "../../core/instrument.ts";
import { say } from "../../core/message.ts";
import { isProcessId } from "../../core/process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { proposed } from "./agreement.ts";
import { arranged } from "./arranging.ts";
import { manifestoClock } from "./clock-side.ts";
import { submittedForCouncil } from "./council.ts";
import { moderate, moderated } from "./moderating.ts";
import { begin, opened } from "./opening.ts";
import { edited, pressedOnCard } from "./running.ts";
import { manifestoShown } from "./shown.ts";
import { stopped } from "./stopping.ts";

/** A Youth Manifesto: young people's topics, their vote, the council's answer and what is kept. Lifecycle (b). */
export const manifesto: Instrument = {
  ...manifestoClock,
  ...manifestoShown,
  official,
  process: {
    ...manifestoClock.process,
    ...manifestoShown.process,
    organiserCommands: ["manifest"],
    begin,
  },
};

function official(input: OfficialInput, context: Context): Decision {
  switch (input.type) {
    case "chose": {
      const { step, option, ref = "" } = input.press;
      return isProcessId(ref)
        ? pressedOnCard(option, ref, input.official, context)
        : step === "topic"
          ? moderate(option, ref, input.official, context)
          : // "Open" on a start page: a topic is looked at where its words, photos and recordings are.
            whisper(say("officials:manifesto.onCard"));
    }
    case "submitted":
      switch (input.form.form) {
        case "open":
          return opened(input, context);
        case "agreement":
          return proposed(input, context);
        case "edit":
          return edited(input, context);
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
