import { reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import type { Draft } from "../state.ts";
import { question, type Step } from "./draft-screens.ts";

/** Which question comes next while an issue is raised, and how it is asked. */

/** What is still missing, in the order in which it is asked. */
export function missing(draft: Draft): Step {
  if (draft.group && draft.group.size === undefined) return "size";
  if (draft.group && draft.group.language === undefined) return "tongue";
  const voice = draft.media.some((one) => one.kind === "voice");
  const photo = draft.media.some((one) => one.kind === "photo");
  if (draft.pieces.length === 0 && !voice && !(photo && draft.noWords)) return "words";
  if (!draft.place && !draft.noPlace) return "where";
  if (!draft.noPhotos && !photo) return "photos";
  return draft.category ? "preview" : "category";
}

/** Pieces of one story. Editing a message changes its piece; beyond this many, further ones join the last. */
const MOST_PIECES = 100;

export function addWords(draft: Draft, text: string, message: number | undefined): Draft {
  const last = draft.pieces[MOST_PIECES - 1];
  if (last)
    return { ...draft, pieces: [...draft.pieces.slice(0, -1), { text: `${last.text}\n${text}`, message }] };
  return { ...draft, pieces: [...draft.pieces, { text, message }] };
}

function at(lane: Lane, step: Step, draft: Draft): Lane {
  return lane.dialogue ? { ...lane, dialogue: { ...lane.dialogue, step, answers: draft } } : lane;
}

/** Kept without a reply: it belongs to what was just answered. */
export function silently(draft: Draft, step: Step, lane: Lane): Turn {
  return { lane: at(lane, step, draft), effects: [] };
}

/** Asks for what is missing next, after saying what was understood. */
export function next(
  changed: Draft,
  lane: Lane,
  context: Context,
  understood: readonly Message[] = [],
  replaces = false,
): Turn {
  const draft: Draft = { ...changed, changing: false };
  const step = missing(draft);
  const asked = question(step, draft, lane.dialogue?.token ?? "", context);
  const closes = lane.dialogue?.step === "where" && step !== "where";
  const screens: Screen[] = closes
    ? [{ lines: understood.length > 0 ? understood : [say("issue:noted")], closesKeyboard: true }, asked]
    : [inPlace({ ...asked, lines: [...understood, ...asked.lines] }, replaces)];
  return { lane: at(lane, step, draft), effects: reply(...screens) };
}

/** Asks the same question again, or another one that she chose herself. */
export function again(
  step: Step,
  draft: Draft,
  lane: Lane,
  context: Context,
  before: readonly Message[],
  replaces = false,
): Turn {
  const asked = question(step, draft, lane.dialogue?.token ?? "", context);
  return {
    lane: at(lane, step, draft),
    effects: reply(inPlace({ ...asked, lines: [...before, ...asked.lines] }, replaces)),
  };
}

/** A question with a keyboard cannot take the place of a message; then only the used buttons disappear. */
function inPlace(screen: Screen, replaces: boolean): Screen {
  return replaces ? { ...screen, replaces: !screen.asksPlace, usesUp: true } : screen;
}
