import { nothing, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Context, Decision } from "../turn.ts";
import { asksEarlier, onTheWayIn, opened, startedAgain } from "./arriving.ts";
import { chose } from "./buttons.ts";
import { alwaysWins, commanded } from "./commands.ts";
import { openQuestion, staleButton } from "./current-question.ts";
import { afterDanger, inDanger } from "./danger.ts";
import { keptUntil } from "./dialogue-state.ts";
import { afterwards, joined, toContribution } from "./held-words.ts";
import { inPlace } from "./in-place.ts";
import { meant, remembersAsked } from "./last-asked.ts";
import { spoke } from "./messages.ts";
import { isOfFormerLife, myCommand } from "./my-data.ts";
import { stillPaused, whilePaused } from "./pause.ts";
import { remembersPiece } from "./pieces.ts";
import { withinRateLimit } from "./rate-limit.ts";
import { decideBy, type Rule, type Situation } from "./rules.ts";

/**
 * The router: the entry point for everything a resident does. Words of danger come before everything else; then a pause
 * and the rate limit; then the rules below.
 */

type Instruments = readonly ResidentSide[];

interface RoutedSituation extends Situation {
  /** Her lane as it was. */
  readonly before: Lane;
}

/**
 * In order of precedence; the first rule that applies decides. Words, photos and places have their own (`messages.ts`).
 */
export const inputRules: readonly Rule<RoutedSituation>[] = [
  { name: "she blocked the chat", decides: left },
  { name: "she let us in again", decides: returned },
  { name: "she is back after we could not reach her", decides: backAgain },
  { name: "a command that always wins", decides: winningCommand },
  { name: "a button about danger", decides: dangerButton },
  { name: "a button that erases or stops", decides: erasingOrStopping },
  { name: "a code on paper", decides: codeOnPaper },
  { name: "the way in", decides: onTheWayIn },
  { name: "a start, or a link", decides: startedAgain },
  { name: "a button that cannot be read", decides: unknownButton },
  { name: "a button", decides: button },
  { name: "a command", decides: otherCommand },
  { name: "a button that was typed", decides: typedButton },
  { name: "words, photos, recordings and places", decides: message },
];

/** Decides about what a resident did. The loop asks again once it has what this needs to see. */
export function decideResident(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  return inPlace(before, context, instruments, (placed) => decidePlaced(input, placed, context, instruments));
}

function decidePlaced(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const danger = inDanger(input, before, context);
  if (danger) return danger;
  const now = stillPaused(input, before, context, instruments);
  if ("needs" in now) return now;
  const paused = whilePaused(input, now, context, instruments);
  if (paused) return paused;
  return withinRateLimit(input, now, context, instruments, (within, lane) =>
    decidePlainly(within, lane, context, instruments),
  );
}

/** The same without rate limiting: for an act that was already counted. */
export function decidePlainly(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const decided = decide(input, before, context, instruments);
  if ("needs" in decided) return decided;
  const turn = remembersPiece(remembersAsked(decided, context, instruments), input, before, context);
  // Somebody who left, or wants no messages, is asked when she is back.
  const isHere = input.type !== "left" && input.type !== "returned";
  return before.earlierWaits && isHere ? asksEarlier(turn) : turn;
}

function decide(input: ResidentInput, before: Lane, context: Context, instruments: Instruments): Decision {
  const lane: Lane = {
    ...before,
    reachable: true,
    seen: context.now,
    asked: undefined,
    piece: undefined,
    calm: undefined,
    // Anything she does in between makes a second press of the same button an act of its own.
    pressed: input.type === "chose" ? before.pressed : undefined,
    expires: keptUntil(before, context),
  };
  return decideBy(inputRules, { input, before, lane, context, instruments });
}

function left({ input, before }: RoutedSituation): Decision | undefined {
  if (input.type !== "left") return undefined;
  return before.version === 0 ? nothing : { lane: { ...before, reachable: false }, effects: [] };
}

function returned({ input, before, lane }: RoutedSituation): Decision | undefined {
  if (input.type !== "returned") return undefined;
  return before.version === 0 ? nothing : { lane: { ...lane, missed: true }, effects: [] };
}

/** News may have come while she could not be reached: it is in /mijn. */
function backAgain({ input, before, context, instruments }: RoutedSituation): Decision | undefined {
  if (!before.missed && (before.reachable || before.version === 0)) return undefined;
  const decision = decide(input, { ...before, reachable: true, missed: undefined }, context, instruments);
  if ("needs" in decision || !decision.lane) return decision;
  return { ...decision, effects: [...reply({ lines: [say("common:back")] }), ...decision.effects] };
}

function winningCommand({ input, lane, context, instruments }: RoutedSituation): Decision | undefined {
  return input.type === "commanded" ? alwaysWins(input, lane, context, instruments) : undefined;
}

function dangerButton({ input, lane, context, instruments }: RoutedSituation): Decision | undefined {
  if (input.type !== "chose" || input.press.instrument !== "core" || input.press.step !== "danger")
    return undefined;
  const open = lane.version > 0 ? openQuestion(lane, context, instruments) : [];
  return afterDanger(input, lane, context, open, (said, now) => decide(said, now, context, instruments));
}

/** Somebody who has not come in yet can also be forgotten, and can undo /stop. */
function erasingOrStopping({ input, lane, context, instruments }: RoutedSituation): Decision | undefined {
  if (input.type !== "chose" || input.press.instrument !== "core") return undefined;
  const { step, option } = input.press;
  // A repeated “erase” press, sent because its reply got lost, must not make her known again.
  if (lane.version === 0)
    return step === "erase" ? myCommand("wis", input, lane, context, instruments) : undefined;
  if (step === "erase" && isOfFormerLife(input.press, lane)) return staleButton(lane, context, instruments);
  const fits = step === "erase" || (step === "data" && option === "erase") || step === "stop";
  return fits ? chose(input, lane, context, instruments) : undefined;
}

function codeOnPaper({ input, lane, context, instruments }: RoutedSituation): Decision | undefined {
  return opened(input, lane, context, instruments);
}

function unknownButton({ input, lane, context, instruments }: RoutedSituation): Decision | undefined {
  return input.type === "chose_unknown" ? staleButton(lane, context, instruments) : undefined;
}

function button({ input, lane, context, instruments }: RoutedSituation): Decision | undefined {
  return input.type === "chose" ? chose(input, lane, context, instruments) : undefined;
}

function otherCommand({ input, lane, context, instruments }: RoutedSituation): Decision | undefined {
  return input.type === "commanded" ? commanded(input, lane, context, instruments) : undefined;
}

/** Handles the words of a button that she typed; and what is still wrong, if she said that. */
function typedButton({ input, before, lane, context, instruments }: RoutedSituation): Decision | undefined {
  const pressed = meant(input, before, lane, context, instruments);
  if (!pressed) return undefined;
  const { press, words, about } = pressed;
  const { id, at, message } = input;
  const first = decide({ id, at, message, type: "chose", press }, lane, context, instruments);
  if (words === undefined || "needs" in first || !first.lane) return first;
  const { dialogue } = first.lane;
  const side = instruments.find((one) => one.name === dialogue?.instrument);
  const asksWhy = dialogue !== undefined && dialogue !== lane.dialogue;
  const said: ResidentInput = { id, at, message, type: "said", text: words };
  if (!side || !asksWhy)
    // To "shall this go?", a no with a few words around it is a no.
    return about === undefined ? first : toContribution({ ...said, about }, lane, context, instruments);
  const second = side.resident(said, first.lane, afterwards(context, first, 1));
  return "needs" in second ? second : joined(first, second);
}

function message({ input, before, lane, context, instruments }: RoutedSituation): Decision {
  return spoke(input, lane, context, instruments, before);
}
