import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import type { Context, Turn } from "../turn.ts";
import { stored } from "./dialogue-state.ts";
import { continueScreen, whichOne } from "./held-words.ts";
import { stageScreens } from "./onboarding.ts";

/** What somebody is in the middle of: it is shown again after everything that is not an answer to it. */

type Instruments = readonly ResidentSide[];

/** Says something beside the open question, and then shows that question again. */
export function again(screen: Screen, lane: Lane, context: Context, instruments: Instruments): Turn {
  return { lane: stored(lane), effects: reply(screen, ...openQuestion(lane, context, instruments)) };
}

/** What the person is in the middle of, as it would be asked now. */
export function openQuestion(lane: Lane, context: Context, instruments: Instruments): readonly Screen[] {
  if (lane.stage !== "member") return stageScreens(lane, context);
  if (lane.held) return [whichOne(lane)];
  const { dialogue } = lane;
  if (!dialogue) return [];
  if (dialogue.parked) return [continueScreen(say("common:continue.parked"), lane)];
  return instruments.find((one) => one.name === dialogue.instrument)?.current(lane, context) ?? [];
}

/** A button that cannot be used any more says so, and the question that is open now is shown. */
export function staleButton(lane: Lane, context: Context, instruments: Instruments): Turn {
  const open = openQuestion(lane, context, instruments);
  const line = open.length > 0 ? say("common:stale.withQuestion") : say("common:stale.alone");
  return { lane, effects: reply({ lines: [line] }, ...open) };
}
