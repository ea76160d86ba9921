import { elapsed, HOUR, SECOND } from "../calendar/time.ts";
import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import { withDigits } from "../model/digits.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import type { Meaning } from "../understanding/phrases.ts";
import { again } from "./current-question.ts";
import { PARK_AFTER } from "./dialogue-state.ts";
import { hold, toContribution } from "./held-words.ts";
import { asksAbout, shortWord } from "./last-asked.ts";
import { welcome } from "./onboarding.ts";
import { talk } from "./small-talk.ts";

/** Where words, photos, recordings and places belong. */

/** So long after a question her next words are taken for the answer; later she is asked what they belong to. */
const FRESH = HOUR;

type Instruments = readonly ResidentSide[];

/**
 * Words, a photo, a recording or a place. The first rule that fits counts.
 * @param before her lane as it was: the question that was put to her just before, and her words of just now
 */
export function spoke(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
  before: Pick<Lane, "asked" | "piece"> = {},
): Decision {
  if (input.type === "unreadable") return unreadable(input, lane, context, instruments, before);
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
  const { asked } = before;
  const meaning = input.type === "said" && !input.adds ? context.phrases.meaning(input.text) : undefined;
  const piece = meaning === undefined && isPiece(input, before) ? before.piece : undefined;
  const rest = piece && !lane.held ? theRest(input, piece, lane, context, instruments) : undefined;
  if (rest) return rest;
  if (lane.held) {
    const small = meaning !== undefined && !answers.has(meaning) && input.type === "said";
    return small ? talk(meaning, input, lane, context, instruments) : hold(input, lane);
  }
  // “Laat maar” after a week is about what was set aside, and nothing to keep beside it.
  const isSmall = meaning !== undefined && (!answers.has(meaning) || meaning === "cancel");
  if (dialogue?.parked && isSmall && input.type === "said")
    return talk(meaning, input, lane, context, instruments);
  if (dialogue && (dialogue.parked || elapsed(dialogue.touched, context.now) > PARK_AFTER)) {
    const side = instruments.find((one) => one.name === dialogue.instrument);
    const late = side?.tooLate?.(input, lane, context);
    if (late) return late;
    const parked: Lane = { ...lane, dialogue: { ...dialogue, parked: true } };
    return hold(input, parked);
  }
  if (dialogue) {
    const instrument = instruments.find((one) => one.name === dialogue.instrument);
    const own =
      meaning && input.type === "said" ? instrument?.means?.(meaning, input, lane, context) : undefined;
    if (own !== undefined && own !== "words") return own;
    if (meaning && input.type === "said" && own === undefined)
      return talk(meaning, input, lane, context, instruments);
    if (instrument) return instrument.resident(input, lane, context);
  }
  // "Yes", "I don't know" and the like can answer a question of the municipality; a greeting or a wish is none.
  const waits = lane.questions.length > 0;
  // There was a button for yes, and none for no. Who does not know yet can still press one.
  if (meaning === "no" && asked?.choices && !waits) return shortWord("ok", lane);
  if (meaning === "unknown" && asked?.choices && asked.ref !== undefined && !waits)
    return stillAsked(shortWord("ok", lane), asked);
  if (meaning && input.type === "said" && !(waits && answers.has(meaning))) {
    const turn = talk(meaning, input, lane, context, instruments);
    return staysAsked.has(meaning) ? stillAsked(turn, asked) : turn;
  }
  const { ref } = asked ?? {};
  const isFresh = asked !== undefined && elapsed(asked.at, context.now) < FRESH;
  if (isFresh && ref !== undefined && lane.questions.includes(ref))
    return toContribution({ ...input, about: ref }, lane, context, instruments);
  const about = asked && elapsed(asked.at, context.now) < PARK_AFTER && asksAbout(asked, lane, context);
  if (about && input.type !== "placed") return hold(input, lane, about);
  if (lane.questions.length > 0 && input.type !== "placed") return hold(input, lane);
  // A number alone, to nothing that was asked: it tells nothing.
  if (input.type === "said" && !input.edited && /^[\d\s.,]+$/.test(withDigits(input.text)))
    return talk("unknown", input, lane, context, instruments);
  const instrument = instruments.find((one) => one.starts(input));
  return instrument ? instrument.resident(input, lane, context) : { lane, effects: reply(welcome(context)) };
}

/** What can answer a question of the municipality. */
const answers: ReadonlySet<Meaning> = new Set([
  "yes",
  "no",
  "unknown",
  "approval",
  "aside",
  "skip",
  "cancel",
  "send",
]);

/** What is said in between leaves the question that was asked last where it is. */
const staysAsked: ReadonlySet<Meaning> = new Set([
  "thanks",
  "approval",
  "aside",
  "greeting",
  "human",
  "help",
  "about",
]);

function stillAsked(turn: Decision, asked: Lane["asked"]): Decision {
  return "needs" in turn || !turn.lane || !asked?.ref ? turn : { ...turn, lane: { ...turn.lane, asked } };
}

/** The file cannot be handed on, and she is told so. What she wrote below it is kept like any other words. */
function unreadable(
  input: Extract<ResidentInput, { type: "unreadable" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
  before: Pick<Lane, "asked" | "piece">,
): Decision {
  const refused = say(`common:unreadable.${input.reason}`);
  const text = input.caption?.trim() ?? "";
  if (text === "") return again({ lines: [refused] }, lane, context, instruments);
  const { reason: _, caption: _caption, ...from } = input;
  const decision = spoke({ ...from, type: "said", text }, lane, context, instruments, before);
  return "needs" in decision
    ? decision
    : {
        ...decision,
        effects: [...reply({ lines: [refused, say("common:unreadable.words")] }), ...decision.effects],
      };
}

/**
 * So soon after her last words nobody has read what we said to them (milliseconds). Counted between her own messages, because
 * they come with one clock, which may differ from ours.
 */
const UNREAD = 5 * SECOND;

type Piece = NonNullable<Lane["piece"]>;

/** She wrote this before she had read what we said to her words of just now: it belongs to those. */
function isPiece(input: ResidentInput, { piece }: Pick<Lane, "piece">): boolean {
  if (!piece || input.sent === undefined || input.adds) return false;
  return (input.type === "said" || input.type === "shared") && elapsed(piece.sent, input.sent) < UNREAD;
}

function theRest(
  input: ResidentInput,
  { ref, instrument }: Piece,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision | undefined {
  const { dialogue } = lane;
  const side = instruments.find((one) => one.name === instrument);
  const more: ResidentInput = { ...input, continues: ref ?? "" };
  // Its question has been put, but not read.
  if (side && dialogue && dialogue.instrument === instrument && !dialogue.parked)
    return side.resident(more, lane, context);
  // That conversation is over.
  if (ref === undefined) return dialogue ? undefined : hold(input, lane);
  const about: ResidentInput = { ...more, about: ref };
  return side ? side.resident(about, lane, context) : toContribution(about, lane, context, instruments);
}

/** What she says next, at once, is the rest of this. An instrument that knows better where it went has noted that. */
export function remembersPiece(
  turn: Turn,
  input: ResidentInput,
  before: Pick<Lane, "dialogue">,
  { phrases }: Context,
): Turn {
  const { lane } = turn;
  const dialogue = lane?.dialogue ?? before.dialogue;
  const { sent } = input;
  if (sent === undefined) return turn;
  const words =
    input.type === "said" && !input.edited && !input.adds && phrases.meaning(input.text) === undefined;
  if (lane?.stage !== "member" || lane.held || lane.piece || !dialogue || !words) return turn;
  return { ...turn, lane: { ...lane, piece: { sent, instrument: dialogue.instrument } } };
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
