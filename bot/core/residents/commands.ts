import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import { button, corePress } from "../model/screen.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { again } from "./current-question.ts";
import { stored } from "./dialogue-state.ts";
import { continueScreen, hold, toContribution, whichOne } from "./held-words.ts";
import { myCommand } from "./my-data.ts";
import { languageQuestion } from "./onboarding.ts";
import { whatIsOpen, whoDecides } from "./process-menu.ts";

/** Commands, typed with a slash or in plain words. */

type Instruments = readonly ResidentSide[];
type Command = Extract<ResidentInput, { type: "commanded" }>;

/** Handles the commands a member has beyond those that always win. */
export function commanded(input: Command, lane: Lane, context: Context, instruments: Instruments): Decision {
  if (input.command === "meedoen") return whatIsOpen(lane, context, instruments);
  if (input.command === "wiebeslist") return whoDecides(lane, context, instruments);
  if (input.command === "mijn") return myCommand("mijn", input, lane, context, instruments);
  const instrument = instruments.find((one) => one.commands.includes(input.command));
  if (!instrument) return again({ lines: [say("common:unknownCommand")] }, lane, context, instruments);
  if (lane.dialogue || lane.held) return busy(input, lane);
  return instrument.resident(input, lane, context);
}

/** Handles the commands that work at any moment, even before coming in; undefined for every other command. */
export function alwaysWins(
  input: Command,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision | undefined {
  switch (input.command) {
    case "help": {
      const turn = again(help(context), lane, context, instruments);
      // Somebody we do not know yet leaves no trace by asking for help.
      return lane.version === 0 ? { effects: turn.effects } : turn;
    }
    case "taal":
      return { lane: stored(lane), effects: reply(languageQuestion(lane, context)) };
    case "stop":
      if (lane.version === 0) return { effects: reply({ lines: [say("common:stop.stranger")] }) };
      return {
        lane: { ...lane, stopped: true },
        effects: reply({
          lines: [say("common:stop.done")],
          choices: [[button(say("common:stop.undo"), corePress("stop", "undo"))]],
        }),
      };
    case "wis":
    case "mijngegevens":
      return myCommand(input.command, input, lane, context, instruments);
    case "bezwaar":
      // Without a pause there is nothing to object to.
      return lane.paused
        ? toContribution({ ...input, about: lane.paused.ref }, lane, context, instruments)
        : undefined;
    default:
      return undefined;
  }
}

function help(context: Context): Screen {
  return {
    lines: [
      say("common:help.what", { town: context.town.name }),
      say("common:help.commands"),
      say("common:help.emergency"),
      say("common:help.desk", { desk: { localized: context.town.contact.desk } }),
    ],
  };
}

/** She starts something while something else is unfinished. What she wrote with the command is kept meanwhile. */
function busy(input: Command, lane: Lane): Turn {
  if (input.rest.trim()) return hold({ ...input, type: "said", text: input.rest.trim() }, lane);
  const screen = lane.held ? whichOne(lane) : continueScreen(say("common:continue.busy"), lane);
  return { lane, effects: reply(screen) };
}
