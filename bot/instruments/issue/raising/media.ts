import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { type Draft, MOST_WHILE_TELLING } from "../state.ts";
import { addWords, again, next, silently } from "./asking.ts";
import type { Step } from "./draft-screens.ts";
import { edited, fits } from "./words-and-edits.ts";

/** A photo or a recording while an issue is raised, with or without words below it. */

export function shared(
  input: Extract<ResidentInput, { type: "shared" }>,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
  first: boolean,
): Turn {
  const { media, message } = input;
  const caption = input.caption?.trim() ?? "";
  const known = draft.pieces.some((piece) => piece.message === message);
  const ours = draft.media.some((one) => one.source === media.source);
  // Words that are put under a photo afterwards are new words; any other edit changes what stood there.
  if (input.edited && (known || !ours || caption === ""))
    return edited(caption, message, draft, step, lane, context);

  const full = draft.media.length >= MOST_WHILE_TELLING && !input.edited;
  const withMedia: Draft = full || input.edited ? draft : { ...draft, media: [...draft.media, media] };
  const base: Draft =
    step === "words" && draft.changing && caption ? { ...withMedia, pieces: [] } : withMedia;
  const told = caption !== "" && fits(base, caption);
  const grown = told ? addWords(base, caption, message) : withMedia;
  const { album } = media;
  const follows = album !== undefined && draft.media.some((one) => one.album === album);
  // The photos of an album come one by one. They belong together, so only the first is answered.
  if (follows && !full && caption === "") return silently(grown, step, lane);

  const lines: Message[] = [
    ...(full ? [say("issue:tooManyMedia", { count: MOST_WHILE_TELLING })] : [thanks(input, first)]),
    ...(full && told ? [say("issue:added")] : []),
    ...(caption !== "" && !told ? [say("issue:tooMuch")] : []),
  ];
  // A resident who speaks rather than types says the place too; an official will hear it.
  const spoken = step === "where" && media.kind === "voice" && !input.adds && !full;
  if (spoken) return next({ ...grown, noPlace: !grown.place }, lane, context, lines);
  return step === "words" && !(full && !told)
    ? next(grown, lane, context, lines)
    : again(step, grown, lane, context, lines);
}

function thanks(input: Extract<ResidentInput, { type: "shared" }>, first: boolean): Message {
  if (input.edited) return say("issue:added");
  if (input.media.kind === "voice") return say("issue:heardVoice");
  return say(first ? "issue:heardPhoto" : "issue:photoAdded");
}
