import { needs, whisper } from "../../../core/decision.ts";
import type { Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { standingOf } from "../../../core/processes/record.ts";
import { rowOf } from "../../../core/processes/rows.ts";
import { submittedProcess } from "../../../core/processes/submitted-process.ts";
import { needsOf, take } from "../../../core/processes/take.ts";
import { residentScreen } from "../../../core/processes/telling.ts";
import { endOf } from "../../../core/processes/terms.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { motionScreen, questionFor } from "../core-group/motion-screen.ts";
import { puts } from "../core-group/proposing.ts";
import { manifestoKind } from "../manifesto.ts";
import { NAME } from "../names.ts";
import { isEnding, type Manifesto, readManifesto } from "../state.ts";

/**
 * Closing topics. Before the agreed day only the core group can decide it; from that day on the organiser does, and
 * asks nobody.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** The button on the card. */
export function stopPressed(process: Process, context: Context): Decision {
  return notNow(readManifesto(process)) ?? { effects: [{ do: "open", form: stopForm(process, context) }] };
}

function notNow(manifesto: Manifesto): Decision | undefined {
  return manifesto.at !== "collecting" || isEnding(manifesto)
    ? whisper(say("officials:manifesto.notCollecting"))
    : undefined;
}

function stopForm(process: Process, context: Context): Form {
  const manifesto = readManifesto(process);
  const [language = "nl"] = context.town.languages;
  const early = isEarly(manifesto, context);
  return {
    id: { instrument: NAME, form: "stopCollecting", ref: process.id, seen: early ? "asked" : "shown" },
    title: say("officials:manifesto.act.stopCollecting"),
    submit: say("officials:send"),
    intro: [say(early ? "officials:manifesto.stopEarly" : "officials:manifesto.stopIntro")],
    fields: [],
    preview: {
      screen: early
        ? motionScreen(process, manifesto, questionFor("stopEarly", {}, context))
        : residentScreen(
            manifestoKind,
            { row, standing: standingOf(manifestoKind, process, context), filled: {} },
            "participants",
          ),
      language,
    },
  };
}

const row = {
  name: "stopCollecting",
  step: rowOf(manifestoKind.table, "stopCollecting") ?? { from: "any open", by: "organiser" },
} as const;

export function stopped(input: Submitted, context: Context): Decision {
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const { process } = found;
  const manifesto = readManifesto(process);
  const refusal = notNow(manifesto);
  if (refusal) return refusal;
  if (isEarly(manifesto, context)) return puts("stopEarly", process, manifesto, input.official, context);
  // The day began while the form was open: only what was previewed is sent.
  if (input.form.seen !== "shown") return { effects: [{ do: "open", form: stopForm(process, context) }] };
  const standing = standingOf(manifestoKind, process, context);
  const unseen = needsOf(manifestoKind, row, standing);
  if (unseen.length > 0) return needs(...unseen);
  const who = { actor: "organiser", official: input.official } as const;
  return take(manifestoKind, { row, filled: {}, by: input.official, who }, standing);
}

function isEarly({ agreement }: Manifesto, { now }: Context): boolean {
  return agreement !== undefined && now < endOf(agreement.collectUntil);
}
