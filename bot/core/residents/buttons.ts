import { isSamePress, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Press, Screen } from "../model/screen.ts";
import { CORE_VERSION } from "../model/screen.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { openQuestion, staleButton } from "./current-question.ts";
import { isToken, touch } from "./dialogue-state.ts";
import { evaluates } from "./evaluation.ts";
import { feedHeld, release, toContribution } from "./held-words.ts";
import { spoke } from "./messages.ts";
import { myChoice, younger } from "./my-data.ts";
import { welcome } from "./onboarding.ts";
import { processChoice } from "./process-menu.ts";
import { command, commandOf } from "./small-talk.ts";

/**
 * Buttons. The data a button carries is never trusted, and it may be stale: from an earlier question, another
 * conversation or an older version. In that case she is told so, and the current question is shown.
 */

type Instruments = readonly ResidentSide[];

export function chose(
  input: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  return withoutUsed(pressed(input, lane, context, instruments), input.press, lane);
}

/**
 * Removes from her chat the buttons of a conversation whose question is over, whether by this press or long ago, so
 * that nobody sees one and thinks it still asks something.
 */
function withoutUsed(decision: Decision, { instrument, ref, step }: Press, before: Lane): Decision {
  if ("needs" in decision || instrument === "core" || ref === undefined || !isToken(ref)) return decision;
  const { dialogue } = decision.lane ?? before;
  if (dialogue?.token === ref && dialogue.step === step) return decision;
  const first = decision.effects.findIndex((effect) => effect.do === "reply");
  const effects = decision.effects.map((effect, index) =>
    effect.do === "reply" && index === first
      ? { ...effect, screen: { ...effect.screen, usesUp: true } }
      : effect,
  );
  return { ...decision, effects };
}

function pressed(
  input: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const { press } = input;
  if (press.instrument === "core" && press.version !== CORE_VERSION)
    return staleButton(lane, context, instruments);
  if (press.instrument !== "core") {
    const instrument = instruments.find((one) => one.name === press.instrument);
    const ofDialogue = press.ref !== undefined && isToken(press.ref);
    if (!instrument || press.version !== instrument.version) return staleButton(lane, context, instruments);
    if (ofDialogue && tappedTwice(press, lane, context)) return { lane, effects: [] };
    // Our own dialogue buttons always say what they belong to; one that does not was forged.
    if (press.ref === undefined || (ofDialogue && press.ref !== lane.dialogue?.token))
      return staleButton(lane, context, instruments);
    if (ofDialogue && (lane.dialogue?.parked || lane.held))
      return { lane, effects: reply(...openQuestion(lane, context, instruments)) };
    if (!ofDialogue) {
      const decision = instrument.resident({ ...input, about: press.ref }, lane, context);
      return letsGo(decision, lane) ? release(decision.lane, decision, context, instruments) : decision;
    }
    return instrument.resident(input, { ...lane, pressed: { press, at: context.now } }, context);
  }
  if (press.step === "pause")
    return toContribution({ ...input, about: press.ref }, lane, context, instruments);
  if (press.step === "process") return processChoice(press, lane, context, instruments);
  if (press.step === "evaluate") return evaluates(press, lane, context, instruments);
  if (once.has(press.step)) {
    if (isSamePress(press, lane, context)) return { lane, effects: [] };
    return choseOnce(input, { ...lane, pressed: { press, at: context.now } }, context, instruments);
  }
  if (press.step === "privacy" && press.option === "young") return younger(lane, context);
  if (press.step === "menu") return fromMenu(input, lane, context, instruments);
  if (press.step === "stop") {
    if (press.option === "all") return command("stop", input, lane, context, instruments);
    return {
      lane: { ...lane, stopped: false },
      effects: reply({ lines: [say("common:stop.undone")], replaces: true }),
    };
  }
  return myChoice(input, lane, context, instruments) ?? staleButton(lane, context, instruments);
}

function fromMenu(
  input: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const { option } = input.press;
  return option === "report" || option === "takePart"
    ? command(commandOf[option], input, lane, context, instruments)
    : staleButton(lane, context, instruments);
}

/** Whether with this button she said that her words belong to none of the things offered. */
function letsGo(decision: Decision, before: Lane): decision is Turn & { readonly lane: Lane } {
  return (
    !("needs" in decision) &&
    !before.held &&
    decision.lane?.held !== undefined &&
    decision.lane.dialogue === undefined
  );
}

/** Core buttons that do their work once: a second tap does nothing. */
const once: ReadonlySet<string> = new Set(["language", "continue", "held", "earlier"]);

function choseOnce(
  input: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const { press } = input;
  switch (press.step) {
    case "language":
      return switchLanguage(press.option, lane, context, instruments);
    case "continue":
      if (!lane.dialogue || press.ref !== lane.dialogue.token) return staleButton(lane, context, instruments);
      if (press.option === "yes") return goOn(lane, context, instruments);
      return press.option === "no"
        ? startAnew(lane, context, instruments)
        : staleButton(lane, context, instruments);
    case "held":
      return sortHeld(press.option, input, lane, context, instruments);
    default:
      return useEarlier(input, lane, context, instruments);
  }
}

/** Whether she tapped twice and the question is already over: nothing is wrong. */
function tappedTwice(press: Press, lane: Lane, context: Context): boolean {
  const { dialogue } = lane;
  return (
    isSamePress(press, lane, context) && (dialogue?.token !== press.ref || dialogue?.step !== press.step)
  );
}

function switchLanguage(option: string, before: Lane, context: Context, instruments: Instruments): Turn {
  if (!context.town.languages.includes(option)) return staleButton(before, context, instruments);
  const lane = { ...before, language: option };
  return {
    lane,
    effects: reply(
      { lines: [say("common:languageSet")], replaces: true },
      ...openQuestion(lane, context, instruments),
    ),
  };
}

function goOn(before: Lane, context: Context, instruments: Instruments): Decision {
  if (!before.dialogue) return staleButton(before, context, instruments);
  const { dialogue } = before;
  const touched = touch(before, { ...dialogue, parked: false }, context);
  const lane: Lane = dialogue.keepsEachAnswer ? { ...touched, wakeAt: undefined } : touched;
  if (lane.held) {
    const decision = feedHeld(lane, undefined, context, instruments);
    return "needs" in decision ? decision : inPlace(decision);
  }
  return {
    lane,
    effects: reply(
      { lines: [say("common:continue.on")], replaces: true },
      ...openQuestion(lane, context, instruments),
    ),
  };
}

/** Drops the unfinished dialogue because she asked to; words that are waiting for a place are handled next. */
function startAnew(before: Lane, context: Context, instruments: Instruments): Decision {
  const lane: Lane = { ...before, dialogue: undefined, wakeAt: undefined };
  const line = before.dialogue?.keepsEachAnswer ? "common:continue.left" : "common:continue.dropped";
  const dropped: Screen = { lines: [say(line)], replaces: true };
  if (!lane.held) return { lane, effects: reply(dropped, welcome(context)) };
  return release(lane, { effects: reply(dropped) }, context, instruments);
}

function useEarlier(
  input: Extract<ResidentInput, { type: "chose" }>,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  if (before.earlier === undefined) return staleButton(before, context, instruments);
  const lane: Lane = { ...before, earlier: undefined };
  if (input.press.option !== "yes") return { lane, effects: reply({ ...welcome(context), replaces: true }) };
  if (!input.quoted)
    return { lane, effects: reply({ lines: [say("common:onboarding.sendAgain")], replaces: true }) };
  const { press: _press, quoted, type: _type, ...from } = input;
  const said: ResidentInput = {
    ...from,
    message: before.earlier,
    ...quoted,
    // She may have begun a report in the meantime: then this belongs to it, whichever question is open there.
    adds: lane.dialogue !== undefined,
  };
  const decision = spoke(said, lane, context, instruments);
  return "needs" in decision ? decision : inPlace(decision);
}

function sortHeld(
  option: string,
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  // If another conversation is under way, she is asked whether to go on with that one.
  if (
    !lane.held ||
    lane.dialogue ||
    (option !== "new" && option !== lane.held.about && !lane.questions.includes(option))
  )
    return staleButton(lane, context, instruments);
  const decision = feedHeld(lane, option === "new" ? undefined : option, context, instruments, input);
  return "needs" in decision ? decision : inPlace(decision);
}

/** She has answered which of several things she meant: the next screen replaces that question. */
function inPlace(turn: Turn): Turn {
  const first = turn.effects.findIndex((effect) => effect.do === "reply");
  const effects = turn.effects.map((effect, index) =>
    effect.do === "reply" && index === first
      ? { ...effect, screen: { ...effect.screen, replaces: !effect.screen.asksPlace, usesUp: true } }
      : effect,
  );
  return { ...turn, effects };
}
