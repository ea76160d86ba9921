import { after, DAY, elapsed } from "../calendar/time.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ClockInput } from "../model/input.ts";
import type { Held, Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import type { Context, Decision, Effect } from "../turn.ts";
import { openQuestion } from "./current-question.ts";
import { leave, PARK_AFTER, REMIND_AFTER } from "./dialogue-state.ts";
import { continueScreen, feedHeld, whichOne } from "./held-words.ts";

/** What happens when somebody stays silent for a long time in the middle of something. */

type Instruments = readonly ResidentSide[];

/** Resolves held words: if one question is open they answer it, otherwise she is asked once more. */
function clockHeld(lane: Lane, held: Held, context: Context, instruments: Instruments): Decision {
  const [only, ...more] = lane.questions;
  if (only && !lane.dialogue && more.length === 0) {
    const decision = feedHeld({ ...lane, wakeAt: undefined }, only, context, instruments);
    return "needs" in decision
      ? decision
      : { ...decision, effects: decision.effects.map((one) => asNotice(one, lane)) };
  }
  const since = held.since ?? context.now;
  const dropAt = after(since, context.town.retention.draftDays * DAY);
  if (dropAt <= context.now)
    return { lane: { ...lane, held: undefined, wakeAt: undefined }, effects: gone(lane) };
  if (held.reminded || lane.stopped) return { lane: { ...lane, wakeAt: dropAt }, effects: [] };
  const reminded: Lane = { ...lane, held: { ...held, reminded: true }, wakeAt: dropAt };
  return { lane: reminded, effects: [asNotice({ do: "reply", screen: whichOne(lane) }, lane)] };
}

/** Tells her what is dropped: what was kept this long and no longer is not discarded behind her back. */
function gone(lane: Lane): Effect[] {
  return lane.stopped
    ? []
    : [asNotice({ do: "reply", screen: { lines: [say("common:continue.expired")] } }, lane)];
}

/** Nobody acted just now, so anything we say goes out as a notice. */
function asNotice(effect: Effect, lane: Lane): Effect {
  if (effect.do !== "reply") return effect;
  const screen: Screen = { ...effect.screen, replaces: false, usesUp: false };
  return { do: "notify", notice: { kind: "resident", resident: lane.resident, screen } };
}

/** Handles a long silence: one reminder, then the conversation is set aside, and in the end forgotten. */
export function clockLane(
  _input: ClockInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const { dialogue } = lane;
  // The conversation she was in the middle of keeps itself; only her words are waiting.
  if (!dialogue || (lane.held && dialogue.keepsEachAnswer))
    return lane.held
      ? clockHeld(lane, lane.held, context, instruments)
      : { lane: { ...lane, wakeAt: undefined }, effects: [] };
  const silent = elapsed(dialogue.touched, context.now);
  const dropAfter = context.town.retention.draftDays * DAY;
  if (silent >= dropAfter) return { lane: { ...leave(lane), held: undefined }, effects: gone(lane) };
  if (silent >= PARK_AFTER) {
    const parked: Lane = {
      ...lane,
      dialogue: { ...dialogue, parked: true },
      wakeAt: after(dialogue.touched, dropAfter),
    };
    return { lane: parked, effects: [] };
  }
  if (silent >= REMIND_AFTER && !dialogue.reminded) {
    const reminded: Lane = {
      ...lane,
      dialogue: { ...dialogue, reminded: true },
      wakeAt: after(dialogue.touched, PARK_AFTER),
    };
    const [question] = openQuestion(lane, context, instruments);
    if (!question || lane.stopped) return { lane: reminded, effects: [] };
    const screen = continueScreen(
      say("common:continue.reminder", { count: Math.ceil((dropAfter - silent) / DAY) }),
      lane,
    );
    return {
      lane: reminded,
      effects: [{ do: "notify", notice: { kind: "resident", resident: lane.resident, screen } }],
    };
  }
  const next = dialogue.reminded ? PARK_AFTER : REMIND_AFTER;
  return { lane: { ...lane, wakeAt: after(dialogue.touched, next) }, effects: [] };
}
