import { nothing, whisper } from "../decision.ts";
import type { OfficialSide } from "../instrument.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import type { Attempt } from "../model/official-acts.ts";
import type { Context, Decision } from "../turn.ts";
import { type Forms, officeAct, officeCommand, officeSubmitted } from "./arrangement.ts";
import { home, refusedHome } from "./home.ts";
import { newsPressed } from "./news.ts";
import { refusedAsOutsider } from "./outsiders.ts";
import { overview } from "./overview.ts";
import { refusedFor } from "./permissions.ts";

/**
 * The entry point for everything an official does: what act it is, whether she may do it (`official-acts.ts`), and then
 * on to the instrument or office it is for. An act that is not in the table is not done.
 */
export function decideOfficial(
  input: OfficialInput,
  context: Context,
  instruments: readonly OfficialSide[],
): Decision {
  const { side, act } = meant(input, instruments);
  const refusal = refusedAsOutsider(context) ?? refusedFor(act ?? "office.help", input.official, context);
  if (refusal) return input.type === "opened_home" ? refusedHome(refusal) : whisper(refusal);
  const isOld = input.type === "chose" && side && input.press.version !== side.version;
  if (!act || isOld) return input.type === "searched" ? nothing : whisper(say("officials:refused.old"));
  if (!side) return ofOffice(input, context, instruments);
  return input.type === "commanded"
    ? ((side.commands?.[input.command] ?? side.process?.begin)?.(input, context) ?? nothing)
    : side.official(input, context);
}

/** The instrument it is for, and which act it is; without an instrument it is for the office itself. */
function meant(
  input: OfficialInput,
  instruments: readonly OfficialSide[],
): { readonly side?: OfficialSide; readonly act: Attempt | undefined } {
  const side = instruments.find((one) =>
    input.type === "commanded"
      ? one.process?.command === input.command || one.commands?.[input.command]
      : input.type !== "opened_home" && one.name === nameIn(input),
  );
  return side ? { side, act: side.act(input) } : { act: officeAct(input) };
}

function ofOffice(input: OfficialInput, context: Context, instruments: readonly OfficialSide[]): Decision {
  switch (input.type) {
    case "opened_home":
      return home(input.official, context, instruments);
    case "commanded":
      return officeCommand(input, context, instruments);
    case "chose":
      if (nameIn(input) !== ("core" satisfies Forms)) return whisper(say("officials:refused.old"));
      if (input.press.step === "overview")
        return overview(input.press.option, input.official, context, instruments);
      if (input.press.step === "home") return home(input.official, context, instruments);
      return input.press.step === "news" ? newsPressed(input, context) : nothing;
    case "submitted":
      return nameIn(input) === ("core" satisfies Forms)
        ? officeSubmitted(input, context)
        : whisper(say("officials:refused.old"));
    case "searched":
      return nothing;
  }
}

/** The instrument it is for. */
function nameIn(input: Extract<OfficialInput, { type: "chose" | "submitted" | "searched" }>): string {
  return input.type === "chose" ? input.press.instrument : input.form.instrument;
}
