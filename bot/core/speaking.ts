import { reply } from "./decide.ts";
import { hold, toContribution } from "./held.ts";
import type { ResidentInput } from "./input.ts";
import type { ResidentSide } from "./instrument.ts";
import { PARK_AFTER } from "./lane-dialogue.ts";
import { say } from "./message.ts";
import { welcome } from "./onboarding.ts";
import { again } from "./open-question.ts";
import type { Lane } from "./resident.ts";
import { elapsed, HOUR } from "./time.ts";
import type { Context, Decision } from "./turn.ts";

/** Where words, photos, recordings and places belong. */

/** So long after a question her next words are taken for the answer; later she is asked what they belong to. */
const FRESH = HOUR;

type Instruments = readonly ResidentSide[];

/** Words, a photo, a recording or a place. `asked`: the question that was put to her just before. */
export function spoke(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
  asked?: Lane["asked"],
): Decision {
  if (input.type === "unreadable") {
    return again({ lines: [say(`common:unreadable.${input.reason}`)] }, lane, context, instruments);
  }
  const edited = (input.type === "said" || input.type === "shared") && input.edited;
  if (edited) return changed(input, lane, context, instruments);

  const known = lane.about.findLast((one) => one.message === input.repliesTo)?.ref;
  const repliedTo = input.repliesTo && (known ?? input.repliesAbout);
  if (repliedTo) return toContribution({ ...input, about: repliedTo }, lane, context, instruments);

  const album = input.type === "shared" ? input.media.album : undefined;
  if (album !== undefined && lane.album?.id === album) {
    const { ref, instrument: of } = lane.album;
    const side = instruments.find((one) => one.name === of);
    const more: ResidentInput = { ...input, about: ref };
    return side ? side.resident(more, lane, context) : toContribution(more, lane, context, instruments);
  }
  const { dialogue } = lane;
  if (lane.held) return hold(input, lane);
  if (dialogue && (dialogue.parked || elapsed(dialogue.touched, context.now) > PARK_AFTER)) {
    const parked: Lane = { ...lane, dialogue: { ...dialogue, parked: true } };
    return hold(input, parked);
  }
  if (dialogue) {
    const instrument = instruments.find((one) => one.name === dialogue.instrument);
    if (instrument) return instrument.resident(input, lane, context);
  }
  const fresh = asked && elapsed(asked.at, context.now) < FRESH && lane.questions.includes(asked.ref);
  if (fresh) return toContribution({ ...input, about: asked.ref }, lane, context, instruments);
  if (lane.questions.length > 0 && input.type !== "placed") return hold(input, lane);
  const instrument = instruments.find((one) => one.starts(input));
  return instrument ? instrument.resident(input, lane, context) : { lane, effects: reply(welcome(context)) };
}

/** An edited message changes the draft or the contribution that it went into. */
function changed(input: ResidentInput, lane: Lane, context: Context, instruments: Instruments): Decision {
  const ref = lane.wrote.findLast((one) => one.message === input.message)?.ref;
  if (ref) return toContribution({ ...input, about: ref }, lane, context, instruments);
  const { dialogue } = lane;
  const instrument = dialogue && instruments.find((one) => one.name === dialogue.instrument);
  if (instrument && !dialogue.parked) return instrument.resident(input, lane, context);
  return again({ lines: [say("common:editedUnknown")] }, lane, context, instruments);
}
