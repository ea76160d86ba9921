import { nothing, whisper } from "./decide.ts";
import { home } from "./home.ts";
import type { OfficialInput } from "./input.ts";
import type { OfficialSide } from "./instrument.ts";
import { say } from "./message.ts";
import { newsPressed } from "./news.ts";
import { type Forms, officeCommand, officeSubmitted } from "./office.ts";
import { rolesOf } from "./rights.ts";
import type { Context, Decision } from "./turn.ts";

/** The door that everything an official does comes through: first who it is, then what it is for. */
export function decideOfficial(
  input: OfficialInput,
  context: Context,
  instruments: readonly OfficialSide[],
): Decision {
  if (input.type === "opened_home") return home(input.official, context, instruments);
  if (input.type === "commanded") {
    const side = instruments.find((one) => one.process?.organiserCommands.includes(input.command))?.process;
    return side ? side.begin(input, context) : officeCommand(input, context);
  }
  const isOpenToAll = instruments.some(
    (one) => nameIn(input) === one.name && one.process?.isForEverybody?.(input),
  );
  if (!isOpenToAll && rolesOf(input.official, context).length === 0)
    return whisper(say("officials:refused.role"));
  if (input.type === "chose" && input.press.instrument === "core" && input.press.step === "home") {
    return home(input.official, context, instruments);
  }
  if (input.type === "chose" && input.press.instrument === "core" && input.press.step === "news") {
    return newsPressed(input, context);
  }
  const name = nameIn(input);
  if (name === ("core" satisfies Forms))
    return input.type === "submitted" ? officeSubmitted(input, context) : nothing;
  const instrument = instruments.find((one) => one.name === name);
  if (!instrument || (input.type === "chose" && input.press.version !== instrument.version)) {
    return whisper(say("officials:refused.old"));
  }
  return instrument.official(input, context);
}

/** The instrument that it is for. */
function nameIn(input: Extract<OfficialInput, { type: "chose" | "submitted" | "searched" }>): string {
  return input.type === "chose" ? input.press.instrument : input.form.instrument;
}
