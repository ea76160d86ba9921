import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Choice, Screen } from "../model/screen.ts";
import { button, corePress } from "../model/screen.ts";
import type { Context, Decision } from "../turn.ts";
import type { Meaning } from "../understanding/phrases.ts";
import { alwaysWins, commanded } from "./commands.ts";
import { again, openQuestion } from "./current-question.ts";
import { shortWord } from "./last-asked.ts";

/**
 * What people say in chats besides what they have to report: greetings, thanks, questions about the bot, and wishes
 * that have a command but were typed without a slash. None of it becomes a report.
 */

type Instruments = readonly ResidentSide[];
type Said = Extract<ResidentInput, { type: "said" }>;

/** The command that each wish is another word for. */
export const commandOf = {
  stop: "stop",
  erase: "wis",
  data: "mijngegevens",
  language: "taal",
  help: "help",
  mine: "mijn",
  takePart: "meedoen",
  whoDecides: "wiebeslist",
  report: "melden",
} as const satisfies Partial<Record<Meaning, string>>;

const isWish = (meaning: Meaning): meaning is keyof typeof commandOf => Object.hasOwn(commandOf, meaning);

/** What residents can do here, as buttons. */
function menu(lines: readonly Message[]): Screen {
  const choices: Choice[][] = [
    [button(say("common:talk.report"), corePress("menu", "report"))],
    [
      button(say("common:talk.mine"), corePress("mine", "0")),
      button(say("common:talk.takePart"), corePress("menu", "takePart")),
    ],
  ];
  return { lines, choices };
}

/** @returns the answer to small talk or a wish with this meaning, whatever she is in the middle of */
export function talk(
  meaning: Meaning,
  input: Said,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const [asked, ...more] = openQuestion(lane, context, instruments);
  const open = asked !== undefined;
  const says = (...lines: Message[]) => ({
    lane,
    effects: asked
      ? reply({ ...asked, lines: [...lines, ...asked.lines] }, ...more)
      : reply(menu([...lines, say("common:talk.what")])),
  });
  switch (meaning) {
    case "stop":
      return open ? halt(lane, instruments) : command("stop", input, lane, context, instruments);
    case "cancel":
      return open ? halt(lane, instruments) : says(say("common:talk.nothingOpen"));
    case "human":
      return again(
        { lines: [say("common:help.desk", { desk: { localized: context.town.contact.desk } })] },
        lane,
        context,
        instruments,
      );
    case "about":
      return says(say("common:onboarding.hello", { bot: context.town.bot, town: context.town.name }));
    case "greeting":
      return says(say("common:talk.hello"));
    case "thanks":
      return open ? says(say("common:talk.thanks")) : shortWord("thanks", lane);
    case "approval":
    case "aside":
      return open ? says(say("common:talk.ok")) : shortWord("ok", lane);
    case "report":
      // She is already telling it: then that is what she means.
      if (open && lane.dialogue?.instrument === reporting(instruments)?.name)
        return again({ lines: [say("common:talk.ok")] }, lane, context, instruments);
      return command("melden", input, lane, context, instruments);
    default: {
      if (isWish(meaning)) return command(commandOf[meaning], input, lane, context, instruments);
      return says(say(open ? "common:talk.notHere" : "common:talk.nothingAsked"));
    }
  }
}

const reporting = (instruments: Instruments) => instruments.find((one) => one.commands.includes("melden"));

/** The same as with a slash. */
export function command(
  name: string,
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const { id, at, message } = input;
  const typed = { id, at, message, type: "commanded", command: name, rest: "" } as const;
  return alwaysWins(typed, lane, context, instruments) ?? commanded(typed, lane, context, instruments);
}

/** Asks what she wants to stop: “stop” in the middle of something can mean this, or all messages. */
function halt(lane: Lane, instruments: Instruments): Decision {
  const { dialogue } = lane;
  const side = instruments.find((one) => one.name === dialogue?.instrument);
  const leaves = side?.halt?.(lane) ?? corePress("continue", "no", dialogue?.token);
  const choices: Choice[][] = [
    [button(say(dialogue?.keepsEachAnswer ? "common:talk.haltKept" : "common:talk.haltDrop"), leaves)],
    [button(say("common:talk.haltOn"), corePress("continue", "yes", dialogue?.token))],
    [button(say("common:talk.haltMessages"), corePress("stop", "all"))],
  ];
  return { lane, effects: reply({ lines: [say("common:talk.halt")], choices }) };
}
