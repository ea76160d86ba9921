import { after } from "../calendar/time.ts";
import { needs, nothing, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import { shownNumber } from "../model/contribution.ts";
import type { VoterToken } from "../model/ids.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Held, Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import { button, corePress } from "../model/screen.ts";
import type { Context, Decision, Effect, Turn } from "../turn.ts";
import { REMIND_AFTER } from "./dialogue-state.ts";

/** Words that could belong to more than one thing: they are held until she says which, and then delivered there. */

/**
 * Characters. Held words are limited to this in total (our limit); an issue takes more, so it never refuses any of
 * them.
 */
const MOST_HELD = 15_000;
/** At most this many photos and recordings are held: as many as an issue takes while it is being told (our limit). */
const MOST_HELD_MEDIA = 10;

type Instruments = readonly ResidentSide[];

/** Its buttons belong to this dialogue: a stale one must not discard something she started later. */
export function continueScreen(line: Message, lane: Lane): Screen {
  const { dialogue } = lane;
  const token = dialogue?.token;
  // A dialogue that keeps each answer is not restarted: she goes on, or does something else.
  const no = dialogue?.keepsEachAnswer
    ? say(lane.held ? "common:continue.else" : "common:continue.stop")
    : say("common:continue.no");
  return {
    lines: [line],
    choices: [
      [button(say("common:continue.yes"), corePress("continue", "yes", token))],
      [button(no, corePress("continue", "no", token))],
    ],
  };
}

export function toContribution(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  if (!input.about) return nothing;
  const found = context.seen.contribution[input.about];
  if (found === undefined) return needs({ see: "contribution", id: input.about });
  const instrument = instruments.find((one) => one.name === found?.instrument);
  if (!found || !instrument) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  return instrument.resident(input, lane, context);
}

/**
 * Holds words that could belong to more than one thing until she has said which.
 * @param about a contribution she was asked about, when its question is no longer open
 */
export function hold(input: ResidentInput, before: Lane, about?: string): Turn {
  const text =
    input.type === "said" ? input.text : input.type === "shared" ? input.caption : placeWords(input);
  const media = input.type === "shared" ? [input.media] : [];
  const whole = [before.held?.text, text].filter(Boolean).join("\n");
  const kept = before.held?.media ?? [];
  if (before.held && (whole.length > MOST_HELD || kept.length + media.length > MOST_HELD_MEDIA)) {
    return { lane: before, effects: reply({ lines: [say("common:held.full")] }, whichOne(before)) };
  }
  const held: Held = {
    text: whole || undefined,
    media: [...kept, ...media],
    message: before.held?.message ?? input.message,
    since: before.held?.since ?? input.at,
    ...((before.held?.about ?? about) !== undefined && { about: before.held?.about ?? about }),
  };
  const wakeAt = (before.dialogue && before.wakeAt) ?? after(input.at, REMIND_AFTER);
  const lane: Lane = { ...before, held, wakeAt };
  const album = input.type === "shared" ? input.media.album : undefined;
  // The photos of an album arrive one by one; one question about them is enough.
  const follows = album !== undefined && kept.some((one) => one.album === album);
  return { lane, effects: follows ? [] : reply(whichOne(lane)) };
}

export function placeWords(input: ResidentInput): string | undefined {
  if (input.type !== "placed") return undefined;
  const { words, latitude, longitude } = input.place;
  return words ?? `${latitude}, ${longitude}`;
}

export function whichOne(lane: Lane): Screen {
  if (lane.dialogue) {
    const { keepsEachAnswer, parked } = lane.dialogue;
    const line = keepsEachAnswer
      ? say("common:continue.heldKept")
      : say(parked ? "common:continue.heldParked" : "common:continue.heldBusy");
    return continueScreen(line, lane);
  }
  const about = lane.held?.about;
  const refs =
    about === undefined || lane.questions.includes(about) ? lane.questions : [...lane.questions, about];
  const questions = refs.map((ref) => [
    button(say("common:held.answer", { number: shownNumber(ref) }), corePress("held", ref)),
  ]);
  return {
    lines: [say("common:held.ask")],
    choices: [...questions.slice(-4), [button(say("common:held.new"), corePress("held", "new"))]],
  };
}

/** Delivers the held words to where they belong, as if she had just said them. */
export function feedHeld(
  before: Lane,
  about: string | undefined,
  context: Context,
  instruments: Instruments,
  input?: ResidentInput,
): Decision {
  const { held } = before;
  if (!held) return nothing;
  const common = {
    id: input?.id ?? context.seed,
    at: context.now,
    message: held.message,
    about,
    adds: before.dialogue !== undefined,
  };
  const [first, ...others] = held.media ?? [];
  const said: ResidentInput = first
    ? { ...common, type: "shared", media: first, caption: held.text }
    : { ...common, type: "said", text: held.text ?? "" };
  const lane: Lane = { ...before, held: undefined };
  let decision = about
    ? toContribution(said, lane, context, instruments)
    : (owner(said, lane, instruments)?.resident(said, lane, context) ?? nothing);
  // More than one photo was held: the others follow the first into the same dialogue or contribution.
  for (const [at, media] of others.entries()) {
    if ("needs" in decision || !decision.lane) return decision;
    // As with any album, the instrument that took the first has said where the others go.
    const album = decision.lane.album === before.album ? undefined : decision.lane.album;
    const of = album?.instrument === undefined ? undefined : album;
    const next: ResidentInput = { ...common, type: "shared", media, about: of?.ref ?? about };
    const into = of?.instrument ?? instrumentOf(decision, about);
    const side = instruments.find((one) => one.name === into);
    const step: Decision = side
      ? side.resident(next, decision.lane, afterwards(context, decision, at + 1))
      : nothing;
    if ("needs" in step) return step;
    decision = joined(decision, step);
  }
  return decision;
}

/**
 * Delivers held words that do not belong to what she is in the middle of to where words go when no question is open.
 * @param first what was decided earlier and is said first
 */
export function release(lane: Lane, first: Turn, context: Context, instruments: Instruments): Decision {
  if (lane.questions.length > 0)
    return {
      ...first,
      lane: { ...lane, wakeAt: after(context.now, REMIND_AFTER) },
      effects: [...first.effects, ...reply(whichOne(lane))],
    };
  const decision = feedHeld(lane, undefined, context, instruments);
  return "needs" in decision
    ? decision
    : { ...first, ...decision, effects: [...first.effects, ...decision.effects] };
}

/** The instrument of the open dialogue; otherwise the one that such words start. */
function owner(said: ResidentInput, { dialogue }: Lane, instruments: Instruments) {
  return instruments.find((one) => (dialogue ? one.name === dialogue.instrument : one.starts(said)));
}

function instrumentOf(decision: Decision, about: string | undefined): string | undefined {
  if ("needs" in decision) return undefined;
  return about ? decision.contributions?.[0]?.instrument : decision.lane?.dialogue?.instrument;
}

/** The context after the first turn, so that a second one builds on its contributions and draws other numbers. */
export function afterwards(context: Context, turn: Turn, at: number): Context {
  const contribution = { ...context.seen.contribution };
  for (const one of turn.contributions ?? []) contribution[one.id] = one;
  const process = { ...context.seen.process };
  for (const one of turn.processes ?? []) process[one.id] = one;
  const response = { ...context.seen.response };
  for (const one of turn.responses ?? []) response[one.process] = { voter: one.voter, response: one };
  const seed = `${context.seed.slice(at)}${context.seed.slice(0, at)}`;
  return { ...context, seed, seen: { ...context.seen, contribution, process, response } };
}

/** Joins two turns into one: the later state wins, entries add up, and only the last replies are sent. */
export function joined(first: Turn, second: Turn): Turn {
  const notReply = (effect: Effect) => effect.do !== "reply";
  const ownOf = ({ process, voter }: { readonly process: string; readonly voter: VoterToken }) =>
    `${process} ${voter}`;
  const idOf = ({ id }: { readonly id: string }) => id;
  return {
    ...first,
    ...second,
    lane: second.lane ?? first.lane,
    contributions: latest(first.contributions, second.contributions, idOf) ?? [],
    ...optional("processes", latest(first.processes, second.processes, idOf)),
    ...optional("ballots", latest(first.ballots, second.ballots, ownOf)),
    ...optional("responses", latest(first.responses, second.responses, ownOf)),
    entries: [...(first.entries ?? []), ...(second.entries ?? [])],
    effects: second.effects.some((one) => one.do === "reply")
      ? [...first.effects.filter(notReply), ...second.effects]
      : [...first.effects, ...second.effects],
  };
}

/** Each row once, in its final state. */
function latest<Row>(
  first: readonly Row[] | undefined,
  second: readonly Row[] | undefined,
  nameOf: (row: Row) => string,
): readonly Row[] | undefined {
  if (!first || !second) return second ?? first;
  return [...new Map([...first, ...second].map((row) => [nameOf(row), row])).values()];
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: Value };
}
