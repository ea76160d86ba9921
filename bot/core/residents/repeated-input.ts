import { needs, nothing, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import { corePress } from "../model/screen.ts";
import type { Context, Decision } from "../turn.ts";
import { openQuestion } from "./current-question.ts";
import { inDanger } from "./danger.ts";
import { inPlace } from "./in-place.ts";
import { myChoice } from "./my-data.ts";
import { decidePlainly } from "./router.ts";

/**
 * An input we already handled arrives again: the process died before it could answer, or our answer got lost. The
 * earlier reply is not stored, because it can hold a vote; she is shown the current state instead. Nothing changes.
 */

type Instruments = readonly ResidentSide[];

/**
 * @returns a decision with replies only, or what has to be seen first; no reply only where nobody is waiting for one
 */
export function currentScreen(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  return inPlace(lane, context, instruments, (placed) => screenNow(input, placed, context, instruments));
}

function screenNow(input: ResidentInput, lane: Lane, context: Context, instruments: Instruments): Decision {
  if (input.type === "left" || input.type === "returned") return nothing;
  // Whom to call is repeated as often as it is asked.
  const danger = inDanger(input, lane, context);
  if (danger) return { effects: danger.effects };
  if (isSaidAgain(input, lane, instruments))
    return onlyReplies(decidePlainly(input, lane, context, instruments), lane, context, instruments);
  // Shows her permissions as they are: the button itself would toggle one.
  if (input.type === "chose" && input.press.instrument === "core" && input.press.step === "allow")
    return onlyReplies(
      myChoice({ ...input, press: corePress("data", "allow") }, lane, context, instruments) ?? nothing,
      lane,
      context,
      instruments,
    );
  if (lane.stage !== "member") return asItStands(lane, context, instruments);
  const { mine } = context.seen;
  if (!mine) return needs({ see: "mine" });
  const changed = mine.find((one) => one.handled.includes(input.id));
  if (!changed) return asItStands(lane, context, instruments);
  const shown = myChoice(showing(input, changed.id), lane, context, instruments) ?? nothing;
  return onlyReplies(shown, lane, context, instruments);
}

/** Whether it only shows something, or sets a stated value: then deciding it again tells the current state. */
function isSaidAgain(input: ResidentInput, lane: Lane, instruments: Instruments): boolean {
  if (input.type === "commanded")
    return lane.stage === "member" && !instruments.some((one) => one.commands.includes(input.command));
  if (input.type === "started") return lane.stage === "member";
  if (input.type !== "chose" || lane.stage !== "member") return false;
  const { press } = input;
  if (press.instrument === "core") return ["mine", "show", "data", "process", "stop"].includes(press.step);
  // What is open in a conversation with the same instrument is where she is now.
  if (lane.dialogue?.instrument === press.instrument) return false;
  return instruments.find((one) => one.name === press.instrument)?.process?.saysAgain(press) ?? false;
}

function onlyReplies(decision: Decision, lane: Lane, context: Context, instruments: Instruments): Decision {
  if ("needs" in decision) return decision;
  const effects = decision.effects.filter((one) => one.do === "reply");
  return effects.length > 0 ? { effects } : asItStands(lane, context, instruments);
}

/** The question she is in the middle of; otherwise that her message arrived, and what she can do now. */
function asItStands(lane: Lane, context: Context, instruments: Instruments): Decision {
  const open = openQuestion(lane, context, instruments);
  return { effects: reply(...(open.length > 0 ? open : [{ lines: [say("common:received")] }])) };
}

function showing(input: ResidentInput, id: string): Extract<ResidentInput, { type: "chose" }> {
  return { id: input.id, at: input.at, type: "chose", press: corePress("show", "one", id) };
}
