import type { ResidentInput } from "../../../core/model/input.ts";
import type { Dialogue, Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import { leave, tokenFrom, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import type { Meaning } from "../../../core/understanding/phrases.ts";
import { VERSION } from "../names.ts";
import { type Draft, draftSchema } from "../state.ts";
import { addWords, again, next } from "./asking.ts";
import { type Step, steps } from "./draft-screens.ts";
import { unlessOut } from "./for-group.ts";
import { shared } from "./media.ts";
import { chose } from "./pressed.ts";
import { meaningAt } from "./typed.ts";
import { said } from "./words-and-edits.ts";

/**
 * Raising an issue. The bot asks only for what is missing: what, where, photos, subject; then a preview in
 * which every part can be changed. Whatever is typed or sent on the way is kept, also at a question that
 * asked for something else.
 */

const empty: Draft = { pieces: [], media: [] };

export function readDraft(dialogue: Dialogue): Draft {
  const parsed = draftSchema.safeParse(dialogue.answers);
  return parsed.success ? parsed.data : empty;
}

/** A new conversation, begun by words, a photo, a recording, a place or /melden. */
export function begin(input: ResidentInput, lane: Lane, context: Context): Turn {
  const draft: Draft = { ...empty, neighbourhood: lane.neighbourhood };
  const dialogue: Dialogue = {
    instrument: "issue",
    version: VERSION,
    step: "words",
    answers: draft,
    token: tokenFrom(context.seed),
    touched: context.now,
  };
  const start = touch(lane, dialogue, context);
  return withEmergency(first(input, draft, start, context));
}

function first(input: ResidentInput, draft: Draft, start: Lane, context: Context): Turn {
  if (input.type !== "commanded") return take(input, draft, "words", start, context, true);
  const rest = input.rest.trim();
  return rest
    ? next(addWords(draft, rest, input.message), start, context, [say("issue:thanks")])
    : again("words", draft, start, context, []);
}

/** Below the first question of every report: this is not the place for help that cannot wait. */
function withEmergency(turn: Turn): Turn {
  const asked = turn.effects.findLastIndex((one) => one.do === "reply");
  return {
    ...turn,
    effects: turn.effects.map((one, index) =>
      one.do === "reply" && index === asked
        ? { ...one, screen: { ...one.screen, lines: [...one.screen.lines, say("issue:emergency")] } }
        : one,
    ),
  };
}

/** The conversation goes on. */
export function proceed(input: ResidentInput, lane: Lane, context: Context): Decision {
  const { dialogue } = lane;
  if (!dialogue) return begin(input, lane, context);
  const read = draftSchema.safeParse(dialogue.answers);
  if (!read.success) return lost(input, lane, context);
  const draft = read.data;
  const out = draft.group && unlessOut(lane, context);
  if (out) return out;
  const step = stepOf(dialogue);
  const now = touch(lane, dialogue, context);
  if (input.type === "chose") return chose(input.press.step, input.press.option, draft, step, now, context);
  return take(input, draft, step, now, context, false);
}

/** Only “yes”, “thanks” or “I don't know”: what that is at the question that is open. */
export function meansWhileRaising(meaning: Meaning, lane: Lane, context: Context): Decision | undefined {
  const { dialogue } = lane;
  const read = draftSchema.safeParse(dialogue?.answers);
  if (!dialogue || !read.success) return undefined;
  const out = read.data.group && unlessOut(lane, context);
  return out ?? meaningAt(stepOf(dialogue), meaning, read.data, touch(lane, dialogue, context), context);
}

export function stepOf(dialogue: Dialogue): Step {
  return steps.find((one) => one === dialogue.step) ?? "words";
}

/** An older version wrote it in a form that can no longer be read: she is told so. */
function lost(input: ResidentInput, lane: Lane, context: Context): Turn {
  const turn = begin(input, leave(lane), context);
  const effects = turn.effects.map((effect, index) =>
    index === 0 && effect.do === "reply"
      ? { ...effect, screen: { ...effect.screen, lines: [say("issue:lost"), ...effect.screen.lines] } }
      : effect,
  );
  return { ...turn, effects };
}

/** Words, a photo, a recording or a place, whatever was asked. */
function take(
  input: ResidentInput,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
  first: boolean,
): Turn {
  switch (input.type) {
    case "said":
      return said(input, draft, step, lane, context, first);
    case "placed": {
      const placed: Draft = { ...draft, place: input.place, placeMessage: undefined, noPlace: undefined };
      return next(placed, lane, context, [say("issue:placeNoted")]);
    }
    case "shared":
      return shared(input, draft, step, lane, context, first);
    default:
      return again(step, draft, lane, context, []);
  }
}
