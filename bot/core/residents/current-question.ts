import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import type { Context, Turn } from "../turn.ts";
import { stored } from "./dialogue-state.ts";
import { continueScreen, whichOne } from "./held-words.ts";
import { stageScreens } from "./onboarding.ts";

/** The question somebody is in the middle of: it is shown again after anything that does not answer it. */

type Instruments = readonly ResidentSide[];

/** Says something that does not belong to the open question, and then shows that question again. */
export function again(screen: Screen, lane: Lane, context: Context, instruments: Instruments): Turn {
  return { lane: stored(lane), effects: reply(screen, ...openQuestion(lane, context, instruments)) };
}

/** The question she is in the middle of, as it would be asked now. */
export function openQuestion(lane: Lane, context: Context, instruments: Instruments): readonly Screen[] {
  if (lane.stage !== "member") return stageScreens(lane, context);
  if (lane.held) return [whichOne(lane)];
  const { dialogue } = lane;
  if (!dialogue) return [];
  if (dialogue.parked) return [continueScreen(say("common:continue.parked"), lane)];
  return instruments.find((one) => one.name === dialogue.instrument)?.current(lane, context) ?? [];
}

/** Tells her that this button no longer works, and shows the question that is open now. */
export function staleButton(lane: Lane, context: Context, instruments: Instruments): Turn {
  const open = openQuestion(lane, context, instruments);
  const line = open.length > 0 ? say("common:stale.withQuestion") : say("common:stale.alone");
  return { lane, effects: reply({ lines: [line] }, ...open) };
}
