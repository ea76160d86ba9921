import { elapsed, HOUR, MINUTE } from "../calendar/time.ts";
import { isSamePress, reply } from "../decision.ts";
import type { Quoted, ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import { button, corePress } from "../model/screen.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import type { Danger } from "../understanding/phrases.ts";
import { askedBy } from "./last-asked.ts";

/**
 * Answers words that tell of immediate danger, or of somebody who does not want to live, before anything else: whom to
 * call, on its own and at once. This holds for everybody, including people who have not come in, are younger than 16,
 * have stopped, are paused or have sent too much. The words are neither kept nor passed on; she is asked whether they
 * should be.
 */

/**
 * After she was asked to “send it again”, words she sends within this time do not get this answer again (milliseconds).
 */
const CALM = HOUR;

/** Each message of danger is answered up to this many times in ten minutes (our limit); only a machine sends more. */
const MOST = 20;
const WINDOW = 10 * MINUTE;

/** The words she typed, including those below a photo or after a command. */
function wordsOf(input: ResidentInput | Quoted): string {
  if ("text" in input) return input.text;
  if ("rest" in input) return input.rest;
  return ("caption" in input && input.caption) || "";
}

/** @returns whom to call, when she tells of danger */
export function inDanger(input: ResidentInput, before: Lane, context: Context): Turn | undefined {
  if (input.byMachine) return undefined;
  const words = wordsOf(input);
  const danger = words === "" ? undefined : context.phrases.danger(words);
  if (!danger) return undefined;
  const { now } = context;
  if (before.calm !== undefined && elapsed(before.calm, now) < CALM) return undefined;
  const alarm = before.pace?.alarm;
  const n = alarm && elapsed(alarm.from, now) < WINDOW ? alarm.n + 1 : 1;
  if (n > MOST) return { effects: [], unheard: true };
  const from = n === 1 || !alarm ? now : alarm.from;
  const said = screens(danger, input, before, context);
  const effects = reply(...said);
  // Somebody we do not know leaves no trace.
  if (before.version === 0) return { effects };
  // A yes or no that she types next is about this question and not about the previous one.
  const choices = said.flatMap((one) => askedBy(one) ?? []);
  const asked = choices.length > 0 ? { at: now, choices } : before.asked;
  const pace = { ...before.pace, alarm: { from, n } };
  return { lane: { ...before, reachable: true, pace, asked }, effects };
}

function screens(danger: Danger, input: ResidentInput, { paused, pace }: Lane, context: Context): Screen[] {
  const { now } = context;
  const call = { lines: [whomToCall(danger, context)] };
  // What she sends is not being taken anyway.
  const deaf = (paused && paused.until > now) || (pace?.quiet !== undefined && pace.quiet > now);
  if (deaf || input.message === undefined) return [{ lines: [...call.lines, say("common:danger.notKept")] }];
  const edited = (input.type === "said" || input.type === "shared") && input.edited;
  const ref = String(input.message);
  return [
    call,
    {
      lines: [say("common:danger.ask")],
      quotes: input.message,
      choices: [
        [button(say("common:danger.go"), corePress("danger", edited ? "edit" : "go", ref))],
        [button(say("common:danger.leave"), corePress("danger", "leave", ref))],
      ],
    },
  ];
}

/** In the town's own words, when its configuration has any. */
function whomToCall(danger: Danger, { town }: Pick<Context, "town">): Message {
  const own = town.emergency[danger];
  return own ? say("common:localized", { text: { localized: own } }) : say(`common:danger.${danger}`);
}

/**
 * She says whether her words are to be passed on. They are not kept, so they travel with the button, as the message it
 * appears below.
 * @param open what she was in the middle of: she goes on with it, unless it was about her life
 * @param tells what will be done with her words
 */
export function afterDanger(
  input: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
  open: readonly Screen[],
  tells: (said: ResidentInput, lane: Lane) => Decision,
): Decision {
  const { press, quoted } = input;
  if (isSamePress(press, lane, context)) return { lane: known(lane), effects: [] };
  const now: Lane = { ...lane, pressed: { press, at: context.now } };
  if (press.option !== "go" && press.option !== "edit") {
    // Which danger it was is read from her own message: her lane must not reveal it.
    const asks = quoted && context.phrases.danger(wordsOf(quoted)) === "self" ? [] : open;
    const left = reply({ lines: [say("common:danger.left")], usesUp: true }, ...asks);
    return { lane: known(now), effects: left };
  }
  if (!quoted) {
    const calm: Lane = { ...now, calm: context.now };
    return { lane: known(calm), effects: reply({ lines: [say("common:danger.sendAgain")], usesUp: true }) };
  }
  const message = Number.parseInt(press.ref ?? "", 10) || undefined;
  const edited = press.option === "edit" && quoted.type !== "commanded";
  const { press: _press, quoted: _quoted, type: _type, ...from } = input;
  const said: ResidentInput = { ...from, message, ...quoted, ...(edited && { edited }) };
  const decision = tells(said, now);
  if ("needs" in decision) return decision;
  // Lets us recognise a second tap.
  const after = decision.lane && { ...decision.lane, pressed: now.pressed };
  return { ...decision, lane: after, effects: usingUp(decision.effects) };
}

/** The lane to keep; somebody we do not know stays unknown. */
function known(lane: Lane): Lane | undefined {
  return lane.version === 0 ? undefined : lane;
}

/** Removes the buttons of the question; whom to call stays visible. */
function usingUp(effects: Turn["effects"]): Turn["effects"] {
  const first = effects.findIndex((one) => one.do === "reply");
  return effects.map((one, index) =>
    one.do === "reply" && index === first ? { ...one, screen: { ...one.screen, usesUp: true } } : one,
  );
}
