import { needs, reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import { button } from "../../../core/model/screen.ts";
import { leave, tokenFrom, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME, press, VERSION } from "../names.ts";
import { isAdmitted } from "../workers/state.ts";
import { again } from "./asking.ts";

/** A youth worker who was let in by name reports for a group: first how many they are, then as anybody does. */

/** The button that begins it. */
export function groupChoice(worker: string) {
  return button(say("issue:group.start"), press("group", "start", worker));
}

/** Looks first whether she is let in still. @returns what she is told when she is not */
export function unlessOut(lane: Lane, { seen }: Context): Decision | undefined {
  const { worker = "" } = lane;
  const found = seen.contribution[worker];
  if (found === undefined) return needs({ see: "contribution", id: worker });
  return isAdmitted(found, lane.resident)
    ? undefined
    : { lane: leave(lane), effects: reply({ lines: [say("issue:group.out")] }) };
}

export function startsGroup(lane: Lane, context: Context): Decision {
  const out = unlessOut(lane, context);
  if (out) return out;
  if (lane.dialogue || lane.held) return { lane, effects: reply({ lines: [say("issue:group.busy")] }) };
  const draft = { pieces: [], media: [], group: {} };
  const dialogue = {
    instrument: NAME,
    version: VERSION,
    step: "size",
    answers: draft,
    token: tokenFrom(context.seed),
    touched: context.now,
  };
  return again("size", draft, touch(lane, dialogue, context), context, [say("issue:group.rules")]);
}
