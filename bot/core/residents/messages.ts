import { elapsed, HOUR } from "../calendar/time.ts";
import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import { withDigits } from "../model/digits.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Context, Decision } from "../turn.ts";
import type { Meaning } from "../understanding/phrases.ts";
import { again } from "./current-question.ts";
import { PARK_AFTER } from "./dialogue-state.ts";
import { hold, toContribution } from "./held-words.ts";
import { asksAbout, shortWord } from "./last-asked.ts";
import { welcome } from "./onboarding.ts";
import { pieceBefore, restOf } from "./pieces.ts";
import { decideBy, type Rule, type Situation } from "./rules.ts";
import { talk } from "./small-talk.ts";

/** Where words, photos, recordings and places belong. */

/**
 * Milliseconds. Words sent within this time of a question answer it; later she is asked what they belong to (our
 * limit).
 */
const FRESH = HOUR;

type Instruments = readonly ResidentSide[];

/** Her lane as it was: the question she had just been asked, and her words of a moment ago. */
type Before = Pick<Lane, "asked" | "piece">;

interface MessageSituation extends Situation {
  readonly before: Before;
  /** What a few typed words mean; undefined for longer messages and for anything but words. */
  readonly meaning: Meaning | undefined;
}

/** Meanings that can answer a question from the municipality; a greeting or a wish cannot. */
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

/** Meanings that, said in passing, leave the last question open. */
const staysAsked: ReadonlySet<Meaning> = new Set([
  "thanks",
  "approval",
  "aside",
  "greeting",
  "human",
  "help",
  "about",
]);

/**
 * In order of precedence; the first rule that applies decides
 * (docs/adr/0016-what-people-type-is-understood-by-lists.md).
 */
export const messageRules: readonly Rule<MessageSituation>[] = [
  { name: "a file that cannot be read", decides: unreadable },
  { name: "an edited message", decides: edited },
  { name: "a reply to one of our messages", decides: repliesToOurs },
  { name: "another photo of an album", decides: moreOfAlbum },
  { name: "the rest of her words of just now", decides: restOfHerWords },
  { name: "words that wait for a place", decides: besideHeldWords },
  { name: "small talk beside what was set aside", decides: talkBesideParked },
  { name: "a conversation that was set aside", decides: afterParked },
  { name: "the open question", decides: inDialogue },
  { name: "no or don't know to a button", decides: shortWordToButton },
  { name: "small talk", decides: smallTalk },
  { name: "the municipality's question of just now", decides: freshQuestion },
  { name: "what was asked last", decides: askedLast },
  { name: "an older question of the municipality", decides: olderQuestion },
  { name: "a number alone", decides: numberAlone },
  { name: "something new", decides: somethingNew },
];

/**
 * Handles words, a photo, a recording or a place.
 * @param before her lane as it was, where that can matter
 */
export function spoke(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
  before: Before = {},
): Decision {
  const meaning = input.type === "said" && !input.adds ? context.phrases.meaning(input.text) : undefined;
  return decideBy(messageRules, { input, lane, context, instruments, before, meaning });
}

/** Tells her that the file cannot be passed on. What she wrote below it is kept like any other words. */
function unreadable({ input, lane, context, instruments, before }: MessageSituation): Decision | undefined {
  if (input.type !== "unreadable") return undefined;
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

/** Applies an edited message to the draft or the contribution that it went into. */
function edited({ input, lane, context, instruments }: MessageSituation): Decision | undefined {
  if (!((input.type === "said" || input.type === "shared") && input.edited)) return undefined;
  const ref = lane.wrote.findLast((one) => one.message === input.message)?.ref;
  if (ref) return toContribution({ ...input, about: ref }, lane, context, instruments);
  const { dialogue } = lane;
  const instrument = dialogue && instruments.find((one) => one.name === dialogue.instrument);
  if (instrument && !dialogue.parked) return instrument.resident(input, lane, context);
  return again({ lines: [say("common:editedUnknown")] }, lane, context, instruments);
}

function repliesToOurs({ input, lane, context, instruments, meaning }: MessageSituation) {
  const known = lane.about.findLast((one) => one.message === input.repliesTo)?.ref;
  const about = input.repliesTo && (known ?? input.repliesAbout);
  if (!about) return undefined;
  const found = context.seen.contribution[about];
  // It is nobody's any more, since she had herself erased, or it is not there: what she tells is kept all the same.
  const isGone = found === null || (found && found.by === undefined && lane.paused?.ref !== about);
  const tells = (input.type === "said" || input.type === "shared") && !input.edited && meaning === undefined;
  if (!isGone || !tells) return toContribution({ ...input, about }, lane, context, instruments);
  const held = hold(input, lane);
  return { ...held, effects: [...reply({ lines: [say("common:gone")] }), ...held.effects] };
}

function moreOfAlbum({ input, lane, context, instruments }: MessageSituation): Decision | undefined {
  const album = input.type === "shared" ? input.media.album : undefined;
  if (album === undefined || lane.album?.id !== album) return undefined;
  const { ref, instrument: of } = lane.album;
  const side = instruments.find((one) => one.name === of);
  const more: ResidentInput = { ...input, about: ref };
  return side ? side.resident(more, lane, context) : toContribution(more, lane, context, instruments);
}

function restOfHerWords(situation: MessageSituation): Decision | undefined {
  const { input, lane, before, meaning } = situation;
  const piece = meaning === undefined ? pieceBefore(input, before) : undefined;
  return piece && !lane.held ? restOf(piece, situation) : undefined;
}

function besideHeldWords({ input, lane, context, instruments, meaning }: MessageSituation) {
  if (!lane.held) return undefined;
  const isSmall = meaning !== undefined && !answers.has(meaning) && input.type === "said";
  return isSmall ? talk(meaning, input, lane, context, instruments) : hold(input, lane);
}

/** “Laat maar” a week later is about what was set aside, and is not kept along with it. */
function talkBesideParked({ input, lane, context, instruments, meaning }: MessageSituation) {
  const isSmall = meaning !== undefined && (!answers.has(meaning) || meaning === "cancel");
  return lane.dialogue?.parked && isSmall && input.type === "said"
    ? talk(meaning, input, lane, context, instruments)
    : undefined;
}

function afterParked({ input, lane, context, instruments }: MessageSituation): Decision | undefined {
  const { dialogue } = lane;
  if (!dialogue || !(dialogue.parked || elapsed(dialogue.touched, context.now) > PARK_AFTER))
    return undefined;
  const side = instruments.find((one) => one.name === dialogue.instrument);
  const parked: Lane = { ...lane, dialogue: { ...dialogue, parked: true } };
  return side?.tooLate?.(input, lane, context) ?? hold(input, parked);
}

/** An instrument knows which short words answer its question. */
function inDialogue({ input, lane, context, instruments, meaning }: MessageSituation): Decision | undefined {
  const { dialogue } = lane;
  if (!dialogue) return undefined;
  const side = instruments.find((one) => one.name === dialogue.instrument);
  if (meaning !== undefined && input.type === "said") {
    const own = side?.means?.(meaning, input, lane, context);
    if (own === undefined) return talk(meaning, input, lane, context, instruments);
    if (own !== "words") return own;
  }
  return side?.resident(input, lane, context);
}

/** There was a button for yes and none for no. If she does not know yet, she can still press one. */
function shortWordToButton({ lane, before: { asked }, meaning }: MessageSituation): Decision | undefined {
  if (!asked?.choices || lane.questions.length > 0) return undefined;
  if (meaning === "no") return shortWord("ok", lane);
  return meaning === "unknown" && asked.ref !== undefined
    ? stillAsked(shortWord("ok", lane), asked)
    : undefined;
}

/** "Yes", "I don't know" and the like can answer a question from the municipality, if one is waiting. */
function smallTalk({ input, lane, context, instruments, before: { asked }, meaning }: MessageSituation) {
  const canAnswer = lane.questions.length > 0 && meaning !== undefined && answers.has(meaning);
  if (meaning === undefined || input.type !== "said" || canAnswer) return undefined;
  const turn = talk(meaning, input, lane, context, instruments);
  return staysAsked.has(meaning) ? stillAsked(turn, asked) : turn;
}

function freshQuestion({ input, lane, context, instruments, before: { asked } }: MessageSituation) {
  const { ref } = asked ?? {};
  const isFresh = asked !== undefined && elapsed(asked.at, context.now) < FRESH;
  return isFresh && ref !== undefined && lane.questions.includes(ref)
    ? toContribution({ ...input, about: ref }, lane, context, instruments)
    : undefined;
}

function askedLast({ input, lane, context, before: { asked } }: MessageSituation): Decision | undefined {
  const about = asked && elapsed(asked.at, context.now) < PARK_AFTER && asksAbout(asked, lane, context);
  return about && input.type !== "placed" ? hold(input, lane, about) : undefined;
}

function olderQuestion({ input, lane }: MessageSituation): Decision | undefined {
  return lane.questions.length > 0 && input.type !== "placed" ? hold(input, lane) : undefined;
}

/** A number on its own, when nothing asked for one, says nothing. */
function numberAlone({ input, lane, context, instruments }: MessageSituation): Decision | undefined {
  return input.type === "said" && !input.edited && /^[\d\s.,]+$/.test(withDigits(input.text))
    ? talk("unknown", input, lane, context, instruments)
    : undefined;
}

function somethingNew({ input, lane, context, instruments }: MessageSituation): Decision {
  const instrument = instruments.find((one) => one.starts(input));
  return instrument ? instrument.resident(input, lane, context) : { lane, effects: reply(welcome(context)) };
}

function stillAsked(turn: Decision, asked: Lane["asked"]): Decision {
  return "needs" in turn || !turn.lane || !asked?.ref ? turn : { ...turn, lane: { ...turn.lane, asked } };
}
